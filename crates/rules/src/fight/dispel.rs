//! Spells that stop others, or end them (SRD 5.2, "Spells", Counterspell and Dispel Magic).

use super::{Event, Fight, Glow, Laid, Lasting, Spot, Zone, context::Context, light::Source, order::Engine};
use crate::book::Time;

/// The DC of a check against a spell, without its level.
const DC_BASE: i32 = 10;

/// A spell that goes on: who cast it, by what act, and at which level.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ongoing {
    by: usize,
    act: String,
    level: u8,
}

/// Where a spell is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Upon {
    Fighter(usize),
    Spot(Spot),
}

impl Ongoing {
    fn of_lasting(it: &Lasting) -> Option<Self> {
        // What the caster keeps up elsewhere lies upon others.
        let lies = !matches!(it.laid, Laid::Going(_));
        it.level.filter(|_| lies).map(|level| Self { by: it.by, act: it.act.clone(), level })
    }

    fn of_zone(it: &Zone) -> Option<Self> {
        it.level.map(|level| Self { by: it.by, act: it.act.clone(), level })
    }

    fn of_glow(it: &Glow) -> Option<Self> {
        it.level.map(|level| Self { by: it.by, act: it.act.clone(), level })
    }
}

impl Fight<'_> {
    fn spells_upon(&self, who: usize) -> Vec<Ongoing> {
        let lasting = self.fighters[who].lasting.iter().filter_map(Ongoing::of_lasting);
        let carried = self.glows.iter().filter(|it| it.from == Source::Fighter(who));
        let mut all = Vec::new();
        for spell in lasting.chain(carried.filter_map(Ongoing::of_glow)) {
            if !all.contains(&spell) {
                all.push(spell);
            }
        }
        all
    }

    /// The spell that lies on a square or shines from it: the newest, an enemy's first.
    fn spell_at(&self, who: usize, spot: Spot) -> Option<Ongoing> {
        let zones = self.zones.iter().filter(|it| self.zone_squares(it).contains(&spot));
        let glows = self.glows.iter().filter(|it| self.sheds_at(it, spot));
        let zones = zones.filter_map(|it| Some((it.id, Ongoing::of_zone(it)?)));
        let glows = glows.filter_map(|it| Some((it.id, Ongoing::of_glow(it)?)));
        zones.chain(glows).max_by_key(|(id, it)| (self.are_enemies(who, it.by), *id)).map(|(_, it)| it)
    }

    /// Whether a light that nobody carries shines from a square, or such a darkness lies on it.
    fn sheds_at(&self, glow: &Glow, spot: Spot) -> bool {
        let Source::Spot(from) = glow.from else { return false };
        from == spot || self.is_darkened_by(glow, spot)
    }

    /// Whether anything of a spell is left anywhere.
    fn is_about(&self, spell: &Ongoing) -> bool {
        let same = |it: Option<Ongoing>| it.is_some_and(|it| it.by == spell.by && it.act == spell.act);
        self.fighters.iter().flat_map(|it| &it.lasting).any(|it| same(Ongoing::of_lasting(it)))
            || self.zones.iter().any(|it| same(Ongoing::of_zone(it)))
            || self.glows.iter().any(|it| same(Ongoing::of_glow(it)))
    }
}

impl Engine<'_, '_, '_> {
    /// As a Reaction it stops what is being cast; else it ends the spells upon a creature, or the one that
    /// lies where it is aimed.
    pub(super) fn dispel(&mut self, context: &Context, targets: &[usize]) {
        if matches!(context.kit.acts[context.act].time, Time::Reaction(_)) {
            return targets.iter().for_each(|who| self.emit(Event::Countered { who: *who }));
        }
        for who in targets {
            for spell in self.fight.spells_upon(*who) {
                self.unravel(context, &spell, Upon::Fighter(*who));
            }
        }
        if let Some(spot) = context.spot
            && let Some(spell) = self.fight.spell_at(context.who, spot)
        {
            self.unravel(context, &spell, Upon::Spot(spot));
        }
    }

    fn unravel(&mut self, context: &Context, spell: &Ongoing, upon: Upon) {
        let act = &context.kit.acts[context.act];
        let level = act.spell.as_ref().map_or(0, |it| it.level);
        let dc = DC_BASE + i32::from(spell.level);
        let ends = spell.level <= level || self.check_ability(context.who, act.ability, &act.name, dc);
        if !ends {
            return;
        }
        let (by, name) = (spell.by, spell.act.as_str());
        match upon {
            Upon::Fighter(who) => {
                let of = |it: &&Lasting| Ongoing::of_lasting(it).is_some_and(|it| it == *spell);
                let ids: Vec<u32> =
                    self.fight.fighters[who].lasting.iter().filter(of).map(|it| it.id).collect();
                ids.into_iter().for_each(|id| self.lift(who, id));
                self.end_glows(|_, it| it.by == by && it.act == name && it.from == Source::Fighter(who));
            }
            Upon::Spot(_) => {
                self.end_zones(|it| it.by == by && it.act == name);
                let lies = |it: &Glow| matches!(it.from, Source::Spot(_));
                self.end_glows(|_, it| it.by == by && it.act == name && lies(it));
            }
        }
        let kept = self.fight.fighters[by].concentration.as_deref() == Some(name);
        if kept && !self.fight.is_about(spell) {
            self.end_concentration(by);
        }
    }
}
