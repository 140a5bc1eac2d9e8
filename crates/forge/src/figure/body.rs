//! The parts of the body that every species shares, made for the reference frame: a tunic, trousers
//! and boots to go without an outfit, hands, and the base.

use glam::Vec3;

use super::rig::{BASE_HEIGHT, Bone};
use crate::mesh::{Mesh, Ring, brick, lathe, loft};
use crate::paint::{Paint, Ramp, Slot};
use crate::trig::turn;

pub const SKIN: Paint = Paint::matte(Ramp::Sand).for_slot(Slot::Skin).toned(0.07);
pub const HAIR: Paint = Paint::rough(Ramp::Oak).for_slot(Slot::Hair);
pub const CLOAK: Paint = Paint::matte(Ramp::Tide).for_slot(Slot::Cloak);
pub const TRIM: Paint = Paint::matte(Ramp::Brass).for_slot(Slot::Trim);
pub const GLASS: Paint = Paint::glow(Ramp::Lantern).for_slot(Slot::Lantern).toned(0.16);
pub const BRASS: Paint = Paint::metal(Ramp::Brass);
pub const STEEL: Paint = Paint::metal(Ramp::Iron);
pub const LEATHER: Paint = Paint::rough(Ramp::Oak).toned(-0.18);
pub const TROUSERS: Paint = Paint::matte(Ramp::Slate).toned(-0.20);
pub const LINEN: Paint = Paint::matte(Ramp::Bone);
pub const DARK: Paint = Paint::matte(Ramp::Ink);

/// The part of a bone, around its joint; nothing for heads and tails, which species bring.
pub fn part(bone: Bone) -> Mesh {
    use Bone::*;
    match bone {
        Base => base(),
        Pelvis => hips(TROUSERS).and(skirt(0.20, 0.215, CLOAK, TRIM)).and(belt()),
        Chest => trunk(CLOAK).and(neck(SKIN)).and(collar(TRIM)),
        UpperArmL => upper_arm(CLOAK),
        ForeArmL => fore_arm(CLOAK, TRIM),
        HandL => hand(SKIN),
        ThighL => thigh(TROUSERS),
        ShinL => boot(LEATHER),
        UpperArmR | ForeArmR | HandR | ThighR | ShinR => part(bone.other_side()).mirrored(),
        Head | Tail => Mesh::default(),
    }
}

/// A section along y: height, half widths across and deep, and how far its middle lies forward.
pub type Section = (f32, f32, f32, f32);

/// Skin over eight-cornered sections: trunks, skirts, heads.
pub fn eight(sections: &[Section], cut: f32, paint: Paint) -> Mesh {
    let ring = |&(y, x, z, forward): &Section| Ring::chamfered(y, x, z, cut).moved(0.0, 0.0, forward);
    loft(&sections.iter().map(ring).collect::<Vec<_>>(), paint)
}

/// Skin over six-cornered sections: limbs.
pub fn six(sections: &[Section], paint: Paint) -> Mesh {
    let ring = |&(y, x, z, forward): &Section| Ring::oval(6, y, x, z).moved(0.0, 0.0, forward);
    loft(&sections.iter().map(ring).collect::<Vec<_>>(), paint)
}

/// A round of wood in brass; between two bevels runs the band of starlight.
fn base() -> Mesh {
    let wood = Paint::rough(Ramp::Oak).toned(-0.30);
    let star = Paint::glow(Ramp::StarM).for_slot(Slot::Star).toned(-0.15);
    let radius = 0.40;
    let profile = [(radius, 0.0), (radius, 0.022), (radius - 0.008, 0.054), (radius - 0.050, BASE_HEIGHT)];
    lathe(&profile, 13, BRASS)
        .painted_where(wood, |middle, _| middle.y > BASE_HEIGHT - 0.006)
        .painted_where(star, |middle, normal| normal.y.abs() < 0.9 && (0.024..0.05).contains(&middle.y))
}

pub fn hips(paint: Paint) -> Mesh {
    eight(&[(-0.10, 0.150, 0.115, 0.0), (0.11, 0.170, 0.125, 0.0)], 0.4, paint)
}

/// A skirt from the belt down by `length`, `wide` at its hem, which has a border of its own.
pub fn skirt(length: f32, wide: f32, paint: Paint, hem: Paint) -> Mesh {
    let border = 0.028;
    let sections = [
        (-length, wide, wide * 0.80, 0.0),
        (-length + border, wide - 0.008, wide * 0.79 - 0.006, 0.0),
        (0.06, 0.178, 0.134, 0.0),
        (0.10, 0.160, 0.12, 0.0),
    ];
    let ends = -length + border;
    eight(&sections, 0.38, paint).painted_where(hem, |middle, _| middle.y < ends - 0.001)
}

