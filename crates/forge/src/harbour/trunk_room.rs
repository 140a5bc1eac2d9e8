//! The trunk room: an old hull keel up for a roof, open to the sea; shelves, trunks, a chart table.

use glam::Vec3;

use crate::mesh::{Mesh, Ring, loft};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::prop::lantern::{self, FLAME_BELOW};
use crate::prop::timber::{BRASS, OAK, PALE, STONE, TAR, WINDOW, beam, board, rod, window};
use crate::prop::{cargo, instrument};
use crate::trig::{PI, cos, sin, turn};

const TARRED: Paint = Paint::rough(Ramp::Pine).toned(-0.22);

/// 5.4 × 4.4 m and 5 m tall; open towards +z.
pub fn trunk_room() -> Model {
    let floor = board([5.2, 0.22, 4.4], 0.04, STONE.toned(-0.10));
    let planks = (0..7).map(|index| {
        board([0.68, 0.06, 3.9], 0.0, OAK.toned([0.0, -0.08, 0.05][index % 3])).moved(
            index as f32 * 0.7 - 2.1,
            0.2,
            0.05,
        )
    });
    let lamp = Vec3::new(0.35, 3.05, 0.75);
    let things = Mesh::of([
        instrument::chart_table().whole().scaled(1.0, 1.0, 1.0).moved(0.55, 0.26, 0.25),
        cargo::trunk().whole().turned(turn(0.0, 28.0, 0.0)).moved(-1.55, 0.26, 0.95),
        cargo::trunk().whole().scaled(0.8, 0.8, 0.8).turned(turn(0.0, -14.0, 0.0)).moved(1.85, 0.26, 1.15),
        lantern::plain().scaled(0.9, 0.9, 0.9).at(lamp),
        rod(&[lamp, lamp + Vec3::Y * 0.95], 0.03, 3, BRASS),
    ]);
    let mesh = Mesh::of([floor, Mesh::of(planks), walls(), shelves(), hull(), ribs(), things]);
    let mut model = Model::rigid("room", mesh);
    model.sockets.push(lantern::light(0, lamp - Vec3::Y * FLAME_BELOW * 0.9));
    model
}

fn walls() -> Mesh {
    let mut mesh = Mesh::default();
    for index in 0..8 {
        let tone = [-0.10, -0.18, -0.05][index % 3];
        mesh.add(&board([0.60, 2.5, 0.12], 0.0, OAK.toned(tone)).moved(
            index as f32 * 0.62 - 2.17,
            0.2,
            -1.9,
        ));
    }
    let side = (0..4).map(|index| {
        board([0.12, 1.95, 0.74], 0.0, OAK.toned([-0.14, -0.08][index % 2])).moved(
            2.42,
            0.2,
            index as f32 * 0.76 - 1.55,
        )
    });
    let porthole = window([0.62, 0.62], WINDOW, BRASS).turned(turn(0.0, 90.0, 0.0)).moved(2.50, 1.35, -0.2);
    let post = beam(Vec3::new(2.42, 0.1, 1.95), Vec3::new(2.42, 2.3, 1.95), 0.24, TAR);
    mesh.and(Mesh::of(side).and(porthole).and(post).both_sides())
}

/// On the back wall: rolled charts, small chests, books.
fn shelves() -> Mesh {
    let mut mesh = Mesh::of(
        [0.85, 1.45, 2.05].map(|y| board([3.9, 0.07, 0.45], 0.02, PALE.toned(-0.08)).moved(0.0, y, -1.60)),
    );
    for x in [-1.95, -0.65, 0.65, 1.95] {
        mesh.add(&beam(Vec3::new(x, 0.25, -1.55), Vec3::new(x, 2.3, -1.55), 0.09, TAR));
    }
    const BOOKS: [Ramp; 5] = [Ramp::Madder, Ramp::Deep, Ramp::Pine, Ramp::Brass, Ramp::Indigo];
    for index in 0..6 {
        let x = -1.78 + index as f32 * 0.17;
        let tall = 0.30 + 0.05 * ((index * 7 % 4) as f32);
        mesh.add(&board([0.13, tall, 0.26], 0.0, Paint::matte(BOOKS[index % 5])).moved(x, 1.52, -1.55));
        let roll = Vec3::new(-0.45 + index as f32 * 0.17, 2.17 + 0.04 * (index % 2) as f32, 0.0);
        mesh.add(&rod(
            &[roll + Vec3::Z * -1.75, roll + Vec3::Z * -1.38],
            0.12,
            5,
            Paint::matte(Ramp::Bone).toned(-0.04),
        ));
    }
    let chest = |x: f32, y: f32, ramp| {
        let body = board([0.52, 0.34, 0.34], 0.05, Paint::rough(ramp)).moved(x, y, -1.58);
        body.and(board([0.10, 0.12, 0.04], 0.0, BRASS).moved(x, y + 0.14, -1.40))
    };
    mesh.and(Mesh::of([
        chest(1.25, 0.92, Ramp::Deep),
        chest(-1.3, 0.92, Ramp::Rust),
        chest(1.35, 1.52, Ramp::Pine),
        chest(0.1, 0.92, Ramp::Madder),
    ]))
}

