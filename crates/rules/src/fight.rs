//! Fights on a grid: who stands where, whose turn it is, what each does and what follows. What is done is
//! decided from [`Order`]s and dice; everything that then happens is an [`Event`], and events alone make the
//! fight again (SRD 5.2, "Playing the Game", Combat).

mod action;
mod again;
mod anew;
mod answer;
mod apply;
mod attack;
mod bond;
mod check;
mod component;
mod concentration;
mod context;
mod damage;
mod dispel;
mod drift;
mod effect;
mod event;
mod fighter;
mod fire;
mod fits;
mod forgo;
mod gear;
mod granted;
mod grid;
mod harm;
mod height;
mod hero;
mod heroic;
mod horde;
mod incorporeal;
mod inspire;
mod intent;
mod jump;
mod kit;
mod kits;
mod lasting;
mod learn;
mod light;
mod magic;
mod mark;
mod mastery;
mod meant;
mod movement;
mod occasion;
mod order;
mod picked;
mod play;
mod plunge;
mod potency;
mod radiance;
mod reaction;
mod ready;
mod recovery;
mod refused;
mod roll;
mod shake;
mod shape;
mod shaping;
mod shove;
mod sight;
mod soften;
mod stage;
mod stealth;
mod story;
mod summon;
mod swing;
mod tactic;
mod tale;
mod teleport;
mod throes;
mod turn;
mod urge;
mod water;
mod way;
mod ways;
mod zone;

pub use action::Action;
pub use event::{Event, Outcome, Why};
pub use fighter::{Fighter, Health, Side};
pub use grid::{Grid, Ground, SQUARE_FEET, Spot, Stand};
pub use hero::Hero;
pub use intent::{Comes, Conditions, Intent, Unbidden, WrongIntent};
pub use jump::Jump;
pub use kit::{Act, Kit};
pub use lasting::{Ends, Laid, Lasting};
pub use light::{Air, Glow, Lamp, Light, Sheds, Source};
pub use magic::Magic;
pub use order::{Aim, Order};
pub use play::{Ended, Hearer, play};
pub use ready::{Awaited, Ready};
pub use refused::Refused;
pub use shape::{Shape, Shaped, WrongForm};
pub use shaping::{Metamagic, WrongShaping};
pub use shove::Hold;
pub use stage::{Come, Entrant, Stage, Unknown};
pub use story::{tell, tell_all};
pub use swing::{Extra, Swing};
pub use tactic::{Choice, choose};
pub use tale::Tale;
pub use urge::{Attitude, Urging, WrongUrging};
pub use way::{Chosen, WrongWay};
pub use zone::Zone;

use crate::book::Book;

/// A fight at a moment. Changed by events and by nothing else.
#[derive(Clone, Debug)]
pub struct Fight<'b> {
    pub book: &'b Book,
    pub grid: Grid,
    pub fighters: Vec<Fighter<'b>>,
    /// Fighters by their initiative, the highest first.
    pub order: Vec<usize>,
    /// From 1 on; 0 before the first.
    pub round: u32,
    /// Whose turn it is.
    pub turn: Option<usize>,
    /// Whose turn ended last.
    pub(crate) last: Option<usize>,
    pub ended: Option<Ended>,
    /// Areas that stay.
    pub zones: Vec<Zone>,
    /// Lights and darkness that acts brought.
    pub glows: Vec<Glow>,
    /// The number of the next thing that is laid upon somebody.
    pub(crate) next: u32,
}

impl<'b> Fight<'b> {
    /// Everybody who can still act for a side.
    pub fn standing(&self, side: Side) -> impl Iterator<Item = usize> {
        let fits = move |it: &&usize| self.fighters[**it].side == side && self.fighters[**it].is_up();
        (0..self.fighters.len()).filter(move |it| fits(&it))
    }

    pub fn are_enemies(&self, one: usize, other: usize) -> bool {
        self.fighters[one].side != self.fighters[other].side
    }

    /// Whether any square of one has a line to any square of the other.
    pub fn line(&self, one: Stand, other: Stand) -> bool {
        let clear = |from, to| self.grid.line(from, to) && self.grid.overlooks((one, from), (other, to));
        one.squares().any(|from| other.squares().any(|to| clear(from, to)))
    }

    /// An able friend of somebody stands beside another.
    pub fn ally_beside(&self, of: usize, target: usize) -> bool {
        let beside = |it: &usize| {
            let fighter = &self.fighters[*it];
            *it != of
                && *it != target
                && fighter.is_able()
                && fighter.stand().feet_to(self.fighters[target].stand()) <= SQUARE_FEET
        };
        self.standing(self.fighters[of].side).any(|it| beside(&it))
    }
}
