//! The key light's shadow: a map of depths seen from the light, asked at several points for softness.

use glam::{Mat3, Vec3};

use super::Exhibit;
use super::facet::Facet;

const SIDE: usize = 768;

/// How far from the light each place of a plane across it first meets something.
pub(crate) struct Shadow {
    /// Turns the world so that z points to the light.
    light_from_world: Mat3,
    low: Vec3,
    scale: f32,
    nearest: Vec<f32>,
}

impl Shadow {
    pub(crate) fn cast(exhibits: &[Exhibit<'_>], to_light: Vec3) -> Self {
        let side = to_light.any_orthonormal_vector();
        let light_from_world = Mat3::from_cols(side, to_light.cross(side), to_light).transpose();
        let mut triangles: Vec<[Vec3; 3]> = Vec::new();
        for (baked, place) in exhibits.iter().flat_map(|exhibit| &exhibit.parts) {
            // Light casts no shadow.
            if baked.veil.is_some() {
                continue;
            }
            let at = |index: u32| {
                light_from_world * place.transform_point3(baked.vertices[index as usize].position)
            };
            triangles.extend(baked.indices.chunks_exact(3).map(|it| [at(it[0]), at(it[1]), at(it[2])]));
        }
        let all = triangles.iter().flatten();
        let (low, high) = all.fold((Vec3::MAX, Vec3::MIN), |(low, high), it| (low.min(*it), high.max(*it)));
        let scale = (SIDE - 2) as f32 / (high - low).truncate().max_element().max(1e-3);
        let mut shadow = Self { light_from_world, low, scale, nearest: vec![f32::MIN; SIDE * SIDE] };
        for triangle in triangles {
            shadow.fill(triangle);
        }
        shadow
    }

    fn fill(&mut self, triangle: [Vec3; 3]) {
        let place = |it: Vec3| ((it - self.low).truncate() * self.scale).extend(it.z);
        let facet = Facet::of(triangle.map(place));
        // Both sides throw shadow, but what stands on its edge throws none.
        if facet.area.abs() < 1e-6 {
            return;
        }
        let nearest = &mut self.nearest;
        facet.walk([SIDE, SIDE], |sample, depth, _| nearest[sample] = nearest[sample].max(depth));
    }

    /// How much of the key light reaches a point, 0.0 to 1.0.
    pub(crate) fn light(&self, world: Vec3, normal: Vec3, facing: f32) -> f32 {
        let pixel = 1.0 / self.scale;
        // Slanted faces need a longer step out of their own shadow.
        let step = pixel * (2.0 + 5.0 * (1.0 - facing.clamp(0.0, 1.0)));
        let at = self.light_from_world * (world + normal * step);
        let (x, y) = ((at.x - self.low.x) * self.scale, (at.y - self.low.y) * self.scale);
        let mut free = 0.0;
        const REACH: i32 = 2;
        for dy in -REACH..=REACH {
            for dx in -REACH..=REACH {
                let (px, py) = ((x as i32 + dx).max(0) as usize, (y as i32 + dy).max(0) as usize);
                let nearest = if px < SIDE && py < SIDE { self.nearest[py * SIDE + px] } else { f32::MIN };
                free += f32::from(u8::from(nearest <= at.z + pixel * 2.0));
            }
        }
        free / ((2 * REACH + 1) * (2 * REACH + 1)) as f32
    }
}
