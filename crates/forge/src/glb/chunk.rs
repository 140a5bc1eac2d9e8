//! The binary half of a file: numbers by kind, and the accessors that find them.

use glam::{Quat, Vec3};
use serde_json::{Map, Value, json};

use crate::bake::{Baked, Vertex};

/// One kind of numbers, side by side: like compresses well beside like.
#[derive(Default)]
struct View {
    bytes: Vec<u8>,
    stride: Option<usize>,
    target: Option<u32>,
}

const POSITIONS: usize = 0;
const NORMALS: usize = 1;
const UVS: usize = 2;
const COLOURS: usize = 3;
const INDICES: usize = 4;
const KEYS: usize = 5;

const FLOAT: u32 = 5126;
const U8: u32 = 5121;
const I16: u32 = 5122;
const U16: u32 = 5123;
const U32: u32 = 5125;
const VERTICES: u32 = 34_962;
const ELEMENTS: u32 = 34_963;

pub(super) struct Bin {
    views: [View; 6],
    accessors: Vec<Value>,
}

impl Default for Bin {
    fn default() -> Self {
        let vertices = |stride| View { stride: Some(stride), target: Some(VERTICES), ..View::default() };
        let indices = View { target: Some(ELEMENTS), ..View::default() };
        let views = [vertices(12), vertices(12), vertices(4), vertices(4), indices, View::default()];
        Self { views, accessors: Vec::new() }
    }
}

impl Bin {
    pub(super) fn positions(&mut self, baked: &Baked) -> usize {
        let (mut low, mut high) = (Vec3::MAX, Vec3::MIN);
        for vertex in &baked.vertices {
            (low, high) = (low.min(vertex.position), high.max(vertex.position));
        }
        let bytes = baked.vertices.iter().flat_map(|vertex| floats(&plain(vertex.position).to_array()));
        let ends = json!({ "min": plain(low).to_array(), "max": plain(high).to_array() });
        self.accessor(POSITIONS, bytes, baked.vertices.len(), (FLOAT, "VEC3"), ends)
    }

    pub(super) fn normals(&mut self, baked: &Baked) -> usize {
        let bytes = baked.vertices.iter().flat_map(|vertex| floats(&plain(vertex.normal).to_array()));
        self.accessor(NORMALS, bytes, baked.vertices.len(), (FLOAT, "VEC3"), json!({}))
    }

    pub(super) fn uvs(&mut self, baked: &Baked) -> usize {
        let bytes = baked.vertices.iter().flat_map(|vertex| {
            let [u, v] = vertex.uv.to_array().map(|it| (it * 65_535.0).round() as u16).map(u16::to_le_bytes);
            [u, v].concat()
        });
        let normalised = json!({ "normalized": true });
        self.accessor(UVS, bytes, baked.vertices.len(), (U16, "VEC2"), normalised)
    }

    pub(super) fn colours(&mut self, baked: &Baked) -> usize {
        let bytes = baked.vertices.iter().flat_map(colour);
        let normalised = json!({ "normalized": true });
        self.accessor(COLOURS, bytes, baked.vertices.len(), (U8, "VEC4"), normalised)
    }

    pub(super) fn indices(&mut self, baked: &Baked) -> usize {
        let many = baked.vertices.len() > usize::from(u16::MAX);
        let width = if many { 4 } else { 2 };
        let bytes = baked.indices.iter().flat_map(|index| index.to_le_bytes().into_iter().take(width));
        let kind = if many { U32 } else { U16 };
        self.accessor(INDICES, bytes, baked.indices.len(), (kind, "SCALAR"), json!({}))
    }

    pub(super) fn times(&mut self, times: &[f32]) -> usize {
        let ends = json!({ "min": [times.first()], "max": [times.last()] });
        self.accessor(KEYS, floats(times).into_iter(), times.len(), (FLOAT, "SCALAR"), ends)
    }

