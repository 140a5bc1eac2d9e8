//! Water against the quay, round and round.

use crate::chance::Chance;
use crate::effect::spell::bubble;
use crate::tone::filter::{Pass, filter, filter_round, sweep, sweep_round};
use crate::track::{RATE_HZ, Take, Track, add_round, level, samples, scale, shape};
use std::f64::consts::{PI, TAU};

/// 415 frames of MP3: see [`crate::sound::LoopPoints`].
const SECONDS: f64 = 9.96;

/// Waves that come at uneven times, with a gurgle after each.
pub(crate) fn lapping(chance: &mut Chance) -> Take {
    let mut out = level(swell(SECONDS, 620.0, chance));
    scale(&mut out, 0.5);
    // Seven waves in ten seconds: uneven, yet the last leads into the first.
    for wave in [0.2, 1.5, 3.1, 4.4, 6.1, 7.3, 8.7] {
        let at = wave + chance.between(-0.15, 0.15);
        add_round(&mut out, (at * RATE_HZ) as i64, &lap(chance), chance.between(0.45, 0.9));
        for _ in 0..5 {
            let drop = bubble(chance.between(320.0, 780.0), chance);
            let late = at + chance.between(0.25, 0.95);
            add_round(&mut out, (late * RATE_HZ) as i64, &drop, chance.between(0.12, 0.4));
        }
    }
    Take::mono(out)
}

/// A bed of moving water, `seconds` round; `hz` is how bright.
pub(crate) fn swell(seconds: f64, hz: f64, chance: &mut Chance) -> Track {
    let mut out = chance.noise(samples(seconds));
    let starts = [chance.unit(), chance.unit(), chance.unit()];
    let slow = |t: f64| {
        let turn = |count: f64, at: usize| libm::sin(TAU * (count * t / seconds + starts[at]));
        turn(2.0, 0) + 0.7 * turn(3.0, 1) + 0.5 * turn(7.0, 2)
    };
    sweep_round(&mut out, Pass::Low, |t| (hz * libm::exp(0.3 * slow(t)), 0.7));
    filter_round(&mut out, Pass::High, 110.0, 0.7);
    shape(&mut out, |t| libm::exp(0.35 * slow(t)));
    scale(&mut out, 0.3);
    out
}

/// One wave that runs up a wall and drops back.
fn lap(chance: &mut Chance) -> Track {
    let length = chance.between(0.7, 1.1);
    let mut out = chance.noise(samples(length));
    let top = chance.between(1_100.0, 1_900.0);
    sweep(&mut out, Pass::Band, |t| {
        let part = t / length;
        (350.0 + top * libm::sin(PI * part) * (1.0 - 0.5 * part), 0.8)
    });
    shape(&mut out, |t| {
        let part = t / length;
        libm::pow(libm::sin(PI * libm::pow(part, 0.6)), 2.0)
    });
    // Soft: this is harbour water, not surf.
    filter(&mut out, Pass::Low, 2_800.0, 0.7);
    level(out)
}
