//! Measuring what was made: what tests promise of every asset.

use std::collections::BTreeMap;

use glam::Vec3;

use crate::bake::Baked;
use crate::mesh::Mesh;
use crate::palette::{QUADRANT, ROW, SIDE};

/// What can be said of a baked model.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub triangles: usize,
    pub vertices: usize,
    /// Smallest and largest occlusion.
    pub occlusion: [f32; 2],
    /// Vertices that do not lie in the middle of a ramp.
    pub off_palette: usize,
    /// Positions or normals that are not numbers, or normals that are not of length one.
    pub broken: usize,
}

/// Measures all parts together.
pub fn measure(parts: &[Baked]) -> Measure {
    let vertices = || parts.iter().flat_map(|part| &part.vertices);
    let occlusion = vertices().map(|vertex| vertex.occlusion);
    Measure {
        triangles: parts.iter().map(Baked::triangles).sum(),
        vertices: vertices().count(),
        occlusion: [occlusion.clone().fold(f32::MAX, f32::min), occlusion.fold(f32::MIN, f32::max)],
        off_palette: vertices().filter(|vertex| !is_on_ramp(vertex.uv.to_array())).count(),
        broken: vertices().filter(|vertex| !is_sound(vertex.position, vertex.normal)).count(),
    }
}

fn is_on_ramp([u, v]: [f32; 2]) -> bool {
    let (x, y) = (u * SIDE as f32, v * SIDE as f32);
    let in_quadrant = |at: f32| at.rem_euclid(QUADRANT as f32);
    let across = y.rem_euclid(ROW as f32);
    let along = in_quadrant(x);
    (across - ROW as f32 / 2.0).abs() < 0.1 && (0.4..=QUADRANT as f32 - 0.4).contains(&along)
}

fn is_sound(position: Vec3, normal: Vec3) -> bool {
    position.is_finite() && (normal.length() - 1.0).abs() < 0.02
}

/// Edges that do not lie between exactly two faces running against each other: none in a mesh that
/// holds water.
pub fn leaks(mesh: &Mesh) -> usize {
    let mut edges: BTreeMap<(u32, u32), [usize; 2]> = BTreeMap::new();
    for face in &mesh.faces {
        for (index, &one) in face.corners.iter().enumerate() {
            let two = face.corners[(index + 1) % face.corners.len()];
            let way = usize::from(one > two);
            edges.entry((one.min(two), one.max(two))).or_default()[way] += 1;
        }
    }
    edges.values().filter(|ways| **ways != [1, 1]).count()
}

/// Faces without area.
pub fn slivers(mesh: &Mesh) -> usize {
    mesh.faces.iter().filter(|face| mesh.area_normal(face).length() < 1e-8).count()
}
