//! Heads on hafts: clubs, hammers, axes, spears and their long cousins.

use glam::Vec3;

use crate::figure::body::{BRASS, LEATHER, STEEL, TRIM};
use crate::mesh::{Mesh, Ring, Turned, brick, gem, lathe, loft, prism, slab, spike, tube};
use crate::paint::{Paint, Ramp};
use crate::trig::turn;

pub(super) const WOOD: Paint = Paint::rough(Ramp::Oak);

/// A pole from `low` to `high` with a wrapped grip at the fist.
pub(super) fn haft(low: f32, high: f32, half: f32) -> Mesh {
    let pole = prism(half * 1.05, half * 0.92, high - low, 6, WOOD).moved(0.0, low, 0.0);
    pole.and(prism(half * 1.3, half * 1.3, 0.17, 6, LEATHER).moved(0.0, -0.085, 0.0))
}

/// The bit of an axe: from the haft (x = 0) out to `out`, `high` metres along its edge.
fn bit(out: f32, high: f32) -> Mesh {
    let ring = |x: f32, half_y: f32, thick: f32, drop: f32| {
        let corners = [(half_y, thick), (half_y, -thick), (-half_y, -thick), (-half_y - drop, thick * 0.99)];
        let mut ring = Ring(corners.map(|(y, z)| Vec3::new(x, y, z)).to_vec());
        ring.0[2].y -= drop;
        ring
    };
    let rings = [
        ring(-0.02, high * 0.24, 0.028, 0.0),
        ring(out * 0.45, high * 0.26, 0.022, 0.02),
        ring(out * 0.86, high * 0.47, 0.016, 0.05),
        ring(out, high * 0.52, 0.002, 0.05),
    ];
    // The ground edge is bright, the cheek is dark.
    let edge = out * 0.87;
    loft(&rings, STEEL.toned(-0.16)).painted_where(STEEL.toned(0.22), |middle, _| middle.x > edge)
}

pub(super) fn handaxe() -> Mesh {
    haft(-0.12, 0.36, 0.020).and(bit(0.17, 0.20).moved(0.0, 0.30, 0.0))
}

pub(super) fn battleaxe() -> Mesh {
    let back = spike([0.030, 0.024], 0.12, 4, STEEL).turned(turn(0.0, 0.0, 90.0)).moved(0.0, 0.52, 0.0);
    Mesh::of([haft(-0.20, 0.60, 0.022), bit(0.24, 0.32).moved(0.0, 0.50, 0.0), back])
}

pub(super) fn greataxe() -> Mesh {
    let blade = bit(0.30, 0.44);
    let other = blade.clone().turned(turn(0.0, 180.0, 0.0));
    let tip = spike([0.035, 0.035], 0.16, 4, STEEL).moved(0.0, 0.66, 0.0);
    Mesh::of([haft(-0.52, 0.68, 0.027), blade.moved(0.0, 0.50, 0.0), other.moved(0.0, 0.50, 0.0), tip])
}

pub(super) fn club() -> Mesh {
    let shaft = lathe(&[(0.024, -0.12), (0.026, 0.10), (0.062, 0.36), (0.068, 0.44), (0.045, 0.48)], 7, WOOD);
    shaft.and(prism(0.034, 0.034, 0.15, 6, LEATHER).moved(0.0, -0.085, 0.0))
}

pub(super) fn greatclub() -> Mesh {
    let shaft = lathe(&[(0.032, -0.30), (0.036, 0.10), (0.098, 0.62), (0.108, 0.76), (0.070, 0.84)], 7, WOOD);
    let band = lathe(&[(0.098, 0.52), (0.106, 0.57)], 7, STEEL);
    let stud = |angle: f32, y: f32| {
        gem([0.030, 0.030], 0.045, 0.02, 4, STEEL)
            .turned(turn(90.0, 0.0, 0.0))
            .moved(0.0, y, 0.10)
            .turned(turn(0.0, angle, 0.0))
    };
    Mesh::of([shaft, band, stud(30.0, 0.66), stud(150.0, 0.70), stud(270.0, 0.66)])
}

