//! The skeleton: what is left of a soldier, and falls apart when it is struck down.

use glam::Vec3;

use super::biped::{self, Biped};
use super::body::Body;
use super::flesh::{BRASS, FLAME, egg, eye, flesh, shard, tufts};
use super::stance::{Stance, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::figure::held::held;
use crate::mesh::{Mesh, Ring, brick, lathe, loft};
use crate::paint::{Paint, Ramp};
use crate::trig::turn;

const BONE: Paint = Paint::rough(Ramp::Bone).toned(0.02);
const RAG: Paint = Paint::rough(Ramp::Tide).toned(-0.26);
const HOLE: Paint = Paint::matte(Ramp::Ink);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("hips", "base", [0.0, 0.74, 0.0], hips());
    body.part("chest", "hips", [0.0, 0.86, 0.0], chest());
    body.part("head", "chest", [0.0, 1.30, 0.03], head());
    body.part("jaw", "head", [0.0, 1.40, 0.03], jaw());
    body.pair("arm", "chest", [0.22, 1.22, 0.0], arm());
    body.pair("fore_arm", "arm", [0.34, 0.97, -0.03], fore_arm());
    body.hang(
        "fore_arm_r",
        held("shortsword").scaled(1.15, 1.15, 1.15).turned(turn(38.0, 0.0, 0.0)).moved(-0.39, 0.86, 0.27),
    );
    body.hang("fore_arm_l", shield().moved(0.40, 0.88, 0.31));
    body.pair("thigh", "hips", [0.10, 0.72, 0.0], thigh());
    body.pair("shin", "thigh", [0.15, 0.41, 0.06], shin());
    body.pair("foot", "shin", [0.16, 0.08, -0.03], foot());
    body.legs(["thigh", "shin", "foot"]);
    body.swinging(&["arm", "fore_arm"]);
    body.model.clips = clips(&body);
    body
}

/// A long bone between two places, thick at both ends.
fn bone(from: [f32; 3], to: [f32; 3], thin: f32, knob: f32) -> Mesh {
    let (from, to) = (Vec3::from(from), Vec3::from(to));
    let at = |share: f32, half: f32| {
        let place = from.lerp(to, share);
        [place.x, place.y, place.z, half, half]
    };
    flesh(&[at(0.0, knob), at(0.24, thin), at(0.76, thin), at(1.0, knob)], 4, BONE)
}

fn hips() -> Mesh {
    let basin = flesh(
        &[[0.0, 0.66, 0.0, 0.06, 0.05], [0.0, 0.72, 0.0, 0.14, 0.10], [0.0, 0.80, -0.02, 0.16, 0.11]],
        8,
        BONE,
    );
    let spine =
        flesh(&[[0.0, 0.74, -0.03, 0.045, 0.045], [0.0, 0.92, -0.03, 0.042, 0.045]], 5, BONE.toned(-0.06));
    let belt = flesh(
        &[[0.0, 0.76, -0.01, 0.165, 0.12], [0.0, 0.80, -0.015, 0.172, 0.125]],
        8,
        Paint::rough(Ramp::Oak).toned(-0.2),
    );
    let rags = tufts(
        &[
            [[0.0, 0.78, 0.11], [0.02, 0.44, 0.16]],
            [[0.10, 0.78, 0.08], [0.14, 0.54, 0.13]],
            [[-0.11, 0.78, 0.08], [-0.15, 0.50, 0.12]],
            [[0.0, 0.78, -0.12], [-0.04, 0.42, -0.19]],
        ],
        0.08,
        0.025,
        RAG,
    );
    let buckle = brick([0.07, 0.06, 0.03], [0.9, 0.8], BRASS).moved(0.0, 0.75, 0.105);
    Mesh::of([basin, spine, belt, rags, buckle])
}

