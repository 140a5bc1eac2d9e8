//! The fire elemental: a whirl of flames that wears the coals it was lit from.

use glam::Vec3;

use super::body::Body;
use super::flesh::{branch, egg, flesh, leaf, shard};
use super::stance::{Stance, looping, once, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::mesh::{Mesh, gem};
use crate::paint::{Paint, Ramp};
use crate::trig::{TAU, cos, sin, turn};

const OUTER: Paint = Paint::glow(Ramp::Ember).toned(-0.24);
const FLAME: Paint = Paint::glow(Ramp::Lantern).toned(-0.16);
const CORE: Paint = Paint::glow(Ramp::Straw).toned(0.04);
const COAL: Paint = Paint::rough(Ramp::Pitch).toned(-0.02);
/// Tongues around the foot: the whirl looks the same after each of so many parts of a turn.
const TONGUES: usize = 8;
const COALS: usize = 6;

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("root", "base", [0.0, 0.0, 0.0], root());
    body.part("whirl", "root", [0.0, 0.0, 0.0], whirl());
    body.part("coals", "root", [0.0, 0.62, 0.0], coals());
    body.part("trunk", "root", [0.0, 0.86, 0.0], trunk());
    body.part("head", "trunk", [0.0, 1.96, 0.10], head());
    body.part("crown", "head", [0.0, 2.18, 0.06], crown());
    body.part("mantle", "trunk", [0.0, 1.70, -0.20], mantle());
    body.pair("arm", "trunk", [0.48, 1.74, 0.02], arm());
    body.pair("fore_arm", "arm", [0.88, 1.44, 0.12], fore_arm());
    body.lag("head", 0.03);
    body.lag("mantle", 0.08);
    body.lag("crown", 0.09);
    for side in ["l", "r"] {
        body.lag(&format!("fore_arm_{side}"), 0.06);
    }
    for joint in &mut body.model.joints {
        // Fire has no side that lies in its own shadow.
        joint.standing = if joint.name == "base" { 1.0 } else { 0.5 };
    }
    body.model.clips = clips(&body);
    body
}

fn around(index: usize, count: usize, shift: f32) -> Vec3 {
    let angle = (index as f32 + shift) / count as f32 * TAU;
    Vec3::new(sin(angle), 0.0, cos(angle))
}

/// The still heart of the whirl.
fn root() -> Mesh {
    flesh(
        &[
            [0.0, 0.0, 0.0, 0.46, 0.46],
            [0.0, 0.22, 0.0, 0.50, 0.50],
            [0.0, 0.62, 0.0, 0.30, 0.30],
            [0.0, 0.98, 0.0, 0.22, 0.22],
        ],
        8,
        FLAME,
    )
}

/// Tongues that lean into the turn, high and low by turns.
fn whirl() -> Mesh {
    let tongue = |index: usize| {
        let out = around(index, TONGUES, 0.0);
        let along = out.cross(Vec3::Y);
        let (high, paint) = if index.is_multiple_of(2) { (0.98, OUTER) } else { (0.66, FLAME.toned(-0.06)) };
        let from = out * 0.50;
        let tip = out * 0.50 + along * 0.46 + Vec3::Y * high;
        leaf(from, tip, along * 0.22 - Vec3::Y * 0.04, 0.13, 0.34, paint)
    };
    let spark = |index: usize| {
        let out = around(index, TONGUES / 2, 0.3);
        gem([0.045, 0.045], 0.10, 0.06, 4, CORE).at(out * 0.70 + Vec3::Y * 0.34)
    };
    Mesh::of((0..TONGUES).map(tongue)).and(Mesh::of((0..TONGUES / 2).map(spark)))
}

/// Coals that circle the waist the other way.
fn coals() -> Mesh {
    let coal = |index: usize| {
        let out = around(index, COALS, 0.2);
        let half = 0.10;
        egg([0.0; 3], [half * 1.1, half * 0.85, half], 5, 2, COAL)
            .turned(turn(30.0, 20.0, 25.0))
            .at(out * 0.52 + Vec3::Y * (0.66 + 0.05 * (index % 2) as f32))
    };
    Mesh::of((0..COALS).map(coal))
}

