//! The door to the client's owner: becoming it, reading on, shutting out and letting in.

use client::{identity, owner};
use rules::AccountId;
use wire::{
    Position,
    owner::{AuditView, PeopleView},
};

use super::{me, told};
use crate::{door::Trouble, tab::Me};

pub(crate) async fn become_owner(token: String) -> Result<Me, Trouble> {
    owner::claim(&token).await.map_err(told)?;
    identity::me().await.map(me).map_err(told)
}

pub(crate) async fn people_after(after: Position) -> Result<PeopleView, Trouble> {
    owner::people(after).await.map_err(told)
}

pub(crate) async fn audit_before(before: i64) -> Result<AuditView, Trouble> {
    owner::audit(before).await.map_err(told)
}

pub(crate) async fn lock_out(account: AccountId, why: String) -> Result<(), Trouble> {
    owner::lock(account, &why).await.map_err(told)
}

pub(crate) async fn let_in_again(account: AccountId) -> Result<(), Trouble> {
    owner::unlock(account).await.map_err(told)
}
