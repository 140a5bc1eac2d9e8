//! What flies above the quay: gulls by day, moths about the lanterns by night.

use glam::{Quat, Vec3};

use crate::clip::Clip;
use crate::mesh::{Mesh, Ring, gem, loft, spike};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::trig::{TAU, sin, turn};

const WHITE: Paint = Paint::matte(Ramp::Bone).toned(0.08);
const GREY: Paint = Paint::matte(Ramp::Slate).toned(0.10);

/// A wing of two joints towards +x: what `left` does, the other side mirrors.
struct Wing {
    inner: Mesh,
    outer: Mesh,
    /// From the shoulder to the wrist, metres.
    wrist: f32,
}

fn gull_wing() -> Wing {
    let flat = |rows: [(f32, f32, f32, f32); 2], paint: Paint| {
        let ring = |(x, ahead, behind, thick): (f32, f32, f32, f32)| {
            let points = [(thick, 0.02), (0.0, ahead), (-thick, 0.0), (0.0, behind)];
            Ring(points.map(|(y, z)| Vec3::new(x, y, z)).to_vec())
        };
        loft(&rows.map(ring), paint)
    };
    Wing {
        inner: flat([(0.0, 0.15, -0.16, 0.03), (0.34, 0.17, -0.13, 0.022)], GREY),
        outer: flat([(0.0, 0.17, -0.13, 0.022), (0.44, -0.06, -0.11, 0.006)], GREY.toned(-0.06))
            .painted_where(Paint::matte(Ramp::Ink), |middle, normal| middle.x > 0.30 && normal.x > 0.5),
        wrist: 0.34,
    }
}

/// A gull of 1.6 m span, its body about the origin, looking to +z; clips `flap` and `glide`.
pub fn gull() -> Model {
    let section = |z: f32, half: f32, y: f32| {
        Ring::oval(6, 0.0, half, half * 0.9).swung(turn(90.0, 0.0, 0.0)).moved(0.0, y, z)
    };
    let body = loft(
        &[
            section(-0.34, 0.015, 0.03),
            section(-0.12, 0.095, 0.0),
            section(0.12, 0.115, 0.0),
            section(0.27, 0.065, 0.05),
            section(0.37, 0.055, 0.07),
            section(0.42, 0.02, 0.07),
        ],
        WHITE,
    )
    .smooth();
    let beak = spike([0.026, 0.026], 0.12, 4, Paint::matte(Ramp::Lantern))
        .turned(turn(96.0, 0.0, 0.0))
        .moved(0.0, 0.065, 0.40);
    let tail = loft(
        &[-0.30, -0.52].map(|z| {
            let half = if z < -0.4 { 0.12 } else { 0.05 };
            Ring(
                [(half, 0.025), (half, 0.04), (-half, 0.04), (-half, 0.025)]
                    .map(|(x, y)| Vec3::new(x, y, z))
                    .to_vec(),
            )
        }),
        WHITE,
    );
    let eye =
        gem([0.016, 0.016], 0.016, 0.016, 4, Paint::matte(Ramp::Ink)).moved(0.05, 0.09, 0.36).both_sides();
    let mut model = winged(Mesh::of([body, beak, tail, eye]), &gull_wing(), Vec3::new(0.08, 0.05, 0.10));
    model.clips.push(Clip::of("flap", 1.0, true, |phase| {
        let beat = sin(phase * TAU);
        wings(beat * 34.0 + 8.0, sin(phase * TAU - 0.9) * 30.0 - 4.0, Vec3::Y * -0.035 * beat)
    }));
    model.clips.push(Clip::of("glide", 4.0, true, |phase| {
        let lean = sin(phase * TAU);
        wings(12.0 + lean * 3.0, -16.0 - lean * 3.0, Vec3::Y * 0.02 * lean)
    }));
    model
}

/// A moth of 0.22 m span with glimmering wings; clip `flutter`.
pub fn moth() -> Model {
    let dust = Paint::matte(Ramp::StarK).toned(0.1);
    let leaf = |length: f32, ahead: f32, behind: f32| {
        let ring = |(x, ahead, behind): (f32, f32, f32)| {
            Ring(
                [(0.004, 0.0), (0.0, ahead), (-0.004, 0.0), (0.0, behind)]
                    .map(|(y, z)| Vec3::new(x, y, z))
                    .to_vec(),
            )
        };
        loft(
            &[
                ring((0.0, 0.02, -0.02)),
                ring((length * 0.7, ahead, behind)),
                ring((length, ahead * 0.6, behind * 0.6)),
            ],
            dust,
        )
    };
    let wing = Wing { inner: leaf(0.085, 0.07, -0.02), outer: leaf(0.06, 0.0, -0.075), wrist: 0.012 };
    let body = gem([0.016, 0.016], 0.05, 0.06, 5, Paint::matte(Ramp::Bone)).turned(turn(90.0, 0.0, 0.0));
    let mut model = winged(body, &wing, Vec3::new(0.01, 0.005, 0.01));
    model.clips.push(Clip::of("flutter", 0.8, true, |phase| {
        let beat = sin(phase * TAU * 2.0);
        let wander = Vec3::new(sin(phase * TAU), sin(phase * TAU * 2.0) * 0.6, -sin(phase * TAU)) * 0.03;
        wings(20.0 + beat * 45.0, -6.0 + beat * 8.0, wander)
    }));
    model
}

fn winged(body: Mesh, wing: &Wing, shoulder: Vec3) -> Model {
    let mut model = Model::default();
    let root = model.joint("body", None, Vec3::ZERO, body);
    for (side, names) in [(1.0, ["wing_l", "tip_l"]), (-1.0, ["wing_r", "tip_r"])] {
        let sided = |mesh: &Mesh| if side > 0.0 { mesh.clone() } else { mesh.clone().mirrored() };
        let place = Vec3::new(shoulder.x * side, shoulder.y, shoulder.z);
        let inner = model.joint(names[0], Some(root), place, sided(&wing.inner));
        model.joint(names[1], Some(inner), Vec3::X * wing.wrist * side, sided(&wing.outer));
    }
    model
}

/// Both wings raised by degrees at shoulder and wrist, and the body shifted.
fn wings(shoulder: f32, wrist: f32, shift: Vec3) -> crate::model::Pose {
    vec![
        (Quat::IDENTITY, shift),
        (turn(0.0, 0.0, shoulder), Vec3::ZERO),
        (turn(0.0, 0.0, wrist), Vec3::ZERO),
        (turn(0.0, 0.0, -shoulder), Vec3::ZERO),
        (turn(0.0, 0.0, -wrist), Vec3::ZERO),
    ]
}