fn trunk() -> Mesh {
    let fire = flesh(
        &[
            [0.0, 0.76, 0.0, 0.20, 0.20],
            [0.0, 1.06, 0.0, 0.26, 0.23],
            [0.0, 1.46, 0.04, 0.44, 0.34],
            [0.0, 1.74, 0.03, 0.46, 0.32],
            [0.0, 1.96, 0.05, 0.18, 0.17],
        ],
        8,
        FLAME,
    )
    .painted_where(OUTER, |_, normal| normal.z < -0.2);
    let heart = gem([0.17, 0.10], 0.34, 0.40, 6, CORE).at(Vec3::new(0.0, 1.46, 0.34));
    // A breastplate of coal, split by the heart.
    let plate = Mesh::of([
        shard(
            Vec3::new(0.24, 1.72, 0.28),
            Vec3::new(0.14, 1.22, 0.36),
            Vec3::new(0.15, 0.0, -0.05),
            0.08,
            COAL,
        ),
        egg([0.52, 1.84, 0.02], [0.25, 0.16, 0.24], 6, 3, COAL),
        leaf(
            Vec3::new(0.50, 1.86, -0.04),
            Vec3::new(0.72, 2.34, -0.16),
            Vec3::new(0.10, -0.02, 0.04),
            0.07,
            0.35,
            OUTER,
        ),
        leaf(
            Vec3::new(0.24, 1.00, 0.02),
            Vec3::new(0.46, 1.44, -0.10),
            Vec3::new(0.05, 0.0, 0.10),
            0.06,
            0.4,
            OUTER,
        ),
    ]);
    Mesh::of([fire, heart, plate.both_sides()])
}

fn head() -> Mesh {
    let fire = egg([0.0, 2.14, 0.12], [0.20, 0.25, 0.20], 7, 4, FLAME);
    let brow = shard(Vec3::new(0.0, 2.16, 0.32), Vec3::new(0.24, 2.30, 0.20), Vec3::Y * 0.06, 0.05, COAL);
    let jaw = shard(Vec3::new(0.20, 2.06, 0.18), Vec3::new(0.03, 1.90, 0.32), Vec3::Y * 0.06, 0.05, COAL);
    let eye = shard(
        Vec3::new(0.04, 2.13, 0.30),
        Vec3::new(0.17, 2.19, 0.25),
        Vec3::Y * 0.035,
        0.04,
        CORE.toned(0.2),
    );
    Mesh::of([fire, Mesh::of([brow, jaw, eye]).both_sides()])
}

/// What blows back from the head.
fn crown() -> Mesh {
    let tongue = |x: f32, z: f32, to: [f32; 3], wide: f32, paint: Paint| {
        leaf(Vec3::new(x, 2.16, z), Vec3::from(to), Vec3::X * wide, 0.10, 0.34, paint)
    };
    Mesh::of([
        tongue(0.0, 0.08, [0.02, 2.96, -0.22], 0.19, FLAME),
        tongue(0.13, 0.04, [0.28, 2.66, -0.20], 0.13, OUTER),
        tongue(-0.13, 0.04, [-0.26, 2.74, -0.18], 0.13, OUTER),
        tongue(0.0, -0.06, [0.0, 2.60, -0.50], 0.15, OUTER),
        tongue(0.0, 0.20, [0.04, 2.60, 0.16], 0.10, CORE),
    ])
}

/// Flames down the back.
fn mantle() -> Mesh {
    let tongue = |x: f32, y: f32, to: [f32; 3], paint: Paint| {
        leaf(Vec3::new(x, y, -0.18), Vec3::from(to), Vec3::new(0.16, 0.0, 0.0), 0.10, 0.35, paint)
    };
    Mesh::of([
        tongue(0.0, 1.60, [0.0, 2.24, -0.74], OUTER),
        tongue(0.22, 1.50, [0.40, 2.06, -0.58], FLAME.toned(-0.06)),
        tongue(-0.22, 1.50, [-0.40, 2.06, -0.58], FLAME.toned(-0.06)),
    ])
}

fn arm() -> Mesh {
    branch(
        &[[0.40, 1.80, 0.02, 0.17, 0.17], [0.66, 1.66, 0.06, 0.16, 0.16], [0.92, 1.42, 0.13, 0.13, 0.13]],
        6,
        FLAME,
    )
}

