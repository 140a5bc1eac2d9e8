//! Struck bodies: wood, metal, bone and glass as a handful of decaying modes.

use crate::chance::Chance;
use crate::track::{RATE_HZ, Track, samples};
use std::f64::consts::{PI, TAU};

/// One way in which a body rings.
#[derive(Clone, Copy)]
pub(crate) struct Mode {
    pub hz: f64,
    /// Seconds until it is 60 dB down.
    pub t60: f64,
    pub gain: f64,
}

/// Ratios of the modes of a free bar (planks, dice, chimes).
pub(crate) const BAR: &[f64] = &[1.0, 2.756, 5.404, 8.933, 13.34];
/// Ratios of a small round plate (coins, brass fittings).
pub(crate) const PLATE: &[f64] = &[1.0, 1.73, 2.33, 3.91, 4.11, 6.30, 6.71];
/// Ratios of a church bell: hum, prime, tierce, quint, nominal and above.
pub(crate) const BELL: &[f64] = &[0.5, 1.0, 1.183, 1.506, 2.0, 2.514, 2.662, 3.011, 4.166];
/// Ratios of a round skin, as on a frame drum.
pub(crate) const SKIN: &[f64] = &[1.0, 1.594, 2.136, 2.296, 2.653, 2.918, 3.156, 3.501];
/// Ratios of a hollow box: no clear pitch.
pub(crate) const BOX: &[f64] = &[1.0, 1.37, 1.91, 2.43, 3.21, 4.07, 5.3];

/// Modes of `ratios` over `hz`: each higher one shorter and softer by its ratio to the powers given.
pub(crate) fn body(ratios: &[f64], hz: f64, t60: f64, shorter: f64, softer: f64) -> Vec<Mode> {
    ratios
        .iter()
        .map(|&ratio| Mode {
            hz: hz * ratio,
            t60: t60 * libm::pow(ratio, -shorter),
            gain: libm::pow(ratio, -softer),
        })
        .collect()
}

/// Moves each mode a little, so that no two bodies of a kind are the same piece.
pub(crate) fn vary(modes: &mut [Mode], part: f64, chance: &mut Chance) {
    for mode in modes {
        mode.hz *= chance.about(part);
        mode.t60 *= chance.about(part * 3.0);
        mode.gain *= chance.about(part * 6.0);
    }
}

/// Lets `modes` ring after `push`. The result has `seconds`; a unit push gives a mode its gain.
pub(crate) fn resonate(modes: &[Mode], push: &[f32], seconds: f64) -> Track {
    let mut out = vec![0.0f32; samples(seconds)];
    for mode in modes.iter().filter(|mode| mode.hz < 0.45 * RATE_HZ) {
        let radius = libm::pow(10.0, -3.0 / (mode.t60 * RATE_HZ));
        let angle = TAU * mode.hz / RATE_HZ;
        let (turn, fall) = (2.0 * radius * libm::cos(angle), radius * radius);
        let input = mode.gain * libm::sin(angle);
        let (mut last, mut earlier) = (0.0f64, 0.0f64);
        for (at, sample) in out.iter_mut().enumerate() {
            let pushed = push.get(at).map_or(0.0, |push| f64::from(*push));
            let now = turn * last - fall * earlier + pushed * input;
            earlier = last;
            last = now;
            *sample += now as f32;
        }
    }
    out
}

/// A blow: half a sine as long as the contact, with grain in it. Longer contact is duller.
/// Its sum is one, so that soft and hard blows wake a low mode equally.
pub(crate) fn blow(contact_millis: f64, grain: f64, chance: &mut Chance) -> Track {
    let length = samples(contact_millis / 1000.0).max(2);
    let mut push: Vec<f32> = (0..length)
        .map(|at| {
            let arch = libm::sin(PI * (at as f64 + 0.5) / length as f64);
            (arch * (1.0 + grain * chance.between(-1.0, 1.0))) as f32
        })
        .collect();
    let sum: f32 = push.iter().sum();
    if sum.abs() > 1e-6 {
        push.iter_mut().for_each(|sample| *sample /= sum);
    }
    push
}

/// A blow on a body; what most effects begin with.
pub(crate) fn strike(modes: &[Mode], contact_millis: f64, seconds: f64, chance: &mut Chance) -> Track {
    resonate(modes, &blow(contact_millis, 0.6, chance), seconds)
}
