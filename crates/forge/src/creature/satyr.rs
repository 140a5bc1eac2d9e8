//! The satyr: pipes in one hand, and hooves that never quite stand still.

use glam::Vec3;

use super::biped::{self, Biped};
use super::body::Body;
use super::flesh::{BRASS, DARK, flesh, leaf, shard, tufts};
use super::stance::{Stance, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::mesh::{Mesh, brick, prism};
use crate::paint::{Paint, Ramp, Slot};
use crate::trig::turn;

const SKIN: Paint = Paint::matte(Ramp::Sand).toned(-0.02).for_slot(Slot::Skin);
const FUR: Paint = Paint::rough(Ramp::Ebony).toned(0.02).for_slot(Slot::Hair);
const VEST: Paint = Paint::matte(Ramp::Pine).toned(0.02).for_slot(Slot::Cloak);
const REED: Paint = Paint::rough(Ramp::Straw).toned(-0.04);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("hips", "base", [0.0, 0.80, -0.02], hips());
    body.part("chest", "hips", [0.0, 0.94, -0.01], chest());
    body.part("head", "chest", [0.0, 1.34, 0.03], head());
    body.pair("arm", "chest", [0.23, 1.26, 0.0], arm());
    body.pair("fore_arm", "arm", [0.35, 1.03, -0.01], fore_arm());
    body.hang("fore_arm_r", pipes());
    body.pair("thigh", "hips", [0.11, 0.80, -0.02], thigh());
    body.pair("shin", "thigh", [0.17, 0.52, 0.13], shin());
    body.pair("foot", "shin", [0.17, 0.30, -0.13], foot());
    body.part("tail", "hips", [0.0, 0.86, -0.12], tail());
    body.legs(["thigh", "shin", "foot"]);
    body.lag("head", 0.03);
    body.lag("tail", 0.10);
    body.swinging(&["arm", "fore_arm"]);
    body.model.clips = clips(&body);
    body
}

fn hips() -> Mesh {
    let trunk = flesh(
        &[[0.0, 0.70, -0.02, 0.13, 0.12], [0.0, 0.82, -0.03, 0.185, 0.155], [0.0, 0.96, -0.01, 0.145, 0.115]],
        8,
        FUR,
    );
    let fringe = tufts(
        &[
            [[0.0, 0.92, 0.08], [0.0, 0.64, 0.17]],
            [[0.11, 0.90, 0.06], [0.18, 0.66, 0.13]],
            [[-0.11, 0.90, 0.06], [-0.18, 0.66, 0.13]],
            [[0.0, 0.92, -0.10], [0.0, 0.64, -0.22]],
        ],
        0.09,
        0.05,
        FUR.toned(-0.04),
    );
    let belt = flesh(
        &[[0.0, 0.90, -0.01, 0.165, 0.135], [0.0, 0.96, -0.01, 0.160, 0.130]],
        8,
        Paint::rough(Ramp::Oak).toned(-0.18),
    );
    let buckle = brick([0.09, 0.07, 0.03], [0.9, 0.8], BRASS).moved(0.0, 0.895, 0.125);
    Mesh::of([trunk, fringe, belt, buckle])
}

fn chest() -> Mesh {
    let trunk = flesh(
        &[
            [0.0, 0.92, -0.01, 0.135, 0.105],
            [0.0, 1.04, 0.0, 0.165, 0.120],
            [0.0, 1.20, 0.01, 0.225, 0.150],
            [0.0, 1.30, 0.0, 0.215, 0.130],
            [0.0, 1.36, -0.01, 0.11, 0.09],
        ],
        8,
        SKIN,
    );
    let trunk = trunk.painted_where(VEST, |middle, normal| normal.z < 0.92 && middle.y < 1.34);
    let neck = flesh(&[[0.0, 1.30, 0.0, 0.075, 0.07], [0.0, 1.44, 0.04, 0.065, 0.065]], 6, SKIN.toned(-0.12));
    let lapel = shard(
        Vec3::new(0.10, 1.36, 0.09),
        Vec3::new(0.13, 0.94, 0.15),
        Vec3::X * 0.06,
        0.035,
        VEST.toned(0.10),
    );
    let garland = Mesh::of([-0.11_f32, 0.0, 0.11].map(|x| {
        let y = 1.28 - (0.12 - x.abs()) * 0.6;
        leaf(
            Vec3::new(x, y + 0.05, 0.13),
            Vec3::new(x * 1.2, y - 0.08, 0.19),
            Vec3::X * 0.055,
            0.02,
            0.5,
            Paint::matte(Ramp::Kelp).toned(-0.04),
        )
    }));
    Mesh::of([trunk, neck, lapel.both_sides(), garland])
}