/// A gauntlet of coal with fire for fingers.
fn fore_arm() -> Mesh {
    let limb = branch(
        &[[0.84, 1.48, 0.10, 0.13, 0.13], [0.98, 1.30, 0.34, 0.17, 0.17], [0.98, 1.26, 0.58, 0.19, 0.18]],
        6,
        FLAME,
    );
    let cuff = branch(
        &[[0.95, 1.35, 0.24, 0.19, 0.19], [0.985, 1.28, 0.44, 0.21, 0.21], [0.98, 1.265, 0.54, 0.15, 0.15]],
        6,
        COAL,
    );
    let finger = |from: [f32; 3], to: [f32; 3], paint: Paint| {
        leaf(Vec3::from(from), Vec3::from(to), Vec3::X * 0.08, 0.07, 0.35, paint)
    };
    Mesh::of([
        limb,
        cuff,
        finger([1.08, 1.24, 0.54], [1.22, 1.34, 0.98], OUTER),
        finger([0.98, 1.30, 0.56], [1.00, 1.50, 1.04], FLAME),
        finger([0.88, 1.22, 0.54], [0.80, 1.24, 0.96], OUTER),
        finger([1.06, 1.38, 0.26], [1.26, 1.70, 0.06], OUTER),
    ])
}

fn clips(body: &Body) -> Vec<Clip> {
    vec![
        looping(body, "idle", 2.8, |phase| idle(phase, 2.0)),
        looping(body, "walk", 1.2, sweep),
        once(body, "hit", 0.7, &hit()),
        once(body, "down", 1.4, &down()),
        once(body, "slash", 0.9, &slash()),
    ]
}

/// The whirl goes round by whole tongues, so that its end is its beginning.
fn idle(phase: f32, tongues: f32) -> Stance {
    let flicker =
        |times: f32, late: f32| wave(phase, times, late) + 0.5 * wave(phase, times * 2.0 + 1.0, late * 2.0);
    // Two tongues, because every second one is high.
    Stance::default()
        .turn("whirl", 0.0, phase * tongues * 360.0 / TONGUES as f32, 0.0)
        .turn("coals", 3.0 * wave(phase, 1.0, 0.0), -phase * 720.0 / COALS as f32, 0.0)
        .shift("coals", 0.0, 0.04 * wave(phase, 1.0, 0.3), 0.0)
        .shift("trunk", 0.0, 0.04 * wave(phase, 2.0, 0.0), 0.0)
        .turn("trunk", 2.0 * wave(phase, 1.0, 0.1), 4.0 * wave(phase, 1.0, 0.3), 3.0 * wave(phase, 1.0, 0.6))
        .turn("head", 2.0 * wave(phase, 2.0, 0.2), 8.0 * wave(phase, 1.0, 0.2), 0.0)
        .turn("crown", 7.0 * flicker(2.0, 0.1), 0.0, 9.0 * flicker(3.0, 0.0))
        .turn("mantle", 7.0 * flicker(2.0, 0.4), 0.0, 6.0 * flicker(1.0, 0.3))
        .both("arm", 4.0 * wave(phase, 2.0, 0.3), 0.0, 6.0 * wave(phase, 1.0, 0.3))
        .both("fore_arm", 7.0 * flicker(2.0, 0.6), 0.0, 0.0)
}

/// Forward, with everything that burns blown back.
fn sweep(phase: f32) -> Stance {
    idle(phase, 4.0)
        .shift("trunk", 0.0, 0.03 * wave(phase, 2.0, 0.2), 0.10)
        .turn("root", 5.0, 0.0, 3.0 * wave(phase, 1.0, 0.0))
        .turn("trunk", 12.0, 0.0, 0.0)
        .turn("head", -10.0, 0.0, 0.0)
        .turn("crown", -16.0, 0.0, 0.0)
        .turn("mantle", -14.0, 0.0, 0.0)
        .both("arm", 16.0, 0.0, 4.0)
        .turn("arm_l", 10.0 * wave(phase, 1.0, 0.0), 0.0, 0.0)
        .turn("arm_r", -10.0 * wave(phase, 1.0, 0.0), 0.0, 0.0)
}

