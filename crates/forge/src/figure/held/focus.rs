//! What spells are cast with, songs are played on, and ways are lit by.

use glam::Vec3;

use super::haft::{WOOD, haft};
use crate::figure::body::{BRASS, CLOAK, GLASS, LEATHER, LINEN, STEEL, TRIM};
use crate::mesh::{
    Mesh, Ring, Turned, ball, brick, drum as barrel, gem, lathe, loft, prism, slab, spike, tube,
};
use crate::paint::{Paint, Ramp};
use crate::trig::{TAU, cos, sin, turn};

const LEAF: Paint = Paint::matte(Ramp::Kelp);

fn at(x: f32, y: f32, z: f32, half: f32) -> Turned {
    Turned { place: Vec3::new(x, y, z), half: [half, half] }
}

/// A ship's lantern on a ring: it hangs from the fist, which holds it against +y.
pub(super) fn lantern() -> Mesh {
    let ring: Vec<Turned> = (0..=6)
        .map(|index| TAU * (0.02 + 0.96 * index as f32 / 6.0))
        .map(|angle| at(sin(angle) * 0.036, -0.045 + cos(angle) * 0.036, 0.0, 0.009))
        .collect();
    let roof = lathe(&[(0.014, -0.075), (0.030, -0.085), (0.080, -0.125), (0.086, -0.138)], 6, BRASS);
    let glass = lathe(&[(0.062, -0.145), (0.068, -0.20), (0.054, -0.27)], 6, GLASS);
    let foot = lathe(&[(0.074, -0.262), (0.078, -0.285), (0.048, -0.305)], 6, BRASS);
    let bar = |angle: f32| {
        brick([0.014, 0.145, 0.014], [1.0, 1.0], BRASS)
            .moved(0.0, -0.275, 0.068)
            .turned(turn(0.0, angle, 0.0))
    };
    let lamp = Mesh::of([tube(&ring, 4, BRASS), roof, glass, foot, bar(0.0), bar(120.0), bar(240.0)]);
    // Plumb when the fore arm is level, as it is at ease.
    lamp
}

pub(super) fn wand() -> Mesh {
    let rod = lathe(&[(0.016, -0.09), (0.022, -0.06), (0.018, 0.08), (0.009, 0.34)], 6, WOOD);
    Mesh::of([
        rod,
        prism(0.026, 0.024, 0.03, 6, BRASS).moved(0.0, 0.07, 0.0),
        gem([0.022, 0.022], 0.04, 0.03, 5, GLASS).moved(0.0, 0.35, 0.0),
    ])
}

pub(super) fn yew_wand() -> Mesh {
    let path = [
        at(0.0, -0.10, 0.0, 0.020),
        at(0.01, 0.06, 0.0, 0.018),
        at(-0.012, 0.20, 0.012, 0.014),
        at(0.012, 0.34, 0.0, 0.005),
    ];
    let leaf = gem([0.030, 0.010], 0.055, 0.02, 4, LEAF);
    let leaves = leaf
        .clone()
        .turned(turn(0.0, 0.0, -50.0))
        .moved(0.02, 0.23, 0.0)
        .and(leaf.turned(turn(0.0, 0.0, 55.0)).moved(-0.02, 0.28, 0.0));
    tube(&path, 5, WOOD).and(leaves)
}

pub(super) fn rod() -> Mesh {
    let shaft = lathe(&[(0.030, -0.14), (0.024, -0.10), (0.022, 0.28), (0.034, 0.34)], 6, STEEL);
    let head = gem([0.058, 0.058], 0.10, 0.06, 6, GLASS).moved(0.0, 0.41, 0.0);
    let claw = |angle: f32| {
        spike([0.014, 0.014], 0.13, 4, BRASS)
            .turned(turn(8.0, 0.0, 0.0))
            .moved(0.0, 0.33, 0.050)
            .turned(turn(0.0, angle, 0.0))
    };
    Mesh::of([shaft, head, claw(0.0), claw(120.0), claw(240.0)])
}

/// A tall staff whose fork holds a star.
pub(super) fn staff() -> Mesh {
    let prong = |side: f32| {
        tube(
            &[
                at(0.0, 0.76, 0.0, 0.026),
                at(0.10 * side, 0.86, 0.0, 0.024),
                at(0.105 * side, 1.0, 0.0, 0.018),
                at(0.04 * side, 1.09, 0.0, 0.005),
            ],
            5,
            WOOD,
        )
    };
    let star = gem([0.062, 0.062], 0.085, 0.085, 6, GLASS).moved(0.0, 0.94, 0.0);
    let band = prism(0.038, 0.036, 0.06, 6, BRASS).moved(0.0, 0.70, 0.0);
    Mesh::of([haft(-0.76, 0.78, 0.025), prong(1.0), prong(-1.0), star, band])
}

