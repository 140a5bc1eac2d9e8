//! What an account's own devices may know of it.

use std::collections::BTreeMap;

use rules::{AccountId, TextId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Chain, Device, Link, NotALink, Program};
use crate::{number::Millis, signed::PublicKey};

/// The account of who asks: `GET /api/v1/account`. The browser folds the chain itself, so no
/// server can invent a device or hide one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountView {
    pub account: AccountId,
    /// Every statement, oldest first.
    pub links: Vec<Link>,
    /// The names of devices and programs. An erased one is simply not there.
    pub texts: BTreeMap<TextId, String>,
    /// When each device last had a session, and each program last came.
    pub seen: BTreeMap<PublicKey, Millis>,
    /// The device of this session.
    pub key: PublicKey,
    /// The server's clock.
    pub now: Millis,
}

/// What `POST /api/v1/account/recover` answers to a recovery key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recovered {
    pub account: AccountId,
    pub links: Vec<Link>,
}

impl AccountView {
    /// The chain, checked.
    pub fn chain(&self) -> Result<Chain, NotALink> {
        checked(&self.links, self.account)
    }

    /// What its owner calls a device.
    pub fn name(&self, device: &Device) -> Option<&str> {
        self.texts.get(&device.name?.id).map(String::as_str)
    }

    /// What its owner calls a program.
    pub fn program_name(&self, program: &Program) -> Option<&str> {
        self.texts.get(&program.name.id).map(String::as_str)
    }
}

impl Recovered {
    /// The chain, checked.
    pub fn chain(&self) -> Result<Chain, NotALink> {
        checked(&self.links, self.account)
    }
}

fn checked(links: &[Link], account: AccountId) -> Result<Chain, NotALink> {
    let chain = Chain::read(links)?;
    if chain.id() == account { Ok(chain) } else { Err(NotALink::Elsewhere) }
}
