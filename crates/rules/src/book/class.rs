//! Classes and subclasses (SRD 5.2, "Classes"). What they give stands in features.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Ability, Choice, Grant, Package};
use crate::ContentId;

/// A class, `class/barbarian`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Class {
    pub id: ContentId,
    pub name: String,
    pub source: String,
    pub text: String,
    /// 13 is needed in all of these to multiclass; of an inner list in one (SRD 5.2, "Character
    /// Creation", Multiclassing).
    pub primary: Vec<Vec<Ability>>,
    /// Sides of its Hit Point Die.
    pub hit_die: u8,
    pub saves: Vec<Ability>,
    /// What a character's first class gives beside its saves.
    pub grants: Vec<Grant>,
    pub choices: Vec<Choice>,
    /// What it gives as a further class instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub multiclass_grants: Vec<Grant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub multiclass_choices: Vec<Choice>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casting: Option<Casting>,
    /// Starting equipment, of which one takes one package.
    pub equipment: Vec<Package>,
}

/// How a class casts spells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Casting {
    pub ability: Ability,
    pub slots: Slots,
    /// Cantrips known at each of the 20 levels; nothing where it has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cantrips: Vec<u8>,
    /// Spells prepared at each of the 20 levels.
    pub prepared: Vec<u8>,
    /// When prepared spells are changed.
    pub changes: super::Again,
    /// Spells in the spellbook at level 1, and those that each further level adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spellbook: Option<(u8, u8)>,
    /// What can be the focus: gear or tools, by category or id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub focus: Vec<ContentId>,
}

/// Which table of slots a class has (SRD 5.2, "Character Creation", Multiclass Spellcaster).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Slots {
    /// Every level counts.
    Full,
    /// Half of the levels count, rounded up.
    Half,
    /// Slots of one level that return with a Short Rest.
    Pact,
}

/// A subclass, `subclass/berserker`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Subclass {
    pub id: ContentId,
    pub name: String,
    pub class: ContentId,
    pub source: String,
    pub text: String,
}

impl Slots {
    /// Slots of levels 1 to 9 by levels that count, 1 to 20.
    const TABLE: [[u8; 9]; 20] = [
        [2, 0, 0, 0, 0, 0, 0, 0, 0],
        [3, 0, 0, 0, 0, 0, 0, 0, 0],
        [4, 2, 0, 0, 0, 0, 0, 0, 0],
        [4, 3, 0, 0, 0, 0, 0, 0, 0],
        [4, 3, 2, 0, 0, 0, 0, 0, 0],
        [4, 3, 3, 0, 0, 0, 0, 0, 0],
        [4, 3, 3, 1, 0, 0, 0, 0, 0],
        [4, 3, 3, 2, 0, 0, 0, 0, 0],
        [4, 3, 3, 3, 1, 0, 0, 0, 0],
        [4, 3, 3, 3, 2, 0, 0, 0, 0],
        [4, 3, 3, 3, 2, 1, 0, 0, 0],
        [4, 3, 3, 3, 2, 1, 0, 0, 0],
        [4, 3, 3, 3, 2, 1, 1, 0, 0],
        [4, 3, 3, 3, 2, 1, 1, 0, 0],
        [4, 3, 3, 3, 2, 1, 1, 1, 0],
        [4, 3, 3, 3, 2, 1, 1, 1, 0],
        [4, 3, 3, 3, 2, 1, 1, 1, 1],
        [4, 3, 3, 3, 3, 1, 1, 1, 1],
        [4, 3, 3, 3, 3, 2, 1, 1, 1],
        [4, 3, 3, 3, 3, 2, 2, 1, 1],
    ];

    /// Levels that count together, for slots that are shared: nothing for Pact Magic, which is apart.
    pub const fn counted(self, level: u8) -> u8 {
        match self {
            Self::Full => level,
            Self::Half => level.div_ceil(2),
            Self::Pact => 0,
        }
    }

    /// Slots of levels 1 to 9 of whoever has levels that count so much together.
    pub fn shared(counted: u8) -> [u8; 9] {
        counted.checked_sub(1).and_then(|it| Self::TABLE.get(usize::from(it))).copied().unwrap_or_default()
    }

    /// Pact Magic at a level of the class: how many slots, and of which level (SRD 5.2, "Classes", Warlock).
    pub const fn pact(level: u8) -> (u8, u8) {
        let count = match level {
            0 => 0,
            1 => 1,
            2..=10 => 2,
            11..=16 => 3,
            _ => 4,
        };
        let of = match level {
            0 => 0,
            1..=8 => level.div_ceil(2),
            _ => 5,
        };
        (count, of)
    }
}
