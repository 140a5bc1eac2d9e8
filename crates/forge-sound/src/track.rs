//! Samples of one channel, and what is done with them: placing, wrapping, fading.

use std::f64::consts::PI;

/// Samples per second of everything here and in every file.
pub const RATE: u32 = 48_000;
/// The same as a number to calculate with.
pub(crate) const RATE_HZ: f64 = RATE as f64;

/// One channel at [`RATE`]; full scale is 1.0.
pub(crate) type Track = Vec<f32>;

/// A finished rendering: one channel or two of equal length.
#[derive(Clone)]
pub struct Take {
    pub channels: Vec<Track>,
}

impl Take {
    pub fn mono(track: Track) -> Self {
        Self { channels: vec![track] }
    }

    pub fn stereo(left: Track, right: Track) -> Self {
        assert_eq!(left.len(), right.len(), "ears of unequal length");
        Self { channels: vec![left, right] }
    }

    /// Samples per channel.
    pub fn len(&self) -> usize {
        self.channels[0].len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Multiplies every sample.
    pub fn gain(&mut self, factor: f64) {
        for track in &mut self.channels {
            scale(track, factor);
        }
    }

    /// Places `sound` round the loop, between the ears: `pan` is -1 left to 1 right, of equal power.
    pub fn add_round(&mut self, at: i64, sound: &[f32], gain: f64, pan: f64) {
        let angle = (pan + 1.0) * PI / 4.0;
        add_round(&mut self.channels[0], at, sound, gain * libm::cos(angle));
        add_round(&mut self.channels[1], at, sound, gain * libm::sin(angle));
    }
}

/// Seconds as samples, rounded.
pub(crate) fn samples(seconds: f64) -> usize {
    libm::round(seconds * RATE_HZ).max(0.0) as usize
}

pub(crate) fn silence(seconds: f64) -> Track {
    vec![0.0; samples(seconds)]
}

/// Decibels as a factor of amplitude.
pub(crate) fn decibels(db: f64) -> f64 {
    libm::pow(10.0, db / 20.0)
}

/// A MIDI number as Hz; 69 is A4 = 440 Hz. Fractions are cents.
pub(crate) fn pitch_hz(midi: f64) -> f64 {
    440.0 * libm::pow(2.0, (midi - 69.0) / 12.0)
}

/// Mixes `sound` in at a time; the track grows where it must.
pub(crate) fn add(track: &mut Track, at_seconds: f64, sound: &[f32], gain: f64) {
    let at = samples(at_seconds);
    if track.len() < at + sound.len() {
        track.resize(at + sound.len(), 0.0);
    }
    for (to, from) in track[at..].iter_mut().zip(sound) {
        *to += from * gain as f32;
    }
}

/// Mixes `sound` into a loop: what reaches past the end comes in again at the beginning.
pub(crate) fn add_round(track: &mut [f32], at: i64, sound: &[f32], gain: f64) {
    let length = track.len();
    let mut to = at.rem_euclid(length as i64) as usize;
    for from in sound {
        track[to] += from * gain as f32;
        to += 1;
        if to == length {
            to = 0;
        }
    }
}

pub(crate) fn scale(track: &mut [f32], factor: f64) {
    track.iter_mut().for_each(|sample| *sample *= factor as f32);
}

/// Multiplies by a gain that is a function of seconds since the start.
pub(crate) fn shape(track: &mut [f32], gain: impl Fn(f64) -> f64) {
    for (at, sample) in track.iter_mut().enumerate() {
        *sample *= gain(at as f64 / RATE_HZ) as f32;
    }
}

/// Raised-cosine fades at both ends, so that nothing begins or ends with a click.
pub(crate) fn fade(track: &mut [f32], in_seconds: f64, out_seconds: f64) {
    let length = track.len();
    let rise = samples(in_seconds).min(length);
    let fall = samples(out_seconds).min(length);
    for (at, sample) in track.iter_mut().take(rise).enumerate() {
        *sample *= half_cosine(at as f64 / rise as f64);
    }
    for (at, sample) in track.iter_mut().rev().take(fall).enumerate() {
        *sample *= half_cosine(at as f64 / fall as f64);
    }
}

fn half_cosine(part: f64) -> f32 {
    (0.5 - 0.5 * libm::cos(PI * part)) as f32
}

pub(crate) fn peak(track: &[f32]) -> f64 {
    f64::from(track.iter().fold(0.0f32, |most, sample| most.max(sample.abs())))
}

/// Brings the largest sample to 1.0; silence stays silence.
pub(crate) fn level(mut track: Track) -> Track {
    let most = peak(&track);
    if most > 0.0 {
        scale(&mut track, 1.0 / most);
    }
    track
}

/// Rounds off what goes over half of `ceiling`, so that nothing reaches it.
pub(crate) fn round_off(track: &mut [f32], ceiling: f64) {
    let knee = 0.5 * ceiling;
    for sample in track.iter_mut() {
        let size = f64::from(sample.abs());
        if size > knee {
            let over = (size - knee) / (ceiling - knee);
            *sample = sample.signum() * (knee + (ceiling - knee) * libm::tanh(over)) as f32;
        }
    }
}

/// Straight lines between `(seconds, value)` points, held at both ends.
#[derive(Clone, Copy)]
pub(crate) struct Curve<'a>(pub &'a [(f64, f64)]);

impl Curve<'_> {
    pub(crate) fn at(&self, seconds: f64) -> f64 {
        let mut before = self.0[0];
        for &after in self.0 {
            if seconds < after.0 {
                let span = after.0 - before.0;
                let part = if span > 0.0 { (seconds - before.0) / span } else { 1.0 };
                return before.1 + (after.1 - before.1) * part.clamp(0.0, 1.0);
            }
            before = after;
        }
        before.1
    }
}
