//! The quest board: papers under a small roof, and a lantern to read them by.

use glam::Vec3;

use super::house::{gable, roof, star};
use crate::mesh::Mesh;
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::prop::lantern::{self, FLAME_BELOW};
use crate::prop::timber::{BRASS, OAK, PALE, TAR, beam, board, plate, rod};
use crate::seed::Seed;
use crate::trig::turn;

/// 2.6 m wide and 3.3 m tall; read from +z.
pub fn quest_board() -> Model {
    let mut seed = Seed::of("building/quest-board", 1);
    let post = beam(Vec3::new(1.12, -0.1, 0.0), Vec3::new(1.02, 2.75, 0.0), 0.20, TAR)
        .and(beam(Vec3::new(1.10, 0.0, 0.55), Vec3::new(1.06, 0.95, 0.05), 0.12, TAR))
        .both_sides();
    let planks = (0..5).map(|index| {
        let tone = [0.0, -0.07, 0.04, -0.03, 0.02][index];
        board([2.06, 0.08, 0.31], 0.02, OAK.toned(tone)).turned(turn(90.0, 0.0, 0.0)).moved(
            0.0,
            0.98 + index as f32 * 0.315,
            -0.05,
        )
    });
    let cover = roof([1.5, 0.62, 2.9], 3, 3, Paint::rough(Ramp::Deep).toned(-0.06), &mut seed)
        .and(gable([1.1, 0.5, 2.5], OAK.toned(-0.16)))
        .turned(turn(0.0, 90.0, 0.0))
        .moved(0.0, 2.62, 0.0);
    let hook = Vec3::new(1.62, 2.42, 0.12);
    let arm = rod(&[Vec3::new(1.05, 2.05, 0.05), Vec3::new(1.30, 2.38, 0.10), hook], 0.06, 4, BRASS);
    let lamp = lantern::lantern().at(hook);
    let crest = star(4, 0.40, BRASS.toned(0.06)).moved(0.0, 3.42, 0.0);
    let mesh = Mesh::of([post, Mesh::of(planks), cover, arm, lamp, crest, papers(&mut seed)]);
    let mut model = Model::rigid("board", mesh);
    model.sockets.push(lantern::light(0, hook - Vec3::Y * FLAME_BELOW));
    model
}

fn papers(seed: &mut Seed) -> Mesh {
    let places = [
        (-0.72, 2.05, 0.44, 0.56, Ramp::Bone),
        (-0.18, 1.98, 0.40, 0.46, Ramp::Straw),
        (0.40, 2.08, 0.50, 0.36, Ramp::Bone),
        (0.80, 1.62, 0.34, 0.46, Ramp::Sand),
        (-0.62, 1.36, 0.36, 0.42, Ramp::Straw),
        (-0.08, 1.30, 0.46, 0.58, Ramp::Bone),
        (0.42, 1.40, 0.30, 0.36, Ramp::Bone),
    ];
    let mut mesh = Mesh::default();
    for (index, (x, y, wide, tall, ramp)) in places.into_iter().enumerate() {
        let tilt = turn(-3.0, 0.0, seed.between(-7.0, 7.0));
        let sheet = plate([wide, tall], 0.02, Paint::matte(ramp).toned(0.06));
        let line = |row: usize| {
            plate([wide * 0.66, 0.028], 0.02, Paint::matte(Ramp::Pitch)).moved(
                0.0,
                tall * (0.02 - row as f32 * 0.17),
                0.012,
            )
        };
        let seal = [Ramp::Madder, Ramp::StarB, Ramp::Pine][index % 3];
        let pin = crate::mesh::gem([0.045, 0.045], 0.03, 0.03, 5, Paint::matte(seal))
            .turned(turn(90.0, 0.0, 0.0))
            .moved(0.0, tall * 0.40, 0.03);
        let picture = plate([wide * 0.5, tall * 0.24], 0.02, Paint::matte(seal).toned(-0.06)).moved(
            0.0,
            tall * 0.22,
            0.012,
        );
        let paper = if index % 2 == 0 {
            Mesh::of([sheet, picture, line(0), line(1), line(2), pin])
        } else {
            Mesh::of([sheet, line(0), line(1), pin])
        };
        mesh.add(&paper.turned(tilt).moved(x, y, 0.02 + 0.012 * index as f32));
    }
    mesh.and(beam(Vec3::new(-1.05, 0.86, 0.0), Vec3::new(1.05, 0.86, 0.0), 0.14, PALE))
}