/// Three pairs of ribs around nothing, a breastbone, a pauldron that outlived its owner.
fn chest() -> Mesh {
    let spine = flesh(
        &[[0.0, 0.84, -0.03, 0.042, 0.045], [0.0, 1.10, -0.07, 0.045, 0.05], [0.0, 1.32, 0.0, 0.04, 0.042]],
        5,
        BONE.toned(-0.06),
    );
    let rib = |y: f32, wide: f32, deep: f32| {
        let path = [
            [0.02, y + 0.05, -0.09, 0.022, 0.030],
            [wide, y + 0.02, 0.0, 0.022, 0.036],
            [wide * 0.62, y - 0.03, deep, 0.022, 0.030],
            [0.02, y - 0.01, deep + 0.01, 0.018, 0.026],
        ];
        ribbon(&path)
    };
    let ribs = Mesh::of([rib(1.00, 0.145, 0.11), rib(1.11, 0.175, 0.13), rib(1.22, 0.165, 0.11)]);
    let breast =
        brick([0.07, 0.28, 0.035], [1.3, 1.0], BONE).turned(turn(4.0, 0.0, 0.0)).moved(0.0, 0.96, 0.115);
    let collar = bone([0.03, 1.28, 0.07], [0.23, 1.26, 0.0], 0.022, 0.034);
    let plate = flesh(
        &[[-0.20, 1.20, 0.0, 0.13, 0.13], [-0.25, 1.28, 0.0, 0.12, 0.12], [-0.22, 1.36, 0.0, 0.05, 0.05]],
        7,
        BRASS.toned(-0.06),
    );
    Mesh::of([spine, ribs.both_sides(), breast, collar.both_sides(), plate])
}

/// A flat band through places; the width is its height.
fn ribbon(path: &[[f32; 5]]) -> Mesh {
    let ring = |index: usize| {
        let place = |index: usize| Vec3::new(path[index][0], path[index][1], path[index][2]);
        let along = (place((index + 1).min(path.len() - 1)) - place(index.saturating_sub(1))).normalize();
        let out = along.cross(Vec3::Y).normalize() * path[index][3];
        let up = Vec3::Y * path[index][4];
        Ring([up, out, -up, -out].map(|by| place(index) + by).to_vec())
    };
    loft(&(0..path.len()).map(ring).collect::<Vec<_>>(), BONE)
}

fn head() -> Mesh {
    let skull = egg([0.0, 1.56, 0.02], [0.165, 0.165, 0.185], 8, 4, BONE);
    let face = flesh(
        &[[0.0, 1.36, 0.11, 0.075, 0.05], [0.0, 1.44, 0.12, 0.115, 0.075], [0.0, 1.56, 0.12, 0.13, 0.085]],
        6,
        BONE,
    );
    let nose = shard(Vec3::new(0.0, 1.455, 0.185), Vec3::new(0.0, 1.51, 0.195), Vec3::X * 0.022, 0.018, HOLE);
    let teeth = brick([0.12, 0.035, 0.02], [0.95, 1.0], HOLE).moved(0.0, 1.375, 0.150);
    let tooth = |x: f32| brick([0.022, 0.03, 0.02], [0.9, 1.0], BONE.toned(0.1)).moved(x, 1.378, 0.158);
    let socket = Mesh::of([
        eye(Vec3::new(0.062, 1.545, 0.192), Vec3::new(0.25, 0.0, 1.0), 0.050, HOLE),
        eye(Vec3::new(0.062, 1.542, 0.212), Vec3::new(0.25, 0.0, 1.0), 0.020, FLAME),
        shard(
            Vec3::new(0.012, 1.575, 0.20),
            Vec3::new(0.15, 1.62, 0.13),
            Vec3::Y * 0.028,
            0.03,
            BONE.toned(0.04),
        ),
        eye(Vec3::new(0.135, 1.46, 0.10), Vec3::new(1.0, -0.1, 0.7), 0.035, HOLE),
    ]);
    let helm = flesh(
        &[
            [0.0, 1.60, 0.0, 0.19, 0.21],
            [0.0, 1.63, 0.0, 0.195, 0.215],
            [0.0, 1.72, 0.0, 0.15, 0.17],
            [0.0, 1.78, 0.0, 0.05, 0.06],
        ],
        8,
        Paint::metal(Ramp::Iron).toned(-0.16),
    )
    .painted_where(BRASS, |middle, _| middle.y < 1.625);
    let crest = flesh(
        &[
            [0.0, 1.72, 0.16, 0.02, 0.03],
            [0.0, 1.88, 0.06, 0.024, 0.06],
            [0.0, 1.88, -0.10, 0.024, 0.07],
            [0.0, 1.70, -0.24, 0.02, 0.03],
        ],
        5,
        RAG.toned(0.06),
    );
    Mesh::of([skull, face, nose, teeth, tooth(-0.03), tooth(0.03), socket.both_sides(), helm, crest])
}

