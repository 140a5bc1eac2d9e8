//! A stance: degrees per joint, said once for left and right, and the way between stances.

use glam::Vec3;

use super::super::rig::Bone;
use crate::model::Pose;
use crate::trig::{smoothstep, turn};

/// Degrees of turn per joint (x, y, z), and where the hips are.
///
/// Forward is negative x for limbs and positive x for trunk and head; outward is positive z and
/// inward twist positive y on both sides: the right is mirrored when it becomes a pose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stance {
    turns: [Vec3; Bone::ALL.len()],
    /// Metres, for the reference's legs.
    hips: Vec3,
}

impl Stance {
    /// At ease: arms hang a little out, knees are soft, the right hand is ready.
    pub(super) fn ease() -> Self {
        Self { turns: [Vec3::ZERO; 15], hips: Vec3::ZERO }
            .with(Bone::UpperArmL, 6.0, 0.0, 14.0)
            .with(Bone::ForeArmL, -28.0, 0.0, 0.0)
            .with(Bone::UpperArmR, -4.0, 0.0, 18.0)
            .with(Bone::ForeArmR, -82.0, 0.0, 0.0)
            .with(Bone::ThighL, -3.0, 8.0, 5.0)
            .with(Bone::ThighR, -3.0, 8.0, 5.0)
            .with(Bone::ShinL, 5.0, 0.0, -4.0)
            .with(Bone::ShinR, 5.0, 0.0, -4.0)
    }

    /// The same with one joint turned so.
    pub(super) fn with(mut self, bone: Bone, x: f32, y: f32, z: f32) -> Self {
        self.turns[bone as usize] = Vec3::new(x, y, z);
        self
    }

    /// The same with one joint turned further.
    pub(super) fn plus(mut self, bone: Bone, x: f32, y: f32, z: f32) -> Self {
        self.turns[bone as usize] += Vec3::new(x, y, z);
        self
    }

    /// The same with both arms so: upper arm, then the bend of the elbow.
    pub(super) fn arms(self, x: f32, y: f32, z: f32, elbow: f32) -> Self {
        self.with(Bone::UpperArmL, x, y, z)
            .with(Bone::UpperArmR, x, y, z)
            .with(Bone::ForeArmL, -elbow, 0.0, 0.0)
            .with(Bone::ForeArmR, -elbow, 0.0, 0.0)
    }

    /// The same with the hips elsewhere, metres.
    pub(super) fn hips(mut self, x: f32, y: f32, z: f32) -> Self {
        self.hips = Vec3::new(x, y, z);
        self
    }

    /// Left for right.
    pub(super) fn mirrored(self) -> Self {
        let mut turns = self.turns;
        for bone in Bone::ALL {
            let other = bone.other_side();
            let side = if other == bone { -1.0 } else { 1.0 };
            turns[bone as usize] = self.turns[other as usize] * Vec3::new(1.0, side, side);
        }
        Self { turns, hips: self.hips * Vec3::new(-1.0, 1.0, 1.0) }
    }

    fn toward(&self, other: &Self, t: f32) -> Self {
        let mut turns = self.turns;
        for (turn, other) in turns.iter_mut().zip(other.turns) {
            *turn = turn.lerp(other, t);
        }
        Self { turns, hips: self.hips.lerp(other.hips, t) }
    }

    /// The stance at `phase` between key stances, eased in and out; phases rise.
    pub(super) fn among(keys: &[(f32, Self)], phase: f32) -> Self {
        let after = keys.iter().position(|key| key.0 >= phase).unwrap_or(keys.len() - 1);
        let (one, two) = (&keys[after.saturating_sub(1)], &keys[after]);
        if two.0 <= one.0 {
            return two.1;
        }
        one.1.toward(&two.1, smoothstep(one.0, two.0, phase))
    }

    /// As turns and shifts of the rig; `legs` is how long this body's legs are.
    pub(super) fn pose(&self, legs: f32) -> Pose {
        let turned = |bone: Bone| {
            let Vec3 { x, y, z } = self.turns[bone as usize];
            let side = if bone.is_right() { -1.0 } else { 1.0 };
            let shift = if bone == Bone::Pelvis { self.hips * legs } else { Vec3::ZERO };
            (turn(x, y * side, z * side), shift)
        };
        Bone::ALL.map(turned).to_vec()
    }
}
