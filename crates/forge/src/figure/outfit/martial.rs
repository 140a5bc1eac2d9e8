//! Those who stand in front: barbarian, fighter, paladin.

use super::kit::{bare_arm, belted, bracer, cape, jacket, mantle, pauldron, strap};
use crate::figure::body::{
    BRASS, CLOAK, DARK, LEATHER, SKIN, STEEL, TRIM, TROUSERS, boot, eight, fore_arm, neck, six, skirt, thigh,
    trunk, upper_arm,
};
use crate::figure::held;
use crate::figure::rig::Bone::*;
use crate::figure::wear::{Hair, Wear};
use crate::mesh::{Mesh, brick, gem, spike};
use crate::paint::{Paint, Ramp};
use crate::seed::Seed;
use crate::trig::turn;

const FUR: Paint = Paint::rough(Ramp::Stone);

/// Bare but for furs: a mantle as wide as a door, boots of the same beast.
pub(super) fn barbarian() -> Wear {
    let mut seed = Seed::of("outfit/barbarian", 1);
    let mut furs = mantle(0.355, 0.10, FUR.toned(-0.06));
    for index in 0..12 {
        let angle = 30.0 * index as f32 + 15.0;
        let lock = spike([0.085, 0.045], seed.between(0.17, 0.24), 4, FUR.toned(seed.between(-0.12, 0.08)));
        let lock = lock.turned(turn(118.0, 0.0, 0.0)).moved(0.0, 0.335, 0.135).turned(turn(0.0, angle, 0.0));
        furs.add(&lock.scaled(1.55, 1.0, 1.0));
    }
    let scar = brick([0.020, 0.16, 0.01], [0.6, 1.0], SKIN.toned(0.2))
        .turned(turn(4.0, 0.0, 30.0))
        .moved(0.09, 0.10, 0.160);
    let tassel = spike([0.075, 0.03], 0.30, 4, FUR).turned(turn(180.0, 0.0, 0.0)).moved(0.0, 0.05, 0.145);
    let cuff =
        six(&[(-0.13, 0.125, 0.130, -0.004), (-0.02, 0.140, 0.145, 0.0), (0.03, 0.100, 0.105, 0.0)], FUR);
    let paint = Paint { tone: 0.0, ..CLOAK };
    Wear::default()
        .over(Chest, Mesh::of([trunk(SKIN), neck(SKIN), strap(LEATHER), furs, scar]))
        .over(Pelvis, Mesh::of([belted(TROUSERS), skirt(0.17, 0.225, paint, FUR), tassel]))
        .over_both(UpperArmL, bare_arm())
        .over_both(ForeArmL, bracer(LEATHER))
        .over_both(ShinL, boot(LEATHER).and(cuff))
        .holding("greataxe")
}

/// Plate from crest to knee, and a round shield.
pub(super) fn fighter() -> Wear {
    let plate = trunk(STEEL).painted_where(CLOAK, |middle, _| middle.y < 0.06);
    let ridge =
        brick([0.030, 0.26, 0.03], [1.2, 1.0], BRASS).turned(turn(6.0, 0.0, 0.0)).moved(0.0, 0.04, 0.142);
    let gorget = eight(&[(0.36, 0.175, 0.140, 0.0), (0.46, 0.115, 0.115, 0.006)], 0.42, STEEL);
    let knee = gem([0.075, 0.085], 0.07, 0.08, 6, STEEL).moved(0.0, 0.01, 0.055);
    let greave = six(&[(-0.25, 0.088, 0.096, -0.004), (-0.02, 0.104, 0.112, 0.0)], STEEL);
    Wear::default()
        .hatted(helm().and(crest(CLOAK)), Hair::Hidden)
        .over(Chest, Mesh::of([plate, neck(SKIN), ridge, gorget]))
        .over(Pelvis, Mesh::of([belted(TROUSERS), skirt(0.17, 0.225, STEEL.toned(-0.06), BRASS)]))
        .over_both(UpperArmL, upper_arm(CLOAK).and(pauldron(1.06, STEEL, BRASS)))
        .over_both(ForeArmL, fore_arm(STEEL, STEEL.toned(0.08)))
        .over_both(ShinL, boot(LEATHER).and(greave).and(knee))
        .on(ForeArmL, held::shield_round().turned(turn(0.0, 90.0, 0.0)).moved(0.095, -0.14, 0.02))
        .holding("longsword")
}

