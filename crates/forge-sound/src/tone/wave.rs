//! One period of a tone, drawn from its harmonics and read round and round.

use crate::track::RATE_HZ;
use std::f64::consts::TAU;

const LENGTH: usize = 2048;

/// A band-limited period. Two tables of one pitch may be mixed: their phases agree.
#[derive(Clone)]
pub(crate) struct Wave(Vec<f32>);

impl Wave {
    /// Draws the harmonics of `hz` that `gain` gives an amplitude, up to 16 kHz. Unit power.
    pub(crate) fn draw(hz: f64, gain: impl Fn(f64) -> f64) -> Self {
        let mut period = vec![0.0f64; LENGTH];
        let mut power = 0.0;
        let count = (16_000.0 / hz) as usize;
        for harmonic in 1..=count.clamp(1, 120) {
            let amplitude = gain(harmonic as f64 * hz);
            if amplitude.abs() < 1e-5 {
                continue;
            }
            power += amplitude * amplitude;
            // Schroeder phases spread the energy over the period: less peak for the same loudness.
            let phase = 0.5 * harmonic as f64 * harmonic as f64 * 0.13;
            add_sine(&mut period, harmonic, amplitude, phase);
        }
        let unit = 1.0 / libm::sqrt(power.max(1e-12));
        Self(period.iter().map(|sample| (sample * unit) as f32).collect())
    }

    /// The value at `phase` periods; only its fraction counts.
    pub(crate) fn at(&self, phase: f64) -> f32 {
        let place = (phase - libm::floor(phase)) * LENGTH as f64;
        let index = place as usize % LENGTH;
        let part = (place - index as f64) as f32;
        let next = self.0[(index + 1) % LENGTH];
        self.0[index] + (next - self.0[index]) * part
    }
}

/// A sine by rotation: one sine and cosine for a whole period.
fn add_sine(period: &mut [f64], harmonic: usize, amplitude: f64, phase: f64) {
    let step = TAU * harmonic as f64 / LENGTH as f64;
    let (turn_cos, turn_sin) = (libm::cos(step), libm::sin(step));
    let (mut real, mut imaginary) = (libm::cos(phase), libm::sin(phase));
    for sample in period.iter_mut() {
        *sample += amplitude * imaginary;
        (real, imaginary) = (real * turn_cos - imaginary * turn_sin, real * turn_sin + imaginary * turn_cos);
    }
}

/// Phase that advances by a pitch.
#[derive(Clone, Default)]
pub(crate) struct Phase(f64);

impl Phase {
    pub(crate) fn from(start: f64) -> Self {
        Self(start)
    }

    /// Moves on by one sample of `hz` and says where that is, in periods.
    pub(crate) fn step(&mut self, hz: f64) -> f64 {
        self.0 += hz / RATE_HZ;
        if self.0 >= 1.0 {
            self.0 -= libm::floor(self.0);
        }
        self.0
    }
}
