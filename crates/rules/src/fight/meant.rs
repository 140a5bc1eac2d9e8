//! Whom an area or an act is meant for.

use super::{Act, Fight, Spot, Zone};
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

    /// Everybody in the area of an act that it is meant for, but for those of another kind than it names
    /// (SRD 5.2, "Classes", Cleric: Turn Undead).
    pub fn in_area(&self, who: usize, act: &Act, at: Spot) -> Vec<usize> {
        let stand = self.fighters[who].stand();
        let mut within = self.within(who, &self.squares_around(act, stand, at), act.activity.targets.who);
        within.retain(|it| self.is_of_kind(*it, act) && self.suits(who, *it, act));
        if let Some(area) = &act.activity.area {
            let middle = self.middle_of(who, area, at);
            within.retain(|it| self.is_as_high(area, middle, *it));
        }
        within
    }

    /// Everybody in a zone that it is meant for.
    pub(super) fn in_zone(&self, zone: &Zone) -> Vec<usize> {
        let mut within = self.within(zone.by, &self.zone_squares(zone), zone.who);
        let carrier = self.fighters[zone.by].stand();
        let middle = zone.middle.filter(|_| zone.around.is_none());
        let middle = middle.map_or(carrier, |it| self.grid.stand(it, 1));
        within.retain(|it| {
            let level = self.fighters[*it].stand().is_level_with(middle);
            let source = || self.source(zone.by, &zone.act, zone.level);
            let area = |(kit, act): (std::sync::Arc<super::Kit>, usize)| kit.acts[act].activity.area.clone();
            level || source().and_then(area).is_none_or(|area| self.is_as_high(&area, middle, *it))
        });
        within
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
