//! The pirate captain: the figure's own rig in a long coat, under a hat that arrives first.

use glam::Vec3;

use super::flesh::{BRASS, flesh, shard};
use super::stand::{self, Size};
use crate::figure::body::{self, CLOAK, DARK, HAIR, LEATHER, LINEN, SKIN, TRIM, TROUSERS, eight};
use crate::figure::head::{self, Face};
use crate::figure::held::held;
use crate::figure::motion;
use crate::figure::rig::{Bone, Frame, assemble};
use crate::mesh::{Mesh, Ring, brick, loft, spike};
use crate::model::Model;
use crate::paint::{Paint, Ramp, Slot};
use crate::trig::turn;

const COAT: Paint = Paint { ramp: Ramp::Madder, ..CLOAK };
const FELT: Paint = Paint::rough(Ramp::Pitch).toned(-0.06);
/// What the figure can do and a creature need not.
const CLIPS: [&str; 5] = ["down", "hit", "idle", "thrust", "walk"];

pub(super) fn model(size: Size) -> Model {
    let frame = Frame {
        chest: Vec3::new(1.06, 1.04, 1.04),
        thigh: Vec3::new(1.0, 1.06, 1.0),
        shin: Vec3::new(1.0, 1.06, 1.0),
        base: size.radius(),
        ..Frame::REFERENCE
    };
    let mut model = assemble(&frame, |bone| {
        let stretch = frame.stretch(bone);
        part(bone, size).scaled(stretch.x, stretch.y, stretch.z)
    });
    for face in model.joints.iter_mut().flat_map(|joint| &mut joint.mesh.faces) {
        if face.paint.slot == Slot::Hair {
            face.paint.ramp = Ramp::Pitch;
        }
    }
    // Nothing is hung on it: what it wears is its own.
    model.sockets.clear();
    model.clips = motion::clips(&frame);
    model.clips.retain(|clip| CLIPS.contains(&clip.name));
    model
}

fn part(bone: Bone, size: Size) -> Mesh {
    match bone {
        Bone::Base => stand::base(size).moved(0.0, crate::figure::rig::BASE_HEIGHT, 0.0),
        Bone::Pelvis => Mesh::of([body::hips(TROUSERS), sash(), tails()]),
        Bone::Chest => Mesh::of([body::trunk(COAT), body::neck(SKIN), lapels(), shoulders()]),
        Bone::Head => {
            Mesh::of([head::head(&Face { jaw: 1.1, brow: 1.3, ..Face::PLAIN }), patch(), beard(), hat()])
        }
        Bone::ForeArmL => body::fore_arm(COAT, TRIM),
        Bone::HandL => hook(),
        Bone::HandR => body::hand(SKIN)
            .mirrored()
            .and(held("rapier").turned(turn(90.0, 0.0, 0.0)).moved(0.0, -0.075, 0.015)),
        Bone::UpperArmL => body::upper_arm(COAT),
        Bone::UpperArmR | Bone::ForeArmR | Bone::ThighR | Bone::ShinR => {
            part(bone.other_side(), size).mirrored()
        }
        other => body::part(other),
    }
}

/// Red silk about the waist, its end down the thigh, and a pistol through it.
fn sash() -> Mesh {
    let silk = Paint::matte(Ramp::Ember).toned(-0.10);
    let band = eight(&[(0.03, 0.185, 0.142, 0.0), (0.12, 0.182, 0.138, 0.0)], 0.38, silk);
    let end = shard(Vec3::new(0.10, 0.08, 0.13), Vec3::new(0.15, -0.24, 0.21), Vec3::X * 0.06, 0.03, silk);
    let pistol = held("pistol").scaled(0.9, 0.9, 0.9).turned(turn(90.0, 0.0, 60.0)).moved(-0.04, 0.10, 0.175);
    Mesh::of([band, end, pistol])
}

/// The skirts of the coat, open before, wide behind.
fn tails() -> Mesh {
    let side = |x: f32, z: f32, to: [f32; 3], wide: [f32; 3], tone: f32| {
        let from = Vec3::new(x, 0.09, z);
        let foot = Vec3::from(to);
        let (wide, thick) = (Vec3::from(wide), (foot - from).cross(Vec3::from(wide)).normalize() * 0.02);
        let ring = |at: Vec3, by: f32| {
            Ring(vec![
                at + wide * by + thick,
                at - wide * by + thick,
                at - wide * by - thick,
                at + wide * by - thick,
            ])
        };
        let hem = from.lerp(foot, 0.90);
        loft(&[ring(from, 0.6), ring(hem, 1.0), ring(foot, 1.02)], COAT.toned(tone))
            .painted_where(TRIM, |middle, _| middle.y < hem.y)
    };
    Mesh::of([
        side(0.15, 0.04, [0.30, -0.40, 0.12], [0.04, 0.02, -0.15], 0.0),
        side(0.10, -0.10, [0.16, -0.44, -0.30], [0.15, 0.02, 0.05], -0.06),
    ])
    .both_sides()
}

