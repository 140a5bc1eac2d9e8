//! A triangle as it lies on a picture, and the walk over all samples that it covers.

use glam::{Vec3, Vec4, Vec4Swizzles};

/// Corners in samples from the upper left, z into the picture.
pub(crate) struct Facet {
    corners: [Vec3; 3],
    /// Twice its area; negative where it looks at the eye, because a screen's y goes down.
    pub(crate) area: f32,
}

impl Facet {
    pub(crate) fn of(corners: [Vec3; 3]) -> Self {
        let [a, b, c] = corners;
        Self { corners, area: (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
    }

    /// From clip space, on a picture of `width` × `height` samples.
    pub(crate) fn on_screen(clip: [Vec4; 3], [width, height]: [usize; 2]) -> Self {
        Self::of(clip.map(|at| {
            let at = at.xyz() / at.w;
            Vec3::new((at.x + 1.0) / 2.0 * width as f32, (1.0 - at.y) / 2.0 * height as f32, at.z)
        }))
    }

    /// Calls `each` with the index, the depth and the weights of the corners of every sample whose
    /// middle it covers, row after row.
    pub(crate) fn walk(&self, [width, height]: [usize; 2], mut each: impl FnMut(usize, f32, Vec3)) {
        let [a, b, c] = self.corners;
        let low = a.min(b).min(c).max(Vec3::ZERO);
        let high = a.max(b).max(c);
        for y in low.y as usize..(high.y.max(0.0) as usize + 1).min(height) {
            for x in low.x as usize..(high.x.max(0.0) as usize + 1).min(width) {
                let (px, py) = (x as f32 + 0.5, y as f32 + 0.5);
                let across =
                    |one: Vec3, two: Vec3| (two.x - one.x) * (py - one.y) - (two.y - one.y) * (px - one.x);
                let weights = Vec3::new(across(b, c), across(c, a), across(a, b)) / self.area;
                if weights.min_element() >= 0.0 {
                    each(y * width + x, weights.dot(Vec3::new(a.z, b.z, c.z)), weights);
                }
            }
        }
    }
}