fn jaw() -> Mesh {
    let chin = flesh(
        &[[0.0, 1.38, 0.03, 0.11, 0.04], [0.0, 1.33, 0.10, 0.09, 0.035], [0.0, 1.31, 0.16, 0.055, 0.028]],
        6,
        BONE.toned(-0.04),
    );
    let tooth = |x: f32| brick([0.022, 0.03, 0.018], [0.9, 1.0], BONE.toned(0.1)).moved(x, 1.325, 0.158);
    Mesh::of([chin, tooth(-0.02), tooth(0.02)])
}

fn arm() -> Mesh {
    bone([0.23, 1.24, 0.0], [0.34, 0.96, -0.03], 0.030, 0.050)
}

/// Bent forward to a fist at (0.39, 0.86, 0.27).
fn fore_arm() -> Mesh {
    let long = bone([0.34, 0.98, -0.03], [0.385, 0.88, 0.22], 0.026, 0.044);
    let fist = brick([0.085, 0.10, 0.095], [0.8, 0.8], BONE).moved(0.39, 0.81, 0.26);
    long.and(fist)
}

/// Round, with a boss and a painted field.
fn shield() -> Mesh {
    lathe(&[(0.27, 0.0), (0.29, 0.03), (0.24, 0.05), (0.09, 0.07), (0.02, 0.13)], 10, BRASS)
        .painted_where(RAG.toned(0.08), |middle, _| middle.y > 0.055 && middle.y < 0.075)
        .turned(turn(90.0, 0.0, 0.0))
}

fn thigh() -> Mesh {
    bone([0.10, 0.73, 0.0], [0.15, 0.40, 0.06], 0.034, 0.058)
}

fn shin() -> Mesh {
    let long = bone([0.15, 0.42, 0.06], [0.16, 0.07, -0.03], 0.028, 0.048);
    let greave =
        flesh(&[[0.155, 0.36, 0.06, 0.060, 0.058], [0.16, 0.14, 0.0, 0.046, 0.05]], 6, BRASS.toned(-0.12));
    long.and(greave)
}

fn foot() -> Mesh {
    let heel = flesh(
        &[
            [0.16, 0.045, -0.08, 0.035, 0.04],
            [0.16, 0.06, 0.0, 0.045, 0.055],
            [0.165, 0.03, 0.13, 0.07, 0.028],
        ],
        6,
        BONE.toned(-0.04),
    );
    let toes = tufts(
        &[
            [[0.12, 0.028, 0.12], [0.11, 0.015, 0.22]],
            [[0.165, 0.028, 0.12], [0.17, 0.015, 0.24]],
            [[0.21, 0.028, 0.12], [0.225, 0.015, 0.21]],
        ],
        0.022,
        0.02,
        BONE,
    );
    heel.and(toes)
}

fn clips(body: &Body) -> Vec<Clip> {
    let mut clips = biped::clips(
        body,
        &Biped {
            seconds: 0.96,
            step: [0.34, 0.10],
            sway: [0.045, 0.022],
            swing: [9.0, 14.0],
            lean: 4.0,
            give: 0.10,
            lying: Stance::default(),
            // It rattles: the jaw clacks, the skull sits loose.
            flourish: |stance, phase, much| {
                let rattle = wave(phase, 4.0, 0.1).max(0.0);
                stance.turn("jaw", 4.0 + 14.0 * rattle * much, 0.0, 0.0).turn(
                    "head",
                    0.0,
                    0.0,
                    5.0 * wave(phase, 2.0, 0.2),
                )
            },
        },
    );
    clips.retain(|clip| clip.name != "down");
    clips.push(once(body, "down", 1.2, &down()));
    clips.push(once(body, "slash", 0.8, &slash()));
    clips
}

