//! Heroic Inspiration (SRD 5.2, "Playing the Game", Heroic Inspiration): a die of a D20 Test that failed is thrown again,
//! and the new one must be used.

use super::{Act, Event, Fight, Fighter, Kit, order::Engine, roll::Thrown};
use crate::book::{Activity, Duration, Effect, Number, Occasion, Range, Targets, Time};

/// What the stock calls it.
pub(super) const INSPIRATION: &str = "heroic-inspiration";
const NAME: &str = "Heroic Inspiration";

impl Kit {
    /// An act for who has it, or may come to have it in the fight.
    pub(super) fn take_inspiration(&mut self, has: bool) {
        let gives = |it: &Effect| matches!(it, Effect::HeroicInspiration {});
        if !has && !self.acts.iter().any(|it| it.activity.effects.iter().any(gives)) {
            return;
        }
        let mut act = Act::plain(NAME.to_owned(), inspired());
        act.spends = vec![(INSPIRATION.to_owned(), 1)];
        self.stock.insert(INSPIRATION.to_owned(), u32::from(has));
        self.acts.push(act);
    }
}

fn inspired() -> Activity {
    let again = Effect::Mend {
        anew: true,
        one: true,
        advantage: false,
        face: None,
        plus: None,
        succeeds: false,
        refunded: false,
    };
    Activity {
        name: Some(NAME.to_owned()),
        time: Time::Free,
        cost: Vec::new(),
        when: Vec::new(),
        on: Some(Occasion::Failed(vec![Number::Tests])),
        range: Range::default(),
        area: None,
        targets: Targets::default(),
        duration: Duration::default(),
        effects: vec![again],
    }
}

impl Fight<'_> {
    /// Whether somebody has Heroic Inspiration left: what it spent of it is gone from its sheet, too.
    pub fn is_inspired(&self, who: usize) -> bool {
        self.fighters.get(who).is_some_and(|it| it.left(INSPIRATION) > 0)
    }
}

impl Fighter<'_> {
    /// Whether an act would give nothing but the inspiration that is there.
    pub(super) fn has_what_it_gives(&self, act: &Act) -> bool {
        let inspires = |it: &Effect| matches!(it, Effect::HeroicInspiration {});
        self.left(INSPIRATION) > 0 && act.activity.effects.iter().all(inspires)
    }
}

impl Engine<'_, '_, '_> {
    /// Nobody has it twice.
    pub(super) fn be_inspired(&mut self, who: usize) {
        if self.fight.fighters[who].kit.hero && self.fight.fighters[who].left(INSPIRATION) == 0 {
            self.emit(Event::Returned { who, key: INSPIRATION.to_owned(), count: 1 });
        }
    }

    /// One die of a throw falls again: the one that counted.
    pub(super) fn throw_one_again(&mut self, thrown: &Thrown) -> Thrown {
        let again = self.chance.draw(20) as u8;
        let mut dice = thrown.dice.clone();
        match dice.iter().position(|it| *it == thrown.die) {
            Some(at) => dice[at] = again,
            None => dice = vec![again],
        }
        let best = match thrown.lean {
            -1 => dice.iter().min(),
            _ => dice.iter().max(),
        };
        Thrown { die: best.copied().unwrap_or(again), dice, lean: thrown.lean }
    }
}
