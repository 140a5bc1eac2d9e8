//! Stick and slip: hinges, planks and rigging that complain.

use crate::chance::Chance;
use crate::tone::filter::{Pass, filter};
use crate::tone::modal::{BOX, body, resonate, vary};
use crate::track::{Curve, RATE_HZ, Track, fade, level, samples};

/// A creak of `seconds` in a body around `hz`; `rate` is how often it slips in a second, over time.
pub(crate) fn creak(hz: f64, seconds: f64, rate: Curve<'_>, chance: &mut Chance) -> Track {
    let mut modes = body(BOX, hz, 0.05, 0.5, 0.5);
    vary(&mut modes, 0.05, chance);
    let mut out = resonate(&modes, &slips(seconds, rate, chance), seconds + 0.1);
    filter(&mut out, Pass::High, hz * 0.5, 0.7);
    filter(&mut out, Pass::Low, hz * 9.0, 0.7);
    fade(&mut out, 0.05, 0.12);
    level(out)
}

/// Slips: each a tiny push, more regular when quick, stronger in the middle.
fn slips(seconds: f64, rate: Curve<'_>, chance: &mut Chance) -> Track {
    let mut push = vec![0.0f32; samples(seconds)];
    let mut at = 0.02;
    while at < seconds - 0.01 {
        let arch = libm::sin(std::f64::consts::PI * at / seconds);
        let strength = (0.25 + 0.75 * arch) * chance.between(0.5, 1.0);
        let start = (at * RATE_HZ) as usize;
        for offset in 0..24.min(push.len() - start) {
            push[start + offset] += (strength * chance.between(0.2, 1.0)) as f32;
        }
        at += chance.about(0.28) / rate.at(at);
    }
    push
}
