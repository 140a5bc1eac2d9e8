//! The door to the client's programs, to the file of everything, and to the end of an account.

use client::{devices, export, programs};
use wire::{Millis, PublicKey, account::Scope};

use super::told;
use crate::door::Trouble;

/// Lets a program in, and answers its token.
pub(crate) async fn let_program_in(
    name: String,
    scopes: Vec<Scope>,
    until: Millis,
) -> Result<String, Trouble> {
    programs::add(&name, &scopes, until).await.map_err(told)
}

pub(crate) async fn new_token(key: PublicKey) -> Result<String, Trouble> {
    programs::token(key).await.map_err(told)
}

pub(crate) async fn turn_program_away(key: PublicKey) -> Result<(), Trouble> {
    programs::revoke(key).await.map_err(told)
}

pub(crate) async fn save_everything() -> Result<(), Trouble> {
    export::save().await.map_err(told)
}

pub(crate) async fn close_account() -> Result<(), Trouble> {
    devices::close().await.map_err(told)
}

pub(crate) async fn reopen_account() -> Result<(), Trouble> {
    devices::reopen().await.map_err(told)
}
