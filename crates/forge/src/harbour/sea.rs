//! The sea, the rocks in it, and the islands that close the horizon.

use glam::Vec3;
use serde_json::json;

use crate::mesh::{Face, Mesh, Ring, drum, loft, spike};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::prop::timber::{BRASS, PLASTER, WINDOW};
use crate::seed::Seed;
use crate::trig::{TAU, cos, sin, turn};

/// A wave that the client and the picture both roll: y = height × sin(along · (x, z) × TAU / length
/// + seconds × TAU / period).
#[derive(Clone, Copy, Debug)]
pub struct Wave {
    pub along: [f32; 2],
    pub length: f32,
    pub height: f32,
    pub period: f32,
}

/// The swell of the harbour, longest first.
pub const WAVES: [Wave; 3] = [
    Wave { along: [0.35, 0.94], length: 7.3, height: 0.055, period: 5.2 },
    Wave { along: [-0.80, 0.60], length: 3.9, height: 0.034, period: 3.7 },
    Wave { along: [0.96, -0.28], length: 2.3, height: 0.018, period: 2.6 },
];

/// Half the cells on a side; those near the middle are two metres wide, the last a hundred.
const CELLS: i32 = 15;

/// A sheet of 800 × 800 m at y = 0, in cells that grow outward. Its vertices are moved by the
/// client; `extras.water` holds the waves and how they die away.
pub fn sheet() -> Model {
    let mut seed = Seed::of("water/sheet", 1);
    let mut mesh = Mesh::default();
    let side = CELLS * 2 + 1;
    for row in 0..side {
        for column in 0..side {
            let (x, z) = (spread(column - CELLS), spread(row - CELLS));
            // Broken rows: a grid that is seen is a grid.
            let slip = |seed: &mut Seed, at: i32| {
                if (at - CELLS).abs() < CELLS { seed.between(-0.3, 0.3) } else { 0.0 }
            };
            mesh.points.push(Vec3::new(x + slip(&mut seed, column), 0.0, z + slip(&mut seed, row)));
        }
    }
    for row in 0..side - 1 {
        for column in 0..side - 1 {
            let at = |dx: i32, dz: i32| ((row + dz) * side + column + dx) as u32;
            let halves = if (row + column) % 2 == 0 {
                [[at(0, 0), at(0, 1), at(1, 1)], [at(0, 0), at(1, 1), at(1, 0)]]
            } else {
                [[at(0, 0), at(0, 1), at(1, 0)], [at(1, 0), at(0, 1), at(1, 1)]]
            };
            // Three tones and no more, so that neighbours share vertices.
            let tone = [-0.12, -0.08, -0.04][seed.pick(3)];
            let paint = Paint::matte(Ramp::Deep).toned(tone - 0.20);
            mesh.faces.extend(halves.map(|corners| Face { corners: corners.to_vec(), paint, smooth: false }));
        }
    }
    let mut model = Model::rigid("sheet", mesh);
    let waves: Vec<_> = WAVES
        .iter()
        .map(|it| json!({ "along": it.along, "length": it.length, "height": it.height, "period": it.period }))
        .collect();
    model.extras.insert("water".to_owned(), json!({ "waves": waves, "calm_beyond": 60.0 }));
    model
}

/// Metres from the middle of grid line `index`.
fn spread(index: i32) -> f32 {
    let steps = index.unsigned_abs() as f32;
    let near = steps.min(9.0) * 2.0;
    let far = (steps - 9.0).max(0.0);
    (near + far * 3.0 + far * far * far * 1.685).copysign(index as f32)
}

/// Rocks that stand out of the sea, by letter.
pub fn islet(slug: &str) -> Model {
    let mut seed = Seed::of(&format!("rock/{slug}"), 1);
    let mut mesh = rock(&mut seed, [2.2, 2.6, 1.9], 8);
    mesh.add(&rock(&mut seed, [1.3, 1.2, 1.2], 7).moved(2.1, 0.0, 0.7));
    mesh.add(&rock(&mut seed, [0.8, 0.7, 0.9], 6).moved(-1.9, 0.0, 1.1));
    Model::rigid("rock", mesh)
}

/// A long island for the horizon, some 90 m wide; `island-b` carries the lighthouse.
pub fn island(slug: &str) -> Model {
    let mut seed = Seed::of(&format!("rock/{slug}"), 2);
    let hills: &[(f32, f32, f32)] = match slug {
        "island-a" => &[(-26.0, 15.0, 9.0), (-8.0, 21.0, 17.0), (14.0, 17.0, 11.0), (31.0, 12.0, 5.0)],
        "island-b" => &[(-14.0, 11.0, 6.0), (0.0, 13.0, 8.5), (17.0, 10.0, 4.5)],
        _ => &[(-20.0, 16.0, 12.0), (4.0, 20.0, 22.0), (24.0, 13.0, 9.0)],
    };
    let mut mesh = Mesh::default();
    for &(x, half, tall) in hills {
        mesh.add(&rock(&mut seed, [half, tall, half * 0.6], 9).moved(x, 0.0, seed.between(-3.0, 3.0)));
    }
    let mut model = Model::default();
    if slug == "island-b" {
        mesh.add(&lighthouse().moved(0.0, 7.6, 0.0));
    }
    let root = model.joint("island", None, Vec3::ZERO, mesh);
    if slug == "island-b" {
        model.sockets.push(crate::prop::lantern::light(root, Vec3::new(0.0, 7.6 + 9.6, 0.0)));
    }
    model
}

fn lighthouse() -> Mesh {
    Mesh::of([
        drum(1.9, 1.15, 8.6, 0.1, 8, PLASTER),
        drum(1.72, 1.55, 1.4, 0.05, 8, Paint::matte(Ramp::Madder)).moved(0.0, 3.2, 0.0),
        drum(1.7, 1.7, 0.4, 0.1, 8, BRASS).moved(0.0, 8.4, 0.0),
        drum(1.0, 1.0, 1.8, 0.05, 8, WINDOW.toned(0.15)).moved(0.0, 8.7, 0.0),
        spike([1.5, 1.5], 1.9, 8, BRASS).moved(0.0, 10.4, 0.0),
    ])
}

/// Broken rings that shrink upward; dark and weedy at the foot, mossy where it lies flat.
fn rock(seed: &mut Seed, [x, y, z]: [f32; 3], sides: usize) -> Mesh {
    let rows = [(1.06, -0.35), (1.0, 0.05), (0.86, 0.34), (0.62, 0.66), (0.34, 0.92), (0.12, 1.0)];
    let ring = |&(reach, up): &(f32, f32)| {
        let point = |index: usize| {
            let angle = (index as f32 + 0.5 * up) / sides as f32 * TAU;
            let rough = reach * seed.between(0.80, 1.16);
            Vec3::new(cos(angle) * x * rough, y * (up + seed.between(-0.06, 0.06)), -sin(angle) * z * rough)
        };
        Ring((0..sides).map(point).collect())
    };
    let mut rings = rows.iter();
    let mut ring = ring;
    let rings: Vec<Ring> = rings.by_ref().map(&mut ring).collect();
    loft(&rings, Paint::rough(Ramp::Slate).toned(-0.16))
        .in_triangles()
        .painted_where(Paint::rough(Ramp::Moss).toned(-0.12), |middle, normal| {
            normal.y > 0.55 && middle.y > y * 0.3
        })
        .painted_where(Paint::rough(Ramp::Pitch), |middle, _| middle.y < y * 0.06)
        .turned(turn(0.0, 11.0, 0.0))
}
