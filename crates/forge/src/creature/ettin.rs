//! The ettin: two heads, two weapons, no agreement.

use glam::Vec3;

use super::biped::{self, Biped};
use super::body::Body;
use super::flesh::{BONE, BRASS, DARK, egg, eye, flesh, shard, tufts};
use super::stance::{Stance, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::figure::held::held;
use crate::mesh::{Mesh, brick, slab};
use crate::paint::{Paint, Ramp, Slot};
use crate::trig::turn;

const SKIN: Paint = Paint::matte(Ramp::Sand).toned(-0.10).for_slot(Slot::Skin);
const HAIR: Paint = Paint::rough(Ramp::Rust).toned(-0.06).for_slot(Slot::Hair);
const HIDE: Paint = Paint::rough(Ramp::Ebony).toned(-0.06);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("hips", "base", [0.0, 1.04, -0.02], hips());
    body.part("chest", "hips", [0.0, 1.26, 0.0], chest());
    body.part("head", "chest", [0.24, 2.06, 0.16], head(0.27, 9.0).and(brows(0.27)));
    body.part("other_head", "chest", [-0.24, 2.06, 0.16], other_head());
    body.pair("arm", "chest", [0.62, 1.86, 0.04], arm());
    body.pair("fore_arm", "arm", [0.90, 1.44, 0.06], fore_arm());
    body.hang("fore_arm_r", weapon("greataxe", 1.35).at(Vec3::new(-0.98, 1.10, 0.48)));
    body.hang("fore_arm_l", weapon("morningstar", 1.5).at(Vec3::new(0.98, 1.10, 0.48)));
    body.pair("thigh", "hips", [0.26, 0.98, 0.0], thigh());
    body.pair("shin", "thigh", [0.34, 0.58, 0.10], shin());
    body.pair("foot", "shin", [0.36, 0.15, -0.04], foot());
    body.legs(["thigh", "shin", "foot"]);
    body.lag("other_head", 0.07);
    body.lag("head", 0.02);
    body.swinging(&["arm", "fore_arm"]);
    body.model.clips = clips(&body);
    body
}

fn weapon(slug: &str, size: f32) -> Mesh {
    held(slug).scaled(size, size, size).turned(turn(24.0, 0.0, 0.0))
}

fn hips() -> Mesh {
    let trunk = flesh(
        &[[0.0, 0.82, -0.02, 0.36, 0.30], [0.0, 1.08, -0.01, 0.45, 0.37], [0.0, 1.30, 0.0, 0.44, 0.36]],
        8,
        SKIN,
    );
    let kilt = flesh(
        &[[0.0, 0.66, 0.0, 0.50, 0.42], [0.0, 0.92, 0.0, 0.48, 0.40], [0.0, 1.12, 0.0, 0.46, 0.385]],
        8,
        HIDE,
    );
    let hem = tufts(
        &[
            [[0.0, 0.72, 0.40], [0.0, 0.46, 0.46]],
            [[0.26, 0.72, 0.34], [0.30, 0.52, 0.42]],
            [[-0.26, 0.72, 0.34], [-0.30, 0.50, 0.42]],
            [[0.0, 0.72, -0.38], [0.0, 0.44, -0.46]],
        ],
        0.13,
        0.05,
        HIDE.toned(0.06),
    );
    let belt = flesh(
        &[[0.0, 1.06, 0.0, 0.50, 0.42], [0.0, 1.17, 0.0, 0.49, 0.41]],
        8,
        Paint::rough(Ramp::Oak).toned(-0.2),
    );
    let buckle = slab([0.24, 0.20, 0.07], [0.8, 0.9], 0.03, BRASS).moved(0.0, 1.02, 0.40);
    Mesh::of([trunk, kilt, hem, belt, buckle])
}

/// A barrel with shoulders; a hide over the left one.
fn chest() -> Mesh {
    let trunk = flesh(
        &[
            [0.0, 1.18, 0.0, 0.44, 0.36],
            [0.0, 1.46, 0.06, 0.56, 0.46],
            [0.0, 1.80, 0.04, 0.66, 0.44],
            [0.0, 2.00, 0.0, 0.54, 0.32],
            [0.0, 2.08, 0.0, 0.36, 0.22],
        ],
        8,
        SKIN,
    );
    let neck = flesh(&[[0.18, 1.92, 0.08, 0.17, 0.18], [0.26, 2.16, 0.15, 0.15, 0.15]], 6, SKIN.toned(-0.08));
    let strap = flesh(
        &[[0.40, 1.22, 0.34, 0.10, 0.05], [0.10, 1.62, 0.52, 0.10, 0.05], [-0.34, 2.00, 0.24, 0.10, 0.05]],
        5,
        HIDE,
    );
    let hide = Mesh::of([
        shard(
            Vec3::new(-0.50, 2.06, 0.10),
            Vec3::new(-0.94, 1.66, 0.22),
            Vec3::new(0.08, 0.0, 0.22),
            0.08,
            HIDE,
        ),
        shard(
            Vec3::new(-0.46, 2.06, -0.10),
            Vec3::new(-0.90, 1.60, -0.24),
            Vec3::new(0.08, 0.0, 0.22),
            0.08,
            HIDE.toned(0.06),
        ),
        shard(Vec3::new(-0.20, 2.04, -0.18), Vec3::new(-0.34, 1.40, -0.50), Vec3::X * 0.26, 0.08, HIDE),
    ]);
    Mesh::of([trunk, neck.both_sides(), strap, hide])
}

