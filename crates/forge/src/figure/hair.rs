//! Hair and beards: caps of thick planes over the skull, each an asset of its own.

use glam::Vec3;

use super::body::{CLOAK, HAIR, TRIM, eight, six};
use super::rig::Bone;
use super::wear::Wear;
use crate::mesh::{Mesh, Ring, Turned, ball, brick, gem, loft, spike, tube};
use crate::seed::Seed;
use crate::trig::turn;

/// The slug of a `hair/…`, and how it is made.
pub type Cut = (&'static str, fn() -> Mesh);

/// All cuts, with how each is made. Those that begin with `beard` are worn with another.
pub const CUTS: [Cut; 12] = [
    ("beard", beard),
    ("beard-braided", beard_braided),
    ("bob", bob),
    ("braid", braid),
    ("bun", bun),
    ("crop", crop),
    ("curls", curls),
    ("long", long),
    ("swept", swept),
    ("tall-hat", tall_hat),
    ("topknot", topknot),
    ("tucked", tucked),
];

/// The part that a cut puts on a head.
pub fn wear(slug: &str) -> Wear {
    let make = CUTS.iter().find(|(name, _)| *name == slug).map(|(_, make)| *make);
    Wear::default().on(Bone::Head, make.map_or(Mesh::default(), |make| make()))
}

/// A thick cap: high over the brow, low at the neck, open at the face.
fn cap(low: f32, wide: f32) -> Mesh {
    let tilt = |y: f32, x: f32, z: f32, back: f32, lean: f32| {
        Ring::chamfered(y, x, z, 0.40).moved(0.0, 0.0, back).turned(turn(lean, 0.0, 0.0))
    };
    let rings = [
        tilt(low, 0.150 * wide, 0.110, -0.060, -14.0),
        tilt(low + 0.04, 0.176 * wide, 0.140, -0.048, -20.0),
        tilt(0.270, 0.180 * wide, 0.176, -0.012, -10.0),
        tilt(0.345, 0.148 * wide, 0.150, -0.016, -4.0),
        tilt(0.392, 0.078 * wide, 0.085, -0.022, 0.0),
    ];
    loft(&rings, HAIR)
}

fn crop() -> Mesh {
    let fringe = brick([0.26, 0.07, 0.05], [0.8, 0.9], HAIR.toned(0.05)).turned(turn(-24.0, 0.0, 0.0));
    cap(0.12, 1.0).and(fringe.moved(0.0, 0.248, 0.135))
}

/// Combed over, with a quiff that throws a shadow on the brow.
fn swept() -> Mesh {
    let lock = |x: f32, y: f32, z: f32, long: f32, roll: f32| {
        spike([0.062, 0.040], long, 5, HAIR.toned(0.06))
            .turned(turn(70.0, 0.0, 0.0))
            .turned(turn(0.0, roll, roll))
            .moved(x, y, z)
    };
    cap(0.09, 1.0)
        .and(lock(-0.07, 0.325, 0.07, 0.18, 34.0))
        .and(lock(0.02, 0.345, 0.06, 0.18, 22.0))
        .and(lock(0.10, 0.32, 0.04, 0.15, 40.0))
}

fn bob() -> Mesh {
    let curtain = eight(
        &[(0.02, 0.175, 0.10, -0.055), (0.05, 0.192, 0.125, -0.05), (0.25, 0.178, 0.14, -0.035)],
        0.4,
        HAIR,
    );
    let fringe = brick([0.28, 0.085, 0.05], [0.85, 0.9], HAIR.toned(0.06)).turned(turn(-16.0, 0.0, 0.0));
    Mesh::of([cap(0.12, 1.04), curtain, fringe.moved(0.0, 0.222, 0.142)])
}

fn bun() -> Mesh {
    cap(0.09, 1.0).and(ball([0.085, 0.080, 0.085], 7, 4, HAIR.toned(0.04)).moved(0.0, 0.36, -0.14))
}

/// Down to the shoulder blades, two strands before the ears.
fn long() -> Mesh {
    let mane = [
        (-0.20, 0.090, 0.045, -0.145),
        (-0.12, 0.150, 0.065, -0.140),
        (0.10, 0.180, 0.100, -0.085),
        (0.26, 0.172, 0.130, -0.045),
    ];
    let strand = six(
        &[(-0.09, 0.020, 0.022, 0.0), (0.02, 0.036, 0.040, 0.0), (0.27, 0.030, 0.055, -0.02)],
        HAIR.toned(0.06),
    );
    let strands = strand.moved(0.160, 0.0, 0.075).both_sides();
    Mesh::of([cap(0.12, 1.0), eight(&mane, 0.4, HAIR), strands])
}

fn braid() -> Mesh {
    let mut braid = cap(0.08, 1.0);
    for (index, (y, half)) in
        [(0.10, 0.062), (0.0, 0.060), (-0.10, 0.054), (-0.20, 0.046)].into_iter().enumerate()
    {
        let side = if index % 2 == 0 { 0.012 } else { -0.012 };
        braid.add(&gem([half, half], 0.06, 0.08, 5, HAIR.toned(0.05)).moved(side, y, -0.185));
    }
    braid.and(brick([0.05, 0.03, 0.05], [1.0, 1.0], TRIM).moved(0.0, -0.29, -0.185))
}

/// A heap of balls, thrown by the seed.
fn curls() -> Mesh {
    let mut seed = Seed::of("hair/curls", 2);
    let mut curls = cap(0.11, 1.02);
    for row in [(0.30, 0.165, 7), (0.375, 0.10, 5)] {
        for index in 0..row.2 {
            let angle = 360.0 * (index as f32 + 0.5) / row.2 as f32 + 180.0;
            let place = turn(0.0, angle, 0.0) * Vec3::new(0.0, row.0, -row.1) + seed.nudge(0.012);
            let size = seed.between(0.062, 0.080);
            let curl = gem([size, size], size * 0.8, size * 0.7, 5, HAIR.toned(seed.between(-0.06, 0.10)));
            curls.add(&curl.turned(turn(seed.between(-30.0, 30.0), angle, 0.0)).at(place));
        }
    }
    curls
}

fn topknot() -> Mesh {
    let band = eight(&[(0.345, 0.072, 0.072, -0.03), (0.395, 0.060, 0.060, -0.035)], 0.4, TRIM);
    let tail = spike([0.062, 0.062], 0.24, 6, HAIR).turned(turn(-58.0, 0.0, 0.0)).moved(0.0, 0.40, -0.02);
    let tuft = spike([0.055, 0.05], 0.16, 5, HAIR.toned(0.06))
        .turned(turn(-18.0, 0.0, 14.0))
        .moved(0.0, 0.385, -0.04);
    let shaved = eight(
        &[(0.235, 0.060, 0.182, -0.014), (0.325, 0.072, 0.155, -0.016), (0.385, 0.055, 0.075, -0.022)],
        0.4,
        HAIR,
    );
    Mesh::of([shaved, band, tail, tuft])
}

/// The hat of a gnome: half of its height is pride.
fn tall_hat() -> Mesh {
    let brim = eight(
        &[(0.232, 0.245, 0.255, -0.01), (0.252, 0.262, 0.272, -0.01), (0.292, 0.165, 0.172, -0.012)],
        0.42,
        CLOAK,
    );
    let band = eight(&[(0.280, 0.174, 0.180, -0.012), (0.330, 0.160, 0.166, -0.014)], 0.42, TRIM);
    let bend = |y: f32, z: f32, half: f32| Turned { place: Vec3::new(0.0, y, z), half: [half, half] };
    let path = [
        bend(0.30, -0.012, 0.165),
        bend(0.45, -0.03, 0.118),
        bend(0.59, -0.08, 0.078),
        bend(0.67, -0.17, 0.044),
        bend(0.655, -0.26, 0.012),
    ];
    Mesh::of([brim, band, tube(&path, 8, CLOAK), tucked()])
}

/// What is seen of hair below a hat.
fn tucked() -> Mesh {
    eight(&[(0.10, 0.150, 0.085, -0.085), (0.13, 0.172, 0.105, -0.07), (0.26, 0.166, 0.12, -0.05)], 0.4, HAIR)
}

/// Cheek to breast, cut like a spade.
fn beard() -> Mesh {
    let sections = [
        (-0.230, 0.040, 0.030, 0.190),
        (-0.170, 0.098, 0.056, 0.190),
        (-0.02, 0.150, 0.090, 0.125),
        (0.075, 0.158, 0.100, 0.062),
        (0.135, 0.155, 0.060, 0.035),
    ];
    eight(&sections, 0.42, HAIR).and(moustache())
}

fn beard_braided() -> Mesh {
    let sections = [(-0.05, 0.105, 0.060, 0.125), (0.03, 0.150, 0.090, 0.085), (0.135, 0.156, 0.062, 0.035)];
    let plait = six(
        &[(-0.24, 0.022, 0.022, 0.20), (-0.20, 0.040, 0.036, 0.20), (-0.03, 0.046, 0.042, 0.15)],
        HAIR.toned(0.06),
    );
    let ring = six(&[(-0.215, 0.046, 0.042, 0.20), (-0.175, 0.046, 0.042, 0.195)], TRIM);
    Mesh::of([eight(&sections, 0.42, HAIR), plait.and(ring).moved(0.055, 0.0, 0.0).both_sides(), moustache()])
}

fn moustache() -> Mesh {
    let half = spike([0.030, 0.026], 0.125, 4, HAIR.toned(0.10)).turned(turn(0.0, 14.0, -112.0));
    half.moved(0.0, 0.094, 0.168).both_sides()
}
