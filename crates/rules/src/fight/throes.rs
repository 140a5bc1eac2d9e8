//! What happens as somebody dies (SRD 5.2, "Monsters A-Z": Death Burst, Death Throes).

use super::{Aim, Why, order::Engine};
use crate::book::Time;

impl Engine<'_, '_, '_> {
    /// Bursts, or whatever else its death brings, over whoever is near. Each dies once, so this comes to an end.
    pub(super) fn throes(&mut self, who: usize) {
        let kit = self.fight.fighters[who].kit.clone();
        let last = kit.acts.iter().enumerate().filter(|(_, it)| it.time == Time::Death);
        for (at, _) in last {
            self.perform(who, at, &Aim::default(), None, Why::Turn);
        }
    }
}
