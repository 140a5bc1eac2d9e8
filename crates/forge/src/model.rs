//! A model: rigid parts on joints, places to hang things, and the ways it moves.

use glam::{Affine3A, Quat, Vec3};
use serde_json::{Map, Value};

use crate::clip::Clip;
use crate::mesh::Mesh;

/// How a part comes by its light.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Shade {
    /// Rays are cast for its occlusion.
    #[default]
    Rays,
    /// Nothing stands around it: only its edges are lit, and it darkens nothing.
    Open,
    /// It is light itself, added to what is behind it: strongest where `limb` is the cosine between
    /// its normal and the eye, fading inward and outward from there.
    Air { limb: f32 },
    /// It is light itself, as strong (0.0 to 1.0) at each point as its occlusion then says.
    Glow { strength: Vec<f32> },
}

/// A joint with the rigid part that hangs on it.
#[derive(Clone, Debug)]
pub struct Joint {
    pub name: String,
    /// Index of the parent, which comes before its children.
    pub parent: Option<usize>,
    /// Where it sits in its parent, metres.
    pub rest: Vec3,
    /// Around the joint as the origin; may be empty.
    pub mesh: Mesh,
    pub shade: Shade,
    /// How much its paint lies light above and dark below: 1.0 for what stands as it was made, less
    /// for what swings, because its shadows swing with it.
    pub standing: f32,
}

/// A named place to hang another model: a hand, a back, or `fit_…`, where outfits are hung and are
/// stretched to this body.
#[derive(Clone, Debug)]
pub struct Socket {
    pub name: String,
    pub joint: usize,
    pub place: Vec3,
    pub turn: Quat,
    pub stretch: Vec3,
}

/// Where each joint is beside its rest: a turn and a shift in metres.
pub type Pose = Vec<(Quat, Vec3)>;

/// What the forge makes before it is baked and written.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub joints: Vec<Joint>,
    pub sockets: Vec<Socket>,
    pub clips: Vec<Clip>,
    /// What else a reader must know, under `extras` of the file's root node.
    pub extras: Map<String, Value>,
}

impl Model {
    /// A thing of one part.
    pub fn rigid(name: &str, mesh: Mesh) -> Self {
        let mut model = Self::default();
        model.joint(name, None, Vec3::ZERO, mesh);
        model
    }

    /// Adds a joint and says its index.
    pub fn joint(&mut self, name: &str, parent: Option<usize>, rest: Vec3, mesh: Mesh) -> usize {
        assert!(parent.is_none_or(|parent| parent < self.joints.len()), "a parent comes first");
        let (name, shade) = (name.to_owned(), Shade::default());
        self.joints.push(Joint { name, parent, rest, mesh, shade, standing: 1.0 });
        self.joints.len() - 1
    }

    /// The joint of that name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.joints.iter().position(|joint| joint.name == name)
    }

    /// The socket of that name.
    pub fn socket(&self, name: &str) -> Option<&Socket> {
        self.sockets.iter().find(|socket| socket.name == name)
    }

    /// The pose in which nothing is turned.
    pub fn rest(&self) -> Pose {
        vec![(Quat::IDENTITY, Vec3::ZERO); self.joints.len()]
    }

    /// Where every joint is in the model's space.
    pub fn posed(&self, pose: &Pose) -> Vec<Affine3A> {
        let mut model_from_joint: Vec<Affine3A> = Vec::with_capacity(self.joints.len());
        for (joint, (turn, shift)) in self.joints.iter().zip(pose) {
            let parent = joint.parent.map_or(Affine3A::IDENTITY, |parent| model_from_joint[parent]);
            model_from_joint.push(parent * Affine3A::from_rotation_translation(*turn, joint.rest + *shift));
        }
        model_from_joint
    }

    /// Triangles of all parts.
    pub fn triangles(&self) -> usize {
        self.joints.iter().map(|joint| joint.mesh.triangles()).sum()
    }

    /// All parts as one mesh, at rest.
    pub fn whole(&self) -> Mesh {
        let places = self.posed(&self.rest());
        Mesh::of(self.joints.iter().zip(places).map(|(joint, place)| joint.mesh.clone().carried(place)))
    }

    /// All parts that darken others, as one mesh, at rest.
    pub fn solid(&self) -> Mesh {
        let places = self.posed(&self.rest());
        let parts = self.joints.iter().zip(places).filter(|(joint, _)| joint.shade == Shade::Rays);
        Mesh::of(parts.map(|(joint, place)| joint.mesh.clone().carried(place)))
    }

    /// The box around the model at rest.
    pub fn bounds(&self) -> (Vec3, Vec3) {
        self.whole().bounds()
    }
}

impl Socket {
    /// The place of what hangs here, in the space of its joint.
    pub fn joint_from_socket(&self) -> Affine3A {
        Affine3A::from_scale_rotation_translation(self.stretch, self.turn, self.place)
    }
}
