//! Vowels: where a throat rings, as an envelope for tables and as filters for speech.

use super::filter::{Filter, Pass};
use crate::track::{RATE_HZ, Track};

/// The first four places in Hz where a throat rings.
pub(crate) type Vowel = [f64; 4];

pub(crate) const AH: Vowel = [700.0, 1150.0, 2550.0, 3400.0];
pub(crate) const AE: Vowel = [620.0, 1650.0, 2450.0, 3450.0];
pub(crate) const EH: Vowel = [530.0, 1800.0, 2500.0, 3500.0];
pub(crate) const EE: Vowel = [290.0, 2150.0, 2800.0, 3500.0];
pub(crate) const OH: Vowel = [460.0, 820.0, 2450.0, 3300.0];
pub(crate) const OO: Vowel = [310.0, 720.0, 2300.0, 3250.0];
pub(crate) const UH: Vowel = [560.0, 1150.0, 2450.0, 3350.0];
/// A closed mouth: one low hum and little above.
pub(crate) const MM: Vowel = [250.0, 1050.0, 2150.0, 3100.0];

const WIDTHS: Vowel = [70.0, 95.0, 130.0, 200.0];
const GAINS: Vowel = [1.0, 0.63, 0.32, 0.16];

/// Between two vowels.
pub(crate) fn blend(from: Vowel, to: Vowel, part: f64) -> Vowel {
    std::array::from_fn(|at| from[at] + (to[at] - from[at]) * part)
}

/// How strongly a throat at `vowel` answers at `hz`; for drawing wave tables.
pub(crate) fn answer(vowel: Vowel, hz: f64) -> f64 {
    let bumps: f64 = (0..4)
        .map(|at| {
            let off = (hz - vowel[at]) / (WIDTHS[at] * 1.6);
            GAINS[at] / (1.0 + off * off)
        })
        .sum();
    bumps + 0.03
}

/// A throat in parallel filters. `vowel` is asked every 48 samples and gives formants,
/// and the share of the upper ones (0 for a closed mouth).
pub(crate) fn speak(source: &[f32], vowel: impl Fn(f64) -> (Vowel, f64)) -> Track {
    let mut filters: [Filter; 4] = Default::default();
    let mut out = Vec::with_capacity(source.len());
    for (block, input) in source.chunks(48).enumerate() {
        let (places, open) = vowel(block as f64 * 48.0 / RATE_HZ);
        for (at, filter) in filters.iter_mut().enumerate() {
            filter.tune(places[at], places[at] / (WIDTHS[at] * 1.25));
        }
        for sample in input {
            let mut sum = 0.0;
            for (at, filter) in filters.iter_mut().enumerate() {
                // Neighbours in parallel need opposite signs, or they cancel between them.
                let sign = if at % 2 == 0 { 1.0 } else { -1.0 };
                let share = if at == 0 { 1.0 } else { open };
                sum += sign * share * GAINS[at] * filter.step(Pass::Band, f64::from(*sample));
            }
            out.push(sum as f32);
        }
    }
    out
}
