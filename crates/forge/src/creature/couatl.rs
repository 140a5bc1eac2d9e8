//! The couatl: a serpent that rises out of its own coil on the wings of a bird of paradise.

use glam::Vec3;

use super::body::Body;
use super::flesh::{BONE, BRASS, FLAME, eye, flesh, leaf, shard};
use super::stance::{Stance, looping, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::mesh::{Mesh, Turned, tube};
use crate::paint::{Paint, Ramp, Slot};
use crate::trig::{TAU, cos, sin};

const SCALES: Paint = Paint::matte(Ramp::Kelp).toned(-0.10).for_slot(Slot::Skin);
const BELLY: Paint = Paint::matte(Ramp::Straw).toned(-0.02);
/// Feathers from the shoulder out.
const COVERT: Paint = Paint::matte(Ramp::Tide).toned(0.0);
const QUILL: Paint = Paint::matte(Ramp::Rose).toned(-0.04);
const PRIMARY: Paint = Paint::matte(Ramp::Ember).toned(0.0);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("coil", "base", [0.0, 0.10, 0.0], coil());
    body.part("rise", "coil", [0.0, 0.24, -0.19], rise());
    body.part("chest", "rise", [0.0, 0.62, -0.22], chest());
    body.part("neck", "chest", [0.0, 1.08, 0.06], neck());
    body.part("head", "neck", [0.0, 1.50, 0.02], head());
    body.part("jaw", "head", [0.0, 1.52, 0.10], jaw());
    body.pair("wing", "chest", [0.10, 0.98, -0.04], wing());
    body.pair("pinion", "wing", WRIST, pinion());
    body.part("tail", "coil", [0.29, 0.09, -0.06], tail());
    for (name, share) in
        [("chest", 0.04), ("neck", 0.08), ("head", 0.11), ("pinion_l", 0.07), ("pinion_r", 0.07)]
    {
        body.lag(name, share);
    }
    body.swinging(&["wing", "pinion"]);
    body.model.clips = clips(&body);
    body
}

/// A turn and a fifth on the ground, its end under the rise.
fn coil() -> Mesh {
    let section = |index: usize| {
        let share = index as f32 / 11.0;
        let angle = (0.5 - 1.2 * (1.0 - share)) * TAU;
        let radius = 0.31 - 0.11 * share;
        let place = Vec3::new(radius * sin(angle), 0.085 + 0.15 * share * share, radius * cos(angle));
        Turned { place, half: [0.080 + 0.030 * share; 2] }
    };
    let path: Vec<Turned> = (0..12).map(section).collect();
    tube(&path, 6, SCALES).painted_where(BELLY.toned(-0.1), |_, normal| normal.y < -0.6)
}

fn bellied(mesh: Mesh) -> Mesh {
    mesh.painted_where(BELLY, |_, normal| normal.z > 0.5)
}

fn rise() -> Mesh {
    bellied(flesh(
        &[
            [0.0, 0.14, -0.10, 0.105, 0.105],
            [0.0, 0.36, -0.25, 0.112, 0.112],
            [0.0, 0.66, -0.22, 0.118, 0.120],
        ],
        7,
        SCALES,
    ))
}

fn chest() -> Mesh {
    let trunk = bellied(flesh(
        &[
            [0.0, 0.58, -0.23, 0.118, 0.120],
            [0.0, 0.82, -0.08, 0.140, 0.135],
            [0.0, 1.00, 0.03, 0.135, 0.130],
            [0.0, 1.12, 0.06, 0.115, 0.110],
        ],
        8,
        SCALES,
    ));
    let crest = |from: [f32; 3], to: [f32; 3]| {
        leaf(Vec3::from(from), Vec3::from(to), Vec3::X * 0.05, 0.025, 0.5, COVERT)
    };
    Mesh::of([
        trunk,
        crest([0.0, 1.06, -0.06], [0.0, 0.92, -0.36]),
        crest([0.0, 0.84, -0.18], [0.0, 0.66, -0.44]),
    ])
}

