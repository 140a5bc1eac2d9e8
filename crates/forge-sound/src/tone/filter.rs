//! Filters: one pole for tilt, a state-variable one for everything that moves.

use crate::track::RATE_HZ;
use std::f64::consts::PI;

/// Which part of the spectrum a filter lets through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    Low,
    Band,
    High,
}

/// A state-variable filter after Zavalishin: stays stable while its cutoff moves.
#[derive(Clone, Default)]
pub(crate) struct Filter {
    first: f64,
    second: f64,
    tangent: f64,
    damping: f64,
}

impl Filter {
    /// `hz` is kept between 10 Hz and 0.45 of the rate; `q` is 0.707 for no bump.
    pub(crate) fn tune(&mut self, hz: f64, q: f64) {
        self.tangent = libm::tan(PI * hz.clamp(10.0, 0.45 * RATE_HZ) / RATE_HZ);
        self.damping = 1.0 / q;
    }

    pub(crate) fn new(hz: f64, q: f64) -> Self {
        let mut filter = Self::default();
        filter.tune(hz, q);
        filter
    }

    /// One sample; the band has unit gain at its centre.
    pub(crate) fn step(&mut self, pass: Pass, input: f64) -> f64 {
        let (g, k) = (self.tangent, self.damping);
        let high = (input - self.second - (k + g) * self.first) / (1.0 + g * (k + g));
        let band = high * g + self.first;
        let low = band * g + self.second;
        self.first = band + high * g;
        self.second = low + band * g;
        match pass {
            Pass::Low => low,
            Pass::Band => band * k,
            Pass::High => high,
        }
    }
}

/// Filters in place.
pub(crate) fn filter(track: &mut [f32], pass: Pass, hz: f64, q: f64) {
    let mut filter = Filter::new(hz, q);
    for sample in track.iter_mut() {
        *sample = filter.step(pass, f64::from(*sample)) as f32;
    }
}

/// Filters with a cutoff and a q that are functions of seconds, read every 32 samples.
pub(crate) fn sweep(track: &mut [f32], pass: Pass, at: impl Fn(f64) -> (f64, f64)) {
    let mut filter = Filter::default();
    for (block, samples) in track.chunks_mut(32).enumerate() {
        let (hz, q) = at(block as f64 * 32.0 / RATE_HZ);
        filter.tune(hz, q);
        for sample in samples {
            *sample = filter.step(pass, f64::from(*sample)) as f32;
        }
    }
}

/// Sweeps a loop as if it had always been going round: the filter enters with the state it leaves with.
pub(crate) fn sweep_round(track: &mut [f32], pass: Pass, at: impl Fn(f64) -> (f64, f64)) {
    let mut filter = Filter::default();
    let dry = track.to_vec();
    for _ in 0..2 {
        for (block, (wet, dry)) in track.chunks_mut(32).zip(dry.chunks(32)).enumerate() {
            let (hz, q) = at(block as f64 * 32.0 / RATE_HZ);
            filter.tune(hz, q);
            for (wet, dry) in wet.iter_mut().zip(dry) {
                *wet = filter.step(pass, f64::from(*dry)) as f32;
            }
        }
    }
}

/// [`sweep_round`] with a cutoff that stays.
pub(crate) fn filter_round(track: &mut [f32], pass: Pass, hz: f64, q: f64) {
    sweep_round(track, pass, |_| (hz, q));
}
