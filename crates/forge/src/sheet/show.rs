//! A set for pictures: a dark table, a camera that fits the cast, the light of a lantern.

use glam::{Affine3A, Vec3};

use crate::bake::{self, Baked};
use crate::camera::Camera;
use crate::cast::{Cast, Detail};
use crate::mesh::{Mesh, disc};
use crate::model::{Model, Pose};
use crate::paint::{Paint, Ramp};
use crate::picture::Picture;
use crate::raster::{Exhibit, Rig, render, silhouette};

/// Night above the harbour.
pub(super) const BACK: [u8; 3] = [0x14, 0x1b, 0x30];
const INK: [u8; 3] = [0x0b, 0x10, 0x20];
pub(super) const VELLUM: [u8; 3] = [0xf3, 0xea, 0xd7];

pub(super) struct Show<'a> {
    cast: &'a Cast,
    middle: Vec3,
    reach: f32,
    /// From where it is known by its shape.
    face: Vec3,
    table: Baked,
}

impl<'a> Show<'a> {
    /// Fit to the cast as it stands at ease.
    pub(super) fn of(cast: &'a Cast) -> Self {
        let (low, high) = cast.bounds(&cast.at_ease());
        Self::within(cast, low, high)
    }

    /// Fit to a box.
    pub(super) fn within(cast: &'a Cast, low: Vec3, high: Vec3) -> Self {
        let size = high - low;
        let reach = (size.y * 0.5).max(size.x * 0.62).max(size.z * 0.62) * 1.12;
        let middle = low.midpoint(high);
        let table = disc(reach * 1.5, 0.02, 48, Paint::rough(Ramp::Pitch).toned(-0.4));
        let table = Model::rigid("table", table.moved(middle.x, low.y - 0.012, middle.z));
        let table = bake::bake(&table, &Mesh::default(), false).remove(0);
        Self { cast, middle, reach, face: Vec3::Z, table }
    }

    /// Known by its shape from another side than the front.
    #[must_use]
    pub(super) fn facing(self, face: Vec3) -> Self {
        Self { face, ..self }
    }

    /// Without the table.
    #[must_use]
    pub(super) fn afloat(self) -> Self {
        Self { table: Baked::default(), ..self }
    }

    /// As near that only a share of it fits into the picture.
    #[must_use]
    pub(super) fn closer(self, share: f32) -> Self {
        Self { reach: self.reach * share, ..self }
    }

    /// From a direction, lit, on the table.
    pub(super) fn picture(&self, pose: &Pose, from: Vec3, detail: Detail, size: [usize; 2]) -> Picture {
        let aspect = size[0] as f32 / size[1] as f32;
        let camera = if from.y > 0.99 {
            Camera::flat(self.middle, from, self.reach, aspect)
        } else {
            Camera::lens(self.middle, from, self.reach, aspect)
        };
        let table = Exhibit { parts: vec![(&self.table, Affine3A::IDENTITY)], dress: [None; 7] };
        render(&[table, self.cast.exhibit(pose, detail)], &camera, &Rig::sheet(), size, BACK)
    }

    /// From the side where it is known by its shape, black on vellum.
    pub(super) fn shadow(&self, pose: &Pose, size: [usize; 2]) -> Picture {
        let camera = Camera::flat(self.middle, self.face, self.reach, size[0] as f32 / size[1] as f32);
        silhouette(&[self.cast.exhibit(pose, Detail::Near)], &camera, size, [INK, VELLUM])
    }
}
