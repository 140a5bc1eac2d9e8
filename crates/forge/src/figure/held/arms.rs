//! What throws and what wards: bows, crossbows, guns, slings, whips, shields.

use glam::Vec3;

use super::haft::WOOD;
use crate::figure::body::{BRASS, CLOAK, LEATHER, LINEN, STEEL, TRIM};
use crate::mesh::{Mesh, Ring, Turned, brick, gem, lathe, loft, prism, slab, spike, tube};
use crate::trig::turn;

fn at(x: f32, y: f32, z: f32, half: f32) -> Turned {
    Turned { place: Vec3::new(x, y, z), half: [half, half] }
}

/// A bow of so many metres to either side of the fist, its string toward the archer (-z).
fn bow(reach: f32, depth: f32, half: f32) -> Mesh {
    let limb = |side: f32| {
        [
            at(0.0, 0.07 * side, 0.0, half * 1.2),
            at(0.0, reach * 0.45 * side, -depth * 0.10, half * 1.15),
            at(0.0, reach * 0.82 * side, -depth * 0.55, half * 0.9),
            at(0.0, reach * side, -depth, half * 0.45),
        ]
    };
    let grip = prism(half * 1.7, half * 1.7, 0.17, 6, LEATHER).moved(0.0, -0.085, 0.0);
    let string = brick([0.008, reach * 1.96, 0.008], [1.0, 1.0], LINEN).moved(0.0, -reach * 0.98, -depth);
    let horn = gem([half * 0.9, half * 0.9], 0.05, 0.05, 5, BRASS);
    let horns = horn.clone().moved(0.0, reach, -depth).and(horn.moved(0.0, -reach, -depth));
    Mesh::of([tube(&limb(1.0), 5, WOOD), tube(&limb(-1.0), 5, WOOD), grip, string, horns])
}

pub(super) fn shortbow() -> Mesh {
    bow(0.42, 0.17, 0.022)
}

pub(super) fn longbow() -> Mesh {
    bow(0.70, 0.20, 0.024)
}

/// Stock along +y, bow across it.
fn crossbow(stock: f32, reach: f32) -> Mesh {
    let tiller = slab([0.062, stock, 0.070], [0.8, 0.7], 0.014, WOOD).moved(0.0, -stock * 0.32, 0.0);
    let butt =
        slab([0.066, 0.16, 0.125], [0.9, 0.7], 0.014, WOOD.toned(-0.06)).moved(0.0, -stock * 0.42, -0.02);
    let top = stock * 0.60;
    let limb = [
        at(0.0, top, 0.01, 0.026),
        at(reach * 0.6, top - 0.03, 0.01, 0.022),
        at(reach, top - 0.10, 0.01, 0.010),
    ];
    let string = [
        at(-reach, top - 0.10, 0.012, 0.006),
        at(0.0, top - 0.16, 0.03, 0.006),
        at(reach, top - 0.10, 0.012, 0.006),
    ];
    let bolt = prism(0.012, 0.012, 0.26, 5, LINEN)
        .moved(0.0, top - 0.16, 0.046)
        .and(spike([0.022, 0.016], 0.07, 4, STEEL).moved(0.0, top + 0.09, 0.046));
    let stirrup = slab([0.09, 0.05, 0.05], [0.7, 0.8], 0.010, STEEL).moved(0.0, top + 0.01, 0.0);
    Mesh::of([tiller, butt, tube(&limb, 5, STEEL).both_sides(), tube(&string, 4, LINEN), bolt, stirrup])
}

pub(super) fn hand_crossbow() -> Mesh {
    crossbow(0.34, 0.18)
}

pub(super) fn light_crossbow() -> Mesh {
    crossbow(0.60, 0.32)
}

pub(super) fn heavy_crossbow() -> Mesh {
    crossbow(0.78, 0.46).scaled(1.12, 1.0, 1.2)
}

/// A barrel along +y on a stock of wood, with a lock of brass.
fn gun(barrel: f32, butt: f32) -> Mesh {
    let pipe = prism(0.036, 0.030, barrel, 7, STEEL).moved(0.0, 0.02, 0.040);
    let muzzle = prism(0.042, 0.046, 0.06, 7, BRASS).moved(0.0, barrel - 0.03, 0.040);
    let fore = slab([0.056, barrel * 0.72, 0.055], [0.8, 0.8], 0.012, WOOD).moved(0.0, -0.02, 0.0);
    let stock = slab([0.064, butt, 0.105], [0.85, 0.6], 0.014, WOOD)
        .turned(turn(150.0, 0.0, 0.0))
        .moved(0.0, 0.06, 0.02);
    let lock = slab([0.030, 0.11, 0.075], [0.8, 0.7], 0.008, BRASS).moved(0.038, 0.0, 0.018);
    let cock = spike([0.014, 0.024], 0.075, 4, BRASS).turned(turn(70.0, 0.0, 0.0)).moved(0.045, 0.02, 0.045);
    Mesh::of([pipe, muzzle, fore, stock, lock, cock])
}

pub(super) fn pistol() -> Mesh {
    gun(0.30, 0.17)
}

