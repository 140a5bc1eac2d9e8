//! What a player chose for a character, and whether it may be. A [`Build`] is nothing but choices; who
//! comes of them is an [`Adventurer`], with everything that is still to be chosen and everything that
//! the rules forbid, by name (SRD 5.2, "Character Creation").

mod adventurer;
mod casting;
mod gather;
mod goods;
mod illegal;
mod now;
mod option;
mod pick;
mod requirement;
mod scores;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use adventurer::{Adventurer, Asked, Has, Held, Known, Pending, Proficiency, Score, Whose};
pub(crate) use goods::clash;
pub use illegal::{Illegal, Rule};
pub use option::Offered;
pub use scores::{ARRAY, POINTS, point_cost};

use crate::{
    ContentId,
    book::{Coin, Condition, Item},
};

/// A character as it was chosen: facts alone, from which everything else follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Build {
    #[serde(default)]
    pub name: String,
    pub species: ContentId,
    pub background: ContentId,
    pub scores: Scores,
    /// One for each level, in the order in which they were gained.
    pub levels: Vec<Level>,
    /// What was picked, by the key of what offers it: `barbarian-4/ability-score-improvement/feat`.
    #[serde(default)]
    pub picks: BTreeMap<String, Vec<String>>,
    /// What is carried.
    #[serde(default)]
    pub goods: Vec<Carried>,
    #[serde(default)]
    pub coins: BTreeMap<Coin, u32>,
    /// Experience points; nothing where a game master gives milestones instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xp: Option<u32>,
    /// How it goes at the moment.
    #[serde(default)]
    pub now: Now,
}

/// Scores before anything raises them, and how one came by them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    pub by: Method,
    /// In the order of the abilities.
    pub base: [u8; 6],
}

/// SRD 5.2, "Character Creation", Generate Your Ability Scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Array,
    PointBuy,
    Rolled,
}

/// A level of a class, with what its Hit Point Die showed; without it the fixed number counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    pub class: ContentId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hp: Option<u8>,
}

/// So many of an item, and where they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    pub item: ContentId,
    #[serde(default = "one")]
    pub count: u32,
    #[serde(default)]
    pub place: Place,
    #[serde(default)]
    pub attuned: bool,
}

/// Where a carried item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    #[default]
    Stowed,
    Worn,
    MainHand,
    OffHand,
    BothHands,
}

impl Place {
    /// How many hands an item takes there; a Shield is worn on one.
    pub(crate) fn hands(self, item: &Item) -> u8 {
        match self {
            Self::MainHand | Self::OffHand => 1,
            Self::BothHands => 2,
            Self::Worn => u8::from(item.is_shield()),
            Self::Stowed => 0,
        }
    }
}

/// What changes while one plays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Now {
    /// Hit points lost.
    pub lost: u32,
    pub temporary_hp: u32,
    /// By which the hit point maximum is lowered.
    pub maximum_lost: u32,
    /// Hit Point Dice spent, by class.
    pub hit_dice: BTreeMap<ContentId, u8>,
    /// Uses spent: of resources by their ids, of slots by `slot/1` to `slot/9` and `slot/pact`, of spells and
    /// activities that are free so often by their own keys.
    pub spent: BTreeMap<String, u32>,
    /// States that are active.
    pub states: Vec<ContentId>,
    pub conditions: Vec<Condition>,
    /// Levels of exhaustion, 6 of which are death.
    pub exhaustion: u8,
    pub inspiration: bool,
    pub death_successes: u8,
    pub death_failures: u8,
    /// At 0 hit points, and no longer dying.
    #[serde(skip_serializing_if = "is_not")]
    pub stable: bool,
    /// Unconscious by mercy, until any hit points are regained or a Short Rest is over.
    #[serde(skip_serializing_if = "is_not")]
    pub knocked_out: bool,
    #[serde(skip_serializing_if = "is_not")]
    pub dead: bool,
    /// The spell that is concentrated on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concentration: Option<ContentId>,
}

const fn one() -> u32 {
    1
}

fn is_not(it: &bool) -> bool {
    !it
}

impl Build {
    /// The level of the character.
    pub fn level(&self) -> u8 {
        u8::try_from(self.levels.len()).unwrap_or(u8::MAX)
    }
}
