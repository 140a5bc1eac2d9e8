//! Masts and sails: cloth that catches starlight, with ribs of brass, furled or set.

use glam::{Quat, Vec3};

use super::cloth::{bend, cloth, spar};
use super::fitting::hang_lantern;
use super::yard::Yard;
use super::{BRASS, DARK_WOOD, GLOW, PENNANT, SAIL, TRIM, WOOD};
use crate::mesh::{Mesh, Turned, drum, gem, prism, tube};
use crate::paint::Paint;
use crate::trig::{PI, cos, sin, turn};

/// How thick cloth is, metres.
const CLOTH: f32 = 0.05;

/// A mast from the deck up, with bands of brass and a knob; says its foot and its head.
pub fn mast(yard: &mut Yard, z: f32, high: f32, radius: f32, lean: f32) -> [Vec3; 2] {
    let s = yard.lines.along(z);
    let foot = Vec3::new(0.0, yard.lines.deck(s) - 0.1, z);
    let head = foot + Vec3::new(0.0, high, -high * lean);
    let pole = spar(foot, head, [radius, radius * 0.55], 7, WOOD.toned(-0.04));
    let boot = prism(radius * 1.9, radius * 1.3, 0.46, 6, DARK_WOOD).at(foot);
    let band = |share: f32| prism(radius * 1.3, radius * 1.2, 0.18, 6, BRASS).at(foot.lerp(head, share));
    let knob = gem([radius * 1.3, radius * 1.3], radius * 2.6, radius * 1.2, 5, BRASS).at(head);
    yard.fix(Mesh::of([pole, boot, band(0.30), band(0.62), knob]));
    [foot, head]
}

/// A fan of cloth behind a mast: battens spread from a pivot, and the leech hangs in arcs between
/// their tips. All in the plane of the ship, bellied to port.
pub struct Fan {
    pub pivot: Vec3,
    /// Degrees over the horizon of the lowest and the highest batten; aft is 0, forward 180.
    pub angles: [f32; 2],
    /// Lengths of the lowest and the highest batten.
    pub reach: [f32; 2],
    pub battens: usize,
    /// How deep the leech hangs in between tips, as a share of the reach.
    pub scallop: f32,
    pub belly: f32,
    /// Whether the tips of the battens shine.
    pub sparks: bool,
}

impl Fan {
    /// A place at `t` from the lowest to the highest batten and `r` from the pivot out.
    fn place(&self, t: f32, r: f32, hang: f32) -> Vec3 {
        let angle = (self.angles[0] + (self.angles[1] - self.angles[0]) * t).to_radians();
        // The middle battens are the longest: a wing, not a slice.
        let reach = self.reach[0] + (self.reach[1] - self.reach[0]) * t + self.reach[0] * 0.10 * sin(t * PI);
        let belly = self.belly * sin(r * PI * 0.85) * sin((0.12 + t * 0.76) * PI);
        let puff = if hang > 0.0 { self.belly * 0.16 * r } else { 0.0 };
        let out = reach * r * (1.0 - hang * r);
        self.pivot + Vec3::new(belly + puff, sin(angle) * out, -cos(angle) * out)
    }

    /// Cloth and battens.
    pub fn mesh(&self, paint: impl Fn(usize, usize) -> Paint) -> Mesh {
        const OUT: [f32; 4] = [0.07, 0.38, 0.70, 1.0];
        let rows = (self.battens - 1) * 2 + 1;
        let row = |row: usize| -> Vec<Vec3> {
            let t = row as f32 / (rows - 1) as f32;
            let hang = if row % 2 == 1 { self.scallop } else { 0.0 };
            OUT.iter().map(|&r| self.place(t, r, hang)).collect()
        };
        let grid: Vec<Vec<Vec3>> = (0..rows).map(row).collect();
        let sail = cloth(&grid, CLOTH, paint);
        let batten = |index: usize| {
            let t = index as f32 / (self.battens - 1) as f32;
            let thick = if index == 0 || index + 1 == self.battens { 0.085 } else { 0.05 };
            let places: Vec<Vec3> = [0.0, 0.38, 0.70, 1.04].iter().map(|&r| self.place(t, r, 0.0)).collect();
            bend(&places, thick, 3, if index == 0 { WOOD } else { BRASS })
        };
        // Sparks where the cloth hands its light to the ribs.
        let spark = |index: usize| {
            let tip = self.place(index as f32 / (self.battens - 1) as f32, 1.05, 0.0);
            gem([0.11, 0.11], 0.17, 0.17, 4, GLOW).at(tip)
        };
        Mesh::of((0..self.battens).map(batten))
            .and(Mesh::of((0..self.battens).filter(|_| self.sparks).map(spark)))
            .and(sail)
    }
}

