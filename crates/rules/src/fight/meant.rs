//! Whom an area or an act is meant for.

use super::{Act, Fight, Spot};
use crate::book::Who;

impl Fight<'_> {
    /// Everybody in these squares that an act is meant for.
    pub(super) fn within(&self, who: usize, squares: &[Spot], meant: Who) -> Vec<usize> {
        let fits = |at: &usize| {
            let fighter = &self.fighters[*at];
            fighter.health != super::Health::Dead
                && squares.iter().any(|it| fighter.stand().touches(*it))
                && self.means(who, *at, meant)
        };
        (0..self.fighters.len()).filter(fits).collect()
    }

    /// The same, but for those of another kind than the act names (SRD 5.2, "Classes", Cleric: Turn Undead).
    pub(super) fn reached(&self, who: usize, act: &Act, squares: &[Spot]) -> Vec<usize> {
        let targets = &act.activity.targets;
        let mut all = self.within(who, squares, targets.who);
        all.retain(|it| self.is_of_kind(*it, act));
        all
    }

    /// Whether somebody is of a kind that an act can be aimed at.
    pub(super) fn is_of_kind(&self, at: usize, act: &Act) -> bool {
        let kinds = &act.activity.targets.kinds;
        kinds.is_empty() || kinds.contains(&self.fighters[at].kit.kind)
    }

    /// Whether somebody in the area of another is whom that is meant for.
    pub(super) fn means(&self, who: usize, at: usize, meant: Who) -> bool {
        match meant {
            Who::Creature | Who::Object | Who::Place => true,
            Who::Other => at != who,
            Who::Enemy | Who::Chosen => self.are_enemies(who, at),
            Who::Ally | Who::Own => !self.are_enemies(who, at),
            Who::Fallen => !self.fighters[at].is_up(),
        }
    }
}
