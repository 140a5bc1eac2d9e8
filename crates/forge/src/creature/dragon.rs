//! The young red dragon: a neck drawn back to strike, wings half open, a tail around the stand.

use glam::Vec3;

use super::body::Body;
use super::flesh::{BONE, BRASS, FLAME, bat_wing, claws, eye, flesh, leaf, shard, tufts};
use super::quadruped::{self, Quadruped};
use super::stance::{Stance, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::mesh::Mesh;
use crate::paint::{Paint, Ramp, Slot};

const SCALES: Paint = Paint::matte(Ramp::Madder).toned(-0.02).for_slot(Slot::Skin);
const BELLY: Paint = Paint::matte(Ramp::Straw).toned(-0.14);
const WEB: Paint = Paint::matte(Ramp::Ember).toned(-0.16);
const HORN: Paint = BRASS;

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("hips", "base", [0.0, 0.82, -0.36], hips());
    body.part("chest", "hips", [0.0, 0.86, -0.08], chest());
    body.part("neck", "chest", [0.0, 1.10, 0.44], neck());
    body.part("throat", "neck", [0.0, 1.54, 0.66], throat());
    body.part("head", "throat", [0.0, 1.94, 0.62], head());
    body.part("jaw", "head", [0.0, 1.93, 0.74], jaw());
    body.pair("arm", "chest", [0.26, 0.86, 0.30], arm());
    body.pair("fore_arm", "arm", [0.38, 0.54, 0.14], fore_arm());
    body.pair("hand", "fore_arm", [0.38, 0.14, 0.32], hand());
    body.pair("thigh", "hips", [0.24, 0.82, -0.40], thigh());
    body.pair("shin", "thigh", [0.38, 0.50, -0.18], shin());
    body.pair("foot", "shin", [0.38, 0.22, -0.46], foot());
    body.pair("wing", "chest", [0.20, 1.16, 0.20], wing());
    body.pair("pinion", "wing", Vec3::from(WRIST).to_array(), pinion());
    body.part("tail", "hips", [0.0, 0.80, -0.66], tail());
    body.part("tail_end", "tail", [0.10, 0.46, -1.16], tail_end());
    body.legs(["thigh", "shin", "foot"]);
    body.legs(["arm", "fore_arm", "hand"]);
    body.lag("throat", 0.02);
    body.lag("head", 0.04);
    body.lag("tail", 0.05);
    body.lag("tail_end", 0.10);
    for side in ["l", "r"] {
        body.lag(&format!("pinion_{side}"), 0.06);
    }
    body.swinging(&["wing", "pinion", "tail"]);
    body.model.clips = clips(&body);
    body
}

/// The underside in plates.
fn bellied(mesh: Mesh, floor: f32) -> Mesh {
    mesh.painted_where(BELLY, |_, normal| normal.y < floor)
}

fn hips() -> Mesh {
    let trunk = flesh(
        &[[0.0, 0.80, -0.78, 0.15, 0.15], [0.0, 0.84, -0.46, 0.27, 0.27], [0.0, 0.84, -0.06, 0.27, 0.26]],
        8,
        SCALES,
    );
    let fins = tufts(
        &[[[0.0, 1.04, -0.30], [0.0, 1.28, -0.52]], [[0.0, 1.00, -0.56], [0.0, 1.18, -0.78]]],
        0.03,
        0.10,
        WEB,
    );
    bellied(trunk, -0.5).and(fins)
}

fn chest() -> Mesh {
    let trunk = flesh(
        &[
            [0.0, 0.84, -0.14, 0.27, 0.26],
            [0.0, 0.90, 0.16, 0.36, 0.38],
            [0.0, 1.04, 0.44, 0.29, 0.32],
            [0.0, 1.18, 0.54, 0.19, 0.20],
        ],
        8,
        SCALES,
    );
    let trunk = trunk.painted_where(BELLY, |_, normal| normal.y - normal.z * 0.8 < -0.75);
    let fins = tufts(
        &[[[0.0, 1.22, 0.22], [0.0, 1.52, 0.04]], [[0.0, 1.12, -0.02], [0.0, 1.38, -0.24]]],
        0.03,
        0.11,
        WEB,
    );
    trunk.and(fins)
}

