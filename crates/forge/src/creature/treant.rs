//! The treant: an oak that got up. Its crown is lit from within by whoever lives there.

use glam::Vec3;

use super::biped::{self, Biped};
use super::body::Body;
use super::flesh::{FLAME, branch, egg, eye, flesh, leaf, shard};
use super::stance::{Stance, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::mesh::Mesh;
use crate::paint::{Paint, Ramp, Slot};
use crate::trig::turn;

const BARK: Paint = Paint::rough(Ramp::Umber).toned(-0.10);
const PALE: Paint = Paint::rough(Ramp::Oak).toned(0.0);
const LEAF: Paint = Paint::matte(Ramp::Pine).toned(0.04).for_slot(Slot::Hair);
const MOSS: Paint = Paint::rough(Ramp::Moss).toned(0.0);
const HOLLOW: Paint = Paint::matte(Ramp::Ink);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("hips", "base", [0.0, 1.36, 0.0], hips());
    body.part("chest", "hips", [0.0, 1.70, 0.0], chest());
    body.part("head", "chest", [0.0, 3.10, 0.0], crown());
    body.pair("arm", "chest", [0.52, 2.76, 0.04], arm());
    body.pair("fore_arm", "arm", [1.30, 2.36, 0.16], fore_arm());
    body.pair("thigh", "hips", [0.28, 1.30, 0.0], thigh());
    body.pair("shin", "thigh", [0.50, 0.74, 0.12], shin());
    body.pair("foot", "shin", [0.56, 0.26, 0.02], foot());
    body.legs(["thigh", "shin", "foot"]);
    body.lag("head", 0.05);
    body.lag("fore_arm_l", 0.05);
    body.lag("fore_arm_r", 0.05);
    body.swinging(&["arm", "fore_arm"]);
    body.model.clips = clips(&body);
    body
}

fn hips() -> Mesh {
    let trunk = flesh(
        &[[0.0, 1.02, 0.0, 0.36, 0.30], [0.0, 1.36, 0.0, 0.54, 0.46], [0.0, 1.80, 0.0, 0.50, 0.44]],
        9,
        BARK,
    );
    let root = |x: f32, to: [f32; 3]| {
        shard(Vec3::new(x, 1.50, 0.30), Vec3::from(to), Vec3::X * 0.15, 0.10, BARK.toned(0.06))
    };
    Mesh::of([trunk, root(0.10, [0.06, 0.78, 0.52]), root(-0.24, [-0.34, 0.98, 0.46])])
}

