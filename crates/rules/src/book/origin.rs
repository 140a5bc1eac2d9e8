//! Species, backgrounds and languages (SRD 5.2, "Character Origins").

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Ability, CreatureType, Package, Size, Skill};
use crate::ContentId;

/// A species; what its members share stands in features gained by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Kin {
    /// `species/elf`, as on the shelf of looks.
    pub id: ContentId,
    pub name: String,
    pub source: String,
    pub text: String,
    pub creature_type: CreatureType,
    /// One of them is chosen, where there are two.
    pub sizes: Vec<Size>,
    /// Walking, in feet.
    pub speed: u32,
}

/// A background, `background/acolyte`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Background {
    pub id: ContentId,
    pub name: String,
    pub source: String,
    pub text: String,
    /// Three points go to these three scores, at most two to one, none above 20.
    pub abilities: [Ability; 3],
    /// The origin feat it gives; what is fixed within it: `["feat/magic-initiate", {"list": "class/cleric"}]`.
    pub feat: ContentId,
    /// The word that is already chosen within the feat, by the choice's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<(String, String)>,
    pub skills: [Skill; 2],
    /// A tool, or a category of which one is chosen.
    pub tool: ContentId,
    pub equipment: Vec<Package>,
}

/// A language, `language/elvish`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Language {
    pub id: ContentId,
    pub name: String,
    pub source: String,
    /// Who speaks it, in our own words.
    pub text: String,
    /// Everybody can choose it; the others are rare.
    pub standard: bool,
}
