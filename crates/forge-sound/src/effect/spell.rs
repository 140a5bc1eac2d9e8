//! Spells: each kind of power has its own matter; all of them sound in the hall and in the key.

use super::weapon::thump;
use super::whoosh::{grains, puff, whoosh};
use crate::chance::Chance;
use crate::tone::filter::{Pass, filter, sweep};
use crate::tone::formant::{AH, OO, Vowel, answer};
use crate::tone::glass::glass;
use crate::tone::hall;
use crate::tone::modal::{BAR, BELL, BOX, PLATE, body, strike, vary};
use crate::tone::wave::{Phase, Wave};
use crate::track::{Curve, RATE_HZ, Take, Track, add, fade, level, pitch_hz, samples, scale, shape, silence};
use std::f64::consts::TAU;

/// Power gathers: air draws in and the motif's first three tones rise.
pub(crate) fn cast(chance: &mut Chance) -> Take {
    let mut out = rise(0.8, 500.0, 3_600.0, chance);
    scale(&mut out, 0.5);
    for (step, tone) in [62.0, 69.0, 71.0, 74.0].into_iter().enumerate() {
        let at = 0.12 + step as f64 * 0.15;
        add(&mut out, at, &glass(pitch_hz(tone + 12.0), 1.0, 0.6), 0.28 + 0.08 * step as f64);
    }
    in_hall(out, 0.7)
}

/// A roar that opens and burns down, with sparks.
pub(crate) fn fire(chance: &mut Chance) -> Take {
    let mut out = chance.noise(samples(1.3));
    let hz = Curve(&[(0.0, 260.0), (0.14, 2_600.0), (0.5, 1_100.0), (1.3, 320.0)]);
    sweep(&mut out, Pass::Low, |t| (hz.at(t), 0.8));
    let loud = Curve(&[(0.0, 0.0), (0.1, 1.0), (0.35, 0.7), (1.3, 0.0)]);
    let flutter = chance.between(17.0, 23.0);
    shape(&mut out, |t| loud.at(t) * (1.0 + 0.3 * libm::sin(TAU * flutter * t)));
    let mut out = level(out);
    add(&mut out, 0.02, &thump(95.0, 50.0, 0.35), 0.8);
    add(&mut out, 0.1, &grains(1.1, 70, 3_200.0, chance), 0.5);
    in_hall(out, 0.4)
}

/// Splinters of glass, then a crust that creeps over everything.
pub(crate) fn frost(chance: &mut Chance) -> Take {
    let mut out = whoosh(
        0.9,
        Curve(&[(0.0, 6_500.0), (0.9, 3_000.0)]),
        Curve(&[(0.0, 0.0), (0.06, 1.0), (0.9, 0.0)]),
        1.2,
        chance,
    );
    scale(&mut out, 0.4);
    for index in 0..14 {
        let tone = [86.0, 88.0, 93.0, 95.0, 98.0][chance.below(5)] + chance.between(-0.2, 0.2);
        let at = 0.02 + f64::from(index) * 0.045 * chance.about(0.5);
        add(&mut out, at, &glass(pitch_hz(tone), 0.5, 0.8), chance.between(0.1, 0.35));
    }
    add(&mut out, 0.15, &grains(0.8, 60, 5_200.0, chance), 0.35);
    in_hall(out, 0.7)
}

/// A crack, and its buzzing branches.
pub(crate) fn lightning(chance: &mut Chance) -> Take {
    let mut out = puff(0.12, 9_000.0, chance);
    let wave = Wave::draw(110.0, |hz| 1.0 / (1.0 + hz / 900.0));
    let mut phase = Phase::default();
    let mut on = 1.0;
    let mut buzz: Track = (0..samples(0.55))
        .map(|at| {
            if at % 900 == 0 {
                on = chance.between(-0.4, 1.0).max(0.0);
            }
            let fall = libm::exp(-(at as f64) / RATE_HZ * 5.0);
            (f64::from(wave.at(phase.step(118.0))) * on * fall) as f32
        })
        .collect();
    filter(&mut buzz, Pass::High, 420.0, 0.7);
    add(&mut out, 0.01, &level(buzz), 0.55);
    add(&mut out, 0.03, &grains(0.4, 40, 5_000.0, chance), 0.7);
    add(&mut out, 0.0, &thump(140.0, 44.0, 0.3), 0.8);
    in_hall(out, 0.7)
}

/// A blow of air and what rolls after it.
pub(crate) fn thunder(chance: &mut Chance) -> Take {
    let mut out = chance.noise(samples(1.7));
    filter(&mut out, Pass::Low, 240.0, 0.8);
    let roll = Curve(&[(0.0, 0.0), (0.03, 1.0), (0.3, 0.4), (0.5, 0.8), (0.8, 0.3), (1.0, 0.5), (1.7, 0.0)]);
    shape(&mut out, |t| roll.at(t));
    let mut out = level(out);
    add(&mut out, 0.0, &thump(120.0, 38.0, 0.5), 0.8);
    add(&mut out, 0.0, &puff(0.2, 2_600.0, chance), 0.6);
    in_hall(out, 0.9)
}

