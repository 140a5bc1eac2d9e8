//! The dire wolf: head low, hackles up.

use glam::Vec3;

use super::body::Body;
use super::flesh::{BONE, BRASS, DARK, FLAME, claws, eye, flesh, shard, tufts};
use super::quadruped::{self, Quadruped};
use super::stance::{Stance, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::mesh::Mesh;
use crate::paint::{Paint, Ramp, Slot};

const FUR: Paint = Paint::rough(Ramp::Slate).toned(0.02).for_slot(Slot::Hair);
const PALE: Paint = Paint::rough(Ramp::Bone).toned(-0.12);
const MANE: Paint = Paint::rough(Ramp::Pitch).toned(0.04);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("hips", "base", [0.0, 0.98, -0.44], hips());
    body.part("chest", "hips", [0.0, 1.00, -0.10], chest());
    body.part("neck", "chest", [0.0, 1.14, 0.34], neck());
    body.part("head", "neck", [0.0, 1.24, 0.68], head());
    body.part("jaw", "head", [0.0, 1.16, 0.78], jaw());
    body.pair("arm", "chest", [0.20, 1.00, 0.30], arm());
    body.pair("fore_arm", "arm", [0.25, 0.60, 0.18], fore_arm());
    body.pair("hand", "fore_arm", [0.25, 0.16, 0.30], hand());
    body.pair("thigh", "hips", [0.17, 0.98, -0.48], thigh());
    body.pair("shin", "thigh", [0.24, 0.62, -0.30], shin());
    body.pair("foot", "shin", [0.24, 0.34, -0.62], foot());
    body.part("tail", "hips", [0.0, 1.04, -0.68], tail());
    body.legs(["thigh", "shin", "foot"]);
    body.legs(["arm", "fore_arm", "hand"]);
    body.lag("head", 0.03);
    body.lag("tail", 0.08);
    body.model.clips = clips(&body);
    body
}

fn hips() -> Mesh {
    let trunk = flesh(
        &[[0.0, 1.05, -0.76, 0.15, 0.18], [0.0, 1.02, -0.50, 0.25, 0.29], [0.0, 0.98, -0.06, 0.21, 0.24]],
        8,
        FUR,
    );
    let ridge = tufts(&[[[0.0, 1.20, -0.20], [0.0, 1.30, -0.52]]], 0.09, 0.09, MANE);
    trunk.painted_where(PALE.toned(-0.1), |_, normal| normal.y < -0.8).and(ridge)
}

/// Deep before, with the hackles in two rows.
fn chest() -> Mesh {
    let trunk = flesh(
        &[
            [0.0, 0.99, -0.16, 0.22, 0.25],
            [0.0, 0.98, 0.14, 0.31, 0.40],
            [0.0, 1.06, 0.38, 0.28, 0.35],
            [0.0, 1.14, 0.50, 0.18, 0.22],
        ],
        8,
        FUR,
    );
    let hackles = tufts(
        &[
            [[0.0, 1.34, 0.22], [0.0, 1.52, -0.12]],
            [[0.0, 1.24, 0.00], [0.0, 1.38, -0.36]],
            [[0.14, 1.30, 0.24], [0.24, 1.42, -0.10]],
            [[-0.14, 1.30, 0.24], [-0.24, 1.42, -0.10]],
        ],
        0.10,
        0.10,
        MANE,
    );
    let bib = tufts(
        &[
            [[0.0, 0.96, 0.46], [0.0, 0.62, 0.44]],
            [[0.13, 0.96, 0.42], [0.18, 0.70, 0.42]],
            [[-0.13, 0.96, 0.42], [-0.18, 0.70, 0.42]],
        ],
        0.10,
        0.10,
        PALE.toned(-0.06),
    );
    Mesh::of([trunk, hackles, bib])
}

fn neck() -> Mesh {
    let trunk = flesh(
        &[[0.0, 1.10, 0.28, 0.22, 0.27], [0.0, 1.20, 0.52, 0.20, 0.23], [0.0, 1.26, 0.72, 0.15, 0.16]],
        8,
        FUR,
    );
    let mane = tufts(
        &[
            [[0.0, 1.38, 0.56], [0.0, 1.58, 0.20]],
            [[0.15, 1.30, 0.56], [0.36, 1.46, 0.28]],
            [[-0.15, 1.30, 0.56], [-0.36, 1.46, 0.28]],
            [[0.18, 1.14, 0.58], [0.38, 0.98, 0.34]],
            [[-0.18, 1.14, 0.58], [-0.38, 0.98, 0.34]],
        ],
        0.10,
        0.10,
        MANE,
    );
    trunk.and(mane)
}

