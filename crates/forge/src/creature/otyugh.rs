//! The otyugh: a mouth on three legs, with two arms to feed it and an eye to find more.

use glam::Vec3;

use super::body::Body;
use super::flesh::{BONE, FLAME, branch, egg, eye, flesh, leaf, shard};
use super::leg::Leg;
use super::stance::{Stance, looping, once, tread, wave};
use super::stand::Size;
use crate::clip::Clip;
use crate::mesh::Mesh;
use crate::paint::{Paint, Ramp};

const HIDE: Paint = Paint::rough(Ramp::Moss).toned(-0.10);
const WART: Paint = Paint::rough(Ramp::Kelp).toned(-0.14);
const GUM: Paint = Paint::matte(Ramp::Rose).toned(-0.10);
const MAW: Paint = Paint::matte(Ramp::Madder).toned(-0.34);

pub(super) fn body(size: Size) -> Body {
    let mut body = Body::on_base(size);
    body.part("trunk", "base", [0.0, 0.78, 0.0], trunk());
    body.part("jaw", "trunk", [0.0, 0.72, 0.18], jaw());
    body.part("stalk", "trunk", [0.0, 1.30, 0.10], stalk());
    body.part("eye", "stalk", [0.0, 1.84, 0.20], eyes());
    body.pair("arm", "trunk", [0.56, 0.98, 0.06], arm());
    body.pair("fore_arm", "arm", [1.02, 1.36, 0.10], fore_arm());
    body.pair("pad", "fore_arm", [1.04, 1.86, 0.36], pad());
    body.pair("thigh", "trunk", [0.38, 0.70, 0.18], limb([0.38, 0.70, 0.18], [0.54, 0.44, 0.36]));
    body.pair("shin", "thigh", [0.54, 0.44, 0.36], limb([0.54, 0.46, 0.36], [0.52, 0.16, 0.34]));
    body.pair("foot", "shin", [0.52, 0.16, 0.34], foot([0.52, 0.34]));
    body.part("thigh_b", "trunk", [0.0, 0.70, -0.36], limb([0.0, 0.70, -0.36], [0.0, 0.46, -0.58]));
    body.part("shin_b", "thigh_b", [0.0, 0.46, -0.58], limb([0.0, 0.48, -0.58], [0.0, 0.16, -0.54]));
    body.part("foot_b", "shin_b", [0.0, 0.16, -0.54], foot([0.0, -0.54]));
    body.legs(["thigh", "shin", "foot"]);
    let behind = ["thigh_b", "shin_b", "foot_b"].map(|name| body.find(name));
    body.legs.push(Leg::of(&body.model, behind[0], behind[1], behind[2]));
    for side in ["l", "r"] {
        body.lag(&format!("fore_arm_{side}"), 0.06);
        body.lag(&format!("pad_{side}"), 0.12);
    }
    body.lag("eye", 0.08);
    body.swinging(&["arm", "fore_arm", "pad", "stalk", "eye"]);
    body.model.clips = clips(&body);
    body
}

/// A boulder with the upper half of a mouth.
fn trunk() -> Mesh {
    let hull = flesh(
        &[
            [0.0, 0.86, -0.66, 0.22, 0.22],
            [0.0, 0.92, -0.44, 0.52, 0.44],
            [0.0, 0.96, 0.0, 0.66, 0.52],
            [0.0, 1.02, 0.40, 0.58, 0.40],
            [0.0, 1.02, 0.64, 0.44, 0.24],
        ],
        10,
        HIDE,
    );
    let lip = flesh(&[[0.0, 0.90, 0.36, 0.56, 0.14], [0.0, 0.92, 0.72, 0.42, 0.12]], 8, GUM);
    let throat = flesh(&[[0.0, 0.78, 0.10, 0.44, 0.20], [0.0, 0.80, 0.60, 0.36, 0.14]], 8, MAW);
    let tooth = |x: f32, z: f32, long: f32| {
        shard(Vec3::new(x, 0.90, z), Vec3::new(x * 1.06, 0.90 - long, z + 0.05), Vec3::X * 0.055, 0.05, BONE)
    };
    let teeth = Mesh::of([tooth(0.10, 0.76, 0.24), tooth(0.28, 0.70, 0.30), tooth(0.42, 0.56, 0.22)]);
    let wart = |at: [f32; 3], half: f32| egg(at, [half, half * 0.8, half], 6, 3, WART);
    let warts = Mesh::of([
        wart([0.40, 1.34, -0.10], 0.15),
        wart([-0.30, 1.40, -0.20], 0.18),
        wart([0.16, 1.34, -0.44], 0.14),
        wart([-0.52, 1.16, 0.20], 0.12),
    ]);
    Mesh::of([hull, lip, throat, teeth.both_sides(), warts])
}

