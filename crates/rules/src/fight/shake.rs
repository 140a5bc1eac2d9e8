//! What lasts may be shaken off: it is saved against once more, at the end of a turn or when its bearer is harmed
//! (SRD 5.2, "Playing the Game", Saving Throws).

use super::{Ends, Laid, Lasting, order::Engine, roll::Saving};
use crate::{book::Condition, circumstance::Cast};

impl Engine<'_, '_, '_> {
    /// What may be saved against at the end of each turn.
    pub(super) fn save_again(&mut self, who: usize) {
        let saved = |it: &&Lasting| matches!(it.ends, Ends::Saved | Ends::SavedOrDamaged);
        let lasting: Vec<_> = self.fight.fighters[who].lasting.iter().filter(saved).cloned().collect();
        let mut done: Vec<(String, usize, bool)> = Vec::new();
        for it in lasting {
            // One save ends everything that the same act laid.
            let before =
                done.iter().find(|(act, by, _)| *act == it.act && *by == it.by).map(|(.., saved)| *saved);
            let Some(saved) = before.or_else(|| self.shakes_off(who, &it)) else { continue };
            done.push((it.act.clone(), it.by, saved));
            if saved {
                self.lift(who, it.id);
            }
        }
    }

    /// A save against what lasts already, as the first one was: against the same spell and the same conditions. None
    /// where nothing can be saved against.
    pub(super) fn shakes_off(&mut self, who: usize, it: &Lasting) -> Option<bool> {
        let (ability, dc) = it.save?;
        let conditions = self.fight.brought(who, it);
        let cast = self.fight.cast_of(it);
        let (spell, heightened) = (it.level.is_some(), self.fight.is_heightened(who, it.by, &it.act));
        let saving = Saving { conditions: &conditions, spell, cast, heightened, ..Saving::of(ability, dc) };
        Some(self.saves(who, &saving))
    }
}

impl super::Fight<'_> {
    /// The conditions that the same act laid upon the same bearer.
    fn brought(&self, who: usize, it: &Lasting) -> Vec<Condition> {
        let same = |other: &&Lasting| other.act == it.act && other.by == it.by;
        let condition = |it: &Lasting| match it.laid {
            Laid::Condition(condition) => Some(condition),
            _ => None,
        };
        self.fighters[who].lasting.iter().filter(same).filter_map(condition).collect()
    }

    /// The spell that laid it, where its caster still has it.
    fn cast_of(&self, it: &Lasting) -> Option<Cast> {
        it.level?;
        let act = self.fighters[it.by].kit.acts.iter().find(|act| act.name == it.act)?;
        act.spell.as_ref().map(super::Magic::cast)
    }
}
