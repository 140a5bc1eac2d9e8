//! The skiff: an open boat for two, one crooked sail, one engine.

use glam::Vec3;

use super::cloth::spar;
use super::fitting::{berths, rails};
use super::lines::{Coat, Lines};
use super::rig::{jib, mast, panels, pennant};
use super::stern::{self, Stern};
use super::yard::Yard;
use super::{BAND, DARK_WOOD, TRIM, WOOD, figurehead, motion};
use crate::mesh::{Mesh, prism};
use crate::model::Model;
use crate::trig::turn;

const LINES: Lines = Lines {
    length: 5.6,
    beam: 2.5,
    draft: 0.75,
    freeboard: 0.75,
    sheer: [0.55, 1.10],
    tumblehome: -0.06,
    bow: 2.2,
    transom: 0.55,
    rake: [0.5, 1.1],
    full: 1.9,
    forefoot: 0.9,
    bulwark: 0.62,
    strakes: 4,
    stations: 8,
    decks: &[],
};

const STERN: Stern = Stern {
    windows: &[],
    sides: &[],
    engines: &[[0.0, 0.35, 0.46]],
    gyre: Some([0.35, 0.95]),
    rudder: [0.7, 1.1],
    lanterns: &[0.0],
};

/// Under sail.
pub fn sailing() -> Model {
    let coat = Coat {
        keel: DARK_WOOD.toned(-0.08),
        strakes: vec![WOOD.toned(-0.10), WOOD.toned(0.04), WOOD.toned(-0.03), BAND],
        upper: WOOD,
        inside: WOOD.toned(-0.06),
        deck: WOOD.toned(0.12),
    };
    let mut yard = Yard::lay("ship/skiff", LINES, &coat);
    rails(&mut yard, DARK_WOOD);
    stern::build(&mut yard, &STERN);
    for s in [-0.45, 0.0, 0.42] {
        let half = yard.lines.half(s) - 0.15;
        let seat = prism(0.28, 0.26, 0.12, 4, DARK_WOOD).scaled(half / 0.2, 1.0, 1.0);
        let place = yard.on_deck(0.0, s) + Vec3::Y * 0.26;
        yard.fix(seat.at(place));
    }
    let [foot, head] = mast(&mut yard, 0.75, 4.4, 0.14, -0.10);
    // A long yard across the mast, its fore end low: a crooked wing.
    let (low, high) = (foot + Vec3::new(0.12, 1.15, 2.0), head + Vec3::new(0.12, 1.9, -2.4));
    let clew = Vec3::new(0.15, 1.45, -3.0);
    let pole = spar(low, high, [0.09, 0.05], 5, WOOD);
    let sail = jib([low, high, clew], 0.55, 2, panels([1, 9], TRIM)).and(pole);
    yard.hang("sail_main", head - Vec3::Y * 0.2, sail);
    let lamp = yard.lines.skin(0.98, 1.0).with_x(0.0) + Vec3::new(0.0, 0.75, 0.75);
    let from = yard.lines.skin(0.95, 1.0).with_x(0.0);
    yard.fix(super::fitting::bracket(from, lamp, 0.35));
    super::fitting::hang_lantern(&mut yard, "fore", lamp, 0.6);
    figurehead::bird(&mut yard, 0.55);
    oars(&mut yard);
    pennant(&mut yard, high + Vec3::Y * 0.05, 1.2);
    berths(&mut yard, &[(0.0, -0.22), (0.0, 0.22)]);
    motion::under_way(yard.model)
}

/// Two oars that lie ready along the sides.
fn oars(yard: &mut Yard) {
    let from = Vec3::new(0.85, 0.62, -1.5);
    let to = Vec3::new(0.75, 0.85, 1.3);
    let blade =
        prism(0.20, 0.14, 0.75, 4, BAND).scaled(1.0, 1.0, 0.25).turned(turn(-86.0, 0.0, 0.0)).at(from);
    yard.fix_both(Mesh::of([spar(from, to, [0.05; 2], 4, WOOD), blade]));
}