pub(super) fn musket() -> Mesh {
    gun(0.98, 0.36)
}

pub(super) fn blowgun() -> Mesh {
    let pipe = prism(0.024, 0.020, 0.86, 6, WOOD).moved(0.0, -0.12, 0.0);
    let band = |y: f32| prism(0.030, 0.030, 0.05, 6, TRIM).moved(0.0, y, 0.0);
    Mesh::of([pipe, band(0.06), band(0.34), band(0.60), lathe(&[(0.026, -0.12), (0.038, -0.16)], 6, BRASS)])
}

pub(super) fn dart() -> Mesh {
    let shaft = prism(0.014, 0.012, 0.22, 5, WOOD).moved(0.0, -0.06, 0.0);
    let fin = brick([0.085, 0.09, 0.008], [0.5, 1.0], TRIM).moved(0.0, -0.10, 0.0);
    Mesh::of([
        shaft,
        fin.clone(),
        fin.turned(turn(0.0, 90.0, 0.0)),
        gem([0.030, 0.030], 0.12, 0.03, 5, STEEL).moved(0.0, 0.17, 0.0),
    ])
}

pub(super) fn sling() -> Mesh {
    let strap = [at(0.0, 0.02, 0.0, 0.014), at(0.02, -0.14, 0.03, 0.012), at(0.05, -0.32, 0.03, 0.014)];
    let other = [at(0.0, 0.02, 0.0, 0.014), at(-0.02, -0.14, 0.03, 0.012), at(0.01, -0.32, 0.03, 0.014)];
    let cup = gem([0.062, 0.050], 0.03, 0.055, 6, LEATHER).moved(0.03, -0.35, 0.03);
    let stone = gem([0.040, 0.040], 0.036, 0.03, 6, crate::paint::Paint::rough(crate::paint::Ramp::Stone))
        .moved(0.03, -0.335, 0.03);
    Mesh::of([tube(&strap, 4, LEATHER), tube(&other, 4, LEATHER), cup, stone])
}

pub(super) fn whip() -> Mesh {
    let grip = prism(0.026, 0.020, 0.26, 6, LEATHER).moved(0.0, -0.10, 0.0);
    let lash = [
        at(0.0, 0.14, 0.0, 0.018),
        at(0.03, 0.36, 0.02, 0.017),
        at(0.16, 0.46, 0.03, 0.015),
        at(0.26, 0.34, 0.02, 0.013),
        at(0.20, 0.18, 0.0, 0.012),
        at(0.30, 0.06, -0.02, 0.010),
        at(0.44, 0.12, 0.0, 0.003),
    ];
    Mesh::of([
        grip,
        tube(&lash, 5, LEATHER.toned(0.10)),
        gem([0.032, 0.032], 0.03, 0.03, 6, BRASS).moved(0.0, -0.11, 0.0),
    ])
}

/// Facing +z, its grip behind.
pub(crate) fn shield_round() -> Mesh {
    let face = lathe(&[(0.298, 0.0), (0.245, 0.040)], 10, WOOD);
    let rim = lathe(&[(0.305, -0.012), (0.320, 0.010), (0.270, 0.036)], 10, STEEL);
    let field = lathe(&[(0.262, 0.030), (0.095, 0.062)], 10, CLOAK);
    let boss = lathe(&[(0.105, 0.05), (0.088, 0.085), (0.035, 0.115)], 6, BRASS);
    let cross = brick([0.05, 0.03, 0.46], [0.9, 0.98], TRIM).moved(0.0, 0.044, 0.0);
    Mesh::of([face, rim, field, cross.clone(), cross.turned(turn(0.0, 90.0, 0.0)), boss])
        .turned(turn(90.0, 0.0, 0.0))
}

/// Facing +z, long enough for the knee.
pub(crate) fn shield_kite() -> Mesh {
    let outline = |scale: f32, z: f32, bow: f32| {
        let corners = [
            (0.0, 0.40),
            (0.20, 0.36),
            (0.245, 0.22),
            (0.20, -0.10),
            (0.0, -0.52),
            (-0.20, -0.10),
            (-0.245, 0.22),
            (-0.20, 0.36),
        ];
        Ring(corners.map(|(x, y): (f32, f32)| Vec3::new(x * scale, y * scale, z - bow * x.abs())).to_vec())
    };
    let plate =
        loft(&[outline(0.97, -0.02, 0.25), outline(1.0, 0.0, 0.25), outline(0.93, 0.026, 0.25)], STEEL);
    let field = loft(&[outline(0.90, 0.010, 0.25), outline(0.84, 0.040, 0.25)], CLOAK);
    let bar = brick([0.055, 0.74, 0.03], [0.9, 1.0], TRIM).moved(0.0, -0.40, 0.040);
    let arm = brick([0.34, 0.055, 0.03], [1.0, 1.0], TRIM).moved(0.0, 0.12, 0.032);
    let boss =
        gem([0.062, 0.062], 0.05, 0.02, 6, BRASS).turned(turn(90.0, 0.0, 0.0)).moved(0.0, 0.148, 0.055);
    Mesh::of([plate, field, bar, arm, boss])
}
