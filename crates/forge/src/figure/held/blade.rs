//! Swords and knives.

use glam::Vec3;

use crate::figure::body::{BRASS, LEATHER, STEEL};
use crate::mesh::{Mesh, Ring, brick, gem, loft, slab, spike};
use crate::trig::turn;

/// Half width, half thickness, length: a blade of four flats with a ridge, tapering to its point.
fn blade(half: f32, thick: f32, length: f32) -> Mesh {
    let ring = |y: f32, half: f32, thick: f32| {
        let corners = [(0.0, thick), (half, 0.0), (0.0, -thick), (-half, 0.0)];
        Ring(corners.map(|(x, z)| Vec3::new(x, y, z)).to_vec())
    };
    let rings = [
        ring(0.0, half * 0.92, thick),
        ring(length * 0.80, half * 0.80, thick * 0.9),
        ring(length, half * 0.04, thick * 0.1),
    ];
    loft(&rings, STEEL)
}

/// Grip, pommel and guard under a blade; the fist is at the origin.
fn hilt(grip: f32, guard: f32) -> Mesh {
    let handle = brick([0.036, grip, 0.040], [1.0, 1.0], LEATHER).moved(0.0, -grip * 0.5, 0.0);
    let pommel = gem([0.040, 0.040], 0.035, 0.035, 6, BRASS).moved(0.0, -grip * 0.5 - 0.02, 0.0);
    let cross = slab([guard, 0.042, 0.055], [0.92, 0.8], 0.010, BRASS).moved(0.0, grip * 0.5, 0.0);
    Mesh::of([handle, pommel, cross])
}

fn sword(half: f32, length: f32, grip: f32, guard: f32) -> Mesh {
    hilt(grip, guard).and(blade(half, 0.020, length).moved(0.0, grip * 0.5 + 0.03, 0.0))
}

pub(super) fn dagger() -> Mesh {
    sword(0.038, 0.27, 0.13, 0.15)
}

pub(super) fn shortsword() -> Mesh {
    sword(0.048, 0.46, 0.14, 0.18)
}

pub(super) fn longsword() -> Mesh {
    sword(0.052, 0.72, 0.16, 0.28)
}

/// For two hands: a second guard of lugs, and leather between them for the fist that comes forward.
pub(super) fn greatsword() -> Mesh {
    let forward = slab([0.066, 0.13, 0.056], [0.9, 0.9], 0.010, LEATHER.toned(0.10)).moved(0.0, 0.16, 0.0);
    let lug = spike([0.030, 0.022], 0.13, 4, STEEL.toned(0.08)).turned(turn(0.0, 0.0, -62.0));
    let lugs = lug.moved(0.05, 0.31, 0.0).both_sides();
    Mesh::of([sword(0.072, 1.02, 0.28, 0.42), forward, lugs])
}

pub(super) fn rapier() -> Mesh {
    let cup = crate::mesh::lathe(&[(0.030, 0.0), (0.072, 0.030), (0.060, 0.045)], 8, BRASS);
    let bow = brick([0.016, 0.15, 0.020], [1.0, 1.0], BRASS).moved(0.0, -0.085, 0.055);
    sword(0.020, 0.80, 0.13, 0.20).and(cup.moved(0.0, 0.05, 0.0)).and(bow)
}

/// Bent backward, broad before its point.
pub(super) fn scimitar() -> Mesh {
    let ring = |y: f32, z: f32, half: f32| {
        let corners = [(0.012, 0.0), (0.0, half), (-0.012, 0.0), (0.0, -half * 0.8)];
        Ring(corners.map(|(x, dz)| Vec3::new(x, y, z + dz)).to_vec())
    };
    let rings = [
        ring(0.09, 0.0, 0.040),
        ring(0.28, 0.022, 0.044),
        ring(0.46, 0.008, 0.064),
        ring(0.60, -0.055, 0.040),
        ring(0.68, -0.115, 0.004),
    ];
    hilt(0.14, 0.16).turned(turn(0.0, 90.0, 0.0)).and(loft(&rings, STEEL))
}

/// A crescent forward.
pub(super) fn sickle() -> Mesh {
    let ring = |y: f32, z: f32, half: f32| {
        let corners = [(0.010, 0.0), (0.0, half), (-0.010, 0.0), (0.0, -half)];
        Ring(corners.map(|(x, along)| Vec3::new(x, y + along * 0.6, z + along * 0.6)).to_vec())
    };
    let rings = [
        ring(0.10, 0.0, 0.018),
        ring(0.24, -0.075, 0.036),
        ring(0.36, -0.02, 0.044),
        ring(0.40, 0.10, 0.034),
        ring(0.33, 0.20, 0.004),
    ];
    let grip = brick([0.040, 0.24, 0.044], [0.9, 0.9], LEATHER).moved(0.0, -0.12, 0.0);
    grip.and(loft(&rings, STEEL))
}