/// A head of two faces across the haft.
fn hammer_head(width: f32, high: f32, y: f32) -> Mesh {
    let body = slab([width * 0.62, high * 0.80, high * 0.78], [1.0, 1.0], 0.012, STEEL.toned(-0.08))
        .moved(0.0, y, 0.0);
    let face = slab([high, width * 0.24, high], [0.92, 0.92], 0.014, STEEL);
    let face = face.turned(turn(0.0, 0.0, -90.0)).moved(width * 0.27, y + high * 0.4, 0.0);
    let other = face.clone().turned(turn(0.0, 180.0, 0.0));
    Mesh::of([body, face, other])
}

pub(super) fn light_hammer() -> Mesh {
    haft(-0.11, 0.34, 0.019).and(hammer_head(0.17, 0.085, 0.28))
}

pub(super) fn warhammer() -> Mesh {
    let tip = spike([0.026, 0.026], 0.10, 4, BRASS).moved(0.0, 0.70, 0.0);
    Mesh::of([haft(-0.20, 0.70, 0.023), hammer_head(0.30, 0.14, 0.56), tip])
}

pub(super) fn maul() -> Mesh {
    let band = slab([0.10, 0.30, 0.22], [1.0, 1.0], 0.012, BRASS).moved(0.0, 0.585, 0.0);
    Mesh::of([haft(-0.36, 0.86, 0.028), hammer_head(0.44, 0.25, 0.60), band])
}

pub(super) fn mace() -> Mesh {
    let mut head = lathe(&[(0.030, 0.36), (0.052, 0.40), (0.052, 0.50), (0.022, 0.55)], 6, STEEL);
    for index in 0..6 {
        let flange = brick([0.022, 0.17, 0.090], [1.0, 0.5], STEEL).moved(0.0, 0.37, 0.058);
        head.add(&flange.turned(turn(0.0, 60.0 * index as f32, 0.0)));
    }
    haft(-0.14, 0.40, 0.021).and(head).and(gem([0.024, 0.024], 0.05, 0.03, 6, BRASS).moved(0.0, 0.56, 0.0))
}

fn spiked_ball(size: f32) -> Mesh {
    let mut ball = gem([size, size], size, size, 8, STEEL.toned(-0.08));
    let thorn = spike([size * 0.32, size * 0.32], size * 0.9, 4, STEEL).moved(0.0, size * 0.66, 0.0);
    ball.add(&thorn);
    for index in 0..6 {
        let lean = if index % 2 == 0 { 72.0 } else { 112.0 };
        ball.add(&thorn.clone().turned(turn(lean, 0.0, 0.0)).turned(turn(0.0, 60.0 * index as f32, 0.0)));
    }
    ball
}

pub(super) fn morningstar() -> Mesh {
    haft(-0.16, 0.46, 0.022).and(spiked_ball(0.095).moved(0.0, 0.52, 0.0))
}

pub(super) fn flail() -> Mesh {
    let link = |x: f32, y: f32| {
        gem([0.020, 0.012], 0.034, 0.034, 4, STEEL).turned(turn(0.0, 0.0, 40.0)).moved(x, y, 0.0)
    };
    let chain = Mesh::of([link(0.03, 0.47), link(0.075, 0.455), link(0.115, 0.42), link(0.135, 0.37)]);
    Mesh::of([haft(-0.16, 0.46, 0.022), chain, spiked_ball(0.082).moved(0.145, 0.26, 0.0)])
}

/// A leaf of steel on a socket.
fn point(half: f32, length: f32, y: f32) -> Mesh {
    let leaf =
        gem([half, half * 0.36], length * 0.72, length * 0.28, 4, STEEL).moved(0.0, y + length * 0.28, 0.0);
    leaf.and(prism(0.030, 0.024, 0.07, 6, BRASS).moved(0.0, y - 0.05, 0.0))
}

