//! The horned devil: wings like a cloak, a fork as long as itself, a tail with a mind of its own.

use glam::Vec3;

use super::biped::{self, Biped};
use super::body::Body;
use super::flesh::{BONE, BRASS, FLAME, bat_wing, claws, eye, flesh, leaf, shard, tufts};
use super::stance::{Stance, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::figure::held::held;
use crate::mesh::{Mesh, Turned, slab, tube};
use crate::paint::{Paint, Ramp, Slot};

const HIDE: Paint = Paint::matte(Ramp::Heather).toned(-0.38).for_slot(Slot::Skin);
const WEB: Paint = Paint::matte(Ramp::Madder).toned(-0.10);
const BARB: Paint = Paint::glow(Ramp::Ember).toned(0.02);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("hips", "base", [0.0, 1.08, -0.04], hips());
    body.part("chest", "hips", [0.0, 1.28, -0.02], chest());
    body.part("head", "chest", [0.0, 1.92, 0.14], head());
    body.part("jaw", "head", [0.0, 1.99, 0.22], jaw());
    body.pair("arm", "chest", [0.42, 1.78, 0.0], arm());
    body.pair("fore_arm", "arm", [0.66, 1.42, -0.02], fore_arm());
    body.hang("fore_arm_r", fork());
    body.pair("thigh", "hips", [0.20, 1.04, -0.02], thigh());
    body.pair("shin", "thigh", [0.30, 0.68, 0.18], shin());
    body.pair("foot", "shin", [0.30, 0.38, -0.16], foot());
    body.pair("wing", "chest", [0.16, 1.72, -0.22], wing());
    body.pair("pinion", "wing", WRIST, fan(&TIPS[..3]));
    body.part("tail", "hips", [0.0, 1.00, -0.22], tail());
    body.part("tail_end", "tail", [0.06, 0.52, -0.72], tail_end());
    body.legs(["thigh", "shin", "foot"]);
    body.lag("tail", 0.05);
    body.lag("tail_end", 0.10);
    body.lag("pinion_l", 0.06);
    body.lag("pinion_r", 0.06);
    body.swinging(&["arm", "fore_arm", "wing", "pinion", "tail"]);
    body.model.clips = clips(&body);
    body
}

fn hips() -> Mesh {
    let trunk = flesh(
        &[[0.0, 0.92, -0.03, 0.20, 0.18], [0.0, 1.08, -0.04, 0.28, 0.23], [0.0, 1.30, -0.02, 0.23, 0.18]],
        8,
        HIDE,
    );
    let girdle =
        flesh(&[[0.0, 1.16, -0.03, 0.275, 0.225], [0.0, 1.25, -0.02, 0.26, 0.21]], 8, BRASS.toned(-0.06));
    let skull = slab([0.16, 0.17, 0.08], [0.8, 0.9], 0.03, BONE).moved(0.0, 1.12, 0.18);
    let cloth = shard(Vec3::new(0.0, 1.18, 0.18), Vec3::new(0.0, 0.56, 0.30), Vec3::X * 0.15, 0.05, WEB);
    Mesh::of([trunk, girdle, skull, cloth])
}

fn chest() -> Mesh {
    let trunk = flesh(
        &[
            [0.0, 1.24, -0.02, 0.22, 0.17],
            [0.0, 1.46, 0.0, 0.30, 0.23],
            [0.0, 1.72, 0.02, 0.42, 0.28],
            [0.0, 1.88, 0.0, 0.34, 0.23],
            [0.0, 1.98, 0.04, 0.18, 0.17],
        ],
        8,
        HIDE,
    );
    let plate = Mesh::of([
        shard(
            Vec3::new(0.14, 1.86, 0.16),
            Vec3::new(0.10, 1.44, 0.28),
            Vec3::X * 0.17,
            0.08,
            HIDE.toned(0.10),
        ),
        shard(
            Vec3::new(0.10, 1.60, 0.20),
            Vec3::new(0.07, 1.26, 0.22),
            Vec3::X * 0.10,
            0.06,
            HIDE.toned(0.07),
        ),
        // Spines over the shoulders.
        shard(Vec3::new(0.34, 1.86, 0.0), Vec3::new(0.50, 2.14, -0.06), Vec3::X * 0.07, 0.07, BRASS),
        shard(Vec3::new(0.44, 1.80, 0.02), Vec3::new(0.70, 1.98, 0.0), Vec3::X * 0.06, 0.06, BRASS),
    ]);
    let spine = tufts(
        &[[[0.0, 1.84, -0.20], [0.0, 1.98, -0.42]], [[0.0, 1.60, -0.20], [0.0, 1.68, -0.42]]],
        0.04,
        0.08,
        BRASS,
    );
    Mesh::of([trunk, plate.both_sides(), spine])
}

