//! The null twin of what owners do: on the server nobody acts.

use rules::AccountId;
use wire::{
    Position,
    owner::{AuditView, PeopleView},
};

use crate::{door::Trouble, tab::Me};

pub(crate) async fn become_owner(_token: String) -> Result<Me, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn people_after(_after: Position) -> Result<PeopleView, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn audit_before(_before: i64) -> Result<AuditView, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn lock_out(_account: AccountId, _why: String) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn let_in_again(_account: AccountId) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}
