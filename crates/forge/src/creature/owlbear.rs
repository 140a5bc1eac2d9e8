//! The owlbear: a bear's weight under an owl's mantle, ears up, claws of brass.

use glam::Vec3;

use super::biped::{self, Biped};
use super::body::Body;
use super::flesh::{BRASS, DARK, FLAME, claws, egg, eye, flesh, leaf, shard};
use super::stance::{Stance, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::mesh::Mesh;
use crate::paint::{Paint, Ramp, Slot};

const FUR: Paint = Paint::rough(Ramp::Oak).toned(-0.02);
const PLUME: Paint = Paint::rough(Ramp::Ebony).toned(0.0).for_slot(Slot::Hair);
const PALE: Paint = Paint::matte(Ramp::Bone).toned(-0.06);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("hips", "base", [0.0, 0.90, -0.05], hips());
    body.part("chest", "hips", [0.0, 1.12, -0.02], chest());
    body.part("head", "chest", [0.0, 1.90, 0.14], head());
    body.part("jaw", "head", [0.0, 1.99, 0.46], jaw());
    body.pair("arm", "chest", [0.52, 1.70, 0.06], arm());
    body.pair("fore_arm", "arm", [0.84, 1.28, 0.10], fore_arm());
    body.pair("thigh", "hips", [0.30, 0.86, -0.02], thigh());
    body.pair("shin", "thigh", [0.40, 0.50, 0.16], shin());
    body.pair("foot", "shin", [0.40, 0.16, -0.02], foot());
    body.part("tail", "hips", [0.0, 0.84, -0.42], tail());
    body.legs(["thigh", "shin", "foot"]);
    body.lag("head", 0.03);
    body.lag("tail", 0.08);
    body.swinging(&["arm", "fore_arm"]);
    body.model.clips = clips(&body);
    body
}

fn hips() -> Mesh {
    let trunk = flesh(
        &[
            [0.0, 0.54, -0.06, 0.26, 0.24],
            [0.0, 0.72, -0.08, 0.44, 0.40],
            [0.0, 1.02, -0.06, 0.50, 0.46],
            [0.0, 1.28, -0.02, 0.44, 0.40],
        ],
        8,
        FUR,
    );
    trunk.painted_where(PALE.toned(-0.10), |middle, normal| normal.z > 0.8 && middle.y > 0.6)
}

/// Highest at the shoulders; the mantle hangs over them in two rows.
fn chest() -> Mesh {
    let trunk = flesh(
        &[
            [0.0, 1.02, -0.02, 0.42, 0.38],
            [0.0, 1.34, 0.02, 0.54, 0.47],
            [0.0, 1.66, 0.06, 0.60, 0.46],
            [0.0, 1.88, 0.07, 0.44, 0.38],
            [0.0, 2.02, 0.12, 0.28, 0.26],
        ],
        8,
        FUR,
    );
    let trunk = trunk.painted_where(PALE, |middle, normal| normal.z > 0.62 && middle.y > 1.4);
    // The bib ends in points, the middle one lowest.
    let point = |x: f32, y: f32, to: [f32; 3], tone: f32| {
        let from = Vec3::new(x, y, 0.44);
        shard(from, Vec3::from(to), Vec3::new(0.16, 0.0, -x * 0.3), 0.045, PALE.toned(tone))
    };
    let bib = Mesh::of([
        point(0.0, 1.46, [0.0, 1.02, 0.52], -0.02),
        point(0.24, 1.50, [0.28, 1.16, 0.47], -0.10),
        point(-0.24, 1.50, [-0.28, 1.16, 0.47], -0.10),
        point(0.12, 1.74, [0.13, 1.38, 0.58], 0.08),
        point(-0.12, 1.74, [-0.13, 1.38, 0.58], 0.08),
    ]);
    let plume = |from: [f32; 3], to: [f32; 3], wide: [f32; 3], tone: f32| {
        leaf(Vec3::from(from), Vec3::from(to), Vec3::from(wide), 0.05, 0.6, PLUME.toned(tone))
    };
    let mantle = Mesh::of([
        plume([0.28, 2.00, 0.18], [0.82, 1.50, 0.32], [0.06, 0.08, 0.20], 0.16),
        plume([0.30, 2.00, 0.00], [0.96, 1.54, -0.08], [0.0, 0.04, 0.22], 0.06),
        plume([0.24, 2.00, -0.12], [0.68, 1.36, -0.46], [0.17, 0.0, 0.14], -0.04),
    ])
    .both_sides();
    let back = plume([0.0, 2.00, -0.16], [0.0, 1.16, -0.60], [0.26, 0.0, 0.0], 0.04);
    Mesh::of([trunk, bib, mantle, back])
}

