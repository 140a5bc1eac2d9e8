//! Something that moves: where each of its bones is, as rows of matrices.

use std::rc::Rc;

use glam::Mat4;
use model::{Model, Pose};

/// Floats of a bone: the upper three rows of its matrix.
pub const BONE_FLOATS: usize = 12;

/// An instance of a model that moves. Its bones lie side by side, from `first` on.
#[derive(Clone, Debug)]
pub struct Actor {
    pub model: Rc<Model>,
    pub bones: Rc<[usize]>,
    pub first: usize,
    pub place: Mat4,
    /// The clip that it plays by itself, and the seconds that it is ahead.
    pub clip: Option<(usize, f32)>,
}

impl Actor {
    /// Lays its bones into `rows` as they are at that time. What has no room is left out.
    pub fn lay(&self, seconds: f32, rows: &mut [f32]) {
        let mut pose = self.model.rest();
        if let Some((clip, ahead)) = self.clip
            && let Some(clip) = self.model.clips.get(clip)
        {
            clip.sample(seconds + ahead, &mut pose);
        }
        self.lay_pose(&pose, rows);
    }

    /// Lays its bones as a pose says.
    pub fn lay_pose(&self, pose: &Pose, rows: &mut [f32]) {
        let all = pose.matrices(&self.model);
        for (index, node) in self.bones.iter().enumerate() {
            let at = (self.first + index) * BONE_FLOATS;
            let Some(row) = rows.get_mut(at..at + BONE_FLOATS) else { return };
            let matrix = self.place * all[*node];
            for (part, it) in row.iter_mut().zip(matrix.transpose().to_cols_array()) {
                *part = it;
            }
        }
    }
}