fn head() -> Mesh {
    let skull = flesh(
        &[
            [0.0, 1.98, 0.10, 0.12, 0.12],
            [0.0, 2.10, 0.12, 0.175, 0.185],
            [0.0, 2.24, 0.10, 0.17, 0.19],
            [0.0, 2.36, 0.04, 0.10, 0.12],
        ],
        8,
        HIDE,
    );
    let muzzle =
        flesh(&[[0.0, 2.11, 0.18, 0.13, 0.10], [0.0, 2.08, 0.36, 0.085, 0.065]], 7, HIDE.toned(0.05));
    let horn = flesh(
        &[
            [0.11, 2.28, 0.10, 0.070, 0.070],
            [0.28, 2.38, 0.08, 0.066, 0.066],
            [0.42, 2.54, 0.04, 0.052, 0.052],
            [0.44, 2.74, 0.06, 0.034, 0.034],
            [0.36, 2.92, 0.14, 0.006, 0.006],
        ],
        6,
        BRASS,
    );
    let side = Mesh::of([
        horn,
        shard(
            Vec3::new(0.15, 2.14, 0.06),
            Vec3::new(0.38, 2.20, -0.08),
            Vec3::Y * 0.065,
            0.03,
            HIDE.toned(0.06),
        ),
        shard(
            Vec3::new(0.02, 2.20, 0.30),
            Vec3::new(0.18, 2.29, 0.20),
            Vec3::Y * 0.035,
            0.05,
            HIDE.toned(-0.08),
        ),
        eye(Vec3::new(0.092, 2.185, 0.275), Vec3::new(0.4, 0.1, 1.0), 0.042, FLAME),
        shard(Vec3::new(0.055, 2.05, 0.34), Vec3::new(0.06, 1.95, 0.35), Vec3::X * 0.018, 0.02, BONE),
    ]);
    Mesh::of([skull, muzzle, side.both_sides()])
}

fn jaw() -> Mesh {
    let bone = flesh(&[[0.0, 2.00, 0.16, 0.12, 0.05], [0.0, 1.94, 0.32, 0.075, 0.04]], 6, HIDE.toned(-0.04));
    let beard = Mesh::of([
        shard(Vec3::new(0.0, 1.95, 0.28), Vec3::new(0.0, 1.68, 0.40), Vec3::X * 0.07, 0.05, BARB),
        shard(Vec3::new(0.06, 1.97, 0.24), Vec3::new(0.09, 1.78, 0.32), Vec3::X * 0.045, 0.04, BARB),
        shard(Vec3::new(-0.06, 1.97, 0.24), Vec3::new(-0.09, 1.78, 0.32), Vec3::X * 0.045, 0.04, BARB),
    ]);
    bone.and(beard)
}

const WRIST: [f32; 3] = [0.62, 2.36, -0.42];
const TIPS: [[f32; 3]; 5] =
    [[0.86, 2.94, -0.46], [1.36, 2.30, -0.56], [1.26, 1.52, -0.60], [0.86, 0.92, -0.58], [0.18, 1.26, -0.30]];

fn fan(tips: &[[f32; 3]]) -> Mesh {
    let tips: Vec<Vec3> = tips.iter().map(|&tip| Vec3::from(tip)).collect();
    bat_wing(Vec3::from(WRIST), &tips, 0.16, [0.038, 0.030], [WEB, HIDE.toned(0.06)])
}

