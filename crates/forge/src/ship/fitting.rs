//! What every ship carries: rails, ports, windows, lanterns, engines, rudder, hatch and wheel.

use std::f32::consts::{FRAC_1_SQRT_2, FRAC_PI_2};

use glam::{Quat, Vec3};

use super::cloth::{bend, hoop, spar};
use super::yard::Yard;
use super::{BRASS, DARK_WOOD, FLAME, GLOW, IRON, WOOD};
use crate::mesh::{Mesh, Ring, gem, lathe, loft, prism, spike};
use crate::paint::Paint;
use crate::trig::turn;

/// The cap on the rails of all decks, a strip of `wide` by `high` metres, and a moulding under it.
pub fn rails(yard: &mut Yard, paint: Paint) {
    let lines = yard.lines;
    let mut edges: Vec<f32> = lines.decks.iter().flat_map(|deck| deck.along).collect();
    edges.extend([-1.0, 1.0]);
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|one, two| (*one - *two).abs() < 0.02);
    for piece in edges.windows(2) {
        let [from, to] = [piece[0] + 0.004, (piece[1] - 0.004).min(0.985)];
        let steps = 1 + ((to - from) * 3.6) as usize;
        let places = (0..=steps).map(|step| from + (to - from) * step as f32 / steps as f32);
        let middle = (from + to) / 2.0;
        let raise = lines.raise(middle);
        let rings: Vec<Ring> = places.map(|s| rail(lines.side(s, lines.sheer(s) + raise + 0.02))).collect();
        yard.fix_both(loft(&rings, paint));
    }
}

fn rail(top: Vec3) -> Ring {
    let (out, inner) = (top.x + 0.07, (top.x - 0.24).max(0.0));
    let at = |x: f32, y: f32| Vec3::new(x, top.y + y, top.z);
    Ring(vec![at(out, 0.0), at(out - 0.03, 0.12), at(inner + 0.03, 0.12), at(inner, 0.0)])
}

/// A strip along the hull between two heights over the sheer, from `s` to `s`, standing out `by` metres.
pub fn moulding(yard: &mut Yard, [from, to]: [f32; 2], over: f32, [high, by]: [f32; 2], paint: Paint) {
    let lines = yard.lines;
    let steps = 4;
    let ring = |step: usize| {
        let s = from + (to - from) * step as f32 / steps as f32;
        let y = lines.sheer(s) + over;
        let (low, top) = (lines.side(s, y - high / 2.0), lines.side(s, y + high / 2.0));
        let out = Vec3::X * by;
        Ring(vec![low + out, top + out, top - Vec3::X * 0.05, low - Vec3::X * 0.05])
    };
    yard.fix_both(loft(&(0..=steps).map(ring).collect::<Vec<_>>(), paint));
}

/// A gun port at a place of the hull on both sides: frame, raised lid, muzzle; with its sockets.
pub fn gun_port(yard: &mut Yard, index: usize, s: f32, y: f32, size: f32) {
    let (place, out) = (yard.lines.side(s, y), yard.lines.outward(s, y));
    let facing = Quat::from_rotation_arc(Vec3::Z, Vec3::new(out.x, 0.0, out.z).normalize());
    let plate = |x: f32, y: f32, z: f32, paint: Paint| {
        prism(x * FRAC_1_SQRT_2, x * FRAC_1_SQRT_2, z, 4, paint)
            .scaled(1.0, 1.0, y / x)
            .turned(turn(90.0, 0.0, 0.0))
    };
    let hole = DARK_WOOD.toned(-0.35);
    let frame =
        plate(size * 1.35, size * 1.35, 0.16, BRASS).inset(0.76, 0.05, hole, |_, normal| normal.z > 0.9);
    let lid = plate(size * 1.2, size * 1.1, 0.07, WOOD.toned(-0.08))
        .moved(0.0, size * 0.55, 0.0)
        .turned(turn(-62.0, 0.0, 0.0))
        .moved(0.0, size * 0.66, 0.10);
    let muzzle =
        prism(0.10, 0.135, 0.52, 4, IRON).scaled(size / 0.45, 1.0, size / 0.45).turned(turn(90.0, 0.0, 0.0));
    let sunk = place - out * 0.07;
    yard.fix_both(Mesh::of([frame, lid, muzzle]).turned(facing).at(sunk));
    for (name, side) in [("l", 1.0), ("r", -1.0)] {
        let place = (place + out * 0.5) * Vec3::new(side, 1.0, 1.0);
        let turn = if side > 0.0 {
            facing
        } else {
            Quat::from_rotation_arc(Vec3::Z, (out * Vec3::new(-1.0, 0.0, 1.0)).normalize())
        };
        yard.socket(&format!("socket_cannon_{index}{name}"), 0, place, turn);
    }
}