pub fn belt() -> Mesh {
    let strap = eight(&[(0.045, 0.185, 0.140, 0.0), (0.105, 0.180, 0.136, 0.0)], 0.38, LEATHER);
    let buckle = brick([0.090, 0.078, 0.05], [0.92, 0.7], BRASS).moved(0.0, 0.036, 0.138);
    strap.and(buckle)
}

/// A chest with its weight at the shoulders.
pub fn trunk(paint: Paint) -> Mesh {
    let sections = [
        (-0.03, 0.155, 0.112, 0.0),
        (0.09, 0.180, 0.130, 0.006),
        (0.24, 0.252, 0.165, 0.014),
        (0.335, 0.245, 0.150, 0.0),
        (0.405, 0.135, 0.105, -0.008),
    ];
    eight(&sections, 0.42, paint)
}

pub fn neck(paint: Paint) -> Mesh {
    six(&[(0.34, 0.092, 0.088, 0.0), (0.47, 0.078, 0.076, 0.014)], paint.toned(-0.16))
}

/// A band that stands around the neck.
pub fn collar(paint: Paint) -> Mesh {
    eight(&[(0.370, 0.168, 0.134, -0.004), (0.440, 0.118, 0.102, 0.0)], 0.42, paint)
}

/// A sleeve with a round shoulder.
pub fn upper_arm(paint: Paint) -> Mesh {
    let sections = [(-0.245, 0.060, 0.062, 0.0), (-0.01, 0.106, 0.112, 0.0), (0.07, 0.066, 0.072, 0.0)];
    six(&sections, paint)
}

/// A sleeve that ends in a cuff, which hides the wrist.
pub fn fore_arm(paint: Paint, cuff: Paint) -> Mesh {
    let sleeve = six(&[(-0.15, 0.070, 0.072, 0.0), (0.045, 0.068, 0.070, 0.0)], paint);
    let turned = [(-0.192, 0.091, 0.093, 0.0), (-0.105, 0.082, 0.084, 0.0)];
    sleeve.and(six(&turned, cuff))
}

/// A loose fist around what it holds, with a thumb over it.
pub fn hand(skin: Paint) -> Mesh {
    let fist = [(-0.138, 0.050, 0.052, 0.022), (-0.098, 0.068, 0.078, 0.014), (0.015, 0.050, 0.050, 0.0)];
    let thumb = brick([0.040, 0.085, 0.046], [0.75, 0.75], skin.toned(0.08))
        .turned(turn(158.0, 0.0, 10.0))
        .at(Vec3::new(-0.046, -0.012, 0.042));
    six(&fist, skin).and(thumb)
}

pub fn thigh(paint: Paint) -> Mesh {
    six(&[(-0.31, 0.088, 0.092, 0.0), (0.05, 0.114, 0.120, 0.0)], paint)
}

/// A boot with a turned-down cuff and a foot that is wider at the toes.
pub fn boot(paint: Paint) -> Mesh {
    let leg = six(&[(-0.27, 0.080, 0.086, -0.012), (-0.06, 0.090, 0.096, -0.002)], paint);
    let cuff = [(-0.095, 0.115, 0.119, -0.004), (0.015, 0.106, 0.112, 0.0)];
    Mesh::of([leg, six(&cuff, paint.toned(0.12)), foot(paint, paint.toned(-0.2))])
}

/// The upper of a shoe or a bare foot over its sole: low at the toes, high at the ankle.
pub fn foot(paint: Paint, sole: Paint) -> Mesh {
    const LOW: f32 = -0.31;
    let section = |z: f32, half: f32, height: f32| {
        let side = [(half, LOW), (half * 1.03, LOW + 0.034), (half * 0.60, LOW + height)];
        let other = side.iter().rev().map(|(x, y)| (-x, *y));
        Ring(side.iter().copied().chain(other).map(|(x, y)| Vec3::new(x + 0.006, y, z)).collect())
    };
    let sections = [section(-0.105, 0.070, 0.13), section(0.075, 0.092, 0.120), section(0.185, 0.070, 0.06)];
    loft(&sections, paint).painted_where(sole, |middle, _| middle.y < LOW + 0.025)
}