/// Light: a choir on a bright chord that opens its mouth.
pub(crate) fn radiance(chance: &mut Chance) -> Take {
    let mut out = silence(0.1);
    for (index, tone) in [62.0, 69.0, 74.0, 78.0, 81.0].into_iter().enumerate() {
        let voice = choir(tone, 1.4, OO, AH, chance);
        add(&mut out, index as f64 * 0.03, &voice, 0.3);
    }
    for (index, tone) in [86.0, 90.0, 93.0, 98.0].into_iter().enumerate() {
        add(&mut out, 0.2 + index as f64 * 0.07, &glass(pitch_hz(tone), 1.1, 0.4), 0.16);
    }
    in_hall(out, 0.9)
}

/// Warm drops that climb the five tones, over a held fifth.
pub(crate) fn healing(chance: &mut Chance) -> Take {
    let mut out = choir(62.0, 1.5, OO, OO, chance);
    add(&mut out, 0.0, &choir(69.0, 1.5, OO, OO, chance), 0.8);
    scale(&mut out, 0.3);
    for (step, tone) in [67.0, 69.0, 71.0, 74.0, 76.0, 81.0].into_iter().enumerate() {
        let at = 0.05 + step as f64 * 0.105 * chance.about(0.06);
        add(&mut out, at, &glass(pitch_hz(tone + 12.0), 1.1, 0.15), 0.3);
    }
    in_hall(out, 0.8)
}

/// Something is undone: a chord is drawn backwards into a soft pop, and one thing falls.
pub(crate) fn dispel(chance: &mut Chance) -> Take {
    let mut drawn = silence(0.1);
    for tone in [74.0, 79.0, 81.0, 88.0] {
        add(&mut drawn, 0.0, &glass(pitch_hz(tone), 0.7, 0.5), 0.4);
    }
    drawn.reverse();
    let mut out = level(drawn);
    add(&mut out, 0.0, &rise(0.68, 700.0, 4_200.0, chance), 0.4);
    add(&mut out, 0.69, &thump(320.0, 90.0, 0.09), 0.9);
    for (step, tone) in [93.0, 88.0, 83.0, 81.0].into_iter().enumerate() {
        add(&mut out, 0.74 + step as f64 * 0.06, &glass(pitch_hz(tone), 0.5, 0.3), 0.2);
    }
    in_hall(out, 0.6)
}

/// Dark: low voices a semitone apart that sink.
pub(crate) fn shadow(chance: &mut Chance) -> Take {
    let mut out = silence(0.1);
    for tone in [45.0, 46.0, 52.0, 57.0] {
        add(&mut out, 0.0, &sinking(tone, 1.3, OO, chance), 0.4);
    }
    let hz = [(0.0, 900.0), (1.2, 220.0)];
    let loud = [(0.0, 0.0), (0.25, 1.0), (1.2, 0.0)];
    add(&mut out, 0.0, &whoosh(1.2, Curve(&hz), Curve(&loud), 2.5, chance), 0.35);
    in_hall(out, 0.8)
}

/// Acid and poison: bubbles and a hiss.
pub(crate) fn venom(chance: &mut Chance) -> Take {
    let mut out = chance.noise(samples(1.0));
    filter(&mut out, Pass::High, 3_800.0, 0.7);
    shape(&mut out, |t| libm::exp(-3.2 * t) * 0.16);
    for _ in 0..22 {
        let at = chance.unit() * chance.unit() * 0.8;
        add(&mut out, at, &bubble(chance.between(260.0, 900.0), chance), chance.between(0.2, 0.8));
    }
    add(&mut out, 0.0, &thump(180.0, 90.0, 0.12), 0.5);
    in_hall(out, 0.3)
}

/// Pure force: a dropped weight, and the hum of what it bent.
pub(crate) fn force(chance: &mut Chance) -> Take {
    let mut out = thump(210.0, 36.0, 0.55);
    let hum = sinking(50.0, 0.9, OO, chance);
    add(&mut out, 0.01, &hum, 0.45);
    add(&mut out, 0.0, &puff(0.1, 3_400.0, chance), 0.5);
    in_hall(out, 0.6)
}

/// The mind: two glasses that beat against each other, slower and slower.
pub(crate) fn mind(chance: &mut Chance) -> Take {
    let (mut steady, mut bent) = (Phase::default(), Phase::from(0.25));
    let hz = pitch_hz(76.0) * chance.about(0.002);
    let mut out: Track = (0..samples(1.3))
        .map(|at| {
            let t = at as f64 / RATE_HZ;
            let beat = hz + 3.0 + 22.0 * libm::exp(-2.6 * t);
            let both = libm::sin(TAU * steady.step(hz)) + libm::sin(TAU * bent.step(beat));
            (both * libm::exp(-2.2 * t)) as f32
        })
        .collect();
    fade(&mut out, 0.03, 0.1);
    let mut out = level(out);
    add(&mut out, 0.0, &sinking(57.0, 1.0, OO, chance), 0.3);
    in_hall(out, 0.9)
}