/// A lit window in a brass frame, looking to +z around the origin: a low arch, with an upright bar
/// where it is `barred`.
pub fn window([wide, high]: [f32; 2], barred: bool) -> Mesh {
    let (half, top, sill) = (wide / 2.0 + 0.09, high / 2.0 + 0.09, -high / 2.0 - 0.09);
    let shoulder = high * 0.22;
    let outline = [
        (-half, sill),
        (half, sill),
        (half, shoulder),
        (half * 0.5, top),
        (-half * 0.5, top),
        (-half, shoulder),
    ];
    let ring =
        |z: f32, grow: f32| Ring(outline.iter().map(|(x, y)| Vec3::new(x * grow, y * grow, z)).collect());
    let frame = loft(&[ring(-0.08, 1.0), ring(0.07, 0.95)], BRASS);
    let glazed = frame.inset(0.74, 0.03, FLAME.toned(0.10), |_, normal| normal.z > 0.9);
    if !barred {
        return glazed;
    }
    let bar = spar(Vec3::new(0.0, sill, 0.05), Vec3::new(0.0, top, 0.05), [0.035; 2], 3, BRASS);
    glazed.and(bar)
}

/// A ship's lantern, `high` metres, hanging from the origin.
pub fn lantern(high: f32) -> Mesh {
    let h = high;
    let glass = lathe(&[(h * 0.17, 0.0), (h * 0.27, h * 0.22), (h * 0.20, h * 0.46)], 5, GLOW).moved(
        0.0,
        -h * 0.80,
        0.0,
    );
    let roof = spike([h * 0.30, h * 0.30], h * 0.38, 5, BRASS).moved(0.0, -h * 0.38, 0.0);
    let foot = prism(h * 0.12, h * 0.23, h * 0.12, 5, BRASS).moved(0.0, -h * 0.90, 0.0);
    Mesh::of([glass, roof, foot])
}

/// Hangs a lantern that swings, with the socket of its light.
pub fn hang_lantern(yard: &mut Yard, name: &str, place: Vec3, high: f32) {
    let joint = yard.hang(&format!("lantern_{name}"), place, lantern(high).at(place));
    yard.socket(&format!("socket_light_{name}"), joint, place - Vec3::Y * high * 0.55, Quat::IDENTITY);
}

/// A bell of brass with a glowing throat, looking aft from `place`.
pub fn engine(yard: &mut Yard, name: &str, place: Vec3, radius: f32) {
    let r = radius;
    let profile = [
        (r * 0.72, -r * 0.5),
        (r * 0.62, r * 0.25),
        (r * 1.05, r * 0.92),
        (r * 0.94, r * 1.02),
        (r * 0.46, r * 0.55),
    ];
    let bell = lathe(&profile, 8, BRASS).painted_where(super::ENGINE, |middle, normal| {
        normal.y > 0.2 && middle.y > r * 0.5 && middle.y < r * 0.9
    });
    let core =
        gem([r * 0.34, r * 0.34], r * 0.5, 0.05, 5, super::ENGINE.toned(0.15)).moved(0.0, r * 0.54, 0.0);
    yard.fix(bell.and(core).turned(turn(-90.0, 0.0, 0.0)).at(place));
    yard.socket(&format!("socket_engine_{name}"), 0, place - Vec3::Z * r * 1.1, turn(0.0, 180.0, 0.0));
}

/// The ring that turns about the stern: a hoop with studs of light.
pub fn gyre(yard: &mut Yard, name: &str, place: Vec3, radius: f32, studs: usize) {
    let ring = hoop(radius, [radius * 0.075, radius * 0.13], 12, BRASS);
    let stud = |index: usize| {
        let turned = Quat::from_rotation_z((index as f32 + 0.5) * crate::trig::TAU / studs as f32);
        gem([radius * 0.13, radius * 0.13], radius * 0.20, radius * 0.20, 4, super::ENGINE)
            .at(Vec3::Y * radius)
            .turned(turned)
    };
    let mesh = Mesh::of((0..studs).map(stud)).and(ring);
    yard.hang(name, place, mesh.at(place));
}

