//! Heads: a skull of flat planes, and a face that reads from across the quay.

use glam::Vec3;

use super::body::{DARK, HAIR, LINEN, SKIN, eight};
use crate::mesh::{Mesh, Ring, brick, loft, spike};
use crate::paint::Paint;
use crate::trig::turn;

/// How a face differs from the plain one. Lengths are factors, except where metres are said.
#[derive(Clone, Copy, Debug)]
pub struct Face {
    pub width: f32,
    pub jaw: f32,
    /// How far the chin comes forward, metres.
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

    /// Where the plane of the face lies at a height, metres before the joint.
    fn front(&self, y: f32) -> f32 {
        let low = 0.132 + self.chin * 0.8;
        low + (0.160 - low) * ((y - 0.035) / 0.13).clamp(0.0, 1.0)
    }
}

/// A head around the joint at the foot of its neck.
pub fn head(face: &Face) -> Mesh {
    Mesh::of([skull(face), nose(face), eyes(face), mouth(face), ears(face)])
}

fn skull(face: &Face) -> Mesh {
    let (w, j) = (face.width, face.jaw);
    let sections = [
        (-0.005, 0.070 * j, 0.070, 0.036 + face.chin),
        (0.035, 0.108 * j, 0.106, 0.026 + face.chin * 0.8),
        (0.115, 0.146 * (w + j) / 2.0, 0.150, 0.006 + face.chin * 0.3),
        (0.215, 0.160 * w, 0.163, -0.003),
        (0.295 * face.crown, 0.150 * w, 0.156, -0.010),
        (0.355 * face.crown, 0.095 * w, 0.100, -0.016),
    ];
    eight(&sections, 0.40, SKIN)
}

/// A wedge with its ridge forward.
fn nose(face: &Face) -> Mesh {
    let n = face.nose;
    let section = |y: f32, half: f32, out: f32| {
        let front = face.front(y);
        let side = |x: f32, z: f32| Vec3::new(x, y, front + z);
        Ring(vec![side(half, -0.02), side(half * 0.3, out), side(-half * 0.3, out), side(-half, -0.02)])
    };
    let ridge = [
        section(0.100, 0.034 * n, 0.018),
        section(0.118, 0.040 * n, 0.052 * n),
        section(0.200, 0.018 * n, 0.010),
    ];
    loft(&ridge, SKIN.toned(0.06))
}

/// Dark eyes with a glint, and a brow of hair over each.
fn eyes(face: &Face) -> Mesh {
    let x = 0.068 * face.width;
    let front = face.front(0.17);
    let eye = brick([0.046, 0.050, 0.022], [0.86, 0.9], face.eyes).moved(x, 0.138, front);
    let glint =
        brick([0.014, 0.014, 0.006], [1.0, 1.0], LINEN.toned(0.3)).moved(x + 0.008, 0.164, front + 0.010);
    let brow = brick([0.086, 0.024 * face.brow, 0.040], [0.9, 0.7], HAIR.toned(-0.12))
        .turned(turn(0.0, 10.0, 7.0 * face.brow))
        .moved(x, 0.198, front - 0.004);
    // Eyes that shine by themselves mirror nothing.
    let glint = if face.eyes == DARK { glint } else { Mesh::default() };
    Mesh::of([eye, glint, brow]).both_sides()
}

fn mouth(face: &Face) -> Mesh {
    let lip = SKIN.toned(-0.30);
    brick([0.078 * face.jaw, 0.014, 0.020], [0.8, 1.0], lip).moved(0.0, 0.056, face.front(0.06) - 0.004)
}

fn ears(face: &Face) -> Mesh {
    let side = 0.150 * face.width;
    match face.ears {
        Ears::None => Mesh::default(),
        Ears::Round => {
            let ear = brick([0.034, 0.090, 0.062], [0.8, 1.15], SKIN.toned(0.04));
            ear.turned(turn(-8.0, 26.0, -8.0)).moved(side, 0.118, -0.012).both_sides()
        }
        Ears::Pointed(length) => {
            let ear = spike([0.022, 0.056], length, 4, SKIN.toned(0.04));
            ear.turned(turn(-42.0, 0.0, -62.0)).moved(side - 0.020, 0.15, -0.01).both_sides()
        }
    }
}

/// Two tusks from the lower jaw, `apart` metres from the middle.
pub fn tusks(height: f32, apart: f32, forward: f32) -> Mesh {
    let tusk = spike([0.021, 0.021], height, 4, LINEN.toned(0.05)).turned(turn(14.0, 0.0, -14.0));
    tusk.moved(apart, 0.05, forward).both_sides()
}