fn neck() -> Mesh {
    let trunk = bellied(flesh(
        &[[0.0, 1.04, 0.05, 0.118, 0.112], [0.0, 1.26, 0.03, 0.098, 0.095], [0.0, 1.54, 0.02, 0.085, 0.085]],
        7,
        SCALES,
    ));
    let ruff = |x: f32, to: [f32; 3], paint: Paint| {
        leaf(Vec3::new(x, 1.40, -0.02), Vec3::from(to), Vec3::new(0.05, 0.0, 0.02), 0.02, 0.5, paint)
    };
    Mesh::of([
        trunk,
        ruff(0.0, [0.0, 1.20, -0.30], QUILL),
        ruff(0.05, [0.20, 1.20, -0.20], QUILL.toned(-0.06)),
        ruff(-0.05, [-0.20, 1.20, -0.20], QUILL.toned(-0.06)),
    ])
}

fn head() -> Mesh {
    let skull = flesh(
        &[
            [0.0, 1.56, -0.08, 0.075, 0.075],
            [0.0, 1.60, 0.04, 0.118, 0.100],
            [0.0, 1.57, 0.20, 0.090, 0.072],
            [0.0, 1.53, 0.34, 0.050, 0.042],
        ],
        8,
        SCALES,
    );
    let beak = shard(Vec3::new(0.0, 1.54, 0.28), Vec3::new(0.0, 1.47, 0.43), Vec3::X * 0.055, 0.045, BRASS);
    let plume = |to: [f32; 3], paint: Paint| {
        leaf(Vec3::new(0.0, 1.62, 0.0), Vec3::from(to), Vec3::new(0.055, 0.0, 0.0), 0.018, 0.7, paint)
    };
    let crest = Mesh::of([
        plume([0.0, 2.04, -0.12], PRIMARY),
        plume([0.0, 1.98, -0.34], QUILL),
        plume([0.0, 1.80, -0.44], COVERT),
        plume([0.17, 1.92, -0.20], COVERT.toned(0.06)),
        plume([-0.17, 1.92, -0.20], COVERT.toned(0.06)),
    ]);
    let side = Mesh::of([
        eye(Vec3::new(0.088, 1.615, 0.14), Vec3::new(1.0, 0.35, 0.7), 0.040, FLAME),
        shard(Vec3::new(0.05, 1.66, 0.18), Vec3::new(0.14, 1.70, 0.0), Vec3::X * 0.035, 0.035, BRASS),
        shard(Vec3::new(0.045, 1.53, 0.26), Vec3::new(0.047, 1.44, 0.28), Vec3::X * 0.012, 0.014, BONE),
    ]);
    Mesh::of([skull, beak, crest, side.both_sides()])
}

fn jaw() -> Mesh {
    flesh(
        &[[0.0, 1.52, 0.04, 0.085, 0.035], [0.0, 1.48, 0.20, 0.060, 0.028], [0.0, 1.46, 0.33, 0.032, 0.018]],
        6,
        BELLY.toned(-0.1),
    )
}

const WRIST: [f32; 3] = [0.50, 1.42, -0.18];

/// A feather in the plane of the wing.
fn feather(from: [f32; 3], to: [f32; 3], wide: f32, paint: Paint) -> Mesh {
    let (from, to) = (Vec3::from(from), Vec3::from(to));
    let across = (to - from).cross(Vec3::new(0.25, 0.0, 1.0)).normalize() * wide;
    leaf(from, to, across, 0.018, 0.66, paint)
}

fn wing() -> Mesh {
    let bone = flesh(
        &[
            [0.07, 0.94, -0.04, 0.065, 0.065],
            [0.28, 1.20, -0.14, 0.05, 0.05],
            [0.51, 1.44, -0.18, 0.038, 0.038],
        ],
        6,
        SCALES,
    );
    Mesh::of([
        bone,
        feather([0.14, 1.00, -0.12], [0.26, 0.42, -0.30], 0.112, QUILL),
        feather([0.24, 1.10, -0.15], [0.46, 0.44, -0.32], 0.112, QUILL.toned(0.05)),
        feather([0.34, 1.22, -0.17], [0.66, 0.54, -0.32], 0.112, QUILL),
        feather([0.44, 1.34, -0.18], [0.84, 0.68, -0.30], 0.112, QUILL.toned(0.05)),
        feather([0.16, 1.06, -0.08], [0.32, 0.76, -0.20], 0.100, COVERT),
        feather([0.28, 1.20, -0.11], [0.50, 0.86, -0.22], 0.100, COVERT.toned(0.06)),
        feather([0.40, 1.34, -0.14], [0.66, 0.98, -0.24], 0.100, COVERT),
    ])
}

