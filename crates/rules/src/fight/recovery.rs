//! What was spent and comes back, and the dead who do (SRD 5.2, "Spells": Revivify; "Classes": Arcane Recovery).

use super::{Event, Fight, Health, order::Engine};
use crate::{book::Condition, condition::EXHAUSTION_MOST};

impl Fight<'_> {
    /// Whether somebody is dead and could live: not worn out, and not where another stands who it cannot lie under.
    pub(super) fn can_revive(&self, who: usize) -> bool {
        let fighter = &self.fighters[who];
        fighter.health == Health::Dead
            && fighter.hp_most() > 0
            && fighter.exhaustion < EXHAUSTION_MOST
            && (!self.is_immune(who, Condition::Prone) || self.is_free(fighter.stand(), Some(who)))
    }
}

impl Engine<'_, '_, '_> {
    /// Uses come back, never more than there are at most.
    pub(super) fn restore(&mut self, who: usize, key: &str, count: i32) {
        let fighter = &self.fight.fighters[who];
        let spent = fighter.resource_most(key).saturating_sub(fighter.left(key));
        let count = u32::try_from(count).unwrap_or(0).min(spent);
        if count > 0 {
            self.emit(Event::Returned { who, key: key.to_owned(), count });
        }
    }

    /// Spent slots come back, the highest that fit first.
    pub(super) fn restore_slots(&mut self, who: usize, levels: i32, highest: u8) {
        let mut left = levels;
        let pact = self.fight.fighters[who].hero.as_ref().map_or(0, |it| it.pact());
        let shared = (1..=highest).rev().map(|level| (format!("slot/{level}"), level));
        let mut keys: Vec<(String, u8)> = shared.collect();
        if (1..=highest).contains(&pact) {
            keys.insert(usize::from(highest - pact) + 1, ("slot/pact".into(), pact));
        }
        for (key, level) in keys {
            let level = i32::from(level);
            let fighter = &self.fight.fighters[who];
            let spent = fighter.resource_most(&key).saturating_sub(fighter.left(&key));
            let count = u32::try_from(left / level).unwrap_or(0).min(spent);
            if count > 0 {
                left -= level * count as i32;
                self.emit(Event::Returned { who, key, count });
            }
        }
    }

    /// The dead live again and lie where they fell.
    pub(super) fn revive(&mut self, who: usize, hp: i32) {
        if self.fight.can_revive(who) {
            let hp = hp.clamp(1, self.fight.fighters[who].hp_most());
            self.emit(Event::Revived { who, hp });
            self.fall(who);
            self.sync_zones();
        }
    }
}
