//! What houses are built from: timbered storeys, shingled roofs, doors, chimneys, signs.

use glam::{Quat, Vec3};

use crate::mesh::{Mesh, slab};
use crate::paint::{Paint, Ramp};
use crate::prop::timber::{BRASS, IRON, STONE, TAR, beam, board, plate, rod};
use crate::seed::Seed;
use crate::trig::turn;

/// A box of walls standing on y = 0 with a timber at each corner, a sill, a plate, and `studs`
/// uprights and braces on the front.
pub fn storey([x, y, z]: [f32; 3], studs: &[f32], wall: Paint, timber: Paint) -> Mesh {
    let mut mesh = board([x - 0.06, y, z - 0.06], 0.0, wall);
    let (half_x, half_z) = (x / 2.0 - 0.04, z / 2.0 - 0.04);
    for (side_x, side_z) in [(-1.0, 1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)] {
        let foot = Vec3::new(half_x * side_x, 0.0, half_z * side_z);
        mesh.add(&beam(foot, foot + Vec3::Y * y, 0.20, timber));
    }
    for at in [0.08, y - 0.08] {
        for side in [-1.0, 1.0] {
            let (a, b) = (Vec3::new(-half_x, at, half_z * side), Vec3::new(half_x, at, half_z * side));
            mesh.add(&beam(a, b, 0.17, timber));
            let (a, b) = (Vec3::new(half_x * side, at, -half_z), Vec3::new(half_x * side, at, half_z));
            mesh.add(&beam(a, b, 0.17, timber));
        }
    }
    for &stud in studs {
        let foot = Vec3::new(stud, 0.1, half_z + 0.01);
        mesh.add(&beam(foot, foot + Vec3::Y * (y - 0.2), 0.14, timber));
    }
    mesh
}

/// Both slopes of a roof whose ridge runs along z: rows of shingles in two tones, each row over
/// the next; `rise` metres tall over `wide` metres, `long` metres along the ridge, on y = 0.
pub fn roof([wide, rise, long]: [f32; 3], rows: usize, pieces: usize, paint: Paint, seed: &mut Seed) -> Mesh {
    let slope = Vec3::new(wide / 2.0, -rise, 0.0);
    let length = slope.length() / rows as f32;
    let angle = (rise / (wide / 2.0)).atan();
    let mut mesh = Mesh::default();
    for side in [false, true] {
        let mut half = Mesh::default();
        for row in 0..rows {
            let t = (row as f32 + 0.5) / rows as f32;
            let middle = Vec3::Y * rise + slope * t;
            for piece in 0..pieces {
                let share = long / pieces as f32;
                let z = (piece as f32 + 0.5) * share - long / 2.0 + seed.between(-0.03, 0.03);
                let tone = seed.between(-0.12, 0.08) + paint.tone;
                let shingle = board([length * 1.22, 0.10, share * 1.01], 0.0, Paint { tone, ..paint });
                // Each row lies a little flatter than the roof, with its foot on the next one.
                let lie = Quat::from_rotation_z(-angle + 0.09 + seed.between(-0.015, 0.015));
                half.add(&shingle.turned(lie).at(middle + Vec3::new(0.0, 0.02, z)));
            }
        }
        mesh.add(&if side { half.mirrored() } else { half });
    }
    mesh
}

/// The triangle under a roof that looks to ±z, as a closed wedge of the roof's length.
pub fn gable([wide, rise, long]: [f32; 3], paint: Paint) -> Mesh {
    let ring = |z: f32| {
        crate::mesh::Ring(
            [(-wide / 2.0, 0.0), (0.0, rise), (wide / 2.0, 0.0)].map(|(x, y)| Vec3::new(x, y, z)).to_vec(),
        )
    };
    crate::mesh::loft(&[ring(-long / 2.0), ring(long / 2.0)], paint)
}

