//! Who sees whom: light, what veils, and the senses that do without (SRD 5.2, "Playing the Game", Vision and
//! Light; "Rules Glossary", Blindsight, Darkvision, Tremorsense, Truesight, Lightly and Heavily Obscured).
//! Tremorsense is no form of sight and tells a place alone, and places are known in a fight.

use super::{Fight, Light, SQUARE_FEET, Spot, Stand};
use crate::book::{Condition, Obscured, Sense, Special};

/// Feet within which the warlock's sight knows no darkness.
const DEVILS_SIGHT_FEET: i32 = 120;

/// What somebody's eyes are worth in the dark.
struct Eyes {
    darkvision: i32,
    truesight: i32,
    devils_sight: bool,
    /// Its darkvision reaches through magical darkness.
    unimpeded: bool,
}

impl Eyes {
    /// How a light obscures what is so far away.
    fn through(&self, light: Light, feet: i32) -> Option<Obscured> {
        if feet <= self.truesight || self.devils_sight && feet <= DEVILS_SIGHT_FEET {
            return None;
        }
        let darkvision = feet <= self.darkvision;
        match light {
            Light::Bright => None,
            Light::Dim if darkvision => None,
            Light::Dim => Some(Obscured::Lightly),
            Light::Darkness if darkvision => Some(Obscured::Lightly),
            Light::MagicalDarkness if darkvision && self.unimpeded => Some(Obscured::Lightly),
            Light::Darkness | Light::MagicalDarkness => Some(Obscured::Heavily),
        }
    }
}

impl Fight<'_> {
    /// Whether one can see the other: nothing solid between, not blind, not unseen, not lost in dark or fog.
    pub fn sees(&self, one: usize, other: usize) -> bool {
        let (watcher, watched) = (&self.fighters[one], &self.fighters[other]);
        let blind = watcher.has(Condition::Blinded) && !self.senses(one, other, Sense::Blindsight);
        let unseen = watched.has(Condition::Invisible) && !self.perceives(one, other);
        !blind && !unseen && self.line(watcher.stand(), watched.stand()) && self.makes_out(one, other)
    }

    /// Whether one knows where the other is though it is Invisible (SRD 5.2, "Rules Glossary", Blindsight,
    /// Truesight), or has nothing of that (SRD 5.2, "Spells", Shining Smite).
    pub(crate) fn perceives(&self, one: usize, other: usize) -> bool {
        self.senses(one, other, Sense::Truesight)
            || self.senses(one, other, Sense::Blindsight)
            || self.is_immune(other, Condition::Invisible)
    }

    fn senses(&self, one: usize, other: usize, sense: Sense) -> bool {
        let (watcher, watched) = (&self.fighters[one], &self.fighters[other]);
        let within = |feet: &u32| watcher.stand().feet_to(watched.stand()) <= *feet as i32;
        watcher.kit.senses.get(&sense).is_some_and(within)
    }

    /// Whether neither dark nor fog keeps one from seeing the other.
    pub(super) fn makes_out(&self, one: usize, other: usize) -> bool {
        !self.is_murky() || self.obscured(one, other) != Some(Obscured::Heavily)
    }

    /// Whether anything can hinder sight on this field but walls.
    pub(super) fn is_murky(&self) -> bool {
        self.is_shaded() || self.has_veils()
    }

    fn has_veils(&self) -> bool {
        self.grid.is_veiled() || self.zones.iter().any(|it| it.obscures.is_some())
    }

    /// How light and fog hide the other from one; what can best be seen of it counts.
    pub fn obscured(&self, one: usize, other: usize) -> Option<Obscured> {
        if !self.is_murky() || one == other || self.senses(one, other, Sense::Blindsight) {
            return None;
        }
        let (from, eyes) = (self.fighters[one].stand(), self.eyes(one));
        let seen = self.fighters[other].stand().squares().map(|it| self.veil(from, it, &eyes));
        seen.min().flatten()
    }

    fn eyes(&self, who: usize) -> Eyes {
        let kit = &self.fighters[who].kit;
        let feet = |sense| kit.senses.get(&sense).map_or(-1, |it| *it as i32);
        // A spell can give it for a while.
        let given = self.fighters[who].laid_modifiers().filter_map(|it| match it {
            crate::book::Modifier::Sense { sense: Sense::Darkvision, feet } => {
                Some(feet.value(&|name| kit.values.get(name).copied()))
            }
            _ => None,
        });
        Eyes {
            darkvision: given.fold(feet(Sense::Darkvision), i32::max),
            truesight: feet(Sense::Truesight),
            devils_sight: kit.specials.contains(&Special::DevilsSight),
            unimpeded: kit.specials.contains(&Special::UnimpededDarkvision),
        }
    }

    /// How a square is hidden from a stand: by the light on it, by what veils it, or by what lies before it.
    fn veil(&self, from: Stand, to: Spot, eyes: &Eyes) -> Option<Obscured> {
        let near = from.nearest(to);
        let feet = i32::from(near.squares_to(to)) * SQUARE_FEET;
        let own = self.veil_at(to).max(eyes.through(self.light_at(to), feet));
        if own == Some(Obscured::Heavily) {
            return own;
        }
        // Darkness that is none of magic can be looked through, at what is lit behind it.
        let opaque = |spot: Spot| {
            self.veil_at(spot) == Some(Obscured::Heavily)
                || !self.glows.is_empty()
                    && self.light_at(spot) == Light::MagicalDarkness
                    && eyes.through(Light::MagicalDarkness, feet) == Some(Obscured::Heavily)
        };
        if self.has_veils() || !self.glows.is_empty() {
            let mut before = super::grid::between(near, to);
            if before.any(opaque) {
                return Some(Obscured::Heavily);
            }
        }
        own
    }

    /// What veils a square: the field's own, and what was laid on it.
    pub fn veil_at(&self, spot: Spot) -> Option<Obscured> {
        let zones = self.zones.iter().filter(|it| it.obscures.is_some());
        let here = zones.filter(|zone| match zone.around {
            None => zone.squares.contains(&spot),
            Some(_) => self.zone_squares(zone).contains(&spot),
        });
        here.map(|it| it.obscures).fold(self.grid.veiled(spot), Option::max)
    }
}
