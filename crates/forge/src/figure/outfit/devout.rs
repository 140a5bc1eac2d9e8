//! Those who serve something: cleric, druid, monk.

use glam::Vec3;

use super::kit::{
    bare_arm, belted, bracer, brooch, cape, hood, jacket, mantle, pouch, robe_skirt, wide_sleeve,
};
use crate::figure::body::{
    BRASS, CLOAK, DARK, LEATHER, LINEN, SKIN, TRIM, TROUSERS, eight, hips, neck, six, skirt, thigh, trunk,
    upper_arm,
};
use crate::figure::rig::Bone::*;
use crate::figure::wear::{Hair, Wear};
use crate::mesh::{Mesh, Turned, brick, gem, lathe, spike, tube};
use crate::paint::{Paint, Ramp};
use crate::seed::Seed;
use crate::trig::{TAU, cos, sin, turn};

/// A mitre, a stole, and vestments that fall straight.
pub(super) fn cleric() -> Wear {
    let mitre = eight(
        &[
            (0.225, 0.184, 0.188, -0.008),
            (0.275, 0.188, 0.190, -0.008),
            (0.47, 0.195, 0.120, -0.012),
            (0.62, 0.040, 0.040, -0.015),
        ],
        0.34,
        LINEN,
    );
    let band = eight(&[(0.215, 0.192, 0.196, -0.008), (0.265, 0.194, 0.198, -0.008)], 0.34, TRIM);
    let sign = Mesh::of([
        brick([0.034, 0.20, 0.04], [0.9, 0.7], BRASS).moved(0.0, 0.30, 0.158),
        brick([0.12, 0.036, 0.04], [0.9, 0.7], BRASS).moved(0.0, 0.385, 0.146),
    ]);
    let lappets = brick([0.07, 0.30, 0.02], [0.8, 1.0], TRIM)
        .turned(turn(-8.0, 0.0, 0.0))
        .moved(0.07, -0.02, -0.175)
        .both_sides();
    let stole = brick([0.075, 0.20, 0.03], [1.1, 1.0], TRIM)
        .turned(turn(5.0, 0.0, 4.0))
        .moved(0.086, 0.02, 0.143)
        .both_sides();
    let ends = brick([0.085, 0.40, 0.025], [0.9, 1.0], TRIM)
        .turned(turn(-13.0, 0.0, 0.0))
        .moved(0.098, -0.34, 0.215)
        .both_sides();
    Wear::default()
        .hatted(Mesh::of([mitre, band, sign.turned(turn(-4.0, 0.0, 0.0)), lappets]), Hair::Tucked)
        .over(Chest, Mesh::of([jacket(LINEN, CLOAK), mantle(0.300, 0.14, CLOAK), stole]))
        .over(Pelvis, Mesh::of([hips(LINEN), robe_skirt(0.52, 0.290, LINEN, CLOAK), ends, sash(CLOAK)]))
        .over_both(UpperArmL, upper_arm(LINEN))
        .over_both(ForeArmL, wide_sleeve(LINEN, CLOAK))
        .holding("mace")
}

/// Antlers on a hood of leaves.
pub(super) fn druid() -> Wear {
    let bone = Paint::rough(Ramp::Bone).toned(-0.1);
    let at = |x: f32, y: f32, z: f32, half: f32| Turned { place: Vec3::new(x, y, z), half: [half, half] };
    let beam = tube(
        &[
            at(0.09, 0.34, -0.02, 0.034),
            at(0.20, 0.47, -0.05, 0.032),
            at(0.25, 0.62, -0.02, 0.026),
            at(0.22, 0.77, 0.05, 0.006),
        ],
        5,
        bone,
    );
    let tine = |x: f32, y: f32, long: f32, lean: f32, out: f32| {
        spike([0.022, 0.022], long, 4, bone).turned(turn(lean, 0.0, -out)).moved(x, y, -0.04)
    };
    let antlers = Mesh::of([
        beam,
        tine(0.20, 0.46, 0.17, 20.0, 74.0),
        tine(0.245, 0.58, 0.16, 24.0, 62.0),
        tine(0.15, 0.42, 0.13, 60.0, -6.0),
    ])
    .both_sides();
    let leaf = Paint::matte(Ramp::Pine);
    Wear::default()
        .hatted(hood(0.02, CLOAK, DARK).and(antlers), Hair::Hidden)
        .over(
            Chest,
            Mesh::of([
                jacket(LEATHER.toned(0.1), LEATHER),
                mantle(0.31, 0.12, CLOAK),
                leaves(0.34, 0.27, 9, leaf),
                cape(0.80, 0.30, CLOAK, leaf),
                brooch(BRASS).moved(0.0, 0.33, 0.175),
            ]),
        )
        .over(
            Pelvis,
            Mesh::of([
                belted(TROUSERS),
                robe_skirt(0.42, 0.255, LEATHER.toned(0.12), LEATHER),
                leaves(0.19, 0.02, 7, leaf.toned(0.05)),
                pouch(),
            ]),
        )
        .over_both(UpperArmL, upper_arm(CLOAK.toned(-0.08)))
        .over_both(ForeArmL, bracer(LEATHER))
        .holding("druid-staff")
}