fn lapels() -> Mesh {
    let shirt =
        brick([0.14, 0.32, 0.03], [1.2, 1.0], LINEN).turned(turn(5.0, 0.0, 0.0)).moved(0.0, 0.04, 0.130);
    let lapel =
        brick([0.07, 0.34, 0.034], [1.4, 1.0], TRIM).turned(turn(7.0, 0.0, -13.0)).moved(0.050, 0.03, 0.138);
    let ruff = eight(
        &[(0.355, 0.16, 0.135, 0.01), (0.40, 0.185, 0.165, 0.014), (0.45, 0.12, 0.11, 0.01)],
        0.42,
        LINEN,
    );
    let strap =
        brick([0.05, 0.44, 0.03], [1.0, 1.0], LEATHER).turned(turn(6.0, 0.0, 36.0)).moved(0.13, 0.03, 0.15);
    Mesh::of([shirt, lapel.both_sides(), ruff, strap])
}

fn shoulders() -> Mesh {
    let board =
        brick([0.17, 0.035, 0.17], [0.9, 0.9], BRASS).turned(turn(0.0, 0.0, -16.0)).moved(0.235, 0.385, 0.0);
    let fringe =
        |z: f32| shard(Vec3::new(0.31, 0.375, z), Vec3::new(0.36, 0.28, z), Vec3::Z * 0.032, 0.02, BRASS);
    Mesh::of([board, fringe(-0.05), fringe(0.05)]).both_sides()
}

fn patch() -> Mesh {
    let leather = DARK;
    let cup = brick([0.075, 0.075, 0.03], [0.8, 0.8], leather).moved(-0.068, 0.125, 0.158);
    let band = eight(&[(0.195, 0.166, 0.170, -0.003), (0.225, 0.164, 0.168, -0.005)], 0.40, leather);
    cup.and(band)
}

/// Black, in three points, with a brass bead on the longest.
fn beard() -> Mesh {
    let point = |x: f32, to: [f32; 3], wide: f32| {
        shard(Vec3::new(x, 0.07, 0.125), Vec3::from(to), Vec3::X * wide, 0.045, HAIR)
    };
    let lip = brick([0.15, 0.028, 0.03], [0.7, 1.0], HAIR).moved(0.0, 0.075, 0.150);
    let bead = brick([0.03, 0.025, 0.03], [1.0, 1.0], BRASS).moved(0.0, -0.105, 0.192);
    Mesh::of([
        point(0.0, [0.0, -0.15, 0.21], 0.07),
        point(0.075, [0.10, -0.06, 0.17], 0.05),
        point(-0.075, [-0.10, -0.06, 0.17], 0.05),
        lip,
        bead,
    ])
}

/// Three corners turned up over a low crown, laced with brass, with a plume.
fn hat() -> Mesh {
    let crown = eight(
        &[(0.25, 0.17, 0.175, -0.01), (0.36, 0.165, 0.17, -0.015), (0.43, 0.11, 0.12, -0.015)],
        0.42,
        FELT,
    );
    let flap = |around: f32, lace: Paint| {
        // Each side of the brim stands up and leans out.
        let ring = |y: f32, half: f32, z: f32, thick: f32| {
            Ring(
                [(half, z), (half * 0.9, z + thick), (-half * 0.9, z + thick), (-half, z)]
                    .map(|(x, z)| Vec3::new(x, y, z))
                    .to_vec(),
            )
        };
        let rows =
            [ring(0.245, 0.24, 0.12, 0.05), ring(0.37, 0.33, 0.19, 0.04), ring(0.40, 0.33, 0.205, 0.035)];
        loft(&rows, FELT).painted_where(lace, |middle, _| middle.y > 0.372).turned(turn(0.0, around, 0.0))
    };
    let plume = flesh(
        &[
            [0.20, 0.34, -0.10, 0.02, 0.03],
            [0.26, 0.52, -0.18, 0.03, 0.09],
            [0.24, 0.58, -0.36, 0.03, 0.09],
            [0.20, 0.46, -0.52, 0.01, 0.02],
        ],
        5,
        LINEN,
    );
    let badge = spike([0.05, 0.05], 0.03, 6, BRASS).turned(turn(90.0, 0.0, 0.0)).moved(0.0, 0.33, 0.20);
    Mesh::of([crown, flap(180.0, TRIM), flap(60.0, TRIM), flap(-60.0, TRIM), plume, badge])
        .turned(turn(-6.0, 0.0, 5.0))
}

/// In the place of a hand: a cup of brass and a hook.
fn hook() -> Mesh {
    let cup = body::six(&[(-0.06, 0.05, 0.05, 0.0), (0.02, 0.068, 0.070, 0.0)], BRASS);
    let bow = flesh(
        &[
            [0.0, -0.05, 0.0, 0.018, 0.018],
            [0.0, -0.12, 0.02, 0.02, 0.02],
            [0.0, -0.17, 0.09, 0.02, 0.02],
            [0.0, -0.12, 0.15, 0.018, 0.018],
            [0.0, -0.06, 0.13, 0.004, 0.004],
        ],
        5,
        super::flesh::IRON,
    );
    cup.and(bow)
}
