//! The tavern: two crooked storeys, a steep roof, a chimney, warm windows, a mug for a sign.

use glam::{Quat, Vec3};

use super::house::{chimney, door, gable, roof, sign, storey};
use crate::mesh::{Mesh, drum};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::prop::lantern::{self, FLAME_BELOW};
use crate::prop::timber::{BRASS, OAK, PLASTER, STONE, TAR, WINDOW, beam, board, rod, window};
use crate::seed::Seed;
use crate::trig::{PI, sin, turn};

const TILES: Paint = Paint::rough(Ramp::Madder).toned(-0.10);

/// 6 × 5 m and 9 m tall; the door looks to +z.
pub fn tavern() -> Model {
    let mut seed = Seed::of("building/tavern", 1);
    let ground = stones(&mut seed).and(storey([5.0, 2.5, 4.2], &[], STONE.toned(-0.10), TAR));
    let upper = storey([5.7, 2.2, 4.9], &[-1.9, -0.62, 0.62, 1.9], PLASTER, TAR).moved(0.0, 2.5, 0.0);
    let joists = (0..6).map(|index| {
        let x = index as f32 * 1.04 - 2.60;
        beam(Vec3::new(x, 2.44, 1.9), Vec3::new(x, 2.44, 2.62), 0.17, TAR)
    });
    let attic = gable([5.7, 3.1, 4.7], PLASTER.toned(-0.04)).moved(0.0, 4.7, 0.0);
    let shingles = roof([6.7, 3.55, 5.5], 5, 3, TILES, &mut seed).moved(0.0, 4.42, 0.0);
    let ridge = rod(&[Vec3::new(0.0, 8.02, -2.85), Vec3::new(0.0, 8.10, 2.95)], 0.30, 5, TILES.toned(-0.2));
    let crooked = |mesh: Mesh| mesh.bent(lean);
    let whole =
        crooked(Mesh::of([ground, upper, Mesh::of(joists), attic, verge(), shingles, ridge, openings()]));
    let stack = chimney(3.7).turned(turn(0.0, 0.0, -3.0)).moved(1.75, 5.3, -0.9);
    let lamps = [Vec3::new(-1.15, 2.28, 2.95), Vec3::new(1.15, 2.28, 2.95)].map(lean);
    let hung = lamps.map(|lamp| lantern::plain().scaled(0.82, 0.82, 0.82).at(lamp));
    let mug = sign(mug(), Paint::matte(Ramp::Pine).toned(-0.1)).scaled(1.15, 1.15, 1.15);
    let mug = mug.moved(2.80, 3.85, 2.30).bent(lean);
    let mut model = Model::rigid("tavern", Mesh::of([whole, stack, mug].into_iter().chain(hung)));
    for (index, lamp) in lamps.into_iter().enumerate() {
        let mut light = lantern::light(0, lamp - Vec3::Y * FLAME_BELOW * 0.82);
        light.name = format!("light_{}", index + 1);
        model.sockets.push(light);
    }
    model
}

/// No house by the sea stays upright: it leans, turns a little and bulges as it goes up.
fn lean(point: Vec3) -> Vec3 {
    let up = point.y / 8.0;
    let turned = Quat::from_rotation_y(0.05 * up * up) * point;
    turned
        + Vec3::new(-0.34 * up * up + 0.09 * sin(point.y * 1.3), -0.05 * sin(point.x * 0.9) * up, 0.14 * up)
}

fn stones(seed: &mut Seed) -> Mesh {
    let mut mesh = board([5.3, 0.34, 4.5], 0.06, STONE.toned(-0.16));
    for (x, y) in [
        (-2.2, 0.8),
        (-1.55, 1.9),
        (2.25, 0.65),
        (2.0, 2.05),
        (-2.25, 1.4),
        (1.05, 2.15),
        (-0.9, 2.1),
        (2.3, 1.35),
    ] {
        let stone =
            board([seed.between(0.35, 0.55), 0.06, 0.24], 0.0, STONE.toned(seed.between(-0.06, 0.06)));
        mesh.add(&stone.turned(turn(90.0, 0.0, seed.between(-5.0, 5.0))).moved(x, y, 2.06));
    }
    mesh
}

/// The timbers of the gable and the boards along its edge.
fn verge() -> Mesh {
    let at = |x: f32, y: f32| Vec3::new(x, y, 2.42);
    let half = Mesh::of([
        beam(at(2.85, 4.75), at(0.05, 7.72), 0.22, TAR),
        beam(at(1.55, 4.80), at(0.95, 6.66), 0.13, TAR),
    ])
    .both_sides();
    let edge =
        |z: f32| beam(Vec3::new(3.45, 4.36, z), Vec3::new(0.0, 8.02, z), 0.20, OAK.toned(-0.12)).both_sides();
    Mesh::of([half, beam(at(-1.4, 5.9), at(1.4, 5.9), 0.16, TAR), edge(2.82), edge(-2.82)])
}

fn openings() -> Mesh {
    let mut mesh = door([1.10, 2.0], Paint::rough(Ramp::Pine).toned(-0.10)).moved(0.0, 0.06, 2.14);
    mesh.add(&Mesh::of(
        [-1.55, 1.55].map(|x| window([1.05, 1.0], WINDOW.toned(-0.05), OAK).moved(x, 1.35, 2.10)),
    ));
    mesh.add(&Mesh::of([-1.27, 0.0, 1.27].map(|x| {
        let shutter = |side: f32| {
            board([0.30, 0.05, 1.0], 0.02, Paint::rough(Ramp::Pine)).turned(turn(90.0, 0.0, 0.0)).moved(
                side * 0.56,
                0.0,
                0.06,
            )
        };
        window([0.72, 0.98], WINDOW, OAK)
            .and(if x == 0.0 { shutter(1.0).both_sides() } else { Mesh::default() })
            .moved(x, 3.62, 2.45)
    })));
    mesh.add(&window([0.66, 0.80], WINDOW.toned(-0.1), OAK).moved(0.0, 6.42, 2.40));
    // The other side stands against the shop.
    let aside = Quat::from_rotation_y(PI / 2.0);
    mesh.add(&window([0.9, 0.9], WINDOW.toned(-0.08), OAK).turned(aside).moved(2.50, 1.40, 0.3));
    mesh.add(&window([0.8, 0.9], WINDOW, OAK).turned(aside).moved(2.86, 3.6, 0.9));
    let iron = [-1.15, 1.15].map(|x| beam(Vec3::new(x, 2.30, 2.3), Vec3::new(x, 2.30, 3.0), 0.06, BRASS));
    mesh.and(Mesh::of(iron))
}

fn mug() -> Mesh {
    let body = drum(0.17, 0.15, 0.34, 0.02, 7, BRASS).moved(-0.04, -0.20, 0.0).scaled(1.0, 1.0, 0.4);
    let foam = drum(0.17, 0.19, 0.10, 0.02, 6, Paint::matte(Ramp::Bone).toned(0.1))
        .scaled(1.0, 1.0, 0.4)
        .moved(-0.04, 0.12, 0.0);
    let ear = [(0.10, 0.06), (0.24, 0.06), (0.25, -0.10), (0.11, -0.12)].map(|(x, y)| Vec3::new(x, y, 0.0));
    Mesh::of([body, foam, rod(&ear, 0.05, 4, BRASS)])
}