fn head() -> Mesh {
    let skull = flesh(
        &[
            [0.0, 1.36, 0.08, 0.06, 0.06],
            [0.0, 1.41, 0.07, 0.10, 0.10],
            [0.0, 1.50, 0.04, 0.138, 0.145],
            [0.0, 1.60, 0.03, 0.145, 0.15],
            [0.0, 1.68, 0.01, 0.12, 0.125],
            [0.0, 1.72, 0.0, 0.06, 0.06],
        ],
        8,
        SKIN,
    );
    let hair = flesh(
        &[[0.0, 1.58, -0.02, 0.158, 0.155], [0.0, 1.68, 0.0, 0.150, 0.155], [0.0, 1.76, 0.0, 0.08, 0.085]],
        8,
        FUR.toned(-0.08),
    );
    let nose = flesh(
        &[
            [0.0, 1.585, 0.175, 0.022, 0.02],
            [0.0, 1.50, 0.205, 0.045, 0.036],
            [0.0, 1.475, 0.175, 0.025, 0.02],
        ],
        5,
        SKIN.toned(0.10),
    );
    let beard = shard(
        Vec3::new(0.0, 1.42, 0.13),
        Vec3::new(0.0, 1.22, 0.22),
        Vec3::X * 0.065,
        0.05,
        FUR.toned(-0.08),
    );
    let lip = brick([0.12, 0.024, 0.03], [0.7, 1.0], FUR.toned(-0.08)).moved(0.0, 1.452, 0.160);
    let horn = flesh(
        &[
            [0.08, 1.68, 0.06, 0.050, 0.055],
            [0.17, 1.80, 0.00, 0.050, 0.055],
            [0.26, 1.80, -0.12, 0.044, 0.048],
            [0.30, 1.66, -0.17, 0.034, 0.038],
            [0.31, 1.56, -0.08, 0.024, 0.026],
            [0.33, 1.56, 0.02, 0.006, 0.006],
        ],
        6,
        BRASS,
    );
    let side = Mesh::of([
        horn,
        shard(
            Vec3::new(0.13, 1.54, 0.02),
            Vec3::new(0.29, 1.50, -0.05),
            Vec3::new(0.0, 0.045, 0.02),
            0.022,
            SKIN.toned(0.04),
        ),
        brick([0.042, 0.046, 0.022], [0.86, 0.9], DARK).moved(0.062, 1.545, 0.175),
        brick([0.075, 0.022, 0.030], [0.9, 0.7], FUR.toned(-0.1))
            .turned(turn(0.0, 10.0, 8.0))
            .moved(0.062, 1.600, 0.160),
    ]);
    Mesh::of([skull, hair, nose, beard, lip, side.both_sides()])
}

fn arm() -> Mesh {
    flesh(
        &[[0.20, 1.30, 0.0, 0.075, 0.08], [0.27, 1.20, 0.0, 0.085, 0.09], [0.355, 1.01, -0.01, 0.058, 0.06]],
        6,
        SKIN,
    )
}

/// Bent up before the chest, the fist at (0.27, 1.13, 0.24).
fn fore_arm() -> Mesh {
    let limb = flesh(
        &[
            [0.355, 1.04, -0.03, 0.058, 0.058],
            [0.33, 1.07, 0.10, 0.066, 0.064],
            [0.29, 1.11, 0.20, 0.045, 0.045],
        ],
        6,
        SKIN,
    );
    let band = flesh(&[[0.32, 1.085, 0.13, 0.070, 0.068], [0.30, 1.10, 0.18, 0.060, 0.060]], 6, BRASS);
    let fist = flesh(
        &[
            [0.295, 1.105, 0.19, 0.045, 0.045],
            [0.275, 1.125, 0.25, 0.068, 0.065],
            [0.25, 1.15, 0.30, 0.045, 0.04],
        ],
        6,
        SKIN.toned(0.03),
    );
    Mesh::of([limb, band, fist])
}

/// Seven reeds, bound with brass, held on the right.
fn pipes() -> Mesh {
    let reed = |index: usize| {
        let long = 0.30 - 0.040 * index as f32;
        prism(0.029, 0.029, long, 5, REED.toned(0.05 * (index % 2) as f32)).moved(
            0.055 * index as f32 - 0.12,
            -long,
            0.0,
        )
    };
    let band = brick([0.31, 0.035, 0.065], [1.0, 1.0], BRASS).moved(0.0, -0.09, 0.0);
    Mesh::of((0..5).map(reed)).and(band).turned(turn(-26.0, 40.0, 8.0)).moved(-0.20, 1.28, 0.34)
}

fn thigh() -> Mesh {
    let limb = flesh(
        &[[0.11, 0.86, -0.04, 0.10, 0.13], [0.15, 0.68, 0.04, 0.125, 0.145], [0.17, 0.49, 0.13, 0.085, 0.09]],
        6,
        FUR,
    );
    let lock = tufts(
        &[[[0.20, 0.66, -0.05], [0.27, 0.44, -0.12]], [[0.22, 0.62, 0.10], [0.30, 0.42, 0.12]]],
        0.06,
        0.06,
        FUR.toned(-0.06),
    );
    limb.and(lock)
}

