//! The quay on a grid of two metres: tiles whose walked surface is y = 0, walls, steps and piles.

use glam::Vec3;

use crate::mesh::{Mesh, slab};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::prop::timber::{BRASS, OAK, ROPE, STONE, TAR, beam, board, rod};
use crate::seed::Seed;
use crate::trig::turn;

/// Metres on a side of a tile.
pub const TILE: f32 = 2.0;
/// How far the sea lies below the walked surface, metres.
pub const SEA_BELOW: f32 = 1.25;

/// Seven planks on two bearers; each letter is another throw of the dice.
pub fn planks(slug: &str) -> Model {
    let mut seed = Seed::of(&format!("quay/{slug}"), 2);
    let mut mesh = Mesh::default();
    let bearer = |z: f32| board([1.98, 0.16, 0.20], 0.0, TAR).moved(0.0, -0.26, z);
    mesh.add(&bearer(-0.62).and(bearer(0.62)));
    const WIDE: f32 = TILE / 7.0;
    for index in 0..7 {
        let x = (index as f32 + 0.5) * WIDE - TILE / 2.0;
        let paint = OAK.toned(seed.between(-0.17, 0.07));
        let sink = seed.between(0.0, 0.014);
        let lean = turn(0.0, seed.between(-0.5, 0.5), seed.between(-0.5, 0.5));
        let plank = board([WIDE - 0.022, 0.10, 1.985], 0.016, paint);
        mesh.add(&plank.turned(lean).moved(x, -0.10 - sink, seed.between(-0.008, 0.008)));
    }
    Model::rigid("tile", mesh)
}

/// Worn flags in front of the houses.
pub fn flags(slug: &str) -> Model {
    let mut seed = Seed::of(&format!("quay/{slug}"), 1);
    let mut mesh =
        board([1.99, 0.10, 1.99], 0.0, Paint::rough(Ramp::Slate).toned(-0.30)).moved(0.0, -0.16, 0.0);
    let rows: [&[f32]; 4] =
        [&[0.62, 0.80, 0.58], &[0.44, 0.70, 0.86], &[0.78, 0.66, 0.56], &[0.52, 0.92, 0.56]];
    for (row, lengths) in rows.iter().enumerate() {
        let mut x = -1.0;
        for &length in *lengths {
            let paint = STONE.toned(seed.between(-0.14, 0.06));
            let stone = board([length - 0.03, 0.12, 0.47], 0.03, paint).turned(turn(
                seed.between(-0.6, 0.6),
                0.0,
                seed.between(-0.6, 0.6),
            ));
            mesh.add(&stone.moved(
                x + length / 2.0,
                -0.12 - seed.between(0.0, 0.012),
                row as f32 * 0.5 - 0.75,
            ));
            x += length;
        }
    }
    Model::rigid("tile", mesh)
}

/// Two metres of quay wall that look to +z: blocks in courses, a coping, weed at the water.
pub fn wall() -> Model {
    let mut seed = Seed::of("quay/wall", 1);
    let mut mesh =
        board([2.0, 2.3, 0.42], 0.0, Paint::rough(Ramp::Slate).toned(-0.34)).moved(0.0, -2.4, -0.26);
    for course in 0..4 {
        let y = -2.15 + course as f32 * 0.5;
        let cuts: &[f32] = if course % 2 == 0 { &[0.72, 0.64, 0.64] } else { &[0.40, 0.80, 0.80] };
        let mut x = -1.0;
        for &length in cuts {
            let weed = course < 2;
            let paint = if weed {
                Paint::rough(Ramp::Moss).toned(-0.24)
            } else {
                STONE.toned(seed.between(-0.16, 0.02))
            };
            let block = board([length - 0.03, 0.16, 0.47], 0.045, paint).turned(turn(90.0, 0.0, 0.0));
            mesh.add(&block.moved(x + length / 2.0, y + 0.25, -0.10 + seed.between(-0.02, 0.02)));
            x += length;
        }
    }
    let coping = slab([1.98, 0.24, 0.62], [1.0, 0.96], 0.05, STONE.toned(0.04)).moved(0.0, -0.20, -0.16);
    Model::rigid("wall", mesh.and(coping))
}

/// Steps down to the water towards +z, 2 m wide, with a rope for the hand.
pub fn steps() -> Model {
    let mut mesh = Mesh::default();
    for step in 0..6 {
        let y = -0.27 * (step as f32 + 1.0);
        let tone =
            if step > 3 { Paint::rough(Ramp::Moss).toned(-0.22) } else { STONE.toned(-0.04 * step as f32) };
        mesh.add(&board([1.9 - 0.02 * step as f32, 1.6 + y * 0.4, 0.36], 0.035, tone).moved(
            0.0,
            y - (1.6 + y * 0.4) + 0.06,
            step as f32 * 0.33 + 0.15,
        ));
    }
    for x in [-1.02, 1.02] {
        mesh.add(&beam(Vec3::new(x, -2.0, 0.05), Vec3::new(x, 0.92, 0.05), 0.15, TAR));
        mesh.add(&beam(Vec3::new(x, -2.2, 1.9), Vec3::new(x, -0.55, 1.9), 0.15, TAR));
        let rope = [(0.80, 0.05), (0.18, 0.75), (-0.30, 1.40), (-0.62, 1.9)].map(|(y, z)| Vec3::new(x, y, z));
        mesh.add(&rod(&rope, 0.055, 4, ROPE));
    }
    Model::rigid("steps", mesh)
}

/// A pile below a tile of the pier, with its cross brace towards +x.
pub fn pile() -> Model {
    let post = crate::mesh::lathe(&[(0.17, -2.6), (0.165, -1.2), (0.155, -0.20), (0.14, -0.17)], 7, TAR);
    let band = crate::mesh::drum(0.172, 0.172, 0.09, 0.02, 7, BRASS.toned(-0.16)).moved(0.0, -0.62, 0.0);
    let weed = crate::mesh::drum(0.195, 0.178, 0.42, 0.04, 7, Paint::rough(Ramp::Moss).toned(-0.22))
        .moved(0.0, -1.55, 0.0);
    let brace = beam(Vec3::new(0.0, -1.12, 0.0), Vec3::new(1.95, -0.30, 0.0), 0.12, TAR.toned(0.06));
    Model::rigid("pile", Mesh::of([post, band, weed, brace]))
}

/// Two metres of railing along x: posts with brass caps and two ropes.
pub fn railing() -> Model {
    let mut mesh = Mesh::default();
    for x in [-0.96, 0.96] {
        mesh.add(&beam(Vec3::new(x, -0.2, 0.0), Vec3::new(x, 0.92, 0.0), 0.12, OAK.toned(-0.1)));
        mesh.add(&crate::mesh::gem([0.09, 0.09], 0.12, 0.06, 5, BRASS).moved(x, 0.96, 0.0));
    }
    for (y, sag) in [(0.82, 0.10), (0.46, 0.08)] {
        let rope = crate::prop::timber::hanging(Vec3::new(-0.96, y, 0.0), Vec3::new(0.96, y, 0.0), sag, 4);
        mesh.add(&rod(&rope, 0.055, 4, ROPE));
    }
    Model::rigid("railing", mesh)
}
