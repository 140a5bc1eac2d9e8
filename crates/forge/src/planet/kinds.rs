//! The worlds that there are: what their ground does, and how it is painted.

use glam::Vec3;

use super::World;
use super::noise::Noise;
use crate::paint::{Paint, Ramp};
use crate::trig::smoothstep;

/// Their slugs, in order.
pub const SLUGS: [&str; 3] = ["desert", "ice", "ringed"];

/// The world of a slug; an unknown one is the ringed world.
pub fn world(slug: &str) -> World {
    match slug {
        "desert" => DESERT,
        "ice" => ICE,
        _ => RINGED,
    }
}

const RINGED: World = World {
    noise: Noise(11),
    tilt: 21.0,
    height: |noise, place| {
        let land = noise.fbm(place * 1.35, 4) + 0.02;
        let ridge = Noise(noise.0 + 90).ridged(place * 2.1, 3);
        // Terraces, as cut from boards.
        let raw = smoothstep(0.0, 0.5, land) * 0.055 + smoothstep(0.06, 0.3, land) * ridge * ridge * 0.075;
        if land > 0.0 { 0.010 + (raw / 0.016).floor() * 0.016 } else { 0.0 }
    },
    paint: |height, latitude, grain| {
        if latitude > 0.86 {
            return Paint::matte(Ramp::Porcelain).toned(0.16);
        }
        match height {
            h if h <= 0.0 => {
                let shallow = grain > 0.12;
                if shallow {
                    Paint::matte(Ramp::Tide).toned(-0.10)
                } else {
                    Paint::matte(Ramp::Deep).toned(0.02)
                }
            }
            h if h < 0.02 && latitude < 0.30 => Paint::rough(Ramp::Straw),
            h if h < 0.02 => Paint::rough(Ramp::Kelp).toned(-0.06),
            h if h < 0.05 => Paint::rough(Ramp::Pine).toned(0.08),
            h if h < 0.07 => Paint::rough(Ramp::Stone),
            _ => Paint::matte(Ramp::Bone).toned(0.12),
        }
    },
    rings: &[
        ([1.42, 1.58], Paint::matte(Ramp::Sand).toned(-0.06)),
        ([1.61, 1.92], Paint::matte(Ramp::Straw).toned(0.02)),
        ([2.02, 2.08], Paint::metal(Ramp::Brass)),
        ([2.12, 2.34], Paint::matte(Ramp::Rose).toned(-0.10)),
    ],
    clouds: 0.17,
    air: Ramp::Tide,
    harbours: 16,
};

const ICE: World = World {
    noise: Noise(23),
    tilt: 8.0,
    height: |noise, place| {
        let plate = noise.fbm(place * 1.1, 3);
        let crack = noise.ridged(place * 1.5, 3);
        // Cracks run where the ridges are sharpest.
        0.035 + plate * 0.03 - smoothstep(0.86, 0.95, crack) * 0.045
    },
    paint: |height, latitude, grain| match height {
        h if h < 0.006 => Paint::matte(Ramp::Deep).toned(-0.02),
        h if h < 0.018 => Paint::matte(Ramp::Tide).toned(0.04),
        h if h > 0.045 || latitude > 0.8 => Paint::matte(Ramp::StarF).toned(0.10),
        _ if grain > 0.08 => Paint::matte(Ramp::StarA),
        _ => Paint::matte(Ramp::StarA).toned(0.08),
    },
    rings: &[],
    clouds: 0.42,
    air: Ramp::StarB,
    harbours: 6,
};

const DESERT: World = World {
    noise: Noise(5),
    tilt: -14.0,
    height: |noise, place| {
        let dunes = noise.fbm(place * 1.2, 3);
        let canyon = Noise(noise.0 + 40).ridged(place * 1.3 + Vec3::splat(dunes), 2);
        let mesa = (smoothstep(-0.15, 0.35, dunes) * 4.0).floor() / 4.0;
        0.012 + mesa * 0.07 - smoothstep(0.84, 0.95, canyon) * 0.05
    },
    paint: |height, latitude, grain| match height {
        _ if latitude > 0.93 => Paint::matte(Ramp::Bone).toned(0.10),
        h if h < 0.0 => Paint::rough(Ramp::Umber).toned(-0.16),
        h if h < 0.02 => Paint::rough(Ramp::Sand).toned(if grain > 0.1 { 0.10 } else { 0.02 }),
        h if h < 0.04 => Paint::rough(Ramp::Rust).toned(0.04),
        h if h < 0.06 => Paint::rough(Ramp::Umber).toned(0.10),
        _ => Paint::rough(Ramp::Straw).toned(0.04),
    },
    rings: &[],
    clouds: 0.40,
    air: Ramp::StarK,
    harbours: 9,
};
