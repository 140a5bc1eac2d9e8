//! What damage does to what lasts, and what ends with whoever keeps it up (SRD 5.2, "Rules Glossary", Concentration).

use super::{Event, order::Engine, roll::Saving};
use crate::book::{Ability, Special};

/// What somebody must meet to keep Concentration, at most (SRD 5.2, "Rules Glossary", Concentration).
const CONCENTRATION_DC_MOST: i32 = 30;

impl Engine<'_, '_, '_> {
    /// What damage does to what lasts: Concentration, sleep, saves that it allows.
    pub(super) fn disturb(&mut self, who: usize, dealt: i32) {
        let breaks = |it: &&super::Lasting| {
            matches!(
                it.ends,
                super::Ends::Damaged | super::Ends::SavedWhenDamaged | super::Ends::SavedOrDamaged
            )
        };
        let lasting: Vec<_> = self.fight.fighters[who].lasting.iter().filter(breaks).cloned().collect();
        for it in lasting {
            match it.ends {
                super::Ends::Damaged | super::Ends::SavedOrDamaged => self.lift(who, it.id),
                super::Ends::SavedWhenDamaged if self.shakes_off(who, &it) == Some(true) => {
                    self.lift(who, it.id);
                }
                _ => {}
            }
        }
        if self.fight.fighters[who].concentration.is_none() {
            return;
        }
        let dc = (dealt / 2).clamp(10, CONCENTRATION_DC_MOST);
        let saving = Saving { concentration: true, ..Saving::of(Ability::Con, dc) };
        let unbreakable = self.fight.fighters[who].kit.specials.contains(&Special::UnbreakableConcentration);
        if !self.fight.fighters[who].is_able() || !unbreakable && !self.saves(who, &saving) {
            self.end_concentration(who);
        }
    }

    /// Everything that hangs on somebody's concentration ends.
    pub(super) fn end_concentration(&mut self, who: usize) {
        if self.fight.fighters[who].concentration.is_none() {
            return;
        }
        self.emit(Event::ConcentrationEnded { who });
        for at in 0..self.fight.fighters.len() {
            let hangs = |it: &&super::Lasting| it.by == who && it.concentration;
            let ids: Vec<u32> =
                self.fight.fighters[at].lasting.iter().filter(hangs).map(|it| it.id).collect();
            ids.into_iter().for_each(|id| self.lift(at, id));
        }
        self.end_zones(|it| it.by == who && it.concentration);
        self.end_glows(|_, it| it.by == who && it.concentration);
    }

    /// Grapples of somebody who can hold no longer end, and so does its concentration.
    pub(super) fn let_go(&mut self, who: usize) {
        self.end_concentration(who);
        for at in 0..self.fight.fighters.len() {
            let held = |it: &&super::Lasting| it.by == who && it.ends == super::Ends::Grapple;
            let ids: Vec<u32> = self.fight.fighters[at].lasting.iter().filter(held).map(|it| it.id).collect();
            ids.into_iter().for_each(|id| self.lift(at, id));
        }
    }
}
