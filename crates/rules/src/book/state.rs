//! States: what goes on for a while once it was begun, a rage or a stance, and what keeps it up or ends it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ArmourKind, Condition, Effect, Modifier};
use crate::ContentId;

/// Something that goes on for a while, begun by an activity: a rage, a stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// `state/rage`.
    pub id: ContentId,
    pub name: String,
    pub modifiers: Vec<Modifier>,
    /// Rounds that it lasts unless it is kept up; none: until something ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u32>,
    /// What keeps it up for another round; nothing need, where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept_by: Vec<Keep>,
    /// Minutes after which it ends whatever is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<End>,
    /// At the start of each of the bearer's turns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each_turn: Vec<Effect>,
}

/// What keeps a state up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    Attacked,
    ForcedSave,
    BonusAction,
}

/// What ends a state early.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum End {
    Condition(Condition),
    Wears(ArmourKind),
    Dropped,
    TurnStart,
    TurnEnd,
    Attacked,
    SpellCast,
    /// Another state begins.
    State(ContentId),
    Will,
    ShortRest,
}