/// A crook with leaves, still growing.
pub(super) fn druid_staff() -> Mesh {
    let path = [
        at(0.0, -0.76, 0.0, 0.030),
        at(0.012, 0.10, 0.0, 0.028),
        at(-0.010, 0.62, 0.0, 0.028),
        at(0.03, 0.86, 0.0, 0.030),
        at(0.15, 0.97, 0.0, 0.028),
        at(0.26, 0.88, 0.0, 0.024),
        at(0.22, 0.76, 0.0, 0.020),
        at(0.14, 0.78, 0.0, 0.008),
    ];
    let leaf = |x: f32, y: f32, roll: f32| {
        gem([0.046, 0.014], 0.10, 0.03, 4, LEAF).turned(turn(0.0, 24.0, roll)).moved(x, y, 0.01)
    };
    let leaves = Mesh::of([
        leaf(0.02, 0.90, 50.0),
        leaf(0.12, 1.0, 8.0),
        leaf(0.25, 0.95, -40.0),
        leaf(-0.02, 0.66, 60.0),
    ]);
    let drop = gem([0.034, 0.034], 0.05, 0.05, 6, GLASS).moved(0.17, 0.84, 0.0);
    Mesh::of([
        tube(&path, 6, WOOD),
        leaves,
        drop,
        prism(0.040, 0.040, 0.17, 6, LEATHER).moved(0.008, -0.085, 0.0),
    ])
}

pub(super) fn orb() -> Mesh {
    let foot = lathe(&[(0.050, -0.01), (0.056, 0.03), (0.036, 0.055)], 8, BRASS);
    foot.and(ball([0.098; 3], 10, 6, GLASS).smooth().moved(0.0, 0.135, 0.0))
}

/// Three stones that hover over the palm.
pub(super) fn crystal() -> Mesh {
    let stone = |half: f32, high: f32| gem([half, half], high, high * 0.7, 6, GLASS);
    Mesh::of([
        stone(0.062, 0.17).moved(0.0, 0.20, 0.0),
        stone(0.030, 0.085).turned(turn(0.0, 0.0, 16.0)).moved(-0.10, 0.14, 0.02),
        stone(0.026, 0.075).turned(turn(0.0, 0.0, -18.0)).moved(0.10, 0.22, -0.02),
    ])
}

pub(super) fn tome() -> Mesh {
    let cover = Paint::rough(Ramp::Madder).toned(-0.1);
    let half = |side: f32| {
        let boards = slab([0.17, 0.024, 0.26], [1.0, 1.0], 0.008, cover).moved(0.088, -0.012, 0.0);
        let pages = slab([0.155, 0.034, 0.235], [0.96, 0.98], 0.008, LINEN).moved(0.084, 0.008, 0.0);
        let half = boards.and(pages).turned(turn(0.0, 0.0, 16.0));
        if side < 0.0 { half.mirrored() } else { half }
    };
    let sign = gem([0.052, 0.010], 0.052, 0.052, 5, GLASS).turned(turn(90.0, 0.0, 0.0)).moved(0.0, 0.16, 0.0);
    Mesh::of([
        half(1.0),
        half(-1.0),
        brick([0.03, 0.03, 0.26], [1.0, 1.0], BRASS).moved(0.0, -0.022, 0.0),
        sign,
    ])
    .moved(0.0, 0.05, 0.06)
}

fn sun(y: f32) -> Mesh {
    let mut sun = lathe(&[(0.070, -0.012), (0.074, 0.0), (0.060, 0.014)], 10, BRASS);
    for index in 0..8 {
        let ray = spike([0.020, 0.010], 0.055, 4, BRASS).turned(turn(90.0, 0.0, 0.0)).moved(0.0, 0.0, 0.066);
        sun.add(&ray.turned(turn(0.0, 45.0 * index as f32, 0.0)));
    }
    let stone = gem([0.030, 0.030], 0.028, 0.01, 6, GLASS).moved(0.0, 0.012, 0.0);
    sun.and(stone).turned(turn(90.0, 0.0, 0.0)).moved(0.0, y, 0.0)
}

/// A sun on a chain, which hangs from the fist.
pub(super) fn amulet() -> Mesh {
    let chain = |side: f32| {
        tube(
            &[
                at(0.02 * side, 0.03, 0.0, 0.007),
                at(0.05 * side, -0.10, 0.0, 0.007),
                at(0.01 * side, -0.20, 0.0, 0.007),
            ],
            4,
            STEEL,
        )
    };
    Mesh::of([chain(1.0), chain(-1.0), sun(-0.26)])
}

/// The same sun on a short staff of office.
pub(super) fn emblem() -> Mesh {
    haft(-0.16, 0.34, 0.018).and(sun(0.44).scaled(1.5, 1.0, 1.0).scaled(1.0, 1.0, 1.2))
}

