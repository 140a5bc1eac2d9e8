//! The rowing boat: 3.2 m, clinker built, with thwarts, oars and a lantern in its bow.

use glam::Vec3;

use super::lantern;
use super::timber::{BRASS, OAK, PALE, TAR, board, rod};
use crate::mesh::{Face, Mesh};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::trig::{PI, pow, sin};

const STATIONS: usize = 7;
/// (half width, height) from the keel to the gunwale, as shares.
const SECTION: [(f32, f32); 4] = [(0.0, 0.0), (0.58, 0.10), (0.90, 0.48), (1.0, 1.0)];

/// Floats with its water line at y = 0.16; looks along +z.
pub fn rowboat() -> Model {
    let mut model = Model::default();
    let strake = |tone: f32| Paint::rough(Ramp::Tide).toned(tone - 0.10);
    let hull = shell(0.0)
        .painted_where(OAK.toned(-0.05), |_, normal| normal.y > 0.1)
        .painted_where(PALE, |middle, normal| normal.y > 0.75 && middle.y > 0.36);
    let hull = hull.painted_where(strake(0.0), |middle, normal| {
        normal.y < 0.1 && middle.y > 0.30 && faces_out(middle, normal)
    });
    let hull = hull.painted_where(strake(-0.14), |middle, normal| {
        normal.y < 0.1 && middle.y <= 0.30 && faces_out(middle, normal)
    });
    let thwart = |z: f32, half: f32| board([half * 2.0, 0.05, 0.24], 0.015, PALE).moved(0.0, 0.34, z);
    let oar = |side: f32| {
        let at = |x: f32, y: f32, z: f32| Vec3::new(x * side, y, z);
        let shaft = rod(&[at(0.16, 0.60, 0.75), at(0.40, 0.44, -1.15)], 0.05, 4, PALE.toned(0.05));
        let blade = board([0.17, 0.035, 0.46], 0.01, PALE).moved(0.42 * side, 0.42, -1.30);
        shaft.and(blade)
    };
    let lamp = lantern::lantern().scaled(0.62, 0.62, 0.62).moved(0.0, 1.13, 1.32);
    let crook = rod(
        &[
            Vec3::new(0.0, 0.42, 1.55),
            Vec3::new(0.0, 0.98, 1.60),
            Vec3::new(0.0, 1.16, 1.48),
            Vec3::new(0.0, 1.11, 1.32),
        ],
        0.05,
        4,
        BRASS,
    );
    let things = Mesh::of([
        thwart(-0.95, 0.42),
        thwart(-0.10, 0.56),
        thwart(0.75, 0.46),
        oar(1.0),
        oar(-1.0),
        lamp,
        crook,
    ]);
    let root = model.joint("hull", None, Vec3::ZERO, hull.and(things));
    model.sockets.push(lantern::light(root, Vec3::new(0.0, 1.13 - lantern::FLAME_BELOW * 0.62, 1.32)));
    model
}

fn faces_out(middle: Vec3, normal: Vec3) -> bool {
    middle.x * normal.x + (middle.z * 0.4) * normal.z > 0.0
}

/// A hull with an outside and an inside that meet in the gunwale: one closed shell.
fn shell(_: f32) -> Mesh {
    let count = SECTION.len() * 2 - 1;
    let mut points = Vec::new();
    for inner in [false, true] {
        for station in 0..STATIONS {
            for index in 0..count {
                points.push(place(station, index, inner));
            }
        }
    }
    let at =
        |inner: usize, station: usize, index: usize| ((inner * STATIONS + station) * count + index) as u32;
    let face = |corners: Vec<u32>| Face { corners, paint: TAR, smooth: false };
    let mut faces = Vec::new();
    for station in 1..STATIONS {
        let (a, b) = (station - 1, station);
        for index in 1..count {
            faces.push(face(vec![
                at(0, a, index - 1),
                at(0, a, index),
                at(0, b, index),
                at(0, b, index - 1),
            ]));
            faces.push(face(vec![
                at(1, a, index),
                at(1, a, index - 1),
                at(1, b, index - 1),
                at(1, b, index),
            ]));
        }
        let last = count - 1;
        faces.push(face(vec![at(0, a, last), at(1, a, last), at(1, b, last), at(0, b, last)]));
        faces.push(face(vec![at(1, a, 0), at(0, a, 0), at(0, b, 0), at(1, b, 0)]));
    }
    for (station, turned) in [(0, false), (STATIONS - 1, true)] {
        for index in 1..count {
            let mut end = vec![
                at(0, station, index),
                at(0, station, index - 1),
                at(1, station, index - 1),
                at(1, station, index),
            ];
            if turned {
                end.reverse();
            }
            faces.push(face(end));
        }
    }
    Mesh { points, faces }.outward()
}

/// Point `index` across station `station`, from the right gunwale under the keel to the left one.
fn place(station: usize, index: usize, inner: bool) -> Vec3 {
    let t = station as f32 / (STATIONS - 1) as f32;
    let middle = SECTION.len() - 1;
    let (side, row) = if index < middle { (-1.0, middle - index) } else { (1.0, index - middle) };
    let (width, height) = SECTION[row];
    // Broad behind, sharp ahead, ends that rise.
    let half = 0.66 * pow(sin(PI * (0.20 + 0.80 * t)).max(0.0), 0.6).max(0.05);
    let rise = 0.16 * (2.0 * t - 1.0) * (2.0 * t - 1.0) + 0.10 * t * t * t;
    let thick = if inner { 0.05 } else { 0.0 };
    let keel = 0.10 * (2.0 * t - 1.0) * (2.0 * t - 1.0);
    let y = keel + height * (0.46 + rise - keel) + thick * (1.0 - height) * 1.4;
    let z = (t - 0.5) * 3.2;
    Vec3::new(
        side * (half * width - thick * width).max(if row == 0 { 0.0 } else { 0.012 - thick * 0.1 }),
        y,
        z * (1.0 - thick * 0.6),
    )
}
