//! The ochre jelly: a wave that never breaks, with what it has not yet digested.

use glam::Vec3;

use super::body::Body;
use super::flesh::{BONE, BRASS, branch, egg, eye, flesh, shard};
use super::stance::{Stance, looping, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::figure::held::held;
use crate::mesh::{Mesh, brick, drum};
use crate::paint::{Paint, Ramp, Slot};
use crate::trig::turn;

const JELLY: Paint = Paint::matte(Ramp::Lantern).toned(-0.04).for_slot(Slot::Skin);
const DEEP: Paint = JELLY.toned(-0.20);
const FILM: Paint = JELLY.toned(0.16);
const HOLE: Paint = Paint::matte(Ramp::Ink);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("mound", "base", [0.0, 0.0, 0.0], mound());
    body.part("lobe_l", "mound", [0.40, 0.10, 0.20], lobe([0.42, 0.20, 0.26], [0.36, 0.26, 0.36]));
    body.part("lobe_r", "mound", [-0.40, 0.10, 0.0], lobe([-0.44, 0.22, 0.02], [0.36, 0.30, 0.42]));
    body.part("lobe_b", "mound", [0.10, 0.10, -0.40], lobe([0.12, 0.24, -0.40], [0.46, 0.32, 0.34]));
    body.part("wave", "mound", [0.0, 0.30, -0.10], swell());
    body.part("crest", "wave", [0.0, 0.98, -0.06], crest());
    body.part("lip", "crest", [0.0, 1.44, 0.24], lip());
    body.part("pod", "mound", [0.44, 0.30, 0.10], pod());
    body.part("pod_end", "pod", [0.86, 0.66, 0.34], pod_end());
    body.part("stub", "mound", [-0.46, 0.32, 0.10], stub());
    for (name, share) in
        [("crest", 0.06), ("lip", 0.12), ("pod_end", 0.08), ("lobe_l", 0.05), ("lobe_b", 0.10)]
    {
        body.lag(name, share);
    }
    body.model.clips = clips(&body);
    body
}

fn lobe(at: [f32; 3], half: [f32; 3]) -> Mesh {
    egg(at, half, 9, 4, JELLY.toned(-0.06)).smooth()
}

/// The puddle it stands in, with drops beside it, and a few coins.
fn mound() -> Mesh {
    let skirt = flesh(
        &[
            [0.0, 0.005, 0.0, 0.70, 0.68],
            [0.0, 0.05, 0.0, 0.74, 0.72],
            [0.0, 0.20, 0.0, 0.60, 0.58],
            [0.0, 0.42, -0.04, 0.36, 0.34],
        ],
        12,
        DEEP,
    )
    .smooth();
    let drop = |x: f32, z: f32, half: f32| egg([x, 0.02, z], [half, half * 0.6, half], 6, 3, JELLY).smooth();
    let coin = |x: f32, z: f32, lean: f32| {
        drum(0.06, 0.06, 0.025, 0.006, 7, BRASS).turned(turn(lean, 0.0, 30.0)).moved(x, 0.30, z)
    };
    Mesh::of([
        skirt,
        drop(0.62, 0.50, 0.09),
        drop(-0.70, 0.34, 0.07),
        drop(0.30, 0.70, 0.07),
        coin(0.14, 0.50, 50.0),
        coin(-0.10, 0.52, 70.0),
    ])
}

/// The trunk of the wave; a skull looks out of it.
fn swell() -> Mesh {
    let trunk = flesh(
        &[
            [0.0, 0.16, -0.06, 0.58, 0.52],
            [0.0, 0.46, -0.12, 0.48, 0.44],
            [0.0, 0.80, -0.16, 0.38, 0.34],
            [0.0, 1.08, -0.06, 0.34, 0.28],
        ],
        10,
        JELLY,
    )
    .smooth();
    Mesh::of([trunk, skull().turned(turn(-14.0, 16.0, 14.0)).moved(-0.12, 0.62, 0.24)])
}

fn skull() -> Mesh {
    let dome = egg([0.0, 0.02, 0.0], [0.15, 0.15, 0.16], 7, 4, BONE);
    let jaw = brick([0.15, 0.10, 0.12], [1.1, 1.0], BONE.toned(-0.04)).moved(0.0, -0.17, 0.08);
    let hollow = eye(Vec3::new(0.06, 0.0, 0.145), Vec3::new(0.2, 0.0, 1.0), 0.042, HOLE).both_sides();
    let nose = shard(Vec3::new(0.0, -0.08, 0.145), Vec3::new(0.0, -0.03, 0.155), Vec3::X * 0.02, 0.015, HOLE);
    let gap = brick([0.11, 0.02, 0.02], [1.0, 1.0], HOLE).moved(0.0, -0.13, 0.135);
    Mesh::of([dome, jaw, hollow, nose, gap])
}