fn pinion() -> Mesh {
    let bone = flesh(&[[0.48, 1.40, -0.18, 0.042, 0.042], [0.66, 1.60, -0.18, 0.018, 0.018]], 5, SCALES);
    Mesh::of([
        bone,
        feather([0.48, 1.40, -0.18], [1.00, 0.86, -0.30], 0.112, PRIMARY),
        feather([0.52, 1.44, -0.18], [1.16, 1.08, -0.28], 0.112, PRIMARY.toned(0.06)),
        feather([0.56, 1.50, -0.18], [1.26, 1.36, -0.26], 0.112, PRIMARY),
        feather([0.60, 1.54, -0.18], [1.26, 1.66, -0.22], 0.108, PRIMARY.toned(0.06)),
        feather([0.64, 1.58, -0.18], [1.12, 1.94, -0.18], 0.098, PRIMARY),
        feather([0.52, 1.46, -0.15], [0.84, 1.18, -0.22], 0.094, COVERT.toned(0.06)),
        feather([0.58, 1.52, -0.15], [0.92, 1.44, -0.20], 0.094, COVERT),
        feather([0.62, 1.58, -0.15], [0.88, 1.70, -0.17], 0.086, COVERT.toned(0.06)),
    ])
}

fn tail() -> Mesh {
    let at = |x: f32, y: f32, z: f32, half: f32| Turned { place: Vec3::new(x, y, z), half: [half; 2] };
    let path = [
        at(0.285, 0.085, -0.10, 0.080),
        at(0.34, 0.085, 0.10, 0.070),
        at(0.36, 0.12, 0.26, 0.052),
        at(0.34, 0.22, 0.36, 0.032),
    ];
    let plume = |to: [f32; 3], paint: Paint| {
        leaf(Vec3::new(0.345, 0.18, 0.33), Vec3::from(to), Vec3::new(0.05, 0.0, 0.02), 0.018, 0.66, paint)
    };
    Mesh::of([
        tube(&path, 6, SCALES),
        plume([0.34, 0.56, 0.44], PRIMARY),
        plume([0.50, 0.48, 0.40], QUILL),
        plume([0.20, 0.48, 0.46], COVERT),
    ])
}

fn clips(body: &Body) -> Vec<Clip> {
    vec![
        looping(body, "idle", 4.0, idle),
        looping(body, "walk", 1.2, glide),
        once(body, "hit", 0.7, &hit()),
        once(body, "down", 1.3, &down()),
        once(body, "thrust", 0.9, &bite()),
    ]
}

/// A slow S that runs from the coil to the crown; the wings are only stretched.
fn idle(phase: f32) -> Stance {
    let side = wave(phase, 1.0, 0.0);
    let nod = wave(phase, 2.0, 0.0);
    Stance::default()
        .turn("coil", 0.0, 3.0 * side, 0.0)
        .turn("rise", 2.0 * nod, 0.0, 6.0 * side)
        .turn("chest", -2.0 * nod, 4.0 * side, -7.0 * side)
        .turn("neck", 3.0 * nod, 6.0 * side, 7.0 * side)
        .turn("head", -3.0 * nod, 10.0 * side, -6.0 * side)
        .turn("jaw", 3.0 + 3.0 * wave(phase, 3.0, 0.0), 0.0, 0.0)
        .both("wing", 0.0, 5.0 * nod, 5.0 * nod)
        .both("pinion", 0.0, 6.0 * nod, 4.0 * nod)
        .turn("tail", 6.0 * nod, 16.0 * side, 0.0)
}

/// It beats itself forward: up on the downstroke, coil loose above the ground.
fn glide(phase: f32) -> Stance {
    let beat = wave(phase, 1.0, 0.0);
    let after = wave(phase, 1.0, 0.18);
    Stance::default()
        .shift("coil", 0.0, 0.07 - 0.05 * after, 0.0)
        .turn("coil", 5.0 + 2.0 * after, 6.0 * wave(phase, 1.0, 0.3), 0.0)
        .turn("rise", 9.0 + 4.0 * after, 0.0, 0.0)
        .turn("chest", 8.0 - 5.0 * after, 0.0, 0.0)
        .turn("neck", -12.0 + 6.0 * after, 0.0, 0.0)
        .turn("head", -6.0 - 5.0 * after, 0.0, 0.0)
        .both("wing", -6.0 * after, 8.0 * after, 30.0 * beat)
        .both("pinion", 0.0, 6.0 * after, 26.0 * after)
        .turn("tail", -8.0 * after, 18.0 * wave(phase, 1.0, 0.4), 0.0)
}

