//! Triangles as the graphics card takes them: one buffer of vertices, one of indices.

use glam::{Mat3, Mat4, Vec3};
use model::{Mesh, Veil};

use crate::Dress;

/// Bytes of a vertex: place 3 × f32; normal 4 × i8; uv 2 × u16; paint 4 × u8 (occlusion, brightness by
/// half, kind of veil, its limb); bone u16 and two bytes of nothing.
pub const VERTEX_BYTES: usize = 28;

/// Vertices and the triangles between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Packed {
    pub vertices: Vec<u8>,
    pub indices: Vec<u32>,
    /// The box around all places.
    pub low: Vec3,
    pub high: Vec3,
}

/// How a mesh is put in.
#[derive(Clone, Copy, Debug)]
pub struct Put {
    /// Where it stands, before its bone moves it.
    pub place: Mat4,
    pub bone: u16,
    pub dress: Dress,
    /// Factor of brightness beside one.
    pub value: f32,
    pub veil: Option<Veil>,
}

impl Default for Packed {
    fn default() -> Self {
        Self { vertices: Vec::new(), indices: Vec::new(), low: Vec3::INFINITY, high: Vec3::NEG_INFINITY }
    }
}

impl Put {
    /// On a bone, as it is.
    pub fn on(bone: u16, dress: Dress) -> Self {
        Self { place: Mat4::IDENTITY, bone, dress, value: 0.0, veil: None }
    }
}

impl Packed {
    pub fn add(&mut self, mesh: &Mesh, put: &Put) {
        let first = (self.vertices.len() / VERTEX_BYTES) as u32;
        let turn = Mat3::from_mat4(put.place).inverse().transpose();
        self.vertices.reserve(mesh.positions.len() * VERTEX_BYTES);
        for (index, place) in mesh.positions.iter().enumerate() {
            let place = put.place.transform_point3(Vec3::from_array(*place));
            let normal = (turn * Vec3::from_array(mesh.normals[index])).normalize_or(Vec3::Y);
            (self.low, self.high) = (self.low.min(place), self.high.max(place));
            self.vertex(place, normal, mesh.uvs[index], mesh.colours[index], put);
        }
        self.indices.extend(mesh.indices.iter().map(|it| it + first));
    }

    fn vertex(&mut self, place: Vec3, normal: Vec3, uv: [f32; 2], colour: [u8; 4], put: &Put) {
        let bytes = &mut self.vertices;
        place.to_array().iter().for_each(|it| bytes.extend(it.to_le_bytes()));
        bytes.extend(normal.to_array().map(|it| libm::roundf(it * 127.0) as i8 as u8));
        bytes.push(0);
        let uv = put.dress.uv(uv, 255 - colour[3]);
        uv.iter()
            .for_each(|it| bytes.extend((libm::roundf(it.clamp(0.0, 1.0) * 65535.0) as u16).to_le_bytes()));
        let (veil, limb) = match put.veil {
            None => (0, 0),
            Some(Veil::Glow) => (1, 0),
            Some(Veil::Air { limb }) => (2, libm::roundf(limb * 255.0) as u8),
        };
        let value = libm::roundf((1.0 + put.value).clamp(0.0, 1.99) * 128.0) as u8;
        bytes.extend([colour[0], value, veil, limb]);
        bytes.extend(put.bone.to_le_bytes());
        bytes.extend([0, 0]);
    }

    pub fn is_empty(&self) -> bool {
        self.indices.is_empty()
    }

    /// The middle of the box around it, and how far its corners are.
    pub fn sphere(&self) -> (Vec3, f32) {
        match self.is_empty() {
            true => (Vec3::ZERO, 0.0),
            false => ((self.low + self.high) / 2.0, (self.high - self.low).length() / 2.0),
        }
    }
}
