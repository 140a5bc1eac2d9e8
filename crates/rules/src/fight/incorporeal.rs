//! Whoever goes through others and through things (SRD 5.2, "Monsters", Incorporeal Movement).

use super::{Fighter, order::Engine};
use crate::book::{DamageType, Knack};

/// Sides of the die for a turn that ends inside a thing.
const SIDES: u32 = 10;

impl Fighter<'_> {
    pub(super) fn is_incorporeal(&self) -> bool {
        self.kit.has(|it| matches!(it, Knack::Incorporeal))
    }
}

impl Engine<'_, '_, '_> {
    /// A turn that ends inside a thing does harm.
    pub(super) fn stuck_in_things(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        if fighter.is_up() && fighter.is_incorporeal() && !self.fight.grid.fits(fighter.stand()) {
            let amount = self.chance.draw(SIDES) as i32;
            self.hurt(who, None, &[(DamageType::Force, amount)], false);
        }
    }
}
