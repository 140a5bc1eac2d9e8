//! The iron golem: a stove that walks, with a blade for an arm.

use glam::Vec3;

use super::biped::{self, Biped};
use super::body::Body;
use super::flesh::{BRASS, IRON, flesh, shard};
use super::stance::{Stance, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::mesh::{Mesh, Ring, drum, gem, lathe, loft, prism, slab};
use crate::paint::{Paint, Ramp};
use crate::trig::turn;

const PLATE: Paint = IRON.toned(-0.06);
const JOINT: Paint = Paint::rough(Ramp::Pitch).toned(-0.04);
const FIRE: Paint = Paint::glow(Ramp::Ember).toned(0.04);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("hips", "base", [0.0, 1.00, 0.0], hips());
    body.part("chest", "hips", [0.0, 1.22, 0.0], chest());
    body.part("head", "chest", [0.0, 1.98, 0.14], head());
    body.pair("arm", "chest", [0.66, 1.84, 0.0], arm());
    body.pair("fore_arm", "arm", [0.86, 1.38, 0.02], Mesh::default());
    body.hang("fore_arm_l", fist());
    body.hang("fore_arm_r", blade());
    body.pair("thigh", "hips", [0.30, 0.94, 0.0], thigh());
    body.pair("shin", "thigh", [0.36, 0.58, 0.06], shin());
    body.pair("foot", "shin", [0.38, 0.17, -0.02], foot());
    body.legs(["thigh", "shin", "foot"]);
    body.swinging(&["arm", "fore_arm"]);
    body.model.clips = clips(&body);
    body
}

fn hips() -> Mesh {
    let waist = prism(0.26, 0.30, 0.40, 8, JOINT).moved(0.0, 0.90, 0.0);
    let girdle = slab([0.86, 0.24, 0.56], [0.86, 0.9], 0.06, PLATE).moved(0.0, 0.84, 0.0);
    let tasset = shard(Vec3::new(0.0, 1.02, 0.28), Vec3::new(0.0, 0.52, 0.38), Vec3::X * 0.20, 0.06, BRASS);
    Mesh::of([waist, girdle, tasset])
}

/// Wide above, with a furnace behind a grate and two stacks on the back.
fn chest() -> Mesh {
    let ring = |y: f32, x: f32, z: f32, forward: f32| Ring::chamfered(y, x, z, 0.34).moved(0.0, 0.0, forward);
    let trunk = loft(
        &[
            ring(1.16, 0.34, 0.28, 0.0),
            ring(1.36, 0.50, 0.38, 0.02),
            ring(1.74, 0.74, 0.46, 0.03),
            ring(1.94, 0.66, 0.40, 0.0),
            ring(2.04, 0.34, 0.26, 0.02),
        ],
        PLATE,
    );
    let hearth = slab([0.40, 0.34, 0.10], [1.15, 1.0], 0.04, FIRE).moved(0.0, 1.40, 0.44);
    let frame = |y: f32| slab([0.56, 0.07, 0.12], [1.0, 1.0], 0.02, BRASS).moved(0.0, y, 0.46);
    let bar = |x: f32| slab([0.05, 0.40, 0.06], [1.0, 1.0], 0.015, BRASS).moved(x, 1.38, 0.49);
    let stack = drum(0.12, 0.15, 0.60, 0.02, 7, PLATE.toned(-0.1))
        .and(prism(0.13, 0.13, 0.03, 7, FIRE).moved(0.0, 0.59, 0.0))
        .and(drum(0.16, 0.16, 0.09, 0.02, 7, BRASS).moved(0.0, 0.40, 0.0))
        .turned(turn(-16.0, 0.0, -12.0))
        .moved(0.30, 1.86, -0.26);
    Mesh::of([trunk, hearth, frame(1.34), frame(1.74), bar(-0.13), bar(0.13), bar(0.0), stack.both_sides()])
}

