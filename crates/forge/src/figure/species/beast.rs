//! What is not human about some: snouts, horns, tails, claws, marks in the skin.

use glam::Vec3;

use super::DRAGON_EYES;
use crate::figure::body::{HAIR, LINEN, SKIN, eight, foot, six};
use crate::figure::head::{Face, head};
use crate::mesh::{Mesh, Ring, Turned, brick, loft, spike, tube};
use crate::paint::{Paint, Ramp};
use crate::trig::turn;

const HORN: Paint = Paint::rough(Ramp::Oak).toned(-0.22);

/// A snout with two rows of teeth, a crest of horns, and eyes that glow.
pub(super) fn dragon_head(_: &Face) -> Mesh {
    let skull = eight(
        &[
            (-0.01, 0.080, 0.085, 0.0),
            (0.06, 0.125, 0.135, 0.0),
            (0.17, 0.148, 0.155, 0.0),
            (0.27, 0.125, 0.140, -0.015),
            (0.325, 0.060, 0.080, -0.03),
        ],
        0.4,
        SKIN,
    );
    let section = |z: f32, half: f32, low: f32, high: f32| {
        let points = [(half * 0.7, low), (half, low + 0.02), (half * 0.85, high - 0.02), (half * 0.45, high)];
        let other = points.iter().rev().map(|(x, y)| (-x, *y));
        Ring(points.iter().copied().chain(other).map(|(x, y)| Vec3::new(x, y, z)).collect())
    };
    let upper = [
        section(0.08, 0.128, 0.10, 0.255),
        section(0.20, 0.098, 0.105, 0.190),
        section(0.335, 0.060, 0.108, 0.165),
    ];
    let lower = [
        section(0.05, 0.112, 0.015, 0.100),
        section(0.20, 0.078, 0.040, 0.098),
        section(0.290, 0.050, 0.060, 0.098),
    ];
    let tooth = spike([0.013, 0.013], 0.045, 4, LINEN).turned(turn(180.0, 0.0, 0.0));
    let teeth = Mesh::of([tooth.clone().moved(0.062, 0.115, 0.30), tooth.moved(0.078, 0.112, 0.225)]);
    let eye = brick([0.022, 0.040, 0.056], [0.8, 0.6], DRAGON_EYES)
        .turned(turn(0.0, 20.0, -14.0))
        .moved(0.118, 0.178, 0.120);
    let brow = spike([0.030, 0.050], 0.15, 4, SKIN.toned(-0.12))
        .turned(turn(-108.0, 0.0, 0.0))
        .moved(0.098, 0.222, 0.150);
    let sides = Mesh::of([teeth, eye, brow, crest_side()]).both_sides();
    Mesh::of([skull, loft(&upper, SKIN), loft(&lower, SKIN.toned(-0.06)), sides, crest()])
}

fn crest_side() -> Mesh {
    let horn = |long: f32, lean: f32, out: f32, x: f32, y: f32, z: f32| {
        spike([0.042, 0.042], long, 4, HORN).turned(turn(-lean, 0.0, -out)).moved(x, y, z)
    };
    Mesh::of([horn(0.30, 58.0, 24.0, 0.080, 0.275, -0.05), horn(0.20, 84.0, 40.0, 0.120, 0.20, -0.06)])
}

fn crest() -> Mesh {
    let fin = |long: f32, lean: f32, y: f32, z: f32| {
        spike([0.020, 0.050], long, 4, HORN.toned(0.06)).turned(turn(-lean, 0.0, 0.0)).moved(0.0, y, z)
    };
    Mesh::of([fin(0.16, 36.0, 0.305, 0.02), fin(0.19, 64.0, 0.27, -0.09)])
}

/// Thick at the root, down behind the heels and out to the side, with a row of fins.
pub(super) fn dragon_tail() -> Mesh {
    let at =
        |x: f32, y: f32, z: f32, half: f32| Turned { place: Vec3::new(x, y, z), half: [half, half * 0.9] };
    let path = [
        at(0.0, 0.06, 0.05, 0.10),
        at(0.0, -0.10, -0.12, 0.122),
        at(-0.02, -0.33, -0.22, 0.100),
        at(-0.12, -0.50, -0.27, 0.076),
        at(-0.30, -0.555, -0.26, 0.052),
        at(-0.46, -0.50, -0.20, 0.012),
    ];
    let fin = |x: f32, y: f32, z: f32, lean: f32, roll: f32| {
        spike([0.016, 0.042], 0.11, 4, HORN).turned(turn(-lean, 0.0, roll)).moved(x, y, z)
    };
    Mesh::of([tube(&path, 6, SKIN), fin(0.0, -0.03, -0.18, 62.0, 0.0), fin(-0.06, -0.37, -0.305, 66.0, 10.0)])
}

/// A bare shank and three claws.
pub(super) fn clawed_leg() -> Mesh {
    let shank =
        six(&[(-0.27, 0.086, 0.090, -0.012), (-0.05, 0.100, 0.106, -0.004), (0.05, 0.096, 0.102, 0.0)], SKIN);
    let claw =
        |x: f32| spike([0.026, 0.026], 0.085, 4, LINEN).turned(turn(98.0, 0.0, 0.0)).moved(x, -0.278, 0.165);
    let claws = Mesh::of([claw(-0.055), claw(0.006), claw(0.068)]);
    Mesh::of([shank, foot(SKIN, SKIN.toned(-0.2)), claws])
}

/// Bald, with three marks of the mountain over brow and crown.
pub(super) fn marked_head(face: &Face) -> Mesh {
    let mark = |x: f32, wide: f32| {
        let on_brow = brick([wide, 0.085, 0.03], [0.6, 0.4], HAIR.toned(-0.05)).turned(turn(-16.0, 0.0, 0.0));
        on_brow.moved(x, 0.225, 0.148)
    };
    Mesh::of([head(face), mark(-0.06, 0.026), mark(0.0, 0.034), mark(0.06, 0.026)])
}

/// Out of the brow, back, down and forward again.
pub(super) fn curled_horns() -> Mesh {
    let at = |x: f32, y: f32, z: f32, half: f32| Turned { place: Vec3::new(x, y, z), half: [half, half] };
    let path = [
        at(0.085, 0.285, 0.085, 0.050),
        at(0.195, 0.415, 0.020, 0.052),
        at(0.295, 0.320, -0.095, 0.038),
        at(0.295, 0.205, -0.060, 0.029),
        at(0.285, 0.170, 0.030, 0.008),
    ];
    tube(&path, 5, HORN.toned(0.06)).both_sides()
}

/// Thin, in a bow to the side, with an arrow at its end.
pub(super) fn arrow_tail() -> Mesh {
    let at = |x: f32, y: f32, z: f32, half: f32| Turned { place: Vec3::new(x, y, z), half: [half, half] };
    let path = [
        at(0.0, 0.02, 0.06, 0.040),
        at(0.05, -0.24, -0.20, 0.036),
        at(0.26, -0.43, -0.26, 0.028),
        at(0.41, -0.32, -0.22, 0.024),
        at(0.43, -0.14, -0.20, 0.018),
    ];
    let arrow = spike([0.075, 0.022], 0.17, 4, SKIN.toned(-0.1))
        .turned(turn(0.0, 0.0, 12.0))
        .moved(0.43, -0.15, -0.20);
    tube(&path, 4, SKIN).and(arrow)
}
