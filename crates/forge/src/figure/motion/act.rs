//! What is done once: key stances with anticipation, the deed, and the way back.

use super::super::rig::Bone::*;
use super::stance::Stance;
use crate::trig::{TAU, sin};

fn ease() -> Stance {
    super::gait::idle(0.0)
}

/// Feet apart, the left before the right, hips low: where blows come from.
fn guard() -> Stance {
    ease()
        .hips(0.0, -0.045, 0.0)
        .with(ThighL, -30.0, 8.0, 8.0)
        .with(ShinL, 32.0, 0.0, -6.0)
        .with(ThighR, 12.0, 16.0, 12.0)
        .with(ShinR, 22.0, 0.0, -8.0)
        .with(UpperArmL, -28.0, 0.0, 20.0)
        .with(ForeArmL, -72.0, 0.0, 0.0)
}

/// From over the right shoulder down to the left knee.
pub(super) fn slash(phase: f32) -> Stance {
    let raised = guard()
        .with(Pelvis, 0.0, -16.0, 0.0)
        .with(Chest, -8.0, -28.0, -6.0)
        .with(Head, 2.0, 34.0, 0.0)
        .with(UpperArmR, -140.0, 0.0, 36.0)
        .with(ForeArmR, -62.0, 0.0, 0.0)
        .with(HandR, -30.0, 0.0, 0.0);
    let struck = guard()
        .hips(0.0, -0.085, 0.06)
        .with(Pelvis, 6.0, 20.0, 0.0)
        .with(Chest, 20.0, 38.0, 8.0)
        .with(Head, -8.0, -30.0, 0.0)
        .with(UpperArmR, -62.0, 42.0, -10.0)
        .with(ForeArmR, -14.0, 0.0, 0.0)
        .with(HandR, 32.0, 0.0, 0.0);
    let keys = [
        (0.0, ease()),
        (0.32, raised),
        (0.42, raised),
        (0.56, struck),
        (0.72, struck.plus(Chest, 3.0, 4.0, 0.0)),
        (1.0, ease()),
    ];
    Stance::among(&keys, phase)
}

/// Drawn back to the hip, then straight forward with a step.
pub(super) fn thrust(phase: f32) -> Stance {
    let drawn = guard()
        .hips(0.0, -0.06, -0.05)
        .with(Pelvis, 0.0, -22.0, 0.0)
        .with(Chest, 4.0, -30.0, 0.0)
        .with(Head, 0.0, 42.0, 0.0)
        .with(UpperArmR, 42.0, 0.0, 14.0)
        .with(ForeArmR, -104.0, 0.0, 0.0)
        .with(HandR, 62.0, 0.0, 0.0);
    let struck = guard()
        .hips(0.0, -0.10, 0.11)
        .with(Pelvis, 4.0, 22.0, 0.0)
        .with(Chest, 14.0, 30.0, 0.0)
        .with(Head, -10.0, -34.0, 0.0)
        .with(ThighL, -58.0, 4.0, 6.0)
        .with(ShinL, 52.0, 0.0, -4.0)
        .with(ThighR, 38.0, 14.0, 10.0)
        .with(UpperArmR, -80.0, 24.0, 0.0)
        .with(ForeArmR, -8.0, 0.0, 0.0)
        .with(HandR, 82.0, 0.0, 0.0);
    Stance::among(
        &[(0.0, ease()), (0.34, drawn), (0.42, drawn), (0.54, struck), (0.68, struck), (1.0, ease())],
        phase,
    )
}

/// Side on, the left arm out with the bow, the right hand drawn to the cheek and let go.
pub(super) fn shoot(phase: f32) -> Stance {
    let aimed = guard()
        .with(Pelvis, 0.0, -34.0, 0.0)
        .with(Chest, 0.0, -38.0, 0.0)
        .with(Head, 2.0, 66.0, 0.0)
        .with(UpperArmL, -62.0, 0.0, 62.0)
        .with(ForeArmL, -6.0, 0.0, 0.0)
        .with(UpperArmR, -84.0, 0.0, 12.0)
        .with(ForeArmR, -60.0, 0.0, 0.0);
    let drawn = aimed.with(UpperArmR, -70.0, 0.0, 74.0).with(ForeArmR, -128.0, 0.0, 0.0);
    let loosed =
        drawn.with(UpperArmR, -58.0, 0.0, 96.0).with(ForeArmR, -96.0, 0.0, 0.0).plus(Head, -4.0, 0.0, 0.0);
    let keys = [
        (0.0, ease()),
        (0.22, aimed),
        (0.48, drawn),
        (0.62, drawn),
        (0.68, loosed),
        (0.80, loosed),
        (1.0, ease()),
    ];
    Stance::among(&keys, phase)
}

/// Gathered at the heart, then thrown open to the sky.
pub(super) fn cast(phase: f32) -> Stance {
    let gathered = ease()
        .hips(0.0, -0.06, 0.0)
        .with(Chest, 16.0, 0.0, 0.0)
        .with(Head, 12.0, 0.0, 0.0)
        .arms(-44.0, 34.0, 6.0, 92.0)
        .with(ThighL, -18.0, 10.0, 8.0)
        .with(ThighR, -18.0, 10.0, 8.0)
        .with(ShinL, 34.0, 0.0, -6.0)
        .with(ShinR, 34.0, 0.0, -6.0);
    let thrown = ease()
        .hips(0.0, 0.0, 0.03)
        .with(Chest, -12.0, -4.0, 0.0)
        .with(Head, -14.0, 4.0, 0.0)
        .with(UpperArmL, -84.0, 0.0, 58.0)
        .with(ForeArmL, -28.0, 0.0, 0.0)
        .with(UpperArmR, -136.0, 0.0, 18.0)
        .with(ForeArmR, -16.0, 0.0, 0.0)
        .with(ThighL, -24.0, 8.0, 6.0)
        .with(ShinL, 12.0, 0.0, -4.0)
        .with(ThighR, 14.0, 8.0, 8.0);
    Stance::among(
        &[(0.0, ease()), (0.34, gathered), (0.46, gathered), (0.58, thrown), (0.80, thrown), (1.0, ease())],
        phase,
    )
}

