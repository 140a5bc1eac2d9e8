//! Air: what blades, pages and spells push aside.

use crate::chance::Chance;
use crate::tone::filter::{Pass, filter, sweep};
use crate::track::{Curve, Track, fade, level, samples, shape};

/// Air of `seconds`: where its band is in Hz and how loud it is, both over time; `q` is how narrow.
pub(crate) fn whoosh(seconds: f64, hz: Curve<'_>, loud: Curve<'_>, q: f64, chance: &mut Chance) -> Track {
    let mut out = chance.noise(samples(seconds));
    sweep(&mut out, Pass::Band, |at| (hz.at(at), q));
    // A second, gentler pass takes the hiss that one band leaves standing.
    sweep(&mut out, Pass::Low, |at| (hz.at(at) * 2.2, 0.7));
    shape(&mut out, |at| loud.at(at));
    fade(&mut out, 0.004, 0.03);
    level(out)
}

/// A puff: noise under `hz` that is gone after `seconds`.
pub(crate) fn puff(seconds: f64, hz: f64, chance: &mut Chance) -> Track {
    let mut out = chance.noise(samples(seconds));
    filter(&mut out, Pass::Low, hz, 0.7);
    shape(&mut out, |at| libm::exp(-6.0 * at / seconds));
    fade(&mut out, 0.001, 0.01);
    level(out)
}

/// Grains: `count` short clicks of noise around `hz`, thrown over `seconds`.
pub(crate) fn grains(seconds: f64, count: usize, hz: f64, chance: &mut Chance) -> Track {
    let mut out = vec![0.0f32; samples(seconds + 0.05)];
    for _ in 0..count {
        let at = samples(chance.unit() * seconds);
        let length = 40 + chance.below(260);
        let loud = chance.unit() * chance.unit();
        for (offset, sample) in chance.noise(length).into_iter().enumerate() {
            let fall = 1.0 - offset as f64 / length as f64;
            if let Some(to) = out.get_mut(at + offset) {
                *to += (f64::from(sample) * fall * fall * loud) as f32;
            }
        }
    }
    filter(&mut out, Pass::Band, hz, 0.8);
    level(out)
}
