//! A device that asks to be taken in, believed.

use rules::{AccountId, Hash, Name};
use wire::{
    Millis, PublicKey, Purpose,
    account::{Consent, NotALink},
    error,
    pairing::Asked,
};

use crate::{error::StoreError, seal::DataKey, submission::unsigned};

/// What a device asked: it holds the key, it means this server, and its name is one.
#[derive(Debug)]
pub(crate) struct Asking {
    pub(crate) asked: Asked,
    pub(crate) account: AccountId,
}

/// A place where two devices meet.
#[derive(Clone, Debug)]
pub(crate) struct Pairing {
    pub(crate) account: AccountId,
    /// The inviting device's word for the account. Nobody here can check it.
    pub(crate) mark: Hash,
    pub(crate) created_at: Millis,
    pub(crate) expires_at: Millis,
    /// The [`Asked`] of the device that asked, as JSON, sealed with the account's key.
    pub(crate) asked: Option<Vec<u8>>,
}

impl Asking {
    pub(crate) fn open(asked: Asked, server: PublicKey) -> Result<Self, StoreError> {
        let consent: Consent = asked.consent.open(Purpose::Consent).map_err(|it| unsigned(&it))?;
        if consent.server != server {
            return Err(StoreError::not_a_link(&NotALink::Elsewhere));
        }
        Name::parse(&asked.name).map_err(|_why| &error::TEXT_REFUSED)?;
        Ok(Self { asked, account: consent.account })
    }
}

pub(crate) fn seal(key: &DataKey, id: Hash, asked: &Asked) -> Result<Vec<u8>, StoreError> {
    let plain = serde_json::to_vec(asked).map_err(StoreError::corrupt)?;
    key.seal_bytes(&plain, &id.0)
}

pub(crate) fn open(key: &DataKey, id: Hash, sealed: &[u8]) -> Result<Asked, StoreError> {
    serde_json::from_slice(&key.open_bytes(sealed, &id.0)?).map_err(StoreError::corrupt)
}