/// A great helm with wings, a white cloak, a kite shield.
pub(super) fn paladin() -> Wear {
    let feather = |y: f32, long: f32, lean: f32| {
        spike([0.014, 0.058], long, 4, BRASS).turned(turn(-lean, 0.0, -20.0)).moved(0.168, y, -0.01)
    };
    let wings = Mesh::of([feather(0.22, 0.34, 26.0), feather(0.19, 0.27, 52.0), feather(0.17, 0.19, 78.0)])
        .both_sides();
    let tabard =
        brick([0.20, 0.40, 0.03], [1.1, 1.0], CLOAK).turned(turn(2.0, 0.0, 0.0)).moved(0.0, -0.34, 0.150);
    let sun = gem([0.060, 0.022], 0.06, 0.06, 6, BRASS).moved(0.0, 0.20, 0.182);
    let front =
        brick([0.21, 0.33, 0.04], [1.25, 1.0], CLOAK).turned(turn(7.0, 0.0, 0.0)).moved(0.0, 0.02, 0.128);
    let white = Paint::matte(Ramp::Bone);
    Wear::default()
        .hatted(helm().and(wings), Hair::Hidden)
        .over(Chest, Mesh::of([jacket(STEEL, STEEL), front, sun, cape(0.94, 0.34, white, TRIM)]))
        .over(Pelvis, Mesh::of([belted(TROUSERS), skirt(0.20, 0.235, STEEL.toned(-0.06), BRASS), tabard]))
        .over_both(UpperArmL, upper_arm(STEEL.toned(-0.1)).and(pauldron(1.0, STEEL, BRASS)))
        .over_both(ForeArmL, fore_arm(STEEL, BRASS))
        .over_both(ThighL, thigh(STEEL.toned(-0.12)))
        .over_both(ShinL, boot(STEEL.toned(-0.12)))
        .on(ForeArmL, held::shield_kite().turned(turn(0.0, 90.0, 0.0)).moved(0.095, -0.10, 0.02))
        .holding("warhammer")
}

/// A helm that leaves the face free: bowl, cheeks, nose guard.
fn helm() -> Mesh {
    let bowl = eight(
        &[
            (0.225, 0.182, 0.190, -0.010),
            (0.255, 0.186, 0.194, -0.010),
            (0.335, 0.150, 0.156, -0.015),
            (0.395, 0.060, 0.070, -0.02),
        ],
        0.42,
        STEEL,
    );
    let band = eight(&[(0.215, 0.192, 0.200, -0.010), (0.255, 0.192, 0.200, -0.010)], 0.42, BRASS);
    let cheek = brick([0.030, 0.19, 0.135], [1.0, 1.0], STEEL.toned(-0.05))
        .turned(turn(0.0, 8.0, 3.0))
        .moved(0.162, 0.035, 0.045)
        .both_sides();
    let nape = eight(&[(0.02, 0.150, 0.050, -0.135), (0.22, 0.170, 0.070, -0.120)], 0.42, STEEL.toned(-0.06));
    let guard =
        brick([0.034, 0.13, 0.022], [0.8, 1.0], BRASS).turned(turn(-3.0, 0.0, 0.0)).moved(0.0, 0.108, 0.184);
    Mesh::of([bowl, band, cheek, nape, guard])
}

/// A comb of horsehair from brow to nape.
fn crest(paint: Paint) -> Mesh {
    let comb = |z: f32, y: f32, high: f32, lean: f32| {
        brick([0.064, high, 0.12], [1.1, 1.25], paint).turned(turn(lean, 0.0, 0.0)).moved(0.0, y, z)
    };
    let ridge = brick([0.030, 0.04, 0.30], [0.9, 0.9], DARK).moved(0.0, 0.365, -0.02);
    Mesh::of([
        ridge,
        comb(0.125, 0.33, 0.19, 30.0),
        comb(0.03, 0.375, 0.215, 6.0),
        comb(-0.08, 0.365, 0.22, -20.0),
        comb(-0.165, 0.29, 0.21, -50.0),
    ])
}
