//! A murmur: a tone from the throat, through a mouth that opens and closes.

use super::{Keeper, Mood};
use crate::chance::Chance;
use crate::tone::filter::{Pass, filter};
use crate::tone::formant::{EE, MM, OO, Vowel, blend, speak};
use crate::tone::wave::{Phase, Wave};
use crate::track::{RATE_HZ, Take, Track, fade, level, samples};
use std::f64::consts::{PI, TAU};

/// How a syllable begins.
#[derive(Clone, Copy)]
enum Onset {
    /// Lips closed, as in m.
    Hum,
    /// From another vowel, as in w and y.
    Glide(Vowel),
    /// A moment of nothing, as in b and d.
    Stop,
}

/// One syllable in time.
struct Syllable {
    start: f64,
    seconds: f64,
    /// Semitones above rest, where it begins and where it ends.
    from: f64,
    to: f64,
    vowel: Vowel,
    /// How far the mouth opens, 0 to 1.
    open: f64,
    onset: Onset,
    /// How much of it the onset takes.
    hum: f64,
}

/// What a keeper murmurs in a mood. Another chance gives other syllables of the same meaning.
pub(crate) fn murmur(keeper: &Keeper, mood: &Mood, chance: &mut Chance) -> Take {
    let syllables = phrase(keeper, mood, chance);
    let seconds = syllables.last().map_or(0.0, |last| last.start + last.seconds) + 0.08;
    let source = throat(keeper, mood, &syllables, seconds, chance);
    let mut out = speak(&source, |t| mouth(keeper, mood, &syllables, t));
    filter(&mut out, Pass::Low, 2_600.0 + 2_400.0 * mood.open, 0.7);
    filter(&mut out, Pass::High, 90.0, 0.7);
    fade(&mut out, 0.02, 0.06);
    Take::mono(level(out))
}

fn phrase(keeper: &Keeper, mood: &Mood, chance: &mut Chance) -> Vec<Syllable> {
    let mut start = 0.03;
    let last = mood.tune.len() - 1;
    let mut before = keeper.vowels.len();
    (0..mood.tune.len())
        .map(|at| {
            let linger = if at == last { mood.linger } else { 1.0 };
            let seconds = linger * chance.about(0.2) / (keeper.pace * mood.pace);
            let from = (mood.tune[at] + chance.between(-0.7, 0.7)) * keeper.lively;
            let glide = if at == last { mood.glide } else { chance.between(-1.2, 0.6) };
            // Never the same vowel twice: it would sound like a stutter.
            let mut vowel = chance.below(keeper.vowels.len());
            if vowel == before {
                vowel = (vowel + 1) % keeper.vowels.len();
            }
            before = vowel;
            let syllable = Syllable {
                start,
                seconds,
                from,
                to: from + glide * keeper.lively,
                vowel: keeper.vowels[vowel],
                open: mood.open * chance.between(0.75, 1.0),
                onset: onset(chance),
                hum: chance.between(0.14, 0.34),
            };
            start += seconds;
            syllable
        })
        .collect()
}

/// Mostly hums: these are murmurs.
fn onset(chance: &mut Chance) -> Onset {
    match chance.below(7) {
        0 => Onset::Glide(OO),
        1 => Onset::Glide(EE),
        2 | 3 => Onset::Stop,
        _ => Onset::Hum,
    }
}

/// The syllable that sounds at `t`, and how far it is.
fn now(syllables: &[Syllable], t: f64) -> (&Syllable, f64) {
    let at = syllables.partition_point(|syllable| syllable.start <= t).max(1) - 1;
    let syllable = &syllables[at];
    (syllable, ((t - syllable.start) / syllable.seconds).clamp(0.0, 1.0))
}

/// Where the throat rings at `t`, and how open the mouth is.
fn mouth(keeper: &Keeper, mood: &Mood, syllables: &[Syllable], t: f64) -> (Vowel, f64) {
    let (syllable, part) = now(syllables, t);
    let opened = jaw(syllable, part);
    let (from, closed) = match syllable.onset {
        // The mouth closes to a hum in the end, whatever it opened from.
        Onset::Glide(vowel) => {
            let over = ((part - 0.3) / 0.45).clamp(0.0, 1.0);
            let into = (part / 0.15).min(1.0);
            (blend(MM, blend(vowel, MM, over), into), 0.12 + 0.38 * into * (1.0 - over))
        }
        Onset::Hum | Onset::Stop => (MM, 0.12),
    };
    let vowel = blend(from, syllable.vowel, opened);
    let size = keeper.throat * mood.smile;
    (vowel.map(|hz| hz * size), closed + 1.3 * opened * syllable.open)
}

/// How far the mouth is from the hum to the vowel.
fn jaw(syllable: &Syllable, part: f64) -> f64 {
    if part < syllable.hum {
        return 0.0;
    }
    let rest = (part - syllable.hum) / (1.0 - syllable.hum);
    // Opens within a tenth of a second and closes more slowly, without a corner at either end.
    let (opening, closing) = (rest * syllable.seconds / 0.09, (1.0 - rest) * syllable.seconds / 0.13);
    let ease = |part: f64| 0.5 - 0.5 * libm::cos(PI * part.clamp(0.0, 1.0));
    ease(opening) * ease(closing)
}

/// The tone before the mouth, with breath; its loudness follows the syllables.
fn throat(keeper: &Keeper, mood: &Mood, syllables: &[Syllable], seconds: f64, chance: &mut Chance) -> Track {
    // Vocal folds fall about 12 dB an octave, lips give 6 of it back.
    let wave = Wave::draw(keeper.hz, |hz| libm::pow(keeper.hz / hz, 1.05));
    let mut air = chance.noise(samples(seconds));
    filter(&mut air, Pass::Low, 3_200.0, 0.7);
    let (mut phase, mut rough, mut glide) = (Phase::default(), 0.0, syllables[0].from);
    air.iter()
        .enumerate()
        .map(|(at, air)| {
            let t = at as f64 / RATE_HZ;
            let (syllable, part) = now(syllables, t);
            let tone = syllable.from + (syllable.to - syllable.from) * part;
            // Throats slide between pitches; they do not step.
            glide += (tone - glide) * 0.0006;
            rough = 0.995 * rough + 0.005 * chance.between(-1.0, 1.0);
            let shake = mood.tremble * libm::sin(TAU * 6.1 * t) + keeper.creak * 14.0 * rough;
            let hz = keeper.hz * libm::pow(2.0, (glide + shake) / 12.0);
            let loud = breath(syllable, part);
            let voiced = f64::from(wave.at(phase.step(hz))) * (1.0 + keeper.creak * 20.0 * rough);
            ((voiced + 0.5 * keeper.breath * f64::from(*air)) * loud) as f32
        })
        .collect()
}

/// How loud the throat is: an arch over each syllable, and before a stop the lips hold it back.
fn breath(syllable: &Syllable, part: f64) -> f64 {
    let arch = 0.25 + 0.75 * libm::sin(PI * libm::pow(part, 0.75));
    let seconds = part * syllable.seconds;
    match syllable.onset {
        Onset::Stop if seconds < 0.07 => {
            let held = ((seconds - 0.035) / 0.012).clamp(0.0, 1.0);
            let before = if syllable.start < 0.05 { 0.0 } else { 0.25 };
            let falling = (1.0 - seconds / 0.012).clamp(0.0, 1.0) * before;
            (held * arch).max(falling)
        }
        _ => arch,
    }
}
