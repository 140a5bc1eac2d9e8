//! Lofting: skin over rings of points, such as sections of a limb, of a hull or along a spline.

use glam::{Quat, Vec3};

use super::{Face, Mesh};
use crate::paint::Paint;
use crate::trig::{TAU, cos, sin};

/// A closed ring of points: one section. Rings of one loft have equally many.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring(pub Vec<Vec3>);

impl Ring {
    /// `count` points on an ellipse at height `y`; the first lies so that a flat side looks to +z.
    pub fn oval(count: usize, y: f32, half_x: f32, half_z: f32) -> Self {
        let step = TAU / count as f32;
        let point = |index: usize| {
            let angle = (index as f32 + 0.5) * step;
            Vec3::new(half_x * sin(angle), y, half_z * cos(angle))
        };
        Self((0..count).map(point).collect())
    }

    /// A rectangle with cut corners at height `y`: eight points; `cut` is the share of each half
    /// side that a corner loses.
    pub fn chamfered(y: f32, half_x: f32, half_z: f32, cut: f32) -> Self {
        let (x, z) = (half_x * (1.0 - cut), half_z * (1.0 - cut));
        let points = [
            (x, half_z),
            (half_x, z),
            (half_x, -z),
            (x, -half_z),
            (-x, -half_z),
            (-half_x, -z),
            (-half_x, z),
            (-x, half_z),
        ];
        Self(points.map(|(x, z)| Vec3::new(x, y, z)).to_vec())
    }

    /// Shifted by metres.
    #[must_use]
    pub fn moved(self, x: f32, y: f32, z: f32) -> Self {
        let by = Vec3::new(x, y, z);
        Self(self.0.into_iter().map(|point| point + by).collect())
    }

    /// Turned about the middle of its points.
    #[must_use]
    pub fn turned(self, by: Quat) -> Self {
        let middle = self.0.iter().sum::<Vec3>() / self.0.len() as f32;
        Self(self.0.into_iter().map(|point| middle + by * (point - middle)).collect())
    }

    /// Turned about the origin.
    #[must_use]
    pub fn swung(self, by: Quat) -> Self {
        Self(self.0.into_iter().map(|point| by * point).collect())
    }
}

/// What lies at a place of a tube: where, how thick, and turned how much about its own length.
#[derive(Clone, Copy, Debug)]
pub struct Turned {
    pub place: Vec3,
    /// Half widths across: to the side, and forward.
    pub half: [f32; 2],
}

/// Skin over rings, closed at both ends. Quadrangles between rings, one polygon at each end.
pub fn loft(rings: &[Ring], paint: Paint) -> Mesh {
    let count = rings.first().map_or(0, |ring| ring.0.len());
    assert!(rings.len() > 1 && count > 2, "a loft needs two rings of three points");
    assert!(rings.iter().all(|ring| ring.0.len() == count), "rings of one loft have equally many points");
    let points = rings.iter().flat_map(|ring| ring.0.iter().copied()).collect();
    let face = |corners: Vec<u32>| Face { corners, paint, smooth: false };
    let at = |ring: usize, index: usize| (ring * count + index % count) as u32;
    let mut faces = vec![
        face((0..count).map(|index| at(0, index)).collect()),
        face((0..count).rev().map(|index| at(rings.len() - 1, index)).collect()),
    ];
    for ring in 1..rings.len() {
        for index in 0..count {
            let (below, above) = (ring - 1, ring);
            faces.push(face(vec![
                at(below, index + 1),
                at(below, index),
                at(above, index),
                at(above, index + 1),
            ]));
        }
    }
    Mesh { points, faces }.outward()
}

/// A tube of `sides` along a path: tails, horns, ropes, branches. Its sections stand across the
/// path and never twist.
pub fn tube(path: &[Turned], sides: usize, paint: Paint) -> Mesh {
    let mut rings = Vec::new();
    let mut forward = Vec3::Z;
    for (index, section) in path.iter().enumerate() {
        let before = path[index.saturating_sub(1)].place;
        let after = path[(index + 1).min(path.len() - 1)].place;
        let along = (after - before).normalize_or(Vec3::Y);
        // The last section's forward, laid across this one's direction: parallel transport.
        forward = (forward - along * forward.dot(along)).normalize_or(along.any_orthonormal_vector());
        let side = along.cross(forward);
        let flat = Ring::oval(sides, 0.0, section.half[0], section.half[1]);
        rings.push(Ring(flat.0.iter().map(|p| section.place + side * p.x + forward * p.z).collect()));
    }
    loft(&rings, paint)
}