/// The face is in the trunk: brows of bark, eyes in hollows, a beard of moss.
fn chest() -> Mesh {
    let trunk = flesh(
        &[
            [0.0, 1.62, 0.0, 0.48, 0.42],
            [0.0, 2.10, 0.02, 0.50, 0.44],
            [0.0, 2.62, 0.0, 0.60, 0.48],
            [0.0, 3.00, -0.02, 0.54, 0.44],
            [0.06, 3.34, -0.04, 0.34, 0.30],
        ],
        9,
        BARK,
    );
    let side = Mesh::of([
        eye(Vec3::new(0.19, 2.62, 0.46), Vec3::new(0.25, 0.0, 1.0), 0.145, HOLLOW),
        eye(Vec3::new(0.19, 2.60, 0.52), Vec3::new(0.25, 0.0, 1.0), 0.070, FLAME),
        shard(
            Vec3::new(0.03, 2.70, 0.52),
            Vec3::new(0.50, 2.96, 0.36),
            Vec3::new(-0.02, 0.10, 0.0),
            0.13,
            PALE,
        ),
        shard(
            Vec3::new(0.14, 2.42, 0.50),
            Vec3::new(0.42, 2.28, 0.44),
            Vec3::Y * 0.09,
            0.07,
            PALE.toned(-0.06),
        ),
        // Bark stands off in ridges.
        shard(
            Vec3::new(0.42, 1.72, 0.26),
            Vec3::new(0.50, 2.46, 0.26),
            Vec3::Z * 0.12,
            0.08,
            BARK.toned(0.08),
        ),
        shard(
            Vec3::new(0.30, 2.90, -0.34),
            Vec3::new(0.34, 1.90, -0.44),
            Vec3::X * 0.14,
            0.09,
            BARK.toned(0.06),
        ),
    ]);
    let nose = flesh(
        &[[0.0, 2.74, 0.46, 0.05, 0.05], [0.0, 2.50, 0.62, 0.085, 0.085], [0.04, 2.44, 0.72, 0.05, 0.05]],
        6,
        PALE,
    );
    let mouth = eye(Vec3::new(0.0, 2.22, 0.43), Vec3::new(0.0, -0.05, 1.0), 0.16, HOLLOW);
    let beard = Mesh::of([
        shard(Vec3::new(0.0, 2.18, 0.46), Vec3::new(0.04, 1.42, 0.66), Vec3::X * 0.17, 0.08, MOSS),
        shard(
            Vec3::new(0.20, 2.30, 0.44),
            Vec3::new(0.24, 1.70, 0.56),
            Vec3::X * 0.12,
            0.07,
            MOSS.toned(-0.06),
        ),
        shard(
            Vec3::new(-0.20, 2.30, 0.44),
            Vec3::new(-0.26, 1.64, 0.56),
            Vec3::X * 0.12,
            0.07,
            MOSS.toned(-0.06),
        ),
    ]);
    Mesh::of([trunk, side.both_sides(), nose, mouth, beard])
}

/// Boughs and five clouds of leaves, with a lantern or two among them.
fn crown() -> Mesh {
    let bough = |to: [f32; 3]| branchlet([0.04, 3.10, -0.02], to, 0.15);
    let cloud = |at: [f32; 3], half: [f32; 3], tone: f32| {
        let round = egg([0.0; 3], half, 7, 4, LEAF.toned(tone));
        round.turned(turn(14.0 + 30.0 * at[2], 40.0 * at[0], -18.0 * at[0])).at(Vec3::from(at))
    };
    let boughs =
        Mesh::of([bough([0.62, 3.80, 0.05]), bough([-0.60, 3.74, 0.10]), bough([0.06, 4.10, -0.30])]);
    let clouds = Mesh::of([
        cloud([0.80, 3.72, 0.06], [0.64, 0.50, 0.58], 0.02),
        cloud([-0.78, 3.66, 0.10], [0.62, 0.48, 0.58], -0.06),
        cloud([0.02, 4.12, -0.10], [0.74, 0.56, 0.66], 0.08),
        cloud([0.10, 3.66, -0.56], [0.62, 0.46, 0.50], -0.10),
        cloud([0.06, 3.62, 0.44], [0.52, 0.36, 0.38], 0.12),
    ]);
    // Sprigs break the round of the clouds.
    let sprig = |from: [f32; 3], to: [f32; 3], tone: f32| {
        leaf(Vec3::from(from), Vec3::from(to), Vec3::Y * 0.16, 0.12, 0.4, LEAF.toned(tone))
    };
    let sprigs = Mesh::of([
        sprig([1.10, 3.90, 0.10], [1.66, 4.06, 0.14], 0.10),
        sprig([-1.10, 3.84, 0.14], [-1.62, 4.04, 0.10], 0.06),
        sprig([0.40, 4.46, -0.10], [0.86, 4.82, -0.16], 0.12),
        sprig([-0.40, 4.44, -0.06], [-0.80, 4.84, -0.10], 0.08),
        sprig([0.90, 3.44, 0.30], [1.40, 3.22, 0.44], -0.04),
        sprig([-0.90, 3.40, 0.30], [-1.42, 3.20, 0.40], -0.08),
    ]);
    let fruit = |at: [f32; 3]| egg(at, [0.075, 0.095, 0.075], 5, 2, FLAME);
    Mesh::of([
        boughs,
        clouds,
        sprigs,
        fruit([0.42, 3.26, 0.56]),
        fruit([-0.40, 3.24, 0.54]),
        fruit([-0.96, 3.18, 0.30]),
    ])
}

