//! Cutting long edges in halves, so that baked occlusion has points to live on.

use std::collections::{BTreeMap, BTreeSet};

use super::{Face, Mesh};

type Edge = (u32, u32);

impl Mesh {
    /// Halves every edge that is longer than `longest` metres, at most `rounds` times. Both faces of
    /// an edge are cut at the same point, so a closed mesh stays closed.
    #[must_use]
    pub fn split(mut self, longest: f32, rounds: usize) -> Self {
        for _ in 0..rounds {
            let long = self.long_edges(longest);
            if long.is_empty() {
                break;
            }
            self = self.halved(&long);
        }
        self
    }

    fn long_edges(&self, longest: f32) -> BTreeSet<Edge> {
        let length = |edge: &Edge| self.points[edge.0 as usize].distance(self.points[edge.1 as usize]);
        self.faces.iter().flat_map(edges).filter(|edge| length(edge) > longest).collect()
    }

    fn halved(mut self, long: &BTreeSet<Edge>) -> Self {
        let mut middles = BTreeMap::new();
        for edge in long {
            middles.insert(*edge, self.points.len() as u32);
            self.points.push(self.points[edge.0 as usize].midpoint(self.points[edge.1 as usize]));
        }
        let mut faces = Vec::new();
        for face in std::mem::take(&mut self.faces) {
            let cuts: Vec<Option<u32>> = edges(&face).map(|edge| middles.get(&edge).copied()).collect();
            if cuts.iter().all(Option::is_none) {
                faces.push(face);
            } else {
                faces.extend(pieces(&face, &cuts));
            }
        }
        Self { faces, points: self.points }
    }
}

/// The edges of a face, smaller index first, in the order of its corners.
pub(super) fn edges(face: &Face) -> impl Iterator<Item = Edge> + '_ {
    let count = face.corners.len();
    (0..count).map(move |index| {
        let (one, two) = (face.corners[index], face.corners[(index + 1) % count]);
        (one.min(two), one.max(two))
    })
}

/// A quadrangle cut on two opposite edges becomes two; anything else loses its cut corners as
/// triangles and keeps the rest as one polygon, which is flat as the face was.
fn pieces(face: &Face, cuts: &[Option<u32>]) -> Vec<Face> {
    let of = |corners: Vec<u32>| Face { corners, ..face.clone() };
    let at = |index: usize| face.corners[index % face.corners.len()];
    match *cuts {
        [Some(a), None, Some(c), None] => vec![of(vec![at(0), a, c, at(3)]), of(vec![a, at(1), at(2), c])],
        [None, Some(b), None, Some(d)] => vec![of(vec![at(0), at(1), b, d]), of(vec![d, b, at(2), at(3)])],
        _ => {
            let mut rest = Vec::new();
            let mut faces = Vec::new();
            let count = cuts.len();
            for index in 0..count {
                let before = cuts[(index + count - 1) % count];
                if let (Some(before), Some(after)) = (before, cuts[index]) {
                    faces.push(of(vec![before, at(index), after]));
                } else {
                    rest.push(at(index));
                }
                rest.extend(cuts[index]);
            }
            faces.push(of(rest));
            faces
        }
    }
}