fn head() -> Mesh {
    let skull = flesh(
        &[
            [0.0, 1.27, 0.60, 0.15, 0.14],
            [0.0, 1.28, 0.78, 0.19, 0.16],
            [0.0, 1.24, 0.94, 0.13, 0.115],
            [0.0, 1.20, 1.14, 0.085, 0.075],
            [0.0, 1.19, 1.24, 0.06, 0.055],
        ],
        8,
        FUR,
    );
    let skull = skull.painted_where(PALE, |middle, normal| middle.z > 0.9 && normal.y < 0.3);
    let nose = flesh(&[[0.0, 1.225, 1.20, 0.04, 0.03], [0.0, 1.22, 1.28, 0.03, 0.025]], 5, DARK);
    let sides = Mesh::of([
        shard(
            Vec3::new(0.11, 1.34, 0.72),
            Vec3::new(0.21, 1.66, 0.62),
            Vec3::new(0.09, -0.02, 0.03),
            0.06,
            FUR,
        ),
        shard(
            Vec3::new(0.16, 1.20, 0.76),
            Vec3::new(0.36, 1.08, 0.60),
            Vec3::new(0.02, 0.11, 0.02),
            0.06,
            PALE,
        ),
        shard(Vec3::new(0.04, 1.36, 1.00), Vec3::new(0.17, 1.40, 0.78), Vec3::X * 0.04, 0.04, MANE),
        eye(Vec3::new(0.118, 1.30, 0.93), Vec3::new(0.8, 0.3, 0.9), 0.045, FLAME),
        shard(Vec3::new(0.06, 1.15, 1.18), Vec3::new(0.065, 1.02, 1.19), Vec3::X * 0.02, 0.022, BONE),
    ]);
    enlarged(Mesh::of([skull, nose, sides.both_sides()]))
}

fn jaw() -> Mesh {
    let bone = flesh(
        &[[0.0, 1.14, 0.72, 0.10, 0.05], [0.0, 1.08, 0.98, 0.065, 0.04], [0.0, 1.06, 1.14, 0.045, 0.028]],
        6,
        PALE.toned(-0.12),
    );
    let fang = shard(Vec3::new(0.035, 1.08, 1.10), Vec3::new(0.04, 1.17, 1.11), Vec3::X * 0.016, 0.018, BONE);
    enlarged(bone.and(fang.both_sides()))
}

/// A head for the eye, not for the ruler: larger about where it is joined.
fn enlarged(head: Mesh) -> Mesh {
    head.moved(0.0, -1.24, -0.68).scaled(1.20, 1.20, 1.10).moved(0.0, 1.24, 0.68)
}

fn arm() -> Mesh {
    flesh(
        &[[0.19, 1.14, 0.30, 0.11, 0.18], [0.24, 0.84, 0.26, 0.12, 0.16], [0.25, 0.56, 0.17, 0.09, 0.10]],
        6,
        FUR,
    )
}

fn fore_arm() -> Mesh {
    flesh(&[[0.25, 0.66, 0.17, 0.085, 0.10], [0.25, 0.14, 0.31, 0.065, 0.07]], 6, FUR.toned(-0.06))
}

fn hand() -> Mesh {
    paw([0.25, 0.30])
}

/// A broad paw under an ankle at (x, z).
fn paw([x, z]: [f32; 2]) -> Mesh {
    let toes = flesh(
        &[
            [x, 0.10, z - 0.07, 0.07, 0.07],
            [x, 0.09, z + 0.04, 0.105, 0.08],
            [x, 0.055, z + 0.18, 0.10, 0.05],
        ],
        6,
        PALE.toned(-0.14),
    );
    let roots = [[x - 0.06, 0.05, z + 0.16], [x, 0.05, z + 0.18], [x + 0.06, 0.05, z + 0.16]];
    toes.and(claws(&roots, 0.09, 0.022, BRASS))
}

fn thigh() -> Mesh {
    flesh(
        &[[0.15, 1.14, -0.52, 0.11, 0.18], [0.21, 0.88, -0.44, 0.15, 0.22], [0.24, 0.58, -0.28, 0.09, 0.11]],
        6,
        FUR,
    )
}

fn shin() -> Mesh {
    flesh(&[[0.24, 0.66, -0.28, 0.085, 0.11], [0.24, 0.32, -0.64, 0.055, 0.065]], 6, FUR.toned(-0.05))
}

