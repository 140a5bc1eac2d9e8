//! The body of a creature while it is put together: parts are drawn where they stand, feet at y = 0,
//! and the base comes to lie under them.

use glam::Vec3;

use super::leg::Leg;
use super::stand::{self, Size};
use crate::figure::rig::BASE_HEIGHT;
use crate::mesh::Mesh;
use crate::model::Model;

/// A model with its legs, and how late some of its joints follow.
pub struct Body {
    pub model: Model,
    /// Feet that stay where they are while what they carry moves.
    pub legs: Vec<Leg>,
    /// Names of joints and the share of a clip by which they lag: tails, ears, what hangs.
    pub lags: Vec<(String, f32)>,
    places: Vec<Vec3>,
}

impl Body {
    /// Nothing but the base.
    pub fn on_base(size: Size) -> Self {
        let mut model = Model::default();
        model.joint("base", None, Vec3::ZERO, stand::base(size));
        Self { model, legs: vec![], lags: vec![], places: vec![-Vec3::Y * BASE_HEIGHT] }
    }

    /// A part that turns about `place` in `parent`; both its place and its mesh are said where they
    /// stand, not in their parent.
    pub fn part(&mut self, name: &str, parent: &str, place: [f32; 3], mesh: Mesh) -> usize {
        let parent = self.find(parent);
        let place = Vec3::from(place);
        let rest = place - self.places[parent];
        self.places.push(place);
        self.model.joint(name, Some(parent), rest, mesh.at(-place))
    }

    /// A part on the left (`…_l`) and its mirror image on the right (`…_r`). The parent is one in the
    /// middle or a pair itself.
    pub fn pair(&mut self, name: &str, parent: &str, [x, y, z]: [f32; 3], left: Mesh) {
        let paired = self.model.find(&format!("{parent}_l")).is_some();
        let of = |side: &str| if paired { format!("{parent}_{side}") } else { parent.to_owned() };
        self.part(&format!("{name}_l"), &of("l"), [x, y, z], left.clone());
        self.part(&format!("{name}_r"), &of("r"), [-x, y, z], left.mirrored());
    }

    /// Hangs more on a joint, said where it stands: a weapon in one of two hands.
    pub fn hang(&mut self, name: &str, mesh: Mesh) {
        let joint = self.find(name);
        let place = self.places[joint];
        self.model.joints[joint].mesh.add(&mesh.at(-place));
    }

    /// The foot of a pair of legs, whose joints are there already: thigh, shin, foot.
    pub fn legs(&mut self, [thigh, shin, foot]: [&str; 3]) {
        for side in ["l", "r"] {
            let find = |name: &str| self.find(&format!("{name}_{side}"));
            let leg = Leg::of(&self.model, find(thigh), find(shin), find(foot));
            self.legs.push(leg);
        }
    }

    /// Lets a joint follow `share` of a clip later than the rest.
    pub fn lag(&mut self, name: &str, share: f32) {
        self.lags.push((name.to_owned(), share));
    }

    /// How much the paint of a part lies light above; see `Joint`.
    pub fn swinging(&mut self, names: &[&str]) {
        for joint in &mut self.model.joints {
            if names.iter().any(|name| joint.name.starts_with(name)) {
                joint.standing = 0.6;
            }
        }
    }

    /// The joint of that name.
    pub fn find(&self, name: &str) -> usize {
        self.model.find(name).unwrap_or_else(|| panic!("a body has a joint {name}"))
    }
}