/// A square sail under its yard: middle of the yard, half widths above and below, height, belly.
pub struct Square {
    pub yard: Vec3,
    pub half: [f32; 2],
    pub high: f32,
    pub belly: f32,
    /// Whether two ribs stiffen it.
    pub ribs: bool,
}

impl Square {
    /// Cloth, yard and ribs.
    pub fn mesh(&self, paint: impl Fn(usize, usize) -> Paint) -> Mesh {
        const WIDE: usize = 5;
        const HIGH: usize = 4;
        let place = |row: usize, col: usize| {
            let (v, w) = (row as f32 / (HIGH - 1) as f32, col as f32 / (WIDE - 1) as f32 * 2.0 - 1.0);
            let half = self.half[1] + (self.half[0] - self.half[1]) * v;
            // The foot hangs up in the middle: a catenary's arch.
            let arch = (1.0 - v) * (1.0 - w * w) * self.high * 0.13;
            let belly = self.belly * sin((0.10 + (1.0 - v) * 0.74) * PI) * (1.0 - w * w * 0.62);
            self.yard + Vec3::new(half * w, -self.high * (1.0 - v) + arch - 0.05, 0.12 + belly)
        };
        let grid: Vec<Vec<Vec3>> =
            (0..HIGH).map(|row| (0..WIDE).map(|col| place(row, col)).collect()).collect();
        let rib = |col: usize| {
            let places: Vec<Vec3> = (0..HIGH).map(|row| place(row, col) + Vec3::Z * 0.03).collect();
            bend(&places, 0.045, 3, BRASS)
        };
        let reach = Vec3::X * (self.half[0] + 0.35);
        let section =
            |share: f32, radius: f32| Turned { place: self.yard + reach * share, half: [radius; 2] };
        let yard = tube(&[section(-1.0, 0.06), section(0.0, 0.13), section(1.0, 0.06)], 5, WOOD);
        let ribs = [1, 3].into_iter().filter(|_| self.ribs).map(rib);
        Mesh::of(ribs).and(cloth(&grid, CLOTH, paint)).and(yard)
    }
}

/// A sail of three corners: tack, head, clew. Bellied to port by `belly` metres.
pub fn jib(
    [tack, head, clew]: [Vec3; 3],
    belly: f32,
    ribs: usize,
    paint: impl Fn(usize, usize) -> Paint,
) -> Mesh {
    const WIDE: usize = 4;
    const HIGH: usize = 6;
    let place = |v: f32, w: f32| {
        let luff = tack.lerp(head, v);
        let leech = clew.lerp(head, v);
        // Leech and foot are hollow; the luff is a straight stay.
        let hollow = sin(v * PI) * w * w * 0.10 + (1.0 - v) * sin(w * PI) * 0.06;
        let flat = luff.lerp(leech, w * 0.97);
        let inward = (tack.lerp(head, 0.45) - flat) * hollow;
        flat + inward + Vec3::X * (belly * sin((0.15 + w * 0.75) * PI) * sin((0.12 + v * 0.80) * PI))
    };
    let grid: Vec<Vec<Vec3>> = (0..HIGH)
        .map(|row| {
            let v = row as f32 / (HIGH - 1) as f32 * 0.985;
            (0..WIDE).map(|col| place(v, col as f32 / (WIDE - 1) as f32)).collect()
        })
        .collect();
    let stay = spar(tack, head, [0.05; 2], 3, BRASS);
    let rib = |index: usize| {
        let row = 1 + index * (HIGH - 2) / ribs;
        bend(&grid[row], 0.045, 3, BRASS)
    };
    Mesh::of((0..ribs).map(rib)).and(cloth(&grid, CLOTH, paint)).and(stay)
}

