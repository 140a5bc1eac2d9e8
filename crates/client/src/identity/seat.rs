//! Where an account that comes back by a recovery key finds its seat: in this tab's place, or in
//! another one, which is new or has been its own before.

use rules::AccountId;
use wire::{PublicKey, Purpose, Signed};

use super::{
    Came, begin_anew, consenting,
    device::{self, Device},
    join, known_account, log_in, make_room,
    mark::{self, Mark},
    me, membership,
};
use crate::{place, trouble::Trouble, vault::Other};

/// None is this tab's place.
pub(crate) struct Seat(Option<Elsewhere>);

struct Elsewhere {
    number: u32,
    vault: Other,
    device: Device,
}

impl Seat {
    pub(crate) async fn find(account: AccountId) -> Result<Self, Trouble> {
        if known_account().await? == Some(account) {
            return Ok(Self(None));
        }
        let number = match place::other_of(account) {
            Some(number) => number,
            None if make_room().await? => return Ok(Self(None)),
            None => place::begin(account)?,
        };
        let vault = Other::open(number).await?;
        let device = device::load_or_make_in(Some(&vault)).await?;
        Ok(Self(Some(Elsewhere { number, vault, device })))
    }

    pub(crate) async fn key(&self) -> Result<PublicKey, Trouble> {
        match &self.0 {
            None => Ok(me().await?.key),
            Some(it) => Ok(it.device.public),
        }
    }

    /// A new key in the place of one that was turned away.
    pub(crate) async fn renew(&mut self) -> Result<PublicKey, Trouble> {
        match &mut self.0 {
            None => begin_anew().await,
            Some(it) => {
                it.device = device::renew_in(&it.vault).await?;
                Ok(it.device.public)
            }
        }
    }

    /// The key's word that the account may take it in.
    pub(crate) async fn consent(&self, account: AccountId) -> Result<Signed, Trouble> {
        match &self.0 {
            None => super::consent(account).await,
            Some(it) => it.device.sign(Signed::bytes_of(Purpose::Consent, &consenting(account)?)).await,
        }
    }

    /// The key speaks for the account from now on. Here it also logs in; another place waits for
    /// somebody to go there.
    pub(crate) async fn take(self, account: AccountId) -> Result<Came, Trouble> {
        let Some(Elsewhere { number, vault, device }) = self.0 else {
            join(account).await?;
            log_in(true).await?;
            return Ok(Came::Here(me().await?));
        };
        membership::join_in(&vault, account, device.public).await?;
        mark::update_of(number, |mark| {
            *mark = Mark { key: Some(device.public), account: Some(account), ..Mark::default() };
        });
        place::know(number, Some(account));
        Ok(Came::Elsewhere(number))
    }
}
