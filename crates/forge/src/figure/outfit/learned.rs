//! Those who know, or were told: sorcerer, warlock, wizard.

use glam::Vec3;

use super::kit::{belted, brim, brooch, cape, hood, jacket, mantle, robe_skirt, wide_sleeve};
use crate::figure::body::{
    BRASS, CLOAK, DARK, GLASS, LEATHER, TRIM, TROUSERS, belt, eight, fore_arm, hips, upper_arm,
};
use crate::figure::rig::Bone::*;
use crate::figure::wear::{Hair, Wear};
use crate::mesh::{Mesh, Turned, brick, gem, spike, tube};
use crate::paint::{Paint, Ramp};
use crate::trig::{TAU, cos, sin, turn};

/// A tall hat that has been sat upon, a robe with stars' worth of hem, a staff.
pub(super) fn wizard() -> Wear {
    let at = |x: f32, y: f32, z: f32, half: f32| Turned { place: Vec3::new(x, y, z), half: [half, half] };
    let cone = tube(
        &[
            at(0.0, 0.285, -0.012, 0.172),
            at(0.0, 0.43, -0.025, 0.128),
            at(0.02, 0.56, -0.07, 0.088),
            at(0.07, 0.66, -0.15, 0.055),
            at(0.16, 0.69, -0.20, 0.010),
        ],
        8,
        CLOAK,
    );
    let band = eight(&[(0.280, 0.180, 0.184, -0.012), (0.325, 0.172, 0.176, -0.014)], 0.42, TRIM);
    let star = gem([0.045, 0.02], 0.05, 0.05, 4, BRASS).moved(0.0, 0.31, 0.170);
    let hat = Mesh::of([brim(0.330, CLOAK), cone, band, star]);
    let stole = brick([0.070, 0.24, 0.03], [1.1, 1.0], TRIM)
        .turned(turn(5.0, 0.0, 4.0))
        .moved(0.075, 0.02, 0.143)
        .both_sides();
    let book = brick([0.13, 0.16, 0.05], [1.0, 1.0], LEATHER)
        .moved(0.0, -0.16, 0.0)
        .and(brick([0.11, 0.14, 0.055], [1.0, 1.0], Paint::matte(Ramp::Bone)).moved(0.006, -0.15, 0.0));
    let book = book.turned(turn(0.0, 70.0, 0.0)).moved(0.205, 0.02, 0.03);
    Wear::default()
        .hatted(hat, Hair::Tucked)
        .over(Chest, Mesh::of([jacket(CLOAK, TRIM), mantle(0.295, 0.10, CLOAK.toned(-0.08)), stole]))
        .over(Pelvis, Mesh::of([hips(CLOAK), robe_skirt(0.54, 0.300, CLOAK, TRIM), belt(), book]))
        .over_both(UpperArmL, upper_arm(CLOAK))
        .over_both(ForeArmL, wide_sleeve(CLOAK, TRIM))
        .holding("staff")
}

