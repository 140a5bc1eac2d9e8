//! A key for an account that is on its way to this browser: made apart from the browser's own, so
//! that whoever announces an account gets the word of a key that speaks for nothing. Once it was let
//! in it takes over.

use rules::AccountId;
use wire::{Purpose, SessionView, Signed};

use super::{
    Shelf, consenting,
    device::{self, Device},
    login, membership, vault,
};
use crate::{trouble::Trouble, turn, vault::Other};

pub(crate) struct Newcomer {
    account: AccountId,
    device: Device,
}

impl Newcomer {
    /// The key that was made for this account, or a new one.
    pub(crate) async fn of(account: AccountId) -> Result<Self, Trouble> {
        let device = device::load_or_make_at(None, &place(account)).await?;
        Ok(Self { account, device })
    }

    /// Its word that the account may take it in.
    pub(crate) async fn consent(&self) -> Result<Signed, Trouble> {
        self.device.sign(Signed::bytes_of(Purpose::Consent, &consenting(self.account)?)).await
    }

    /// Shows the server that the key speaks for the account: it was let in.
    pub(crate) async fn prove(&self) -> Result<SessionView, Trouble> {
        let _turn = turn::take(turn::Of::Session).await;
        login::settled_here()?;
        login::prove(&self.device, self.account, login::Wish::ANEW).await
    }

    /// Becomes the key of this tab's place, whatever that had before.
    pub(crate) async fn take_over(&self, session: SessionView) -> Result<(), Trouble> {
        device::put(&self.device).await?;
        membership::join(self.account, self.device.public).await?;
        login::entered(session).map(drop)
    }

    /// Goes to the vault of another place.
    pub(crate) async fn take_to(&self, other: &Other) -> Result<(), Trouble> {
        device::keep_at(Some(other), &place(self.account), &self.device).await.map(drop)
    }

    /// Nobody waits for it any more.
    pub(crate) async fn forget(account: AccountId) -> Result<(), Trouble> {
        vault::delete(Shelf::Keys, &place(account)).await
    }
}

fn place(account: AccountId) -> String {
    ["moving/key/", &account.to_string()].concat()
}