pub(super) fn javelin() -> Mesh {
    haft(-0.42, 0.50, 0.016).and(point(0.034, 0.18, 0.50))
}

pub(super) fn spear() -> Mesh {
    haft(-0.72, 0.80, 0.020).and(point(0.058, 0.30, 0.80))
}

pub(super) fn pike() -> Mesh {
    haft(-0.76, 1.20, 0.021).and(point(0.040, 0.36, 1.20))
}

pub(super) fn lance() -> Mesh {
    let cone = lathe(&[(0.034, 0.10), (0.062, 0.16), (0.012, 1.28)], 8, TRIM);
    let guard = lathe(&[(0.055, 0.085), (0.135, 0.105), (0.062, 0.165)], 8, STEEL);
    Mesh::of([
        haft(-0.40, 0.12, 0.028),
        guard,
        cone,
        spike([0.022, 0.022], 0.14, 6, STEEL).moved(0.0, 1.26, 0.0),
    ])
}

pub(super) fn trident() -> Mesh {
    let prong = spike([0.024, 0.018], 0.30, 4, STEEL);
    let bar = slab([0.24, 0.045, 0.04], [0.9, 0.9], 0.010, STEEL).moved(0.0, 0.74, 0.0);
    let sides = prong.clone().moved(0.105, 0.76, 0.0).both_sides();
    Mesh::of([haft(-0.74, 0.76, 0.020), bar, sides, prong.scaled(1.1, 1.25, 1.1).moved(0.0, 0.76, 0.0)])
}

pub(super) fn glaive() -> Mesh {
    let ring = |y: f32, x: f32, half: f32, thick: f32| {
        let corners = [(half, 0.0), (0.0, thick), (-half, 0.0), (0.0, -thick)];
        Ring(corners.map(|(dx, z)| Vec3::new(x + dx, y, z)).to_vec())
    };
    let blade = loft(
        &[
            ring(0.86, 0.0, 0.036, 0.018),
            ring(1.02, 0.018, 0.062, 0.014),
            ring(1.22, 0.022, 0.060, 0.012),
            ring(1.42, -0.04, 0.004, 0.002),
        ],
        STEEL,
    );
    Mesh::of([haft(-0.76, 0.86, 0.021), prism(0.034, 0.028, 0.08, 6, BRASS).moved(0.0, 0.80, 0.0), blade])
}

pub(super) fn halberd() -> Mesh {
    let hook = spike([0.045, 0.018], 0.18, 4, STEEL).turned(turn(0.0, 0.0, 108.0)).moved(0.0, 0.92, 0.0);
    Mesh::of([
        haft(-0.76, 0.98, 0.021),
        bit(0.23, 0.34).moved(0.0, 0.88, 0.0),
        hook,
        point(0.036, 0.30, 0.98),
    ])
}

pub(super) fn war_pick() -> Mesh {
    let at = |x: f32, y: f32, half: f32| Turned { place: Vec3::new(x, y, 0.0), half: [half, half] };
    let beak = tube(&[at(0.0, 0.50, 0.036), at(0.12, 0.49, 0.032), at(0.21, 0.44, 0.006)], 5, STEEL);
    let poll = slab([0.075, 0.09, 0.075], [0.8, 0.8], 0.010, STEEL)
        .turned(turn(0.0, 0.0, 90.0))
        .moved(-0.01, 0.50, 0.0);
    Mesh::of([haft(-0.18, 0.56, 0.022), beak, poll])
}

pub(super) fn quarterstaff() -> Mesh {
    let cap = prism(0.036, 0.034, 0.10, 6, BRASS);
    let binding = brick([0.06, 0.05, 0.06], [1.0, 1.0], LEATHER).moved(0.0, 0.34, 0.0);
    Mesh::of([
        haft(-0.74, 0.80, 0.025),
        cap.clone().moved(0.0, 0.72, 0.0),
        cap.moved(0.0, -0.76, 0.0),
        binding,
    ])
}
