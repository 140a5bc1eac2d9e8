//! Models as they come out of files: read with suspicion, held in memory, and moved. Knows no screen
//! and no network; the forge's files are its food, and anything else is refused with a reason.

mod animator;
mod clip;
mod container;
mod document;
pub mod limit;
mod notes;
mod numbers;
mod pose;
mod read;

pub use animator::{Animator, Mask};
pub use clip::{Channel, Clip, Values};
pub use notes::{Notes, Ramps, Water, Wave, Worn};
pub use pose::{Place, Pose};
pub use read::Unreadable;

use glam::{Quat, Vec3};

/// A model: a tree of nodes, the meshes that hang on them, and the ways it can move.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Parents before their children.
    pub nodes: Vec<Node>,
    pub meshes: Vec<Mesh>,
    pub clips: Vec<Clip>,
    /// What the file says of itself beside its shape.
    pub notes: Notes,
}

/// A joint, a mesh's peg or a socket.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub name: String,
    pub parent: Option<usize>,
    /// Where it is at rest, within its parent; metres.
    pub rest: Place,
    /// Index into [`Model::meshes`].
    pub mesh: Option<usize>,
    /// The mesh with fewer triangles, for far away.
    pub far: Option<usize>,
    /// Something can be hung here: a weapon, a lantern's light.
    pub socket: bool,
    /// Its mesh is light and nothing solid.
    pub veil: Option<Veil>,
}

/// Light that is added to what is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Veil {
    /// As strong as the occlusion of the mesh says.
    Glow,
    /// Strongest where normal · eye is `limb`, fading both ways from there.
    Air { limb: f32 },
}

/// Triangles. All lists of a vertex's properties are of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    /// Metres.
    pub positions: Vec<[f32; 3]>,
    /// Of length one.
    pub normals: Vec<[f32; 3]>,
    /// Where on the spectrum, 0.0 to 1.0.
    pub uvs: Vec<[f32; 2]>,
    /// Occlusion three times, then `255 - slot`.
    pub colours: Vec<[u8; 4]>,
    /// Three for each triangle, each below the number of vertices.
    pub indices: Vec<u32>,
}

impl Model {
    /// Reads a binary glTF 2.0 file.
    ///
    /// # Errors
    /// What is wrong with it. Whatever the bytes are, nothing worse happens.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        read::read(bytes)
    }

    /// The node of that name.
    pub fn node(&self, name: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.name == name)
    }

    /// The clip of that name.
    pub fn clip(&self, name: &str) -> Option<usize> {
        self.clips.iter().position(|clip| clip.name == name)
    }

    /// How every node stands when nothing moves.
    pub fn rest(&self) -> Pose {
        Pose(self.nodes.iter().map(|node| node.rest).collect())
    }

    /// A node and all below it.
    pub fn below(&self, top: usize) -> Vec<usize> {
        let mut inside = vec![false; self.nodes.len()];
        // Parents come first, so one walk is enough.
        for (index, node) in self.nodes.iter().enumerate() {
            inside[index] = index == top || node.parent.is_some_and(|it| inside[it]);
        }
        (0..inside.len()).filter(|it| inside[*it]).collect()
    }
}

impl Default for Place {
    fn default() -> Self {
        Self { shift: Vec3::ZERO, turn: Quat::IDENTITY, stretch: Vec3::ONE }
    }
}
