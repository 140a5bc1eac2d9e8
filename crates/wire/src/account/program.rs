//! Programs: keys that the server holds for software that acts for an account, within scopes.

use rules::TextRef;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{number::Millis, signed::PublicKey};

/// What a program may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum Scope {
    /// Read characters and their histories.
    #[serde(rename = "characters:read")]
    ReadCharacters,
    /// Make and change characters.
    #[serde(rename = "characters:write")]
    WriteCharacters,
    /// Read which devices and programs speak for the account.
    #[serde(rename = "account:read")]
    ReadAccount,
}

impl Scope {
    pub const ALL: [Self; 3] = [Self::ReadCharacters, Self::WriteCharacters, Self::ReadAccount];
}

/// A program that may act for the account, or once did. It signs commands and nothing else: never
/// statements, logins or greetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    pub key: PublicKey,
    /// What its owner calls it.
    pub name: TextRef,
    pub scopes: Vec<Scope>,
    /// From when on it may do nothing any more.
    pub until: Millis,
    pub added_at: Millis,
    /// The device or recovery key that let it in.
    pub added_by: PublicKey,
    /// A program that was turned away never comes back.
    pub revoked_at: Option<Millis>,
}

impl Program {
    /// Whether it may act at this moment.
    pub fn is_active(&self, now: Millis) -> bool {
        self.revoked_at.is_none() && now < self.until
    }

    /// Whether it was allowed this.
    pub fn has(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}