/// A halo of brass behind the head, a collar like a flower, a coat open at the knee.
pub(super) fn sorcerer() -> Wear {
    let mut ring = Vec::new();
    for index in 0..=9 {
        // Open below, so that the tube has two ends.
        let angle = TAU * (0.06 + 0.88 * index as f32 / 9.0);
        ring.push(Turned {
            place: Vec3::new(-sin(angle) * 0.285, 0.245 - cos(angle) * 0.285, -0.20),
            half: [0.022, 0.022],
        });
    }
    let ray = |angle: f32, long: f32| {
        let out = spike([0.030, 0.016], long, 4, GLASS).moved(0.0, 0.30, 0.0).turned(turn(0.0, 0.0, angle));
        out.moved(0.0, 0.245, -0.20)
    };
    let mut halo = tube(&ring, 4, BRASS);
    for (angle, long) in
        [(-100.0, 0.08), (-66.0, 0.11), (-33.0, 0.13), (0.0, 0.17), (33.0, 0.13), (66.0, 0.11), (100.0, 0.08)]
    {
        halo.add(&ray(angle, long));
    }
    let petal = |angle: f32| {
        let leaf =
            gem([0.085, 0.022], 0.19, 0.06, 4, TRIM).turned(turn(-24.0, 0.0, 0.0)).moved(0.0, 0.40, -0.165);
        leaf.turned(turn(0.0, angle, 0.0))
    };
    let collar = Mesh::of([petal(-58.0), petal(-20.0), petal(20.0), petal(58.0)]);
    Wear::default()
        .on(Head, halo)
        .over(
            Chest,
            Mesh::of([
                jacket(CLOAK, TRIM),
                collar,
                brooch(GLASS).moved(0.0, 0.33, 0.150),
                cape(0.62, 0.29, CLOAK, TRIM),
            ]),
        )
        .over(Pelvis, Mesh::of([belted(TROUSERS), super::kit::coat_tails(0.44, 0.30, CLOAK, TRIM)]))
        .over_both(UpperArmL, upper_arm(CLOAK))
        .over_both(ForeArmL, wide_sleeve(TRIM, GLASS))
        .holding("crystal")
}

/// A hood with two peaks, spines along the shoulders, a hem that something has chewed.
pub(super) fn warlock() -> Wear {
    let peak = spike([0.075, 0.085], 0.40, 5, CLOAK)
        .turned(turn(-16.0, 0.0, -30.0))
        .moved(0.085, 0.30, -0.03)
        .both_sides();
    let spine = |x: f32, y: f32, long: f32, out: f32| {
        spike([0.045, 0.045], long, 5, Paint::metal(Ramp::Pitch).toned(0.1))
            .turned(turn(-14.0, 0.0, -out))
            .moved(x, y, -0.05)
    };
    let spines = Mesh::of([spine(0.28, 0.34, 0.26, 48.0), spine(0.20, 0.37, 0.20, 26.0)]).both_sides();
    let rag = |x: f32, long: f32, z: f32| {
        spike([0.10, 0.022], long, 4, CLOAK.toned(-0.08)).turned(turn(180.0, 0.0, 0.0)).moved(x, -0.26, z)
    };
    let rags = Mesh::of([
        rag(0.22, 0.22, -0.21),
        rag(0.075, 0.30, -0.25),
        rag(-0.075, 0.20, -0.25),
        rag(-0.22, 0.28, -0.21),
    ]);
    let eye = gem([0.050, 0.024], 0.038, 0.038, 6, GLASS).moved(0.0, 0.16, 0.182);
    let lid = gem([0.082, 0.020], 0.062, 0.062, 6, BRASS).moved(0.0, 0.16, 0.172);
    let shade = eight(&[(0.10, 0.150, 0.02, 0.145), (0.24, 0.155, 0.02, 0.150)], 0.3, DARK);
    let lights = brick([0.050, 0.020, 0.012], [0.6, 1.0], GLASS).moved(0.066, 0.150, 0.168).both_sides();
    Wear::default()
        .hatted(Mesh::of([hood(0.0, CLOAK, DARK), peak, shade, lights]), Hair::Hidden)
        .over(
            Chest,
            Mesh::of([
                jacket(DARK.toned(0.22), TRIM),
                mantle(0.315, 0.11, CLOAK),
                spines,
                lid,
                eye,
                cape(0.68, 0.33, CLOAK, CLOAK),
                rags,
            ]),
        )
        .over(
            Pelvis,
            Mesh::of([hips(DARK.toned(0.22)), robe_skirt(0.46, 0.250, DARK.toned(0.22), TRIM), belt()]),
        )
        .over_both(UpperArmL, upper_arm(DARK.toned(0.22)))
        .over_both(ForeArmL, fore_arm(DARK.toned(0.22), TRIM))
        .holding("tome")
}
