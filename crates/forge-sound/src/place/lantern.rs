//! A lantern's flame, round and round.

use crate::chance::Chance;
use crate::effect::whoosh::grains;
use crate::tone::filter::{Pass, filter_round};
use crate::track::{RATE_HZ, Take, add_round, samples, shape};
use std::f64::consts::TAU;

/// 250 frames of MP3: see [`crate::sound::LoopPoints`].
const SECONDS: f64 = 6.0;

/// A small flame: breath that flutters, and the wick that ticks.
pub(crate) fn flicker(chance: &mut Chance) -> Take {
    let mut out = chance.noise(samples(SECONDS));
    filter_round(&mut out, Pass::Low, 420.0, 0.7);
    filter_round(&mut out, Pass::High, 90.0, 0.7);
    // Whole numbers of waves in the loop, so that its end meets its beginning.
    let waves: Vec<(f64, f64)> =
        [7.0, 11.0, 19.0, 31.0, 47.0].into_iter().map(|turns| (turns, chance.unit())).collect();
    shape(&mut out, |t| {
        let flutter: f64 =
            waves.iter().map(|(turns, start)| libm::sin(TAU * (turns * t / SECONDS + start))).sum();
        0.55 * libm::exp(0.28 * flutter)
    });
    for _ in 0..16 {
        let tick = grains(0.012, 3, chance.between(1_800.0, 4_200.0), chance);
        let at = (chance.unit() * SECONDS * RATE_HZ) as i64;
        add_round(&mut out, at, &tick, 0.02 + 0.09 * chance.unit() * chance.unit());
    }
    Take::mono(out)
}
