//! What was spent and comes back, and the dead who do (SRD 5.2, "Spells": Revivify; "Classes": Arcane Recovery).

use super::{Event, Fight, Health, order::Engine};
use crate::{
    book::{Condition, Cost},
    condition::EXHAUSTION_MOST,
};

impl Fight<'_> {
    /// Whether somebody is dead and could live: not worn out, and not where another stands who it cannot lie under.
    pub(super) fn can_revive(&self, who: usize) -> bool {
        let fighter = &self.fighters[who];
        fighter.health == Health::Dead
            && fighter.hp_most() > 0
            && fighter.exhaustion < EXHAUSTION_MOST
            && (!self.is_immune(who, Condition::Prone) || self.is_free(fighter.stand(), Some(who)))
    }

    /// How often an act was done that can be done so often, before this once, which is paid for.
    pub(super) fn used_before(&self, who: usize, act: &super::Act) -> i32 {
        let times = act.activity.cost.iter().find_map(|it| match it {
            Cost::Times { count, .. } => count.constant(),
            _ => None,
        });
        let (Some(most), [(key, _)]) = (times, act.spends.as_slice()) else { return 0 };
        let left = i32::try_from(self.fighters[who].left(key)).unwrap_or(0);
        (most - left - 1).max(0)
    }
}

/// Slots up to this level may not be spent after all (SRD 5.2, "Feats", Boon of Spell Recall).
const RECALLED_MOST: u8 = 4;

impl Engine<'_, '_, '_> {
    /// A slot that a spell takes may come back at once.
    pub(super) fn recall_slot(&mut self, who: usize, act: &super::Act) {
        let Some(magic) = &act.spell else { return };
        let slot = act.spends.iter().find(|(key, _)| key.starts_with("slot/"));
        let Some((key, count)) = slot.filter(|_| (1..=RECALLED_MOST).contains(&magic.level)) else { return };
        if self.fight.fighters[who].kit.specials.contains(&crate::book::Special::SpellRecall)
            && self.chance.draw(u32::from(RECALLED_MOST)) == u32::from(magic.level)
        {
            self.emit(Event::Returned { who, key: key.clone(), count: *count });
        }
    }

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
            let fighter = &self.fight.fighters[who];
            let spot = Some(self.fight.room_for_own(who, fighter.kit.size)).filter(|it| *it != fighter.spot);
            self.emit(Event::Revived { who, hp, spot });
            self.fall(who);
            self.sync_zones();
        }
    }
}