/// Nothing holds it together any more. The skull lands last and rolls.
fn down() -> Vec<(f32, Stance)> {
    let struck = Stance::default()
        .shift("hips", 0.0, 0.01, -0.05)
        .turn("chest", -16.0, 10.0, 0.0)
        .turn("head", -24.0, 0.0, 12.0)
        .turn("jaw", 30.0, 0.0, 0.0)
        .both("arm", -30.0, 0.0, 40.0)
        .loose(0.0);
    let falling = Stance::default()
        .loose(1.0)
        .shift("hips", 0.02, -0.30, -0.04)
        .turn("hips", -14.0, 12.0, 8.0)
        .shift("chest", 0.0, -0.04, 0.06)
        .turn("chest", 30.0, 20.0, -10.0)
        .shift("head", 0.06, 0.28, 0.10)
        .turn("head", -40.0, 20.0, 20.0)
        .turn("jaw", 40.0, 0.0, 0.0)
        .shift("arm_l", 0.10, 0.0, 0.04)
        .shift("arm_r", 0.10, 0.04, 0.0)
        .both("arm", -50.0, 0.0, 60.0)
        .both("thigh", -60.0, 0.0, 26.0)
        .both("shin", 70.0, 0.0, 0.0);
    let heap = Stance::default()
        .loose(1.0)
        .shift("hips", 0.0, -0.60, -0.06)
        .turn("hips", -30.0, 24.0, 10.0)
        .shift("chest", 0.02, -0.02, 0.10)
        .turn("chest", 86.0, 10.0, 20.0)
        .shift("head", 0.22, -0.02, 0.06)
        .turn("head", -60.0, 46.0, 30.0)
        .turn("jaw", 26.0, 0.0, 0.0)
        .shift("arm_l", 0.16, 0.0, 0.10)
        .turn("arm_l", -40.0, 0.0, 70.0)
        .shift("arm_r", 0.12, 0.0, 0.10)
        .turn("arm_r", -70.0, 30.0, 40.0)
        .turn("fore_arm_l", -50.0, 0.0, 0.0)
        .turn("fore_arm_r", 20.0, 40.0, 0.0)
        .turn("thigh_l", -64.0, 30.0, 36.0)
        .turn("thigh_r", -60.0, 10.0, 50.0)
        .turn("shin_l", 30.0, 0.0, 40.0)
        .turn("shin_r", 60.0, 20.0, 0.0);
    let rolled = heap.clone().shift("head", 0.03, 0.0, 0.06).turn("head", 30.0, 20.0, 30.0);
    vec![
        (0.0, Stance::default()),
        (0.14, struck),
        (0.40, falling),
        (0.62, heap.clone()),
        (0.72, heap.shift("head", 0.01, 0.06, 0.02)),
        (0.90, rolled.clone()),
        (1.0, rolled),
    ]
}

fn slash() -> Vec<(f32, Stance)> {
    let raised = Stance::default()
        .shift("hips", -0.03, 0.0, -0.06)
        .turn("hips", 0.0, -16.0, 0.0)
        .turn("chest", -12.0, -28.0, -4.0)
        .turn("head", 4.0, 38.0, 8.0)
        .turn("jaw", 24.0, 0.0, 0.0)
        .turn("arm_r", -126.0, 0.0, 36.0)
        .turn("fore_arm_r", -24.0, 0.0, 0.0)
        .turn("arm_l", -16.0, 0.0, 10.0);
    let struck = Stance::default()
        .shift("hips", 0.03, -0.09, 0.09)
        .turn("hips", 8.0, 18.0, 0.0)
        .turn("chest", 20.0, 34.0, 6.0)
        .turn("head", -12.0, -34.0, 0.0)
        .turn("jaw", 4.0, 0.0, 0.0)
        .turn("arm_r", -30.0, 36.0, -10.0)
        .turn("fore_arm_r", 36.0, 0.0, 0.0)
        .turn("arm_l", 30.0, 0.0, 24.0)
        .foot("foot_r", 0.0, 0.0, 0.16, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.32, raised.clone()),
        (0.42, raised),
        (0.55, struck.clone()),
        (0.70, struck.turn("chest", 4.0, 4.0, 0.0)),
        (1.0, Stance::default()),
    ]
}
