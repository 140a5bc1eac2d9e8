//! The one hall in which everything sounds: fundsp's network of 32 delay lines.

use crate::tone::filter::{Filter, Pass};
use crate::track::{RATE_HZ, Take, samples};
use fundsp::prelude32::reverb_stereo;

/// Metres across, as fundsp counts them.
const ROOM: f32 = 14.0;
/// Seconds until it is 60 dB down.
const TIME: f32 = 2.4;
/// How much sooner the heights die, 0 to 1.
const DAMPING: f32 = 0.55;
/// The tail that a loop must hear before its own beginning.
const TAIL_SECONDS: f64 = 3.0;

/// The answer of the hall to a loop of two channels, as if it had always been going round.
pub(crate) fn answer_round(dry: &Take) -> Take {
    let length = dry.len();
    let tail = samples(TAIL_SECONDS).min(length);
    let order = (length - tail..length).chain(0..length);
    let mut out = run(dry, order, length + tail);
    for channel in &mut out.channels {
        channel.drain(..tail);
    }
    out
}

/// The answer of the hall to a single sound, with `seconds` of tail behind it.
pub(crate) fn answer(dry: &Take, seconds: f64) -> Take {
    let length = dry.len() + samples(seconds);
    run(dry, 0..length, length)
}

fn run(dry: &Take, order: impl Iterator<Item = usize>, length: usize) -> Take {
    let mut hall = reverb_stereo(ROOM, TIME, DAMPING);
    hall.set_sample_rate(RATE_HZ);
    // Lows would swell the room into mud, so they stay outside.
    let mut doors = [Filter::new(180.0, 0.7), Filter::new(180.0, 0.7)];
    let last = dry.channels.len() - 1;
    let (mut left, mut right) = (Vec::with_capacity(length), Vec::with_capacity(length));
    for at in order {
        let ear = |side: usize| dry.channels[side.min(last)].get(at).copied().unwrap_or(0.0);
        let input = [0, 1].map(|side| doors[side].step(Pass::High, f64::from(ear(side))) as f32);
        let out = hall.tick(&input.into());
        left.push(out[0]);
        right.push(out[1]);
    }
    Take::stereo(left, right)
}