/// A bucket helm with a crest and one slit of light.
fn head() -> Mesh {
    let helm = lathe(&[(0.21, 1.92), (0.25, 2.02), (0.25, 2.22), (0.19, 2.36), (0.05, 2.42)], 8, PLATE)
        .moved(0.0, 0.0, 0.14);
    let slit = slab([0.36, 0.065, 0.10], [1.0, 1.0], 0.02, FIRE).moved(0.0, 2.17, 0.335);
    let visor = flesh(&[[0.0, 1.94, 0.32, 0.14, 0.09], [0.0, 2.15, 0.38, 0.17, 0.06]], 6, BRASS);
    let crest = flesh(
        &[
            [0.0, 2.26, 0.34, 0.035, 0.05],
            [0.0, 2.44, 0.22, 0.04, 0.09],
            [0.0, 2.44, -0.02, 0.04, 0.10],
            [0.0, 2.24, -0.16, 0.03, 0.05],
        ],
        5,
        BRASS,
    );
    Mesh::of([helm, slit, visor, crest])
}

fn arm() -> Mesh {
    let pauldron = lathe(&[(0.34, -0.12), (0.37, -0.04), (0.31, 0.16), (0.14, 0.28)], 8, PLATE)
        .and(gem([0.10, 0.10], 0.20, 0.06, 6, BRASS).moved(0.0, 0.24, 0.0))
        .turned(turn(0.0, 0.0, -24.0))
        .moved(0.76, 1.86, 0.0);
    let upper = flesh(&[[0.70, 1.84, 0.0, 0.16, 0.17], [0.86, 1.36, 0.02, 0.15, 0.16]], 7, JOINT);
    pauldron.and(upper)
}

fn fist() -> Mesh {
    let sleeve = flesh(
        &[[0.86, 1.44, 0.0, 0.17, 0.18], [0.90, 1.20, 0.06, 0.24, 0.24], [0.90, 0.94, 0.16, 0.20, 0.21]],
        8,
        PLATE,
    );
    let cuff = flesh(&[[0.90, 1.02, 0.12, 0.235, 0.245], [0.90, 0.93, 0.16, 0.225, 0.235]], 8, BRASS);
    let hand = slab([0.30, 0.30, 0.34], [1.1, 1.05], 0.07, JOINT)
        .turned(turn(-14.0, 0.0, 0.0))
        .moved(0.90, 0.64, 0.20);
    let thumb = slab([0.10, 0.22, 0.12], [0.9, 0.9], 0.03, PLATE).moved(0.72, 0.68, 0.30);
    let knuckles = slab([0.34, 0.14, 0.12], [0.94, 0.9], 0.03, PLATE).moved(0.90, 0.68, 0.36);
    Mesh::of([sleeve, cuff, hand, thumb, knuckles])
}

/// Drawn on the left, as pairs are, and mirrored.
fn blade() -> Mesh {
    let sleeve = flesh(
        &[[0.86, 1.44, 0.0, 0.17, 0.18], [0.90, 1.20, 0.06, 0.24, 0.24], [0.90, 0.98, 0.16, 0.20, 0.21]],
        8,
        PLATE,
    );
    let cuff = flesh(&[[0.90, 1.06, 0.12, 0.26, 0.26], [0.90, 0.96, 0.17, 0.22, 0.23]], 8, BRASS);
    let edge = |y: f32, z: f32, wide: f32, thick: f32| {
        let corners = [(0.0, wide), (thick, 0.0), (0.0, -wide * 0.55), (-thick, 0.0)];
        Ring(corners.map(|(x, deep)| Vec3::new(0.90 + x, y + deep * 0.55, z + deep * 0.8)).to_vec())
    };
    let steel = loft(
        &[
            edge(1.02, 0.16, 0.16, 0.07),
            edge(0.80, 0.42, 0.24, 0.06),
            edge(0.72, 0.86, 0.22, 0.05),
            edge(0.78, 1.28, 0.02, 0.01),
        ],
        IRON.toned(0.14),
    );
    Mesh::of([sleeve, cuff, steel]).mirrored()
}

