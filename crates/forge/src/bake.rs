//! Baking: a mesh becomes vertices with normals, places on the atlas and occlusion.

use glam::{Affine3A, Vec2, Vec3};

use crate::hidden::hidden;
use crate::mesh::{Face, Mesh};
use crate::model::{Joint, Model, Shade};
use crate::occlusion::Surroundings;
use crate::paint::Slot;
use crate::palette;

/// Steps per metre that positions are rounded to, so that machines agree on every bit.
pub const STEPS_PER_METRE: f32 = 4096.0;

/// A vertex as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vertex {
    pub position: Vec3,
    pub normal: Vec3,
    /// On the atlas, 0.0 to 1.0 from its upper left corner.
    pub uv: Vec2,
    pub occlusion: f32,
    pub slot: Slot,
}

/// Triangles over vertices, in the space of their joint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baked {
    pub vertices: Vec<Vertex>,
    pub indices: Vec<u32>,
    /// What kind of light it is, where it is not solid.
    pub veil: Option<Veil>,
}

/// A part that is light, added to what is behind it; see `Shade`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Veil {
    Air { limb: f32 },
    Glow,
}

impl Baked {
    /// Triangles that it has.
    pub fn triangles(&self) -> usize {
        self.indices.len() / 3
    }
}

/// Every joint's mesh baked where it stands at rest, among all the others and what is `beside`
/// them (a body under an outfit), without faces that are never seen. Joints without a mesh give an
/// empty one.
pub fn bake(model: &Model, beside: &Mesh, stands: bool) -> Vec<Baked> {
    let solid = model.solid();
    let floor = stands.then_some(solid.bounds().0.y);
    let surroundings = Surroundings::of(&solid.and(beside.clone()), stands);
    let places = model.posed(&model.rest());
    let parts = model.joints.iter().zip(places);
    parts.map(|(joint, place)| part(joint, place, &surroundings, floor)).collect()
}

fn part(joint: &Joint, place: Affine3A, surroundings: &Surroundings, floor: Option<f32>) -> Baked {
    let mesh = &joint.mesh;
    let hidden = match joint.shade {
        Shade::Rays => hidden(&mesh.clone().carried(place), floor),
        _ => vec![false; mesh.faces.len()],
    };
    let occlusion = occlusion(joint, place, surroundings);
    let normals = blended(mesh);
    let (low, high) = mesh.bounds();
    let mut baked = Baked { veil: veil(&joint.shade), ..Baked::default() };
    for (index, face) in mesh.faces.iter().enumerate().filter(|(index, _)| !hidden[*index]) {
        let flat = mesh.normal(face);
        let start = baked.vertices.len() as u32;
        for (corner, &point) in face.corners.iter().enumerate() {
            let position = mesh.points[point as usize];
            let normal = if face.smooth { normals[point as usize] } else { flat };
            let height = (position.y - low.y) / (high.y - low.y).max(1e-3);
            baked.vertices.push(Vertex {
                position: (position * STEPS_PER_METRE).round() / STEPS_PER_METRE,
                normal: (normal * 127.0).round() / 127.0,
                uv: uv(face, normal, height, joint.standing),
                occlusion: occlusion[index][corner],
                slot: face.paint.slot,
            });
        }
        let at = |corner: u32| start + face.corners.iter().position(|it| *it == corner).unwrap_or(0) as u32;
        baked.indices.extend(mesh.cut(face).into_iter().flatten().map(at));
    }
    shared(baked)
}

fn occlusion(joint: &Joint, place: Affine3A, surroundings: &Surroundings) -> Vec<Vec<f32>> {
    let mesh = &joint.mesh;
    let each = |of: &dyn Fn(u32) -> f32| {
        mesh.faces.iter().map(|face| face.corners.iter().map(|&corner| of(corner)).collect()).collect()
    };
    match &joint.shade {
        Shade::Rays => surroundings.bake(&mesh.clone().carried(place)),
        Shade::Open => Surroundings::open(mesh),
        Shade::Air { .. } => each(&|_| 1.0),
        Shade::Glow { strength } => each(&|corner| strength[corner as usize]),
    }
}

fn veil(shade: &Shade) -> Option<Veil> {
    match shade {
        Shade::Rays | Shade::Open => None,
        Shade::Air { limb } => Some(Veil::Air { limb: *limb }),
        Shade::Glow { .. } => Some(Veil::Glow),
    }
}

/// Lit by itself: light above, dark below, by the way a face looks and by where it is.
fn uv(face: &Face, normal: Vec3, height: f32, standing: f32) -> Vec2 {
    let light = 0.24 * normal.y + 0.06 * normal.z + 0.22 * (height - 0.5);
    let t = 0.47 + standing * light + face.paint.tone;
    let [x, y] = palette::pixel(face.paint, t.clamp(0.02, 0.98));
    Vec2::new(x, y) / palette::SIDE as f32
}

/// Normals of points over their smooth faces, weighted by area.
fn blended(mesh: &Mesh) -> Vec<Vec3> {
    let mut sums = vec![Vec3::ZERO; mesh.points.len()];
    for face in mesh.faces.iter().filter(|face| face.smooth) {
        let normal = mesh.area_normal(face);
        for &corner in &face.corners {
            sums[corner as usize] += normal;
        }
    }
    sums.into_iter().map(|sum| sum.normalize_or(Vec3::Y)).collect()
}

/// Equal vertices become one.
fn shared(baked: Baked) -> Baked {
    let mut known = std::collections::BTreeMap::new();
    let mut vertices = Vec::new();
    let mut renamed = Vec::new();
    for vertex in &baked.vertices {
        let index = *known.entry(key(vertex)).or_insert_with(|| {
            vertices.push(*vertex);
            vertices.len() as u32 - 1
        });
        renamed.push(index);
    }
    Baked {
        vertices,
        veil: baked.veil,
        indices: baked.indices.iter().map(|index| renamed[*index as usize]).collect(),
    }
}

/// As it will be written: what is equal there is equal here.
fn key(vertex: &Vertex) -> [i32; 10] {
    let [x, y, z] = (vertex.position * STEPS_PER_METRE).to_array().map(|it| it as i32);
    let [a, b, c] = (vertex.normal * 127.0).to_array().map(|it| it.round() as i32);
    let uv = (vertex.uv * 65_535.0).round();
    [x, y, z, a, b, c, uv.x as i32, uv.y as i32, (vertex.occlusion * 255.0 + 0.5) as i32, vertex.slot as i32]
}
