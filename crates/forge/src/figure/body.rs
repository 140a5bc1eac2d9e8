//! The parts of the body that every species shares, made for the reference frame: plain clothes
//! that outfits are worn over, hands, boots and the base.

use glam::Vec3;

use super::rig::{BASE_HEIGHT, Bone};
use crate::mesh::{Mesh, Ring, block, lathe, loft, slab};
use crate::paint::{Paint, Ramp, Slot};
use crate::trig::turn;

pub const SKIN: Paint = Paint::matte(Ramp::Sand).for_slot(Slot::Skin);
pub const HAIR: Paint = Paint::rough(Ramp::Oak).for_slot(Slot::Hair);
pub const CLOAK: Paint = Paint::matte(Ramp::Tide).for_slot(Slot::Cloak);
pub const TRIM: Paint = Paint::matte(Ramp::Brass).for_slot(Slot::Trim);
pub const BRASS: Paint = Paint::metal(Ramp::Brass);
pub const STEEL: Paint = Paint::metal(Ramp::Iron);
pub const LEATHER: Paint = Paint::rough(Ramp::Oak).toned(-0.16);
pub const TROUSERS: Paint = Paint::matte(Ramp::Slate).toned(-0.14);
pub const LINEN: Paint = Paint::matte(Ramp::Bone);
pub const DARK: Paint = Paint::matte(Ramp::Ink);

/// The part of a bone, around its joint; nothing for heads and tails, which species bring.
pub fn part(bone: Bone) -> Mesh {
    use Bone::*;
    match bone {
        Base => base(),
        Pelvis => pelvis(),
        Chest => chest(),
        UpperArmL => upper_arm(),
        ForeArmL => fore_arm(),
        HandL => hand(SKIN),
        ThighL => thigh(),
        ShinL => shin(),
        UpperArmR | ForeArmR | HandR | ThighR | ShinR => part(bone.other_side()).mirrored(),
        Head | Tail => Mesh::default(),
    }
}

/// Rings of eight along y: (y, half x, half z, z of the middle).
pub fn rings(sections: &[(f32, f32, f32, f32)], cut: f32) -> Vec<Ring> {
    let ring =
        |&(y, x, z, forward): &(f32, f32, f32, f32)| Ring::chamfered(y, x, z, cut).moved(0.0, 0.0, forward);
    sections.iter().map(ring).collect()
}

/// The same with six points: limbs.
pub fn six(sections: &[(f32, f32, f32, f32)]) -> Vec<Ring> {
    let ring = |&(y, x, z, forward): &(f32, f32, f32, f32)| Ring::oval(6, y, x, z).moved(0.0, 0.0, forward);
    sections.iter().map(ring).collect()
}

fn base() -> Mesh {
    let rim = BRASS.for_slot(Slot::Star);
    let rim = Paint { ramp: Ramp::StarM, finish: crate::paint::Finish::Glow, ..rim };
    let wood = Paint::rough(Ramp::Oak).toned(-0.22);
    let radius = 0.40;
    let turned = lathe(
        &[
            (radius - 0.012, 0.0),
            (radius, 0.012),
            (radius - 0.006, 0.026),
            (radius - 0.012, 0.052),
            (radius - 0.022, 0.066),
            (radius - 0.050, BASE_HEIGHT),
        ],
        18,
        wood,
    );
    // The rim is a band of light between two of brass.
    turned
        .painted_where(BRASS.toned(-0.05), |middle, normal| {
            normal.y.abs() < 0.95 && middle.y < BASE_HEIGHT - 0.012
        })
        .painted_where(rim, |middle, normal| normal.y.abs() < 0.9 && (0.026..0.052).contains(&middle.y))
        .painted_where(BRASS, |middle, normal| normal.y < 0.95 && middle.y > 0.066)
}

fn pelvis() -> Mesh {
    let sections = [
        (-0.14, 0.10, 0.09, 0.0),
        (-0.09, 0.165, 0.13, 0.0),
        (0.03, 0.165, 0.125, 0.0),
        (0.115, 0.150, 0.11, 0.0),
    ];
    loft(&rings(&sections, 0.4), TROUSERS)
}