fn jaw() -> Mesh {
    let lip = flesh(
        &[[0.0, 0.60, 0.06, 0.50, 0.18], [0.0, 0.58, 0.46, 0.48, 0.15], [0.0, 0.62, 0.78, 0.36, 0.10]],
        8,
        HIDE.toned(-0.04),
    );
    let gum = flesh(&[[0.0, 0.70, 0.20, 0.40, 0.08], [0.0, 0.68, 0.72, 0.33, 0.07]], 8, GUM);
    let tongue = flesh(
        &[[0.0, 0.74, 0.20, 0.18, 0.07], [0.04, 0.78, 0.66, 0.16, 0.05], [0.10, 0.70, 0.96, 0.10, 0.03]],
        6,
        Paint::matte(Ramp::Rose).toned(0.06),
    );
    let tooth = |x: f32, z: f32, long: f32| {
        shard(Vec3::new(x, 0.68, z), Vec3::new(x * 1.1, 0.68 + long, z + 0.06), Vec3::X * 0.06, 0.05, BONE)
    };
    let teeth = Mesh::of([tooth(0.20, 0.74, 0.24), tooth(0.36, 0.60, 0.30)]);
    Mesh::of([lip, gum, tongue, teeth.both_sides()])
}

fn stalk() -> Mesh {
    flesh(
        &[[0.0, 1.22, 0.06, 0.16, 0.16], [0.0, 1.52, 0.02, 0.085, 0.085], [0.0, 1.88, 0.20, 0.075, 0.075]],
        7,
        HIDE,
    )
}

/// Three eyes in a row on a leaf of flesh.
fn eyes() -> Mesh {
    let frond = flesh(
        &[
            [0.0, 1.80, 0.16, 0.10, 0.07],
            [0.0, 1.98, 0.22, 0.24, 0.11],
            [0.0, 2.14, 0.20, 0.17, 0.08],
            [0.0, 2.24, 0.14, 0.05, 0.04],
        ],
        8,
        WART,
    );
    let ball = |x: f32, y: f32, size: f32| {
        let white = eye(Vec3::new(x, y, 0.32), Vec3::new(x, 0.1, 1.0), size, FLAME);
        let slit = eye(
            Vec3::new(x * 1.05, y, 0.32 + size * 0.32),
            Vec3::new(x, 0.1, 1.0),
            size * 0.42,
            Paint::matte(Ramp::Ink),
        );
        white.and(slit)
    };
    Mesh::of([frond, ball(0.0, 2.04, 0.085), ball(0.155, 2.00, 0.07), ball(-0.155, 2.00, 0.07)])
}

fn arm() -> Mesh {
    branch(
        &[[0.48, 0.94, 0.04, 0.19, 0.19], [0.82, 1.08, 0.06, 0.14, 0.14], [1.06, 1.40, 0.11, 0.105, 0.105]],
        7,
        HIDE,
    )
}

fn fore_arm() -> Mesh {
    branch(
        &[[1.00, 1.30, 0.08, 0.105, 0.105], [1.12, 1.60, 0.18, 0.09, 0.09], [1.03, 1.90, 0.37, 0.075, 0.075]],
        7,
        HIDE.toned(0.03),
    )
}

/// A paddle set with thorns.
fn pad() -> Mesh {
    let blade = leaf(
        Vec3::new(1.04, 1.80, 0.32),
        Vec3::new(0.90, 2.16, 0.96),
        Vec3::new(0.20, 0.06, 0.0),
        0.09,
        0.55,
        WART,
    );
    let thorn =
        |from: [f32; 3], to: [f32; 3]| shard(Vec3::from(from), Vec3::from(to), Vec3::Z * 0.04, 0.04, BONE);
    Mesh::of([
        blade,
        thorn([1.10, 2.04, 0.62], [1.34, 2.10, 0.70]),
        thorn([0.84, 1.94, 0.62], [0.62, 1.90, 0.72]),
        thorn([0.98, 1.92, 0.66], [1.02, 1.70, 0.82]),
        thorn([0.96, 2.08, 0.66], [0.94, 2.30, 0.76]),
    ])
}

