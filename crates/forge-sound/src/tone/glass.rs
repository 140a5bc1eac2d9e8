//! Glass and small brass: a sine bent by another, both dying away.

use super::wave::Phase;
use crate::track::{RATE_HZ, Track, fade, samples};
use std::f64::consts::TAU;

/// A note of glass of `seconds`; `bright` 0 to 1 is how much its beginning sparkles.
pub(crate) fn glass(hz: f64, seconds: f64, bright: f64) -> Track {
    let (mut carrier, mut bender) = (Phase::default(), Phase::default());
    let (fall, sparkle) = (decay(seconds * 0.9), decay(0.09 + 0.12 * bright));
    let (mut loud, mut bend) = (1.0, 1.4 * bright);
    let mut out: Track = (0..samples(seconds))
        .map(|_| {
            let bent = libm::sin(TAU * bender.step(hz * 4.003)) * (bend + 0.06) / TAU;
            let value = libm::sin(TAU * (carrier.step(hz) + bent)) * loud;
            loud *= fall;
            bend *= sparkle;
            value as f32
        })
        .collect();
    fade(&mut out, 0.002, 0.08);
    out
}

/// The factor per sample that is 60 dB down after `seconds`.
fn decay(seconds: f64) -> f64 {
    libm::pow(10.0, -3.0 / (seconds * RATE_HZ))
}