fn chest() -> Mesh {
    let sections = [
        (-0.02, 0.145, 0.105, 0.0),
        (0.10, 0.170, 0.120, 0.004),
        (0.25, 0.225, 0.145, 0.010),
        (0.345, 0.220, 0.135, 0.0),
        (0.41, 0.12, 0.095, -0.005),
    ];
    let trunk = loft(&rings(&sections, 0.42), CLOAK);
    let neck = loft(&six(&[(0.36, 0.085, 0.085, 0.0), (0.46, 0.072, 0.072, 0.012)]), SKIN.toned(-0.12));
    trunk.and(neck)
}

fn upper_arm() -> Mesh {
    let sections = [
        (-0.255, 0.050, 0.052, 0.0),
        (-0.20, 0.066, 0.068, 0.0),
        (-0.04, 0.082, 0.086, 0.0),
        (0.05, 0.062, 0.068, 0.0),
    ];
    loft(&six(&sections), CLOAK)
}

/// The sleeve ends in a cuff that hides the wrist.
fn fore_arm() -> Mesh {
    let sleeve = [(-0.185, 0.058, 0.060, 0.0), (-0.06, 0.062, 0.066, 0.0), (0.03, 0.058, 0.060, 0.0)];
    let cuff = [(-0.212, 0.064, 0.064, 0.0), (-0.20, 0.078, 0.078, 0.0), (-0.135, 0.072, 0.072, 0.0)];
    loft(&six(&sleeve), CLOAK).and(loft(&six(&cuff), TRIM))
}

/// A loose fist around what it holds: palm, a block of fingers with notches, a thumb over it.
pub fn hand(skin: Paint) -> Mesh {
    let palm = slab([0.085, 0.10, 0.105], [0.85, 0.8], 0.02, skin)
        .turned(turn(180.0, 0.0, 0.0))
        .moved(0.0, 0.0, 0.0);
    let fingers = block([0.092, 0.055, 0.058], 0.016, skin.toned(0.03)).moved(-0.006, -0.112, 0.026);
    let thumb = slab([0.034, 0.062, 0.038], [0.8, 0.8], 0.010, skin.toned(0.06))
        .turned(turn(150.0, 0.0, 14.0))
        .at(Vec3::new(-0.040, -0.018, 0.042));
    Mesh::of([palm, fingers, thumb])
}

fn thigh() -> Mesh {
    let sections = [
        (-0.34, 0.070, 0.075, 0.0),
        (-0.20, 0.088, 0.098, 0.0),
        (-0.04, 0.102, 0.115, 0.0),
        (0.05, 0.080, 0.095, 0.0),
    ];
    loft(&six(&sections), TROUSERS)
}

/// A boot with a turned-down cuff and a foot that is wider at the toes.
fn shin() -> Mesh {
    let leg = [(-0.30, 0.066, 0.074, -0.012), (-0.12, 0.076, 0.084, -0.004), (0.04, 0.070, 0.076, 0.0)];
    let cuff = [
        (-0.105, 0.084, 0.092, -0.004),
        (-0.09, 0.098, 0.104, -0.004),
        (-0.015, 0.100, 0.106, 0.0),
        (0.0, 0.088, 0.094, 0.0),
    ];
    let boot = LEATHER;
    let sole =
        slab([0.150, 0.028, 0.270], [0.98, 0.99], 0.008, LEATHER.toned(-0.18)).moved(0.006, -0.34, 0.045);
    Mesh::of([loft(&six(&leg), boot), loft(&six(&cuff), boot.toned(0.10)), foot(boot), sole])
}

/// The upper of a shoe or a bare foot: low at the toes, high at the ankle.
pub fn foot(paint: Paint) -> Mesh {
    let section = |z: f32, half: f32, height: f32| {
        let low = -0.325;
        Ring(vec![
            Vec3::new(half, low, z),
            Vec3::new(half, low + height * 0.55, z),
            Vec3::new(half * 0.55, low + height, z),
            Vec3::new(-half * 0.55, low + height, z),
            Vec3::new(-half, low + height * 0.55, z),
            Vec3::new(-half, low, z),
        ])
    };
    let sections = [
        section(-0.085, 0.055, 0.09),
        section(-0.04, 0.068, 0.14),
        section(0.07, 0.072, 0.10),
        section(0.165, 0.062, 0.055),
    ];
    loft(&sections, paint).moved(0.005, 0.0, 0.0)
}
