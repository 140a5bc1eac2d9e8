//! A way in without a password: the server gives a nonce, the device key signs it.

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize};

use crate::{
    number::Millis,
    signed::{PublicKey, Signed},
};

/// What `POST /api/v1/auth/challenge` answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// To be signed once, within a minute, by the browser that asked.
    pub nonce: String,
    pub server: PublicKey,
    pub expires_at: Millis,
    pub rules_version: u32,
    pub content_hash: Hash,
}

/// What is signed to log in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    pub nonce: String,
    pub server: PublicKey,
    /// The origin as the browser knows it, so that one server cannot relay a login to another.
    pub origin: String,
    pub account: AccountId,
    pub made_at: Millis,
}

/// The body of `POST /api/v1/auth/verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginPost {
    pub signed: Signed,
    /// Whether the browser does this by itself. Who logged out everywhere must come by hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub renew: bool,
}

/// What a recovery key signs to find its account, on a browser that knows nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recover {
    pub nonce: String,
    pub server: PublicKey,
    pub origin: String,
    pub made_at: Millis,
}

/// The body of `POST /api/v1/account/recover`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoverPost {
    pub signed: Signed,
}

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    pub account: AccountId,
    pub key: PublicKey,
    pub did: String,
    pub expires_at: Millis,
}
