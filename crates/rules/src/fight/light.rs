//! Light on the field: its own, lamps that stand on it, and what magic lights or darkens for a while
//! (SRD 5.2, "Playing the Game", Vision and Light; "Rules Glossary", Bright Light, Dim Light, Darkness).

use serde::{Deserialize, Serialize};

use super::{Event, Fight, Grid, SQUARE_FEET, Spot, Stand, context::Context, order::Engine};
use crate::book::{Area, DamageType, Effect, Knack, Obscured, Range};

/// How bright it is somewhere, the brightest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    #[default]
    Bright,
    Dim,
    Darkness,
    /// Darkvision does not pierce it, light without magic does not brighten it.
    MagicalDarkness,
}

/// What a field is lit by when a fight begins, and what is veiled on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Air {
    pub light: Light,
    /// The light of the field is that of the sun.
    pub sunlight: bool,
    /// Torches and lanterns that stand somewhere.
    pub lamps: Vec<Lamp>,
    /// Fog, smoke and leaves, square by square; empty where nothing veils anything.
    veils: Vec<Option<Obscured>>,
}

/// A light without magic that stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lamp {
    pub spot: Spot,
    /// Feet of Bright Light, and of Dim Light beyond it.
    pub bright: u32,
    pub dim: u32,
}

/// A light or a darkness that an act brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glow {
    /// Unlike that of any zone, and of anything that is laid upon somebody.
    pub id: u32,
    pub by: usize,
    pub act: String,
    /// The level of the spell that brought it.
    pub level: Option<u8>,
    pub from: Source,
    pub sheds: Sheds,
    /// Turns of the one who brought it that are left.
    pub left: Option<u32>,
    pub concentration: bool,
}

/// Who carries a light, or where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Fighter(usize),
    Spot(Spot),
}

/// Feet of Bright Light and of Dim Light beyond it; or feet of magical darkness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sheds {
    Light { bright: u32, dim: u32, sunlight: bool },
    Darkness { feet: u32 },
}

impl Sheds {
    /// How far it reaches.
    const fn feet(self) -> i32 {
        match self {
            Self::Light { bright, dim, .. } => bright.saturating_add(dim) as i32,
            Self::Darkness { feet } => feet as i32,
        }
    }
}

impl Grid {
    /// Veils a square, or clears it.
    pub fn veil(&mut self, spot: Spot, obscured: Option<Obscured>) {
        let count = usize::from(self.width.unsigned_abs()) * usize::from(self.height.unsigned_abs());
        let Some(at) = self.place(spot) else { return };
        if self.air.veils.is_empty() && obscured.is_some() {
            self.air.veils = vec![None; count];
        }
        if let Some(it) = self.air.veils.get_mut(at) {
            *it = obscured;
        }
    }

    /// What veils a square by itself.
    pub fn veiled(&self, spot: Spot) -> Option<Obscured> {
        if self.air.veils.is_empty() {
            return None;
        }
        self.air.veils.get(self.place(spot)?).copied().flatten()
    }

    pub(super) const fn is_veiled(&self) -> bool {
        !self.air.veils.is_empty()
    }

    /// What a light of so many feet is at a square; walls stop it.
    fn lit(&self, from: Stand, (bright, dim): (u32, u32), spot: Spot) -> Light {
        let feet = i32::from(from.squares_to(spot)) * SQUARE_FEET;
        let light = match feet {
            _ if feet <= bright as i32 && bright > 0 => Light::Bright,
            _ if feet <= bright.saturating_add(dim) as i32 => Light::Dim,
            _ => return Light::Darkness,
        };
        if self.line(from.nearest(spot), spot) { light } else { Light::Darkness }
    }
}

