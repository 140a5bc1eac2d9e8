//! A command as it is signed, and as it is posted.

use rules::{AccountId, CommandId, Hash, StreamId, TextRef};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    number::{Millis, Sequence},
    signed::{PublicKey, Signed},
    text::SaltedText,
};

/// A wish with everything it was made on. These are the bytes under the signature; the sample
/// in `tests/golden` keeps them readable for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Command {
    pub id: CommandId,
    pub account: AccountId,
    /// The server's own key; a command means nothing to another server.
    pub server: PublicKey,
    /// The origin as the browser knows it.
    pub origin: String,
    pub rules_version: u32,
    pub content_hash: Hash,
    pub stream: StreamId,
    /// The last event of the stream that the player saw, if it must still be the last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expected: Option<Sequence>,
    /// The player's clock, for the player; nothing is decided by it.
    pub made_at: Millis,
    pub wish: rules::Command,
}

impl Command {
    /// The one text a command refers to, if it refers to one.
    pub fn text(&self) -> Option<TextRef> {
        use rules::character::Command::{Create, Recolour, Rename, Restore, Restyle, Retire, Undo};
        let rules::Command::Character(wish) = &self.wish;
        match wish {
            Create { name, .. } | Rename { name } => Some(*name),
            Recolour { .. } | Restyle { .. } | Retire {} | Restore {} | Undo { .. } => None,
        }
    }
}

/// The body of `POST /api/v1/commands`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommandPost {
    pub signed: Signed,
    /// What people wrote, beside the signed bytes so that it can be erased.
    #[serde(default)]
    pub texts: Vec<SaltedText>,
}

/// The body of the same door for a program that comes by its token. The server holds the
/// program's key and signs a [`Command`] with it. The same wish under the same id gets the same
/// receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WishPost {
    pub id: CommandId,
    pub stream: StreamId,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expected: Option<Sequence>,
    pub wish: rules::Command,
    #[serde(default)]
    pub texts: Vec<SaltedText>,
}
