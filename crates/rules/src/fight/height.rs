//! Heights: ground that is not even, who climbs over it, and who flies above it (SRD 5.2, "Rules Glossary",
//! Climbing, Fly Speed, Flying).

use super::{Event, Fight, Fighter, Grid, Refused, SQUARE_FEET, Spot, Stand, order::Engine};
use crate::{
    book::{Area, Condition, Gait, Modifier, Number},
    limit::HEIGHT_MOST,
};

/// Feet from which on a fall does harm.
pub(super) const FALL_FEET: i32 = 10;
/// More squares than any one step can cost.
pub(super) const RINGS: usize = 32;
/// So much costs a step that nobody can take.
const BARRED: i32 = 1_000_000;

/// How somebody gets over ground that is not even.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tread {
    /// Who flies stays at this height where the ground is not higher.
    base: Option<i32>,
    climbs: bool,
    crawls: bool,
    /// Goes over edges, and falls.
    pub(super) bold: bool,
}

impl Grid {
    /// Lifts a square to so many feet above the level of the field, or lowers it: a ledge, a pit. Counted in
    /// whole squares.
    pub fn raise(&mut self, spot: Spot, feet: i32) {
        let Some(at) = self.place(spot) else { return };
        if self.floors.is_empty() {
            self.floors = vec![0; self.width as usize * self.height as usize];
        }
        if let Some(floor) = self.floors.get_mut(at) {
            *floor = feet.clamp(-HEIGHT_MOST, HEIGHT_MOST).div_euclid(SQUARE_FEET) * SQUARE_FEET;
        }
    }

    pub(super) fn is_even(&self) -> bool {
        self.floors.is_empty()
    }

    /// Feet of a square above the level of the field.
    pub fn floor(&self, spot: Spot) -> i32 {
        self.place(spot).and_then(|at| self.floors.get(at)).copied().unwrap_or(0)
    }

    /// Somebody's place on the ground: what is large is held up by the highest of its squares.
    pub fn stand(&self, spot: Spot, side: i16) -> Stand {
        let stand = Stand { spot, side, height: 0 };
        if self.is_even() {
            return stand;
        }
        let height = stand.squares().filter(|it| self.place(*it).is_some()).map(|it| self.floor(it)).max();
        Stand { height: height.unwrap_or(0), ..stand }
    }
}

impl Grid {
    /// Whether no ground rises above the straight way from the top of one place to that of another.
    pub(super) fn overlooks(&self, (one, from): (Stand, Spot), (other, to): (Stand, Spot)) -> bool {
        if self.is_even() {
            return true;
        }
        let steps = i32::from(from.squares_to(to)).max(1);
        let (low, high) = (one.top(), other.top());
        let mut way = super::grid::between(from, to).zip(1..);
        way.all(|(spot, step)| self.floor(spot) * steps <= low * steps + (high - low) * step)
    }
}

impl Stand {
    fn top(self) -> i32 {
        self.height + i32::from(self.side) * SQUARE_FEET
    }

    /// Feet between the heights of two places.
    fn feet_apart(self, other: Self) -> i32 {
        self.feet_above(other).max(other.feet_above(self)).max(0)
    }

    /// Feet that another is above this one: 5 where it is just above.
    pub(super) fn feet_above(self, other: Self) -> i32 {
        other.height - (self.height + i32::from(self.side - 1) * SQUARE_FEET)
    }

    /// Whether another is neither above nor beneath.
    pub(super) fn is_level_with(self, other: Self) -> bool {
        self.feet_above(other) <= 0 && other.feet_above(self) <= 0
    }
}

impl Tread {
    pub(super) fn height(&self, floor: i32) -> i32 {
        self.base.map_or(floor, |it| it.max(floor))
    }

    /// Squares that a step costs more than one on even ground.
    pub(super) fn climb(&self, grid: &Grid, side: i16, (from, to): (Spot, Spot)) -> i32 {
        let height = |spot| self.height(grid.stand(spot, side).height);
        let rise = height(to) - height(from);
        let squares = rise.abs() / SQUARE_FEET;
        let more = match rise {
            0 => 0,
            // Aslant it goes up with the step.
            _ if self.base.is_some() => squares - 1,
            ..0 if -rise < FALL_FEET || self.bold => 0,
            _ if self.crawls => BARRED,
            _ if self.climbs => squares,
            // Each foot of climbing costs one more.
            _ => 2 * squares,
        };
        if more + 2 < RINGS as i32 { more } else { BARRED }
    }
}

