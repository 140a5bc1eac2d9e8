//! Legs that know where their feet stand: the hip moves, the foot stays, the knee gives.

use glam::{Affine3A, Quat, Vec3};

use crate::model::{Model, Pose};
use crate::trig::{acos, turn};

/// Thigh, shin and foot: indices of joints, each the parent of the next.
#[derive(Clone, Debug)]
pub struct Leg {
    pub thigh: usize,
    pub shin: usize,
    pub foot: usize,
    /// Where the ankle is at rest, in the model's space.
    stands: Vec3,
    /// About what the knee bends, as it was drawn.
    hinge: Vec3,
}

/// Where a foot is beside its rest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Step {
    /// Metres in the model's space.
    pub shift: Vec3,
    /// Degrees that the toes point down.
    pub pitch: f32,
}

impl Leg {
    /// The leg as it stands; its knee must be bent a little, or it would not know which way.
    pub fn of(model: &Model, thigh: usize, shin: usize, foot: usize) -> Self {
        let places = model.posed(&model.rest());
        let (upper, lower) = (model.joints[shin].rest, model.joints[foot].rest);
        let hinge = upper.cross(lower).normalize_or_zero();
        assert!(hinge != Vec3::ZERO, "the knee of {} is straight", model.joints[thigh].name);
        Self { thigh, shin, foot, stands: places[foot].translation.into(), hinge }
    }

    /// Bends the leg in `pose` so that its foot stands `step` from where it rests, level. `loose` lets
    /// go of the ground: 0.0 stands, 1.0 leaves the pose as it is.
    pub fn plant(&self, model: &Model, pose: &mut Pose, step: Step, loose: f32) {
        let model_from_hip =
            self.model_from_parent(model, pose) * Affine3A::from_translation(model.joints[self.thigh].rest);
        let goal = model_from_hip.inverse().transform_point3(self.stands + step.shift);
        let (upper, lower) = (model.joints[self.shin].rest, model.joints[self.foot].rest);
        let bend = Quat::from_axis_angle(self.hinge, self.bend(upper, lower, goal.length()));
        let reach = upper + bend * lower;
        let swing = Quat::from_rotation_arc(reach.normalize(), goal.normalize_or(Vec3::NEG_Y));
        let (_, above, _) = model_from_hip.to_scale_rotation_translation();
        let level = (above * swing * bend).inverse() * turn(step.pitch, 0.0, 0.0);
        for (joint, planted) in [(self.thigh, swing), (self.shin, bend), (self.foot, level)] {
            pose[joint].0 = planted.slerp(pose[joint].0, loose);
        }
    }

    /// Radians that the knee bends more than at rest to make the leg `long`.
    fn bend(&self, upper: Vec3, lower: Vec3, long: f32) -> f32 {
        let (a, b) = (upper.length(), lower.length());
        let long = long.clamp((a - b).abs() + 0.01, (a + b) * 0.998);
        let wanted = acos((long * long - a * a - b * b) / (2.0 * a * b));
        wanted - acos(upper.dot(lower) / (a * b))
    }

    fn model_from_parent(&self, model: &Model, pose: &Pose) -> Affine3A {
        let mut above = Vec::new();
        let mut joint = model.joints[self.thigh].parent;
        while let Some(index) = joint {
            above.push(index);
            joint = model.joints[index].parent;
        }
        above.iter().rev().fold(Affine3A::IDENTITY, |place, &index| {
            let (turn, shift) = pose[index];
            place * Affine3A::from_rotation_translation(turn, model.joints[index].rest + shift)
        })
    }
}