fn shin() -> Mesh {
    let limb = flesh(
        &[
            [0.17, 0.55, 0.13, 0.082, 0.085],
            [0.17, 0.42, 0.0, 0.088, 0.095],
            [0.17, 0.28, -0.15, 0.055, 0.06],
        ],
        6,
        FUR.toned(-0.04),
    );
    let lock = tufts(&[[[0.17, 0.40, -0.06], [0.18, 0.22, -0.26]]], 0.06, 0.06, FUR.toned(-0.08));
    limb.and(lock)
}

fn foot() -> Mesh {
    let shank =
        flesh(&[[0.17, 0.33, -0.14, 0.052, 0.055], [0.17, 0.12, -0.05, 0.055, 0.06]], 6, FUR.toned(-0.06));
    let ruff = prism(0.100, 0.062, 0.11, 6, FUR.toned(0.04)).moved(0.17, 0.085, -0.03);
    let toe =
        |x: f32| flesh(&[[x, 0.11, -0.05, 0.038, 0.055], [x, 0.0, 0.02, 0.047, 0.095]], 6, BRASS.toned(-0.1));
    Mesh::of([shank, ruff, toe(0.128), toe(0.212)])
}

fn tail() -> Mesh {
    let brush = shard(Vec3::new(0.0, 0.90, -0.14), Vec3::new(0.0, 1.14, -0.34), Vec3::X * 0.06, 0.07, FUR);
    let root = flesh(
        &[[0.0, 0.84, -0.10, 0.05, 0.05], [0.0, 0.92, -0.18, 0.065, 0.06], [0.0, 1.00, -0.24, 0.02, 0.02]],
        5,
        FUR,
    );
    root.and(brush)
}

fn clips(body: &Body) -> Vec<Clip> {
    let mut clips = biped::clips(
        body,
        &Biped {
            seconds: 0.80,
            step: [0.40, 0.15],
            sway: [0.045, 0.045],
            swing: [10.0, 12.0],
            lean: 5.0,
            give: 0.12,
            lying: lying(),
            // Always to a tune: the head keeps the beat, the tail the half beat.
            flourish: |stance, phase, much| {
                let beat = wave(phase, 4.0, 0.0);
                stance
                    .turn(
                        "head",
                        4.0 * beat * (1.0 - 0.5 * much),
                        0.0,
                        7.0 * wave(phase, 2.0, 0.0) * (1.2 - much),
                    )
                    .turn("tail", 10.0 * beat, 14.0 * wave(phase, 2.0, 0.1), 0.0)
            },
        },
    );
    clips.push(once(body, "thrust", 0.9, &kick()));
    clips
}

fn lying() -> Stance {
    Stance::default()
        .loose(1.0)
        .shift("hips", 0.0, -0.64, 0.10)
        .turn("hips", -82.0, 8.0, 0.0)
        .turn("chest", -4.0, 6.0, 0.0)
        .turn("head", 4.0, 34.0, 0.0)
        .turn("arm_l", 20.0, 0.0, 56.0)
        .turn("arm_r", 10.0, 0.0, 74.0)
        .both("fore_arm", 40.0, 0.0, 0.0)
        .turn("thigh_l", -6.0, 0.0, 14.0)
        .turn("thigh_r", -52.0, 0.0, 10.0)
        .turn("shin_r", 40.0, 0.0, 0.0)
}

/// The knee comes up, the hoof goes out, and the rest leans away from it.
fn kick() -> Vec<(f32, Stance)> {
    let drawn = Stance::default()
        .shift("hips", 0.10, -0.06, -0.06)
        .turn("hips", 6.0, 16.0, -4.0)
        .turn("chest", 16.0, 8.0, 4.0)
        .turn("head", -8.0, -18.0, 0.0)
        .both("arm", -14.0, 0.0, 20.0)
        .turn("tail", 20.0, 0.0, 0.0)
        .foot("foot_r", 0.03, 0.36, 0.04, 34.0);
    let out = Stance::default()
        .shift("hips", 0.08, 0.02, 0.02)
        .turn("hips", -20.0, -8.0, -8.0)
        .turn("chest", -16.0, -6.0, 6.0)
        .turn("head", 24.0, 8.0, 0.0)
        .both("arm", 26.0, 0.0, 46.0)
        .turn("tail", -30.0, 0.0, 0.0)
        .foot("foot_r", 0.06, 0.46, 0.52, -70.0);
    vec![
        (0.0, Stance::default()),
        (0.36, drawn.clone()),
        (0.46, drawn),
        (0.56, out.clone()),
        (0.68, out.turn("chest", -3.0, 0.0, 0.0)),
        (1.0, Stance::default()),
    ]
}
