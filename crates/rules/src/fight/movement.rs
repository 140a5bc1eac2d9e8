//! Going somewhere: ways around others, and what one provokes on the way (SRD 5.2, "Playing the Game",
//! Movement and Position; Opportunity Attacks).

use std::{borrow::Cow, collections::BTreeSet};

use super::{
    Event, Fight, Spot, Stand, Why,
    height::{FALL_FEET, Tread},
    order::Engine,
    ways::{Footing, Toil, Ways},
};
use crate::book::{Condition, Knack, Modifier, Number, Size, Test};

/// Farther than anybody goes in a turn: as far as a field may be, around everything on it.
pub(super) const FAR_FEET: i32 = 1_000;

impl Fight<'_> {
    /// The ways that somebody sensible takes: around what harms as far as its feet allow, through it where
    /// nothing else leads to a square.
    pub(super) fn ways(&self, who: usize, feet: i32) -> Ways {
        self.ways_to(who, feet, None)
    }

    /// The same ways, as far as they must be known to go to one square.
    pub(super) fn ways_to(&self, who: usize, feet: i32, goal: Option<Spot>) -> Ways {
        let danger = if self.zones.is_empty() { BTreeSet::new() } else { self.danger_squares(who) };
        let mut ways = self.ways_but(who, feet, goal, (&BTreeSet::new(), false));
        if !danger.is_empty() {
            ways.around = Some(Box::new(self.ways_but(who, feet, goal, (&danger, false))));
        }
        // Nobody goes over an edge who is not told to, and can climb.
        let falls = |it: &Spot| !self.grid.is_even() && ways.feet(*it).is_none();
        match goal.filter(falls) {
            Some(_) => self.ways_but(who, feet, goal, (&BTreeSet::new(), true)),
            None => ways,
        }
    }

    /// Where a fighter can go with so many feet: through friends but not through foes of its size, slowly
    /// past others; crawling costs double. Squares can be shut; who is bold goes over edges.
    fn ways_but(
        &self,
        who: usize,
        feet: i32,
        goal: Option<Spot>,
        (shut, bold): (&BTreeSet<Spot>, bool),
    ) -> Ways {
        let fighter = &self.fighters[who];
        let (size, here) = (fighter.kit.size, fighter.stand());
        let tread = self.tread(who, bold);
        let (crawls, ghostly) = (fighter.has(Condition::Prone), fighter.is_incorporeal());
        let others: Vec<(Stand, bool)> = self
            .fighters
            .iter()
            .enumerate()
            .filter(|(at, it)| *at != who && it.health != super::Health::Dead)
            .map(|(at, it)| (it.stand(), self.passes(at, who, size)))
            .filter(|(stand, _)| tread.is_some() || stand.is_level_with(here))
            .collect();
        // On other heights nobody is in the way.
        let meets = |stand: &Stand, spot: Spot| {
            tread.as_ref().is_none_or(|it| {
                stand.is_level_with(Stand { height: it.height(self.grid.floor(spot)), ..here })
            })
        };
        // Every place is asked for often, so who stands where is looked up once.
        let mut footings = self.grid.footings();
        // Over several turns each has strokes of its own.
        footings.strokes = if feet < FAR_FEET { self.strokes(who) } else { None };
        let feet = footings.strokes.map_or(feet, |(land, water)| land.max(water) * super::SQUARE_FEET);
        shut.iter().for_each(|spot| footings.mark(*spot, Footing::Shut));
        for (stand, passes) in &others {
            let footing = if *passes { Footing::Slow } else { Footing::Shut };
            stand.squares().filter(|it| meets(stand, *it)).for_each(|spot| footings.mark(spot, footing));
        }
        let easy = fighter.flies()
            || fighter.is_aloft()
            || fighter.kit.has(|it| matches!(it, Knack::IgnoresDifficultTerrain));
        // What lies on the ground does not slow who goes above it.
        if !easy {
            self.hard_squares().into_iter().for_each(|spot| footings.mark(spot, Footing::Slow));
        }
        let (grid, toil) = match (crawls, easy) {
            (false, true) if ghostly => (Cow::Owned(self.grid.smooth().porous()), Toil::Marked),
            (_, false) if ghostly => {
                (Cow::Owned(self.grid.porous()), if crawls { Toil::Always } else { Toil::Marked })
            }
            (false, true) => (self.grid.smooth(), Toil::Never),
            (_, _) if self.swims(who) => (self.grid.calm(), if crawls { Toil::Always } else { Toil::Marked }),
            (true, _) => (Cow::Borrowed(&self.grid), Toil::Always),
            _ => (Cow::Borrowed(&self.grid), Toil::Marked),
        };
        grid.ways(here, (feet, goal), (&footings, toil), tread.as_ref())
    }

    /// Whether one can move through another's space: a friend's, a helpless one's, one two sizes apart; whoever is
    /// incorporeal through all.
    pub(super) fn passes(&self, other: usize, who: usize, size: Size) -> bool {
        let it = &self.fighters[other];
        if self.fighters[who].is_incorporeal() {
            return true;
        }
        let apart = (it.kit.size as i32 - size as i32).abs() >= 2;
        !self.are_enemies(who, other) || !it.is_able() || apart || it.kit.has(|it| matches!(it, Knack::Swarm))
    }

    /// The melee act with which somebody would make an Opportunity Attack, and its reach.
    pub(super) fn opportunity(&self, who: usize) -> Option<(usize, i32)> {
        let fighter = &self.fighters[who];
        let barred = fighter.laid_modifiers().any(|it| matches!(it, Modifier::NoOpportunityAttacks {}));
        fighter.kit.opportunity.filter(|_| !barred)
    }
}

