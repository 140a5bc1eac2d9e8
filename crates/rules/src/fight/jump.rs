//! Jumps: over a gap, and up a ledge (SRD 5.2, "Rules Glossary", Jumping, Long Jump, High Jump).

use super::{
    Event, Fight, Fighter, Ground, Refused, SQUARE_FEET, Spot, Stand, height::FALL_FEET, order::Engine,
};
use crate::book::{Condition, Formula, Modifier, Skill, Start};

/// A run of so many feet goes before a jump that is not from a standstill.
const RUN_FEET: i32 = 10;
/// Added to the Strength modifier for the feet of a High Jump.
const HIGH_FEET: i32 = 3;
const LANDING_DC: i32 = 10;

/// Feet that somebody can jump now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Jump {
    pub long: i32,
    pub high: i32,
    /// So far for so many feet of its movement, whatever the rest allows.
    pub bought: Option<(i32, i32)>,
}

impl Jump {
    /// Feet of movement that a jump costs; nothing: it is too far.
    fn cost(self, far: i32, rise: i32) -> Option<i32> {
        let feet = far.max(rise);
        let plain = (far <= self.long && rise <= self.high).then_some(feet);
        let bought = self.bought.filter(|it| feet <= it.0).map(|it| it.1);
        plain.into_iter().chain(bought).min()
    }
}

impl Fighter<'_> {
    /// How far it jumps, after the run that it has had.
    pub fn jump(&self) -> Jump {
        let value = |it: &Formula| it.value(&|name| self.kit.values.get(name).copied());
        let runs = self.moment.run >= RUN_FEET;
        let own = |feet: i32| if runs { feet } else { feet / 2 };
        let strength = self.kit.values.get("score.str").copied().unwrap_or(0);
        let mut jump =
            Jump { long: own(strength), high: own((HIGH_FEET + self.kit.modifiers[0]).max(0)), bought: None };
        let mut times = 1;
        for modifier in self.kit.bearings.iter().chain(self.laid_modifiers()) {
            match modifier {
                Modifier::Jump { long, high, start } => {
                    let own = |feet: i32| match start {
                        Start::Either => own(feet),
                        Start::Run if !runs => 0,
                        Start::Run | Start::Standing => feet,
                    };
                    jump.long = jump.long.max(own(value(long)));
                    jump.high = jump.high.max(high.as_ref().map_or(0, |it| own(value(it))));
                }
                Modifier::JumpTimes { times: more } => times *= *more as i32,
                Modifier::JumpFor { feet, cost } if !self.moment.leapt => {
                    jump.bought = jump.bought.max(Some((*feet as i32, *cost as i32)));
                }
                _ => {}
            }
        }
        Jump { long: jump.long * times, high: jump.high * times, ..jump }
    }
}

impl Fight<'_> {
    /// A free square that a jump leads to, over what somebody can clear.
    pub(super) fn allows_jump(&self, who: usize, to: Spot) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        if fighter.has(Condition::Prone) {
            return Err(Refused::Lying(fighter.name.clone()));
        }
        if fighter.is_aloft() || fighter.is_held() || self.is_in_water(who) {
            return Err(Refused::TooFar);
        }
        let cost = self.jump_cost(who, to).filter(|it| *it <= fighter.feet_left());
        if cost.is_none() || to == fighter.spot || !self.is_free(self.landing(who, to), Some(who)) {
            return Err(Refused::TooFar);
        }
        if self.shuns(who, self.landing(who, to)) {
            return Err(Refused::Afraid);
        }
        if self.clears(who, to) { Ok(()) } else { Err(Refused::NoLine("that square".into())) }
    }

    fn landing(&self, who: usize, to: Spot) -> Stand {
        self.grid.stand(to, self.fighters[who].stand().side)
    }

    fn jump_cost(&self, who: usize, to: Spot) -> Option<i32> {
        let fighter = &self.fighters[who];
        let far = i32::from(fighter.spot.squares_to(to)) * SQUARE_FEET;
        fighter.jump().cost(far, self.landing(who, to).height - fighter.height)
    }

    /// Whether neither ground nor anybody stands in the way; what is no higher than a quarter of the jump does not.
    fn clears(&self, who: usize, to: Spot) -> bool {
        let fighter = &self.fighters[who];
        let stand = fighter.stand();
        let low = i32::from(fighter.spot.squares_to(to)) * SQUARE_FEET / 4;
        let top = stand.height.max(self.landing(who, to).height) + low;
        let taken = |there: Stand| {
            let mut others = self.fighters.iter().enumerate().filter(|(at, it)| {
                *at != who && it.health != super::Health::Dead && it.stand().feet_to(there) == 0
            });
            others.any(|(at, _)| !self.passes(at, who, fighter.kit.size))
        };
        super::grid::between(fighter.spot, to).all(|spot| {
            let ground = self.grid.stand(spot, stand.side);
            let there = Stand { spot, height: stand.height.max(ground.height), ..stand };
            self.grid.fits(there) && ground.height <= top && !taken(there)
        })
    }

    /// Whether it is hard to land there on one's feet.
    fn is_rough(&self, there: Stand) -> bool {
        let hard = if self.zones.is_empty() { Default::default() } else { self.hard_squares() };
        there.squares().any(|it| self.grid.at(it) == Ground::Difficult || hard.contains(&it))
    }
}

impl Engine<'_, '_, '_> {
    /// Leaps, and comes down early where a blow on the way stops it.
    pub(super) fn jump(&mut self, who: usize, to: Spot) {
        let Some(mut cost) = self.fight.jump_cost(who, to) else { return };
        let start = self.fight.fighters[who].stand();
        let at = |spot: Spot| Stand { spot, ..start };
        let way: Vec<Spot> = super::grid::between(start.spot, to).chain([to]).collect();
        let mut here = start.spot;
        for step in way {
            let fighter = &self.fight.fighters[who];
            let safe = i32::from(fighter.spot.squares_to(step)) * SQUARE_FEET <= fighter.moment.safe;
            let threats = if safe { Vec::new() } else { self.threats(who, at(here), at(step)) };
            for threat in threats {
                self.tell_jump(who, here, &mut cost);
                self.opportunity_attack(threat, who);
                let fighter = &self.fight.fighters[who];
                if !fighter.is_able()
                    || fighter.is_held()
                    || fighter.has(Condition::Prone)
                    || fighter.spot != here
                {
                    return self.touch_down(who);
                }
            }
            here = step;
        }
        self.tell_jump(who, to, &mut cost);
        self.touch_down(who);
        if self.fight.is_rough(self.fight.fighters[who].stand())
            && self.fight.fighters[who].is_able()
            && !self.check(who, Skill::Acrobatics, "Jump", LANDING_DC).0
        {
            self.fall(who);
        }
        if self.awaited_at(who, self.fight.fighters[who].spot) {
            self.spring(who);
        }
    }

    /// Tells how far it has come; the whole costs once.
    fn tell_jump(&mut self, who: usize, to: Spot, cost: &mut i32) {
        let feet = i32::from(self.fight.fighters[who].spot.squares_to(to)) * SQUARE_FEET;
        if feet > 0 {
            self.emit(Event::Jumped { who, to, feet, cost: std::mem::take(cost) });
        }
    }

    /// Stands where it has come to, or falls from there.
    fn touch_down(&mut self, who: usize) {
        let fighter = &self.fight.fighters[who];
        if fighter.height - fighter.ground < FALL_FEET {
            let there = Stand { height: fighter.ground, ..fighter.stand() };
            self.climb_to(who, there);
        }
        self.bring_down();
        self.sync_zones();
        self.hold_or_let_go();
    }
}