    pub(super) fn turns(&mut self, turns: &[Quat]) -> usize {
        let bytes = turns.iter().flat_map(|turn| {
            // One spelling of two: w is not negative.
            let turn = if turn.w < 0.0 { -*turn } else { *turn };
            turn.to_array().into_iter().flat_map(|it| ((it * 32_767.0).round() as i16).to_le_bytes())
        });
        self.accessor(KEYS, bytes, turns.len(), (I16, "VEC4"), json!({ "normalized": true }))
    }

    pub(super) fn shifts(&mut self, shifts: &[Vec3]) -> usize {
        let rounded = |shift: &Vec3| plain((*shift * 4096.0).round() / 4096.0).to_array();
        let bytes = shifts.iter().flat_map(|shift| floats(&rounded(shift)));
        self.accessor(KEYS, bytes, shifts.len(), (FLOAT, "VEC3"), json!({}))
    }

    fn accessor(
        &mut self,
        view: usize,
        bytes: impl Iterator<Item = u8>,
        count: usize,
        (component, kind): (u32, &str),
        mut more: Value,
    ) -> usize {
        let place = &mut self.views[view].bytes;
        // Every accessor begins on a multiple of four.
        place.resize(place.len().next_multiple_of(4), 0);
        more["bufferView"] = json!(view);
        more["byteOffset"] = json!(place.len());
        more["componentType"] = json!(component);
        more["count"] = json!(count);
        more["type"] = json!(kind);
        place.extend(bytes);
        self.accessors.push(more);
        self.accessors.len() - 1
    }

    /// The whole file: header, JSON chunk, binary chunk.
    pub(super) fn finish(self, mut root: Map<String, Value>) -> Vec<u8> {
        let (mut bin, mut views) = (Vec::new(), Vec::new());
        let mut places = [0; 6];
        for (index, view) in self.views.iter().enumerate().filter(|(_, view)| !view.bytes.is_empty()) {
            bin.resize(bin.len().next_multiple_of(4), 0_u8);
            let mut json = json!({ "buffer": 0, "byteOffset": bin.len(), "byteLength": view.bytes.len() });
            if let Some(stride) = view.stride {
                json["byteStride"] = json!(stride);
            }
            if let Some(target) = view.target {
                json["target"] = json!(target);
            }
            places[index] = views.len();
            views.push(json);
            bin.extend(&view.bytes);
        }
        let mut accessors = self.accessors;
        for accessor in &mut accessors {
            let view = accessor["bufferView"].as_u64().unwrap_or(0) as usize;
            accessor["bufferView"] = json!(places[view]);
        }
        bin.resize(bin.len().next_multiple_of(4), 0);
        root.insert("bufferViews".into(), Value::Array(views));
        root.insert("accessors".into(), Value::Array(accessors));
        root.insert("buffers".into(), json!([{ "byteLength": bin.len() }]));
        let mut text = Value::Object(root).to_string().into_bytes();
        text.resize(text.len().next_multiple_of(4), b' ');
        container(&text, &bin)
    }
}

fn container(text: &[u8], bin: &[u8]) -> Vec<u8> {
    let mut file = b"glTF".to_vec();
    let total = 12 + 8 + text.len() + 8 + bin.len();
    file.extend(2_u32.to_le_bytes());
    file.extend((total as u32).to_le_bytes());
    for (name, chunk) in [(b"JSON", text), (b"BIN\0", bin)] {
        file.extend((chunk.len() as u32).to_le_bytes());
        file.extend(name);
        file.extend(chunk);
    }
    file
}

fn colour(vertex: &Vertex) -> [u8; 4] {
    let occlusion = (vertex.occlusion * 255.0 + 0.5) as u8;
    [occlusion, occlusion, occlusion, 255 - vertex.slot as u8]
}

fn floats(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// Without negative zeros, which are other bytes for the same number.
fn plain(value: Vec3) -> Vec3 {
    value + Vec3::ZERO
}
