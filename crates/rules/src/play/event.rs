//! What happened. Tags and bodies are stable for ever.

use serde::{Deserialize, Serialize};

use super::{Thrown, With};
use crate::{
    ContentId,
    book::{Condition, DamageType},
};

/// A fact of a character's play. It holds what was rolled and what came of it, so that no replay reckons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    #[serde(rename = "cast.v1")]
    Cast { spell: ContentId, level: u8, with: With },
    #[serde(rename = "concentration-begun.v1")]
    ConcentrationBegun { on: ContentId },
    #[serde(rename = "concentration-ended.v1")]
    ConcentrationEnded {},
    /// The save that damage asks for.
    #[serde(rename = "concentration-rolled.v1")]
    ConcentrationRolled { roll: Thrown, dc: i32 },
    #[serde(rename = "condition-ended.v1")]
    ConditionEnded { condition: Condition },
    #[serde(rename = "condition-gained.v1")]
    ConditionGained { condition: Condition },
    /// How many successes and failures there are after it; none thrown where damage was the failure.
    #[serde(rename = "death-saved.v1")]
    DeathSaved { roll: Option<Thrown>, successes: u8, failures: u8 },
    #[serde(rename = "died.v1")]
    Died { of: Killer },
    #[serde(rename = "exhausted.v1")]
    Exhausted { levels: u8 },
    /// What others get; theirs to apply.
    #[serde(rename = "given.v1")]
    Given { gift: Gift },
    #[serde(rename = "healed.v1")]
    Healed { hp: u32 },
    #[serde(rename = "hit-dice-returned.v1")]
    HitDiceReturned {},
    #[serde(rename = "hit-die-spent.v1")]
    HitDieSpent { class: ContentId, shown: u8, modifier: i32 },
    /// A cost in hit points.
    #[serde(rename = "hp-paid.v1")]
    HpPaid { hp: u32 },
    #[serde(rename = "hurt.v1")]
    Hurt { parts: Vec<Part>, temporary_lost: u32, lost: u32 },
    #[serde(rename = "initiative-rolled.v1")]
    InitiativeRolled { roll: Thrown },
    #[serde(rename = "inspiration-gained.v1")]
    InspirationGained {},
    #[serde(rename = "inspiration-spent.v1")]
    InspirationSpent {},
    #[serde(rename = "knocked-out.v1")]
    KnockedOut {},
    #[serde(rename = "level-gained.v1")]
    LevelGained { class: ContentId, shown: Option<u8> },
    #[serde(rename = "maximum-lowered.v1")]
    MaximumLowered { by: u32 },
    #[serde(rename = "maximum-restored.v1")]
    MaximumRestored {},
    /// For people to see to.
    #[serde(rename = "prompted.v1")]
    Prompted { text: String },
    #[serde(rename = "rested.v1")]
    Rested { long: bool },
    /// Uses come back, under the key that they were spent under.
    #[serde(rename = "returned.v1")]
    Returned { key: String, count: u32 },
    #[serde(rename = "revived.v1")]
    Revived { hp: u32, most: u32 },
    #[serde(rename = "spent.v1")]
    Spent { key: String, count: u32 },
    #[serde(rename = "stabilised.v1")]
    Stabilised {},
    #[serde(rename = "state-begun.v1")]
    StateBegun { state: ContentId },
    #[serde(rename = "state-ended.v1")]
    StateEnded { state: ContentId },
    /// Temporary hit points are so many now.
    #[serde(rename = "temporary-set.v1")]
    TemporarySet { hp: u32 },
    #[serde(rename = "used.v1")]
    Used { activity: String },
    /// An item was used up; the goods tell which.
    #[serde(rename = "used-up.v1")]
    UsedUp {
        item: ContentId,
        #[serde(default = "one", skip_serializing_if = "is_one")]
        count: u32,
    },
    #[serde(rename = "xp-gained.v1")]
    XpGained { xp: u32 },
}

/// Damage of one type: what was dealt, and what was left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub of: DamageType,
    pub dealt: u32,
    pub taken: u32,
}

/// What killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Killer {
    /// The remainder was as much as the maximum.
    MassiveDamage,
    DeathSaves,
    Exhaustion,
    /// The hit point maximum fell to nothing.
    Drained,
}

/// What somebody else gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gift {
    Hp(u32),
    TemporaryHp(u32),
}

const fn one() -> u32 {
    1
}

const fn is_one(count: &u32) -> bool {
    *count == 1
}
