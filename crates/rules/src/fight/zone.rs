//! Areas that stay: whom they touch and when, what they lay upon those within, and the ground that they
//! make (SRD 5.2, "Rules Glossary", Area of Effect; "Spells", Duration).

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Ends, Event, Fight, Kit, Spot, Stand, context::Context, order::Engine};
use crate::book::{Area, Effect, Obscured, Who, ZoneTime};

/// An area that stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Unlike that of any other, and of anything that is laid upon somebody.
    pub id: u32,
    pub by: usize,
    /// The act that brought it, and the slot that was spent on it.
    pub act: String,
    pub level: Option<u8>,
    /// Its squares; of one that goes around with somebody none.
    pub squares: Vec<Spot>,
    /// Around which they lie.
    #[serde(default)]
    pub middle: Option<Spot>,
    /// Feet around the one who brought it, who carries it along.
    pub around: Option<u32>,
    pub who: Who,
    pub difficult: bool,
    /// How what is in it is hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obscures: Option<Obscured>,
    pub at: ZoneTime,
    pub effects: Vec<Effect>,
    /// What lies upon those within beside.
    #[serde(default)]
    pub always: Vec<Effect>,
    /// Feet that it goes by itself, as a turn of who brought it starts.
    #[serde(default)]
    pub away: u32,
    /// Turns of the one who brought it that are left.
    pub left: Option<u32>,
    pub concentration: bool,
    /// Who is in it, of those that it is meant for.
    pub inside: Vec<usize>,
    /// Whom it has touched in this turn: nobody is touched twice in one.
    pub touched: Vec<usize>,
}

/// When somebody in a zone is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Enter,
    TurnStart,
    TurnEnd,
}

impl Zone {
    const fn acts_at(&self, moment: Moment) -> bool {
        matches!(
            (self.at, moment),
            (ZoneTime::Enter, Moment::Enter)
                | (ZoneTime::EnterOrTurnStart, Moment::Enter | Moment::TurnStart)
                | (ZoneTime::EnterOrTurnEnd, Moment::Enter | Moment::TurnEnd)
                | (ZoneTime::TurnStart, Moment::TurnStart)
                | (ZoneTime::TurnEnd, Moment::TurnEnd)
        )
    }

    /// Whether it harms those it touches.
    fn harms(&self) -> bool {
        let mut harms = false;
        let mut look = |it: &Effect| harms |= matches!(it, Effect::Damage { .. } | Effect::Condition { .. });
        self.effects.iter().for_each(|it| it.walk(&mut look));
        harms
    }
}

/// What lasts as long as a zone does is told by so many rounds.
pub(super) const ZONE_ROUNDS: u32 = u32::MAX;

impl Context {
    /// What a zone lays for as long as the act lasts ends with the zone, too.
    pub(super) const fn within(&self, ends: Ends) -> Ends {
        match (self.zone, ends) {
            (Some(id), Ends::TurnStart(_, ZONE_ROUNDS)) => Ends::Zone(id),
            (_, ends) => ends,
        }
    }
}

