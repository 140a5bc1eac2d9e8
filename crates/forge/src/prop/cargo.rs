//! What stands about on a quay: barrels, crates, coils, nets, sacks and things to tie ships to.

use glam::{Quat, Vec3};

use super::timber::{BRASS, IRON, OAK, PALE, ROPE, TAR, beam, board, hanging, plate, rod};
use crate::mesh::{Mesh, ball, drum, lathe, slab};
use crate::model::Model;
use crate::paint::{Paint, Ramp};
use crate::seed::Seed;
use crate::trig::{TAU, cos, sin, turn};

/// A barrel of 0.62 m width: bellied staves, three iron hoops.
pub fn barrel() -> Model {
    Model::rigid("barrel", cask(OAK))
}

/// One without a lid, with apples in it.
pub fn barrel_open() -> Model {
    let staves = cask(OAK.toned(-0.06)).moved(0.0, 0.0, 0.0);
    let apple = |x: f32, y: f32, z: f32, ramp| ball([0.085; 3], 5, 3, Paint::matte(ramp)).moved(x, y, z);
    let apples = [
        apple(0.0, 0.86, 0.0, Ramp::Madder),
        apple(0.13, 0.83, 0.06, Ramp::Ember),
        apple(-0.11, 0.83, 0.09, Ramp::Madder),
        apple(-0.06, 0.83, -0.12, Ramp::Moss),
        apple(0.09, 0.82, -0.11, Ramp::Madder),
    ];
    Model::rigid("barrel", staves.and(Mesh::of(apples)))
}

fn cask(paint: Paint) -> Mesh {
    let staves = [
        (0.235, 0.0),
        (0.255, 0.03),
        (0.315, 0.30),
        (0.315, 0.52),
        (0.255, 0.79),
        (0.235, 0.82),
        (0.225, 0.78),
    ];
    let hoop = |radius: f32, y: f32| drum(radius, radius + 0.004, 0.055, 0.008, 8, IRON).moved(0.0, y, 0.0);
    Mesh::of([lathe(&staves, 8, paint), hoop(0.288, 0.12), hoop(0.325, 0.385), hoop(0.288, 0.645)])
}

/// A crate of 0.8 m with corner posts, slats and a cross brace.
pub fn crate_box() -> Model {
    let mut mesh = board([0.70, 0.68, 0.70], 0.02, PALE.toned(-0.16)).moved(0.0, 0.04, 0.0);
    for side in 0..4 {
        let turned = Quat::from_rotation_y(side as f32 * TAU / 4.0);
        let at = |x: f32, y: f32| Vec3::new(x, y, 0.365);
        let brace = [
            beam(at(-0.37, 0.0), at(-0.37, 0.76), 0.10, OAK),
            beam(at(-0.33, 0.08), at(0.33, 0.08), 0.10, OAK),
            beam(at(-0.33, 0.68), at(0.33, 0.68), 0.10, OAK),
            beam(at(-0.30, 0.14), at(0.30, 0.62), 0.085, OAK.toned(0.06)),
        ];
        mesh.add(&Mesh::of(brace).turned(turned));
    }
    let lid = [-0.24, 0.0, 0.24].map(|x| board([0.225, 0.05, 0.76], 0.015, PALE).moved(x, 0.715, 0.0));
    Model::rigid("crate", mesh.and(Mesh::of(lid)))
}

/// A coil of rope as it is laid down by a tidy hand: three rings and a loose end.
pub fn rope_coil() -> Model {
    let ring = |radius: f32, y: f32, lean: f32| {
        let at = |index: usize| {
            let angle = index as f32 / 10.0 * TAU;
            Vec3::new(sin(angle) * radius, y + lean * cos(angle), cos(angle) * radius)
        };
        rod(&(0..=10).map(at).collect::<Vec<_>>(), 0.085, 4, ROPE.toned(y * 0.6 - 0.06))
    };
    let end = [(0.30, 0.05, 0.10), (0.48, 0.04, 0.18), (0.62, 0.035, 0.05), (0.60, 0.035, -0.16)];
    let end = end.map(|(x, y, z)| Vec3::new(x, y, z));
    Model::rigid(
        "coil",
        Mesh::of([
            ring(0.33, 0.045, 0.0),
            ring(0.30, 0.12, 0.01),
            ring(0.26, 0.19, -0.012),
            rod(&end, 0.07, 4, ROPE),
        ]),
    )
}

