//! Whether an act fits: its own tests, whom it is for, what it goes on with.

use super::Fight;
use crate::{
    book::Condition,
    circumstance::{Circumstance, Verdict},
};

impl Fight<'_> {
    /// Whether an act's own tests hold, as far as they can be known.
    pub(super) fn permits(&self, who: usize, act: &super::Act) -> bool {
        let fighter = &self.fighters[who];
        let value = |name: &str| fighter.kit.value(act, name);
        act.activity.when.is_empty()
            || self.circumstance(who, fighter.conditions()).all(&act.activity.when, &value) != Verdict::No
    }

    /// Whether its tests hold upon this target, as far as they can be known.
    pub(super) fn suits(&self, who: usize, target: usize, act: &super::Act) -> bool {
        if !act.asks_target {
            return true;
        }
        let (mine, theirs) = (self.fighters[who].conditions(), self.fighters[target].conditions());
        let strike = Some(self.strike(who, target, act, true, theirs));
        let around = Circumstance { strike, ..self.circumstance(who, mine) };
        around.all(&act.activity.when, &|name| self.fighters[who].kit.value(act, name)) != Verdict::No
    }

    /// Whether what an act goes on with does go on.
    pub(super) fn goes_on(&self, who: usize, act: &super::Act) -> bool {
        let Some((name, level)) = &act.after else { return true };
        let goes =
            |it: &super::Lasting| it.laid == super::Laid::Going(*level) && it.act == *name && it.by == who;
        self.fighters[who].lasting.iter().any(goes)
    }

    /// Nobody harms whom they are Charmed by (SRD 5.2, "Rules Glossary", Charmed).
    pub(super) fn spares(&self, who: usize, target: usize, act: &super::Act) -> bool {
        self.fighters[who].has(Condition::Charmed)
            && act.harms
            && self.fighters[who].is_laid_by(Condition::Charmed, target)
    }
}