/// A straight bough.
fn branchlet(from: [f32; 3], to: [f32; 3], half: f32) -> Mesh {
    flesh(&[[from[0], from[1], from[2], half, half], [to[0], to[1], to[2], half * 0.5, half * 0.5]], 5, BARK)
}

fn arm() -> Mesh {
    let limb = branch(
        &[[0.40, 2.80, 0.0, 0.25, 0.25], [0.88, 2.72, 0.06, 0.20, 0.20], [1.36, 2.32, 0.18, 0.16, 0.16]],
        7,
        BARK,
    );
    let twig = shard(Vec3::new(0.96, 2.72, 0.04), Vec3::new(1.28, 3.16, -0.06), Vec3::X * 0.06, 0.06, BARK);
    let leaves = egg([1.30, 3.15, -0.06], [0.28, 0.22, 0.26], 6, 3, LEAF);
    let moss = shard(Vec3::new(0.90, 2.58, 0.06), Vec3::new(0.92, 2.10, 0.08), Vec3::X * 0.15, 0.04, MOSS);
    Mesh::of([limb, twig, leaves, moss])
}

/// Down and forward into a hand of four twigs.
fn fore_arm() -> Mesh {
    let limb = branch(
        &[
            [1.30, 2.44, 0.12, 0.15, 0.15],
            [1.42, 2.02, 0.32, 0.17, 0.17],
            [1.40, 1.66, 0.50, 0.19, 0.17],
            [1.38, 1.50, 0.58, 0.14, 0.12],
        ],
        7,
        BARK.toned(0.03),
    );
    let finger = |from: [f32; 3], knuckle: [f32; 3], tip: [f32; 3]| {
        flesh(
            &[
                [from[0], from[1], from[2], 0.075, 0.075],
                [knuckle[0], knuckle[1], knuckle[2], 0.065, 0.065],
                [tip[0], tip[1], tip[2], 0.012, 0.012],
            ],
            5,
            PALE.toned(-0.08),
        )
    };
    Mesh::of([
        limb,
        finger([1.50, 1.58, 0.52], [1.62, 1.30, 0.66], [1.56, 1.00, 0.74]),
        finger([1.38, 1.54, 0.62], [1.40, 1.26, 0.82], [1.36, 0.96, 0.86]),
        finger([1.28, 1.58, 0.52], [1.18, 1.30, 0.70], [1.18, 1.04, 0.82]),
        leaf(
            Vec3::new(1.48, 2.06, 0.24),
            Vec3::new(1.80, 1.94, 0.06),
            Vec3::Y * 0.12,
            0.04,
            0.5,
            LEAF.toned(0.08),
        ),
    ])
}

fn thigh() -> Mesh {
    flesh(
        &[[0.24, 1.50, 0.0, 0.26, 0.28], [0.38, 1.10, 0.06, 0.30, 0.31], [0.51, 0.68, 0.12, 0.22, 0.23]],
        7,
        BARK,
    )
}

fn shin() -> Mesh {
    flesh(
        &[[0.50, 0.82, 0.12, 0.22, 0.22], [0.54, 0.50, 0.08, 0.25, 0.25], [0.56, 0.20, 0.02, 0.30, 0.30]],
        7,
        BARK.toned(-0.03),
    )
}