/// A sail rolled on its spar, with gaskets: a bolster from `from` to `to`.
pub fn furled(from: Vec3, to: Vec3, radius: f32) -> Mesh {
    let at = |share: f32, sag: f32| from.lerp(to, share) - Vec3::Y * sag;
    let section =
        |share: f32, radius: f32, sag: f32| Turned { place: at(share, sag), half: [radius, radius * 1.15] };
    let roll = tube(
        &[
            section(0.02, radius * 0.45, 0.0),
            section(0.16, radius, radius * 0.5),
            section(0.33, radius * 0.8, radius * 0.3),
            section(0.5, radius * 1.1, radius * 0.6),
            section(0.67, radius * 0.8, radius * 0.3),
            section(0.84, radius, radius * 0.5),
            section(0.98, radius * 0.45, 0.0),
        ],
        7,
        SAIL,
    );
    let along = Quat::from_rotation_arc(Vec3::Y, (to - from).normalize());
    let gasket = |share: f32| {
        drum(radius * 0.95, radius * 0.95, 0.14, 0.03, 6, DARK_WOOD).turned(along).at(at(share, radius * 0.3))
    };
    Mesh::of([roll, gasket(0.30), gasket(0.64), spar(from, to, [0.09; 2], 5, WOOD)])
}

/// Ropes from the head of a mast to both rails.
pub fn shrouds(yard: &mut Yard, head: Vec3, feet: &[f32]) {
    for &s in feet {
        let foot = yard.lines.side(s, yard.lines.rail(s)) + Vec3::new(0.10, 0.05, 0.0);
        yard.fix_both(spar(foot, head, [0.035; 2], 3, DARK_WOOD.toned(-0.10)));
    }
}

/// A rope of no use for seeing but for believing.
pub fn stay(yard: &mut Yard, from: Vec3, to: Vec3) {
    yard.fix(spar(from, to, [0.035; 2], 3, DARK_WOOD.toned(-0.10)));
}

/// A pennant with two tails at the head of a mast, streaming aft, with a socket for another flag.
pub fn pennant(yard: &mut Yard, head: Vec3, long: f32) {
    let wide = long * 0.26;
    let place = |u: f32, v: f32| {
        let wave = sin(u * PI * 1.7) * long * 0.07;
        // The middle of the fly is cut in.
        let cut = if v == 0.0 { 0.76 } else { 1.0 };
        head + Vec3::new(wave, 0.1 + v * wide * (1.0 - u * 0.35) + u * long * 0.10, -u * long * cut)
    };
    let rows = [-0.5, 0.0, 0.5].map(|v| (0..4).map(|col| place(col as f32 / 3.0, v)).collect::<Vec<_>>());
    let joint = yard.hang("flag", head, cloth(&rows, 0.03, |_, _| PENNANT));
    yard.socket("socket_flag", joint, head, Quat::IDENTITY);
}

/// The paint of plain cloth in panels: seams by tone, an edge in the trim's colour.
pub fn panels(edge_rows: [usize; 2], edge: Paint) -> impl Fn(usize, usize) -> Paint {
    move |row, col| {
        if row < edge_rows[0] || row >= edge_rows[1] {
            return edge;
        }
        SAIL.toned(if (row / 2 + col) % 2 == 0 { 0.10 } else { 0.07 })
    }
}

/// Fins of cloth on both sides, rooted on the hull: what steers where there is no water. `out` says
/// how many degrees they stand out from the hull, 0 lying against it.
pub fn fins(yard: &mut Yard, name: &str, [s, y]: [f32; 2], fan: &Fan, out: f32) {
    let root = yard.lines.side(s, y);
    let mesh = fan.mesh(panels([0, 3], TRIM)).turned(turn(0.0, -out, 0.0)).at(root);
    yard.fix_both(gem([0.30, 0.30], 0.42, 0.42, 6, BRASS).at(root));
    let other = mesh.clone().mirrored();
    yard.hang(&format!("{name}_l"), root, mesh);
    yard.hang(&format!("{name}_r"), root * Vec3::new(-1.0, 1.0, 1.0), other);
}

/// The bowsprit, `long` metres before the stem and rising by `rise`, with the fore lantern; says its tip.
pub fn bowsprit(yard: &mut Yard, long: f32, rise: f32, lantern: f32) -> Vec3 {
    let lines = yard.lines;
    let root = Vec3::new(0.0, lines.deck(0.7) + 0.62, lines.skin(0.7, 1.0).z);
    let tip = lines.skin(0.98, 1.0).with_x(0.0) + Vec3::new(0.0, rise, long);
    yard.fix(spar(root, tip, [0.22, 0.10], 5, WOOD.toned(-0.04)));
    hang_lantern(yard, "fore", tip - Vec3::Y * 0.06 - Vec3::Z * 0.12, lantern);
    tip
}
