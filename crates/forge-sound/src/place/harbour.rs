//! The harbour between the stars, round and round: wind that sings, far water, gulls, a bell.

use super::call::{cries, stroke};
use super::water::swell;
use crate::chance::Chance;
use crate::effect::creak::creak;
use crate::tone::filter::{Pass, filter_round, sweep_round};
use crate::tone::hall;
use crate::track::{Curve, RATE_HZ, Take, Track, pitch_hz, samples, scale, shape};
use std::f64::consts::TAU;

/// 835 frames of MP3: see [`crate::sound::LoopPoints`].
const SECONDS: f64 = 20.04;

/// Twenty seconds in stereo, nothing of it loud enough to be noticed coming round again.
pub(crate) fn ambience(chance: &mut Chance) -> Take {
    let length = samples(SECONDS);
    let mut far = Take::stereo(vec![0.0; length], vec![0.0; length]);
    scatter(&mut far, chance);
    let mut out = hall::answer_round(&far);
    out.gain(2.0);
    // What has no place comes from both sides alike: it would cost twice the bytes otherwise.
    let (swell, breath) = (swell(SECONDS, 420.0, chance), breath(chance));
    for side in 0..2 {
        mix(&mut out.channels[side], &far.channels[side], 0.5);
        mix(&mut out.channels[side], &swell, 0.3);
        mix(&mut out.channels[side], &breath, 0.2);
        for (tone, turns, loud) in [(62.0, 2.0, 1.0), (69.0, 3.0, 0.8), (76.0, 1.0, 0.5), (81.0, 4.0, 0.22)] {
            mix(&mut out.channels[side], &song(tone, turns, side, chance), 0.32 * loud);
        }
        filter_round(&mut out.channels[side], Pass::Low, 5_200.0, 0.7);
        filter_round(&mut out.channels[side], Pass::Low, 6_000.0, 0.7);
    }
    out
}

/// What calls: each at its own time and place.
fn scatter(far: &mut Take, chance: &mut Chance) {
    let at = |seconds: f64| (seconds * RATE_HZ) as i64;
    far.add_round(at(3.4), &cries(chance), 0.15, -0.7);
    far.add_round(at(13.9), &cries(chance), 0.09, 0.55);
    far.add_round(at(8.2), &stroke(chance), 0.2, 0.3);
    far.add_round(at(10.6), &stroke(chance), 0.13, 0.3);
    for (seconds, pan) in [(1.1, 0.4), (6.3, -0.35), (11.9, 0.15), (17.2, -0.5)] {
        let rate = Curve(&[(0.0, 11.0), (0.5, 26.0), (1.0, 13.0)]);
        let groan = creak(chance.between(190.0, 300.0), chance.between(0.7, 1.1), rate, chance);
        far.add_round(at(seconds), &groan, chance.between(0.14, 0.22), pan);
    }
}

/// Wind without a pitch.
fn breath(chance: &mut Chance) -> Track {
    let mut out = chance.noise(samples(SECONDS));
    let start = chance.unit();
    sweep_round(&mut out, Pass::Band, |t| {
        (300.0 + 120.0 * libm::sin(TAU * (2.0 * t / SECONDS + start)), 0.8)
    });
    shape(&mut out, |t| 0.6 + 0.4 * libm::sin(TAU * (3.0 * t / SECONDS + start)));
    out
}

/// Wind between stars: noise so narrow that it sings a tone, coming and going `turns` times.
fn song(midi: f64, turns: f64, side: usize, chance: &mut Chance) -> Track {
    let mut out = chance.noise(samples(SECONDS));
    filter_round(&mut out, Pass::Band, pitch_hz(midi), 45.0);
    filter_round(&mut out, Pass::Band, pitch_hz(midi), 20.0);
    scale(&mut out, 5.0);
    let start = midi / 7.0 + 0.15 * side as f64;
    shape(&mut out, |t| 0.5 - 0.45 * libm::cos(TAU * (turns * t / SECONDS + start)));
    out
}

fn mix(to: &mut [f32], from: &[f32], gain: f64) {
    crate::track::add_round(to, 0, from, gain);
}