/// A ring of leaves that lie like tiles, `radius` wide at height `y`.
fn leaves(radius: f32, y: f32, count: usize, paint: Paint) -> Mesh {
    let mut seed = Seed::of("outfit/druid", count as u32);
    let mut ring = Mesh::default();
    for index in 0..count {
        let angle = TAU * (index as f32 + 0.5) / count as f32;
        let leaf =
            gem([0.078, 0.018], 0.06, seed.between(0.13, 0.18), 4, paint.toned(seed.between(-0.10, 0.12)));
        let leaf = leaf.turned(turn(-24.0, angle.to_degrees(), 0.0));
        ring.add(&leaf.moved(sin(angle) * radius * 0.86, y, cos(angle) * radius * 0.62));
    }
    ring
}

/// Straw against the sun, bare arms, beads, wrapped shins.
pub(super) fn monk() -> Wear {
    let straw = Paint::rough(Ramp::Straw);
    let hat = lathe(&[(0.335, 0.235), (0.345, 0.245), (0.17, 0.360), (0.012, 0.450)], 12, straw).inset(
        0.9,
        0.004,
        straw.toned(-0.16),
        |_, normal| normal.y < -0.9,
    );
    let mut beads = Mesh::default();
    for index in 0..14 {
        let angle = TAU * (index as f32 + 0.5) / 14.0;
        let (x, z) = (sin(angle) * 0.155, cos(angle) * 0.150);
        let y = 0.345 - 0.115 * (cos(angle) * 0.5 + 0.5);
        beads.add(&gem([0.034, 0.034], 0.034, 0.034, 5, Paint::rough(Ramp::Madder)).moved(x, y, z + 0.028));
    }
    // A robe that leaves the right shoulder bare.
    let robe = trunk(CLOAK).painted_where(SKIN, |middle, _| middle.x < -0.06 && middle.y > 0.16);
    let fold = brick([0.085, 0.44, 0.03], [1.0, 1.0], TRIM)
        .moved(0.0, -0.22, 0.0)
        .turned(turn(4.0, 0.0, 36.0))
        .moved(0.01, 0.17, 0.158);
    let wrap =
        six(&[(-0.26, 0.072, 0.078, -0.012), (-0.03, 0.086, 0.092, 0.0), (0.04, 0.10, 0.106, 0.0)], LINEN);
    let shoe = crate::figure::body::foot(LEATHER, LEATHER.toned(-0.1));
    let loose =
        six(&[(-0.31, 0.118, 0.122, 0.0), (-0.22, 0.136, 0.142, 0.0), (0.05, 0.108, 0.116, 0.0)], TROUSERS);
    let tails =
        brick([0.075, 0.32, 0.025], [0.8, 1.0], TRIM).turned(turn(176.0, 0.0, 8.0)).moved(0.10, 0.06, 0.168);
    Wear::default()
        .hatted(hat, Hair::Tucked)
        .over(Chest, Mesh::of([robe, neck(SKIN), fold, beads]))
        .over(
            Pelvis,
            Mesh::of([hips(TROUSERS), skirt(0.17, 0.215, CLOAK, CLOAK.toned(-0.1)), sash(TRIM), tails]),
        )
        .over_both(UpperArmL, bare_arm())
        .over_both(ForeArmL, bracer(LINEN))
        .over_both(ThighL, thigh(TROUSERS).and(loose))
        .over_both(ShinL, wrap.and(shoe))
        .holding("quarterstaff")
}

fn sash(paint: Paint) -> Mesh {
    eight(&[(0.035, 0.188, 0.144, 0.0), (0.115, 0.180, 0.136, 0.0)], 0.38, paint)
}
