//! What is worn: parts per joint, made for the reference frame, that hang on a body's `fit_…` nodes.

use glam::Vec3;
use serde_json::json;

use super::rig::{Bone, Frame, assemble, fit_name};
use crate::mesh::Mesh;
use crate::model::Model;

/// Parts of clothes or hair, and what they hide.
#[derive(Clone, Debug, Default)]
pub struct Wear {
    parts: Vec<(Bone, Mesh)>,
    /// Bones whose own part is not shown under this.
    covers: Vec<Bone>,
    /// What becomes of hair under this.
    hair: Hair,
    /// What the calling has in hand: the slug of a `held/…`.
    pub holds: &'static str,
}

/// What a hat does to hair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hair {
    /// Nothing.
    #[default]
    Loose,
    /// `hair/tucked` is worn in the place of whatever there is.
    Tucked,
    /// None is seen. Beards are.
    Hidden,
}

impl Wear {
    /// With a part over a bone.
    #[must_use]
    pub fn on(mut self, bone: Bone, part: Mesh) -> Self {
        self.parts.push((bone, part));
        self
    }

    /// With a part over a bone and its mirror image on the other side.
    #[must_use]
    pub fn on_both(self, bone: Bone, part: Mesh) -> Self {
        self.on(bone, part.clone()).on(bone.other_side(), part.mirrored())
    }

    /// In the place of the body's own part.
    #[must_use]
    pub fn over(mut self, bone: Bone, part: Mesh) -> Self {
        self.covers.push(bone);
        self.on(bone, part)
    }

    /// In the place of the body's own parts on both sides.
    #[must_use]
    pub fn over_both(mut self, bone: Bone, part: Mesh) -> Self {
        self.covers.extend([bone, bone.other_side()]);
        self.on_both(bone, part)
    }

    /// With a hat.
    #[must_use]
    pub fn hatted(mut self, hat: Mesh, hair: Hair) -> Self {
        self.hair = hair;
        self.on(Bone::Head, hat)
    }

    /// With a thing in the right hand.
    #[must_use]
    pub fn holding(mut self, slug: &'static str) -> Self {
        self.holds = slug;
        self
    }

    /// Whether the body's own part is not shown.
    pub fn is_covering(&self, bone: Bone) -> bool {
        self.covers.contains(&bone)
    }

    /// As a model: one part per joint, where the reference body would wear it. Readers hang each
    /// node's mesh under the node of the same name of a body, and leave this one's places alone.
    pub fn model(&self) -> Model {
        let frame = Frame::REFERENCE;
        let body = assemble(&frame, |_| Mesh::default());
        let places = body.posed(&body.rest());
        let mut model = Model::default();
        for bone in Bone::ALL {
            let part =
                Mesh::of(self.parts.iter().filter(|(on, _)| *on == bone).map(|(_, part)| part.clone()));
            if !part.faces.is_empty() {
                let place: Vec3 = places[bone as usize].translation.into();
                let joint = model.joint(&fit_name(bone), None, place, part);
                model.joints[joint].standing = bone.standing();
            }
        }
        let covers: Vec<&str> =
            Bone::ALL.into_iter().filter(|it| self.is_covering(*it)).map(Bone::name).collect();
        model.extras.insert("covers".into(), json!(covers));
        let hair = match self.hair {
            Hair::Loose => "loose",
            Hair::Tucked => "tucked",
            Hair::Hidden => "hidden",
        };
        model.extras.insert("hair".into(), json!(hair));
        if !self.holds.is_empty() {
            model.extras.insert("holds".into(), json!(format!("held/{}", self.holds)));
        }
        model
    }

    /// What becomes of hair.
    pub fn hair(&self) -> Hair {
        self.hair
    }
}