fn wing() -> Mesh {
    let bone = flesh(
        &[
            [0.12, 1.64, -0.18, 0.09, 0.09],
            [0.36, 2.02, -0.34, 0.065, 0.065],
            [0.64, 2.40, -0.42, 0.048, 0.048],
        ],
        6,
        HIDE,
    );
    let thumb = shard(Vec3::from(WRIST), Vec3::new(0.54, 2.58, -0.30), Vec3::X * 0.04, 0.04, BRASS);
    Mesh::of([bone, thumb, fan(&TIPS[2..])])
}

fn arm() -> Mesh {
    flesh(
        &[[0.36, 1.86, 0.0, 0.13, 0.14], [0.52, 1.70, 0.0, 0.145, 0.15], [0.67, 1.39, -0.02, 0.095, 0.10]],
        6,
        HIDE,
    )
}

/// Bent forward, the fist at (0.70, 1.26, 0.34).
fn fore_arm() -> Mesh {
    let limb = flesh(
        &[[0.66, 1.44, -0.05, 0.095, 0.095], [0.69, 1.36, 0.12, 0.11, 0.11], [0.70, 1.28, 0.28, 0.07, 0.07]],
        6,
        HIDE.toned(0.03),
    );
    let bracer = flesh(&[[0.69, 1.35, 0.14, 0.12, 0.12], [0.70, 1.30, 0.25, 0.09, 0.09]], 6, BRASS);
    let fist = slab([0.17, 0.16, 0.17], [0.85, 0.9], 0.04, HIDE).moved(0.70, 1.18, 0.34);
    let barb = shard(Vec3::new(0.67, 1.40, -0.08), Vec3::new(0.74, 1.46, -0.32), Vec3::X * 0.05, 0.05, BRASS);
    Mesh::of([limb, bracer, fist, barb])
}

/// Upright in the right hand, its tines above the head.
fn fork() -> Mesh {
    held("trident").scaled(1.55, 1.62, 1.55).moved(-0.70, 1.26, 0.36)
}

fn thigh() -> Mesh {
    flesh(
        &[[0.20, 1.12, -0.04, 0.14, 0.17], [0.27, 0.92, 0.06, 0.165, 0.19], [0.30, 0.64, 0.19, 0.10, 0.11]],
        6,
        HIDE,
    )
}

fn shin() -> Mesh {
    flesh(
        &[[0.30, 0.72, 0.18, 0.10, 0.11], [0.30, 0.54, 0.01, 0.105, 0.12], [0.30, 0.36, -0.18, 0.065, 0.07]],
        6,
        HIDE.toned(-0.03),
    )
}

fn foot() -> Mesh {
    let shank = flesh(
        &[
            [0.30, 0.42, -0.17, 0.062, 0.065],
            [0.30, 0.12, -0.07, 0.075, 0.08],
            [0.30, 0.06, 0.10, 0.12, 0.055],
        ],
        6,
        HIDE.toned(-0.06),
    );
    shank.and(claws(&[[0.22, 0.06, 0.09], [0.30, 0.06, 0.12], [0.38, 0.06, 0.09]], 0.17, 0.036, BRASS))
}

fn tail() -> Mesh {
    flesh(
        &[[0.0, 1.04, -0.16, 0.12, 0.12], [0.02, 0.78, -0.44, 0.095, 0.095], [0.08, 0.48, -0.76, 0.07, 0.07]],
        6,
        HIDE,
    )
}

fn tail_end() -> Mesh {
    let at = |x: f32, y: f32, z: f32, half: f32| Turned { place: Vec3::new(x, y, z), half: [half; 2] };
    let path = [
        at(0.04, 0.54, -0.70, 0.07),
        at(0.22, 0.30, -0.90, 0.060),
        at(0.54, 0.28, -0.86, 0.050),
        at(0.82, 0.50, -0.68, 0.036),
        at(0.88, 0.78, -0.60, 0.02),
    ];
    let barb = leaf(
        Vec3::new(0.88, 0.70, -0.62),
        Vec3::new(0.90, 1.14, -0.56),
        Vec3::new(0.13, 0.0, 0.04),
        0.04,
        0.34,
        BARB,
    );
    tube(&path, 6, HIDE).and(barb)
}

