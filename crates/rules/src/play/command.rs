//! What can be wished for a character.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ContentId,
    book::{Condition, DamageType},
};

/// A wish. May be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = PlayWish)]
pub enum Command {
    /// Casts a spell. `ways` answers where it has several, one after another.
    Cast {
        spell: ContentId,
        with: With,
        #[serde(default)]
        at: At,
        #[serde(default)]
        ways: Vec<u8>,
    },
    DropConcentration {},
    EndCondition {
        condition: Condition,
    },
    /// Ends a state by will.
    EndState {
        state: ContentId,
    },
    GainInspiration {},
    /// The next level, in this class; its Hit Point Die is rolled, or its fixed number counts.
    GainLevel {
        class: ContentId,
        #[serde(default)]
        rolled: bool,
    },
    GainTemporary {
        hp: u32,
    },
    GainXp {
        xp: u32,
    },
    Heal {
        hp: u32,
    },
    /// Damage, before anything lessens it. With mercy it leaves 1 hit point.
    Hurt {
        parts: Vec<(DamageType, u32)>,
        #[serde(default)]
        critical: bool,
        #[serde(default)]
        mercy: bool,
    },
    LowerMaximum {
        by: u32,
    },
    /// A moment comes at which something returns. `told` names resources for which a person says that what
    /// they ask for is so.
    Pass {
        moment: Moment,
        #[serde(default)]
        told: Vec<ContentId>,
    },
    /// Levels of exhaustion go.
    Recover {
        levels: u8,
    },
    RestoreMaximum {},
    Revive {
        hp: u32,
    },
    RollDeathSave {},
    /// A state has lasted as long as it lasts.
    RunOut {
        state: ContentId,
    },
    /// Uses of a resource, for something that people see to.
    Spend {
        resource: ContentId,
        count: u32,
    },
    SpendInspiration {},
    /// First aid that has succeeded, or a spell that does it.
    Stabilise {},
    Suffer {
        condition: Condition,
    },
    TakeLongRest {
        #[serde(default)]
        told: Vec<ContentId>,
        /// Hours since the last one ended, where somebody keeps count.
        #[serde(default)]
        since: Option<u32>,
        /// Hours until something interrupted it for good; then it is a Short Rest at most, with these dice.
        #[serde(default)]
        broken_after: Option<u32>,
        #[serde(default)]
        dice: Vec<ContentId>,
    },
    /// Spends these Hit Point Dice one after another, as long as hit points are missing.
    TakeShortRest {
        #[serde(default)]
        dice: Vec<ContentId>,
        #[serde(default)]
        told: Vec<ContentId>,
    },
    /// Levels of exhaustion come.
    Tire {
        levels: u8,
    },
    /// Does what a feature or an item lets one do. `slot`: the level of a slot that it costs; `slots`: levels
    /// of those that it brings back.
    Use {
        /// `barbarian-1/rage`, or with its name: `barbarian-15/persistent-rage#Rage`.
        activity: String,
        #[serde(default)]
        at: At,
        #[serde(default)]
        slot: Option<u8>,
        #[serde(default)]
        slots: Vec<u8>,
        #[serde(default)]
        ways: Vec<u8>,
    },
}

/// Upon whom, when somebody can choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum At {
    #[default]
    Own,
    Others,
}

/// What a spell is cast with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum With {
    /// A cantrip takes nothing.
    Cantrip,
    Slot(u8),
    Pact,
    /// A casting that is free so often.
    Free,
    /// Ten minutes more, and no slot.
    Ritual,
    /// Brought about by something else.
    Brought,
}

/// A moment at which something may return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    TurnStart,
    TurnEnd,
    Initiative,
    Dawn,
}
