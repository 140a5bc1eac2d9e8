//! The shop: a counter under a striped awning, shelves of wares, a roof like a bell with a star.

use glam::Vec3;

use super::house::{sign, star, storey};
use crate::mesh::{Mesh, ball, drum, gem, lathe};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::prop::lantern::{self, FLAME_BELOW};
use crate::prop::timber::{BRASS, OAK, PALE, PLASTER, STONE, TAR, WINDOW, beam, board, window};
use crate::seed::Seed;
use crate::trig::turn;

const SLATES: Paint = Paint::rough(Ramp::Deep).toned(-0.12);

/// 4.6 × 4 m and 6.6 m tall; the counter looks to +z.
pub fn shop() -> Model {
    let floor = board([4.6, 0.26, 4.0], 0.05, STONE.toned(-0.12));
    let back = storey([4.3, 2.7, 2.3], &[], PLASTER.toned(-0.16), TAR).moved(0.0, 0.2, -0.75);
    let glow = crate::prop::timber::plate([3.5, 1.55], 0.05, Paint::glow(Ramp::Lantern).toned(-0.34))
        .moved(0.0, 1.88, 0.40);
    let lamp = Vec3::new(0.0, 2.66, 1.55);
    let mesh = Mesh::of([
        floor,
        back,
        glow,
        posts(),
        counter(),
        shelves(),
        awning(),
        bell_roof().moved(0.0, 2.9, -0.55),
        sides(),
        sign(star(5, 0.34, BRASS.toned(0.08)), Paint::matte(Ramp::Indigo).toned(-0.12))
            .mirrored()
            .moved(-2.2, 2.55, 0.30),
        lantern::plain().scaled(0.8, 0.8, 0.8).at(lamp),
    ]);
    let mut model = Model::rigid("shop", mesh);
    model.sockets.push(lantern::light(0, lamp - Vec3::Y * FLAME_BELOW * 0.8));
    model
}

fn posts() -> Mesh {
    let post = beam(Vec3::new(2.1, 0.2, 1.75), Vec3::new(2.08, 2.5, 1.75), 0.19, TAR);
    let brace = beam(Vec3::new(2.08, 1.9, 1.75), Vec3::new(1.5, 2.45, 1.75), 0.12, TAR);
    post.and(brace).both_sides().and(beam(Vec3::new(-2.2, 2.5, 1.75), Vec3::new(2.2, 2.5, 1.75), 0.2, TAR))
}

fn sides() -> Mesh {
    let half = board([0.12, 0.9, 1.3], 0.03, OAK).moved(2.1, 0.2, 1.1);
    let pane = window([0.8, 0.8], WINDOW, OAK).turned(turn(0.0, 90.0, 0.0)).moved(2.13, 1.7, -0.8);
    half.and(pane).both_sides()
}

fn counter() -> Mesh {
    let front = (0..6).map(|index| {
        let tone = [0.0, -0.08, 0.04][index % 3];
        board([0.66, 0.86, 0.12], 0.0, Paint::rough(Ramp::Pine).toned(tone - 0.06)).moved(
            index as f32 * 0.68 - 1.7,
            0.22,
            1.68,
        )
    });
    let top = board([4.3, 0.12, 0.72], 0.03, PALE).moved(0.0, 1.06, 1.55);
    let scale = Mesh::of([
        lathe(&[(0.12, 0.0), (0.03, 0.05), (0.025, 0.42), (0.05, 0.46)], 6, BRASS),
        beam(Vec3::new(-0.30, 0.42, 0.0), Vec3::new(0.30, 0.36, 0.0), 0.04, BRASS),
        lathe(&[(0.03, 0.18), (0.13, 0.22), (0.12, 0.24)], 6, BRASS).moved(-0.29, 0.0, 0.0),
        lathe(&[(0.03, 0.12), (0.13, 0.16), (0.12, 0.18)], 6, BRASS).moved(0.29, 0.0, 0.0),
    ])
    .moved(-1.2, 1.18, 1.55);
    Mesh::of(front).and(top).and(scale)
}

