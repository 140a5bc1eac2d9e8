//! Where a figure stands alone: a lantern at the upper left, a night sky above.

use glam::Vec3;
use wire::scene::{Fog, Light, Rig, Scene, Spot, VERSION, View};

/// The name of the only view.
pub(super) const VIEW: &str = "figure";
/// Its field in degrees, and how far around a figure it sees, in metres.
const FIELD: f32 = 27.0;
const REACH: f32 = 1.05;
/// Something is seen from so far above, for one of the distance.
const ABOVE: f32 = 0.24;

/// An empty place with one figure's light.
pub(super) fn scene() -> Scene {
    let rig = Rig {
        toward_key: [-0.55, 0.80, 0.65],
        key: [2.75, 2.25, 1.62],
        sky: [0.34, 0.43, 0.70],
        ground: [0.17, 0.13, 0.14],
        rim: [0.46, 0.62, 0.95],
        exposure: 1.08,
        fog: Fog { colour: [0.02, 0.03, 0.07], density: 0.0, falloff: 8.0 },
        zenith: [0.006, 0.010, 0.030],
        horizon: [0.030, 0.045, 0.105],
        stars: 0.0,
        lanterns: 1.0,
    };
    Scene {
        v: VERSION,
        id: "scene/studio".parse().unwrap_or_else(|_| unreachable!("a slug")),
        sea_level: -100.0,
        instances: Vec::new(),
        day: rig.clone(),
        night: rig,
        lights: vec![Light { at: [1.6, 1.9, 1.2], colour: [1.5, 0.80, 0.32], radius: 5.0, flicker: 0.05 }],
        walk: Vec::new(),
        obstacles: Vec::new(),
        views: vec![View {
            name: VIEW.into(),
            eye: [0.0, 1.45, 4.6],
            target: [0.0, 0.82, 0.0],
            field: FIELD,
            sentence: String::new(),
        }],
        spawn: Spot { at: [0.0; 3], yaw: 0.0 },
        keepers: Vec::new(),
        sounds: Vec::new(),
    }
}

/// Stands so far away that all within `reach` of `middle` is seen, with the lantern as far away for its
/// size.
pub(super) fn stand_back(scene: &mut Scene, middle: Vec3, reach: f32) {
    let far = reach / (FIELD.to_radians() / 2.0).sin();
    for view in &mut scene.views {
        view.eye = (middle + Vec3::new(0.0, ABOVE, 1.0).normalize() * far).to_array();
        view.target = middle.to_array();
    }
    let more = reach / REACH;
    for light in &mut scene.lights {
        light.at = (middle + (Vec3::from(light.at) - Vec3::Y * REACH) * more).to_array();
        light.radius *= more;
    }
}