fn neck() -> Mesh {
    let trunk = flesh(
        &[[0.0, 1.02, 0.40, 0.21, 0.24], [0.0, 1.28, 0.60, 0.18, 0.20], [0.0, 1.60, 0.66, 0.145, 0.16]],
        7,
        SCALES,
    );
    let fins = tufts(
        &[[[0.0, 1.32, 0.44], [0.0, 1.46, 0.18]], [[0.0, 1.54, 0.52], [0.0, 1.70, 0.30]]],
        0.025,
        0.09,
        WEB,
    );
    trunk.painted_where(BELLY, |_, normal| normal.z > 0.55).and(fins)
}

fn throat() -> Mesh {
    let trunk = flesh(
        &[[0.0, 1.48, 0.66, 0.15, 0.165], [0.0, 1.78, 0.58, 0.125, 0.14], [0.0, 2.00, 0.62, 0.12, 0.13]],
        7,
        SCALES,
    );
    let fins = tufts(&[[[0.0, 1.78, 0.46], [0.0, 1.92, 0.26]]], 0.025, 0.08, WEB);
    trunk.painted_where(BELLY, |_, normal| normal.z > 0.55).and(fins)
}

fn head() -> Mesh {
    let skull = flesh(
        &[
            [0.0, 2.04, 0.50, 0.10, 0.11],
            [0.0, 2.05, 0.66, 0.175, 0.15],
            [0.0, 2.01, 0.86, 0.15, 0.12],
            [0.0, 1.96, 1.10, 0.095, 0.075],
            [0.0, 1.955, 1.24, 0.060, 0.052],
        ],
        8,
        SCALES,
    );
    let horn = flesh(
        &[
            [0.10, 2.14, 0.60, 0.060, 0.060],
            [0.17, 2.30, 0.40, 0.050, 0.050],
            [0.21, 2.36, 0.16, 0.032, 0.032],
            [0.20, 2.46, -0.02, 0.006, 0.006],
        ],
        5,
        HORN,
    );
    let shards = Mesh::of([
        // Brow, cheek, and the small horn over the nostril.
        shard(
            Vec3::new(0.09, 2.08, 0.98),
            Vec3::new(0.20, 2.20, 0.58),
            Vec3::X * 0.05,
            0.06,
            SCALES.toned(-0.1),
        ),
        leaf(Vec3::new(0.12, 2.00, 0.68), Vec3::new(0.38, 2.02, 0.38), Vec3::Y * 0.07, 0.03, 0.4, WEB),
        leaf(Vec3::new(0.12, 1.94, 0.70), Vec3::new(0.30, 1.82, 0.44), Vec3::Y * 0.06, 0.03, 0.4, WEB),
        shard(Vec3::new(0.04, 2.00, 1.16), Vec3::new(0.05, 2.12, 1.20), Vec3::X * 0.025, 0.03, HORN),
        shard(Vec3::new(0.075, 1.93, 1.12), Vec3::new(0.085, 1.81, 1.13), Vec3::X * 0.018, 0.02, BONE),
        shard(Vec3::new(0.105, 1.95, 0.98), Vec3::new(0.11, 1.86, 0.99), Vec3::X * 0.016, 0.02, BONE),
        eye(Vec3::new(0.135, 2.06, 0.86), Vec3::new(1.0, 0.3, 0.6), 0.05, FLAME),
    ]);
    skull.and(horn.and(shards).both_sides())
}

fn jaw() -> Mesh {
    let bone = flesh(
        &[[0.0, 1.90, 0.66, 0.12, 0.05], [0.0, 1.82, 0.94, 0.085, 0.042], [0.0, 1.80, 1.16, 0.05, 0.028]],
        6,
        SCALES.toned(-0.08),
    );
    let tooth = shard(Vec3::new(0.04, 1.82, 1.12), Vec3::new(0.045, 1.91, 1.14), Vec3::X * 0.016, 0.02, BONE);
    bone.and(tooth.both_sides())
}

const WRIST: [f32; 3] = [0.66, 1.86, -0.06];
const TIPS: [[f32; 3]; 5] =
    [[0.96, 2.78, 0.06], [1.72, 2.36, -0.30], [1.82, 1.62, -0.62], [1.24, 1.06, -0.86], [0.22, 1.02, -0.40]];