impl Fighter<'_> {
    /// Feet of its Fly Speed at the moment.
    pub fn fly(&self) -> i32 {
        if self.is_held() || !self.is_up() {
            return 0;
        }
        let value = |it: &crate::book::Formula| it.value(&|name| self.kit.values.get(name).copied());
        let (mut fly, mut more) = (self.kit.speeds.get(&Gait::Fly).copied().unwrap_or(0), 0);
        for modifier in self.laid_modifiers() {
            match modifier {
                Modifier::Speed { gait: Gait::Fly, feet, .. } => fly = fly.max(value(feet)),
                Modifier::Add { to: Number::Speeds, value: by, .. } => more += value(by),
                _ => {}
            }
        }
        if fly > 0 { (fly + more + crate::condition::exhaustion(self.exhaustion).1).max(0) } else { 0 }
    }

    /// Feet of the Speed that it goes by where it is.
    pub(super) fn pace(&self) -> i32 {
        if self.is_aloft() { self.fly() } else { self.speed() }
    }

    /// Whether it is above the ground.
    pub fn is_aloft(&self) -> bool {
        self.height > self.ground
    }

    /// Whether it need not fall (SRD 5.2, "Rules Glossary", Flying).
    pub(super) fn keeps_aloft(&self) -> bool {
        let hovers = |it: &Modifier| matches!(it, Modifier::Speed { hover: true, .. });
        self.kit.hovers
            || self.laid_modifiers().any(hovers)
            || self.fly() > 0 && !self.has(Condition::Incapacitated) && !self.has(Condition::Prone)
    }

    /// Stands on the ground where it is.
    pub(super) fn settle(&mut self, grid: &Grid) {
        let stand = self.stand();
        self.ground = grid.stand(stand.spot, stand.side).height;
        self.height = self.ground;
    }
}

impl Fight<'_> {
    /// How somebody gets over this ground; nothing: it is even.
    pub(super) fn tread(&self, who: usize, bold: bool) -> Option<Tread> {
        if self.grid.is_even() {
            return None;
        }
        let fighter = &self.fighters[who];
        let climbs = fighter.kit.speeds.get(&Gait::Climb).is_some_and(|it| *it > 0);
        let crawls = fighter.has(Condition::Prone);
        Some(Tread { base: self.flight(who), climbs, crawls, bold })
    }

    /// The height that somebody keeps who goes by flying.
    fn flight(&self, who: usize) -> Option<i32> {
        let fighter = &self.fighters[who];
        let flies = fighter.is_aloft() || fighter.flies() && fighter.keeps_aloft();
        flies.then_some(fighter.height)
    }

    /// Somebody's place at a square to which it goes.
    pub(super) fn stand_at(&self, who: usize, spot: Spot) -> Stand {
        let stand = self.fighters[who].stand();
        if self.grid.is_even() {
            return Stand { spot, ..stand };
        }
        let there = self.grid.stand(spot, stand.side);
        Stand { height: self.flight(who).map_or(there.height, |it| it.max(there.height)), ..there }
    }

    /// What somebody aims at who aims at a square: an enemy in the air above it, or the ground.
    pub(super) fn aimed(&self, who: usize, spot: Spot) -> Stand {
        let above = |it: &&Fighter<'_>| {
            it.is_aloft() && it.side != self.fighters[who].side && it.is_up() && it.stand().touches(spot)
        };
        let ground = self.grid.stand(spot, 1);
        self.fighters.iter().find(above).map_or(ground, |it| Stand { height: it.height, ..ground })
    }

    /// Whether an area that lies around a place reaches as high, or as deep, as somebody is.
    pub(super) fn is_as_high(&self, area: &Area, middle: Stand, who: usize) -> bool {
        let apart = middle.feet_apart(self.fighters[who].stand());
        apart == 0 || apart <= height_of(area)
    }

    /// The place around which an act's area lies.
    pub(super) fn middle_of(&self, who: usize, area: &Area, spot: Spot) -> Stand {
        match area {
            Area::Cone(_) | Area::Line { .. } => self.fighters[who].stand(),
            Area::Emanation(_) if self.fighters[who].stand().touches(spot) => self.fighters[who].stand(),
            _ => self.aimed(who, spot),
        }
    }

    pub(super) fn allows_rise(&self, who: usize, feet: i32) -> Result<(), Refused> {
        let fighter = &self.fighters[who];
        let fly = fighter.fly();
        if fly == 0 || !fighter.keeps_aloft() {
            return Err(Refused::Grounded(fighter.name.clone()));
        }
        let left = fly + fighter.moment.dashed - fighter.moment.moved;
        let bounds = fighter.ground..=HEIGHT_MOST;
        let far = feet == 0 || feet % SQUARE_FEET != 0 || feet.saturating_abs() > left;
        let there = fighter.height.saturating_add(feet);
        if far || !bounds.contains(&there) {
            return Err(Refused::TooFar);
        }
        let stand = fighter.stand();
        if self.shuns(who, Stand { height: there, ..stand }) {
            return Err(Refused::Afraid);
        }
        let mut way = (1..=feet.abs() / SQUARE_FEET).map(|it| it * SQUARE_FEET * feet.signum());
        let free = |it: i32| self.is_free(Stand { height: stand.height + it, ..stand }, Some(who));
        if way.all(free) { Ok(()) } else { Err(Refused::TooFar) }
    }

    /// How far somebody who flies rises, or sinks, to come to the height of another, where that is what keeps
    /// them apart.
    pub(super) fn levels(&self, who: usize, foe: usize) -> Option<i32> {
        let fighter = &self.fighters[who];
        let (mine, theirs) = (fighter.stand(), self.fighters[foe].stand());
        let (above, apart) = (mine.feet_above(theirs), mine.feet_apart(theirs));
        if apart <= SQUARE_FEET || apart < mine.feet_to(theirs) {
            return None;
        }
        let left = fighter.fly() + fighter.moment.dashed - fighter.moment.moved;
        let feet = (apart - SQUARE_FEET).min(left / SQUARE_FEET * SQUARE_FEET);
        let feet = if above > 0 { feet } else { -feet };
        self.allows_rise(who, feet).is_ok().then_some(feet)
    }

    /// The ground under somebody who is elsewhere now.
    pub(super) fn apply_ground(&mut self, event: &Event) {
        match event {
            Event::Moved { who, .. } | Event::Jumped { who, .. } => {
                let stand = self.fighters[*who].stand();
                self.fighters[*who].ground = self.grid.stand(stand.spot, stand.side).height;
            }
            Event::Teleported { who, .. } => self.fighters[*who].settle(&self.grid),
            // A body of another size may stand on other squares; who flew is still aloft.
            Event::Shaped { who, .. } | Event::Unshaped { who, .. } => {
                let stand = self.fighters[*who].stand();
                let ground = self.grid.stand(stand.spot, stand.side).height;
                let fighter = &mut self.fighters[*who];
                (fighter.ground, fighter.height) = (ground, fighter.height.max(ground));
            }
            Event::Joined { .. } => {
                if let Some(it) = self.fighters.last_mut() {
                    it.settle(&self.grid);
                }
            }
            _ => {}
        }
    }

    pub(super) fn apply_height(&mut self, event: &Event) {
        match event {
            Event::Rose { who, feet, cost } => {
                let fighter = &mut self.fighters[*who];
                fighter.height += feet;
                fighter.moment.moved += cost;
                fighter.moment.safe = (fighter.moment.safe - cost).max(0);
            }
            Event::Fell { who, feet, slowly } => {
                let fighter = &mut self.fighters[*who];
                fighter.height -= feet;
                fighter.moment.sunk |= slowly;
            }
            _ => {}
        }
    }
}

