//! Being elsewhere at once, and going farther than one's Speed (SRD 5.2, "Rules Glossary", Teleportation).

use super::{Act, Event, Fight, Refused, SQUARE_FEET, Spot, Stand, order::Engine};
use crate::book::{Effect, Who};

/// Hundredths of a hit point: to get out of what holds or harms, and to come to blows.
const ESCAPE_WORTH: i32 = 700;
const ARRIVAL_WORTH: i32 = 400;
/// Beyond this nobody keeps hold of anybody.
const HOLD_FEET: i32 = 15;

impl Fight<'_> {
    /// How far an act teleports who does it, itself or by the spell that it brings about.
    pub(super) fn leap(&self, who: usize, act: &Act) -> Option<i32> {
        if act.activity.targets.who != Who::Own || act.activity.area.is_some() {
            return None;
        }
        let kit = &self.fighters[who].kit;
        let own = |act: &Act| {
            act.activity.effects.iter().find_map(|it| match it {
                Effect::Teleport { feet } => Some(feet.value(&|name| kit.value(act, name))),
                _ => None,
            })
        };
        own(act).or_else(|| {
            let spell = act.activity.effects.iter().find_map(|it| match it {
                Effect::Cast { spell, .. } => Some(spell),
                _ => None,
            })?;
            let brings =
                |it: &&Act| it.after.is_none() && it.spell.as_ref().is_some_and(|it| it.id == *spell);
            kit.acts.iter().find(brings).and_then(own)
        })
    }

    /// A free place, near enough and in sight.
    pub(super) fn allows_leap(&self, who: usize, to: Spot, most: i32) -> Result<(), Refused> {
        let stand = self.fighters[who].stand();
        let there = self.grid.stand(to, stand.side);
        if i32::from(stand.spot.squares_to(to)) * SQUARE_FEET > most
            || (there.height - stand.height).abs() > most
        {
            return Err(Refused::OutOfRange("That square".into()));
        }
        if to == stand.spot || !self.is_free(there, Some(who)) {
            return Err(Refused::TooFar);
        }
        if self.line(stand, there) { Ok(()) } else { Err(Refused::NoLine("that square".into())) }
    }

    fn leaps(&self, who: usize, most: i32) -> impl Iterator<Item = Spot> {
        let (Spot { x, y }, far) = (self.fighters[who].spot, (most / SQUARE_FEET) as i16);
        let rows = y.saturating_sub(far).max(0)..=y.saturating_add(far).min(self.grid.height - 1);
        let columns = move || x.saturating_sub(far).max(0)..=x.saturating_add(far).min(self.grid.width - 1);
        let danger = if self.zones.is_empty() { Default::default() } else { self.danger_squares(who) };
        let stand = self.fighters[who].stand();
        rows.flat_map(move |y| columns().map(move |x| Spot { x, y })).filter(move |spot| {
            !Stand { spot: *spot, ..stand }.squares().any(|it| danger.contains(&it))
                && self.allows_leap(who, *spot, most).is_ok()
        })
    }

    /// Where a leap leads best, and what it promises: out of what holds or harms, or to an enemy out of reach.
    pub(super) fn best_leap(&self, who: usize, most: i32) -> Option<(Spot, i32)> {
        let fighter = &self.fighters[who];
        let stand = fighter.stand();
        let foe = self.fighters[self.nearest_foe(who)?].stand();
        let flees = fighter.is_held() || self.in_danger(who);
        let now = stand.feet_to(foe);
        let reach = self.opportunity(who).map(|it| it.1);
        if !flees && reach.is_none_or(|it| now <= it + fighter.feet_left()) {
            return None;
        }
        let holder = self.grip(who).map(|it| self.fighters[it.1].stand());
        let there = |spot| self.grid.stand(spot, stand.side);
        let free = |spot: &Spot| holder.is_none_or(|it| it.feet_to(there(*spot)) > HOLD_FEET);
        // Who fights from afar goes far away, and others nearer; of equals the shortest way.
        let rank = |spot: &Spot| {
            let left = there(*spot).feet_to(foe);
            (if reach.is_some() { left } else { -left }, stand.feet_to(there(*spot)), *spot)
        };
        let spot = self.leaps(who, most).filter(free).min_by_key(rank)?;
        let arrives = there(spot).feet_to(foe) < now;
        match (flees, arrives) {
            (true, _) => Some((spot, ESCAPE_WORTH)),
            (false, true) => Some((spot, ARRIVAL_WORTH)),
            _ => None,
        }
    }

    /// Where somebody goes who is asked for no place: as far from enemies as it leads.
    fn refuge(&self, who: usize, most: i32) -> Option<Spot> {
        let stand = self.fighters[who].stand();
        let foe = self.nearest_foe(who).map_or(stand, |it| self.fighters[it].stand());
        let far = |spot: Spot| self.grid.stand(spot, stand.side).feet_to(foe);
        self.leaps(who, most).min_by_key(|it| (-far(*it), *it))
    }
}

impl Engine<'_, '_, '_> {
    /// Somebody is elsewhere at once: what held it or lay around it is left behind.
    pub(super) fn teleport(&mut self, who: usize, most: i32, to: Option<Spot>) {
        let asked = to.filter(|it| self.fight.allows_leap(who, *it, most).is_ok());
        let Some(to) = asked.or_else(|| self.fight.refuge(who, most)) else { return };
        let feet = i32::from(self.fight.fighters[who].spot.squares_to(to)) * SQUARE_FEET;
        self.emit(Event::Teleported { who, to, feet });
        self.sync_zones();
        self.hold_or_let_go();
    }

    /// More feet in its own turn; in another's it is left to people.
    pub(super) fn hurry(&mut self, who: usize, feet: i32, safely: bool) {
        let feet = feet.clamp(0, self.fight.fighters[who].speed());
        if feet == 0 {
            return;
        }
        if self.fight.turn == Some(who) {
            self.emit(Event::Hurried { who, feet, safe: if safely { feet } else { 0 } });
        } else {
            let text = format!("{} may go {feet} feet at once.", self.fight.fighters[who].name);
            self.emit(Event::Prompted { who, text });
        }
    }
}