fn hit() -> Vec<(f32, Stance)> {
    let struck = Stance::default()
        .turn("rise", -16.0, 0.0, 8.0)
        .turn("chest", -14.0, 14.0, 6.0)
        .turn("neck", -20.0, 12.0, 0.0)
        .turn("head", -10.0, 14.0, 12.0)
        .turn("jaw", 26.0, 0.0, 0.0)
        .both("wing", 0.0, 26.0, -16.0)
        .both("pinion", 0.0, 14.0, -10.0)
        .turn("tail", -20.0, 0.0, 0.0);
    let back = Stance::default()
        .turn("rise", 7.0, 0.0, -3.0)
        .turn("neck", 9.0, -6.0, 0.0)
        .both("wing", 0.0, -6.0, 8.0);
    vec![
        (0.0, Stance::default()),
        (0.16, struck.clone()),
        (0.34, struck),
        (0.68, back),
        (1.0, Stance::default()),
    ]
}

/// The wings give out, then the neck comes down along the coil.
fn down() -> Vec<(f32, Stance)> {
    let reeling = Stance::default()
        .turn("rise", -14.0, 0.0, -8.0)
        .turn("neck", -18.0, 0.0, 0.0)
        .turn("head", -16.0, 0.0, 0.0)
        .both("wing", 0.0, 10.0, 24.0);
    let lying = Stance::default()
        .shift("rise", 0.0, -0.06, 0.02)
        .turn("rise", 34.0, 20.0, -38.0)
        .turn("chest", 10.0, 10.0, -34.0)
        .turn("neck", 6.0, 20.0, -24.0)
        .turn("head", 6.0, 20.0, -12.0)
        .turn("jaw", 14.0, 0.0, 0.0)
        .turn("wing_l", 10.0, 30.0, -8.0)
        .turn("wing_r", 10.0, 34.0, 40.0)
        .turn("pinion_l", 0.0, 20.0, -10.0)
        .turn("pinion_r", 0.0, 0.0, 10.0)
        .turn("tail", 10.0, -20.0, 0.0);
    let bounced = lying.clone().turn("rise", -5.0, 0.0, 4.0);
    vec![
        (0.0, Stance::default()),
        (0.20, reeling),
        (0.60, lying.clone()),
        (0.72, bounced),
        (0.84, lying.clone()),
        (1.0, lying),
    ]
}

/// Drawn back over the coil, wings up; then straight out.
fn bite() -> Vec<(f32, Stance)> {
    let drawn = Stance::default()
        .turn("rise", -14.0, 0.0, 0.0)
        .turn("chest", -10.0, 0.0, 0.0)
        .turn("neck", 8.0, 0.0, 0.0)
        .turn("head", 12.0, 0.0, 0.0)
        .both("wing", 0.0, -10.0, 22.0)
        .both("pinion", 0.0, 0.0, 14.0)
        .turn("tail", -16.0, 0.0, 0.0);
    let out = Stance::default()
        .turn("rise", 26.0, 0.0, 0.0)
        .turn("chest", 20.0, 0.0, 0.0)
        .turn("neck", 24.0, 0.0, 0.0)
        .turn("head", -44.0, 0.0, 0.0)
        .turn("jaw", 44.0, 0.0, 0.0)
        .both("wing", 0.0, 30.0, -24.0)
        .both("pinion", 0.0, 18.0, -14.0)
        .turn("tail", 18.0, 0.0, 0.0);
    let shut = out.clone().turn("jaw", -40.0, 0.0, 0.0).turn("head", 4.0, 0.0, 10.0);
    vec![
        (0.0, Stance::default()),
        (0.38, drawn.clone()),
        (0.48, drawn.turn("neck", 2.0, 0.0, 0.0)),
        (0.58, out),
        (0.64, shut.clone()),
        (0.76, shut),
        (1.0, Stance::default()),
    ]
}
