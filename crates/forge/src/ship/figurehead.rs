//! What looks ahead under the bowsprit.

use glam::Vec3;

use super::BRASS;
use super::yard::Yard;
use crate::mesh::{Mesh, Turned, spike, tube};
use crate::trig::turn;

/// A bird of gilded wood, its neck forward, its wings laid back along the bow.
pub fn bird(yard: &mut Yard, size: f32) {
    let stem = yard.lines.skin(1.0, 0.86).with_x(0.0);
    let at = |y: f32, z: f32, half: f32| Turned {
        place: stem + Vec3::new(0.0, y, z) * size,
        half: [half * size, half * 1.25 * size],
    };
    let neck = tube(
        &[
            at(-0.75, -0.35, 0.20),
            at(-0.20, 0.24, 0.26),
            at(0.35, 0.62, 0.15),
            at(0.60, 0.86, 0.20),
            at(0.58, 1.08, 0.14),
        ],
        5,
        BRASS,
    );
    let beak = spike([0.11 * size, 0.09 * size], 0.55 * size, 5, BRASS.toned(0.12))
        .turned(turn(98.0, 0.0, 0.0))
        .at(stem + Vec3::new(0.0, 0.57, 1.05) * size);
    let crest = spike([0.05 * size, 0.13 * size], 0.48 * size, 4, BRASS)
        .turned(turn(-62.0, 0.0, 0.0))
        .at(stem + Vec3::new(0.0, 0.70, 0.84) * size);
    let feather = |index: f32| {
        spike([0.10 * size, 0.24 * size], (1.75 - 0.32 * index) * size, 4, BRASS.toned(-0.05 * index))
            .turned(turn(-78.0 + 17.0 * index, -15.0, 0.0))
            .at(stem + Vec3::new(0.20, -0.18 - 0.16 * index, 0.15 - 0.10 * index) * size)
    };
    let wings = Mesh::of([feather(0.0), feather(1.0), feather(2.0)]).both_sides();
    yard.fix(Mesh::of([neck, beak, crest, wings]));
}
