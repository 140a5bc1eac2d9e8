//! What hangs between two places and sways: bunting, a string of lanterns, a rope bridge.

use glam::{Quat, Vec3};

use super::lantern;
use super::timber::{OAK, ROPE, TAR, beam, board, hanging, rod};
use crate::clip::Clip;
use crate::mesh::{Face, Mesh};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::trig::{TAU, sin, turn};

/// From one end to the other along x, metres; the ends are at y = 0.
pub const SPAN: f32 = 6.0;
const FLAGS: usize = 9;

/// A rope of 6 m with nine flags on four swaying lengths.
pub fn bunting() -> Model {
    let places = along(0.7, 8);
    swaying(&places, 4, 0.03, |index, rope| {
        let flags = (0..FLAGS).filter(|flag| flag * 4 / FLAGS == index);
        Mesh::of(flags.map(|flag| {
            let at = (flag as f32 + 0.5) / FLAGS as f32 * 8.0;
            let place = places[at as usize].lerp(places[(at as usize + 1).min(8)], at.fract());
            flag_of(flag).at(place - rope)
        }))
    })
}

/// A rope of 6 m with three lanterns; a socket `light` for each, by number.
pub fn lantern_string() -> Model {
    let places = along(0.8, 6);
    let lamps = [1, 3, 5];
    let mut model = swaying(&places, 3, 0.035, |index, rope| {
        lantern::lantern().scaled(0.72, 0.72, 0.72).at(places[lamps[index]] - rope)
    });
    for (index, lamp) in lamps.into_iter().enumerate() {
        let place = places[lamp] - places[index * 2] - Vec3::Y * lantern::FLAME_BELOW * 0.72;
        let mut light = lantern::light(index + 1, place);
        light.name = format!("light_{}", index + 1);
        model.sockets.push(light);
    }
    model
}

/// A bridge of planks on two ropes, 6 m long and 1.2 m wide, with hand ropes; in four lengths.
pub fn rope_bridge() -> Model {
    let places = along(0.55, 16);
    swaying(&places, 4, 0.0, |index, rope| {
        let planks = (index * 4..index * 4 + 4).map(|step| {
            let middle = places[step].midpoint(places[step + 1]);
            let lean = (places[step + 1] - places[step]).normalize();
            let tone = [0.0, -0.08, 0.05, -0.03][step % 4];
            board([0.31, 0.05, 1.15], 0.015, OAK.toned(tone))
                .turned(Quat::from_rotation_arc(Vec3::X, lean))
                .at(middle - rope)
        });
        let mut mesh = Mesh::of(planks);
        let (from, to) = (places[index * 4], places[index * 4 + 4]);
        for side in [-0.6, 0.6] {
            let lift = |height: f32, sag: f32, place: Vec3| place + Vec3::new(0.0, height - sag, side) - rope;
            mesh.add(&rod(&[lift(0.0, 0.0, from), lift(0.0, 0.0, to)], 0.06, 4, ROPE));
            mesh.add(&rod(
                &[lift(0.95, 0.0, from), lift(0.95, 0.05, from.midpoint(to)), lift(0.95, 0.0, to)],
                0.05,
                4,
                ROPE,
            ));
            mesh.add(&rod(
                &[lift(0.0, 0.0, from.midpoint(to)), lift(0.95, 0.05, from.midpoint(to))],
                0.03,
                3,
                ROPE,
            ));
        }
        if index == 0 || index == 3 {
            let x = if index == 0 { places[0] } else { places[16] };
            for side in [-0.6, 0.6] {
                let foot = x + Vec3::new(0.0, -0.3, side) - rope;
                mesh.add(&beam(foot, foot + Vec3::Y * 1.4, 0.13, TAR));
            }
        }
        mesh
    })
}

fn along(sag: f32, pieces: usize) -> Vec<Vec3> {
    hanging(Vec3::X * (-SPAN / 2.0), Vec3::X * (SPAN / 2.0), sag, pieces)
}

/// A root without a mesh and `lengths` joints beside each other, each at the beginning of its
/// share of `places`, with its share of a rope of `thick` metres and what `more` hangs on it.
/// Neighbours swing alike, so that the rope does not part.
fn swaying(places: &[Vec3], lengths: usize, thick: f32, more: impl Fn(usize, Vec3) -> Mesh) -> Model {
    let share = (places.len() - 1) / lengths;
    let mut model = Model::default();
    let root = model.joint("root", None, Vec3::ZERO, Mesh::default());
    for index in 0..lengths {
        let rope = places[index * share];
        let mine = places[index * share..=(index + 1) * share].iter().map(|place| *place - rope);
        let mine: Vec<Vec3> = mine.collect();
        let mut mesh = more(index, rope);
        if thick > 0.0 {
            mesh.add(&rod(&mine, thick, 4, ROPE));
        }
        model.joint(&format!("length_{}", index + 1), Some(root), rope, mesh);
    }
    let rests: Vec<Vec3> = (0..lengths).map(|index| places[index * share]).collect();
    model.clips.push(sway(&rests));
    model
}

/// Everything turns about the line between the ends, as a hung rope does: each length is turned,
/// and shifted so that it stays on that turned curve.
fn sway(rests: &[Vec3]) -> Clip {
    Clip::of("sway", 6.0, true, |phase| {
        let swing = turn(sin(phase * TAU) * 4.0 + sin(phase * TAU * 3.0) * 1.6, 0.0, 0.0);
        let mut pose = vec![(Quat::IDENTITY, Vec3::ZERO)];
        pose.extend(rests.iter().map(|rest| (swing, swing * *rest - *rest)));
        pose
    })
}

/// A small pennant, a wedge with two sides, pointing down.
fn flag_of(index: usize) -> Mesh {
    const DYES: [Ramp; 5] = [Ramp::Ember, Ramp::Brass, Ramp::Tide, Ramp::Rose, Ramp::Kelp];
    let paint = Paint::matte(DYES[index % DYES.len()]);
    let points = [
        (-0.17, 0.0, 0.012),
        (0.17, 0.0, 0.012),
        (0.0, -0.42, 0.03),
        (-0.17, 0.0, -0.012),
        (0.17, 0.0, -0.012),
        (0.0, -0.42, 0.0),
    ]
    .map(|(x, y, z)| Vec3::new(x, y, z));
    let faces: [&[u32]; 5] = [&[0, 2, 1], &[3, 4, 5], &[0, 1, 4, 3], &[0, 3, 5, 2], &[1, 2, 5, 4]];
    let face = |corners: &&[u32]| Face { corners: corners.to_vec(), paint, smooth: false };
    Mesh { points: points.to_vec(), faces: faces.iter().map(face).collect() }.outward()
}
