//! How ships move: rocking, breathing cloth, swinging lanterns, a ring that turns.

use glam::{Quat, Vec3};

use crate::clip::Clip;
use crate::model::{Model, Pose};
use crate::trig::{TAU, sin, turn};

/// The ship with the clip of one under way.
pub fn under_way(mut model: Model) -> Model {
    model.clips = vec![Clip::of("sail", 8.0, true, |phase| pose(&model, phase, 1.0))];
    model
}

/// The same, asleep at the quay.
pub fn at_the_quay(mut model: Model) -> Model {
    model.clips = vec![Clip::of("idle", 8.0, true, |phase| pose(&model, phase, 0.45))];
    model
}

fn pose(model: &Model, phase: f32, strength: f32) -> Pose {
    let wave = |times: f32, late: f32| strength * sin((phase * times - late) * TAU);
    let joint = |name: &str| match name {
        "hull" => {
            let rocking = turn(wave(1.0, 0.0) * 1.3, wave(1.0, 0.4) * 0.8, wave(1.0, 0.25) * 1.9);
            (rocking, Vec3::Y * wave(2.0, 0.1) * 0.07)
        }
        "rudder" => (turn(0.0, wave(1.0, 0.55) * 9.0, 0.0), Vec3::ZERO),
        "flag" => (turn(0.0, wave(3.0, 0.0) * 13.0, wave(2.0, 0.3) * 5.0), Vec3::ZERO),
        name if name.ends_with("_l") => (turn(0.0, wave(1.0, 0.15) * 3.0, 2.0 * wave(2.0, 0.0)), Vec3::ZERO),
        name if name.ends_with("_r") => {
            (turn(0.0, wave(1.0, 0.15) * -3.0, -2.0 * wave(2.0, 0.0)), Vec3::ZERO)
        }
        // Lanterns stay upright, a little late.
        name if name.starts_with("lantern") => {
            (turn(wave(1.0, 0.12) * -5.0, 0.0, wave(1.0, 0.37) * -7.0), Vec3::ZERO)
        }
        // Asleep the ring rests: what turns wants watching.
        name if name.starts_with("gyre") && strength > 0.9 => {
            (Quat::from_rotation_z(phase * TAU), Vec3::ZERO)
        }
        name if name.starts_with("sail") => {
            (turn(wave(2.0, 0.2) * 0.8, wave(2.0, 0.0) * 2.2, 0.0), Vec3::ZERO)
        }
        _ => (Quat::IDENTITY, Vec3::ZERO),
    };
    model.joints.iter().map(|it| joint(&it.name)).collect()
}