pub(super) fn reliquary() -> Mesh {
    let house = slab([0.15, 0.15, 0.10], [1.0, 1.0], 0.012, BRASS);
    let roof = loft(
        &[
            Ring(
                [(0.09, 0.065), (0.09, -0.065), (-0.09, -0.065), (-0.09, 0.065)]
                    .map(|(x, z)| Vec3::new(x, 0.145, z))
                    .to_vec(),
            ),
            Ring(
                [(0.075, 0.006), (0.075, -0.006), (-0.075, -0.006), (-0.075, 0.006)]
                    .map(|(x, z)| Vec3::new(x, 0.225, z))
                    .to_vec(),
            ),
        ],
        BRASS.toned(0.06),
    );
    let window = brick([0.060, 0.085, 0.012], [0.8, 1.0], GLASS).moved(0.0, 0.03, 0.050);
    Mesh::of([house, roof, window, gem([0.016, 0.016], 0.05, 0.02, 4, BRASS).moved(0.0, 0.235, 0.0)])
}

/// A sprig with white berries.
pub(super) fn mistletoe() -> Mesh {
    let stem = |x: f32| {
        tube(&[at(0.0, -0.08, 0.0, 0.012), at(x * 0.3, 0.06, 0.0, 0.011), at(x, 0.20, 0.0, 0.004)], 5, WOOD)
    };
    let leaf = |x: f32, y: f32, roll: f32| {
        gem([0.030, 0.010], 0.10, 0.025, 4, LEAF).turned(turn(0.0, 10.0, roll)).moved(x, y, 0.0)
    };
    let berry = |x: f32, y: f32| gem([0.024, 0.024], 0.022, 0.022, 6, LINEN.toned(0.1)).moved(x, y, 0.018);
    Mesh::of([
        stem(0.08),
        stem(-0.08),
        leaf(0.08, 0.19, -40.0),
        leaf(0.06, 0.18, 8.0),
        leaf(-0.08, 0.19, 40.0),
        leaf(-0.06, 0.18, -8.0),
        berry(0.0, 0.10),
        berry(0.035, 0.13),
        berry(-0.03, 0.14),
    ])
}

/// Held by the neck, its body down by the hip.
pub(super) fn lute() -> Mesh {
    let body = loft(
        &[
            Ring::oval(10, -0.075, 0.085, 0.115),
            Ring::oval(10, 0.0, 0.142, 0.182),
            Ring::oval(10, 0.020, 0.135, 0.175),
        ],
        WOOD,
    );
    let body = body
        .painted_where(Paint::rough(Ramp::Straw), |_, normal| normal.y > 0.9)
        .turned(turn(90.0, 0.0, 0.0));
    let hole = lathe(&[(0.045, 0.0), (0.042, 0.006)], 8, Paint::matte(Ramp::Ink))
        .turned(turn(90.0, 0.0, 0.0))
        .moved(0.0, 0.03, 0.020);
    let neck = slab([0.050, 0.40, 0.034], [0.8, 0.9], 0.008, WOOD.toned(-0.1)).moved(0.0, 0.14, 0.004);
    let head = slab([0.066, 0.13, 0.034], [0.8, 0.9], 0.008, LEATHER)
        .turned(turn(-58.0, 0.0, 0.0))
        .moved(0.0, 0.53, 0.0);
    let strings = brick([0.026, 0.60, 0.004], [0.7, 1.0], LINEN).moved(0.0, -0.08, 0.026);
    let bridge = brick([0.085, 0.022, 0.014], [0.9, 0.8], TRIM).moved(0.0, -0.09, 0.020);
    Mesh::of([body, hole, neck, head, strings, bridge]).moved(0.0, -0.36, 0.0).scaled(1.15, 1.15, 1.15)
}

pub(super) fn flute() -> Mesh {
    let pipe = prism(0.020, 0.018, 0.50, 6, WOOD).moved(0.0, -0.14, 0.0);
    let ring = |y: f32| prism(0.025, 0.025, 0.03, 6, BRASS).moved(0.0, y, 0.0);
    Mesh::of([pipe, ring(-0.14), ring(0.10), ring(0.33)])
}

pub(super) fn drum() -> Mesh {
    let shell = barrel(0.13, 0.15, 0.24, 0.012, 10, CLOAK);
    let skin = lathe(&[(0.148, 0.225), (0.142, 0.252)], 10, LINEN);
    let hoop =
        |y: f32, half: f32| lathe(&[(half, y), (half + 0.006, y + 0.018), (half, y + 0.036)], 10, TRIM);
    Mesh::of([shell, skin, hoop(0.0, 0.142), hoop(0.205, 0.156)]).moved(0.0, -0.10, 0.08)
}