/// Three boards before a lit back wall, full of bottles, jars, boxes and crystals.
fn shelves() -> Mesh {
    const DYES: [Ramp; 7] =
        [Ramp::Ember, Ramp::Tide, Ramp::Kelp, Ramp::Heather, Ramp::Rose, Ramp::StarB, Ramp::Straw];
    let mut seed = Seed::of("building/shop", 1);
    let mut mesh =
        Mesh::of([1.25, 1.80, 2.32].map(|y| board([3.6, 0.06, 0.36], 0.015, OAK).moved(0.0, y, 0.60)));
    for (shelf, y) in [1.31, 1.86].into_iter().enumerate() {
        for index in 0..7 {
            let x = index as f32 * 0.50 - 1.5 + seed.between(-0.06, 0.06);
            let paint = Paint::matte(DYES[(index * 3 + shelf * 2) % 7]);
            let ware = match (index + shelf) % 4 {
                0 => {
                    lathe(&[(0.08, 0.0), (0.10, 0.04), (0.09, 0.18), (0.035, 0.24), (0.045, 0.33)], 5, paint)
                }
                1 => drum(0.11, 0.11, 0.22, 0.03, 5, paint.toned(-0.1))
                    .and(crate::mesh::prism(0.09, 0.07, 0.06, 5, OAK).moved(0.0, 0.21, 0.0)),
                2 => gem([0.10, 0.10], 0.24, 0.10, 5, Paint::glow(Ramp::StarB)).moved(0.0, 0.10, 0.0),
                _ => board([0.26, 0.2, 0.2], 0.02, paint.toned(-0.08)).turned(turn(0.0, 18.0, 0.0)),
            };
            mesh.add(&ware.moved(x, y, 0.62));
        }
    }
    mesh.and(ball([0.17, 0.17, 0.17], 7, 5, Paint::glow(Ramp::StarA)).moved(1.25, 1.36, 1.55))
        .and(lathe(&[(0.14, 0.0), (0.09, 0.05), (0.12, 0.1)], 6, BRASS).moved(1.25, 1.17, 1.55))
}

/// Seven strips of cloth with a scalloped hem.
fn awning() -> Mesh {
    let strip = |index: usize| {
        let paint = Paint::matte(if index.is_multiple_of(2) { Ramp::Ember } else { Ramp::Bone }).toned(-0.04);
        let x = index as f32 * 0.66 - 1.98;
        let ring = |y: f32, z: f32| {
            let half = 0.335;
            crate::mesh::Ring(
                [(half, 0.03), (half, -0.03), (-half, -0.03), (-half, 0.03)]
                    .map(|(dx, dy)| Vec3::new(x + dx, y + dy, z))
                    .to_vec(),
            )
        };
        let hem = gem([0.30, 0.04], 0.06, 0.30, 6, paint.toned(-0.06)).moved(x, 2.22, 2.72);
        crate::mesh::loft(&[ring(2.98, 0.55), ring(2.62, 1.85), ring(2.22, 2.72)], paint).and(hem)
    };
    Mesh::of((0..7).map(strip))
}

/// Four flanks that flare outward below, a lit dormer and a star on top.
fn bell_roof() -> Mesh {
    let ring = |y: f32, x: f32, z: f32| crate::mesh::Ring::chamfered(y, x, z, 0.12);
    let rows = [
        (0.0, 2.62, 2.02),
        (0.24, 2.30, 1.72),
        (0.75, 1.82, 1.36),
        (1.45, 1.36, 1.02),
        (2.10, 0.80, 0.62),
        (2.55, 0.42, 0.36),
    ];
    let mut mesh = Mesh::default();
    for (index, pair) in rows.windows(2).enumerate() {
        let [(low, x, z), (high, up_x, up_z)] = [pair[0], pair[1]];
        let lip = 0.07;
        let flank = [ring(low - lip, x + 0.05, z + 0.05), ring(low + lip, x, z), ring(high, up_x, up_z)];
        mesh.add(&crate::mesh::loft(&flank, SLATES.toned([0.0, 0.06, -0.05, 0.05, -0.02][index])));
    }
    let dormer = Mesh::of([
        board([0.95, 0.85, 0.9], 0.0, PLASTER.toned(-0.1)),
        window([0.55, 0.55], WINDOW, OAK).moved(0.0, 0.42, 0.46),
        super::house::gable([1.25, 0.62, 1.15], SLATES.toned(0.04)).moved(0.0, 0.82, 0.05),
    ]);
    let top = lathe(&[(0.34, 2.5), (0.16, 2.68), (0.07, 3.0), (0.05, 3.25)], 6, BRASS);
    mesh.and(dormer.moved(0.0, 0.45, 1.05))
        .and(top)
        .and(star(6, 0.46, Paint::glow(Ramp::Lantern).toned(-0.25)).moved(0.0, 3.55, 0.0))
}