impl Fight<'_> {
    pub(super) fn apply_zone(&mut self, event: &Event) {
        let mut change = |id: &u32, change: &dyn Fn(&mut Zone)| {
            self.zones.iter_mut().filter(|it| it.id == *id).for_each(change)
        };
        match event {
            Event::ZoneLaid { zone } => {
                self.next = self.next.max(zone.id + 1);
                self.zones.push(zone.clone());
            }
            Event::ZoneEntered { id, who } => change(id, &|it| it.inside.push(*who)),
            Event::ZoneLeft { id, who } => change(id, &|it| it.inside.retain(|one| one != who)),
            Event::ZoneMoved { id, middle, squares } => change(id, &|it| {
                it.squares.clone_from(squares);
                it.middle = Some(*middle);
            }),
            Event::ZoneTouched { id, who } => change(id, &|it| it.touched.push(*who)),
            Event::ZonePassed { id } => {
                change(id, &|it| it.left = it.left.map(|left| left.saturating_sub(1)))
            }
            Event::ZoneGone { id } => self.zones.retain(|it| it.id != *id),
            _ => {}
        }
    }

    pub(super) fn zone(&self, id: u32) -> Option<&Zone> {
        self.zones.iter().find(|it| it.id == id)
    }

    /// The squares of a zone at the moment.
    pub fn zone_squares(&self, zone: &Zone) -> Vec<Spot> {
        let Some(feet) = zone.around else { return zone.squares.clone() };
        let stand = self.fighters[zone.by].stand();
        let mut squares = self.grid.area(&Area::Emanation(feet), stand, stand.spot);
        // Who brings what helps is in it, too.
        if matches!(zone.who, Who::Ally | Who::Own | Who::Creature) {
            squares.extend(stand.squares());
        }
        squares
    }

    /// Whether going from a square to another is something to a zone: one is entered, left, or carried along.
    pub(super) fn stirs(&self, who: usize, from: Spot, to: Spot) -> bool {
        let in_it = |squares: &[Spot], spot: Spot| {
            let stand = Stand { spot, ..self.fighters[who].stand() };
            squares.iter().any(|it| stand.touches(*it))
        };
        self.zones.iter().any(|zone| {
            let squares = self.zone_squares(zone);
            zone.around.is_some() && zone.by == who || in_it(&squares, from) != in_it(&squares, to)
        })
    }

    /// Squares that zones make hard to cross.
    pub(super) fn hard_squares(&self) -> BTreeSet<Spot> {
        self.zones.iter().filter(|it| it.difficult).flat_map(|it| self.zone_squares(it)).collect()
    }

    /// Squares where somebody would be harmed.
    pub(super) fn danger_squares(&self, who: usize) -> BTreeSet<Spot> {
        let harmful = self.zones.iter().filter(|it| it.harms() && self.means(it.by, who, it.who));
        harmful.flat_map(|it| self.zone_squares(it)).collect()
    }

    /// Whether somebody stands where it is harmed.
    pub(super) fn in_danger(&self, who: usize) -> bool {
        !self.zones.is_empty() && {
            let danger = self.danger_squares(who);
            self.fighters[who].stand().squares().any(|it| danger.contains(&it))
        }
    }

    /// An act by its name, and by the slot that is spent on it; in the own form of who changed it.
    pub(super) fn source(&self, who: usize, act: &str, level: Option<u8>) -> Option<(Arc<Kit>, usize)> {
        let fighter = self.fighters.get(who)?;
        let fits = |it: &super::Act| it.name == act && it.spell.as_ref().map(|it| it.level) == level;
        let place = fighter.kit.acts.iter().position(fits)?;
        Some((fighter.kit.clone(), place))
    }
}

