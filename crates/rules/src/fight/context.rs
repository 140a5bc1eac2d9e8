//! Who does what, while it happens: what effects need to know of the act that they belong to.

use std::sync::Arc;

use super::{Kit, Spot, roll::Leaning};
use crate::book::{Ability, Duration, Formula};

/// Who does what, while it happens.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) who: usize,
    pub(super) kit: Arc<Kit>,
    pub(super) act: usize,
    pub(super) rounds: Option<u32>,
    pub(super) concentration: bool,
    pub(super) critical: bool,
    /// What the same hit dealt.
    pub(super) dealt: i32,
    /// Of an attack: which way it leaned, and whether it was made in melee.
    pub(super) blow: Option<(Leaning, bool)>,
    /// The save that was failed, for what may be saved against again.
    pub(super) save: Option<(Ability, i32)>,
    /// The square that it is aimed at.
    pub(super) spot: Option<Spot>,
    /// The zone that does it.
    pub(super) zone: Option<u32>,
    /// What is added to a hit was, and is not for its other damage.
    pub(super) added: bool,
    /// The act that grants the attack, by its place in the same kit.
    pub(super) of: Option<usize>,
    /// Dice of extra damage that are forgone with the hit, and the act for which they are first.
    pub(super) forgone: Option<(usize, u32)>,
    /// How often the act was done before, since what it costs last came back.
    pub(super) used: i32,
    /// What the d20 of the attack shows.
    pub(super) rolled: Option<u8>,
}

impl Context {
    /// Of what simply happens near somebody.
    pub(super) fn bare(who: usize, kit: Arc<Kit>) -> Self {
        Self {
            who,
            kit,
            act: 0,
            rounds: None,
            concentration: false,
            critical: false,
            dealt: 0,
            blow: None,
            save: None,
            spot: None,
            zone: None,
            added: false,
            of: None,
            forgone: None,
            used: 0,
            rolled: None,
        }
    }

    pub(super) fn value(&self, name: &str) -> Option<i32> {
        if name == "dealt" {
            return Some(self.dealt);
        }
        if name == "used" {
            return Some(self.used);
        }
        self.kit.value(&self.kit.acts[self.act], name)
    }

    /// What it does is done at once.
    pub(super) fn is_instant(&self) -> bool {
        self.kit.acts[self.act].activity.duration == Duration::Instant
    }

    pub(super) fn number(&self, formula: &Formula) -> i32 {
        formula.value(&|name| self.value(name))
    }
}

/// How many rounds it lasts, and whether it is concentrated on.
pub(super) fn lasts(duration: &Duration) -> (Option<u32>, bool) {
    match duration {
        Duration::Rounds(rounds) => (Some(*rounds), false),
        Duration::Minutes(minutes) => (Some(minutes.saturating_mul(10)), false),
        Duration::Concentration(minutes) => (Some(minutes.saturating_mul(10)), true),
        _ => (None, false),
    }
}
