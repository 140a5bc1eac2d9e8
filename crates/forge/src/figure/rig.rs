//! The one rig: fifteen rigid parts and their joints, and the frame that makes nine bodies of it.

use glam::{Quat, Vec3};

use crate::mesh::Mesh;
use crate::model::{Model, Socket};
use crate::trig::turn;

/// A joint of the figure. `L` is the figure's left, at +x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Bone {
    /// The round base; it stays where the figure stands.
    Base,
    Pelvis,
    Chest,
    Head,
    UpperArmL,
    ForeArmL,
    HandL,
    UpperArmR,
    ForeArmR,
    HandR,
    ThighL,
    ShinL,
    ThighR,
    ShinR,
    /// Present in every body, with a part in few.
    Tail,
}

use Bone::*;

impl Bone {
    /// All of them, parents first.
    pub const ALL: [Self; 15] = [
        Base, Pelvis, Chest, Head, UpperArmL, ForeArmL, HandL, UpperArmR, ForeArmR, HandR, ThighL, ShinL,
        ThighR, ShinR, Tail,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 15] = [
            "base",
            "pelvis",
            "chest",
            "head",
            "upper_arm_l",
            "fore_arm_l",
            "hand_l",
            "upper_arm_r",
            "fore_arm_r",
            "hand_r",
            "thigh_l",
            "shin_l",
            "thigh_r",
            "shin_r",
            "tail",
        ];
        NAMES[self as usize]
    }

    fn parent(self) -> Option<Self> {
        Some(match self {
            Base => return None,
            Pelvis => Base,
            Chest | ThighL | ThighR | Tail => Pelvis,
            Head | UpperArmL | UpperArmR => Chest,
            ForeArmL => UpperArmL,
            HandL => ForeArmL,
            ForeArmR => UpperArmR,
            HandR => ForeArmR,
            ShinL => ThighL,
            ShinR => ThighR,
        })
    }

    /// Whether it is on the figure's right, the mirror image of a part on the left.
    pub fn is_right(self) -> bool {
        matches!(self, UpperArmR | ForeArmR | HandR | ThighR | ShinR)
    }

    /// Its mirror image; itself where it lies in the middle.
    #[must_use]
    pub fn other_side(self) -> Self {
        match self {
            UpperArmL => UpperArmR,
            ForeArmL => ForeArmR,
            HandL => HandR,
            ThighL => ThighR,
            ShinL => ShinR,
            UpperArmR => UpperArmL,
            ForeArmR => ForeArmL,
            HandR => HandL,
            ThighR => ThighL,
            ShinR => ShinL,
            middle => middle,
        }
    }
}

/// Height of the base under the feet, metres.
pub const BASE_HEIGHT: f32 = 0.085;

/// How a body differs from the one that parts are made for: factors (x, y, z) of that one's sizes.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub chest: Vec3,
    pub hips: Vec3,
    pub upper_arm: Vec3,
    pub fore_arm: Vec3,
    pub hand: f32,
    pub thigh: Vec3,
    pub shin: Vec3,
    pub head: f32,
    /// How far the shoulders stand beyond what the chest says, metres.
    pub shoulders: f32,
    /// How far the head stands before the chest, metres.
    pub head_forward: f32,
    /// Radius of the base, metres.
    pub base: f32,
}

impl Frame {
    /// The body for which parts are made: a human of 1.8 metres, base included.
    pub const REFERENCE: Self = Self {
        chest: Vec3::ONE,
        hips: Vec3::ONE,
        upper_arm: Vec3::ONE,
        fore_arm: Vec3::ONE,
        hand: 1.0,
        thigh: Vec3::ONE,
        shin: Vec3::ONE,
        head: 1.0,
        shoulders: 0.0,
        head_forward: 0.0,
        base: 0.40,
    };

    /// How a part made for the reference is stretched on this body.
    pub fn stretch(&self, bone: Bone) -> Vec3 {
        match bone {
            Base => Vec3::new(self.base / Self::REFERENCE.base, 1.0, self.base / Self::REFERENCE.base),
            Pelvis => self.hips,
            Chest => self.chest,
            Head => Vec3::splat(self.head),
            UpperArmL | UpperArmR => self.upper_arm,
            ForeArmL | ForeArmR => self.fore_arm,
            HandL | HandR => Vec3::splat(self.hand),
            ThighL | ThighR => self.thigh,
            ShinL | ShinR => self.shin,
            Tail => Vec3::ONE,
        }
    }

    /// Where a joint sits in its parent, metres.
    pub fn rest(&self, bone: Bone) -> Vec3 {
        let legs = 0.32 * self.thigh.y + 0.34 * self.shin.y;
        let left = match bone {
            Base => Vec3::ZERO,
            Pelvis => Vec3::new(0.0, BASE_HEIGHT + legs + 0.04, 0.0),
            Chest => Vec3::new(0.0, 0.10 * self.hips.y, 0.0),
            Head => Vec3::new(0.0, 0.42 * self.chest.y, 0.01 + self.head_forward),
            UpperArmL | UpperArmR => {
                Vec3::new(0.235 * self.chest.x + self.shoulders, 0.335 * self.chest.y, 0.0)
            }
            ForeArmL | ForeArmR => Vec3::new(0.0, -0.235 * self.upper_arm.y, 0.0),
            HandL | HandR => Vec3::new(0.0, -0.21 * self.fore_arm.y, 0.0),
            ThighL | ThighR => Vec3::new(0.11 * self.hips.x, -0.04, 0.0),
            ShinL | ShinR => Vec3::new(0.0, -0.32 * self.thigh.y, 0.0),
            Tail => Vec3::new(0.0, 0.02, -0.10 * self.hips.z),
        };
        if bone.is_right() { Vec3::new(-left.x, left.y, left.z) } else { left }
    }
}

/// A body: its joints with the parts that `part` gives for each, and the sockets.
pub fn assemble(frame: &Frame, part: impl Fn(Bone) -> Mesh) -> Model {
    let mut model = Model::default();
    for bone in Bone::ALL {
        let parent = bone.parent().map(|parent| parent as usize);
        model.joint(bone.name(), parent, frame.rest(bone), part(bone));
    }
    for bone in Bone::ALL {
        model.sockets.push(fit(frame, bone));
    }
    model.sockets.extend(sockets(frame));
    model
}

/// The name of the place where outfits hang on a joint.
pub fn fit_name(bone: Bone) -> String {
    format!("fit_{}", bone.name())
}

fn fit(frame: &Frame, bone: Bone) -> Socket {
    Socket {
        name: fit_name(bone),
        joint: bone as usize,
        place: Vec3::ZERO,
        turn: Quat::IDENTITY,
        stretch: frame.stretch(bone),
    }
}

fn sockets(frame: &Frame) -> Vec<Socket> {
    let socket = |name: &str, bone: Bone, place: Vec3, turn: Quat| Socket {
        name: name.to_owned(),
        joint: bone as usize,
        place: place * frame.stretch(bone),
        turn,
        stretch: Vec3::ONE,
    };
    // What is held stands along its own +y; with the fore arm hanging it points forward.
    let grip = turn(90.0, 0.0, 0.0);
    vec![
        socket("socket_hand_l", HandL, Vec3::new(0.0, -0.065, 0.012), grip),
        socket("socket_hand_r", HandR, Vec3::new(0.0, -0.065, 0.012), grip),
        socket("socket_back", Chest, Vec3::new(0.0, 0.24, -0.19), turn(0.0, 0.0, 35.0)),
        socket("socket_head", Head, Vec3::new(0.0, 0.40, 0.0), Quat::IDENTITY),
    ]
}