impl Engine<'_, '_, '_> {
    /// An area comes to stay.
    pub(super) fn lay_zone(&mut self, context: &Context, effect: &Effect) {
        let Effect::Zone { moves, difficult, obscures, at, away, effects, always } = effect else { return };
        let act = &context.kit.acts[context.act];
        let Some(area) = &act.activity.area else { return };
        let stand = self.fight.fighters[context.who].stand();
        let around = match area {
            // What goes around with nobody is laid at a distance.
            Area::Emanation(feet) if *moves && act.far() == (0, 0) => Some(*feet),
            _ => None,
        };
        let at_spot = context.spot.unwrap_or(stand.spot);
        let squares =
            if around.is_some() { Vec::new() } else { self.fight.squares_around(act, stand, at_spot) };
        let mut zone = Zone {
            id: self.fight.next,
            by: context.who,
            act: act.name.clone(),
            level: act.spell.as_ref().map(|it| it.level),
            squares,
            middle: around.is_none().then_some(at_spot),
            around,
            who: act.activity.targets.who,
            difficult: *difficult,
            obscures: *obscures,
            at: *at,
            effects: effects.clone(),
            always: always.clone(),
            away: *away,
            left: context.rounds,
            concentration: context.concentration,
            inside: Vec::new(),
            touched: Vec::new(),
        };
        zone.inside = self.fight.in_zone(&zone);
        let (id, inside) = (zone.id, zone.inside.clone());
        self.emit(Event::ZoneLaid { zone });
        inside.iter().for_each(|who| self.lie_upon(id, *who));
        if *at == ZoneTime::Always {
            inside.into_iter().for_each(|who| self.touch(id, who));
        }
    }

    /// Who came into a zone, or left it, since it was looked at last.
    pub(super) fn sync_zones(&mut self) {
        let ids: Vec<u32> = self.fight.zones.iter().map(|it| it.id).collect();
        for id in ids {
            let Some(zone) = self.fight.zone(id) else { continue };
            let now = self.fight.in_zone(zone);
            let before = zone.inside.clone();
            let works = zone.acts_at(Moment::Enter) || zone.at == ZoneTime::Always;
            for who in before.iter().filter(|it| !now.contains(it)) {
                self.emit(Event::ZoneLeft { id, who: *who });
                self.lift_of_zone(id, *who);
            }
            for who in now.into_iter().filter(|it| !before.contains(it)) {
                self.emit(Event::ZoneEntered { id, who });
                self.lie_upon(id, who);
                if works {
                    self.touch(id, who);
                }
            }
        }
    }

    /// What zones do at the start or end of the turn of somebody within.
    pub(super) fn zones_at(&mut self, who: usize, moment: Moment) {
        let fits = |it: &&Zone| it.acts_at(moment) && it.inside.contains(&who);
        let ids: Vec<u32> = self.fight.zones.iter().filter(fits).map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.touch(id, who));
    }

    fn touch(&mut self, id: u32, who: usize) {
        let Some(zone) = self.fight.zone(id).cloned() else { return };
        let again = zone.at != ZoneTime::Always && zone.touched.contains(&who);
        if again || !self.fight.fighters[who].is_up() {
            return;
        }
        if self.fight.source(zone.by, &zone.act, zone.level).is_none() {
            return;
        }
        if zone.at != ZoneTime::Always {
            self.emit(Event::ZoneTouched { id, who });
        }
        self.do_of(&zone, &zone.effects, who);
    }

    /// What lies upon those within as long as they are.
    fn lie_upon(&mut self, id: u32, who: usize) {
        let Some(zone) = self.fight.zone(id).filter(|it| !it.always.is_empty()).cloned() else { return };
        if self.fight.fighters[who].is_up() {
            self.do_of(&zone, &zone.always, who);
        }
    }

    /// Something of a zone's is done to somebody.
    pub(super) fn do_of(&mut self, zone: &Zone, effects: &[Effect], who: usize) {
        let Some((kit, act)) = self.fight.source(zone.by, &zone.act, zone.level) else { return };
        let mut context = Context::bare(zone.by, kit);
        context.act = act;
        context.rounds = Some(ZONE_ROUNDS);
        context.concentration = zone.concentration;
        context.zone = Some(zone.id);
        self.effects(&context, effects, &[who]);
    }

    /// A turn of the one who brought them passes for zones: the last one ends them.
    pub(super) fn pass_zones(&mut self, who: usize) {
        let passing: Vec<(u32, u32)> = self
            .fight
            .zones
            .iter()
            .filter(|it| it.by == who)
            .filter_map(|it| Some((it.id, it.left?)))
            .collect();
        for (id, left) in passing {
            match left {
                ..=1 => self.end_zones(|it| it.id == id),
                _ => self.emit(Event::ZonePassed { id }),
            }
        }
        self.sync_zones();
    }

    /// These zones end, with everything that they lay upon those within.
    pub(super) fn end_zones(&mut self, ends: impl Fn(&Zone) -> bool) {
        let ids: Vec<u32> = self.fight.zones.iter().filter(|it| ends(it)).map(|it| it.id).collect();
        for id in ids {
            self.emit(Event::ZoneGone { id });
            (0..self.fight.fighters.len()).for_each(|who| self.lift_of_zone(id, who));
        }
    }

    fn lift_of_zone(&mut self, zone: u32, who: usize) {
        let of = |it: &&super::Lasting| it.ends == Ends::Zone(zone);
        let ids: Vec<u32> = self.fight.fighters[who].lasting.iter().filter(of).map(|it| it.id).collect();
        ids.into_iter().for_each(|id| self.lift(who, id));
    }
}