/// Bent forward; a sword stands in its back.
fn crest() -> Mesh {
    let neck = flesh(
        &[
            [0.0, 0.86, -0.14, 0.36, 0.31],
            [0.0, 1.20, 0.00, 0.33, 0.28],
            [0.0, 1.46, 0.20, 0.30, 0.24],
            [0.0, 1.50, 0.36, 0.22, 0.18],
        ],
        10,
        JELLY.toned(0.04),
    )
    .smooth();
    let sword =
        held("longsword").scaled(1.05, 1.05, 1.05).turned(turn(146.0, 0.0, 16.0)).moved(0.16, 1.66, -0.34);
    let bubble = |at: [f32; 3], half: f32| egg(at, [half; 3], 6, 3, FILM).smooth();
    Mesh::of([
        neck,
        sword,
        bubble([-0.24, 1.30, 0.16], 0.09),
        bubble([0.26, 1.16, 0.18], 0.07),
        bubble([-0.10, 1.62, 0.06], 0.07),
    ])
}

/// What hangs over, and drips.
fn lip() -> Mesh {
    let fold = flesh(
        &[
            [0.0, 1.50, 0.18, 0.29, 0.23],
            [0.0, 1.48, 0.44, 0.27, 0.20],
            [0.0, 1.32, 0.64, 0.21, 0.15],
            [0.0, 1.14, 0.70, 0.10, 0.08],
        ],
        10,
        JELLY.toned(0.06),
    )
    .smooth();
    let drip = |x: f32, y: f32, z: f32, long: f32| {
        flesh(
            &[
                [x, y, z, 0.06, 0.06],
                [x, y - long * 0.7, z + 0.03, 0.035, 0.035],
                [x, y - long, z + 0.03, 0.055, 0.055],
                [x, y - long - 0.06, z + 0.03, 0.02, 0.02],
            ],
            6,
            FILM,
        )
        .smooth()
    };
    Mesh::of([
        fold,
        drip(0.16, 1.28, 0.52, 0.26),
        drip(-0.14, 1.22, 0.58, 0.34),
        drip(0.02, 1.16, 0.68, 0.20),
    ])
}

fn pod() -> Mesh {
    branch(
        &[[0.30, 0.22, 0.02, 0.26, 0.28], [0.64, 0.40, 0.20, 0.18, 0.19], [0.90, 0.72, 0.36, 0.14, 0.14]],
        8,
        JELLY,
    )
    .smooth()
}

fn pod_end() -> Mesh {
    branch(
        &[
            [0.82, 0.60, 0.31, 0.145, 0.145],
            [0.96, 0.90, 0.44, 0.13, 0.13],
            [0.92, 1.14, 0.60, 0.16, 0.16],
            [0.84, 1.26, 0.70, 0.08, 0.08],
        ],
        8,
        JELLY.toned(0.05),
    )
    .smooth()
}

fn stub() -> Mesh {
    branch(
        &[
            [-0.30, 0.22, 0.04, 0.24, 0.26],
            [-0.64, 0.36, 0.20, 0.18, 0.18],
            [-0.84, 0.56, 0.38, 0.15, 0.15],
            [-0.80, 0.80, 0.50, 0.08, 0.08],
        ],
        8,
        JELLY,
    )
    .smooth()
}

fn clips(body: &Body) -> Vec<Clip> {
    vec![
        looping(body, "idle", 3.6, idle),
        looping(body, "walk", 1.8, flow),
        once(body, "hit", 0.8, &hit()),
        once(body, "down", 1.6, &down()),
        once(body, "slash", 1.0, &slam()),
    ]
}

/// What goes down in one place comes up in another.
fn idle(phase: f32) -> Stance {
    let heave = wave(phase, 2.0, 0.0);
    let side = wave(phase, 1.0, 0.0);
    Stance::default()
        .shift("wave", 0.02 * side, 0.035 * heave, 0.0)
        .turn("wave", 2.5 * heave, 0.0, 4.0 * side)
        .turn("crest", -3.0 * heave, 5.0 * side, 4.0 * side)
        .turn("lip", 6.0 * heave, 4.0 * side, 4.0 * side)
        .shift("lobe_l", 0.02 * heave, -0.035 * heave, 0.0)
        .shift("lobe_r", -0.02 * side, -0.035 * side, 0.0)
        .shift("lobe_b", 0.0, -0.03 * wave(phase, 2.0, 0.3), -0.02 * heave)
        .turn("pod", 5.0 * wave(phase, 2.0, 0.3), 0.0, 7.0 * side)
        .turn("pod_end", 10.0 * heave, 0.0, 8.0 * side)
        .turn("stub", 4.0 * heave, 0.0, 5.0 * wave(phase, 1.0, 0.4))
}

