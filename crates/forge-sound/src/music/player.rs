//! The players: one note each, as samples.

use crate::chance::Chance;
use crate::effect::weapon::thump;
use crate::effect::whoosh::{grains, puff};
use crate::tone::formant::{AH, OO, answer};
use crate::tone::modal::{SKIN, body, strike, vary};
use crate::tone::wave::{Phase, Wave};
use crate::track::{RATE_HZ, Track, add, fade, level, pitch_hz, samples, scale, silence};
use std::f64::consts::{PI, TAU};

/// A hurdy-gurdy's melody string: a rosined wheel under a key. Swells in, then trembles a little.
pub(super) fn wheel(midi: f64, seconds: f64, chance: &mut Chance) -> Track {
    let hz = pitch_hz(midi);
    let wave = Wave::draw(hz, |at| {
        let bump = |centre: f64, width: f64| 1.0 / (1.0 + ((at - centre) / width).powi(2));
        (hz / at) * (0.45 + bump(520.0, 260.0) + 0.8 * bump(1_350.0, 420.0)) / (1.0 + (at / 2_600.0).powi(3))
    });
    bowed(&wave, hz, Bowing { seconds, rise: 0.11, fall: 0.16, vibrato: 0.0042, rosin: 0.018 }, chance)
}

/// A bowed bass: dark, slow to speak.
pub(super) fn bass(midi: f64, seconds: f64, chance: &mut Chance) -> Track {
    let hz = pitch_hz(midi);
    let wave = Wave::draw(hz, |at| {
        let bump = 1.0 / (1.0 + ((at - 310.0) / 190.0).powi(2));
        (hz / at) * (0.5 + 1.1 * bump) / (1.0 + (at / 760.0).powi(2))
    });
    bowed(&wave, hz, Bowing { seconds, rise: 0.15, fall: 0.22, vibrato: 0.0016, rosin: 0.012 }, chance)
}

/// The drone strings: no bow changes, no end of their own.
pub(super) fn drone(midi: f64, seconds: f64, chance: &mut Chance) -> Track {
    let hz = pitch_hz(midi);
    let wave = Wave::draw(hz, |at| (hz / at) / (1.0 + (at / 620.0).powi(2)));
    bowed(&wave, hz, Bowing { seconds, rise: 2.2, fall: 2.2, vibrato: 0.0008, rosin: 0.0 }, chance)
}

struct Bowing {
    seconds: f64,
    rise: f64,
    fall: f64,
    /// Part of the pitch.
    vibrato: f64,
    /// How much noise the bow has.
    rosin: f64,
}

fn bowed(wave: &Wave, hz: f64, bowing: Bowing, chance: &mut Chance) -> Track {
    let length = samples(bowing.seconds + bowing.fall);
    let (mut phase, mut second) = (Phase::from(chance.unit()), Phase::from(chance.unit()));
    let (rate, off) = (chance.between(4.9, 5.5), chance.between(1.0008, 1.0016));
    let mut out: Track = (0..length)
        .map(|at| {
            let t = at as f64 / RATE_HZ;
            // Vibrato is for notes that last; it comes when the note already stands.
            let depth = bowing.vibrato * ((t - 0.25) / 0.5).clamp(0.0, 1.0);
            let bent = hz * (1.0 + depth * libm::sin(TAU * rate * t));
            let tone = 0.75 * wave.at(phase.step(bent)) + 0.4 * wave.at(second.step(bent * off));
            tone * (1.0 + (bowing.rosin * chance.between(-1.0, 1.0)) as f32)
        })
        .collect();
    fade(&mut out, bowing.rise, bowing.fall);
    scale(&mut out, 0.3);
    out
}

/// Three singers who hum and open a little in the middle of the note.
pub(super) fn choir(midi: f64, seconds: f64, chance: &mut Chance) -> Track {
    const FALL: f64 = 0.7;
    let hz = pitch_hz(midi);
    let draw = |vowel| Wave::draw(hz, |at| answer(vowel, at) / (1.0 + at / 1_400.0));
    let (closed, open) = (draw(OO), draw(AH));
    let mut out = silence(seconds + FALL);
    let whole = seconds + FALL;
    for _ in 0..3 {
        let (mut phase, off) = (Phase::from(chance.unit()), chance.about(0.0035));
        let (rate, start) = (chance.between(4.4, 5.3), chance.unit());
        let (reach, bend) = (chance.between(0.2, 0.42), hz * 0.0032);
        // Slow motions are worked out once in 64 samples; nobody hears the difference.
        for (block, part) in out.chunks_mut(64).enumerate() {
            let t = block as f64 * 64.0 / RATE_HZ;
            let pitch = hz * off + bend * libm::sin(TAU * (rate * t + start));
            let mouth = (reach * libm::sin(PI * t / whole)) as f32;
            for sample in part {
                let place = phase.step(pitch);
                *sample += closed.at(place) * (1.0 - mouth) + open.at(place) * mouth;
            }
        }
    }
    fade(&mut out, 0.55_f64.min(seconds * 0.5), FALL);
    scale(&mut out, 0.12);
    out
}

/// The frame drum's middle.
pub(super) fn dum(chance: &mut Chance) -> Track {
    let mut skin = body(SKIN, 98.0, 0.5, 0.7, 0.35);
    vary(&mut skin, 0.008, chance);
    let mut out = level(strike(&skin, 2.6, 0.9, chance));
    add(&mut out, 0.0, &thump(120.0, 74.0, 0.3), 0.25);
    fade(&mut out, 0.002, 0.2);
    out
}

/// Its rim, by a fingertip.
pub(super) fn tak(chance: &mut Chance) -> Track {
    let mut skin = body(SKIN, 265.0, 0.14, 0.5, 0.35);
    vary(&mut skin, 0.02, chance);
    let mut out = level(strike(&skin, 0.9, 0.3, chance));
    add(&mut out, 0.0, &puff(0.05, 5_200.0, chance), 0.16);
    fade(&mut out, 0.001, 0.08);
    out
}

/// A net of cockle shells, shaken.
pub(super) fn shells(chance: &mut Chance) -> Track {
    let mut out = grains(0.07, 24, 5_600.0, chance);
    fade(&mut out, 0.012, 0.05);
    out
}