impl Engine<'_, '_, '_> {
    /// Goes to a square that can be reached, and is stopped where something stops it.
    pub(super) fn walk(&mut self, who: usize, to: Spot) {
        let ways = self.fight.ways_to(who, self.fight.fighters[who].feet_left(), Some(to)).towards(to);
        let path = ways.path(to);
        let mut walked: Vec<Spot> = Vec::new();
        let mut here = self.fight.fighters[who].spot;
        let mut told = 0;
        let tread = self.fight.tread(who, ways.bold);
        let safe = self.fight.fighters[who].moment.safe;
        let (crawls, speed) =
            (self.fight.fighters[who].has(Condition::Prone), self.fight.fighters[who].speed_in(false));
        for step in &path {
            // What is gone without provoking anybody comes first.
            let stands = self.stands(who, tread.as_ref(), (here, *step));
            let threats = if ways.feet(*step).is_some_and(|it| it <= safe) {
                Vec::new()
            } else {
                self.threats(who, stands.0, stands.1)
            };
            if !threats.is_empty() {
                told += self.tell_walk(who, &mut walked, (&ways, tread.as_ref()), told);
                for threat in threats {
                    self.opportunity_attack(threat, who);
                    // Whoever was held up, thrown down, slowed or pushed off the way walks no farther.
                    let fighter = &self.fight.fighters[who];
                    let fell = fighter.has(Condition::Prone) && !crawls;
                    if !fighter.is_able() || fell || fighter.speed_in(false) < speed || fighter.spot != here {
                        return;
                    }
                }
            }
            if ways.bold && stands.0.height - stands.1.height >= FALL_FEET {
                told += self.tell_walk(who, &mut walked, (&ways, tread.as_ref()), told);
                let feet = ways.feet(*step).unwrap_or(told) - told;
                self.step_off(who, *step, feet);
                told += feet;
                let fighter = &self.fight.fighters[who];
                if !fighter.is_able() || fighter.has(Condition::Prone) && !crawls || fighter.is_aloft() {
                    return self.sync_zones();
                }
            } else {
                walked.push(*step);
            }
            if self.awaited_at(who, *step) {
                told += self.tell_walk(who, &mut walked, (&ways, tread.as_ref()), told);
                self.spring(who);
                if !self.fight.fighters[who].is_able() || self.fight.fighters[who].is_held() {
                    return;
                }
            }
            if self.fight.stirs(who, here, *step) {
                told += self.tell_walk(who, &mut walked, (&ways, tread.as_ref()), told);
                self.sync_zones();
                let fighter = &self.fight.fighters[who];
                let stopped =
                    !fighter.is_able() || fighter.is_held() || fighter.feet_left() < super::SQUARE_FEET;
                if stopped || fighter.has(Condition::Prone) {
                    return;
                }
            }
            here = *step;
        }
        self.tell_walk(who, &mut walked, (&ways, tread.as_ref()), told);
    }

    /// Tells the squares walked since it was told last; gives the feet.
    fn tell_walk(
        &mut self,
        who: usize,
        walked: &mut Vec<Spot>,
        (ways, tread): (&Ways, Option<&Tread>),
        told: i32,
    ) -> i32 {
        let Some(last) = walked.last() else { return 0 };
        let there = self.stands(who, tread, (*last, *last)).1;
        let feet = ways.feet(*last).unwrap_or(0) - told;
        let path = std::mem::take(walked);
        self.emit(Event::Moved { who, path, feet, why: Why::Turn });
        self.climb_to(who, there);
        feet
    }

    /// The places at two squares of a way.
    fn stands(&self, who: usize, tread: Option<&Tread>, (from, to): (Spot, Spot)) -> (Stand, Stand) {
        let stand = self.fight.fighters[who].stand();
        let at = |spot: Spot| {
            let height = |it: &Tread| it.height(self.fight.grid.stand(spot, stand.side).height);
            Stand { spot, height: tread.map_or(stand.height, height), ..stand }
        };
        (at(from), at(to))
    }

    /// Enemies whose reach is left with a step.
    pub(super) fn threats(&self, who: usize, from: Stand, to: Stand) -> Vec<usize> {
        let fight = &*self.fight;
        let mover = &fight.fighters[who];
        if mover.moment.disengaged || mover.kit.has(|it| matches!(it, Knack::Flyby)) {
            return Vec::new();
        }
        let threatens = |enemy: &usize| {
            let fighter = &fight.fighters[*enemy];
            if !fight.are_enemies(who, *enemy) || !fighter.can_react() {
                return false;
            }
            if !fighter.lets(&super::Unbidden::OpportunityAttack) {
                return false;
            }
            let Some((act, reach)) = fight.opportunity(*enemy) else { return false };
            let stand = fighter.stand();
            !fight.spares(*enemy, who, &fighter.kit.acts[act])
                && stand.feet_to(from) <= reach
                && stand.feet_to(to) > reach
                && fight.sees(*enemy, who)
        };
        (0..fight.fighters.len()).filter(|it| *it != who && threatens(it)).collect()
    }

    pub(super) fn opportunity_attack(&mut self, who: usize, target: usize) {
        if let Some((act, _)) = self.fight.opportunity(who) {
            let aim = super::Aim { targets: vec![target], spot: None };
            self.perform(who, act, &aim, None, Why::Reaction);
        }
    }

    /// Pushed straight away from a fighter, or pulled towards it, as far as nothing is in the way.
    pub(super) fn shift(&mut self, who: usize, from: usize, feet: i32, away: bool) {
        // Whom the blow killed stays where it fell.
        if self.fight.fighters[who].health == super::Health::Dead {
            return;
        }
        let other = self.fight.fighters[from].stand();
        let stand = self.fight.fighters[who].stand();
        let mut path = Vec::new();
        let mut here = stand;
        for _ in 0..feet / super::SQUARE_FEET {
            // Away it goes straight on; nearer it keeps its eye on whom it is pulled to.
            let (x, y) = heading(other, if away { stand } else { here });
            let (x, y) = if away { (x, y) } else { (-x, -y) };
            let next = Stand { spot: Spot { x: here.spot.x + x, y: here.spot.y + y }, ..here };
            let wall = self.fight.grid.stand(next.spot, next.side).height > here.height;
            if (x, y) == (0, 0) || wall || !self.fight.is_free(next, Some(who)) {
                break;
            }
            path.push(next.spot);
            here = next;
        }
        if !path.is_empty() {
            let feet = path.len() as i32 * super::SQUARE_FEET;
            self.emit(Event::Moved { who, path, feet, why: Why::Forced });
            self.bring_down();
            self.sync_zones();
            self.hold_or_let_go();
        }
    }

    /// Attacks upon it have Disadvantage and its Dexterity saves Advantage until its next turn starts.
    pub(super) fn dodge(&mut self, who: usize) {
        use crate::book::Ability;
        let when = || vec![Test::Not(Box::new(Test::Has(Condition::Incapacitated)))];
        let modifiers = vec![
            Modifier::DisadvantageAgainst { when: when() },
            Modifier::Advantage { on: Number::Save(Ability::Dex), when: when() },
        ];
        let lasting = super::Lasting {
            id: self.fight.next,
            laid: super::Laid::Modifiers(modifiers),
            by: who,
            act: "Dodge".into(),
            level: None,
            ends: super::Ends::TurnStart(who, 1),
            save: None,
            concentration: false,
        };
        self.emit(Event::Laid { who, lasting });
    }
}

/// Which of the eight ways leads most straight from one stand to another.
pub(super) fn heading(from: Stand, to: Stand) -> (i16, i16) {
    let near = from.nearest(to.spot);
    let far = to.nearest(near);
    let (x, y) = (far.x - near.x, far.y - near.y);
    let slight = |one: i16, other: i16| 2 * one.abs() < other.abs();
    (if slight(x, y) { 0 } else { x.signum() }, if slight(y, x) { 0 } else { y.signum() })
}
