//! The door at which a device that has a session is told what wraps its re-entry key.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{encoding, signed::PublicKey};

/// The body of `POST /api/v1/account/reentry`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReentryPost {
    /// The re-entry key of the device whose session it is: the one that it keeps, or a new one.
    pub key: PublicKey,
}

/// What it answers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Released {
    /// 32 bytes, the same for the same account, device and re-entry key. Kept nowhere.
    #[serde(with = "encoding::bytes")]
    #[schema(value_type = String, pattern = "^[A-Za-z0-9_-]{43}$")]
    pub wrapping: Vec<u8>,
}

/// Without the secret, so that no log ever holds it.
impl fmt::Debug for Released {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Released")
    }
}