fn limb(from: [f32; 3], to: [f32; 3]) -> Mesh {
    let (from, to) = (Vec3::from(from), Vec3::from(to));
    let at = |share: f32, half: f32| {
        let place = from.lerp(to, share);
        [place.x, place.y, place.z, half, half]
    };
    flesh(&[at(-0.2, 0.19), at(0.4, 0.20), at(1.1, 0.16)], 7, HIDE.toned(-0.04))
}

fn foot([x, z]: [f32; 2]) -> Mesh {
    let sole = flesh(
        &[[x, 0.0, z + 0.02, 0.22, 0.23], [x, 0.08, z + 0.01, 0.22, 0.22], [x, 0.20, z, 0.15, 0.15]],
        8,
        HIDE.toned(-0.08),
    );
    let nail = |turn: f32| {
        let out = Vec3::new(crate::trig::sin(turn), 0.0, crate::trig::cos(turn));
        let at = Vec3::new(x, 0.05, z + 0.02) + out * 0.19;
        shard(at, at + out * 0.13 - Vec3::Y * 0.03, out.cross(Vec3::Y) * 0.055, 0.05, BONE.toned(-0.1))
    };
    Mesh::of([sole, nail(-0.7), nail(0.0), nail(0.7)])
}

fn clips(body: &Body) -> Vec<Clip> {
    vec![
        looping(body, "idle", 4.4, idle),
        looping(body, "walk", 1.5, walk),
        once(body, "hit", 0.7, &hit()),
        once(body, "down", 1.3, &down()),
        once(body, "slash", 1.1, &slash()),
    ]
}

/// It chews; the eye looks around; the arms never agree on a beat.
fn idle(phase: f32) -> Stance {
    let breath = wave(phase, 2.0, 0.0);
    let chew = wave(phase, 4.0, 0.1).max(-0.2);
    Stance::default()
        .shift("trunk", 0.03 * wave(phase, 1.0, 0.2), 0.022 * breath - 0.02, 0.0)
        .turn("trunk", 1.2 * breath, 0.0, 1.6 * wave(phase, 1.0, 0.2))
        .turn("jaw", 6.0 + 7.0 * chew, 0.0, 0.0)
        .turn("stalk", 5.0 * wave(phase, 2.0, 0.3), 0.0, 9.0 * wave(phase, 1.0, 0.0))
        .turn("eye", 0.0, 26.0 * wave(phase, 1.0, 0.1) + 8.0 * wave(phase, 3.0, 0.0), 0.0)
        .turn("arm_l", 6.0 * wave(phase, 1.0, 0.0), 0.0, 7.0 * wave(phase, 2.0, 0.2))
        .turn("arm_r", 6.0 * wave(phase, 1.0, 0.4), 0.0, 7.0 * wave(phase, 2.0, 0.6))
        .turn("fore_arm_l", 8.0 * wave(phase, 2.0, 0.2), 0.0, 9.0 * wave(phase, 1.0, 0.3))
        .turn("fore_arm_r", 8.0 * wave(phase, 2.0, 0.7), 0.0, 9.0 * wave(phase, 1.0, 0.8))
        .turn("pad_l", 14.0 * wave(phase, 2.0, 0.2), 0.0, 0.0)
        .turn("pad_r", 14.0 * wave(phase, 2.0, 0.7), 0.0, 0.0)
}

/// Three legs, one after another; what is heavy rolls over each.
fn walk(phase: f32) -> Stance {
    const DUTY: f32 = 0.66;
    let roll = wave(phase, 1.0, DUTY / 2.0 - 0.25);
    let high = wave(phase, 3.0, 0.2);
    Stance::default()
        .shift("trunk", 0.08 * roll, 0.025 * high - 0.03, 0.02 * wave(phase, 1.0, 0.1))
        .turn("trunk", 3.0 + 2.0 * wave(phase, 1.0, 0.4), 5.0 * wave(phase, 1.0, 0.5), -6.0 * roll)
        .turn("jaw", 8.0 + 5.0 * high, 0.0, 0.0)
        .turn("stalk", -4.0 * high, 0.0, 8.0 * roll)
        .turn("eye", 0.0, -5.0 * wave(phase, 1.0, 0.5), -4.0 * roll)
        .turn("arm_l", 9.0 * roll, 0.0, 6.0 * high)
        .turn("arm_r", -9.0 * roll, 0.0, 6.0 * high)
        .both("fore_arm", 8.0 * high, 0.0, 7.0 * high)
        .both("pad", 12.0 * high, 0.0, 0.0)
        .tread("foot_l", tread(phase, DUTY, 0.34, 0.13))
        .tread("foot_r", tread(phase - 0.33, DUTY, 0.34, 0.13))
        .tread("foot_b", tread(phase - 0.66, DUTY, 0.34, 0.13))
}

