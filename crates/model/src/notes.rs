//! What a file says of itself beside its shape: `extras` of its scene. Who shows it reads there how
//! to dress a figure or to move a sea. `crates/forge/README.md` says who writes what.

use serde::Deserialize;

use crate::limit::{NOTES_MAX, WAVES_MAX};
use crate::read::{Unreadable, name};

/// All of it; what a file does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Notes {
    pub hair: Worn,
    /// Bones whose own part of the body this garment hides.
    pub covers: Vec<String>,
    /// What this calling has in hand: an asset's id.
    pub holds: Option<String>,
    pub ramps: Ramps,
    pub water: Option<Water>,
}

/// What becomes of hair.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Worn {
    /// On a body: the cuts that it comes with, as ids of assets.
    Cuts(Vec<String>),
    /// On a garment: `loose`, `tucked` or `hidden`.
    Under(String),
}

/// Rows of the spectrum that a body has before anyone chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Ramps {
    pub skin: Option<u8>,
    pub hair: Option<u8>,
}

/// How a flat sheet of water moves: the sum of its waves, which die away towards `calm_beyond`
/// metres from the middle.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Water {
    pub calm_beyond: f32,
    pub waves: Vec<Wave>,
}

/// One wave: `height · sin(TAU · (along · xz) / length + TAU · seconds / period)`.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Wave {
    pub along: [f32; 2],
    /// Metres.
    pub height: f32,
    pub length: f32,
    /// Seconds.
    pub period: f32,
}

impl Default for Worn {
    fn default() -> Self {
        Self::Cuts(Vec::new())
    }
}

impl Notes {
    /// The cuts that a body comes with.
    pub fn cuts(&self) -> &[String] {
        match &self.hair {
            Worn::Cuts(cuts) => cuts,
            Worn::Under(_) => &[],
        }
    }

    pub(crate) fn check(&self) -> Result<(), Unreadable> {
        if self.covers.len() + self.cuts().len() > NOTES_MAX {
            return Err(Unreadable::TooMuch("notes"));
        }
        for text in self.covers.iter().chain(self.cuts()).chain(&self.holds) {
            name(text)?;
        }
        self.water.as_ref().map_or(Ok(()), Water::check)
    }
}

impl Water {
    fn check(&self) -> Result<(), Unreadable> {
        if self.waves.len() > WAVES_MAX {
            return Err(Unreadable::TooMuch("waves"));
        }
        let is_wave = |it: &Wave| {
            let all = [it.along[0], it.along[1], it.height, it.length, it.period];
            all.iter().all(|it| it.is_finite()) && it.length > 0.0 && it.period > 0.0
        };
        let fits = self.calm_beyond > 0.0 && self.calm_beyond.is_finite() && self.waves.iter().all(is_wave);
        fits.then_some(()).ok_or(Unreadable::NotANumber)
    }
}
