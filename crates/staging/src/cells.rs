//! What stands still, merged into square cells: a cell is drawn as a whole or not at all, and with
//! fewer triangles where it is far away.

use std::collections::BTreeMap;

use glam::{Mat4, Vec3};
use model::Model;

use crate::{Dress, Packed, Put};

/// Metres on a side of a cell.
const SIDE: f32 = 14.0;

/// Something that stands still.
#[derive(Clone, Copy, Debug)]
pub struct Still<'a> {
    pub model: &'a Model,
    pub place: Mat4,
    /// Factor of brightness beside one.
    pub value: f32,
}

/// One of those that share a cell, and where its nodes are.
struct Member<'a> {
    still: &'a Still<'a>,
    nodes: Vec<Mat4>,
}

/// A part of the indices: the first one, and how many.
pub type Range = (u32, u32);

/// One square of the place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    pub near: Range,
    pub far: Range,
    /// The sphere around it.
    pub middle: Vec3,
    pub reach: f32,
}

/// Everything that stands still.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    pub packed: Packed,
    pub cells: Vec<Cell>,
    /// All that is near, in one range: what throws the shadow.
    pub all: Range,
    /// What is light and nothing solid.
    pub veils: Packed,
}

impl Cells {
    /// Merges. Whoever stands in a cell belongs to it as a whole.
    pub fn merge(stills: &[Still<'_>]) -> Self {
        let mut squares: BTreeMap<[i32; 2], Vec<Member<'_>>> = BTreeMap::new();
        for still in stills {
            let at = still.place.w_axis;
            let square = [at.x, at.z].map(|it| libm::floorf(it / SIDE) as i32);
            let nodes = still.model.rest().matrices(still.model);
            let nodes = nodes.into_iter().map(|it| still.place * it).collect();
            squares.entry(square).or_default().push(Member { still, nodes });
        }
        let mut cells = Self::default();
        for members in squares.values() {
            let near = cells.add(members, false);
            let (middle, reach) = around(members);
            cells.cells.push(Cell { near, far: near, middle, reach });
        }
        cells.all = (0, cells.packed.indices.len() as u32);
        for (index, members) in squares.values().enumerate() {
            cells.cells[index].far = cells.add(members, true);
        }
        cells
    }

    fn add(&mut self, members: &[Member<'_>], far: bool) -> Range {
        let first = self.packed.indices.len();
        for Member { still, nodes } in members {
            for (node, place) in still.model.nodes.iter().zip(nodes) {
                let Some(mesh) = node.mesh else { continue };
                let mesh = node.far.filter(|_| far).unwrap_or(mesh);
                let put = Put {
                    place: *place,
                    value: still.value,
                    veil: node.veil,
                    ..Put::on(0, Dress::default())
                };
                match node.veil {
                    None => self.packed.add(&still.model.meshes[mesh], &put),
                    Some(_) if far => {}
                    Some(_) => self.veils.add(&still.model.meshes[mesh], &put),
                }
            }
        }
        (first as u32, (self.packed.indices.len() - first) as u32)
    }
}

/// The sphere around the members of a cell.
fn around(members: &[Member<'_>]) -> (Vec3, f32) {
    let (mut low, mut high) = (Vec3::INFINITY, Vec3::NEG_INFINITY);
    for Member { still, nodes } in members {
        for (node, place) in still.model.nodes.iter().zip(nodes) {
            for at in node.mesh.iter().flat_map(|it| &still.model.meshes[*it].positions) {
                let at = place.transform_point3(Vec3::from_array(*at));
                (low, high) = (low.min(at), high.max(at));
            }
        }
    }
    if low.x > high.x { (Vec3::ZERO, 0.0) } else { ((low + high) / 2.0, (high - low).length() / 2.0) }
}
