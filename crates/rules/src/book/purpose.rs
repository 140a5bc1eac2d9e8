//! What an action beyond that of one's turn may be spent on.

use serde::{Deserialize, Serialize};

/// What an additional action may be spent on.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A single attack, Dash, Disengage, Hide or Utilize (SRD 5.2, "Spells", Haste).
    Haste,
    /// A spell that takes an action (SRD 5.2, "Classes", Sorcerer: Quickened Spell).
    Spell,
    /// Anything but the Magic action (SRD 5.2, "Classes", Fighter: Action Surge).
    NoMagic,
    #[default]
    Any,
}

impl Purpose {
    pub fn is_any(&self) -> bool {
        *self == Self::Any
    }
}
