//! Changing what is there: pulling faces out, laying faces into faces, welding points.

use std::collections::BTreeMap;

use glam::Vec3;

use super::{Face, Mesh};
use crate::paint::Paint;

impl Mesh {
    /// Pulls every face whose middle and normal pass `wanted` out along its normal, `by` metres,
    /// and shrinks it to `scale` about its middle. The new sides keep the face's paint.
    #[must_use]
    pub fn extruded(mut self, by: f32, scale: f32, wanted: impl Fn(Vec3, Vec3) -> bool) -> Self {
        for index in 0..self.faces.len() {
            let (middle, normal) = (self.middle(&self.faces[index]), self.normal(&self.faces[index]));
            if wanted(middle, normal) {
                self.pull(index, normal * by, scale);
            }
        }
        self
    }

    /// Lays a smaller face of `paint` into every face that passes `wanted`: panels, windows, cuffs.
    #[must_use]
    pub fn inset(
        mut self,
        scale: f32,
        depth: f32,
        paint: Paint,
        wanted: impl Fn(Vec3, Vec3) -> bool,
    ) -> Self {
        for index in 0..self.faces.len() {
            let (middle, normal) = (self.middle(&self.faces[index]), self.normal(&self.faces[index]));
            if wanted(middle, normal) {
                self.pull(index, normal * -depth, scale);
                self.faces[index].paint = paint;
            }
        }
        self
    }

    fn pull(&mut self, index: usize, by: Vec3, scale: f32) {
        let face = self.faces[index].clone();
        let middle = self.middle(&face);
        let start = self.points.len() as u32;
        let count = face.corners.len() as u32;
        let lifted = self.outline(&face).into_iter().map(|point| middle + (point - middle) * scale + by);
        self.points.extend(lifted.collect::<Vec<_>>());
        for corner in 0..count {
            let next = (corner + 1) % count;
            let sides = vec![
                face.corners[corner as usize],
                face.corners[next as usize],
                start + next,
                start + corner,
            ];
            self.faces.push(Face { corners: sides, ..face.clone() });
        }
        self.faces[index].corners = (start..start + count).collect();
    }

    /// Makes points that lie within `distance` metres of each other one, and drops what has no area.
    #[must_use]
    pub fn welded(self, distance: f32) -> Self {
        let cell = |point: Vec3| (point / distance).round().to_array().map(|it| it as i32);
        let mut known = BTreeMap::new();
        let mut points = Vec::new();
        let mut renamed = Vec::new();
        for point in &self.points {
            let index = *known.entry(cell(*point)).or_insert_with(|| {
                points.push(*point);
                points.len() as u32 - 1
            });
            renamed.push(index);
        }
        let faces = self.faces.into_iter().filter_map(|mut face| {
            for corner in &mut face.corners {
                *corner = renamed[*corner as usize];
            }
            face.corners.dedup();
            if face.corners.first() == face.corners.last() {
                face.corners.pop();
            }
            (face.corners.len() > 2).then_some(face)
        });
        Self { faces: faces.collect(), points }
    }
}