/// A net drying over a rack of two trestles, with cork floats.
pub fn net() -> Model {
    let mut mesh = Mesh::default();
    for x in [-0.95, 0.95] {
        mesh.add(&beam(Vec3::new(x, 0.0, 0.34), Vec3::new(x, 1.52, -0.03), 0.08, TAR));
        mesh.add(&beam(Vec3::new(x, 0.0, -0.34), Vec3::new(x, 1.52, 0.03), 0.08, TAR));
    }
    mesh.add(&beam(Vec3::new(-1.15, 1.42, 0.0), Vec3::new(1.15, 1.46, 0.0), 0.09, OAK));
    let twine = Paint::rough(Ramp::Kelp).toned(-0.26);
    // Down-going strands lean one way and then the other: diamonds.
    for index in 0..9 {
        let x = -0.9 + index as f32 * 0.2;
        for lean in [-0.32, 0.32] {
            let foot = Vec3::new((x + lean).clamp(-0.98, 0.98), 0.34 + 0.10 * sin(x * 5.0), 0.34);
            mesh.add(&rod(&[Vec3::new(x, 1.47, 0.05), foot], 0.024, 3, twine));
        }
    }
    let hem = hanging(Vec3::new(-0.98, 0.44, 0.35), Vec3::new(0.98, 0.44, 0.35), 0.13, 4);
    mesh.add(&rod(&hem, 0.04, 3, ROPE));
    for x in [-0.7, -0.3, 0.12, 0.52] {
        mesh.add(
            &crate::mesh::gem([0.055, 0.055], 0.06, 0.06, 5, Paint::matte(Ramp::Ember)).moved(x, 0.36, 0.37),
        );
    }
    Model::rigid("net", mesh)
}

/// Two sacks leaning on each other.
pub fn sacks() -> Model {
    let cloth = Paint::matte(Ramp::Sand).toned(-0.08);
    let sack = |paint: Paint| {
        let profile = [(0.20, 0.0), (0.28, 0.10), (0.27, 0.34), (0.16, 0.54), (0.07, 0.60), (0.12, 0.70)];
        lathe(&profile, 7, paint).scaled(1.0, 1.0, 0.82).and(lathe(
            &[(0.085, 0.58), (0.095, 0.60), (0.085, 0.63)],
            6,
            ROPE,
        ))
    };
    let one = sack(cloth).turned(turn(0.0, 20.0, -8.0)).moved(-0.22, 0.0, 0.0);
    let two = sack(cloth.toned(-0.18))
        .scaled(1.06, 0.92, 1.06)
        .turned(turn(6.0, 80.0, 10.0))
        .moved(0.26, 0.0, 0.06);
    Model::rigid("sacks", one.and(two))
}

/// An iron bollard with a brass cap and two turns of rope.
pub fn bollard() -> Model {
    let body = lathe(
        &[(0.25, 0.0), (0.25, 0.06), (0.17, 0.10), (0.145, 0.40), (0.24, 0.50), (0.24, 0.56), (0.13, 0.64)],
        8,
        IRON.toned(-0.08),
    );
    let turns = [0.17, 0.24].map(|y| drum(0.175, 0.175, 0.08, 0.02, 8, ROPE).moved(0.0, y, 0.0));
    Model::rigid(
        "bollard",
        body.and(Mesh::of(turns)).and(lathe(&[(0.10, 0.62), (0.09, 0.66), (0.02, 0.69)], 8, BRASS)),
    )
}

/// A post driven into the sea bed, 3.2 m long, whose head stands 1.2 m above the planks at y = 0.
pub fn mooring_post() -> Model {
    let profile = [(0.17, -2.0), (0.16, 0.0), (0.155, 0.95), (0.19, 0.98), (0.19, 1.06), (0.04, 1.20)];
    let rope = [0.52, 0.60].map(|y| drum(0.185, 0.185, 0.075, 0.02, 7, ROPE).moved(0.0, y, 0.0));
    let weed = drum(0.185, 0.172, 0.5, 0.04, 7, Paint::rough(Ramp::Moss).toned(-0.2)).moved(0.0, -1.55, 0.0);
    Model::rigid("post", lathe(&profile, 7, TAR.toned(0.06)).and(Mesh::of(rope)).and(weed))
}