/// Thrown back, and up again.
pub(super) fn hit(phase: f32) -> Stance {
    let struck = ease()
        .hips(0.0, -0.03, -0.07)
        .with(Pelvis, -6.0, 0.0, 0.0)
        .with(Chest, -18.0, 18.0, 4.0)
        .with(Head, -16.0, 12.0, 6.0)
        .arms(-34.0, 0.0, 46.0, 58.0)
        .with(ThighL, -26.0, 6.0, 8.0)
        .with(ShinL, 30.0, 0.0, -4.0)
        .with(ThighR, 14.0, 8.0, 10.0);
    Stance::among(&[(0.0, ease()), (0.22, struck), (0.42, struck), (1.0, ease())], phase)
}

/// Knees first, then over on the back. It stays there.
pub(super) fn down(phase: f32) -> Stance {
    let buckled = ease()
        .hips(0.0, -0.30, 0.02)
        .with(Chest, 24.0, 8.0, 6.0)
        .with(Head, 26.0, 0.0, 8.0)
        .arms(6.0, 0.0, 22.0, 20.0)
        .with(ThighL, -44.0, 10.0, 12.0)
        .with(ShinL, 118.0, 0.0, -4.0)
        .with(ThighR, -30.0, 10.0, 12.0)
        .with(ShinR, 112.0, 0.0, -4.0);
    let lying = ease()
        .hips(0.0, -0.56, -0.02)
        .with(Pelvis, -84.0, 6.0, 0.0)
        .with(Chest, -6.0, 4.0, 0.0)
        .with(Head, 6.0, 28.0, 0.0)
        .with(UpperArmL, 4.0, 0.0, 62.0)
        .with(ForeArmL, -12.0, 0.0, 0.0)
        .with(UpperArmR, -6.0, 0.0, 96.0)
        .with(ForeArmR, -30.0, 0.0, 0.0)
        .with(ThighL, -8.0, 10.0, 14.0)
        .with(ShinL, 10.0, 0.0, 0.0)
        .with(ThighR, -46.0, 12.0, 10.0)
        .with(ShinR, 74.0, 0.0, 0.0);
    Stance::among(
        &[
            (0.0, ease()),
            (0.36, buckled),
            (0.78, lying),
            (0.88, lying.plus(Chest, 4.0, 0.0, 0.0)),
            (1.0, lying),
        ],
        phase,
    )
}

/// Down on the edge of something knee-high; hands on the thighs. It stays there.
pub(super) fn sit(phase: f32) -> Stance {
    let leaning = ease()
        .hips(0.0, -0.12, -0.05)
        .with(Chest, 22.0, 0.0, 0.0)
        .with(Head, -10.0, 0.0, 0.0)
        .with(ThighL, -50.0, 6.0, 4.0)
        .with(ShinL, 66.0, 0.0, 0.0)
        .with(ThighR, -50.0, 6.0, 4.0)
        .with(ShinR, 66.0, 0.0, 0.0);
    let seated = ease()
        .hips(0.0, -0.30, -0.14)
        .with(Chest, 4.0, 0.0, 0.0)
        .with(Head, 2.0, 4.0, 0.0)
        .arms(-16.0, 10.0, 8.0, 62.0)
        .with(ThighL, -88.0, 10.0, 6.0)
        .with(ShinL, 86.0, 0.0, 0.0)
        .with(ThighR, -86.0, 8.0, 5.0)
        .with(ShinR, 80.0, 0.0, 0.0)
        .with(Tail, -40.0, 20.0, 0.0);
    Stance::among(&[(0.0, ease()), (0.45, leaning), (0.85, seated), (1.0, seated)], phase)
}

/// Both fists up, twice, and a hop.
pub(super) fn cheer(phase: f32) -> Stance {
    let beat = sin(phase * TAU * 2.0);
    let hop = (sin(phase * TAU * 2.0 - 0.5)).max(0.0);
    let crouch = (-sin(phase * TAU * 2.0 - 0.5)).max(0.0);
    ease()
        .hips(0.0, 0.085 * hop - 0.05 * crouch, 0.0)
        .with(Chest, -6.0 - 5.0 * beat, 5.0 * sin(phase * TAU), 0.0)
        .with(Head, -12.0 - 4.0 * beat, 0.0, 6.0 * sin(phase * TAU))
        .with(UpperArmL, -146.0 - 12.0 * beat, 0.0, 30.0)
        .with(UpperArmR, -150.0 - 12.0 * beat, 0.0, 34.0)
        .with(ForeArmL, -34.0 + 22.0 * beat, 0.0, 0.0)
        .with(ForeArmR, -34.0 + 22.0 * beat, 0.0, 0.0)
        .with(ThighL, -4.0 - 24.0 * crouch, 8.0, 7.0)
        .with(ThighR, -4.0 - 24.0 * crouch, 8.0, 7.0)
        .with(ShinL, 6.0 + 46.0 * crouch + 18.0 * hop, 0.0, -5.0)
        .with(ShinR, 6.0 + 46.0 * crouch + 26.0 * hop, 0.0, -5.0)
        .with(Tail, 10.0 * beat, 22.0 * sin(phase * TAU), 0.0)
}