impl Fight<'_> {
    /// Whether the light is anything else than bright everywhere.
    pub(super) fn is_shaded(&self) -> bool {
        self.grid.air.light != Light::Bright || !self.glows.is_empty()
    }

    /// How bright a square is.
    pub fn light_at(&self, spot: Spot) -> Light {
        let air = &self.grid.air;
        if !self.is_shaded() {
            return air.light;
        }
        let dark = air.light == Light::MagicalDarkness || self.is_darkened(spot);
        let mut light = if dark { Light::MagicalDarkness } else { air.light };
        if light == Light::Bright {
            return light;
        }
        if !dark {
            for lamp in &air.lamps {
                let from = self.grid.stand(lamp.spot, 1);
                light = light.min(self.grid.lit(from, (lamp.bright, lamp.dim), spot));
            }
        }
        for glow in &self.glows {
            // What the darkness did not put out is stronger than it.
            if let Sheds::Light { bright, dim, .. } = glow.sheds
                && (!dark || glow.level.is_some())
            {
                let lit = self.grid.lit(self.source_of(glow), (bright, dim), spot);
                light = if lit == Light::Darkness { light } else { light.min(lit) };
            }
        }
        light
    }

    /// Whether magical darkness lies on a square.
    fn is_darkened(&self, spot: Spot) -> bool {
        self.glows.iter().any(|glow| self.is_darkened_by(glow, spot))
    }

    pub(super) fn is_darkened_by(&self, glow: &Glow, spot: Spot) -> bool {
        let Sheds::Darkness { feet } = glow.sheds else { return false };
        let from = self.source_of(glow);
        i32::from(from.squares_to(spot)) * SQUARE_FEET <= feet as i32
            && self.grid.line(from.nearest(spot), spot)
    }

    /// Whether somebody stands in Dim Light or Darkness.
    pub(super) fn is_in_dim(&self, who: usize) -> bool {
        self.is_shaded()
            && self.fighters.get(who).is_some_and(|it| self.light_at(it.stand().spot) > Light::Bright)
    }

    /// Whether somebody stands in the light of the sun.
    pub(super) fn is_in_sunlight(&self, who: usize) -> bool {
        let air = &self.grid.air;
        if !air.sunlight && self.glows.is_empty() {
            return false;
        }
        let Some(fighter) = self.fighters.get(who) else { return false };
        let spot = fighter.stand().spot;
        let shines = |glow: &Glow| match glow.sheds {
            Sheds::Light { bright, dim, sunlight: true } => {
                self.grid.lit(self.source_of(glow), (bright, dim), spot) < Light::Darkness
            }
            _ => false,
        };
        air.sunlight && self.light_at(spot) < Light::Darkness || self.glows.iter().any(shines)
    }

    /// Who cannot bear the sun stands in it (SRD 5.2, "Monsters": Sunlight Sensitivity).
    pub(super) fn is_dazzled(&self, who: usize) -> bool {
        let bears = |it: &Knack| matches!(it, Knack::SunlightSensitivity);
        self.is_in_sunlight(who) && self.fighters[who].kit.has(bears)
    }

    fn source_of(&self, glow: &Glow) -> Stand {
        match glow.from {
            Source::Spot(spot) => self.grid.stand(spot, 1),
            Source::Fighter(who) => {
                self.fighters.get(who).map_or(self.grid.stand(Spot { x: 0, y: 0 }, 1), |it| it.stand())
            }
        }
    }

    /// Whether what two shed meets somewhere.
    fn meets(&self, one: &Glow, other: &Glow) -> bool {
        self.source_of(one).feet_to(self.source_of(other)) <= one.sheds.feet() + other.sheds.feet()
    }

    /// The lights that the same act brought into the middle of an area are there still when it has moved.
    fn carry_glows(&mut self, zone: u32, to: Spot) {
        let Some(zone) = self.zones.iter().find(|it| it.id == zone) else { return };
        let before = zone.middle.map(Source::Spot);
        for glow in &mut self.glows {
            if Some(glow.from) == before && (glow.by, &glow.act) == (zone.by, &zone.act) {
                glow.from = Source::Spot(to);
            }
        }
    }

    pub(super) fn apply_glow(&mut self, event: &Event) {
        match event {
            Event::Lit { glow } => {
                self.next = self.next.max(glow.id + 1);
                self.glows.push(glow.clone());
            }
            Event::GlowPassed { id } => {
                let fits = |it: &&mut Glow| it.id == *id;
                self.glows
                    .iter_mut()
                    .filter(fits)
                    .for_each(|it| it.left = it.left.map(|left| left.saturating_sub(1)));
            }
            Event::GlowGone { id, .. } => self.glows.retain(|it| it.id != *id),
            Event::ZoneMoved { id, middle, .. } => self.carry_glows(*id, *middle),
            _ => {}
        }
    }
}