fn hit() -> Vec<(f32, Stance)> {
    let struck = idle(0.0, 2.0)
        .shift("trunk", 0.0, -0.06, -0.16)
        .turn("whirl", 0.0, -40.0, 0.0)
        .turn("trunk", -16.0, 18.0, 6.0)
        .turn("head", -14.0, 12.0, 8.0)
        .turn("crown", 40.0, 0.0, 10.0)
        .turn("mantle", 30.0, 0.0, 0.0)
        .both("arm", -20.0, 0.0, 30.0);
    let flared = idle(0.0, 2.0)
        .shift("trunk", 0.0, 0.06, 0.04)
        .turn("crown", -18.0, 0.0, 0.0)
        .turn("trunk", 6.0, -6.0, 0.0);
    vec![(0.0, idle(0.0, 2.0)), (0.16, struck.clone()), (0.34, struck), (0.68, flared), (1.0, idle(0.0, 2.0))]
}

/// It burns down: the trunk sinks into the whirl, the coals fall and lie there.
fn down() -> Vec<(f32, Stance)> {
    let flared = idle(0.0, 2.0)
        .shift("trunk", 0.0, 0.12, 0.0)
        .turn("trunk", -10.0, 0.0, 0.0)
        .turn("crown", -14.0, 0.0, 0.0)
        .both("arm", -30.0, 0.0, 40.0);
    let sunk = Stance::default()
        .turn("whirl", 0.0, 90.0, 0.0)
        .shift("whirl", 0.0, -0.46, 0.0)
        .shift("root", 0.0, -0.30, 0.0)
        .shift("coals", 0.0, -0.24, 0.0)
        .turn("coals", 0.0, -40.0, 0.0)
        .shift("trunk", 0.0, -0.72, 0.06)
        .turn("trunk", 40.0, 10.0, 8.0)
        .shift("head", 0.0, -0.10, 0.0)
        .turn("head", 30.0, 0.0, 10.0)
        .shift("crown", 0.0, -0.36, 0.0)
        .turn("crown", 20.0, 0.0, 0.0)
        .shift("mantle", 0.0, -0.40, 0.20)
        .turn("arm_l", 6.0, 0.0, -22.0)
        .turn("arm_r", -6.0, 0.0, -18.0)
        .both("fore_arm", 6.0, 0.0, 0.0);
    let flicker = sunk.clone().shift("crown", 0.0, 0.10, 0.0).turn("crown", 0.0, 0.0, 12.0);
    vec![
        (0.0, idle(0.0, 2.0)),
        (0.18, flared),
        (0.62, sunk.clone()),
        (0.74, flicker),
        (0.88, sunk.clone()),
        (1.0, sunk),
    ]
}

/// Both hands together, from high on the right through to the left.
fn slash() -> Vec<(f32, Stance)> {
    let ease = idle(0.0, 2.0);
    let wound = ease
        .clone()
        .turn("whirl", 0.0, -50.0, 0.0)
        .shift("trunk", -0.06, 0.10, -0.12)
        .turn("trunk", -12.0, -40.0, 0.0)
        .turn("head", 0.0, 34.0, 0.0)
        .turn("arm_r", -96.0, 0.0, 26.0)
        .turn("arm_l", -40.0, 40.0, -10.0)
        .turn("crown", 10.0, 0.0, -14.0);
    let through = ease
        .clone()
        .turn("whirl", 0.0, 120.0, 0.0)
        .shift("trunk", 0.06, -0.10, 0.20)
        .turn("trunk", 22.0, 44.0, 0.0)
        .turn("head", -12.0, -34.0, 0.0)
        .turn("arm_r", -20.0, 40.0, -22.0)
        .turn("fore_arm_r", 20.0, 0.0, 0.0)
        .turn("arm_l", 24.0, 0.0, 30.0)
        .turn("crown", -30.0, 0.0, 16.0)
        .turn("mantle", -20.0, 0.0, 20.0);
    // The whirl ends a whole number of tongues on.
    let end = ease.clone().turn("whirl", 0.0, 180.0, 0.0);
    vec![
        (0.0, ease),
        (0.36, wound.clone()),
        (0.46, wound),
        (0.58, through.clone()),
        (0.70, through),
        (1.0, end),
    ]
}