fn head() -> Mesh {
    let skull = egg([0.0, 2.15, 0.24], [0.42, 0.36, 0.36], 8, 4, PLUME);
    let face = |x: f32| {
        let rim = eye(Vec3::new(x, 2.17, 0.50), Vec3::new(x * 1.4, 0.05, 1.0), 0.255, PALE.toned(0.10));
        let ring = eye(Vec3::new(x * 1.02, 2.18, 0.575), Vec3::new(x * 1.4, 0.05, 1.0), 0.125, BRASS);
        let iris = eye(Vec3::new(x * 1.04, 2.18, 0.605), Vec3::new(x * 1.4, 0.05, 1.0), 0.095, FLAME);
        let pupil = eye(Vec3::new(x * 1.06, 2.18, 0.640), Vec3::new(x * 1.4, 0.05, 1.0), 0.042, DARK);
        Mesh::of([rim, ring, iris, pupil])
    };
    let brow = shard(
        Vec3::new(0.03, 2.25, 0.58),
        Vec3::new(0.50, 2.50, 0.34),
        Vec3::new(-0.05, 0.09, 0.04),
        0.09,
        PLUME.toned(-0.10),
    );
    let ear = leaf(
        Vec3::new(0.20, 2.36, 0.26),
        Vec3::new(0.50, 2.86, 0.06),
        Vec3::new(0.09, -0.04, 0.04),
        0.06,
        0.34,
        PLUME.toned(-0.06),
    );
    let beak = flesh(
        &[[0.0, 2.14, 0.52, 0.10, 0.12], [0.0, 2.06, 0.70, 0.075, 0.09], [0.0, 1.90, 0.76, 0.012, 0.016]],
        5,
        BRASS,
    );
    let cheek = shard(
        Vec3::new(0.30, 2.02, 0.34),
        Vec3::new(0.56, 1.84, 0.34),
        Vec3::new(0.05, 0.10, 0.04),
        0.06,
        PALE.toned(0.02),
    );
    Mesh::of([skull, face(0.185), face(-0.185), beak, Mesh::of([brow, ear, cheek]).both_sides()])
}

fn jaw() -> Mesh {
    shard(Vec3::new(0.0, 2.00, 0.48), Vec3::new(0.0, 1.91, 0.70), Vec3::X * 0.07, 0.045, BRASS.toned(-0.14))
}

/// A wing that became an arm: quills hang from its underside.
fn arm() -> Mesh {
    let limb = flesh(
        &[[0.46, 1.78, 0.06, 0.20, 0.22], [0.62, 1.58, 0.06, 0.24, 0.25], [0.86, 1.25, 0.10, 0.18, 0.19]],
        6,
        FUR,
    );
    let quill = |from: [f32; 3], to: [f32; 3]| {
        leaf(Vec3::from(from), Vec3::from(to), Vec3::new(0.11, 0.08, 0.0), 0.04, 0.6, PLUME.toned(-0.06))
    };
    Mesh::of([
        limb,
        quill([0.62, 1.42, -0.08], [0.70, 1.00, -0.26]),
        quill([0.80, 1.32, -0.04], [0.95, 0.92, -0.20]),
    ])
}

fn fore_arm() -> Mesh {
    let limb = flesh(
        &[
            [0.80, 1.33, 0.06, 0.17, 0.17],
            [0.92, 1.14, 0.26, 0.19, 0.19],
            [0.94, 1.10, 0.50, 0.17, 0.13],
            [0.93, 1.08, 0.66, 0.12, 0.08],
        ],
        6,
        FUR.toned(-0.08),
    );
    let talon = |x: f32, out: f32| {
        shard(
            Vec3::new(x, 1.10, 0.60),
            Vec3::new(x + out, 0.90, 0.86),
            Vec3::X * 0.045,
            0.045,
            BRASS.toned(0.05),
        )
    };
    let quill = leaf(
        Vec3::new(0.98, 1.18, 0.16),
        Vec3::new(1.14, 0.84, -0.10),
        Vec3::new(0.10, 0.08, 0.05),
        0.04,
        0.6,
        PLUME.toned(-0.10),
    );
    Mesh::of([limb, talon(0.81, -0.05), talon(0.93, 0.0), talon(1.05, 0.05), quill])
}

fn thigh() -> Mesh {
    flesh(
        &[[0.28, 0.98, -0.06, 0.20, 0.24], [0.34, 0.72, 0.04, 0.25, 0.28], [0.40, 0.46, 0.16, 0.17, 0.18]],
        6,
        FUR.toned(-0.04),
    )
}

