//! How every node of a model stands.

use glam::{Mat4, Quat, Vec3};

use crate::Model;

/// Where a node is within its parent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Metres.
    pub shift: Vec3,
    pub turn: Quat,
    pub stretch: Vec3,
}

/// The places of all nodes, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pose(pub Vec<Place>);

impl Place {
    pub fn matrix(&self) -> Mat4 {
        Mat4::from_scale_rotation_translation(self.stretch, self.turn, self.shift)
    }

    /// On the way from here to there: 0.0 is here, 1.0 is there.
    pub fn toward(&self, there: &Self, share: f32) -> Self {
        Self {
            shift: self.shift.lerp(there.shift, share),
            turn: nearest(self.turn, there.turn, share),
            stretch: self.stretch.lerp(there.stretch, share),
        }
    }
}

/// Along the shorter way. A straight line is near enough to the arc for what lies between two keys
/// or two clips, and never divides by nothing.
pub(crate) fn nearest(from: Quat, to: Quat, share: f32) -> Quat {
    let to = if from.dot(to) < 0.0 { -to } else { to };
    let mixed = from * (1.0 - share) + to * share;
    let length = mixed.length();
    if length > 1e-6 { mixed / length } else { from }
}

impl Pose {
    /// Where every node is within the model: a matrix each.
    pub fn matrices(&self, model: &Model) -> Vec<Mat4> {
        let mut all: Vec<Mat4> = Vec::with_capacity(self.0.len());
        for (node, place) in model.nodes.iter().zip(&self.0) {
            let own = place.matrix();
            let whole = node.parent.and_then(|it| all.get(it)).map_or(own, |parent| *parent * own);
            all.push(whole);
        }
        all
    }
}
