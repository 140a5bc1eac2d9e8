//! Plucked strings after Karplus and Strong: a lute's courses, a dulcimer's pairs.

use super::filter::{Pass, filter};
use crate::chance::Chance;
use crate::track::{RATE_HZ, Track, add, fade, samples, scale};

/// How a string is made and touched.
#[derive(Clone, Copy)]
pub(crate) struct Pluck {
    /// Hz above which the touch brings nothing; a fingertip is 2000, a plectrum 6000.
    pub touch_hz: f64,
    /// Where it is touched, as a part of its length; nearer the bridge is thinner.
    pub place: f64,
    /// How much each turn loses of its brightness, 0 to 0.5.
    pub damping: f64,
    /// Seconds until it is 60 dB down.
    pub t60: f64,
}

/// A lute: gut under fingertips.
pub(crate) const LUTE: Pluck = Pluck { touch_hz: 2_600.0, place: 0.19, damping: 0.38, t60: 3.2 };
/// A dulcimer: wire under small padded hammers.
pub(crate) const DULCIMER: Pluck = Pluck { touch_hz: 4_200.0, place: 0.12, damping: 0.16, t60: 4.5 };

/// One string, `seconds` long, about unit loudness. `hz` must be under a tenth of the rate.
pub(crate) fn pluck(hz: f64, seconds: f64, how: Pluck, chance: &mut Chance) -> Track {
    let period = RATE_HZ / hz;
    let whole = libm::floor(period - how.damping - 0.1) as usize;
    let rest = period - how.damping - whole as f64;
    let slide = (1.0 - rest) / (1.0 + rest);
    let keep = libm::pow(10.0, -3.0 * period / (how.t60 * RATE_HZ));
    let touch = touched(whole, period, how, chance);

    let mut line = vec![0.0f64; whole];
    let (mut at, mut before, mut slid_in, mut slid_out) = (0, 0.0, 0.0, 0.0);
    let mut out = Vec::with_capacity(samples(seconds));
    for index in 0..samples(seconds) {
        let came = line[at];
        let dull = keep * ((1.0 - how.damping) * came + how.damping * before);
        before = came;
        // An allpass holds back the part of a sample that a line of whole samples cannot.
        let tuned = slide * (dull - slid_out) + slid_in;
        slid_in = dull;
        slid_out = tuned;
        let push = touch.get(index).map_or(0.0, |push| f64::from(*push));
        line[at] = tuned + push;
        out.push(line[at] as f32);
        at = (at + 1) % whole;
    }
    out
}

/// The touch: one period of noise, dulled, with a comb where the finger stands.
fn touched(whole: usize, period: f64, how: Pluck, chance: &mut Chance) -> Track {
    let mut noise = chance.noise(whole);
    let mean = noise.iter().sum::<f32>() / whole as f32;
    noise.iter_mut().for_each(|sample| *sample -= mean);
    filter(&mut noise, Pass::Low, how.touch_hz, 0.6);
    let back = libm::round(period * how.place).max(1.0) as usize;
    let mut combed = noise.clone();
    for index in 0..whole {
        combed[index] -= noise[(index + whole - back % whole) % whole];
    }
    // Equal power whatever the pitch and the noise were.
    let power = combed.iter().map(|s| f64::from(s * s)).sum::<f64>() / whole as f64;
    scale(&mut combed, 0.25 / libm::sqrt(power.max(1e-9)));
    combed
}

/// A course: two strings, the second a hair off and a moment later, over a wooden body.
pub(crate) fn course(midi: f64, seconds: f64, how: Pluck, cents: f64, chance: &mut Chance) -> Track {
    let hz = crate::track::pitch_hz(midi);
    let bent = crate::track::pitch_hz(midi + cents / 100.0);
    let mut out = pluck(hz, seconds, how, chance);
    let second = pluck(bent, seconds, how, chance);
    add(&mut out, 0.004 + chance.between(0.0, 0.004), &second, 0.7);
    out.truncate(samples(seconds));
    wood(&mut out);
    fade(&mut out, 0.001, 0.12);
    out
}

/// The belly of the instrument: two bumps, and nothing under the lowest string.
fn wood(track: &mut Track) {
    let mut low = track.clone();
    filter(&mut low, Pass::Band, 190.0, 2.5);
    let mut middle = track.clone();
    filter(&mut middle, Pass::Band, 430.0, 2.0);
    for ((sample, low), middle) in track.iter_mut().zip(low).zip(middle) {
        *sample += 0.8 * low + 0.5 * middle;
    }
    filter(track, Pass::High, 70.0, 0.7);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    /// How much of `hz` there is in a second of a track.
    fn share(track: &[f32], hz: f64) -> f64 {
        let (mut real, mut imaginary) = (0.0, 0.0);
        for (at, sample) in track.iter().enumerate() {
            let angle = TAU * hz * at as f64 / RATE_HZ;
            real += f64::from(*sample) * libm::cos(angle);
            imaginary += f64::from(*sample) * libm::sin(angle);
        }
        real.hypot(imaginary)
    }

    #[test]
    fn strings_are_in_tune() {
        for how in [LUTE, DULCIMER] {
            for midi in [50.0, 62.0, 69.0, 81.0] {
                let hz = crate::track::pitch_hz(midi);
                let tone = pluck(hz, 0.6, how, &mut Chance::of("a string"));
                let cents = (-16..=16)
                    .step_by(2)
                    .max_by(|a, b| {
                        let at = |cents: i32| share(&tone, hz * libm::exp2(f64::from(cents) / 1_200.0));
                        at(*a).total_cmp(&at(*b))
                    })
                    .unwrap();
                assert!(cents.abs() <= 4, "{midi}: {cents} cents off");
            }
        }
    }
}