fn thigh() -> Mesh {
    flesh(&[[0.28, 1.00, 0.0, 0.17, 0.19], [0.36, 0.56, 0.06, 0.15, 0.16]], 7, JOINT)
}

fn shin() -> Mesh {
    let greave = flesh(
        &[[0.36, 0.66, 0.08, 0.17, 0.18], [0.37, 0.48, 0.06, 0.23, 0.24], [0.38, 0.16, 0.0, 0.26, 0.28]],
        8,
        PLATE,
    );
    let knee = gem([0.11, 0.13], 0.12, 0.05, 6, BRASS).turned(turn(82.0, 0.0, 0.0)).moved(0.36, 0.58, 0.24);
    greave.and(knee)
}

fn foot() -> Mesh {
    let sole = slab([0.44, 0.17, 0.66], [0.80, 0.78], 0.05, PLATE.toned(-0.06)).moved(0.38, 0.0, 0.08);
    let cap = slab([0.42, 0.12, 0.18], [0.8, 0.6], 0.04, BRASS).moved(0.38, 0.0, 0.36);
    sole.and(cap)
}

fn clips(body: &Body) -> Vec<Clip> {
    let mut clips = biped::clips(
        body,
        &Biped {
            seconds: 1.60,
            step: [0.56, 0.15],
            sway: [0.13, 0.030],
            swing: [12.0, 16.0],
            lean: 3.0,
            give: 0.11,
            lying: lying(),
            flourish: |stance, phase, much| {
                // Every second beat something inside strikes.
                let beat = wave(phase, 4.0, 0.0).max(0.0);
                stance.turn("head", 0.0, 3.0 * much * beat, 0.0).shift("head", 0.0, 0.012 * beat * much, 0.0)
            },
        },
    );
    clips.push(once(body, "slash", 1.2, &slash()));
    clips
}

/// On its back like a felled tower.
fn lying() -> Stance {
    Stance::default()
        .loose(1.0)
        .shift("hips", 0.0, -0.56, 0.10)
        .turn("hips", -78.0, 5.0, 0.0)
        .turn("chest", -8.0, 6.0, 0.0)
        .turn("head", 14.0, 28.0, 0.0)
        .turn("arm_l", -6.0, 0.0, 44.0)
        .turn("arm_r", -20.0, 0.0, 60.0)
        .turn("fore_arm_l", -20.0, 0.0, 0.0)
        .turn("thigh_l", -10.0, 0.0, 10.0)
        .turn("thigh_r", -34.0, 0.0, 14.0)
        .turn("shin_r", 44.0, 0.0, 0.0)
}

/// Wound up from the waist, let go, and held by its own weight.
fn slash() -> Vec<(f32, Stance)> {
    let wound = Stance::default()
        .shift("hips", -0.10, -0.06, -0.06)
        .turn("hips", 0.0, -18.0, 0.0)
        .turn("chest", -8.0, -38.0, 0.0)
        .turn("head", 0.0, 44.0, 0.0)
        .turn("arm_r", -70.0, 0.0, 62.0)
        .turn("fore_arm_r", -40.0, 0.0, 0.0)
        .turn("arm_l", 14.0, 0.0, 14.0);
    let through = Stance::default()
        .shift("hips", 0.10, -0.14, 0.18)
        .turn("hips", 8.0, 20.0, 0.0)
        .turn("chest", 16.0, 46.0, 0.0)
        .turn("head", -8.0, -44.0, 0.0)
        .turn("arm_r", -52.0, 46.0, -6.0)
        .turn("fore_arm_r", 14.0, 0.0, 0.0)
        .turn("arm_l", 30.0, 0.0, 24.0)
        .foot("foot_r", 0.0, 0.0, 0.26, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.38, wound.clone()),
        (0.50, wound.turn("chest", 0.0, -4.0, 0.0)),
        (0.60, through.clone()),
        (0.66, through.clone().turn("chest", 2.0, 10.0, 0.0)),
        (0.78, through),
        (1.0, Stance::default()),
    ]
}