fn fan(tips: &[[f32; 3]]) -> Mesh {
    let tips: Vec<Vec3> = tips.iter().map(|&tip| Vec3::from(tip)).collect();
    bat_wing(Vec3::from(WRIST), &tips, 0.14, [0.042, 0.030], [WEB, SCALES.toned(-0.12)])
}

fn wing() -> Mesh {
    let bone = flesh(
        &[
            [0.12, 1.04, 0.18, 0.11, 0.11],
            [0.40, 1.40, 0.10, 0.075, 0.075],
            [0.68, 1.90, -0.06, 0.055, 0.055],
        ],
        6,
        SCALES,
    );
    let thumb = shard(Vec3::from(WRIST), Vec3::new(0.60, 2.06, 0.14), Vec3::X * 0.04, 0.04, HORN);
    Mesh::of([bone, thumb, fan(&TIPS[2..])])
}

fn pinion() -> Mesh {
    fan(&TIPS[..3])
}

fn arm() -> Mesh {
    flesh(
        &[[0.24, 0.98, 0.32, 0.13, 0.18], [0.34, 0.74, 0.24, 0.15, 0.18], [0.38, 0.50, 0.13, 0.10, 0.11]],
        6,
        SCALES,
    )
}

fn fore_arm() -> Mesh {
    flesh(&[[0.38, 0.58, 0.12, 0.095, 0.11], [0.38, 0.12, 0.33, 0.078, 0.085]], 6, SCALES.toned(-0.06))
}

fn hand() -> Mesh {
    let palm =
        flesh(&[[0.38, 0.10, 0.24, 0.085, 0.08], [0.38, 0.07, 0.44, 0.12, 0.06]], 6, SCALES.toned(-0.06));
    palm.and(claws(&[[0.30, 0.07, 0.42], [0.38, 0.07, 0.46], [0.46, 0.07, 0.42]], 0.15, 0.036, HORN))
}

fn thigh() -> Mesh {
    flesh(
        &[[0.24, 0.96, -0.48, 0.13, 0.20], [0.34, 0.74, -0.34, 0.17, 0.22], [0.38, 0.47, -0.16, 0.10, 0.12]],
        6,
        SCALES,
    )
}

fn shin() -> Mesh {
    flesh(&[[0.38, 0.54, -0.15, 0.095, 0.11], [0.38, 0.20, -0.48, 0.07, 0.08]], 6, SCALES.toned(-0.06))
}

fn foot() -> Mesh {
    let sole = flesh(
        &[
            [0.38, 0.26, -0.48, 0.065, 0.07],
            [0.38, 0.08, -0.36, 0.09, 0.08],
            [0.38, 0.06, -0.20, 0.12, 0.055],
        ],
        6,
        SCALES.toned(-0.06),
    );
    sole.and(claws(&[[0.30, 0.06, -0.22], [0.38, 0.06, -0.18], [0.46, 0.06, -0.22]], 0.15, 0.036, HORN))
}

fn tail() -> Mesh {
    let trunk = flesh(
        &[[0.0, 0.82, -0.58, 0.18, 0.18], [0.02, 0.64, -0.92, 0.14, 0.14], [0.12, 0.44, -1.20, 0.105, 0.105]],
        6,
        SCALES,
    );
    let fins = tufts(
        &[[[0.0, 0.86, -0.76], [0.0, 1.00, -1.00]], [[0.04, 0.68, -1.00], [0.04, 0.82, -1.24]]],
        0.025,
        0.08,
        WEB,
    );
    bellied(trunk, -0.6).and(fins)
}

fn tail_end() -> Mesh {
    let at = |x: f32, y: f32, z: f32, half: f32| crate::mesh::Turned {
        place: Vec3::new(x, y, z),
        half: [half; 2],
    };
    let path = [
        at(0.08, 0.50, -1.14, 0.105),
        at(0.30, 0.36, -1.34, 0.085),
        at(0.64, 0.36, -1.34, 0.065),
        at(0.94, 0.52, -1.14, 0.040),
        at(1.04, 0.66, -1.00, 0.020),
    ];
    let arrow = leaf(
        Vec3::new(1.00, 0.60, -1.06),
        Vec3::new(1.12, 0.92, -0.82),
        Vec3::new(0.12, -0.04, 0.06),
        0.03,
        0.4,
        WEB,
    );
    crate::mesh::tube(&path, 6, SCALES).and(arrow)
}

