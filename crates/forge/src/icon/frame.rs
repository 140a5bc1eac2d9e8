//! From where a thing is shown: three-quarter, turned so that it fills the square best.

use glam::{Affine3A, Quat, Vec3};

use crate::camera::Camera;
use crate::raster::facet::Facet;
use crate::raster::{Exhibit, Rig};
use crate::trig::turn;

use super::SIDE;

/// Degrees by which a thing may be turned to its side, and how far it is looked at from above.
const SIDEWAYS: [f32; 6] = [-62.0, -45.0, -28.0, 28.0, 45.0, 62.0];
const FROM_ABOVE: [f32; 2] = [16.0, 28.0];
/// How much of a view's worth is that its faces look to the light; the rest is how much it fills.
const LIGHT_WORTH: f32 = 0.5;
/// Pixels that stay free at each border, for the line and the shadow.
const BORDER: f32 = 5.0;
/// Squares on a side of the grid on which fillings are compared.
const COARSE: usize = 64;

/// Looks along -z at what `framed` placed about the origin.
pub(super) fn camera() -> Camera {
    Camera::lens(Vec3::ZERO, Vec3::Z, 1.0, 1.0)
}

/// An exhibit turned, moved and scaled to fill what the camera sees, after a lean of so many degrees.
pub(super) fn framed(exhibit: Exhibit<'_>, lean: f32) -> Exhibit<'_> {
    let mut best = (f32::MIN, Affine3A::IDENTITY);
    for above in FROM_ABOVE {
        for aside in SIDEWAYS {
            let view = turn(0.0, 0.0, lean) * turn(above, 0.0, 0.0) * turn(0.0, aside, 0.0);
            let place = fitted(&exhibit, view);
            let worth = worth(&exhibit, place);
            if worth > best.0 {
                best = (worth, place);
            }
        }
    }
    let parts = exhibit.parts.into_iter().map(|(baked, place)| (baked, best.1 * place)).collect();
    Exhibit { parts, ..exhibit }
}

/// Turned, and as large as it fits: the lens is asked again, because what is near is wider.
fn fitted(exhibit: &Exhibit<'_>, view: Quat) -> Affine3A {
    let camera = camera();
    let most = 1.0 - BORDER * 2.0 / SIDE as f32;
    let mut place = Affine3A::from_quat(view);
    let (low, high) = bounds(exhibit, |point| place.transform_point3(point));
    let scale = 1.0 / (high - low).max_element();
    place =
        Affine3A::from_scale(Vec3::splat(scale)) * Affine3A::from_translation(-low.midpoint(high)) * place;
    for _ in 0..4 {
        let seen = |point: Vec3| camera.clip_from_world.project_point3(place.transform_point3(point));
        let (low, high) = bounds(exhibit, seen);
        let (middle, reach) = (low.midpoint(high), (high - low).truncate().max_element() / 2.0);
        let grown = Affine3A::from_scale(Vec3::splat(most / reach));
        place = grown * Affine3A::from_translation(Vec3::new(-middle.x, -middle.y, 0.0)) * place;
    }
    place
}

fn bounds(exhibit: &Exhibit<'_>, seen: impl Fn(Vec3) -> Vec3) -> (Vec3, Vec3) {
    let parts = exhibit.parts.iter();
    let points =
        parts.flat_map(|(baked, place)| baked.vertices.iter().map(|it| place.transform_point3(it.position)));
    points.map(seen).fold((Vec3::MAX, Vec3::MIN), |(low, high), it| (low.min(it), high.max(it)))
}

/// How good a place is: the share of the square that it covers, more where its faces are lit.
fn worth(exhibit: &Exhibit<'_>, place: Affine3A) -> f32 {
    let camera = camera();
    let toward_key = Rig::icon().key.0;
    let mut covered = vec![false; COARSE * COARSE];
    let (mut area, mut lit) = (0.0, 0.0);
    for (baked, part) in &exhibit.parts {
        let at = |index: u32| {
            place.transform_point3(part.transform_point3(baked.vertices[index as usize].position))
        };
        for it in baked.indices.chunks_exact(3) {
            let [a, b, c] = [at(it[0]), at(it[1]), at(it[2])];
            let clip = [a, b, c].map(|corner| camera.clip_from_world * corner.extend(1.0));
            let facet = Facet::on_screen(clip, [COARSE; 2]);
            if facet.area < 0.0 {
                facet.walk([COARSE; 2], |square, _, _| covered[square] = true);
                area -= facet.area;
                lit -= facet.area * (b - a).cross(c - a).normalize_or(Vec3::Y).dot(toward_key).max(0.0);
            }
        }
    }
    let filled = covered.iter().filter(|it| **it).count() as f32 / covered.len() as f32;
    filled * (1.0 - LIGHT_WORTH + LIGHT_WORTH * lit / area.max(1e-6))
}
