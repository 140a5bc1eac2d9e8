//! The courier: a knife with two crooked wings, built to arrive first.

use glam::Vec3;

use super::cloth::spar;
use super::fitting::{berths, hatch, moulding, rails};
use super::lines::{Coat, Deck, Lines};
use super::rig::{self, Fan, bowsprit, jib, mast, panels, pennant, shrouds};
use super::stern::{self, Row, Stern};
use super::yard::Yard;
use super::{BAND, BRASS, DARK_WOOD, TRIM, WOOD, motion};
use crate::mesh::{Mesh, spike};
use crate::model::Model;
use crate::trig::turn;

const LINES: Lines = Lines {
    length: 13.0,
    beam: 3.1,
    draft: 1.2,
    freeboard: 1.05,
    sheer: [1.0, 1.9],
    tumblehome: 0.0,
    bow: 1.8,
    transom: 0.50,
    rake: [1.6, 3.2],
    full: 1.8,
    forefoot: 1.0,
    bulwark: 0.60,
    strakes: 4,
    stations: 9,
    decks: &[Deck { along: [-1.0, -0.60], raise: 0.70 }],
};

const STERN: Stern = Stern {
    windows: &[Row { over: 0.15, x: &[-0.42, 0.42], size: [0.40, 0.60], barred: true }],
    sides: &[-0.78],
    engines: &[[0.0, 0.45, 0.72]],
    gyre: Some([0.45, 1.75]),
    rudder: [1.1, 1.8],
    lanterns: &[0.0],
};

/// Under full sail.
pub fn sailing() -> Model {
    let coat = Coat {
        keel: DARK_WOOD.toned(-0.10),
        strakes: vec![BAND.toned(-0.10), BAND, WOOD.toned(0.02), WOOD.toned(0.10)],
        upper: WOOD.toned(0.08),
        inside: WOOD.toned(-0.08),
        deck: WOOD.toned(0.12),
    };
    let mut yard = Yard::lay("ship/courier", LINES, &coat);
    rails(&mut yard, BRASS);
    moulding(&mut yard, [-0.99, 0.90], -0.70, [0.12, 0.16], BRASS);
    stern::build(&mut yard, &STERN);
    hatch(&mut yard, 0.12, [0.9, 1.4]);
    prow(&mut yard);
    wing(&mut yard, "fore", 2.4, 6.6, 1.0);
    wing(&mut yard, "main", -2.2, 5.4, 0.82);
    bowsprit(&mut yard, 1.6, 0.6, 0.8);
    let fan = Fan {
        pivot: Vec3::ZERO,
        angles: [-6.0, 34.0],
        reach: [4.4, 2.8],
        battens: 3,
        scallop: 0.14,
        belly: 0.2,
        sparks: true,
    };
    rig::fins(&mut yard, "fin", [-0.10, 0.35], &fan, 70.0);
    let helm = yard.on_deck(0.0, -0.8);
    yard.socket("socket_helm", 0, helm, glam::Quat::IDENTITY);
    berths(&mut yard, &[(0.7, 0.0), (-0.7, 0.0), (0.7, -0.4), (-0.7, -0.4)]);
    motion::under_way(yard.model)
}

/// A short mast leaning forward under a yard that is longer than the mast is high.
fn wing(yard: &mut Yard, name: &str, z: f32, high: f32, size: f32) {
    let [foot, head] = mast(yard, z, high, 0.19, -0.12);
    let side = Vec3::X * 0.18;
    let low = foot + side + Vec3::new(0.0, 1.2, 3.2 * size);
    let peak = head + side + Vec3::new(0.0, 3.9, -4.3) * size;
    let clew = foot + side + Vec3::new(0.0, 1.5, -5.0 * size);
    let pole = spar(low, peak, [0.13, 0.06], 5, WOOD);
    let mesh = jib([low, peak, clew], 1.0 * size, 3, panels([2, 9], TRIM)).and(pole);
    yard.hang(&format!("sail_{name}"), head, mesh);
    let s = yard.lines.along(z);
    shrouds(yard, head - Vec3::Y * 0.3, &[s - 0.08, s - 0.2]);
    if name == "fore" {
        pennant(yard, peak + Vec3::Y * 0.05, 2.4);
    }
}

/// A long blade of brass over the stem.
fn prow(yard: &mut Yard) {
    let stem = yard.lines.skin(1.0, 0.9).with_x(0.0);
    let blade = |long: f32, up: f32, tilt: f32| {
        spike([0.12, 0.34], long, 4, BRASS).turned(turn(tilt, 0.0, 0.0)).at(stem + Vec3::Y * up)
    };
    yard.fix(Mesh::of([blade(2.2, -0.1, 62.0), blade(1.3, -0.7, 80.0)]));
}
