//! A navigator's furniture: the chart table with its brass, a telescope, a stool.

use glam::Vec3;

use super::timber::{BRASS, OAK, PALE, TAR, beam, board, rod};
use crate::mesh::{Mesh, ball, drum, lathe};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::trig::{TAU, cos, sin, turn};

/// A table of 1.5 × 0.85 m with a chart, a globe of the sky, dividers and a compass on it.
pub fn chart_table() -> Model {
    let leg = |x: f32, z: f32| beam(Vec3::new(x * 1.08, 0.0, z * 1.08), Vec3::new(x, 0.80, z), 0.11, TAR);
    let legs = Mesh::of([(-0.6, -0.3), (0.6, -0.3), (-0.6, 0.3), (0.6, 0.3)].map(|(x, z)| leg(x, z)));
    let top = board([1.5, 0.08, 0.86], 0.025, OAK).moved(0.0, 0.78, 0.0);
    let chart = board([0.95, 0.012, 0.60], 0.0, Paint::matte(Ramp::Bone).toned(0.02))
        .turned(turn(0.0, 6.0, 0.0))
        .moved(-0.14, 0.86, 0.02);
    let sea = board([0.62, 0.006, 0.36], 0.0, Paint::matte(Ramp::Tide).toned(-0.08))
        .turned(turn(0.0, 6.0, 0.0))
        .moved(-0.16, 0.872, 0.02);
    let scroll =
        rod(&[Vec3::new(-0.64, 0.90, 0.33), Vec3::new(0.22, 0.90, 0.36)], 0.08, 6, Paint::matte(Ramp::Bone));
    let compass = drum(0.10, 0.09, 0.06, 0.012, 8, BRASS).moved(0.36, 0.86, 0.24);
    let points = [Vec3::new(0.06, 0.875, -0.18), Vec3::new(0.12, 1.06, -0.10), Vec3::new(0.20, 0.875, -0.02)];
    Model::rigid(
        "table",
        Mesh::of([
            legs,
            top,
            chart,
            sea,
            scroll,
            compass,
            rod(&points, 0.026, 4, BRASS),
            sky_globe().moved(0.50, 0.86, -0.16),
        ]),
    )
}

/// An armillary sphere: a star in two rings on a foot.
fn sky_globe() -> Mesh {
    let ring = |tilt: f32| {
        let at = |index: usize| {
            let angle = index as f32 / 10.0 * TAU;
            Vec3::new(cos(angle), sin(angle), 0.0) * 0.20
        };
        rod(&(0..=10).map(at).collect::<Vec<_>>(), 0.024, 3, BRASS)
            .turned(turn(0.0, tilt, 20.0))
            .moved(0.0, 0.36, 0.0)
    };
    let star = ball([0.075; 3], 6, 4, Paint::glow(Ramp::StarG).toned(-0.1)).moved(0.0, 0.36, 0.0);
    Mesh::of([
        lathe(&[(0.13, 0.0), (0.12, 0.03), (0.03, 0.06), (0.025, 0.17)], 6, BRASS),
        ring(15.0),
        ring(95.0),
        star,
    ])
}

/// A brass telescope on three legs, looking up to +z.
pub fn telescope() -> Model {
    let head = Vec3::new(0.0, 1.18, 0.0);
    let leg = |index: usize| {
        let angle = index as f32 / 3.0 * TAU;
        beam(Vec3::new(sin(angle) * 0.44, 0.0, cos(angle) * 0.44), head, 0.06, OAK)
    };
    let tube = lathe(
        &[
            (0.05, -0.52),
            (0.06, -0.46),
            (0.05, -0.44),
            (0.055, -0.10),
            (0.075, -0.08),
            (0.08, 0.46),
            (0.10, 0.50),
            (0.10, 0.62),
            (0.075, 0.60),
        ],
        7,
        BRASS,
    );
    let tube = tube.turned(turn(58.0, 0.0, 0.0)).at(head + Vec3::Y * 0.14);
    let joint = drum(0.09, 0.07, 0.16, 0.02, 6, BRASS.toned(-0.06)).at(head - Vec3::Y * 0.07);
    Model::rigid("telescope", Mesh::of([leg(0), leg(1), leg(2), tube, joint]))
}

/// A round stool on three legs, for whoever waits.
pub fn stool() -> Model {
    let leg = |index: usize| {
        let angle = (index as f32 + 0.5) / 3.0 * TAU;
        let at = |radius: f32, y: f32| Vec3::new(sin(angle) * radius, y, cos(angle) * radius);
        beam(at(0.22, 0.0), at(0.13, 0.46), 0.06, TAR)
    };
    Model::rigid(
        "stool",
        Mesh::of([leg(0), leg(1), leg(2), drum(0.21, 0.22, 0.08, 0.02, 8, PALE).moved(0.0, 0.43, 0.0)]),
    )
}
