//! The null twin of programs and of leaving: on the server nobody acts.

use wire::{Millis, PublicKey, account::Scope};

use crate::door::Trouble;

pub(crate) async fn let_program_in(
    _name: String,
    _scopes: Vec<Scope>,
    _until: Millis,
) -> Result<String, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn new_token(_key: PublicKey) -> Result<String, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn turn_program_away(_key: PublicKey) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn save_everything() -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn close_account() -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn reopen_account() -> Result<(), Trouble> {
    Err(Trouble::Offline)
}
