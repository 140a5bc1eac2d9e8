//! The turtle: a war cog under a shell of brass plates, with a head, four paddles and many guns.

use glam::Vec3;

use super::cloth::{cloth, spar};
use super::fitting::{berths, gun_port, hang_lantern, rails};
use super::lines::{Coat, Lines};
use super::rig::{self, Fan, mast, panels, pennant};
use super::stern::{self, Row, Stern};
use super::yard::Yard;
use super::{BAND, BRASS, DARK_WOOD, FLAME, IRON, TRIM, WOOD, motion};
use crate::mesh::{Mesh, Turned, ball, gem, spike, tube};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::trig::turn;

const LINES: Lines = Lines {
    length: 12.0,
    beam: 6.6,
    draft: 1.9,
    freeboard: 1.5,
    sheer: [0.35, 0.45],
    tumblehome: 0.10,
    bow: 5.0,
    transom: 0.72,
    rake: [0.6, 0.8],
    full: 3.2,
    forefoot: 0.7,
    bulwark: 0.5,
    strakes: 4,
    stations: 8,
    decks: &[],
};

const STERN: Stern = Stern {
    windows: &[Row { over: -0.42, x: &[-1.2, 1.2], size: [0.46, 0.46], barred: true }],
    sides: &[],
    engines: &[[1.05, -0.05, 0.74], [-1.05, -0.05, 0.74]],
    gyre: None,
    rudder: [1.3, 2.2],
    lanterns: &[0.0],
};

const SHELL: Paint = Paint::metal(Ramp::Pine);

/// Under way.
pub fn sailing() -> Model {
    let coat = Coat {
        keel: DARK_WOOD.toned(-0.14),
        strakes: vec![DARK_WOOD, WOOD.toned(-0.12), WOOD.toned(-0.02), BAND],
        upper: WOOD,
        inside: WOOD.toned(-0.10),
        deck: WOOD.toned(0.08),
    };
    let mut yard = Yard::lay("ship/turtle", LINES, &coat);
    rails(&mut yard, BRASS.toned(-0.05));
    stern::build(&mut yard, &STERN);
    for (index, s) in [-0.38, -0.04, 0.30].into_iter().enumerate() {
        let y = yard.lines.sheer(s) - 0.45;
        gun_port(&mut yard, index, s, y, 0.48);
    }
    shell(&mut yard);
    head(&mut yard);
    for (name, s, reach, spread) in
        [("paddle_fore", 0.48, 3.6, [-62.0, 4.0]), ("paddle_aft", -0.62, 2.7, [-40.0, 18.0])]
    {
        let reach = [reach * 0.8, reach];
        let fan = Fan {
            pivot: Vec3::ZERO,
            angles: spread,
            reach,
            battens: 3,
            scallop: 0.10,
            belly: 0.15,
            sparks: false,
        };
        rig::fins(&mut yard, name, [s, -0.2], &fan, 58.0);
    }
    junk(&mut yard, "fore", 2.0, 8.2, 1.0);
    junk(&mut yard, "main", -2.0, 7.0, 0.84);
    berths(&mut yard, &[(0.0, 0.86), (0.0, -0.9)]);
    motion::under_way(yard.model)
}

/// Plates over the whole deck, each with a brass rim, and spikes along the ridge.
fn shell(yard: &mut Yard) {
    let (half, long) = (LINES.beam / 2.0 * 0.93, LINES.length / 2.0 * 0.86);
    let dome =
        ball([half, 2.6, long], 9, 6, BRASS.toned(-0.06))
            .inset(0.84, -0.08, SHELL, |middle, normal| middle.y > 0.2 && normal.y > 0.05);
    yard.fix(dome.at(Vec3::Y * LINES.freeboard));
    for (z, high) in [(3.4, 0.8), (0.0, 1.1), (-3.6, 0.8)] {
        let up = LINES.freeboard + 2.55 * (1.0 - (z / long) * (z / long)).sqrt();
        yard.fix(spike([0.24, 0.24], high, 4, BRASS).at(Vec3::new(0.0, up, z)));
    }
}

/// The head looks ahead with lit eyes and a lantern in its beak.
fn head(yard: &mut Yard) {
    let stem = yard.lines.skin(0.96, 1.0).with_x(0.0);
    let at = |y: f32, z: f32, half: [f32; 2]| Turned { place: stem + Vec3::new(0.0, y, z), half };
    let neck = tube(
        &[
            at(-0.2, -1.0, [0.75, 0.7]),
            at(0.25, 0.4, [0.62, 0.55]),
            at(0.75, 1.2, [0.60, 0.52]),
            at(0.95, 1.9, [0.66, 0.56]),
            at(0.72, 2.7, [0.38, 0.30]),
        ],
        7,
        SHELL,
    );
    let eye = gem([0.16, 0.16], 0.12, 0.12, 5, FLAME)
        .turned(turn(0.0, 0.0, -90.0))
        .at(stem + Vec3::new(0.56, 1.15, 1.95));
    let horn = spike([0.13, 0.13], 0.8, 4, BRASS)
        .turned(turn(-52.0, 12.0, 0.0))
        .at(stem + Vec3::new(0.34, 1.35, 1.6));
    let beak = spike([0.30, 0.22], 0.75, 4, BRASS)
        .turned(turn(128.0, 0.0, 0.0))
        .at(stem + Vec3::new(0.0, 0.86, 2.45));
    yard.fix(Mesh::of([neck, beak]));
    yard.fix_both(eye.and(horn));
    hang_lantern(yard, "fore", stem + Vec3::new(0.0, 0.45, 2.75), 0.8);
}

/// A battened sail like a folding screen.
fn junk(yard: &mut Yard, name: &str, z: f32, high: f32, size: f32) {
    let [foot, top] = mast(yard, z, high, 0.22, 0.0);
    let row = |index: usize| -> Vec<Vec3> {
        let v = index as f32 / 6.0;
        // The leech hangs in between battens; the yard peaks aft.
        let hang = if index % 2 == 1 { 0.90 } else { 1.0 };
        let (fore, aft) = (1.0 - 0.35 * v, (2.9 - 0.7 * v * v) * hang);
        let along = [fore, fore - (fore + aft) * 0.5, -aft];
        let place = |(col, z): (usize, f32)| {
            let rise = v * 4.1 + v * 0.9 * (col as f32 / 2.0) + (1.0 - v) * 0.35 * (col as f32 / 2.0);
            foot + Vec3::new(0.16 + if col == 1 { 0.30 } else { 0.0 }, 3.3, 0.0)
                + Vec3::new(0.0, rise, z) * size
        };
        along.into_iter().enumerate().map(place).collect()
    };
    let grid: Vec<Vec<Vec3>> = (0..7).map(row).collect();
    let batten = |index: usize| {
        let row = &grid[index * 2];
        let out = (row[2] - row[0]).normalize() * 0.15;
        super::cloth::bend(&[row[0] - out, row[1] + Vec3::X * 0.03, row[2] + out], 0.06, 3, BRASS)
    };
    let mesh = Mesh::of((0..4).map(batten)).and(cloth(&grid, 0.05, panels([0, 4], TRIM)));
    yard.hang(&format!("sail_{name}"), foot + Vec3::Y * 3.3, mesh);
    if name == "fore" {
        pennant(yard, top + Vec3::Y * 0.3, 2.2);
        yard.fix(spar(top, top + Vec3::Y * 0.3, [0.05; 2], 3, IRON));
    }
}
