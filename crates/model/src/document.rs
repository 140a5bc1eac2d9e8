//! The JSON half, as far as it is read. What stands there besides is passed over.

use serde::Deserialize;

use crate::notes::Notes;

#[derive(Deserialize)]
pub(crate) struct Document {
    pub(crate) asset: About,
    #[serde(default, rename = "extensionsRequired")]
    pub(crate) required: Vec<String>,
    #[serde(default)]
    pub(crate) scenes: Vec<Scene>,
    #[serde(default)]
    pub(crate) nodes: Vec<Node>,
    #[serde(default)]
    pub(crate) meshes: Vec<Mesh>,
    #[serde(default)]
    pub(crate) accessors: Vec<Accessor>,
    #[serde(default, rename = "bufferViews")]
    pub(crate) views: Vec<View>,
    #[serde(default)]
    pub(crate) buffers: Vec<Buffer>,
    #[serde(default)]
    pub(crate) animations: Vec<Animation>,
}

#[derive(Deserialize)]
pub(crate) struct About {
    pub(crate) version: String,
}

#[derive(Deserialize)]
pub(crate) struct Scene {
    #[serde(default)]
    pub(crate) extras: Notes,
}

#[derive(Deserialize)]
pub(crate) struct Node {
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) children: Vec<usize>,
    pub(crate) mesh: Option<usize>,
    pub(crate) skin: Option<usize>,
    pub(crate) matrix: Option<[f32; 16]>,
    pub(crate) translation: Option<[f32; 3]>,
    pub(crate) rotation: Option<[f32; 4]>,
    pub(crate) scale: Option<[f32; 3]>,
    #[serde(default)]
    pub(crate) extras: NodeExtras,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NodeExtras {
    pub(crate) far: Option<usize>,
    pub(crate) socket: bool,
    pub(crate) veil: Option<String>,
    pub(crate) limb: f32,
}

#[derive(Deserialize)]
pub(crate) struct Mesh {
    pub(crate) primitives: Vec<Primitive>,
}

#[derive(Deserialize)]
pub(crate) struct Primitive {
    pub(crate) attributes: Attributes,
    pub(crate) indices: Option<usize>,
    /// Triangles, where nothing is said.
    #[serde(default = "triangles")]
    pub(crate) mode: u32,
}

pub(crate) const TRIANGLES: u32 = 4;

fn triangles() -> u32 {
    TRIANGLES
}

#[derive(Deserialize)]
pub(crate) struct Attributes {
    #[serde(rename = "POSITION")]
    pub(crate) position: usize,
    #[serde(rename = "NORMAL")]
    pub(crate) normal: Option<usize>,
    #[serde(rename = "TEXCOORD_0")]
    pub(crate) uv: Option<usize>,
    #[serde(rename = "COLOR_0")]
    pub(crate) colour: Option<usize>,
}

#[derive(Deserialize)]
pub(crate) struct Accessor {
    #[serde(rename = "bufferView")]
    pub(crate) view: Option<usize>,
    #[serde(default, rename = "byteOffset")]
    pub(crate) offset: usize,
    #[serde(rename = "componentType")]
    pub(crate) component: u32,
    #[serde(default)]
    pub(crate) normalized: bool,
    pub(crate) count: usize,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) sparse: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
pub(crate) struct View {
    #[serde(default)]
    pub(crate) buffer: usize,
    #[serde(default, rename = "byteOffset")]
    pub(crate) offset: usize,
    #[serde(rename = "byteLength")]
    pub(crate) length: usize,
    #[serde(rename = "byteStride")]
    pub(crate) stride: Option<usize>,
}

#[derive(Deserialize)]
pub(crate) struct Buffer {
    #[serde(rename = "byteLength")]
    pub(crate) length: usize,
    pub(crate) uri: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
pub(crate) struct Animation {
    #[serde(default)]
    pub(crate) name: String,
    pub(crate) channels: Vec<Channel>,
    pub(crate) samplers: Vec<Sampler>,
    #[serde(default)]
    pub(crate) extras: AnimationExtras,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnimationExtras {
    pub(crate) seconds: Option<f32>,
    pub(crate) looping: bool,
}

#[derive(Deserialize)]
pub(crate) struct Channel {
    pub(crate) sampler: usize,
    pub(crate) target: Target,
}

#[derive(Deserialize)]
pub(crate) struct Target {
    pub(crate) node: Option<usize>,
    pub(crate) path: String,
}

#[derive(Deserialize)]
pub(crate) struct Sampler {
    pub(crate) input: usize,
    pub(crate) output: usize,
    #[serde(default = "linear")]
    pub(crate) interpolation: String,
}

pub(crate) const LINEAR: &str = "LINEAR";

fn linear() -> String {
    LINEAR.into()
}
