//! Those who travel light: wayfarer, bard, ranger, rogue.

use super::kit::{belted, brim, cape, coat_tails, hood, jacket, mantle, pouch, strap};
use crate::figure::body::{
    BRASS, CLOAK, DARK, LEATHER, LINEN, TRIM, TROUSERS, boot, eight, fore_arm, six, skirt, upper_arm,
};
use crate::figure::rig::Bone::*;
use crate::figure::wear::{Hair, Wear};
use crate::mesh::{Mesh, Turned, brick, spike, tube};
use crate::paint::{Paint, Ramp};
use crate::trig::turn;
use glam::Vec3;

/// A long coat and a scarf that has the wind of another harbour in it.
pub(super) fn wayfarer() -> Wear {
    let lapels = brick([0.050, 0.30, 0.034], [1.3, 1.0], TRIM)
        .turned(turn(7.0, 0.0, -13.0))
        .moved(0.030, 0.05, 0.138)
        .both_sides();
    let scarf = eight(
        &[(0.345, 0.178, 0.156, 0.004), (0.390, 0.200, 0.182, 0.006), (0.455, 0.145, 0.135, 0.0)],
        0.42,
        TRIM,
    );
    let tail = six(
        &[(-0.16, 0.068, 0.020, 0.0), (0.02, 0.052, 0.024, 0.0), (0.05, 0.030, 0.020, 0.0)],
        TRIM.toned(-0.06),
    );
    let flying = tail.turned(turn(-34.0, 0.0, 28.0)).moved(0.135, 0.36, -0.145);
    let shirt =
        brick([0.11, 0.28, 0.02], [0.9, 1.0], LINEN).turned(turn(4.0, 0.0, 0.0)).moved(0.0, 0.06, 0.136);
    Wear::default()
        .over(Chest, Mesh::of([jacket(CLOAK, CLOAK), shirt, lapels, scarf, flying]))
        .over(Pelvis, Mesh::of([belted(TROUSERS), coat_tails(0.40, 0.265, CLOAK, TRIM), pouch()]))
        .holding("lantern")
}

/// A hat with a plume, puffed sleeves, a short cape over one shoulder.
pub(super) fn bard() -> Wear {
    let crown = eight(
        &[(0.27, 0.168, 0.172, -0.012), (0.36, 0.160, 0.165, -0.02), (0.405, 0.110, 0.120, -0.03)],
        0.42,
        CLOAK,
    );
    let at =
        |x: f32, y: f32, z: f32, half: f32| Turned { place: Vec3::new(x, y, z), half: [half * 0.35, half] };
    let plume = tube(
        &[
            at(0.14, 0.30, 0.02, 0.024),
            at(0.20, 0.46, -0.05, 0.075),
            at(0.19, 0.56, -0.20, 0.082),
            at(0.15, 0.53, -0.36, 0.055),
            at(0.12, 0.44, -0.44, 0.008),
        ],
        6,
        LINEN,
    );
    let hat = Mesh::of([brim(0.295, CLOAK), crown, plume]).turned(turn(-5.0, 0.0, -9.0));
    let puff = six(
        &[
            (-0.19, 0.075, 0.080, 0.0),
            (-0.12, 0.132, 0.138, 0.0),
            (0.02, 0.142, 0.148, 0.0),
            (0.09, 0.07, 0.075, 0.0),
        ],
        TRIM,
    );
    let ruff = eight(
        &[(0.395, 0.150, 0.130, 0.0), (0.42, 0.205, 0.180, 0.004), (0.455, 0.130, 0.12, 0.006)],
        0.42,
        LINEN,
    );
    let half_cape = cape(0.52, 0.28, TRIM, BRASS);
    Wear::default()
        .hatted(hat, Hair::Tucked)
        .over(Chest, Mesh::of([jacket(CLOAK, CLOAK), ruff, half_cape, strap(LEATHER)]))
        .over(Pelvis, Mesh::of([belted(TROUSERS), skirt(0.15, 0.26, CLOAK, TRIM)]))
        .over_both(UpperArmL, puff)
        .over_both(ForeArmL, fore_arm(CLOAK, LINEN))
        .holding("lute")
}

