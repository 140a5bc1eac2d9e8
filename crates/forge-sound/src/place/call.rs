//! What calls now and then over a harbour: gulls, rigging, a bell.

use crate::chance::Chance;
use crate::effect::creak::creak;
use crate::tone::filter::{Pass, filter};
use crate::tone::hall;
use crate::tone::modal::{BELL, body, strike, vary};
use crate::tone::wave::{Phase, Wave};
use crate::track::{Curve, RATE_HZ, Take, Track, add, fade, level, pitch_hz, samples, silence};
use std::f64::consts::TAU;

/// A gull, not near.
pub(crate) fn gull(chance: &mut Chance) -> Take {
    far(cries(chance), 0.8)
}

/// A rope takes a load and gives it back.
pub(crate) fn rigging(chance: &mut Chance) -> Take {
    let mut out = silence(0.1);
    let rate = [(0.0, chance.between(9.0, 14.0)), (0.5, chance.between(22.0, 34.0)), (1.1, 12.0)];
    let seconds = chance.between(0.8, 1.2);
    add(&mut out, 0.0, &creak(chance.between(210.0, 320.0), seconds, Curve(&rate), chance), 1.0);
    far(out, 0.5)
}

/// A bell over the water, on the home tone.
pub(crate) fn bell(chance: &mut Chance) -> Take {
    far(stroke(chance), 0.8)
}

/// Two to four cries of a gull, dry.
pub(crate) fn cries(chance: &mut Chance) -> Track {
    let wave = Wave::draw(1_000.0, |hz| {
        let off = (hz - 2_400.0) / 1_300.0;
        1.0 / (1.0 + off * off)
    });
    let mut out = silence(0.1);
    let mut at = 0.0;
    let high = chance.between(0.9, 1.08);
    for index in 0..chance.below(3) + 2 {
        let length = if index == 0 { 0.5 } else { chance.between(0.2, 0.3) };
        add(&mut out, at, &cry(&wave, high, length, chance), chance.between(0.6, 1.0));
        at += length + chance.between(0.06, 0.14);
    }
    filter(&mut out, Pass::Low, 3_400.0, 0.7);
    level(out)
}

fn cry(wave: &Wave, high: f64, seconds: f64, chance: &mut Chance) -> Track {
    let hz = Curve(&[(0.0, 720.0), (0.22, 1_240.0), (0.5, 1_080.0), (1.0, 780.0)]);
    let rough = chance.between(34.0, 46.0);
    let mut phase = Phase::default();
    let mut out: Track = (0..samples(seconds))
        .map(|at| {
            let t = at as f64 / RATE_HZ;
            let shake = 1.0 + 0.012 * libm::sin(TAU * rough * t);
            let value = wave.at(phase.step(hz.at(t / seconds) * high * shake));
            value * (0.8 + 0.2 * libm::sin(TAU * rough * 0.5 * t)) as f32
        })
        .collect();
    fade(&mut out, seconds * 0.2, seconds * 0.45);
    out
}

/// One stroke of a bell, dry.
pub(crate) fn stroke(chance: &mut Chance) -> Track {
    let mut modes = body(BELL, pitch_hz(62.0), 3.2, 0.7, 0.75);
    vary(&mut modes, 0.0015, chance);
    let mut out = level(strike(&modes, 1.8, 3.4, chance));
    filter(&mut out, Pass::Low, 1_900.0, 0.7);
    fade(&mut out, 0.001, 1.2);
    out
}

/// Away over the water: softer heights, mostly hall.
fn far(dry: Track, wet: f64) -> Take {
    let answer = hall::answer(&Take::mono(dry.clone()), 1.2);
    let mut out = dry;
    for channel in &answer.channels {
        add(&mut out, 0.0, channel, wet);
    }
    filter(&mut out, Pass::Low, 5_000.0, 0.7);
    fade(&mut out, 0.002, 0.9);
    Take::mono(out)
}
