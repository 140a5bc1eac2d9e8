//! A star: a boiling ball, loops of fire at its edge, and a corona that is only light. Its ramp is
//! the slot of the spectral class, so one model is every star.

use glam::{Quat, Vec3};

use crate::clip::Clip;
use crate::mesh::Mesh;
use crate::model::{Model, Shade};
use crate::paint::{Paint, Ramp, Slot};
use crate::planet::{RADIUS, globe::icosphere, noise::Noise};
use crate::seed::Seed;
use crate::ship::cloth::bend;
use crate::trig::{PI, TAU, cos, sin};

const FIRE: Paint = Paint::glow(Ramp::StarG).for_slot(Slot::Star);

/// The model.
pub fn build() -> Model {
    let mut model = Model::rigid("ball", ball());
    model.joints[0].shade = Shade::Open;
    let joint = model.joint("loops", None, Vec3::ZERO, loops());
    model.joints[joint].shade = Shade::Open;
    for (name, reach) in [("corona_inner", 1.22), ("corona_outer", 1.75)] {
        let shell = icosphere(3, FIRE.toned(-0.25)).bent(|point| point * RADIUS * reach);
        let joint = model.joint(name, None, Vec3::ZERO, shell);
        model.joints[joint].shade = Shade::Air { limb: (1.0_f32 - 1.0 / (reach * reach)).sqrt() };
    }
    model.clips = vec![Clip::of("turn", 24.0, true, |phase| {
        let turned = |times: f32| (Quat::from_rotation_y(phase * times * TAU), Vec3::ZERO);
        vec![turned(1.0), turned(-1.0), turned(0.0), turned(0.0)]
    })];
    model
}

/// Cells of light between darker lanes, and some spots.
fn ball() -> Mesh {
    let noise = Noise(77);
    let mut mesh = icosphere(4, FIRE);
    for index in 0..mesh.faces.len() {
        let middle = mesh.middle(&mesh.faces[index]);
        let lanes = noise.ridged(middle * 3.2, 2);
        let spot = Noise(78).fbm(middle * 2.0, 2);
        let tone = -0.06 - lanes * lanes * 0.32 - if spot > 0.38 { 0.25 } else { 0.0 };
        mesh.faces[index].paint = FIRE.toned(tone);
    }
    mesh.bent(|point| point * RADIUS * (1.0 + noise.fbm(point * 3.2, 2) * 0.02))
}

/// Arcs that leave the ball and come back.
fn loops() -> Mesh {
    let mut seed = Seed::of("star/corona", 1);
    let arc = |_| {
        let foot = seed.nudge(1.0).normalize_or(Vec3::X);
        let side = foot.cross(seed.nudge(1.0)).normalize_or(Vec3::Y);
        let (wide, high) = (seed.between(0.12, 0.26), seed.between(0.10, 0.30));
        let place = |step: usize| {
            let angle = PI * step as f32 / 6.0;
            (foot * (0.97 + high * sin(angle)) + side * wide * cos(angle)) * RADIUS
        };
        let places: Vec<Vec3> = (0..=6).map(place).collect();
        bend(&places, 0.10 + high * 0.22, 4, FIRE.toned(-0.30))
    };
    Mesh::of((0..11).map(arc))
}
