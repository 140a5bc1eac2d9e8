//! The way to somebody who is out of reach, around whatever stands between, over as many turns as it takes.

use super::{Choice, Walks};
use crate::fight::{Action, Fight, Order, SQUARE_FEET, Spot, movement::FAR_FEET, ways::Ways};

impl Fight<'_> {
    /// The next stretch of the way to a foe; nothing: there is no place nearer to it.
    pub(super) fn come_nearer(&self, who: usize, foe: usize, walks: &Walks<'_, '_>) -> Option<Choice> {
        let fighter = &self.fighters[who];
        let name = &self.fighters[foe].name;
        let now = fighter.stand().feet_to(self.fighters[foe].stand());
        let goes = |spot: Spot| Choice { order: Order::Move(spot), reason: format!("goes nearer to {name}") };
        let runs = || {
            let reason = format!("runs, for {name} is still {now} feet away");
            let can = fighter.can(Action::Dash) && fighter.speed() > 0;
            can.then_some(Choice { order: Order::Dash, reason })
        };
        let left = fighter.feet_left();
        // Where nothing stands between, what is known of this turn's ways is enough.
        if self.is_open(who, foe) {
            if left < SQUARE_FEET {
                return runs();
            }
            if let Some(spot) = self.nearest_place(who, foe, walks.ways()) {
                return Some(goes(spot));
            }
        }
        let ways = self.ways(who, FAR_FEET);
        let goal = self.nearest_place(who, foe, &ways)?;
        let path = ways.towards(goal);
        let feet = |spot: Spot| path.feet(spot).unwrap_or(FAR_FEET);
        let steps = path.path(goal);
        let free =
            |spot: &Spot| self.is_free(self.stand_at(who, *spot), Some(who)) && !self.fears(who, *spot);
        let stretch = steps.iter().rev().filter(|it| feet(**it) <= left).find(|it| free(it));
        // What a Dash adds must lead to a place where one can stay.
        let further = || steps.iter().filter(|it| feet(**it) <= left + fighter.speed()).any(free);
        match stretch {
            Some(spot) => Some(goes(*spot)),
            None if further() => runs(),
            None => None,
        }
    }

    /// Whether one can go straight to a foe: nothing solid between, no edges, and no gap too narrow for who is large.
    fn is_open(&self, who: usize, foe: usize) -> bool {
        let (here, there) = (self.fighters[who].stand(), self.fighters[foe].stand());
        self.grid.is_even() && here.side == 1 && self.grid.line(here.spot, there.spot)
    }

    /// Where one would be nearest to a foe, and nearer than here.
    fn nearest_place(&self, who: usize, foe: usize, ways: &Ways) -> Option<Spot> {
        let there = self.fighters[foe].stand();
        let now = self.fighters[who].stand().feet_to(there);
        let mut best: Option<(i32, i32, Spot)> = None;
        for (spot, feet) in ways.all().filter(|(_, feet)| *feet > 0) {
            let here = self.stand_at(who, spot);
            let key = (here.feet_to(there), feet, spot);
            // What takes longest to know is asked of few.
            if key.0 < now
                && best.is_none_or(|it| key < it)
                && self.is_free(here, Some(who))
                && !self.fears(who, spot)
            {
                best = Some(key);
            }
        }
        best.map(|(_, _, spot)| spot)
    }
}
