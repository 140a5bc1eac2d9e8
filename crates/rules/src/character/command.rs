//! What a player can wish for a character.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Appearance, Colours};
use crate::{
    id::{CommandId, ContentId},
    text::TextRef,
};

/// A wish for the character of the command's stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = CharacterWish)]
pub enum Command {
    /// Begin the stream.
    Create {
        name: TextRef,
        species: ContentId,
        colours: Colours,
        keepsake: ContentId,
        /// As is usual among the species, where none is chosen.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        appearance: Option<Appearance>,
    },
    Rename {
        name: TextRef,
    },
    Recolour {
        colours: Colours,
    },
    /// Change outfit, hair and skin.
    Restyle {
        appearance: Appearance,
    },
    /// Put out of play, never out of history.
    Retire {},
    /// Bring a retired character back.
    Restore {},
    /// Take back the stream's last command, which is named so that no other is hit by accident.
    Undo {
        command: CommandId,
    },
}