fn shin() -> Mesh {
    flesh(
        &[[0.40, 0.54, 0.17, 0.15, 0.16], [0.40, 0.30, 0.06, 0.16, 0.16], [0.40, 0.13, -0.03, 0.14, 0.14]],
        6,
        FUR.toned(-0.12),
    )
}

fn foot() -> Mesh {
    let sole = flesh(
        &[[0.40, 0.11, -0.17, 0.12, 0.09], [0.40, 0.13, 0.02, 0.18, 0.13], [0.41, 0.09, 0.24, 0.19, 0.09]],
        8,
        FUR.toned(-0.12),
    );
    let toes = claws(&[[0.29, 0.10, 0.26], [0.41, 0.10, 0.30], [0.53, 0.10, 0.26]], 0.20, 0.05, BRASS);
    sole.and(toes)
}

fn tail() -> Mesh {
    let feather = |x: f32, to: [f32; 3], tone: f32| {
        leaf(
            Vec3::new(x, 0.90, -0.40),
            Vec3::from(to),
            Vec3::new(0.13, 0.04, 0.0),
            0.045,
            0.66,
            PLUME.toned(tone),
        )
    };
    Mesh::of([
        feather(0.0, [0.0, 0.44, -0.86], 0.0),
        feather(0.10, [0.26, 0.48, -0.78], -0.08),
        feather(-0.10, [-0.26, 0.48, -0.78], -0.08),
    ])
}

fn clips(body: &Body) -> Vec<Clip> {
    let mut clips = biped::clips(
        body,
        &Biped {
            seconds: 1.30,
            step: [0.52, 0.16],
            sway: [0.11, 0.045],
            swing: [10.0, 20.0],
            lean: 9.0,
            give: 0.16,
            lying: lying(),
            flourish: |stance, phase, much| {
                stance
                    .turn(
                        "tail",
                        6.0 * much * wave(phase, 2.0, 0.0),
                        12.0 * much * wave(phase, 1.0, 0.0),
                        0.0,
                    )
                    .turn("jaw", 5.0 + 5.0 * wave(phase, 1.0, 0.1), 0.0, 0.0)
            },
        },
    );
    clips.push(once(body, "slash", 1.0, &slash()));
    clips
}

/// On its face, arms out: a heap of feathers.
fn lying() -> Stance {
    Stance::default()
        .loose(1.0)
        .shift("hips", 0.0, -0.44, -0.20)
        .turn("hips", 72.0, 6.0, 8.0)
        .turn("chest", 12.0, 4.0, 0.0)
        .turn("head", -30.0, 34.0, 14.0)
        .turn("arm_l", 6.0, 0.0, 60.0)
        .turn("arm_r", 6.0, 0.0, 34.0)
        .both("fore_arm", 58.0, 0.0, 0.0)
        .both("thigh", 14.0, 0.0, 12.0)
        .both("shin", 8.0, 0.0, 0.0)
        .both("foot", 58.0, 0.0, 0.0)
}

/// Up on its toes with a screech, then the right paw down through whoever stands there.
fn slash() -> Vec<(f32, Stance)> {
    let raised = Stance::default()
        .shift("hips", -0.10, 0.03, -0.14)
        .turn("hips", -6.0, -14.0, 0.0)
        .turn("chest", -16.0, -26.0, 4.0)
        .turn("head", -10.0, 34.0, 0.0)
        .turn("jaw", 30.0, 0.0, 0.0)
        .turn("arm_r", -118.0, 0.0, 44.0)
        .turn("fore_arm_r", -34.0, 0.0, 0.0)
        .turn("arm_l", -30.0, 0.0, 34.0)
        .turn("tail", 24.0, 0.0, 0.0);
    let struck = Stance::default()
        .shift("hips", 0.08, -0.20, 0.22)
        .turn("hips", 12.0, 16.0, 0.0)
        .turn("chest", 24.0, 34.0, -6.0)
        .turn("head", -16.0, -36.0, 0.0)
        .turn("jaw", 34.0, 0.0, 0.0)
        .turn("arm_r", -46.0, 52.0, -24.0)
        .turn("fore_arm_r", 6.0, 0.0, 0.0)
        .turn("arm_l", 36.0, 0.0, 26.0)
        .turn("tail", -24.0, 0.0, 0.0)
        .foot("foot_r", 0.0, 0.0, 0.30, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.34, raised.clone()),
        (0.44, raised.clone().turn("chest", -4.0, -4.0, 0.0)),
        (0.55, struck.clone()),
        (0.70, struck.turn("chest", 4.0, 4.0, 0.0)),
        (1.0, Stance::default()),
    ]
}