/// The rudder behind the stern, hung on its fore edge. `size` is (length, height).
pub fn rudder(yard: &mut Yard, place: Vec3, [long, high]: [f32; 2]) {
    let ring = |y: f32, from: f32, long: f32, half: f32| {
        let at = |x: f32, z: f32| Vec3::new(x, y, -z);
        Ring(vec![at(half, from), at(half * 0.6, from + long), at(-half * 0.6, from + long), at(-half, from)])
    };
    let blade = loft(
        &[
            ring(-high * 0.62, 0.0, long * 0.86, 0.07),
            ring(-high * 0.30, 0.0, long, 0.09),
            ring(high * 0.05, 0.0, long * 0.55, 0.09),
            ring(high * 0.38, 0.0, long * 0.42, 0.07),
        ],
        WOOD.toned(-0.10),
    );
    let strap = |y: f32, long: f32| {
        prism(0.17, 0.17, 0.12, 4, BRASS).scaled(1.0, 1.0, long / 0.24).moved(0.0, y, -long / 2.0 + 0.08)
    };
    let mesh = Mesh::of([blade, strap(-high * 0.36, long * 0.7), strap(high * 0.02, long * 0.45)]);
    yard.hang("rudder", place, mesh.at(place));
}

/// A hatch with a dark grating on a deck.
pub fn hatch(yard: &mut Yard, s: f32, [wide, long]: [f32; 2]) {
    let place = yard.on_deck(0.0, s) - Vec3::Y * 0.03;
    let coaming = prism(wide * FRAC_1_SQRT_2, wide * 0.66, 0.22, 4, DARK_WOOD)
        .scaled(1.0, 1.0, long / wide)
        .inset(0.80, 0.06, DARK_WOOD.toned(-0.30), |_, normal| normal.y > 0.9);
    yard.fix(coaming.at(place));
}

/// Stairs that lead up aft from a deck, `high` metres, to port by `x`.
pub fn stairs(yard: &mut Yard, x: f32, s: f32, high: f32) {
    let foot = yard.on_deck(x, s);
    let steps = (high / 0.40) as usize;
    for step in 0..steps {
        let up = high * (step + 1) as f32 / (steps + 1) as f32;
        let back = (steps - step) as f32 * 0.30;
        yard.fix(
            prism(0.40, 0.40, up, 4, DARK_WOOD.toned(0.04))
                .scaled(1.0, 1.0, 0.46)
                .at(foot + Vec3::Z * (back - 0.02)),
        );
    }
}

/// The wheel on its stand, looking forward, with the berth of who steers.
pub fn helm(yard: &mut Yard, s: f32) {
    let deck = yard.on_deck(0.0, s);
    let stand = prism(0.26, 0.15, 0.90, 4, DARK_WOOD).at(deck);
    let hub = deck + Vec3::new(0.0, 0.92, -0.22);
    let ring = hoop(0.42, [0.06, 0.06], 6, WOOD.toned(0.06)).at(hub);
    let spokes = (0..2).map(|index| {
        let arm = Quat::from_rotation_z(0.4 + index as f32 * FRAC_PI_2) * Vec3::X * 0.60;
        spar(hub - arm, hub + arm, [0.04; 2], 3, BRASS)
    });
    yard.fix(Mesh::of(spokes).and(stand).and(ring));
    yard.socket("socket_helm", 0, deck - Vec3::Z * 0.85, Quat::IDENTITY);
}

/// Berths: where figures stand on deck, looking forward.
pub fn berths(yard: &mut Yard, places: &[(f32, f32)]) {
    for (index, &(x, s)) in places.iter().enumerate() {
        let place = yard.on_deck(x, s);
        yard.socket(&format!("socket_berth_{index}"), 0, place, Quat::IDENTITY);
    }
}

/// A bracket that holds something out from `from` over `to`: a curved arm of brass.
pub fn bracket(from: Vec3, to: Vec3, rise: f32) -> Mesh {
    let middle = from.lerp(to, 0.45) + Vec3::Y * rise;
    bend(&[from, middle, to + Vec3::Y * rise * 0.3, to], 0.055, 4, BRASS)
}
