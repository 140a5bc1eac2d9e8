//! The nine species: what makes each known from across the quay (content/species.json).

mod beast;

use glam::Vec3;

use super::body::{GLASS, SKIN, foot, six};
use super::head::{Ears, Face, head, tusks};
use super::rig::Frame;
use crate::mesh::Mesh;
use crate::paint::{Paint, Ramp};

/// A body and its face.
pub struct Species {
    pub slug: &'static str,
    pub frame: Frame,
    pub face: Face,
    /// The head for that face, around its joint, before it is stretched.
    pub head: fn(&Face) -> Mesh,
    /// Around the joint of the tail.
    pub tail: fn() -> Mesh,
    /// In the place of boots, where one goes without.
    pub bare_leg: Option<fn() -> Mesh>,
    /// What it wears in the colours of nobody in particular.
    pub skin: Ramp,
    pub hair: Ramp,
    /// Slugs of `hair/…`.
    pub cuts: &'static [&'static str],
}

/// All of them, in the order of content/species.json.
pub fn all() -> [Species; 9] {
    [dragonborn(), dwarf(), elf(), gnome(), goliath(), halfling(), human(), orc(), tiefling()]
}

const fn v(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3::new(x, y, z)
}

const EYES_ALIGHT: Paint = Paint::glow(Ramp::Straw);

fn human() -> Species {
    Species {
        slug: "human",
        frame: Frame::REFERENCE,
        face: Face::PLAIN,
        head,
        tail: Mesh::default,
        bare_leg: None,
        skin: Ramp::Sand,
        hair: Ramp::Ebony,
        cuts: &["swept"],
    }
}

/// A crest of horns, a heavy tail, a stance like an anchor.
fn dragonborn() -> Species {
    let frame = Frame {
        chest: v(1.16, 1.06, 1.14),
        hips: v(1.10, 1.0, 1.08),
        upper_arm: v(1.16, 1.04, 1.16),
        fore_arm: v(1.22, 1.04, 1.22),
        hand: 1.18,
        thigh: v(1.16, 1.0, 1.16),
        shin: v(1.10, 1.0, 1.10),
        head: 1.0,
        head_forward: 0.035,
        base: 0.46,
        ..Frame::REFERENCE
    };
    Species {
        slug: "dragonborn",
        frame,
        head: beast::dragon_head,
        tail: beast::dragon_tail,
        bare_leg: Some(beast::clawed_leg),
        skin: Ramp::Rust,
        hair: Ramp::Pitch,
        cuts: &[],
        ..human()
    }
}

/// Broad as a capstan, with a beard that has seen weather.
fn dwarf() -> Species {
    let frame = Frame {
        chest: v(1.24, 0.88, 1.20),
        hips: v(1.20, 0.76, 1.20),
        upper_arm: v(1.24, 0.86, 1.24),
        fore_arm: v(1.30, 0.88, 1.30),
        hand: 1.24,
        thigh: v(1.18, 0.62, 1.18),
        shin: v(1.20, 0.74, 1.16),
        head: 1.10,
        base: 0.42,
        ..Frame::REFERENCE
    };
    let face = Face { nose: 1.45, brow: 1.5, width: 1.06, jaw: 1.1, ..Face::PLAIN };
    Species {
        slug: "dwarf",
        frame,
        face,
        skin: Ramp::Porcelain,
        hair: Ramp::Rust,
        cuts: &["crop", "beard"],
        ..human()
    }
}

/// Tall and narrow, long ears swept back like a following wind.
fn elf() -> Species {
    let frame = Frame {
        chest: v(0.84, 1.10, 0.84),
        hips: v(0.86, 1.16, 0.86),
        upper_arm: v(0.80, 1.16, 0.80),
        fore_arm: v(0.84, 1.14, 0.84),
        hand: 0.92,
        thigh: v(0.86, 1.24, 0.86),
        shin: v(0.86, 1.22, 0.88),
        head: 0.97,
        base: 0.38,
        ..Frame::REFERENCE
    };
    let face =
        Face { ears: Ears::Pointed(0.30), width: 0.94, jaw: 0.82, nose: 0.8, brow: 0.7, ..Face::PLAIN };
    Species { slug: "elf", frame, face, skin: Ramp::Porcelain, hair: Ramp::Straw, cuts: &["long"], ..human() }
}

/// Small under a large hat, with boots made for climbing rigging.
fn gnome() -> Species {
    let frame = Frame {
        chest: v(0.86, 0.68, 0.92),
        hips: v(0.92, 0.58, 0.94),
        upper_arm: v(0.86, 0.74, 0.86),
        fore_arm: v(0.92, 0.76, 0.92),
        hand: 0.96,
        thigh: v(0.90, 0.48, 0.90),
        shin: v(1.12, 0.62, 1.16),
        head: 1.02,
        base: 0.36,
        ..Frame::REFERENCE
    };
    let face = Face { nose: 1.7, brow: 1.3, ears: Ears::Pointed(0.15), ..Face::PLAIN };
    let cuts = &["beard", "tall-hat"];
    Species { slug: "gnome", frame, face, skin: Ramp::Porcelain, hair: Ramp::Bone, cuts, ..human() }
}

