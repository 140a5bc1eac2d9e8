//! What happened, one fact after another. Dice are facts: what they showed stands here.

use serde::{Deserialize, Serialize};

use super::{Action, Ended, Glow, Intent, Lasting, Ready, Shape, Side, Spot, Zone};
use crate::{
    ContentId,
    book::{Ability, DamageType, Purpose, Skill},
};

/// A fact of a fight. Fighters are told by their places in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Somebody came who was summoned.
    Joined {
        who: usize,
        creature: ContentId,
        name: String,
        side: Side,
        spot: Spot,
        /// Whom it was called by.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<usize>,
    },
    /// Went again: whoever was summoned, as the spell ends.
    Departed {
        who: usize,
    },
    Initiative {
        who: usize,
        dice: Vec<u8>,
        total: i32,
    },
    /// Traded places in the order with a friend.
    Traded {
        who: usize,
        with: usize,
    },
    RoundBegan {
        round: u32,
    },
    TurnBegan {
        who: usize,
    },
    TurnEnded {
        who: usize,
    },
    /// Squares that were entered one after the other, and the feet that it took.
    Moved {
        who: usize,
        path: Vec<Spot>,
        feet: i32,
        why: Why,
    },
    /// Leapt so many feet, for so many of its movement.
    Jumped {
        who: usize,
        to: Spot,
        feet: i32,
        cost: i32,
    },
    /// Came so many feet higher (below nothing: down), on a way or straight up; straight up it took `cost` feet.
    Rose {
        who: usize,
        feet: i32,
        #[serde(default, skip_serializing_if = "is_nothing")]
        cost: i32,
    },
    /// Fell so many feet; slowly, where something slows it.
    Fell {
        who: usize,
        feet: i32,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        slowly: bool,
    },
    /// May go so many feet more in this turn, the next so many without an Opportunity Attack.
    Hurried {
        who: usize,
        feet: i32,
        safe: i32,
    },
    /// Is elsewhere at once, so many feet away.
    Teleported {
        who: usize,
        to: Spot,
        feet: i32,
    },
    /// Lives again.
    Revived {
        who: usize,
        hp: i32,
        /// The nearest place that has room, where another stands over the body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spot: Option<Spot>,
    },
    /// Began to do something: an act by its place in the kit, and at whom.
    Acted {
        who: usize,
        act: Option<usize>,
        name: String,
        targets: Vec<usize>,
        why: Why,
        /// What the action is, of those that everybody has.
        #[serde(default, skip_serializing_if = "Action::is_other")]
        action: Action,
    },
    /// Began the Attack action or a Multiattack, by one of its ways.
    AttackBegan {
        who: usize,
        row: usize,
    },
    /// Has another action, or whatever time it is.
    Hastened {
        who: usize,
        bonus: bool,
        #[serde(default, rename = "for", skip_serializing_if = "Purpose::is_any")]
        purpose: Purpose,
    },
    /// Extra damage that is dealt once a turn, was.
    Once {
        who: usize,
        whose: String,
    },
    Dashed {
        who: usize,
    },
    Disengaged {
        who: usize,
    },
    /// A careful caster leaves a friend out: the save succeeds without a roll.
    Spared {
        who: usize,
        by: usize,
    },
    Dodged {
        who: usize,
    },
    /// Stood up, for half of its Speed in feet.
    Stood {
        who: usize,
        feet: i32,
    },
    Attacked {
        who: usize,
        target: usize,
        name: String,
        dice: Vec<u8>,
        lean: i8,
        bonus: i32,
        total: i32,
        against: i32,
        outcome: Outcome,
    },
    Saved {
        who: usize,
        ability: Ability,
        dice: Vec<u8>,
        lean: i8,
        bonus: i32,
        total: i32,
        dc: i32,
        outcome: Outcome,
        /// Thrown to keep Concentration.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        concentration: bool,
    },
    /// A check of a skill or an ability, to escape say.
    Checked {
        who: usize,
        name: String,
        dice: Vec<u8>,
        total: i32,
        dc: i32,
        outcome: Outcome,
    },
    /// Somebody was brought round, or is deaf to this way from now on.
    Urged {
        who: usize,
        target: usize,
        skill: Skill,
        heeded: bool,
    },
    /// A failed save became a success.
    Resisted {
        who: usize,
    },
    Hurt {
        who: usize,
        by: Option<usize>,
        parts: Vec<(DamageType, i32, i32)>,
        lost: i32,
        temporary_lost: i32,
    },
    Healed {
        who: usize,
        by: Option<usize>,
        hp: i32,
    },
    Strengthened {
        who: usize,
        temporary_hp: i32,
    },
    /// Its hit point maximum fell by so much (below nothing: rose).
    MaximumLowered {
        who: usize,
        by: i32,
    },
    Laid {
        who: usize,
        lasting: Lasting,
    },
    /// One of the turns that it lasts is over.
    Passed {
        who: usize,
        id: u32,
    },
    Lifted {
        who: usize,
        id: u32,
    },
    Tired {
        who: usize,
        levels: u8,
    },
    Concentrated {
        who: usize,
        act: String,
    },
    ConcentrationEnded {
        who: usize,
    },
    StateBegan {
        who: usize,
        state: ContentId,
    },
    StateKept {
        who: usize,
        state: ContentId,
    },
    /// Kept up with a Bonus Action.
    Kept {
        who: usize,
        state: ContentId,
        name: String,
    },
    StateEnded {
        who: usize,
        state: ContentId,
    },
    /// Took the form of another creature, here.
    Shaped {
        who: usize,
        shape: Shape,
        spot: Spot,
    },
    /// Is itself again, here.
    Unshaped {
        who: usize,
        spot: Spot,
    },
    Spent {
        who: usize,
        key: String,
        count: u32,
    },
    Returned {
        who: usize,
        key: String,
        count: u32,
    },
    Dropped {
        who: usize,
    },
    /// Made the kind of save of which three decide.
    DeathSaved {
        who: usize,
        die: u8,
        successes: u8,
        failures: u8,
    },
    Stabilised {
        who: usize,
    },
    Died {
        who: usize,
    },
    /// A roll that fell short was helped by a die that was kept for it.
    Inspired {
        who: usize,
        more: i32,
    },
    /// The spell that somebody casts was stopped.
    Countered {
        who: usize,
    },
    /// An act waits for its moment, or waits no more.
    Readied {
        who: usize,
        ready: Option<Ready>,
    },
    /// Holds back what comes by itself, or takes it up again.
    Intended {
        who: usize,
        intent: Intent,
    },
    /// An area that stays was laid, moved, did what it does to somebody in this turn, or is gone.
    ZoneLaid {
        zone: Zone,
    },
    ZoneMoved {
        id: u32,
        middle: Spot,
        squares: Vec<Spot>,
    },
    ZoneEntered {
        id: u32,
        who: usize,
    },
    ZoneLeft {
        id: u32,
        who: usize,
    },
    ZoneTouched {
        id: u32,
        who: usize,
    },
    ZonePassed {
        id: u32,
    },
    ZoneGone {
        id: u32,
    },
    /// A light or a darkness came, lost one of its turns, or is gone.
    Lit {
        glow: Glow,
    },
    GlowPassed {
        id: u32,
    },
    GlowGone {
        id: u32,
        act: String,
    },
    /// Said to people: what the engine leaves to them.
    Prompted {
        who: usize,
        text: String,
    },
    Ended {
        how: Ended,
    },
}

/// How a roll came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Critical,
    Success,
    Failure,
    /// It was not rolled for: it failed by itself.
    Automatic,
}

/// What something was done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Turn,
    Reaction,
    Legendary,
    /// As part of something else that it does: it takes no time of its own.
    With,
    /// Moved by another.
    Forced,
}

fn is_nothing(feet: &i32) -> bool {
    *feet == 0
}

impl Outcome {
    pub const fn succeeds(self) -> bool {
        matches!(self, Self::Critical | Self::Success)
    }
}