/// It falls forward all the time, and what is behind is drawn after.
fn flow(phase: f32) -> Stance {
    let surge = wave(phase, 1.0, 0.0);
    let after = wave(phase, 1.0, 0.3);
    Stance::default()
        .shift("mound", 0.0, 0.0, 0.04 * after)
        .shift("wave", 0.0, -0.05 + 0.06 * after, 0.10 * surge)
        .turn("wave", 8.0 + 9.0 * surge, 0.0, 0.0)
        .turn("crest", 2.0 - 7.0 * after, 0.0, 3.0 * surge)
        .turn("lip", 10.0 * surge, 0.0, 0.0)
        .shift("lobe_l", 0.02, 0.03 * after, 0.10 * surge)
        .shift("lobe_r", 0.02, -0.03 * after, 0.10 * after)
        .shift("lobe_b", 0.0, 0.05 * surge, -0.06 * surge)
        .turn("pod", -12.0 * surge, 10.0 * after, 6.0 * after)
        .turn("pod_end", -12.0 * surge, 0.0, 0.0)
        .turn("stub", -14.0 * after, 0.0, 8.0 * surge)
}

/// A dent, and the ripple that comes back from the other side.
fn hit() -> Vec<(f32, Stance)> {
    let ripple = |strength: f32| {
        Stance::default()
            .shift("wave", 0.0, -0.12 * strength, -0.14 * strength)
            .turn("wave", -14.0 * strength, 8.0 * strength, 0.0)
            .turn("crest", -16.0 * strength, 10.0 * strength, 0.0)
            .turn("lip", -26.0 * strength, 0.0, 0.0)
            .shift("lobe_l", 0.08 * strength, 0.05 * strength, 0.04 * strength)
            .shift("lobe_r", -0.08 * strength, 0.05 * strength, 0.04 * strength)
            .shift("lobe_b", 0.0, 0.05 * strength, -0.10 * strength)
            .turn("pod", 0.0, 0.0, 18.0 * strength)
            .turn("pod_end", 0.0, 0.0, 24.0 * strength)
            .turn("stub", 0.0, 0.0, -14.0 * strength)
    };
    vec![
        (0.0, Stance::default()),
        (0.14, ripple(1.0)),
        (0.36, ripple(-0.45)),
        (0.56, ripple(0.25)),
        (0.76, ripple(-0.12)),
        (1.0, Stance::default()),
    ]
}

/// It runs out to all sides; what it carried is left on top.
fn down() -> Vec<(f32, Stance)> {
    let shudder = Stance::default()
        .shift("wave", 0.0, 0.08, -0.04)
        .turn("wave", -8.0, 0.0, 6.0)
        .turn("crest", -10.0, 0.0, 6.0)
        .turn("pod", 0.0, 0.0, 20.0);
    let puddle = Stance::default()
        .shift("wave", 0.0, -0.46, 0.10)
        .turn("wave", 14.0, 10.0, 0.0)
        .shift("crest", 0.0, -0.22, 0.04)
        .turn("crest", 14.0, 0.0, -10.0)
        .shift("lip", 0.0, -0.04, -0.04)
        .turn("lip", -58.0, 0.0, 0.0)
        .shift("lobe_l", 0.20, -0.12, 0.14)
        .shift("lobe_r", -0.20, -0.14, 0.10)
        .shift("lobe_b", 0.06, -0.14, -0.20)
        .shift("pod", 0.06, -0.20, 0.10)
        .turn("pod", 10.0, 0.0, -34.0)
        .turn("pod_end", 30.0, 0.0, -36.0)
        .shift("stub", -0.06, -0.24, 0.08)
        .turn("stub", 6.0, 0.0, 16.0);
    let risen = puddle.clone().shift("wave", 0.0, 0.07, 0.0).shift("lobe_b", 0.0, -0.03, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.16, shudder),
        (0.58, puddle.clone()),
        (0.72, risen),
        (0.88, puddle.clone()),
        (1.0, puddle),
    ]
}

/// The pod swells back, and comes over like a flail.
fn slam() -> Vec<(f32, Stance)> {
    let drawn = Stance::default()
        .shift("wave", -0.06, 0.02, -0.10)
        .turn("wave", -8.0, 14.0, 8.0)
        .turn("crest", -6.0, 8.0, 0.0)
        .turn("pod", -16.0, 40.0, 34.0)
        .turn("pod_end", -50.0, 0.0, 16.0)
        .shift("lobe_r", -0.06, 0.04, 0.0)
        .turn("stub", 0.0, 0.0, -10.0);
    let struck = Stance::default()
        .shift("wave", 0.06, -0.10, 0.16)
        .turn("wave", 16.0, -16.0, -6.0)
        .turn("crest", 10.0, -10.0, 0.0)
        .turn("lip", 16.0, 0.0, 0.0)
        .turn("pod", 34.0, -44.0, -6.0)
        .turn("pod_end", 70.0, 0.0, 0.0)
        .shift("lobe_l", 0.04, 0.04, 0.10)
        .turn("stub", 0.0, 0.0, 12.0);
    vec![
        (0.0, Stance::default()),
        (0.38, drawn.clone()),
        (0.48, drawn.turn("pod_end", -8.0, 0.0, 0.0)),
        (0.60, struck.clone()),
        (0.72, struck.turn("pod_end", -14.0, 0.0, 0.0)),
        (1.0, Stance::default()),
    ]
}
