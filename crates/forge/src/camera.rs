//! From where a picture is taken.

use glam::{Mat4, Vec3};

/// A camera without perspective (for measuring) or with a long lens (for looking).
#[derive(Clone, Copy, Debug)]
pub struct Camera {
    pub clip_from_world: Mat4,
    /// Unit direction from what is seen to the eye.
    pub toward_eye: Vec3,
}

impl Camera {
    /// Sees `target` from direction `from` without perspective; `half_height` metres above and
    /// below it fit in. `aspect` is width by height.
    pub fn flat(target: Vec3, from: Vec3, half_height: f32, aspect: f32) -> Self {
        let eye = target + from.normalize() * 50.0;
        let half_width = half_height * aspect;
        let lens = Mat4::orthographic_rh(-half_width, half_width, -half_height, half_height, 0.1, 100.0);
        Self { clip_from_world: lens * Mat4::look_at_rh(eye, target, up(from)), toward_eye: from.normalize() }
    }

    /// The same with a lens of 24 degrees, as a table is looked at from a chair.
    pub fn lens(target: Vec3, from: Vec3, half_height: f32, aspect: f32) -> Self {
        const FIELD: f32 = 0.42;
        let distance = half_height / 0.213;
        let eye = target + from.normalize() * distance;
        let lens = Mat4::perspective_rh(FIELD, aspect, distance * 0.2, distance * 3.0);
        Self { clip_from_world: lens * Mat4::look_at_rh(eye, target, up(from)), toward_eye: from.normalize() }
    }
}

/// From straight above, the top of the picture is where figures look away from.
fn up(from: Vec3) -> Vec3 {
    if from.normalize().y.abs() > 0.99 { Vec3::NEG_Z } else { Vec3::Y }
}