/// A hood with a long peak, a cloak, and a quiver over the right shoulder.
pub(super) fn ranger() -> Wear {
    let quiver = six(&[(-0.36, 0.056, 0.056, 0.0), (0.10, 0.080, 0.080, 0.0)], LEATHER);
    let shaft = |x: f32, z: f32| {
        let fletch = brick([0.012, 0.11, 0.07], [1.0, 0.7], LINEN).moved(x, 0.20, z);
        fletch
            .and(brick([0.07, 0.10, 0.012], [0.7, 1.0], TRIM).moved(x, 0.205, z))
            .and(brick([0.014, 0.2, 0.014], [1.0, 1.0], LEATHER).moved(x, 0.04, z))
    };
    let quiver = Mesh::of([quiver, shaft(0.035, 0.02), shaft(-0.035, 0.03), shaft(0.0, -0.04)]);
    let quiver = quiver.turned(turn(0.0, 0.0, 30.0)).moved(-0.17, 0.40, -0.285);
    Wear::default()
        .hatted(hood(0.10, CLOAK, DARK), Hair::Hidden)
        .over(
            Chest,
            Mesh::of([
                jacket(LEATHER.toned(0.10), LEATHER),
                mantle(0.315, 0.12, CLOAK),
                cape(0.86, 0.30, CLOAK, CLOAK.toned(-0.12)),
                quiver,
                strap(LEATHER),
            ]),
        )
        .over(Pelvis, Mesh::of([belted(TROUSERS), skirt(0.19, 0.225, LEATHER.toned(0.10), TRIM), pouch()]))
        .over_both(UpperArmL, upper_arm(CLOAK.toned(-0.10)))
        .over_both(ForeArmL, fore_arm(CLOAK.toned(-0.10), LEATHER))
        .holding("longbow")
}

/// A hood whose tip hangs over one side, a mask, a blade in each hand, and over the left shoulder
/// alone a short cape that ends in points: no two of its sides are alike.
pub(super) fn rogue() -> Wear {
    let mask = eight(
        &[(0.005, 0.105, 0.096, 0.045), (0.06, 0.140, 0.140, 0.026), (0.125, 0.152, 0.156, 0.012)],
        0.40,
        TRIM,
    );
    let at = |x: f32, y: f32, z: f32, half: f32| Turned { place: Vec3::new(x, y, z), half: [half, half] };
    let tip = tube(
        &[
            at(0.03, 0.30, -0.02, 0.135),
            at(-0.10, 0.43, -0.06, 0.085),
            at(-0.25, 0.45, -0.10, 0.052),
            at(-0.355, 0.33, -0.12, 0.008),
        ],
        6,
        CLOAK,
    );
    let knives = brick([0.030, 0.13, 0.03], [0.7, 0.7], BRASS).turned(turn(0.0, 0.0, -42.0));
    let knives = Mesh::of([knives.clone().moved(0.06, 0.20, 0.175), knives.moved(-0.01, 0.13, 0.168)]);
    Wear::default()
        .hatted(Mesh::of([hood(0.0, CLOAK, DARK), tip, mask]), Hair::Hidden)
        .over(
            Chest,
            Mesh::of([
                jacket(DARK.toned(0.28), CLOAK),
                mantle(0.255, 0.08, CLOAK),
                side_cape(),
                strap(LEATHER),
                knives,
            ]),
        )
        .over(
            Pelvis,
            Mesh::of([belted(DARK.toned(0.24)), pouch(), skirt(0.10, 0.20, DARK.toned(0.28), TRIM)]),
        )
        .over_both(UpperArmL, upper_arm(DARK.toned(0.28)))
        .over_both(ForeArmL, fore_arm(DARK.toned(0.28), LEATHER))
        .over_both(ShinL, boot(Paint::rough(Ramp::Pitch)))
        .on(HandL, offhand_knife())
        .holding("dagger")
}

/// Swept out to the figure's left, where it ends in three points.
fn side_cape() -> Mesh {
    let swept = |point: Vec3| {
        let drop = (0.40 - point.y).max(0.0);
        let x = if point.x < 0.0 { point.x * 0.30 } else { point.x };
        Vec3::new(x + drop * 0.62, point.y + point.x.max(0.0) * drop * 0.5, point.z)
    };
    let point = |x: f32, y: f32, long: f32, out: f32| {
        spike([0.115, 0.024], long, 4, CLOAK).turned(turn(180.0, 0.0, out)).moved(x, y, -0.225)
    };
    let cloth = cape(0.50, 0.30, CLOAK, CLOAK).bent(swept);
    Mesh::of([
        cloth,
        point(0.53, 0.0, 0.27, 38.0),
        point(0.37, -0.05, 0.30, 24.0),
        point(0.22, -0.07, 0.24, 10.0),
    ])
}

/// The second knife, held out to the side, as those hold it who have done it before.
fn offhand_knife() -> Mesh {
    let blade = spike([0.040, 0.013], 0.40, 4, Paint::metal(Ramp::Iron));
    let grip = brick([0.030, 0.10, 0.030], [1.0, 1.0], LEATHER).moved(0.0, -0.08, 0.0);
    let guard = brick([0.13, 0.022, 0.035], [0.9, 0.9], BRASS);
    Mesh::of([blade, grip, guard]).turned(turn(20.0, 0.0, -128.0)).moved(0.03, -0.09, 0.03)
}