fn clips(body: &Body) -> Vec<Clip> {
    let mut clips = quadruped::clips(
        body,
        &Quadruped {
            seconds: 1.40,
            step: [0.44, 0.13],
            sway: [0.05, 0.030],
            swing: 6.0,
            give: 0.20,
            lying: lying(),
            flourish,
        },
    );
    clips.push(once(body, "thrust", 1.1, &bite()));
    clips
}

/// The tail goes after the spine, the wings balance.
fn flourish(stance: Stance, phase: f32, much: f32) -> Stance {
    let side = wave(phase, 1.0, 0.1);
    let breath = wave(phase, 2.0, 0.1);
    stance
        .turn("tail", 3.0 * breath * much, 16.0 * much * side, 0.0)
        .turn("tail_end", 0.0, 24.0 * much * side, 0.0)
        .turn("throat", 3.0 * breath, 4.0 * side, 0.0)
        .turn("jaw", 6.0 + 5.0 * breath, 0.0, 0.0)
        .both("wing", 0.0, 3.0 * breath, 6.0 * breath)
        .both("pinion", 0.0, -8.0 + 6.0 * breath, 4.0 * breath)
}

/// On its belly, legs out, wings spread flat, the neck along the ground.
fn lying() -> Stance {
    Stance::default()
        .loose(1.0)
        .shift("hips", 0.0, -0.50, 0.0)
        .turn("hips", 2.0, 8.0, 10.0)
        .turn("chest", 6.0, 6.0, 0.0)
        .turn("neck", 44.0, 16.0, 0.0)
        .turn("throat", 30.0, 14.0, 0.0)
        .turn("head", -46.0, 10.0, 16.0)
        .turn("jaw", 14.0, 0.0, 0.0)
        .turn("wing_l", 62.0, 0.0, -40.0)
        .turn("wing_r", 62.0, 0.0, -20.0)
        .both("pinion", 0.0, -6.0, 4.0)
        .both("thigh", -30.0, 0.0, 50.0)
        .both("shin", 30.0, 0.0, 0.0)
        .both("arm", -30.0, 0.0, 54.0)
        .both("fore_arm", 20.0, 0.0, 0.0)
        .turn("tail", 10.0, 24.0, 0.0)
        .turn("tail_end", 0.0, 20.0, 0.0)
}

/// The neck coils and the wings go up; then all of it goes forward at once, and the jaws shut.
fn bite() -> Vec<(f32, Stance)> {
    let coiled = Stance::default()
        .shift("hips", 0.0, -0.08, -0.16)
        .turn("hips", -8.0, 0.0, 0.0)
        .turn("chest", -10.0, 0.0, 0.0)
        .turn("neck", -26.0, 0.0, 0.0)
        .turn("throat", 6.0, 0.0, 0.0)
        .turn("head", 20.0, 0.0, 0.0)
        .turn("jaw", 4.0, 0.0, 0.0)
        .both("wing", -8.0, 0.0, 20.0)
        .both("pinion", 0.0, 0.0, 14.0)
        .turn("tail", -14.0, 0.0, 0.0);
    let open = Stance::default()
        .shift("hips", 0.0, -0.06, 0.16)
        .turn("hips", 6.0, 0.0, 0.0)
        .turn("chest", 8.0, 0.0, 0.0)
        .turn("neck", 36.0, 0.0, 0.0)
        .turn("throat", 26.0, 0.0, 0.0)
        .turn("head", -42.0, 0.0, 0.0)
        .turn("jaw", 40.0, 0.0, 0.0)
        .both("wing", 0.0, 26.0, -26.0)
        .both("pinion", 0.0, 14.0, -10.0)
        .turn("tail", 12.0, 0.0, 0.0)
        .foot("hand_r", 0.0, 0.0, 0.22, 0.0);
    let shut = open.clone().turn("jaw", -36.0, 0.0, 0.0).turn("head", 8.0, 6.0, 10.0);
    vec![
        (0.0, Stance::default()),
        (0.36, coiled.clone()),
        (0.46, coiled.turn("neck", -3.0, 0.0, 0.0)),
        (0.56, open),
        (0.62, shut.clone()),
        (0.76, shut.turn("head", 0.0, -10.0, -18.0)),
        (1.0, Stance::default()),
    ]
}
