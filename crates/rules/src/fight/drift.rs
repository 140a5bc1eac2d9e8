//! Areas that stay but not where they are: steered by who brought them, or drifting by themselves (SRD 5.2,
//! "Spells": Moonbeam, Flaming Sphere, Cloudkill).

use super::{Act, Event, Fight, Refused, SQUARE_FEET, Spot, Stand, Zone, context::Context, order::Engine};
use crate::book::{Area, Effect};

impl Fight<'_> {
    /// The squares of an act's area around a spot; of what is laid at a distance that spot, too.
    pub(super) fn squares_around(&self, act: &Act, stand: Stand, spot: Spot) -> Vec<Spot> {
        let Some(area) = &act.activity.area else { return Vec::new() };
        match area {
            Area::Emanation(_) if act.far() != (0, 0) => {
                let mut squares = self.grid.area(area, self.grid.stand(spot, 1), spot);
                squares.push(spot);
                squares
            }
            _ => self.grid.area(area, stand, spot),
        }
    }

    /// How far an act moves what was laid before, and what that does to who is in the way.
    pub(super) fn steers<'a>(&self, who: usize, act: &'a Act) -> Option<(i32, &'a [Effect])> {
        act.after.as_ref()?;
        let kit = &self.fighters[who].kit;
        act.activity.effects.iter().find_map(|it| match it {
            Effect::Steer { feet, into } => Some((feet.value(&|name| kit.value(act, name)), into.as_slice())),
            _ => None,
        })
    }

    fn steered(&self, who: usize, act: &Act) -> Option<(&Zone, Spot)> {
        let (name, level) = act.after.as_ref()?;
        let fits = |it: &&Zone| it.by == who && it.act == *name && it.level.is_none_or(|it| it == *level);
        let zone = self.zones.iter().find(fits)?;
        Some((zone, zone.middle?))
    }

    /// What rolls needs a way that is straight and open.
    pub(super) fn allows_steer(
        &self,
        who: usize,
        act: &Act,
        to: Option<Spot>,
        (most, rolls): (i32, bool),
    ) -> Result<(), Refused> {
        let (_, middle) = self.steered(who, act).ok_or(Refused::Over)?;
        let to = to.ok_or(Refused::NoTarget)?;
        if to == middle || i32::from(middle.squares_to(to)) * SQUARE_FEET > most {
            return Err(Refused::OutOfRange("That square".into()));
        }
        let open = self.grid.at(to) != super::Ground::Solid && (!rolls || self.grid.line(middle, to));
        if open { Ok(()) } else { Err(Refused::NoLine("that square".into())) }
    }

    fn zone_at(&self, zone: &Zone, middle: Spot) -> Option<Vec<Spot>> {
        let (kit, act) = self.source(zone.by, &zone.act, zone.level)?;
        Some(self.squares_around(&kit.acts[act], self.fighters[zone.by].stand(), middle))
    }

    /// Upon whom an area could be moved, and how much more that promises than to leave it where it is.
    pub(super) fn steerings(&self, who: usize, at: usize) -> Vec<(Spot, i32)> {
        let act = &self.fighters[who].kit.acts[at];
        let (Some((zone, middle)), Some((most, into))) = (self.steered(who, act), self.steers(who, act))
        else {
            return Vec::new();
        };
        let promise = |target: usize, effects: &[Effect]| {
            let worth = self.all(who, act, effects, target);
            if self.are_enemies(who, target) { worth } else { -2 * worth }
        };
        let worth_of = |squares: &[Spot]| -> i32 {
            let within = self.within(who, squares, zone.who).into_iter();
            within.filter(|it| self.fighters[*it].is_up()).map(|it| promise(it, &zone.effects)).sum()
        };
        let now = worth_of(&zone.squares);
        let mut all = Vec::new();
        for foe in 0..self.fighters.len() {
            if !self.are_enemies(who, foe) || !self.fighters[foe].is_up() {
                continue;
            }
            let spot = self.fighters[foe].stand().nearest(middle);
            if self.allows_steer(who, act, Some(spot), (most, !into.is_empty())).is_ok() {
                let squares = self.zone_at(zone, spot).unwrap_or_default();
                all.push((spot, worth_of(&squares) - now + promise(foe, into)));
            }
        }
        all
    }
}

impl Engine<'_, '_, '_> {
    /// Moves the area that the same spell laid to where it is aimed.
    pub(super) fn steer(&mut self, context: &Context, most: i32, into: &[Effect]) {
        let act = &context.kit.acts[context.act];
        let allowed = self.fight.allows_steer(context.who, act, context.spot, (most, !into.is_empty()));
        let (Some(to), Some((zone, _)), true) =
            (context.spot, self.fight.steered(context.who, act), allowed.is_ok())
        else {
            return;
        };
        let zone = zone.clone();
        self.move_zone(zone.id, to);
        if into.is_empty() {
            return;
        }
        let met = |it: &usize| {
            let fighter = &self.fight.fighters[*it];
            fighter.is_up() && fighter.stand().touches(to)
        };
        let met: Vec<usize> = (0..self.fight.fighters.len()).filter(met).collect();
        met.into_iter().for_each(|who| self.do_of(&zone, into, who));
    }

    fn move_zone(&mut self, id: u32, middle: Spot) {
        let Some(zone) = self.fight.zone(id) else { return };
        let Some(squares) = self.fight.zone_at(zone, middle) else { return };
        self.emit(Event::ZoneMoved { id, middle, squares });
        self.sync_zones();
    }

    /// What drifts goes straight away from who brought it.
    pub(super) fn drift_zones(&mut self, who: usize) {
        if self.fight.zones.is_empty() {
            return;
        }
        let stand = self.fight.fighters[who].stand();
        let drifts =
            |it: &Zone| it.middle.filter(|_| it.by == who && it.away > 0).map(|at| (it.id, at, it.away));
        let all: Vec<(u32, Spot, u32)> = self.fight.zones.iter().filter_map(drifts).collect();
        for (id, middle, away) in all {
            let squares = (away as i32 / SQUARE_FEET) as i16;
            let (x, y) = match super::movement::heading(stand, self.fight.grid.stand(middle, 1)) {
                // Who stands in the very middle lets it go ahead.
                (0, 0) => (1, 0),
                it => it,
            };
            let to = Spot { x: middle.x + x * squares, y: middle.y + y * squares };
            self.move_zone(id, to);
        }
    }
}