/// Shoulders that block out stars; a bare head and a calm back.
fn goliath() -> Species {
    let frame = Frame {
        chest: v(1.36, 1.20, 1.22),
        hips: v(1.14, 1.10, 1.12),
        upper_arm: v(1.32, 1.22, 1.32),
        fore_arm: v(1.34, 1.22, 1.34),
        hand: 1.30,
        thigh: v(1.24, 1.14, 1.24),
        shin: v(1.20, 1.12, 1.18),
        head: 0.98,
        shoulders: 0.015,
        base: 0.48,
        ..Frame::REFERENCE
    };
    let face = Face { jaw: 1.16, brow: 1.7, nose: 1.1, width: 0.98, ..Face::PLAIN };
    Species {
        slug: "goliath",
        frame,
        face,
        head: beast::marked_head,
        skin: Ramp::Slate,
        hair: Ramp::Ink,
        cuts: &[],
        ..human()
    }
}

/// Round, curly-headed and barefoot on any deck.
fn halfling() -> Species {
    let frame = Frame {
        chest: v(0.94, 0.76, 1.06),
        hips: v(1.04, 0.60, 1.10),
        upper_arm: v(0.94, 0.80, 0.94),
        fore_arm: v(0.94, 0.80, 0.94),
        hand: 0.98,
        thigh: v(0.98, 0.56, 0.98),
        shin: v(1.06, 0.62, 1.12),
        head: 1.08,
        base: 0.37,
        ..Frame::REFERENCE
    };
    let face = Face { width: 1.06, jaw: 1.08, nose: 1.15, ..Face::PLAIN };
    let bare_leg = Some(barefoot as fn() -> Mesh);
    Species {
        slug: "halfling",
        frame,
        face,
        bare_leg,
        skin: Ramp::Umber,
        hair: Ramp::Oak,
        cuts: &["curls"],
        ..human()
    }
}

/// Forward-leaning and strong in the jaw, tusks catching the light.
fn orc() -> Species {
    let frame = Frame {
        chest: v(1.26, 1.06, 1.22),
        hips: v(1.08, 1.0, 1.08),
        upper_arm: v(1.26, 1.14, 1.26),
        fore_arm: v(1.34, 1.14, 1.34),
        hand: 1.26,
        thigh: v(1.16, 0.96, 1.16),
        shin: v(1.16, 0.96, 1.14),
        head: 1.04,
        head_forward: 0.095,
        base: 0.45,
        ..Frame::REFERENCE
    };
    let face =
        Face { jaw: 1.38, chin: 0.034, brow: 1.6, nose: 1.25, ears: Ears::Pointed(0.15), ..Face::PLAIN };
    let head = |face: &Face| head(face).and(tusks(0.115, 0.085, 0.150));
    Species {
        slug: "orc",
        frame,
        face,
        head,
        skin: Ramp::Moss,
        hair: Ramp::Pitch,
        cuts: &["topknot"],
        ..human()
    }
}

/// Curling horns and a tail that signals before the face does.
fn tiefling() -> Species {
    let frame = Frame {
        chest: v(0.92, 1.04, 0.90),
        hips: v(0.92, 1.08, 0.92),
        upper_arm: v(0.88, 1.06, 0.88),
        fore_arm: v(0.90, 1.06, 0.90),
        hand: 0.96,
        thigh: v(0.94, 1.10, 0.94),
        shin: v(0.94, 1.10, 0.96),
        head: 0.98,
        base: 0.40,
        ..Frame::REFERENCE
    };
    let face = Face { jaw: 0.88, ears: Ears::Pointed(0.16), eyes: EYES_ALIGHT, nose: 0.9, ..Face::PLAIN };
    Species {
        slug: "tiefling",
        frame,
        face,
        head: |face| head(face).and(beast::curled_horns()),
        tail: beast::arrow_tail,
        skin: Ramp::Madder,
        hair: Ramp::Pitch,
        cuts: &["swept"],
        ..human()
    }
}

fn barefoot() -> Mesh {
    let trouser = six(&[(-0.14, 0.100, 0.106, -0.004), (0.02, 0.104, 0.110, 0.0)], super::body::TROUSERS);
    let shank = six(&[(-0.27, 0.066, 0.070, -0.012), (-0.08, 0.078, 0.084, -0.004)], SKIN);
    let tuft = six(&[(-0.225, 0.052, 0.03, 0.105), (-0.20, 0.040, 0.05, 0.05)], super::body::HAIR);
    Mesh::of([trouser, shank, foot(SKIN, SKIN.toned(-0.2)), tuft])
}

/// The glow of a lantern, for eyes that dragons have.
const DRAGON_EYES: Paint = Paint { slot: crate::paint::Slot::Fixed, ..GLASS };