/// A head in the middle of x = `at`, looking aside by degrees.
fn head(at: f32, aside: f32) -> Mesh {
    let skull = egg([0.0, 2.32, 0.20], [0.21, 0.25, 0.23], 8, 4, SKIN);
    let jaw = slab([0.34, 0.20, 0.26], [1.05, 0.9], 0.06, SKIN.toned(-0.04)).moved(0.0, 2.08, 0.24);
    let nose = flesh(
        &[[0.0, 2.38, 0.40, 0.035, 0.03], [0.0, 2.26, 0.47, 0.065, 0.055], [0.0, 2.22, 0.42, 0.04, 0.04]],
        5,
        SKIN.toned(0.08),
    );
    let mouth = brick([0.22, 0.035, 0.03], [1.0, 1.0], DARK).moved(0.0, 2.155, 0.355);
    let sides = Mesh::of([
        shard(Vec3::new(0.07, 2.13, 0.36), Vec3::new(0.085, 2.27, 0.40), Vec3::X * 0.028, 0.03, BONE),
        eye(Vec3::new(0.095, 2.365, 0.395), Vec3::new(0.3, 0.0, 1.0), 0.042, DARK),
        shard(
            Vec3::new(0.18, 2.34, 0.20),
            Vec3::new(0.34, 2.44, 0.12),
            Vec3::Y * 0.07,
            0.04,
            SKIN.toned(0.04),
        ),
    ]);
    Mesh::of([skull, jaw, nose, mouth, sides.both_sides()])
        .moved(0.0, -2.06, -0.16)
        .turned(turn(0.0, aside, -aside * 0.7))
        .moved(at, 2.06, 0.16)
}

/// What the left head grows: a topknot and a brow.
fn brows(at: f32) -> Mesh {
    let knot = flesh(
        &[
            [0.0, 2.50, 0.16, 0.13, 0.12],
            [0.0, 2.62, 0.10, 0.07, 0.07],
            [0.0, 2.74, 0.0, 0.10, 0.09],
            [0.0, 2.72, -0.22, 0.02, 0.02],
        ],
        6,
        HAIR,
    );
    let brow = brick([0.30, 0.06, 0.08], [0.9, 0.7], HAIR).moved(0.0, 2.41, 0.38);
    knot.and(brow).moved(0.0, -2.06, -0.16).turned(turn(0.0, 9.0, -6.0)).moved(at, 2.06, 0.16)
}

/// The right head: bald, with a beard and a ring in its ear.
fn other_head() -> Mesh {
    let beard = Mesh::of([
        shard(Vec3::new(0.0, 2.16, 0.32), Vec3::new(0.0, 1.74, 0.46), Vec3::X * 0.17, 0.10, HAIR),
        shard(Vec3::new(0.12, 2.20, 0.28), Vec3::new(0.16, 1.88, 0.38), Vec3::X * 0.09, 0.08, HAIR),
        shard(Vec3::new(-0.12, 2.20, 0.28), Vec3::new(-0.16, 1.88, 0.38), Vec3::X * 0.09, 0.08, HAIR),
    ]);
    let brow = brick([0.32, 0.07, 0.09], [0.9, 0.7], SKIN.toned(-0.14)).moved(0.0, 2.41, 0.38);
    let band = flesh(&[[0.0, 2.44, 0.20, 0.205, 0.215], [0.0, 2.50, 0.19, 0.18, 0.19]], 8, BRASS);
    let grown = Mesh::of([beard, brow, band])
        .moved(0.0, -2.06, -0.16)
        .turned(turn(0.0, -9.0, 6.0))
        .moved(-0.27, 2.06, 0.16);
    head(-0.27, -9.0).and(grown)
}

fn arm() -> Mesh {
    flesh(
        &[[0.52, 1.94, 0.02, 0.19, 0.22], [0.72, 1.78, 0.04, 0.23, 0.24], [0.92, 1.40, 0.06, 0.15, 0.16]],
        7,
        SKIN,
    )
}

/// Raised forward with a fist at (0.98, 1.10, 0.48).
fn fore_arm() -> Mesh {
    let limb = flesh(
        &[[0.90, 1.50, 0.04, 0.15, 0.15], [0.96, 1.30, 0.22, 0.18, 0.18], [0.98, 1.14, 0.40, 0.12, 0.12]],
        7,
        SKIN.toned(-0.03),
    );
    let bracer =
        flesh(&[[0.965, 1.27, 0.26, 0.195, 0.19], [0.98, 1.17, 0.37, 0.16, 0.155]], 7, BRASS.toned(-0.1));
    let fist = egg([0.98, 1.10, 0.48], [0.15, 0.14, 0.16], 6, 3, SKIN.toned(-0.06));
    Mesh::of([limb, bracer, fist])
}

