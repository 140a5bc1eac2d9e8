//! How what goes on four legs moves: breathing, walking, being hit, falling. Joints: hips, chest, neck,
//! head, jaw, tail; thigh, shin, foot behind; arm, fore_arm, hand before.

use super::body::Body;
use super::stance::{Stance, looping, once, tread, wave};
use crate::clip::Clip;

/// How one walks differs from another.
pub(super) struct Quadruped {
    /// Seconds of four steps.
    pub(super) seconds: f32,
    /// Metres that a foot goes, and that it is lifted.
    pub(super) step: [f32; 2],
    /// Metres that the hips go to the side, and up and down.
    pub(super) sway: [f32; 2],
    /// Degrees that the spine bends.
    pub(super) swing: f32,
    /// Metres that it gives way when hit.
    pub(super) give: f32,
    /// How it lies when it is down.
    pub(super) lying: Stance,
    /// What tails and wings do while the rest breathes or walks: the phase, and how much.
    pub(super) flourish: fn(Stance, f32, f32) -> Stance,
}

/// Idle, walk, hit, down.
pub(super) fn clips(body: &Body, how: &Quadruped) -> Vec<Clip> {
    vec![
        looping(body, "idle", how.seconds * 2.0 + 1.6, |phase| idle(how, phase)),
        looping(body, "walk", how.seconds, |phase| walk(how, phase)),
        once(body, "hit", 0.7, &hit(how)),
        once(body, "down", 1.3, &down(how)),
    ]
}

/// Two breaths; the head looks one way, waits, and looks the other.
fn idle(how: &Quadruped, phase: f32) -> Stance {
    let breath = wave(phase, 2.0, 0.0);
    let side = wave(phase, 1.0, 0.2);
    let look = wave(phase, 1.0, 0.3) + 0.35 * wave(phase, 3.0, 0.1);
    let stance = Stance::default()
        .shift("hips", how.sway[0] * 0.4 * side, how.sway[1] * (0.3 * breath - 0.4), 0.0)
        .turn("hips", 0.0, 1.2 * side, -side)
        .turn("chest", -1.4 * breath, -side, 0.0)
        .turn("neck", 2.2 * wave(phase, 2.0, 0.15), 6.0 * look, 0.0)
        .turn("head", 2.0 * wave(phase, 2.0, 0.25), 6.0 * look, 1.5 * look);
    (how.flourish)(stance, phase, 0.4)
}

/// Left hind, left fore, right hind, right fore, a quarter apart; the head nods as a fore foot lands.
fn walk(how: &Quadruped, phase: f32) -> Stance {
    const DUTY: f32 = 0.64;
    let [stride, lift] = how.step;
    let over = wave(phase, 1.0, DUTY / 2.0 - 0.25);
    let fore = wave(phase, 1.0, DUTY / 2.0);
    let high = wave(phase, 2.0, DUTY - 0.22);
    let nod = wave(phase, 2.0, DUTY + 0.20);
    let stance = Stance::default()
        .shift("hips", how.sway[0] * over, how.sway[1] * (high - 0.8), 0.0)
        .turn("hips", 0.8 * high, how.swing * fore, -2.0 * over)
        .turn("chest", -1.4 * high, -how.swing * 1.6 * fore, 3.5 * over)
        .turn("neck", 3.0 + 3.5 * nod, how.swing * 0.7 * fore, -1.5 * over)
        .turn("head", -3.0 * nod, how.swing * 0.4 * fore, 0.0)
        .tread("foot_l", tread(phase, DUTY, stride, lift))
        .tread("hand_l", tread(phase - 0.25, DUTY, stride, lift))
        .tread("foot_r", tread(phase - 0.5, DUTY, stride, lift))
        .tread("hand_r", tread(phase - 0.75, DUTY, stride, lift));
    (how.flourish)(stance, phase, 1.0)
}

/// Back on its haunches, head away from the blow, then low and ready.
fn hit(how: &Quadruped) -> Vec<(f32, Stance)> {
    let give = how.give;
    let struck = Stance::default()
        .shift("hips", give * 0.3, -give * 0.7, -give)
        .turn("hips", -8.0, 6.0, 4.0)
        .turn("chest", -6.0, 12.0, 5.0)
        .turn("neck", -14.0, 22.0, 0.0)
        .turn("head", -10.0, 22.0, 14.0)
        .turn("jaw", 16.0, 0.0, 0.0)
        .foot("hand_r", 0.0, 0.0, -give * 0.9, 0.0);
    let low = Stance::default()
        .shift("hips", 0.0, -give * 0.5, 0.0)
        .turn("chest", 5.0, -5.0, 0.0)
        .turn("neck", 10.0, -8.0, 0.0)
        .turn("head", -6.0, -6.0, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.16, struck.clone()),
        (0.34, struck),
        (0.68, low),
        (1.0, Stance::default()),
    ]
}

/// The fore legs give first, then it goes over on its side.
fn down(how: &Quadruped) -> Vec<(f32, Stance)> {
    let give = how.give;
    let struck = Stance::default()
        .shift("hips", 0.0, give * 0.2, -give * 0.5)
        .turn("chest", -8.0, 0.0, 0.0)
        .turn("neck", -18.0, 10.0, 0.0)
        .turn("head", -16.0, 0.0, 0.0);
    let kneeling = Stance::default()
        .shift("hips", -give * 0.4, -give * 1.0, give * 0.5)
        .turn("hips", 14.0, 0.0, 4.0)
        .turn("chest", 8.0, 4.0, 6.0)
        .turn("neck", 26.0, 0.0, 0.0)
        .turn("head", 20.0, 0.0, 10.0);
    let lying = how.lying.clone();
    let bounced = lying.clone().shift("hips", 0.0, give * 0.3, 0.0).turn("neck", 0.0, 4.0, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.14, struck),
        (0.42, kneeling),
        (0.70, lying.clone()),
        (0.80, bounced),
        (0.90, lying.clone()),
        (1.0, lying),
    ]
}
