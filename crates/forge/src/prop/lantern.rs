//! The lantern: the signature of the game. Brass roof with a star for a finial, six panes, a flame.

use glam::{Quat, Vec3};

use super::timber::{BRASS, IRON, OAK, TAR, rod};
use crate::clip::Clip;
use crate::mesh::{Mesh, drum, gem, lathe};
use crate::model::{Model, Socket};
use crate::paint::{Paint, Ramp, Slot};
use crate::trig::{TAU, cos, sin, turn};

/// The glass, lit from inside; players may recolour it.
const GLASS: Paint = Paint::glow(Ramp::Lantern).for_slot(Slot::Lantern);
/// From the hook to the flame, metres.
pub const FLAME_BELOW: f32 = 0.47;

/// The lantern below a hook at the origin, 0.78 m tall and 0.36 m wide.
pub fn lantern() -> Mesh {
    Mesh::of([ring(), roof(), panes(), bars(), cup()])
}

/// The same with half the triangles, where a house wears it.
pub fn plain() -> Mesh {
    let roof = [(0.15, -0.335), (0.215, -0.32), (0.075, -0.21), (0.11, -0.20), (0.02, -0.06)];
    let glass = [(0.130, -0.645), (0.172, -0.50), (0.13, -0.325)];
    let cup = [(0.02, -0.77), (0.15, -0.665), (0.135, -0.635)];
    let bar = |index: usize| {
        let angle = (index as f32 + 0.5) / 6.0 * TAU;
        let at = |radius: f32, y: f32| Vec3::new(sin(angle) * radius, y, cos(angle) * radius);
        rod(&[at(0.140, -0.65), at(0.168, -0.50), at(0.140, -0.32)], 0.028, 3, BRASS)
    };
    Mesh::of([lathe(&roof, 6, BRASS), lathe(&glass, 6, GLASS.toned(-0.04)), lathe(&cup, 6, BRASS)])
        .and(Mesh::of((0..6).map(bar)))
}

/// The ring it hangs by: eight straight pieces and a pin.
fn ring() -> Mesh {
    let at = |index: usize| {
        let angle = index as f32 / 8.0 * TAU * 0.94 - 0.3;
        Vec3::new(sin(angle) * 0.055, cos(angle) * 0.06 - 0.05, 0.0)
    };
    let places: Vec<Vec3> = (0..=8).map(at).collect();
    rod(&places, 0.022, 4, BRASS)
}

/// Two tiers that flare like bells, so that it reads as a lantern when black.
fn roof() -> Mesh {
    let profile = [
        (0.15, -0.335),
        (0.215, -0.325),
        (0.195, -0.30),
        (0.10, -0.245),
        (0.075, -0.215),
        (0.115, -0.205),
        (0.055, -0.155),
        (0.022, -0.10),
    ];
    lathe(&profile, 6, BRASS)
}

/// Bulging glass: amber at its ends, nearly white where the flame stands.
fn panes() -> Mesh {
    let band = |from: (f32, f32), to: (f32, f32), tone| lathe(&[from, to], 6, GLASS.toned(tone));
    Mesh::of([
        band((0.128, -0.645), (0.165, -0.56), -0.30),
        band((0.165, -0.56), (0.172, -0.46), 0.10),
        band((0.172, -0.46), (0.155, -0.39), -0.02),
        band((0.155, -0.39), (0.13, -0.325), -0.30),
    ])
}

/// Brass on the six edges of the glass.
fn bars() -> Mesh {
    let bar = |index: usize| {
        let angle = (index as f32 + 0.5) / 6.0 * TAU;
        let at = |radius: f32, y: f32| Vec3::new(sin(angle) * radius, y, cos(angle) * radius);
        rod(&[at(0.132, -0.65), at(0.176, -0.50), at(0.136, -0.32)], 0.026, 3, BRASS)
    };
    Mesh::of((0..6).map(bar))
}

fn cup() -> Mesh {
    let profile =
        [(0.015, -0.79), (0.045, -0.755), (0.02, -0.725), (0.085, -0.70), (0.15, -0.665), (0.135, -0.635)];
    lathe(&profile, 6, BRASS.toned(0.04))
}

/// A socket for a point of light.
pub fn light(joint: usize, place: Vec3) -> Socket {
    Socket { name: "light".to_owned(), joint, place, turn: Quat::IDENTITY, stretch: Vec3::ONE }
}

/// On a chain of its own, to hang from eaves, yards and ropes; the origin is the hook.
pub fn hanging() -> Model {
    let mut model = Model::default();
    let swing = model.joint("swing", None, Vec3::ZERO, lantern());
    model.sockets.push(light(swing, Vec3::new(0.0, -FLAME_BELOW, 0.0)));
    model.clips.push(sway(swing, 1));
    model
}

/// A breeze: two swings that never quite agree. Ends as it begins.
fn sway(joint: usize, joints: usize) -> Clip {
    Clip::of("sway", 6.0, true, |phase| {
        let mut pose = vec![(Quat::IDENTITY, Vec3::ZERO); joints];
        let swing = |times: f32, degrees: f32| sin(phase * TAU * times) * degrees;
        pose[joint].0 = turn(swing(2.0, 2.2), swing(1.0, 5.0), swing(3.0, 3.4));
        pose
    })
}

/// The tall one of the quay, 3.4 m: oak foot, iron post, a swan's neck, and the lantern swinging
/// from it towards +x.
pub fn post() -> Model {
    let mut model = Model::default();
    let foot = Mesh::of([
        drum(0.27, 0.22, 0.20, 0.03, 6, TAR),
        drum(0.19, 0.13, 0.42, 0.03, 6, OAK).moved(0.0, 0.18, 0.0),
        drum(0.145, 0.125, 0.09, 0.02, 6, BRASS).moved(0.0, 0.56, 0.0),
    ]);
    let neck = [(0.0, 0.6), (0.0, 2.0), (0.0, 2.86), (0.07, 3.18), (0.28, 3.36), (0.50, 3.30), (0.60, 3.15)];
    let places: Vec<Vec3> = neck.map(|(x, y)| Vec3::new(x, y, 0.0)).to_vec();
    let curl = [(0.0, 2.50), (0.20, 2.62), (0.36, 2.90), (0.40, 3.16)].map(|(x, y)| Vec3::new(x, y, 0.0));
    let iron = Mesh::of([
        rod(&places, 0.10, 5, IRON),
        rod(&curl, 0.045, 3, IRON),
        gem([0.09, 0.09], 0.10, 0.08, 6, BRASS).moved(0.0, 1.55, 0.0),
        gem([0.10, 0.10], 0.34, 0.10, 5, BRASS).moved(0.02, 3.15, 0.0),
    ]);
    let post = model.joint("post", None, Vec3::ZERO, foot.and(iron));
    let hook = Vec3::new(0.60, 3.13, 0.0);
    // Larger than a hand's lantern: it is seen from the sea.
    let swing = model.joint("swing", Some(post), hook, lantern().scaled(1.25, 1.2, 1.25));
    model.sockets.push(light(swing, Vec3::new(0.0, -FLAME_BELOW * 1.2, 0.0)));
    model.clips.push(sway(swing, 2));
    model
}