/// A sea chest with a bowed lid and brass corners, 0.95 m wide.
pub fn trunk() -> Model {
    let hide = Paint::rough(Ramp::Madder).toned(-0.12);
    let body = slab([0.92, 0.42, 0.52], [1.04, 1.04], 0.02, hide).moved(0.0, 0.03, 0.0);
    let lid = crate::mesh::loft(
        &[-0.47, 0.47].map(|x| {
            let arch = [
                (0.28, 0.44),
                (0.28, 0.50),
                (0.20, 0.62),
                (0.0, 0.67),
                (-0.20, 0.62),
                (-0.28, 0.50),
                (-0.28, 0.44),
            ];
            crate::mesh::Ring(arch.map(|(z, y)| Vec3::new(x, y, z)).to_vec())
        }),
        hide.toned(0.06),
    );
    let strap = |x: f32| {
        let path = [(0.295, 0.05), (0.30, 0.50), (0.21, 0.645), (0.0, 0.695), (-0.21, 0.645), (-0.30, 0.50)];
        rod(&path.map(|(z, y)| Vec3::new(x, y, z)), 0.065, 4, BRASS.toned(-0.04))
    };
    let lock = plate([0.13, 0.16], 0.05, BRASS.toned(0.08)).moved(0.0, 0.45, 0.29);
    Model::rigid("trunk", Mesh::of([body, lid, strap(-0.30), strap(0.30), lock]))
}

/// An anchor leaning as it was left, 1.5 m.
pub fn anchor() -> Model {
    let at = |x: f32, y: f32| Vec3::new(x, y, 0.0);
    let arm = [at(0.0, 0.06), at(0.28, 0.12), at(0.50, 0.30), at(0.58, 0.56)];
    let fluke =
        crate::mesh::spike([0.13, 0.05], 0.26, 4, IRON).turned(turn(0.0, 0.0, 28.0)).moved(0.57, 0.42, 0.0);
    let half = rod(&arm, 0.12, 5, IRON).and(fluke);
    let ring = (0..=7).map(|index| {
        let angle = index as f32 / 7.0 * TAU;
        Vec3::new(0.0, 1.52 + sin(angle) * 0.12, cos(angle) * 0.12)
    });
    let mesh = Mesh::of([
        half.both_sides(),
        rod(&[at(0.0, 0.04), at(0.0, 1.44)], 0.12, 5, IRON),
        beam(at(-0.42, 1.22), at(0.42, 1.22), 0.10, OAK).turned(Quat::from_rotation_y(0.0)),
        rod(&ring.collect::<Vec<_>>(), 0.05, 4, IRON.toned(0.08)),
    ]);
    Model::rigid("anchor", mesh.turned(turn(-14.0, 0.0, 7.0)).moved(0.0, 0.02, 0.0))
}

/// Pots with small night flowers: something that somebody cares for.
pub fn flowers() -> Model {
    let mut seed = Seed::of("prop/flowers", 1);
    let pot = lathe(
        &[(0.13, 0.0), (0.20, 0.26), (0.23, 0.27), (0.22, 0.33), (0.17, 0.32)],
        7,
        Paint::rough(Ramp::Rust),
    );
    let mut mesh = pot;
    for index in 0..9 {
        let angle = index as f32 * 2.4;
        let reach = 0.05 + 0.016 * index as f32;
        let top =
            Vec3::new(sin(angle) * reach * 1.4, 0.46 + seed.between(0.0, 0.18), cos(angle) * reach * 1.4);
        mesh.add(
            &crate::mesh::gem([0.075, 0.075], 0.05, 0.20, 4, Paint::rough(Ramp::Kelp).toned(-0.14))
                .at(top - Vec3::Y * 0.06),
        );
        let petal = [Ramp::Heather, Ramp::Rose, Ramp::StarA][index % 3];
        mesh.add(&crate::mesh::gem([0.055, 0.055], 0.05, 0.03, 5, Paint::matte(petal).toned(0.1)).at(top));
    }
    Model::rigid("flowers", mesh)
}
