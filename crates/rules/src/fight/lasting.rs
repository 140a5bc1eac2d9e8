//! What is laid upon somebody and goes on for a while: conditions and modifiers, and when they end.

use serde::{Deserialize, Serialize};

use crate::book::{Ability, Condition, Modifier, Until};

/// Something that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lasting {
    /// Unlike any other's in this fight.
    pub id: u32,
    pub laid: Laid,
    pub by: usize,
    /// The act that brought it.
    pub act: String,
    pub ends: Ends,
    /// The save that ends it, and its DC.
    pub save: Option<(Ability, i32)>,
    /// Ends with the concentration of who laid it.
    pub concentration: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Laid {
    Condition(Condition),
    Modifiers(Vec<Modifier>),
}

/// When it ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// At the start, or end, of the turn of this fighter, the so-manieth time from now.
    TurnStart(usize, u32),
    TurnEnd(usize, u32),
    /// At the end of each of its bearer's turns it may be saved against.
    Saved,
    /// When its bearer takes damage; or may save against it then.
    Damaged,
    SavedWhenDamaged,
    /// With the grapple: who holds lets go, is helpless or far.
    Grapple,
    /// When its bearer leaves this zone, or the zone is gone.
    Zone(u32),
    /// With the bearer's next roll of its kind.
    Used,
    Never,
}

impl Ends {
    /// What a word of the book comes to; `rounds` is what the act's own duration comes to, `turn` whose turn
    /// it is: one that ends now is not the next one.
    pub(crate) fn of(until: &Until, (by, on): (usize, usize), rounds: Option<u32>, turn: Option<usize>) -> Self {
        let next = |of: usize| Self::TurnEnd(of, 1 + u32::from(turn == Some(of)));
        match until {
            Until::Duration => rounds.map_or(Self::Never, |it| Self::TurnStart(by, it.max(1))),
            Until::SaveAtTurnEnd => Self::Saved,
            Until::SaveWhenDamaged => Self::SavedWhenDamaged,
            Until::Damaged => Self::Damaged,
            Until::OwnTurnStart => Self::TurnStart(by, 1),
            Until::OwnTurnEnd => next(by),
            Until::TargetTurnStart => Self::TurnStart(on, 1),
            Until::TargetTurnEnd => next(on),
            Until::Rounds(rounds) => Self::TurnStart(by, (*rounds).max(1)),
            Until::Minutes(minutes) => Self::TurnStart(by, minutes.saturating_mul(10).max(1)),
            Until::Grapple => Self::Grapple,
            Until::NextRoll => Self::Used,
            Until::Hours(_) | Until::ShortRest | Until::LongRest | Until::Forever => Self::Never,
        }
    }

    /// One of its turns is over.
    pub(crate) fn pass(&mut self) {
        if let Self::TurnStart(_, left) | Self::TurnEnd(_, left) = self {
            *left = left.saturating_sub(1);
        }
    }
}
