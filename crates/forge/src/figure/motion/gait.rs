//! What goes on and on: breathing, walking, running. Sines in layers; the end is the beginning.

use super::super::rig::Bone::{self, *};
use super::stance::Stance;
use crate::trig::{TAU, sin};

/// Breathing, with the weight shifting once per breath.
pub(super) fn idle(phase: f32) -> Stance {
    let breath = sin(phase * TAU);
    let sway = sin(phase * TAU + 1.0);
    Stance::ease()
        .hips(0.006 * sway, -0.006 + 0.004 * breath, 0.0)
        .with(Pelvis, 0.0, 2.0, 0.8 * sway)
        .with(Chest, 1.5 - 1.8 * breath, -6.0, -0.8 * sway)
        .with(Head, -1.0 + 1.4 * breath, 7.0 + 2.0 * sway, 0.0)
        .plus(UpperArmL, 0.0, 0.0, 1.8 * breath)
        .plus(UpperArmR, 0.0, 0.0, 1.8 * breath)
        .plus(ForeArmL, -2.0 * breath, 0.0, 0.0)
        .plus(ForeArmR, -2.0 * sway, 0.0, 0.0)
        // Tips lean out, away from the face.
        .plus(HandR, 2.0 * breath, 13.0, 0.0)
        .with(Tail, 0.0, 9.0 * sway, 0.0)
}

/// A stroll with weight: hips low when a heel lands, arms against legs.
pub(super) fn walk(phase: f32) -> Stance {
    let at = |bones, shift: f32| Step { bones, phase: phase + shift, stride: 27.0, lift: 42.0, arm: 24.0 };
    let bounce = sin(phase * TAU * 2.0 - 0.9);
    let side = sin(phase * TAU);
    let stance = Stance::ease()
        .hips(0.014 * side, -0.016 + 0.014 * bounce, 0.0)
        .with(Pelvis, 1.0, 7.0 * side, 2.0 * side)
        .with(Chest, 3.5, -9.0 * side, -2.5 * side)
        .with(Head, -2.5, 3.0 * side, 0.0)
        .with(Tail, 4.0 * bounce, -14.0 * side, 0.0);
    at(LEFT, 0.5).take(at(RIGHT, 0.0).take(stance))
}

/// A run leans in; both feet leave the ground, elbows stay bent.
pub(super) fn run(phase: f32) -> Stance {
    let at = |bones, shift: f32| Step { bones, phase: phase + shift, stride: 46.0, lift: 84.0, arm: 46.0 };
    let bounce = sin(phase * TAU * 2.0 - 0.9);
    let side = sin(phase * TAU);
    let stance = Stance::ease()
        .hips(0.010 * side, 0.004 + 0.034 * bounce, 0.02)
        .with(Pelvis, 8.0, 9.0 * side, 3.0 * side)
        .with(Chest, 9.0, -14.0 * side, -3.0 * side)
        .with(Head, -12.0, 5.0 * side, 0.0)
        .with(ForeArmL, -64.0, 0.0, 0.0)
        .with(ForeArmR, -64.0, 0.0, 0.0)
        .with(Tail, -14.0 + 6.0 * bounce, -16.0 * side, 0.0);
    at(LEFT, 0.5).take(at(RIGHT, 0.0).take(stance))
}

/// Thigh and shin of one side with the arm of the other, which swings with them.
const LEFT: [Bone; 4] = [ThighL, ShinL, UpperArmR, ForeArmR];
const RIGHT: [Bone; 4] = [ThighR, ShinR, UpperArmL, ForeArmL];

struct Step {
    bones: [Bone; 4],
    phase: f32,
    /// Degrees of the thigh to either side.
    stride: f32,
    /// Degrees the knee bends while the leg swings forward.
    lift: f32,
    arm: f32,
}

impl Step {
    fn take(&self, stance: Stance) -> Stance {
        let [thigh, shin, upper_arm, fore_arm] = self.bones;
        let swing = sin(self.phase * TAU);
        // The knee bends while the thigh comes forward, a little before the middle.
        let bend = sin(self.phase * TAU + 1.45).max(0.0);
        stance
            .plus(thigh, -self.stride * swing - 4.0 - 6.0 * bend, 0.0, 0.0)
            .plus(shin, 4.0 + self.lift * bend * bend, 0.0, 0.0)
            .plus(upper_arm, -self.arm * swing, 0.0, -2.0)
            .plus(fore_arm, -0.35 * self.arm * (1.0 + swing), 0.0, 0.0)
    }
}