/// A ward closes: bells in a fifth, and a shell of hum.
pub(crate) fn ward(chance: &mut Chance) -> Take {
    let mut out = silence(0.1);
    for (step, tone) in [62.0, 69.0, 74.0].into_iter().enumerate() {
        let mut bell = body(BELL, pitch_hz(tone), 1.1, 0.6, 0.7);
        vary(&mut bell, 0.002, chance);
        let ring = level(strike(&bell, 1.2, 1.3, chance));
        add(&mut out, step as f64 * 0.07, &ring, 0.5);
    }
    add(&mut out, 0.1, &choir(50.0, 1.0, OO, OO, chance), 0.35);
    in_hall(out, 0.6)
}

/// From here to there: a tone that rises out of hearing while its lower octave fades in.
pub(crate) fn travel(chance: &mut Chance) -> Take {
    let mut phases: [Phase; 5] = Default::default();
    let mut out: Track = (0..samples(1.3))
        .map(|at| {
            let t = at as f64 / 1.3 / RATE_HZ;
            let sum: f64 = phases
                .iter_mut()
                .enumerate()
                .map(|(octave, phase)| {
                    let place = octave as f64 + 1.6 * t * t;
                    let window = libm::exp(-(place - 2.6) * (place - 2.6) * 0.7);
                    libm::sin(TAU * phase.step(73.4 * libm::pow(2.0, place))) * window
                })
                .sum();
            (sum * libm::sin(3.1 * t)) as f32
        })
        .collect();
    fade(&mut out, 0.05, 0.08);
    let mut out = level(out);
    add(&mut out, 0.0, &rise(1.25, 350.0, 5_000.0, chance), 0.45);
    let mut door = body(PLATE, 588.0, 0.4, 0.6, 0.6);
    door.extend(body(BAR, 147.0, 0.4, 0.6, 0.4));
    door.extend(body(BOX, 96.0, 0.2, 0.6, 0.6));
    add(&mut out, 1.24, &level(strike(&door, 1.5, 0.5, chance)), 0.5);
    in_hall(out, 0.8)
}

/// Air that is drawn in.
fn rise(seconds: f64, from_hz: f64, to_hz: f64, chance: &mut Chance) -> Track {
    let hz = [(0.0, from_hz), (seconds, to_hz)];
    let loud = [(0.0, 0.0), (seconds * 0.85, 1.0), (seconds, 0.0)];
    whoosh(seconds, Curve(&hz), Curve(&loud), 1.5, chance)
}

/// Three singers on one tone whose mouths go from one vowel to another. Peak 1.
fn choir(midi: f64, seconds: f64, from: Vowel, to: Vowel, chance: &mut Chance) -> Track {
    sung(midi, seconds, (from, to), 0.0, chance)
}

/// The same, falling by four semitones.
fn sinking(midi: f64, seconds: f64, vowel: Vowel, chance: &mut Chance) -> Track {
    sung(midi, seconds, (vowel, vowel), -4.0, chance)
}

fn sung(midi: f64, seconds: f64, mouth: (Vowel, Vowel), bend: f64, chance: &mut Chance) -> Track {
    let hz = pitch_hz(midi);
    let draw = |vowel| Wave::draw(hz, |at| answer(vowel, at) / (1.0 + at / 1_800.0));
    let (closed, open) = (draw(mouth.0), draw(mouth.1));
    let mut out = silence(seconds);
    for _ in 0..3 {
        let (mut phase, off) = (Phase::from(chance.unit()), chance.about(0.005));
        let (rate, start) = (chance.between(4.6, 5.6), chance.unit());
        for (at, sample) in out.iter_mut().enumerate() {
            let t = at as f64 / RATE_HZ;
            let vibrato = 1.0 + 0.006 * libm::sin(TAU * (rate * t + start));
            let fall = libm::pow(2.0, bend / 12.0 * t / seconds);
            let place = phase.step(hz * off * vibrato * fall);
            let part = (t / seconds * 1.6).min(1.0) as f32;
            *sample += closed.at(place) * (1.0 - part) + open.at(place) * part;
        }
    }
    fade(&mut out, seconds * 0.3, seconds * 0.5);
    level(out)
}

/// A bubble: a sine that climbs as it bursts.
pub(crate) fn bubble(hz: f64, chance: &mut Chance) -> Track {
    let (climb, seconds) = (chance.between(4.0, 12.0), chance.between(0.03, 0.08));
    let mut phase = Phase::default();
    let mut out: Track = (0..samples(seconds))
        .map(|at| {
            let t = at as f64 / RATE_HZ;
            (libm::sin(TAU * phase.step(hz * (1.0 + climb * t))) * libm::exp(-3.0 * t / seconds)) as f32
        })
        .collect();
    fade(&mut out, 0.003, 0.01);
    out
}

/// Puts a sound into the hall; `wet` is how much of it one hears. Mono: the stage pans it.
fn in_hall(dry: Track, wet: f64) -> Take {
    let answer = hall::answer(&Take::mono(dry.clone()), 0.9);
    let mut out = dry;
    for channel in &answer.channels {
        add(&mut out, 0.0, channel, wet);
    }
    fade(&mut out, 0.002, 0.6);
    Take::mono(out)
}
