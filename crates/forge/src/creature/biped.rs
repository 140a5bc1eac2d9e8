//! How what goes on two legs moves: breathing, walking, being hit, falling. Joints: hips, chest, head,
//! arm, fore_arm, thigh, shin, foot.

use super::body::Body;
use super::stance::{Stance, looping, once, tread, wave};
use crate::clip::Clip;

/// How one walks differs from another.
pub(super) struct Biped {
    /// Seconds of two steps.
    pub(super) seconds: f32,
    /// Metres that a foot goes, and that it is lifted.
    pub(super) step: [f32; 2],
    /// Metres that the hips go to the side, and up and down.
    pub(super) sway: [f32; 2],
    /// Degrees that trunk and arms swing.
    pub(super) swing: [f32; 2],
    /// Degrees that it leans forward when it walks.
    pub(super) lean: f32,
    /// Metres that it gives way when hit.
    pub(super) give: f32,
    /// How it lies when it is down.
    pub(super) lying: Stance,
    /// What tails, wings and weapons do while the rest breathes or walks: the phase, and how much.
    pub(super) flourish: fn(Stance, f32, f32) -> Stance,
}

/// Idle, walk, hit, down.
pub(super) fn clips(body: &Body, how: &Biped) -> Vec<Clip> {
    vec![
        looping(body, "idle", how.seconds * 2.0 + 1.2, |phase| idle(how, phase)),
        looping(body, "walk", how.seconds, |phase| walk(how, phase)),
        once(body, "hit", 0.7, &hit(how)),
        once(body, "down", 1.3, &down(how)),
    ]
}

/// Two breaths; the weight goes from one foot to the other, and the head looks after it.
fn idle(how: &Biped, phase: f32) -> Stance {
    let breath = wave(phase, 2.0, 0.0);
    let late = wave(phase, 2.0, 0.12);
    let side = wave(phase, 1.0, 0.2);
    let look = wave(phase, 1.0, 0.35) + 0.35 * wave(phase, 3.0, 0.1);
    let stance = Stance::default()
        .shift("hips", how.sway[0] * 0.55 * side, how.sway[1] * (0.25 * breath - 0.4), 0.0)
        .turn("hips", 0.0, 1.5 * side, -1.4 * side)
        .turn("chest", -1.8 * breath, 1.5 * side, 1.2 * side)
        .turn("head", 1.2 * late, 9.0 * look, 0.0)
        .both("arm", 1.2 * late, 0.0, 2.2 * late)
        .both("fore_arm", -2.4 * wave(phase, 2.0, 0.2), 0.0, 0.0);
    (how.flourish)(stance, phase, 0.4)
}

/// Heel, weight, push: the hips are over the foot that stands, and lowest when both do.
fn walk(how: &Biped, phase: f32) -> Stance {
    const DUTY: f32 = 0.60;
    // The left foot bears all of it in the middle of its time on the ground.
    let over = wave(phase, 1.0, DUTY / 2.0 - 0.25);
    let high = wave(phase, 2.0, DUTY - 0.22);
    let reach = wave(phase, 1.0, -0.25);
    let [trunk, arms] = how.swing;
    let [stride, lift] = how.step;
    let stance = Stance::default()
        .shift("hips", how.sway[0] * over, how.sway[1] * (high - 1.0), 0.0)
        .turn("hips", how.lean * 0.5, -trunk * 0.5 * reach, -2.5 * over)
        .turn("chest", how.lean * 0.5 + 1.5 * high, trunk * 1.2 * reach, 3.5 * over)
        .turn("head", -how.lean * 0.8 - 2.0 * wave(phase, 2.0, DUTY - 0.1), -trunk * 0.6 * reach, 0.0)
        .turn("arm_l", arms * reach, 0.0, 0.0)
        .turn("arm_r", -arms * reach, 0.0, 0.0)
        .turn("fore_arm_l", -arms * 0.3 * (1.0 - wave(phase, 1.0, -0.17)), 0.0, 0.0)
        .turn("fore_arm_r", -arms * 0.3 * (1.0 + wave(phase, 1.0, -0.17)), 0.0, 0.0)
        .tread("foot_l", tread(phase, DUTY, stride, lift))
        .tread("foot_r", tread(phase + 0.5, DUTY, stride, lift));
    (how.flourish)(stance, phase, 1.0)
}

/// Thrown back all at once, a foot put behind, and a shake before it stands again.
fn hit(how: &Biped) -> Vec<(f32, Stance)> {
    let give = how.give;
    let struck = Stance::default()
        .shift("hips", give * 0.2, -give * 0.55, -give)
        .turn("hips", -6.0, 10.0, 0.0)
        .turn("chest", -17.0, 15.0, 6.0)
        .turn("head", -20.0, 12.0, 12.0)
        .both("arm", -28.0, 0.0, 24.0)
        .both("fore_arm", -20.0, 0.0, 0.0)
        .foot("foot_r", 0.02, 0.0, -give * 1.6, 0.0);
    let bowed = Stance::default()
        .shift("hips", 0.0, -give * 0.5, -give * 0.2)
        .turn("chest", 11.0, -4.0, -3.0)
        .turn("head", 10.0, -8.0, -6.0)
        .both("arm", -8.0, 0.0, 4.0);
    vec![
        (0.0, Stance::default()),
        (0.16, struck.clone()),
        (0.34, struck),
        (0.68, bowed),
        (1.0, Stance::default()),
    ]
}

/// Struck, knees first, then over; it settles after the fall and stays there.
fn down(how: &Biped) -> Vec<(f32, Stance)> {
    let give = how.give;
    let struck = Stance::default()
        .shift("hips", 0.0, -give * 0.4, -give * 0.6)
        .turn("chest", -14.0, -8.0, -4.0)
        .turn("head", -20.0, -10.0, 0.0)
        .both("arm", -20.0, 0.0, 20.0);
    let buckled = Stance::default()
        .shift("hips", give * 0.3, -give * 2.4, give * 0.2)
        .turn("hips", 10.0, 0.0, 4.0)
        .turn("chest", 22.0, 8.0, 6.0)
        .turn("head", 26.0, 0.0, 8.0)
        .both("arm", 10.0, 0.0, 6.0);
    let lying = how.lying.clone();
    let bounced = lying.clone().shift("hips", 0.0, give * 0.35, 0.0).turn("chest", -4.0, 0.0, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.14, struck),
        (0.44, buckled),
        (0.70, lying.clone()),
        (0.80, bounced),
        (0.90, lying.clone()),
        (1.0, lying),
    ]
}
