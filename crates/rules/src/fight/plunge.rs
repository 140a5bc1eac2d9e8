//! Falls (SRD 5.2, "Rules Glossary", Falling, Flying).

use super::{Event, Fight, Health, Spot, Stand, Why, height::FALL_FEET, order::Engine};
use crate::book::DamageType;

/// However deep it is, a fall deals no more dice.
const DICE_MOST: i32 = 20;

impl Fight<'_> {
    /// Somebody who is above the ground with nothing to hold it up.
    fn faller(&self) -> Option<usize> {
        self.fighters.iter().position(|it| it.is_aloft() && !it.keeps_aloft())
    }
}

impl Engine<'_, '_, '_> {
    /// Whoever nothing holds up falls: who was thrown over an edge, and who flew.
    pub(super) fn bring_down(&mut self) {
        while self.fight.ended.is_none()
            && let Some(who) = self.fight.faller()
        {
            self.plunge(who);
        }
    }

    /// Falls to the ground: a d6 for every 10 feet; who takes damage lies there.
    fn plunge(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        let feet = fighter.height - fighter.ground;
        let landing = Stand { height: fighter.ground, ..fighter.stand() };
        // Nobody keeps its feet upon another.
        if !self.fight.is_free(landing, Some(who)) {
            self.fall(who);
        }
        self.emit(Event::Fell { who, feet, slowly: false });
        let dice = (feet / FALL_FEET).clamp(0, DICE_MOST);
        let amount: i32 = (0..dice).map(|_| self.chance.draw(6) as i32).sum();
        if amount > 0 && self.hurt(who, None, &[(DamageType::Bludgeoning, amount)], false) > 0 {
            self.lie(who);
        }
        self.hold_or_let_go();
    }

    fn lie(&mut self, who: usize) {
        if self.fight.fighters[who].health != Health::Dead {
            self.fall(who);
        }
    }

    /// Goes over an edge.
    pub(super) fn step_off(&mut self, who: usize, step: Spot, feet: i32) {
        self.emit(Event::Moved { who, path: vec![step], feet, why: Why::Turn });
        self.bring_down();
    }
}
