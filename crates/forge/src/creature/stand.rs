//! The round base that a creature stands on, as wide as its size says.

use crate::figure::rig::BASE_HEIGHT;
use crate::mesh::{Mesh, lathe};
use crate::paint::{Paint, Ramp, Slot};

/// How much room a creature takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Medium,
    Large,
    Huge,
}

impl Size {
    /// Its word in the fifth edition.
    pub fn name(self) -> &'static str {
        match self {
            Self::Medium => "medium",
            Self::Large => "large",
            Self::Huge => "huge",
        }
    }

    /// Radius of the base, metres: one, two and three times that of a figure, as squares are.
    pub fn radius(self) -> f32 {
        match self {
            Self::Medium => 0.40,
            Self::Large => 0.80,
            Self::Huge => 1.20,
        }
    }

    fn sides(self) -> usize {
        match self {
            Self::Medium => 16,
            Self::Large => 20,
            Self::Huge => 24,
        }
    }
}

/// A round of wood in brass with the band of starlight, as figures have; its top is at y = 0.
pub fn base(size: Size) -> Mesh {
    let brass = Paint::metal(Ramp::Brass);
    let wood = Paint::rough(Ramp::Oak).toned(-0.30);
    let star = Paint::glow(Ramp::StarM).for_slot(Slot::Star).toned(-0.15);
    let radius = size.radius();
    let profile = [(radius, 0.0), (radius, 0.022), (radius - 0.008, 0.054), (radius - 0.050, BASE_HEIGHT)];
    lathe(&profile, size.sides(), brass)
        .painted_where(wood, |middle, _| middle.y > BASE_HEIGHT - 0.006)
        .painted_where(star, |middle, normal| normal.y.abs() < 0.9 && (0.024..0.05).contains(&middle.y))
}
