//! What is laid upon somebody and goes on for a while: conditions and modifiers, and when they end.

use serde::{Deserialize, Serialize};

use crate::{
    ContentId,
    book::{Ability, Condition, Effect, Modifier, Purpose, Time, Until},
};

/// Something that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lasting {
    /// Unlike any other's in this fight.
    pub id: u32,
    pub laid: Laid,
    pub by: usize,
    /// The act that brought it.
    pub act: String,
    /// The level at which it was cast, if it is a spell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
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
    /// This attacker alone has Advantage upon the bearer (Vex).
    Exposed(usize),
    /// An act of the bearer's at a level goes on: what it concentrates on, or what it can do more with later.
    Going(u8),
    /// The bearer was summoned and goes when this ends.
    Summoned,
    /// The bearer wears another form until this ends.
    Shaped,
    /// Whatever the bearer saves against of this act it saves against with Disadvantage.
    Heightened,
    /// The bearer burns.
    Burning,
    /// A state that ends by itself.
    State(ContentId),
    /// Is done to the bearer again at the start, or end, of each of its turns.
    Again {
        time: Time,
        effects: Vec<Effect>,
    },
}

impl Laid {
    /// The additional action of each turn that it gives.
    pub(super) fn further_action(&self) -> Option<Purpose> {
        let Self::Modifiers(all) = self else { return None };
        all.iter().find_map(|it| match it {
            Modifier::FurtherAction { purpose } => Some(*purpose),
            _ => None,
        })
    }
}

/// When it ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// At the start, or end, of the turn of this fighter, the so-manieth time from now.
    TurnStart(usize, u32),
    TurnEnd(usize, u32),
    /// As these, or with the next roll of its kind, whichever comes first.
    TurnStartOrUsed(usize, u32),
    TurnEndOrUsed(usize, u32),
    /// At the end of each of its bearer's turns it may be saved against.
    Saved,
    /// The same, or when its bearer takes damage.
    SavedOrDamaged,
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
    pub(crate) fn of(
        until: &Until,
        (by, on): (usize, usize),
        rounds: Option<u32>,
        turn: Option<usize>,
    ) -> Self {
        let turns = |of: usize| 1 + u32::from(turn == Some(of));
        let next = |of: usize| Self::TurnEnd(of, turns(of));
        match until {
            Until::Duration => rounds.map_or(Self::Never, |it| Self::TurnStart(by, it.max(1))),
            Until::SaveAtTurnEnd => Self::Saved,
            Until::SaveAtTurnEndOrDamaged => Self::SavedOrDamaged,
            Until::SaveWhenDamaged => Self::SavedWhenDamaged,
            Until::Damaged => Self::Damaged,
            Until::OwnTurnStart => Self::TurnStart(by, 1),
            Until::OwnTurnEnd => next(by),
            Until::TargetTurnStart => Self::TurnStart(on, 1),
            Until::TargetTurnEnd => next(on),
            Until::Rounds(rounds) => Self::TurnStart(by, (*rounds).max(1)),
            Until::Minutes(minutes) => Self::TurnStart(by, minutes.saturating_mul(10).max(1)),
            Until::Grapple => Self::Grapple,
            Until::NextRollBeforeOwnTurn => Self::TurnStartOrUsed(by, 1),
            Until::NextRoll if rounds.is_some() => Self::TurnEndOrUsed(by, turns(by)),
            // What hinders but once does so in the next turn or never.
            Until::NextRoll => Self::TurnEndOrUsed(on, turns(on)),
            Until::Hours(_) | Until::ShortRest | Until::LongRest | Until::Forever => Self::Never,
        }
    }

    /// One of its turns is over.
    pub(crate) fn pass(&mut self) {
        if let Self::TurnStart(_, left)
        | Self::TurnEnd(_, left)
        | Self::TurnStartOrUsed(_, left)
        | Self::TurnEndOrUsed(_, left) = self
        {
            *left = left.saturating_sub(1);
        }
    }

    /// Whether a turn of this fighter's that starts counts for it.
    pub(crate) fn counts_start(&self, who: usize) -> bool {
        matches!(self, Self::TurnStart(of, _) | Self::TurnStartOrUsed(of, _) if *of == who)
    }

    pub(crate) fn counts_end(&self, who: usize) -> bool {
        matches!(self, Self::TurnEnd(of, _) | Self::TurnEndOrUsed(of, _) if *of == who)
    }

    /// The turn that passes is the last of it.
    pub(crate) const fn is_last(&self) -> bool {
        matches!(
            self,
            Self::TurnStart(_, ..=1)
                | Self::TurnEnd(_, ..=1)
                | Self::TurnStartOrUsed(_, ..=1)
                | Self::TurnEndOrUsed(_, ..=1)
        )
    }

    pub(crate) const fn is_used_up(&self) -> bool {
        matches!(self, Self::Used | Self::TurnStartOrUsed(..) | Self::TurnEndOrUsed(..))
    }
}
