//! The brigantine: square sails before, a great fan behind, on masts that lean aft, for crews that go far.

use glam::Vec3;

use super::fitting::{berths, gun_port, hatch, helm, rails, stairs};
use super::lines::{Coat, Deck, Lines};
use super::rig::{Fan, Square, bowsprit, jib, mast, panels, pennant, shrouds, stay};
use super::stern::{self, Row, Stern};
use super::yard::Yard;
use super::{BAND, DARK_WOOD, TRIM, WOOD, figurehead, motion};
use crate::model::Model;
use crate::trig::turn;

const LINES: Lines = Lines {
    length: 15.0,
    beam: 4.7,
    draft: 2.0,
    freeboard: 1.6,
    sheer: [0.7, 1.4],
    tumblehome: 0.20,
    bow: 2.5,
    transom: 0.64,
    rake: [1.1, 2.2],
    full: 2.4,
    forefoot: 0.92,
    bulwark: 0.75,
    strakes: 4,
    stations: 7,
    decks: &[Deck { along: [-1.0, -0.48], raise: 0.95 }],
};

const STERN: Stern = Stern {
    windows: &[Row { over: 0.32, x: &[-1.0, -0.34, 0.34, 1.0], size: [0.42, 0.72], barred: true }],
    sides: &[-0.72],
    engines: &[[0.85, 0.45, 0.55], [-0.85, 0.45, 0.55]],
    gyre: None,
    rudder: [1.6, 2.9],
    lanterns: &[0.0],
};

/// Under full sail.
pub fn sailing() -> Model {
    let coat = Coat {
        keel: DARK_WOOD.toned(-0.14),
        strakes: vec![DARK_WOOD, DARK_WOOD.toned(0.10), WOOD.toned(-0.04), BAND],
        upper: WOOD.toned(0.05),
        inside: WOOD.toned(-0.10),
        deck: WOOD.toned(0.12),
    };
    let mut yard = Yard::lay("ship/brigantine", LINES, &coat);
    rails(&mut yard, DARK_WOOD);
    stern::build(&mut yard, &STERN);
    for (index, s) in [-0.26, 0.04, 0.34].into_iter().enumerate() {
        let y = yard.lines.sheer(s) - 0.30;
        gun_port(&mut yard, index, s, y, 0.40);
    }
    hatch(&mut yard, 0.08, [1.3, 1.5]);
    stairs(&mut yard, 1.0, -0.48, 0.95);
    helm(&mut yard, -0.66);
    figurehead::bird(&mut yard, 1.1);
    sails(&mut yard);
    berths(&mut yard, &[(1.1, 0.30), (-1.1, 0.30), (1.1, 0.0), (-1.1, 0.0), (0.9, -0.8), (-0.9, -0.8)]);
    motion::under_way(yard.model)
}

/// How far aft the masts lean, metres for each metre of height: the mark of its kind from afar.
const FORE_RAKE: f32 = 0.10;
const MAIN_RAKE: f32 = 0.15;
/// Degrees by which the yards are braced round: from the side, too, square sails are square.
const BRACED: f32 = 40.0;

fn sails(yard: &mut Yard) {
    let [fore, fore_head] = mast(yard, 3.9, 11.4, 0.25, FORE_RAKE);
    for (index, (up, half, high)) in
        [(5.0, [2.7, 3.1], 3.3), (8.1, [2.1, 2.6], 2.7), (10.5, [1.4, 1.9], 2.0)].into_iter().enumerate()
    {
        let at = fore + Vec3::new(0.0, up, -up * FORE_RAKE);
        let sail =
            Square { yard: Vec3::Z * 0.20, half, high, belly: 0.85 - 0.12 * index as f32, ribs: index < 2 };
        let edge = if index == 1 { [0, 9] } else { [0, 2] };
        let mesh = sail.mesh(panels(edge, TRIM)).turned(turn(0.0, BRACED, 0.0)).at(at);
        yard.hang(&format!("sail_fore_{index}"), at, mesh);
    }
    let [main, main_head] = mast(yard, -0.9, 12.0, 0.26, MAIN_RAKE);
    let fan = Fan {
        pivot: main + Vec3::new(0.0, 1.7, -0.45),
        angles: [4.0, 74.0],
        reach: [7.4, 8.8],
        battens: 5,
        scallop: 0.12,
        belly: 1.0,
        sparks: true,
    };
    yard.hang("sail_main", fan.pivot, fan.mesh(panels([0, 6], TRIM)));
    let tip = bowsprit(yard, 3.4, 1.6, 0.9);
    let tack = tip + Vec3::new(0.0, 0.1, -0.3);
    let clew = fore + Vec3::new(0.0, 1.6, 2.4);
    yard.hang("sail_jib", tack, jib([tack, fore_head - Vec3::Y * 4.4, clew], 0.6, 1, panels([1, 9], TRIM)));
    shrouds(yard, fore_head - Vec3::Y * 3.0, &[0.34]);
    shrouds(yard, main_head - Vec3::Y * 3.0, &[-0.22, -0.12]);
    stay(yard, main_head - Vec3::Y * 0.4, fore_head - Vec3::Y * 1.0);
    pennant(yard, main_head + Vec3::Y * 0.35, 2.8);
}