/// A door with a frame, iron straps, and a warm light over it; looks to +z, stands on y = 0.
pub fn door([x, y]: [f32; 2], paint: Paint) -> Mesh {
    let mut mesh = plate([x, y], 0.07, paint).moved(0.0, y / 2.0, 0.0);
    for side in [-1.0, 1.0] {
        let foot = Vec3::new(side * x / 2.0, 0.0, 0.05);
        mesh.add(&beam(foot, foot + Vec3::Y * y, 0.16, TAR));
    }
    mesh.add(&beam(Vec3::new(-x * 0.62, y, 0.07), Vec3::new(x * 0.62, y, 0.07), 0.20, TAR));
    for at in [0.25, 0.72] {
        mesh.add(&beam(Vec3::new(-x * 0.42, y * at, 0.08), Vec3::new(x * 0.30, y * at, 0.08), 0.07, IRON));
    }
    mesh.add(&crate::mesh::gem([0.05, 0.05], 0.06, 0.06, 5, BRASS.toned(0.1)).moved(
        x * 0.34,
        y * 0.48,
        0.10,
    ));
    mesh.add(&board([x * 1.3, 0.14, 0.5], 0.03, STONE).moved(0.0, -0.02, 0.22));
    mesh
}

/// A stone stack with a cap and two pots, `tall` metres from y = 0.
pub fn chimney(tall: f32) -> Mesh {
    let stack = slab([0.72, tall, 0.62], [0.78, 0.80], 0.06, STONE.toned(-0.10));
    let stone = |y: f32, x: f32, z: f32| {
        board([0.30, 0.05, 0.18], 0.02, STONE.toned(0.03)).turned(turn(90.0, 0.0, 0.0)).moved(x, y, z)
    };
    let cap = slab([0.82, 0.16, 0.74], [1.06, 1.06], 0.04, STONE.toned(0.05)).moved(0.0, tall - 0.08, 0.0);
    let pot = |x: f32| {
        crate::mesh::drum(0.12, 0.09, 0.34, 0.02, 6, Paint::rough(Ramp::Rust)).moved(x, tall + 0.06, 0.0)
    };
    Mesh::of([stack, stone(0.5, -0.12, 0.30), stone(0.9, 0.12, 0.28), cap, pot(-0.17), pot(0.17)])
}

/// A bracket towards +x with its sign board below, in the plane of x and y; the origin is where
/// the bracket meets the wall.
pub fn sign(emblem: Mesh, back: Paint) -> Mesh {
    let at = |x: f32, y: f32| Vec3::new(x, y, 0.0);
    let arm = rod(&[at(-0.1, 0.0), at(1.15, 0.04)], 0.07, 4, IRON);
    let stay = rod(&[at(0.0, 0.42), at(0.5, 0.30), at(1.0, 0.04)], 0.045, 4, IRON);
    let chain = |x: f32| rod(&[at(x, 0.03), at(x, -0.20)], 0.03, 3, BRASS);
    let panel = crate::mesh::disc(0.46, 0.08, 10, back).turned(turn(90.0, 0.0, 0.0)).moved(0.62, -0.62, 0.0);
    let rim = (0..=9).map(|index| {
        let angle = index as f32 / 9.0 * crate::trig::TAU;
        at(0.62 + crate::trig::cos(angle) * 0.47, -0.62 + crate::trig::sin(angle) * 0.47)
    });
    let rim = rod(&rim.collect::<Vec<_>>(), 0.08, 3, BRASS);
    let emblem = emblem.moved(0.62, -0.62, 0.05);
    let other = emblem.clone().turned(Quat::from_rotation_y(crate::trig::PI)).moved(1.24, 0.0, 0.0);
    Mesh::of([arm, stay, chain(0.40), chain(0.84), panel, rim, emblem, other])
}

/// A star of `points` points in the plane of x and y, in relief.
pub fn star(points: usize, reach: f32, paint: Paint) -> Mesh {
    let ray = |index: usize| {
        let turned = turn(0.0, 0.0, index as f32 * 360.0 / points as f32);
        crate::mesh::gem([reach * 0.20, reach * 0.14], reach, reach * 0.2, 4, paint).turned(turned)
    };
    Mesh::of((0..points).map(ray))
}