fn thigh() -> Mesh {
    flesh(
        &[[0.24, 1.06, -0.02, 0.18, 0.20], [0.32, 0.80, 0.06, 0.22, 0.23], [0.34, 0.54, 0.10, 0.15, 0.16]],
        7,
        SKIN.toned(-0.03),
    )
}

fn shin() -> Mesh {
    let limb = flesh(
        &[[0.34, 0.62, 0.11, 0.15, 0.16], [0.35, 0.40, 0.02, 0.18, 0.19], [0.36, 0.12, -0.05, 0.12, 0.13]],
        7,
        SKIN.toned(-0.06),
    );
    let wrap = flesh(
        &[[0.355, 0.14, -0.04, 0.17, 0.18], [0.35, 0.34, 0.0, 0.205, 0.215], [0.35, 0.40, 0.02, 0.19, 0.2]],
        7,
        HIDE,
    );
    limb.and(wrap)
}

fn foot() -> Mesh {
    let sole = flesh(
        &[[0.36, 0.10, -0.20, 0.11, 0.09], [0.36, 0.13, 0.0, 0.16, 0.13], [0.37, 0.075, 0.30, 0.19, 0.075]],
        8,
        SKIN.toned(-0.08),
    );
    let toe = |x: f32, half: f32| egg([x, 0.055, 0.32], [half, 0.055, 0.08], 5, 2, SKIN);
    Mesh::of([sole, toe(0.26, 0.07), toe(0.38, 0.055), toe(0.48, 0.05)])
}

fn clips(body: &Body) -> Vec<Clip> {
    let mut clips = biped::clips(
        body,
        &Biped {
            seconds: 1.24,
            step: [0.58, 0.17],
            sway: [0.10, 0.045],
            swing: [9.0, 18.0],
            lean: 7.0,
            give: 0.17,
            lying: lying(),
            // The heads never look at the same thing.
            flourish: |stance, phase, much| {
                let look = wave(phase, 1.0, 0.62) + 0.5 * wave(phase, 2.0, 0.3);
                stance
                    .turn("other_head", 4.0 * wave(phase, 2.0, 0.4), 16.0 * look * (1.2 - much), 5.0 * look)
                    .turn("head", 0.0, 0.0, 4.0 * wave(phase, 1.0, 0.1))
            },
        },
    );
    clips.push(once(body, "slash", 1.1, &slash()));
    clips
}

fn lying() -> Stance {
    Stance::default()
        .loose(1.0)
        .shift("hips", 0.0, -0.60, 0.14)
        .turn("hips", -80.0, -6.0, 0.0)
        .turn("chest", -6.0, -6.0, 0.0)
        .turn("head", -6.0, 30.0, -10.0)
        .turn("other_head", 10.0, -34.0, 10.0)
        .turn("arm_l", 0.0, 0.0, 44.0)
        .turn("arm_r", -14.0, 0.0, 58.0)
        .turn("fore_arm_l", 26.0, 0.0, 20.0)
        .turn("fore_arm_r", 30.0, 0.0, 30.0)
        .turn("thigh_l", -8.0, 0.0, 16.0)
        .turn("thigh_r", -44.0, 0.0, 12.0)
        .turn("shin_r", 62.0, 0.0, 0.0)
}

/// The axe goes up and down; the other head watches where it goes, and then cheers.
fn slash() -> Vec<(f32, Stance)> {
    let raised = Stance::default()
        .shift("hips", -0.08, 0.01, -0.12)
        .turn("hips", -4.0, -14.0, 0.0)
        .turn("chest", -14.0, -22.0, 4.0)
        .turn("head", -4.0, 30.0, 0.0)
        .turn("other_head", -26.0, 10.0, -8.0)
        .turn("arm_r", -126.0, 0.0, 30.0)
        .turn("fore_arm_r", -30.0, 0.0, 0.0)
        .turn("arm_l", 18.0, 0.0, 26.0);
    let struck = Stance::default()
        .shift("hips", 0.06, -0.20, 0.20)
        .turn("hips", 12.0, 16.0, 0.0)
        .turn("chest", 26.0, 26.0, -4.0)
        .turn("head", -22.0, -30.0, 0.0)
        .turn("other_head", 8.0, -26.0, 0.0)
        .turn("arm_r", -22.0, 26.0, -12.0)
        .turn("fore_arm_r", 34.0, 0.0, 0.0)
        .turn("arm_l", 34.0, 0.0, 30.0)
        .foot("foot_r", 0.0, 0.0, 0.28, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.36, raised.clone()),
        (0.45, raised.turn("chest", -4.0, 0.0, 0.0)),
        (0.56, struck.clone()),
        (0.72, struck.turn("chest", 3.0, 0.0, 0.0).turn("other_head", -20.0, 40.0, 0.0)),
        (1.0, Stance::default()),
    ]
}
