//! How a place is lit at a moment: between its day and its night, with lanterns that flicker and a
//! key light that throws a shadow.

use glam::{Mat4, Vec3};
use wire::scene::{Fog, Rig};

/// The rig between night (0.0) and day (1.0).
pub fn blend(night: &Rig, day: &Rig, share: f32) -> Rig {
    let one = |one: f32, other: f32| one + (other - one) * share;
    let three = |one: [f32; 3], other: [f32; 3]| Vec3::from(one).lerp(other.into(), share).to_array();
    // The key goes out where the sun gives way to the moon, so that no shadow leaps.
    let dusk = (2.0 * share - 1.0).abs();
    let key = if share < 0.5 { Vec3::from(night.key) } else { Vec3::from(day.key) } * dusk;
    Rig {
        toward_key: if share < 0.5 { night.toward_key } else { day.toward_key },
        key: key.to_array(),
        sky: three(night.sky, day.sky),
        ground: three(night.ground, day.ground),
        rim: three(night.rim, day.rim),
        exposure: one(night.exposure, day.exposure),
        fog: Fog {
            colour: three(night.fog.colour, day.fog.colour),
            density: one(night.fog.density, day.fog.density),
            falloff: one(night.fog.falloff, day.fog.falloff),
        },
        zenith: three(night.zenith, day.zenith),
        horizon: dusky(three(night.horizon, day.horizon), share),
        stars: one(night.stars, day.stars) * (1.0 - share),
        lanterns: one(night.lanterns, day.lanterns),
    }
}

/// A horizon at dawn and dusk is warm.
fn dusky(horizon: [f32; 3], share: f32) -> [f32; 3] {
    let dusk = 1.0 - (2.0 * share - 1.0).abs();
    Vec3::from(horizon).lerp(Vec3::new(0.78, 0.38, 0.22), dusk * 0.65).to_array()
}

/// The factor of a light that flickers by a share: slow and quick waves that never meet the same way.
pub fn flicker(seconds: f32, which: usize, share: f32) -> f32 {
    let phase = which as f32 * 2.399;
    let wave = |speed: f32, shift: f32| libm::sinf(seconds * speed + phase * shift);
    1.0 + share * (wave(3.1, 1.0) * 0.4 + wave(7.3, 1.7) * 0.35 + wave(17.9, 2.3) * 0.25)
}

/// What the key light sees of a place: all within a sphere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shadow {
    pub clip_from_world: Mat4,
    /// Metres across its picture.
    pub metres: f32,
}

impl Shadow {
    /// `pixels` on a side: the picture moves by whole ones only, so that edges do not crawl.
    pub fn over(middle: Vec3, reach: f32, toward_key: Vec3, pixels: u32) -> Self {
        let toward = toward_key.normalize_or(Vec3::Y);
        let up = if toward.y.abs() > 0.99 { Vec3::Z } else { Vec3::Y };
        let view = Mat4::look_at_rh(middle + toward * reach, middle, up);
        let metres = reach * 2.0;
        let lens = Mat4::orthographic_rh_gl(-reach, reach, -reach, reach, 0.0, metres);
        let mut clip_from_world = lens * view;
        let pixel = 2.0 / pixels as f32;
        for axis in [0, 1] {
            let shift = clip_from_world.w_axis[axis];
            clip_from_world.w_axis[axis] = libm::roundf(shift / pixel) * pixel;
        }
        Self { clip_from_world, metres }
    }
}
