//! The sky of a place: a gradient, and by night the real stars.

use std::sync::OnceLock;

use glam::{Mat3, Vec3};
use wire::scene::Rig;

use crate::sky::stars;
use crate::trig::{cos, pow, sin};

/// A star: where in the sky of the harbour, and its light.
struct Star {
    toward: Vec3,
    light: Vec3,
}

/// The light of the sky in a direction, without stars.
pub(super) fn gradient(rig: &Rig, along: Vec3) -> Vec3 {
    let (zenith, horizon) = (Vec3::from(rig.zenith), Vec3::from(rig.horizon));
    let up = along.y.max(0.0);
    let low = horizon.lerp(zenith, 1.0 - pow(1.0 - up.min(1.0), 6.5));
    // Where the key comes from, the horizon is warmer.
    let key = Vec3::from(rig.toward_key).normalize();
    let near = pow(along.dot(Vec3::new(key.x, 0.0, key.z).normalize()).max(0.0), 3.0);
    low + horizon * near * 0.35 * pow(1.0 - up.min(1.0), 8.0)
}

/// Calls `draw` for every star that stands above the horizon.
pub(super) fn each_star(mut draw: impl FnMut(Vec3, Vec3)) {
    static ALL: OnceLock<Vec<Star>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        // A list that cannot be read is caught by the tests of `stars`.
        let sky = stars::Sky::read(stars::LIST).unwrap_or_default();
        sky.stars.iter().map(star).collect()
    });
    all.iter().filter(|star| star.toward.y > 0.015).for_each(|star| draw(star.toward, star.light));
}

fn star(star: &stars::Star) -> Star {
    let on_sphere = on_sphere(star.right_ascension_degrees as f32, star.declination_degrees as f32);
    let toward = harbour_from_sky() * on_sphere;
    let light = tint(star.colour_index as f32) * pow(1.9, 3.4 - star.magnitude as f32).min(9.0);
    Star { toward, light }
}

fn on_sphere(ascension: f32, declination: f32) -> Vec3 {
    let (a, d) = (ascension.to_radians(), declination.to_radians());
    Vec3::new(cos(d) * cos(a), sin(d), -cos(d) * sin(a))
}

/// An evening on which Orion has risen over the sea, to the right of the tavern.
fn harbour_from_sky() -> Mat3 {
    // The belt, and the way to the hunter's head.
    let belt = on_sphere(84.0, -1.2);
    let head = (Vec3::Y - belt * belt.y).normalize();
    let from_sky = Mat3::from_cols(belt.cross(head), head, -belt).transpose();
    let lift = Mat3::from_rotation_x(0.215);
    let aside = Mat3::from_rotation_y(-0.06);
    aside * lift * Mat3::from_rotation_z(0.42) * from_sky
}

/// From blue-white over white to orange.
fn tint(blue_minus_visual: f32) -> Vec3 {
    let warm = ((blue_minus_visual + 0.2) / 1.8).clamp(0.0, 1.0);
    Vec3::new(0.72 + 0.28 * warm, 0.82 - 0.08 * warm, 1.0 - 0.45 * warm)
}