/// Feet above its middle, or beneath, to which an area reaches.
const fn height_of(area: &Area) -> i32 {
    let feet = match area {
        Area::Sphere(feet) | Area::Emanation(feet) | Area::Cone(feet) | Area::Line { length: feet, .. } => {
            *feet
        }
        Area::Cylinder { height, .. } | Area::Wall { height, .. } => *height,
        Area::Cube(side) => *side,
        Area::Square(_) => 0,
    };
    feet as i32
}

impl Engine<'_, '_, '_> {
    /// Flies straight up or down, and is stopped where something stops it.
    pub(super) fn rise(&mut self, who: usize, feet: i32) {
        let step = SQUARE_FEET * feet.signum();
        let (mut left, mut told) = (feet, 0);
        while left != 0 {
            let fighter = &self.fight.fighters[who];
            let stand = Stand { height: fighter.height + told, ..fighter.stand() };
            let safe = told.abs() + SQUARE_FEET <= fighter.moment.safe;
            let threats = if safe {
                Vec::new()
            } else {
                self.threats(who, stand, Stand { height: stand.height + step, ..stand })
            };
            if !threats.is_empty() {
                self.tell_rise(who, std::mem::take(&mut told));
                for threat in threats {
                    let speed = self.fight.fighters[who].fly();
                    self.opportunity_attack(threat, who);
                    let fighter = &self.fight.fighters[who];
                    let moved = (fighter.spot, fighter.height) != (stand.spot, stand.height);
                    if !fighter.is_able() || !fighter.keeps_aloft() || fighter.fly() < speed || moved {
                        return;
                    }
                }
            }
            told += step;
            left -= step;
        }
        self.tell_rise(who, told);
        self.sync_zones();
    }

    fn tell_rise(&mut self, who: usize, feet: i32) {
        if feet != 0 {
            self.emit(Event::Rose { who, feet, cost: feet.abs() });
        }
    }

    /// Whoever went to a place is at its height.
    pub(super) fn climb_to(&mut self, who: usize, there: Stand) {
        let feet = there.height - self.fight.fighters[who].height;
        if feet != 0 {
            self.emit(Event::Rose { who, feet, cost: 0 });
        }
    }
}