fn hit() -> Vec<(f32, Stance)> {
    let struck = Stance::default()
        .shift("trunk", 0.04, -0.10, -0.16)
        .turn("trunk", -11.0, 8.0, 5.0)
        .turn("jaw", 26.0, 0.0, 0.0)
        .turn("stalk", -24.0, 0.0, 10.0)
        .turn("eye", -20.0, 0.0, 0.0)
        .both("arm", -10.0, 0.0, 26.0)
        .both("fore_arm", -20.0, 0.0, 30.0)
        .both("pad", -20.0, 0.0, 0.0);
    let shaken = Stance::default()
        .shift("trunk", 0.0, -0.06, 0.02)
        .turn("trunk", 5.0, -5.0, -3.0)
        .turn("stalk", 14.0, 0.0, -8.0)
        .both("arm", 4.0, 0.0, -8.0);
    vec![
        (0.0, Stance::default()),
        (0.16, struck.clone()),
        (0.34, struck),
        (0.68, shaken),
        (1.0, Stance::default()),
    ]
}

/// The legs go out to the sides, the arms fall last.
fn down() -> Vec<(f32, Stance)> {
    let reeling = Stance::default()
        .shift("trunk", 0.0, 0.04, -0.10)
        .turn("trunk", -10.0, 0.0, -8.0)
        .turn("jaw", 30.0, 0.0, 0.0)
        .turn("stalk", -20.0, 0.0, 0.0)
        .both("arm", 0.0, 0.0, 24.0);
    let flat = Stance::default()
        .shift("trunk", 0.0, -0.36, 0.04)
        .turn("trunk", 8.0, 6.0, 16.0)
        .turn("jaw", 12.0, 0.0, 0.0)
        .turn("stalk", 66.0, 0.0, -26.0)
        .turn("eye", 30.0, 0.0, 0.0)
        .turn("arm_l", 0.0, 0.0, -104.0)
        .turn("arm_r", 0.0, 0.0, -66.0)
        .both("fore_arm", 0.0, 0.0, 6.0)
        .both("pad", 14.0, 0.0, 0.0)
        .foot("foot_l", 0.14, 0.0, 0.06, 0.0)
        .foot("foot_r", 0.14, 0.0, 0.06, 0.0)
        .foot("foot_b", 0.0, 0.0, -0.12, 0.0);
    let bounced = flat.clone().shift("trunk", 0.0, 0.05, 0.0).both("arm", 0.0, 0.0, 10.0);
    vec![
        (0.0, Stance::default()),
        (0.18, reeling),
        (0.52, flat.clone()),
        (0.64, bounced),
        (0.78, flat.clone()),
        (1.0, flat),
    ]
}

/// One arm up and back like a whip, and down across; the mouth is open for whatever it catches.
fn slash() -> Vec<(f32, Stance)> {
    let raised = Stance::default()
        .shift("trunk", -0.06, -0.04, -0.12)
        .turn("trunk", -8.0, -14.0, 4.0)
        .turn("arm_r", -24.0, 0.0, 30.0)
        .turn("fore_arm_r", -46.0, 0.0, 12.0)
        .turn("pad_r", -50.0, 0.0, 0.0)
        .turn("arm_l", 10.0, 0.0, 12.0)
        .turn("jaw", 8.0, 0.0, 0.0)
        .turn("stalk", -10.0, 0.0, 0.0)
        .turn("eye", 0.0, 14.0, 0.0);
    let struck = Stance::default()
        .shift("trunk", 0.06, -0.10, 0.16)
        .turn("trunk", 10.0, 18.0, -4.0)
        .turn("arm_r", 30.0, 26.0, -34.0)
        .turn("fore_arm_r", 66.0, 0.0, -30.0)
        .turn("pad_r", 46.0, 0.0, 0.0)
        .turn("arm_l", -14.0, 0.0, 20.0)
        .turn("jaw", 34.0, 0.0, 0.0)
        .turn("stalk", 16.0, 0.0, 0.0)
        .turn("eye", 0.0, -14.0, 0.0);
    vec![
        (0.0, Stance::default()),
        (0.36, raised.clone()),
        (0.46, raised.turn("pad_r", -8.0, 0.0, 0.0)),
        (0.58, struck.clone()),
        (0.70, struck.turn("fore_arm_r", 8.0, 0.0, 0.0)),
        (1.0, Stance::default()),
    ]
}
