//! A character: a name, a silhouette, an appearance, three colours and a keepsake. The small
//! beginning of a sheet.

mod appearance;
mod command;
mod decide;
mod event;
mod refusal;
mod state;

pub use appearance::{Appearance, Figure};
pub use command::Command;
pub use decide::decide;
pub use event::{Created, Event, Plain, Recoloured, Renamed, Restyled, Undone, UnknownEvent};
pub use refusal::Refusal;
pub use state::{Before, Character, Last, apply};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::ContentId;

/// What a character wears, each a dye of the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    pub cloak: ContentId,
    pub trim: ContentId,
    /// The glass of the lantern they carry.
    pub lantern: ContentId,
}

#[cfg(test)]
mod tests;
