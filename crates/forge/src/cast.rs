//! A cast: what stands before the camera of a contact sheet, put together from baked parts.

use glam::{Affine3A, Vec3};

use crate::bake::Baked;
use crate::model::{Model, Pose};
use crate::pack::Product;
use crate::raster::{Dress, Exhibit};

/// A baked part on a joint.
pub struct Part {
    pub near: Baked,
    pub far: Baked,
    pub joint: usize,
    pub joint_from_part: Affine3A,
}

/// A model that poses, the parts that are seen on it, and their colours.
pub struct Cast {
    pub model: Model,
    pub parts: Vec<Part>,
    pub dress: Dress,
}

/// How near the eye is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    Near,
    Far,
}

impl Cast {
    /// A product by itself, in the colours that it was made in.
    pub fn of(product: Product) -> Self {
        let both = product.near.into_iter().zip(product.far).enumerate();
        let part = |(joint, (near, far))| Part { near, far, joint, joint_from_part: Affine3A::IDENTITY };
        Self { parts: both.map(part).collect(), model: product.model, dress: [None; 7] }
    }

    /// How it stands when nothing happens: the beginning of `idle` where there is one.
    pub fn at_ease(&self) -> Pose {
        let idle = self.model.clips.iter().find(|clip| clip.name == "idle");
        idle.map_or(self.model.rest(), |clip| clip.sample(0.0, self.model.rest()))
    }

    /// Posed, for the rasteriser.
    pub fn exhibit(&self, pose: &Pose, detail: Detail) -> Exhibit<'_> {
        let places = self.model.posed(pose);
        let place = |part: &Part| places[part.joint] * part.joint_from_part;
        Exhibit {
            parts: self.parts.iter().map(|it| (it.baked(detail), place(it))).collect(),
            dress: self.dress,
        }
    }

    /// The box around all parts in a pose.
    pub fn bounds(&self, pose: &Pose) -> (Vec3, Vec3) {
        let exhibit = self.exhibit(pose, Detail::Near);
        let points = exhibit.parts.iter().flat_map(|(baked, place)| {
            baked.vertices.iter().map(|vertex| place.transform_point3(vertex.position))
        });
        points.fold((Vec3::MAX, Vec3::MIN), |(low, high), it| (low.min(it), high.max(it)))
    }

    /// Triangles of all parts.
    pub fn triangles(&self, detail: Detail) -> usize {
        self.parts.iter().map(|part| part.baked(detail).triangles()).sum()
    }
}

impl Part {
    fn baked(&self, detail: Detail) -> &Baked {
        match detail {
            Detail::Near => &self.near,
            Detail::Far => &self.far,
        }
    }
}