fn clips(body: &Body) -> Vec<Clip> {
    let mut clips = biped::clips(
        body,
        &Biped {
            seconds: 1.16,
            step: [0.54, 0.16],
            sway: [0.07, 0.035],
            swing: [9.0, 13.0],
            lean: 7.0,
            give: 0.16,
            lying: lying(),
            flourish: |stance, phase, much| {
                let breath = wave(phase, 2.0, 0.1);
                let side = wave(phase, 1.0, 0.05);
                stance
                    .both("wing", 0.0, 4.0 * breath, 3.0 * breath + 3.0 * much)
                    .both("pinion", 0.0, 5.0 * breath, 0.0)
                    .turn("tail", 0.0, 14.0 * side, 0.0)
                    .turn("tail_end", 6.0 * breath, 26.0 * side, 0.0)
                    .turn("jaw", 6.0 + 4.0 * breath, 0.0, 0.0)
            },
        },
    );
    clips.push(once(body, "thrust", 1.0, &thrust()));
    clips
}

fn lying() -> Stance {
    Stance::default()
        .loose(1.0)
        .shift("hips", 0.0, -0.80, -0.10)
        .turn("hips", 80.0, 6.0, 0.0)
        .turn("chest", 4.0, 0.0, 0.0)
        .turn("head", -36.0, 30.0, 0.0)
        .turn("arm_l", 0.0, 0.0, 84.0)
        .turn("arm_r", 0.0, 0.0, 56.0)
        .turn("fore_arm_l", 66.0, 0.0, 0.0)
        .both("wing", -8.0, -26.0, -14.0)
        .both("pinion", 0.0, -22.0, -8.0)
        .both("thigh", 22.0, 0.0, 12.0)
        .both("shin", -16.0, 0.0, 0.0)
        .both("foot", 60.0, 0.0, 0.0)
        .turn("tail", -30.0, 0.0, 0.0)
}

/// The fork is drawn back level, wings open; then all the weight behind three points.
fn thrust() -> Vec<(f32, Stance)> {
    let drawn = Stance::default()
        .shift("hips", -0.06, -0.10, -0.16)
        .turn("hips", 0.0, -20.0, 0.0)
        .turn("chest", -4.0, -26.0, 0.0)
        .turn("head", 0.0, 40.0, 0.0)
        .turn("arm_r", 30.0, 0.0, 12.0)
        .turn("fore_arm_r", 58.0, 0.0, 0.0)
        .turn("arm_l", -40.0, 0.0, 16.0)
        .both("wing", 0.0, -10.0, 16.0)
        .both("pinion", 0.0, -8.0, 0.0)
        .turn("tail", 10.0, -20.0, 0.0);
    let struck = Stance::default()
        .shift("hips", 0.06, -0.20, 0.24)
        .turn("hips", 6.0, 18.0, 0.0)
        .turn("chest", 16.0, 26.0, 0.0)
        .turn("head", -16.0, -30.0, 0.0)
        .turn("jaw", 26.0, 0.0, 0.0)
        .turn("arm_r", -54.0, 16.0, 0.0)
        .turn("fore_arm_r", 122.0, 0.0, 0.0)
        .turn("arm_l", 40.0, 0.0, 24.0)
        .both("wing", 0.0, 22.0, -12.0)
        .both("pinion", 0.0, 18.0, -8.0)
        .turn("tail", -16.0, 24.0, 0.0)
        .foot("foot_l", 0.0, 0.0, 0.34, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.36, drawn.clone()),
        (0.46, drawn.turn("chest", 0.0, -3.0, 0.0)),
        (0.56, struck.clone()),
        (0.72, struck),
        (1.0, Stance::default()),
    ]
}