/// The section of the hull as a roof: half widths and heights from the gunwale to the keel.
fn section(z: f32, grow: f32) -> Ring {
    let t = (z + 2.9) / 5.8;
    // Full behind, lifted and narrower towards the sea, where the bow was sawn off.
    let half = (2.95 - 0.30 * t * t) * grow;
    let lift = 2.05 + 0.30 * t * t + (1.0 - grow) * 1.2;
    let rise = 2.15 * grow;
    let arch = (0..=8).map(|index| {
        let angle = PI * index as f32 / 8.0;
        let bulge = 1.0 + 0.10 * sin(angle * 2.0).abs();
        Vec3::new(cos(angle) * half * bulge, lift + crate::trig::pow(sin(angle).max(0.0), 0.82) * rise, z)
    });
    Ring(arch.collect())
}

/// Outside and inside in one closed skin, a keel with a curled stem, and planking lines.
fn hull() -> Mesh {
    let stations = [-2.5, -1.1, 0.3, 1.6, 2.75];
    let ring = |&z: &f32| {
        let (out, within) = (section(z, 1.0), section(z, 0.93));
        Ring(out.0.into_iter().chain(within.0.into_iter().rev()).collect())
    };
    let mut skin = loft(&stations.iter().map(ring).collect::<Vec<_>>(), TARRED);
    open_ends(&mut skin);
    let skin = skin
        .painted_where(OAK.toned(-0.12), |middle, normal| {
            normal.y < -0.05 || (middle.y > 2.0 && normal.z.abs() > 0.9)
        })
        .painted_where(TARRED.toned(0.09), |middle, normal| normal.y > 0.75 && (middle.z * 1.4).sin() > 0.0);
    let keel =
        [(-2.7, 4.18), (-1.0, 4.22), (0.8, 4.34), (2.2, 4.56), (2.95, 4.86), (3.25, 5.35), (3.10, 5.70)];
    let keel = rod(&keel.map(|(z, y)| Vec3::new(0.0, y, z)), 0.26, 4, OAK.toned(-0.16));
    let gunwale = rod(&stations.map(|z| section(z, 1.0).0[0] + Vec3::X * 0.03), 0.20, 4, BRASS.toned(-0.10));
    let strake =
        rod(&stations.map(|z| section(z, 1.012).0[2]), 0.12, 4, Paint::rough(Ramp::Ember).toned(-0.12));
    let back = loft(&[-2.44, -2.36].map(|z| section(z, 0.95)), OAK.toned(-0.2));
    Mesh::of([skin, keel, gunwale.and(strake).both_sides(), back])
}

/// The first two faces of a loft close its ends; a horseshoe is closed by a row of quadrangles.
fn open_ends(skin: &mut Mesh) {
    let ends: Vec<_> = skin.faces.drain(..2).collect();
    for end in ends {
        let count = end.corners.len();
        for index in 0..count / 2 - 1 {
            let corners = [index, index + 1, count - 2 - index, count - 1 - index].map(|at| end.corners[at]);
            skin.faces.push(crate::mesh::Face { corners: corners.to_vec(), ..end.clone() });
        }
    }
}

fn ribs() -> Mesh {
    let rib = |z: f32| rod(&section(z, 0.92).0, 0.15, 4, OAK.toned(0.02));
    Mesh::of([
        rib(-0.9),
        rib(0.75),
        rib(2.45),
        beam(Vec3::new(-2.5, 2.5, 0.75), Vec3::new(2.5, 2.5, 0.75), 0.16, TAR),
    ])
}
