//! Which triangle each sample of a picture sees: clipping and depth.

use glam::{Mat4, Vec3, Vec4};

use super::cast::Triangle;
use crate::raster::facet::Facet;

/// No triangle: the sky.
pub(super) const SKY: u32 = u32::MAX;
const NEAR: f32 = 0.4;

/// A camera in the world.
#[derive(Clone, Copy)]
pub(super) struct Eye {
    pub place: Vec3,
    pub clip_from_world: Mat4,
    pub world_from_clip: Mat4,
}

impl Eye {
    /// `field` degrees from top to bottom; `aspect` is width by height.
    pub(super) fn at(place: Vec3, target: Vec3, field: f32, aspect: f32) -> Self {
        let lens = Mat4::perspective_rh(field.to_radians(), aspect, NEAR, 900.0);
        let clip_from_world = lens * Mat4::look_at_rh(place, target, Vec3::Y);
        Self { place, clip_from_world, world_from_clip: clip_from_world.inverse() }
    }

    /// The unit direction in which a place of the picture (-1.0 to 1.0, y up) looks.
    pub(super) fn along(&self, x: f32, y: f32) -> Vec3 {
        let far = self.world_from_clip * Vec4::new(x, y, 1.0, 1.0);
        (far.truncate() / far.w - self.place).normalize()
    }
}

/// The nearest triangle of each sample, and where on it.
pub(super) struct Plate {
    pub width: usize,
    pub height: usize,
    depth: Vec<f32>,
    pub seen: Vec<u32>,
}

impl Plate {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, depth: vec![f32::MAX; width * height], seen: vec![SKY; width * height] }
    }

    /// Fills in all triangles that `wanted` passes and that look at the eye; `clip_from_world` may
    /// mirror, and then `side` is -1.0.
    pub(super) fn fill(
        &mut self,
        triangles: &[Triangle],
        clip_from_world: Mat4,
        side: f32,
        wanted: impl Fn(&Triangle) -> bool,
    ) {
        for (index, triangle) in triangles.iter().enumerate() {
            if !wanted(triangle) {
                continue;
            }
            let clip = triangle.corners.map(|corner| clip_from_world * corner.world.extend(1.0));
            let outline = before_the_eye(&clip);
            for second in 1..outline.len().saturating_sub(1) {
                self.one([outline[0], outline[second], outline[second + 1]], index as u32, side);
            }
        }
    }

    fn one(&mut self, clip: [Vec4; 3], index: u32, side: f32) {
        let size = [self.width, self.height];
        let facet = Facet::on_screen(clip, size);
        if facet.area * side >= 0.0 {
            return;
        }
        facet.walk(size, |sample, depth, _| {
            if depth < self.depth[sample] {
                self.depth[sample] = depth;
                self.seen[sample] = index;
            }
        });
    }
}

/// What remains of a triangle before the near plane: three or four corners, or none.
fn before_the_eye(clip: &[Vec4; 3]) -> Vec<Vec4> {
    let mut kept = Vec::with_capacity(4);
    for index in 0..3 {
        let (one, two) = (clip[index], clip[(index + 1) % 3]);
        if one.w >= NEAR {
            kept.push(one);
        }
        if (one.w >= NEAR) != (two.w >= NEAR) {
            kept.push(one.lerp(two, (NEAR - one.w) / (two.w - one.w)));
        }
    }
    kept
}