/// Roots spread on the ground.
fn foot() -> Mesh {
    let stump = flesh(
        &[[0.56, 0.0, 0.03, 0.36, 0.38], [0.56, 0.14, 0.02, 0.32, 0.33], [0.56, 0.32, 0.02, 0.24, 0.24]],
        8,
        BARK.toned(-0.06),
    );
    let root = |to: [f32; 3], wide: [f32; 3]| {
        let to = Vec3::from(to);
        let from = Vec3::new(0.56, 0.13, 0.02).lerp(to, 0.25);
        shard(from.with_y(0.13), to, Vec3::from(wide), 0.12, BARK.toned(-0.02))
    };
    Mesh::of([
        stump,
        root([0.48, 0.02, 0.72], [0.13, 0.0, 0.0]),
        root([0.92, 0.02, 0.52], [0.10, 0.0, -0.08]),
        root([0.16, 0.02, 0.40], [0.09, 0.0, 0.08]),
        root([0.80, 0.02, -0.48], [0.10, 0.0, 0.08]),
    ])
}

fn clips(body: &Body) -> Vec<Clip> {
    let mut clips = biped::clips(
        body,
        &Biped {
            seconds: 2.20,
            step: [0.80, 0.24],
            sway: [0.18, 0.05],
            swing: [8.0, 13.0],
            lean: 4.0,
            give: 0.16,
            lying: lying(),
            // Wind in the crown, whatever the trunk does.
            flourish: |stance, phase, much| {
                stance
                    .turn(
                        "head",
                        2.0 * wave(phase, 2.0, 0.2),
                        0.0,
                        2.6 * wave(phase, 1.0, 0.1) + 1.2 * wave(phase, 3.0, 0.0),
                    )
                    .both(
                        "fore_arm",
                        3.0 * wave(phase, 1.0, 0.2) * (1.4 - much),
                        0.0,
                        2.0 * wave(phase, 2.0, 0.1),
                    )
            },
        },
    );
    clips.push(once(body, "slash", 1.5, &slam()));
    clips
}

/// Timber.
fn lying() -> Stance {
    Stance::default()
        .loose(1.0)
        .shift("hips", 0.0, -0.86, -0.50)
        .turn("hips", 84.0, 0.0, 6.0)
        .turn("head", -10.0, 0.0, 4.0)
        .turn("arm_l", 6.0, 0.0, 50.0)
        .turn("arm_r", 6.0, 0.0, 24.0)
        .turn("fore_arm_l", 34.0, 0.0, 0.0)
        .turn("fore_arm_r", 34.0, 0.0, 0.0)
        .turn("thigh_l", 8.0, 0.0, 8.0)
        .turn("thigh_r", -8.0, 0.0, 10.0)
        .turn("shin_r", 16.0, 0.0, 0.0)
        .both("foot", 10.0, 0.0, 0.0)
}

/// It takes its time to raise both arms, and none to bring them down.
fn slam() -> Vec<(f32, Stance)> {
    let raised = Stance::default()
        .shift("hips", 0.0, 0.02, -0.20)
        .turn("hips", -8.0, 0.0, 0.0)
        .turn("chest", -14.0, 0.0, 0.0)
        .turn("head", -6.0, 0.0, 0.0)
        .both("arm", -126.0, 0.0, 24.0)
        .both("fore_arm", -20.0, 0.0, 0.0);
    let struck = Stance::default()
        .shift("hips", 0.0, -0.34, 0.26)
        .turn("hips", 16.0, 0.0, 0.0)
        .turn("chest", 26.0, 0.0, 0.0)
        .turn("head", 14.0, 0.0, 0.0)
        .both("arm", -52.0, -10.0, -14.0)
        .both("fore_arm", 14.0, 0.0, -8.0)
        .foot("foot_l", 0.0, 0.0, 0.30, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.42, raised.clone()),
        (0.54, raised.turn("chest", -3.0, 0.0, 0.0)),
        (0.63, struck.clone()),
        (0.68, struck.clone().shift("hips", 0.0, 0.04, 0.0).turn("head", 8.0, 0.0, 0.0)),
        (0.80, struck),
        (1.0, Stance::default()),
    ]
}
