//! Heads: a skull of flat planes, and a face that reads from across the quay.

use glam::Vec3;

use super::body::{DARK, HAIR, LINEN, SKIN, rings};
use crate::mesh::{Mesh, Ring, block, loft, slab, spike};
use crate::paint::Paint;
use crate::trig::turn;

/// How a face differs from the plain one. Lengths are factors, except where metres are said.
#[derive(Clone, Copy, Debug)]
pub struct Face {
    pub width: f32,
    pub jaw: f32,
    /// How far the chin comes forward and down, metres.
    pub chin: f32,
    pub crown: f32,
    pub nose: f32,
    /// How heavy the brow is.
    pub brow: f32,
    pub ears: Ears,
    pub eyes: Paint,
}

/// The shape of ears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ears {
    None,
    Round,
    /// Pointed, so many metres long.
    Pointed(f32),
}

impl Face {
    pub const PLAIN: Self = Self {
        width: 1.0,
        jaw: 1.0,
        chin: 0.0,
        crown: 1.0,
        nose: 1.0,
        brow: 1.0,
        ears: Ears::Round,
        eyes: DARK,
    };
}

/// A head around the joint at the foot of its neck.
pub fn head(face: &Face) -> Mesh {
    Mesh::of([skull(face), nose(face), eyes(face), mouth(face), ears(face)])
}

fn skull(face: &Face) -> Mesh {
    let (w, j) = (face.width, face.jaw);
    let sections = [
        (0.00, 0.085 * j, 0.080, 0.022 + face.chin),
        (0.035, 0.112 * j, 0.110, 0.022 + face.chin * 0.8),
        (0.12, 0.150 * (w + j) / 2.0, 0.150, 0.004 + face.chin * 0.3),
        (0.215, 0.163 * w, 0.163, -0.004),
        (0.30 * face.crown, 0.155 * w, 0.160, -0.008),
        (0.365 * face.crown, 0.112 * w, 0.118, -0.012),
        (0.39 * face.crown, 0.055 * w, 0.06, -0.014),
    ];
    loft(&rings(&sections, 0.36), SKIN)
}

/// A wedge with its ridge forward.
fn nose(face: &Face) -> Mesh {
    let n = face.nose;
    let section = |y: f32, half: f32, out: f32| {
        let front = 0.150;
        Ring(vec![
            Vec3::new(half, y, front - 0.02),
            Vec3::new(half * 0.35, y, front + out),
            Vec3::new(-half * 0.35, y, front + out),
            Vec3::new(-half, y, front - 0.02),
        ])
    };
    loft(
        &[
            section(0.115, 0.030 * n, 0.020),
            section(0.128, 0.036 * n, 0.052 * n),
            section(0.205, 0.018 * n, 0.014),
        ],
        SKIN.toned(0.08),
    )
}

/// Dark almonds with a brow over each; the brow is hair.
fn eyes(face: &Face) -> Mesh {
    let eye = block([0.038, 0.034, 0.02], 0.008, face.eyes).moved(0.066 * face.width, 0.168, 0.146);
    let brow = slab([0.074, 0.022 * face.brow, 0.034], [0.9, 0.8], 0.007, HAIR.toned(-0.1))
        .turned(turn(0.0, 8.0, -6.0))
        .moved(0.066 * face.width, 0.213, 0.143 + 0.006 * face.brow);
    eye.and(brow).both_sides()
}

fn mouth(face: &Face) -> Mesh {
    let lip = SKIN.toned(-0.26);
    block([0.070 * face.jaw, 0.012, 0.012], 0.004, lip).moved(0.0, 0.072, 0.134 + face.chin * 0.6)
}

fn ears(face: &Face) -> Mesh {
    let side = 0.152 * face.width;
    match face.ears {
        Ears::None => Mesh::default(),
        Ears::Round => {
            let ear = slab([0.030, 0.085, 0.060], [0.9, 0.75], 0.012, SKIN.toned(0.03));
            ear.turned(turn(0.0, 24.0, 0.0)).moved(side, 0.125, -0.005).both_sides()
        }
        Ears::Pointed(length) => {
            let ear = spike([0.022, 0.052], length, 5, SKIN.toned(0.03));
            ear.turned(turn(-38.0, 0.0, -66.0)).moved(side - 0.012, 0.15, -0.01).both_sides()
        }
    }
}

/// Two tusks from the lower jaw.
pub fn tusks(height: f32, apart: f32, forward: f32) -> Mesh {
    let tusk = spike([0.019, 0.019], height, 5, LINEN.toned(0.05)).turned(turn(14.0, 0.0, -12.0));
    tusk.moved(apart, 0.06, forward).both_sides()
}
