//! The sloop: the first ship of one's own. One mast, a fan of battens behind it, fins to steer by.

use glam::Vec3;

use super::fitting::{berths, gun_port, hatch, helm, moulding, rails, stairs};
use super::lines::{Coat, Deck, Lines};
use super::rig::{self, Fan, bowsprit, furled, jib, mast, panels, pennant, shrouds, stay};
use super::stern::{self, Row, Stern};
use super::yard::Yard;
use super::{BAND, BRASS, DARK_WOOD, TRIM, WOOD, figurehead, motion};
use crate::model::Model;

const LINES: Lines = Lines {
    length: 11.0,
    beam: 4.3,
    draft: 1.7,
    freeboard: 1.45,
    sheer: [0.75, 1.25],
    tumblehome: 0.16,
    bow: 2.7,
    transom: 0.66,
    rake: [1.0, 1.7],
    full: 2.3,
    forefoot: 0.92,
    bulwark: 0.72,
    strakes: 4,
    stations: 7,
    decks: &[Deck { along: [-1.0, -0.36], raise: 1.05 }],
};

const STERN: Stern = Stern {
    windows: &[Row { over: 0.40, x: &[-0.95, 0.0, 0.95], size: [0.52, 0.86], barred: true }],
    sides: &[-0.54, -0.80],
    engines: &[[0.80, 0.55, 0.52], [-0.80, 0.55, 0.52]],
    gyre: Some([0.55, 1.45]),
    rudder: [1.5, 2.6],
    lanterns: &[0.0],
};

/// Under full sail.
pub fn sailing() -> Model {
    let mut yard = hull();
    let [foot, head] = mast(&mut yard, 0.9, 10.2, 0.24, 0.05);
    let fan = Fan {
        pivot: foot + Vec3::new(0.0, 1.75, -0.25),
        angles: [4.0, 84.0],
        reach: [6.3, 7.3],
        battens: 5,
        scallop: 0.13,
        belly: 0.95,
        sparks: true,
    };
    let sail = fan.mesh(panels([0, 6], TRIM));
    yard.hang("sail_main", fan.pivot, sail);
    let tip = bowsprit(&mut yard, 2.5, 1.55, 0.85);
    let tack = tip + Vec3::new(0.0, 0.1, -0.3);
    let sail =
        jib([tack, head - Vec3::Y * 1.2, foot + Vec3::new(0.0, 2.3, 0.9)], 0.75, 2, panels([1, 9], TRIM));
    yard.hang("sail_jib", tack, sail);
    fins(&mut yard, [-14.0, 58.0], 3.5, 74.0);
    rigging(&mut yard, head, tip);
    motion::under_way(yard.model)
}

/// At the quay: sails furled, fins folded.
pub fn moored() -> Model {
    let mut yard = hull();
    let [foot, head] = mast(&mut yard, 0.9, 10.2, 0.24, 0.05);
    let boom = foot + Vec3::new(0.0, 1.75, -0.25);
    yard.hang("sail_main", boom, furled(boom, boom + Vec3::new(0.0, 0.45, -6.2), 0.34));
    let tip = bowsprit(&mut yard, 2.5, 1.55, 0.85);
    let tack = tip + Vec3::new(0.0, 0.1, -0.3);
    yard.hang("sail_jib", tack, furled(tack, tack.lerp(foot + Vec3::Y * 2.6, 0.8), 0.20));
    fins(&mut yard, [62.0, 78.0], 3.3, 14.0);
    rigging(&mut yard, head, tip);
    motion::at_the_quay(yard.model)
}

fn hull() -> Yard {
    let coat = Coat {
        keel: DARK_WOOD.toned(-0.12),
        strakes: vec![DARK_WOOD.toned(0.02), WOOD.toned(-0.12), WOOD.toned(0.02), BAND],
        upper: WOOD.toned(0.06),
        inside: WOOD.toned(-0.10),
        deck: WOOD.toned(0.12),
    };
    let mut yard = Yard::lay("ship/sloop", LINES, &coat);
    rails(&mut yard, DARK_WOOD);
    moulding(&mut yard, [-0.99, 0.93], -0.60, [0.15, 0.19], BRASS);
    for (index, s) in [-0.16, 0.10, 0.36].into_iter().enumerate() {
        let y = yard.lines.sheer(s) - 0.27;
        gun_port(&mut yard, index, s, y, 0.40);
    }
    hatch(&mut yard, -0.06, [1.25, 1.25]);
    stairs(&mut yard, 0.95, -0.36, 1.05);
    helm(&mut yard, -0.58);
    stern::build(&mut yard, &STERN);
    figurehead::bird(&mut yard, 1.0);
    berths(&mut yard, &[(1.0, 0.25), (-1.0, 0.25), (1.0, -0.05), (-1.0, -0.05), (0.9, -0.75), (-0.9, -0.75)]);
    yard
}

/// A fin on either quarter: spread under way, folded against the hull at the quay.
fn fins(yard: &mut Yard, angles: [f32; 2], reach: f32, out: f32) {
    let reach = [reach, reach * 0.72];
    let fan = Fan { pivot: Vec3::ZERO, angles, reach, battens: 3, scallop: 0.18, belly: 0.22, sparks: false };
    rig::fins(yard, "fin", [-0.35, 0.55], &fan, out);
}

fn rigging(yard: &mut Yard, head: Vec3, tip: Vec3) {
    shrouds(yard, head - Vec3::Y * 1.6, &[0.04, 0.26]);
    stay(yard, head - Vec3::Y * 0.2, tip);
    let stern = yard.lines.side(-0.98, yard.lines.rail(-1.0));
    for side in [1.0, -1.0] {
        stay(yard, head - Vec3::Y * 0.3, stern * Vec3::new(side * 0.9, 1.0, 1.0));
    }
    pennant(yard, head + Vec3::Y * 0.35, 2.6);
}