impl Engine<'_, '_, '_> {
    /// A light or a darkness comes: upon those whom a hit or a save marked, upon who makes it or is given
    /// it, or where it is aimed.
    pub(super) fn light(&mut self, context: &Context, effect: &Effect, targets: &[usize]) {
        let activity = &context.kit.acts[context.act].activity;
        let sheds = match (effect, &activity.area) {
            (Effect::Light { bright, dim, sunlight }, _) => {
                Sheds::Light { bright: *bright, dim: *dim, sunlight: *sunlight }
            }
            (_, Some(Area::Sphere(feet) | Area::Emanation(feet))) => Sheds::Darkness { feet: *feet },
            _ => return,
        };
        let marks = context.save.is_some() || context.blow.is_some();
        match context.spot {
            Some(spot) if !marks && activity.range != Range::Own => {
                self.shine(context, Source::Spot(spot), sheds);
            }
            _ if marks || activity.area.is_none() && !targets.is_empty() => {
                targets.iter().for_each(|it| self.shine(context, Source::Fighter(*it), sheds));
            }
            _ => self.shine(context, Source::Fighter(context.who), sheds),
        }
    }

    fn shine(&mut self, context: &Context, from: Source, sheds: Sheds) {
        let act = &context.kit.acts[context.act];
        let level = act.spell.as_ref().map(|it| it.level);
        let (by, name) = (context.who, act.name.clone());
        // A cantrip is cast again instead of twice, and the same light upon the same one is one light.
        self.end_glows(|_, it| {
            it.by == by && it.act == name && (level == Some(0) || it.from == from && it.sheds == sheds)
        });
        let glow = Glow {
            id: self.fight.next,
            by,
            act: name,
            level,
            from,
            sheds,
            left: context.rounds,
            concentration: context.concentration,
        };
        let id = glow.id;
        // SRD 5.2, "Spells", Darkness and Daylight: one puts the other out where that is no stronger.
        let base = act.spell.as_ref().and_then(|it| self.fight.book.spells.get(&it.id)).map(|it| it.level);
        let ended: Vec<u32> = self
            .fight
            .glows
            .iter()
            .filter(|it| self.fight.quenches((&glow, base), it))
            .map(|it| it.id)
            .collect();
        let quenched = self.fight.glows.iter().any(|it| {
            let base = self.fight.source(it.by, &it.act, it.level).and_then(|(kit, at)| {
                let id = kit.acts.get(at)?.spell.as_ref().map(|it| it.id.clone())?;
                self.fight.book.spells.get(&id).map(|it| it.level)
            });
            !ended.contains(&it.id) && self.fight.quenches((it, base), &glow)
        });
        self.emit(Event::Lit { glow });
        self.end_glows(|_, it| ended.contains(&it.id) || quenched && it.id == id);
    }

    /// A turn of the one who brought them passes for lights: the last one ends them.
    pub(super) fn pass_glows(&mut self, who: usize) {
        if self.fight.glows.is_empty() {
            return;
        }
        let own = self.fight.glows.iter().filter(|it| it.by == who);
        let passing: Vec<(u32, u32)> = own.filter_map(|it| Some((it.id, it.left?))).collect();
        for (id, left) in passing {
            match left {
                ..=1 => self.end_glows(|_, it| it.id == id),
                _ => self.emit(Event::GlowPassed { id }),
            }
        }
    }

    /// These lights go out.
    pub(super) fn end_glows(&mut self, ends: impl Fn(&Fight<'_>, &Glow) -> bool) {
        let fight = &*self.fight;
        let ending: Vec<(u32, String)> =
            fight.glows.iter().filter(|it| ends(fight, it)).map(|it| (it.id, it.act.clone())).collect();
        ending.into_iter().for_each(|(id, act)| self.emit(Event::GlowGone { id, act }));
    }

    /// SRD 5.2, "Monsters", Sunlight Hypersensitivity: at the start of a turn in the sun.
    pub(super) fn burn_in_sunlight(&mut self, who: usize) {
        if !self.fight.is_in_sunlight(who) || !self.fight.fighters[who].is_up() {
            return;
        }
        let kit = self.fight.fighters[who].kit.clone();
        for knack in &kit.knacks {
            if let Knack::SunlightHypersensitivity(amount) = knack {
                let amount = amount.plain().roll(self.chance);
                self.hurt(who, None, &[(DamageType::Radiant, amount)], false);
            }
        }
    }
}

impl Fight<'_> {
    /// Whether a spell of this own level puts out the light or darkness of another.
    fn quenches(&self, (one, base): (&Glow, Option<u8>), other: &Glow) -> bool {
        let opposed = match (one.sheds, other.sheds) {
            (Sheds::Darkness { .. }, Sheds::Light { .. }) => true,
            (Sheds::Light { sunlight, .. }, Sheds::Darkness { .. }) => sunlight,
            _ => false,
        };
        let weaker = base.zip(other.level).is_some_and(|(base, level)| level <= base);
        opposed && weaker && self.meets(one, other)
    }
}