fn foot() -> Mesh {
    let hock =
        flesh(&[[0.24, 0.38, -0.63, 0.055, 0.06], [0.24, 0.08, -0.54, 0.06, 0.065]], 6, FUR.toned(-0.1));
    hock.and(paw([0.24, -0.50]))
}

fn tail() -> Mesh {
    let brush = flesh(
        &[
            [0.0, 1.08, -0.64, 0.07, 0.07],
            [0.0, 1.10, -0.92, 0.13, 0.14],
            [0.0, 1.02, -1.26, 0.16, 0.17],
            [0.0, 0.98, -1.66, 0.02, 0.02],
        ],
        6,
        FUR,
    );
    brush.painted_where(MANE, |middle, _| middle.z < -1.3)
}

fn clips(body: &Body) -> Vec<Clip> {
    let mut clips = quadruped::clips(
        body,
        &Quadruped {
            seconds: 1.0,
            step: [0.44, 0.12],
            sway: [0.03, 0.022],
            swing: 5.0,
            give: 0.18,
            lying: lying(),
            flourish: |stance, phase, much| {
                stance
                    .turn(
                        "tail",
                        5.0 * wave(phase, 2.0, 0.1) * much,
                        18.0 * wave(phase, 1.0, 0.0) * much,
                        0.0,
                    )
                    .turn("jaw", 4.0 + 4.0 * wave(phase, 2.0, 0.0), 0.0, 0.0)
            },
        },
    );
    clips.push(once(body, "thrust", 0.9, &bite()));
    clips
}

fn lying() -> Stance {
    Stance::default()
        .loose(1.0)
        .shift("hips", -0.12, -0.67, 0.0)
        .turn("hips", 0.0, 12.0, 82.0)
        .turn("chest", 0.0, 6.0, 4.0)
        .turn("neck", 14.0, -14.0, -6.0)
        .turn("head", 10.0, -4.0, 4.0)
        .turn("jaw", 16.0, 0.0, 0.0)
        .turn("thigh_l", -20.0, 0.0, -6.0)
        .turn("thigh_r", 16.0, 0.0, -12.0)
        .both("shin", 20.0, 0.0, 0.0)
        .turn("arm_l", -30.0, 0.0, -8.0)
        .turn("arm_r", 6.0, 0.0, -12.0)
        .both("fore_arm", 26.0, 0.0, 0.0)
        .turn("tail", -10.0, 26.0, 0.0)
}

/// Down on the haunches, a leap of the whole trunk with open jaws, and a shake.
fn bite() -> Vec<(f32, Stance)> {
    let crouched = Stance::default()
        .shift("hips", 0.0, -0.20, -0.22)
        .turn("hips", -4.0, 0.0, 0.0)
        .turn("chest", 6.0, 0.0, 0.0)
        .turn("neck", 10.0, 0.0, 0.0)
        .turn("head", -14.0, 0.0, 0.0)
        .turn("jaw", 8.0, 0.0, 0.0)
        .turn("tail", 16.0, 0.0, 0.0);
    let leapt = Stance::default()
        .shift("hips", 0.0, 0.04, 0.26)
        .turn("hips", -10.0, 0.0, 0.0)
        .turn("chest", -8.0, 0.0, 0.0)
        .turn("neck", -6.0, 0.0, 0.0)
        .turn("head", -12.0, 0.0, 0.0)
        .turn("jaw", 42.0, 0.0, 0.0)
        .turn("tail", -30.0, 0.0, 0.0)
        .foot("hand_l", 0.0, 0.24, 0.34, 30.0)
        .foot("hand_r", 0.0, 0.20, 0.30, 30.0);
    let caught = Stance::default()
        .shift("hips", 0.0, -0.10, 0.22)
        .turn("hips", 8.0, 0.0, 0.0)
        .turn("neck", 16.0, 0.0, 0.0)
        .turn("head", 6.0, 0.0, 0.0)
        .turn("jaw", 2.0, 0.0, 0.0)
        .foot("hand_l", 0.0, 0.0, 0.22, 0.0)
        .foot("hand_r", 0.0, 0.0, 0.18, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.34, crouched.clone()),
        (0.42, crouched),
        (0.56, leapt),
        (0.66, caught.clone().turn("head", 0.0, 16.0, 20.0)),
        (0.76, caught.turn("head", 0.0, -16.0, -20.0)),
        (1.0, Stance::default()),
    ]
}
