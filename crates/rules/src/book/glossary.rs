//! Entries that explain a word of the rules: conditions, skills, masteries, properties, actions.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Condition;
use crate::ContentId;

/// A word explained, `condition/prone`, `skill/stealth`, `mastery/vex`, `action/dodge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub id: ContentId,
    pub name: String,
    pub source: String,
    pub text: String,
    /// What follows from it, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
    /// Of a condition: those it brings with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brings: Vec<Condition>,
}
