//! The galleon: castles before and behind, three masts, a town that sails.

use glam::Vec3;

use super::fitting::{berths, gun_port, helm, rails, stairs};
use super::lines::{Coat, Deck, Lines};
use super::rig::{Fan, Square, bowsprit, mast, panels, pennant, shrouds};
use super::stern::{self, Row, Stern};
use super::yard::Yard;
use super::{BAND, BRASS, DARK_WOOD, TRIM, WOOD, figurehead, motion};
use crate::model::Model;

const LINES: Lines = Lines {
    length: 16.0,
    beam: 6.2,
    draft: 2.4,
    freeboard: 1.9,
    sheer: [1.3, 1.3],
    tumblehome: 0.26,
    bow: 3.4,
    transom: 0.66,
    rake: [1.5, 1.8],
    full: 2.8,
    forefoot: 0.85,
    bulwark: 0.75,
    strakes: 3,
    stations: 6,
    decks: &[
        Deck { along: [-1.0, -0.68], raise: 3.0 },
        Deck { along: [-0.68, -0.30], raise: 1.5 },
        Deck { along: [0.55, 1.0], raise: 1.1 },
    ],
};

const STERN: Stern = Stern {
    windows: &[
        Row { over: 0.35, x: &[-1.2, 0.0, 1.2], size: [0.62, 0.92], barred: false },
        Row { over: 1.85, x: &[-0.65, 0.65], size: [0.70, 0.90], barred: false },
    ],
    sides: &[-0.5],
    engines: &[[1.15, 0.5, 0.66], [-1.15, 0.5, 0.66]],
    gyre: None,
    rudder: [1.9, 3.6],
    lanterns: &[0.0, 1.1, -1.1],
};

/// Under full sail.
pub fn sailing() -> Model {
    let coat = Coat {
        keel: DARK_WOOD.toned(-0.14),
        strakes: vec![DARK_WOOD.toned(0.02), WOOD.toned(-0.04), BAND],
        upper: WOOD.toned(0.07),
        inside: WOOD.toned(-0.10),
        deck: WOOD.toned(0.12),
    };
    let mut yard = Yard::lay("ship/galleon", LINES, &coat);
    rails(&mut yard, BRASS.toned(-0.05));
    stern::build(&mut yard, &STERN);
    for (index, s) in [-0.20, 0.06, 0.32].into_iter().enumerate() {
        let y = yard.lines.sheer(s) - 0.42;
        gun_port(&mut yard, index, s, y, 0.52);
    }
    stairs(&mut yard, 1.5, -0.30, 1.5);
    helm(&mut yard, -0.52);
    figurehead::bird(&mut yard, 1.3);
    sails(&mut yard);
    let deck = [(1.5, 0.2), (-1.5, 0.2), (1.5, -0.1), (-1.5, -0.1), (1.2, -0.45), (-1.2, -0.45), (0.0, 0.7)];
    berths(&mut yard, &deck);
    motion::under_way(yard.model)
}

fn sails(yard: &mut Yard) {
    for (name, z, high, wide) in [("fore", 4.6, 9.6, 0.86), ("main", 0.2, 13.0, 1.0)] {
        let [foot, head] = mast(yard, z, high, 0.30 * wide, 0.02);
        let course = [(0.56, [3.5, 4.0], 0.40), (0.92, [2.5, 3.3], 0.33)];
        for (index, (up, half, tall)) in course.into_iter().enumerate() {
            let at = foot + Vec3::new(0.0, high * up, 0.25);
            let half = half.map(|it: f32| it * wide);
            let sail = Square { yard: at, half, high: high * tall, belly: 1.25 * wide, ribs: index == 0 };
            let mesh = sail.mesh(panels(if index == 1 { [0, 2] } else { [0, 9] }, TRIM));
            yard.hang(&format!("sail_{name}_{index}"), at, mesh);
        }
        if name == "main" {
            shrouds(yard, head - Vec3::Y * 2.6, &[-0.08]);
            pennant(yard, head + Vec3::Y * 0.4, 3.0);
        }
    }
    let [mizzen, _] = mast(yard, -4.6, 8.2, 0.22, 0.06);
    let pivot = mizzen + Vec3::new(0.0, 2.3, -0.2);
    let reach = [4.3, 5.2];
    let fan = Fan { pivot, angles: [12.0, 80.0], reach, battens: 3, scallop: 0.12, belly: 0.7, sparks: true };
    yard.hang("sail_mizzen", pivot, fan.mesh(panels([0, 3], TRIM)));
    bowsprit(yard, 3.0, 2.0, 1.0);
}
