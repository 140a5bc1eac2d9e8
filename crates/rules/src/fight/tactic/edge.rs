//! A push over an edge, where the fall promises more than a blow.

use super::{
    super::{Fight, Hold, Order, Spot, Stand, height::FALL_FEET, movement::heading},
    Choice,
};
use crate::book::{Ability, DamageType};

/// Hundredths of a hit point for every 10 feet of a fall, and for lying below afterwards.
const FALL_WORTH: i32 = 350;
const BELOW_WORTH: i32 = 150;
const DICE_MOST: i32 = 20;

impl Fight<'_> {
    /// Pushes whoever falls worst, if that is worth more than what else could be done.
    pub(super) fn push(&self, who: usize, than: i32) -> Option<Choice> {
        if self.grid.is_even() {
            return None;
        }
        let beside =
            (0..self.fighters.len()).filter(|it| self.are_enemies(who, *it) && self.fighters[*it].is_up());
        let worth = beside.filter_map(|it| Some((self.push_worth(who, it)?, it)));
        let (worth, target) = worth.max_by_key(|(worth, it)| (*worth, std::cmp::Reverse(*it)))?;
        let feet = self.drop_behind(who, target)?;
        let reason = format!("pushes {} over the edge, {feet} feet down", self.fighters[target].name);
        (worth > than).then_some(Choice { order: Order::Hold { target, hold: Hold::Push }, reason })
    }

    fn push_worth(&self, who: usize, target: usize) -> Option<i32> {
        let dice = (self.drop_behind(who, target)? / FALL_FEET).min(DICE_MOST);
        self.allows_hold(who, target, Hold::Push).ok()?;
        let saves = self.fighters[target].kit.saves;
        let ability = if saves[0] >= saves[1] { Ability::Str } else { Ability::Dex };
        let fails = self.fail_chance(target, ability, self.hold_dc(who), false);
        let harm = self.suffers(target, DamageType::Bludgeoning, dice * FALL_WORTH);
        Some((harm + BELOW_WORTH) * fails / 100)
    }

    /// Feet that somebody would fall who is pushed away from another; nothing: it would not.
    fn drop_behind(&self, who: usize, target: usize) -> Option<i32> {
        let other = &self.fighters[target];
        let (mine, theirs) = (self.fighters[who].stand(), other.stand());
        let (x, y) = heading(mine, theirs);
        let next = Stand { spot: Spot { x: theirs.spot.x + x, y: theirs.spot.y + y }, ..theirs };
        let feet = theirs.height - self.grid.stand(next.spot, next.side).height;
        let falls =
            (x, y) != (0, 0) && feet >= FALL_FEET && self.is_free(next, Some(target)) && !other.keeps_aloft();
        falls.then_some(feet)
    }
}
