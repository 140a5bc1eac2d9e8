//! The stems: who plays when, where they sit, and how much of the hall each has.

use super::arrange::{Note, PINNED, arrange, swell};
use super::player;
use super::score::{ANSWERS, BAR, BARS, EIGHTH, HARMONY, LENGTH, Section, chord_at, section};
use super::voicing::voicings;
use crate::chance::Chance;
use crate::mp3::Fineness;
use crate::tone::filter::{Pass, filter_round};
use crate::tone::glass::glass;
use crate::tone::hall;
use crate::tone::modal::{BELL, body, strike};
use crate::tone::string::{DULCIMER, LUTE, course};
use crate::track::{RATE_HZ, Take, Track, level, pitch_hz};

/// Seconds of an eighth.
const EIGHTH_SECONDS: f64 = EIGHTH as f64 / RATE_HZ;

/// One layer of the song. All have one length, so they may come and go as a scene wants: pad and
/// pluck alone are a quiet night, the bass is company, the lead an evening, the drum a feast.
pub(crate) struct Stem {
    pub(crate) name: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) fineness: Fineness,
    /// Where its fader stands: together they are about -21.
    pub(crate) lufs: f64,
    /// The intensity of the piece, 0.0 to 1.0, from which on it is heard.
    pub(crate) enters: f64,
    /// How much of the hall.
    wet: f64,
    /// Nothing of it sounds below, so that every part has its own floor.
    floor_hz: f64,
    play: fn(&mut Take, &mut Chance),
}

/// From the ground up.
pub(crate) const STEMS: &[Stem] = &[
    Stem {
        name: "bass",
        caption: "Harbour song: a bowed bass.",
        fineness: Fineness::Rough,
        lufs: -28.5,
        enters: 0.25,
        wet: 0.35,
        floor_hz: 45.0,
        play: bass,
    },
    Stem {
        name: "pad",
        caption: "Harbour song: a drone and far voices.",
        fineness: Fineness::Rough,
        lufs: -29.0,
        enters: 0.0,
        wet: 0.9,
        floor_hz: 120.0,
        play: pad,
    },
    Stem {
        name: "perc",
        caption: "Harbour song: a frame drum.",
        fineness: Fineness::Rough,
        lufs: -32.0,
        enters: 0.75,
        wet: 0.6,
        floor_hz: 55.0,
        play: perc,
    },
    Stem {
        name: "pluck",
        caption: "Harbour song: a lute and a dulcimer.",
        fineness: Fineness::Plain,
        lufs: -26.3,
        enters: 0.0,
        wet: 0.55,
        floor_hz: 90.0,
        play: pluck,
    },
    Stem {
        name: "lead",
        caption: "Harbour song: glass and a hurdy-gurdy have the tune.",
        fineness: Fineness::Plain,
        lufs: -25.5,
        enters: 0.5,
        wet: 0.8,
        floor_hz: 160.0,
        play: lead,
    },
];

impl Stem {
    /// The stem round its loop, in the hall. Its own level does not matter yet.
    pub(crate) fn play(&self, chance: &mut Chance) -> Take {
        let mut dry = Take::stereo(vec![0.0; LENGTH], vec![0.0; LENGTH]);
        (self.play)(&mut dry, chance);
        let wet = hall::answer_round(&dry);
        for (dry, wet) in dry.channels.iter_mut().zip(&wet.channels) {
            for (dry, wet) in dry.iter_mut().zip(wet) {
                *dry += wet * self.wet as f32;
            }
            filter_round(dry, Pass::High, self.floor_hz, 0.7);
        }
        dry
    }
}

/// An eighth as samples, as hands play it: a few milliseconds off, the second of three a hair late.
fn touch(eighth: usize, chance: &mut Chance) -> i64 {
    let lilt = if eighth % 3 == 1 { 0.007 } else { 0.0 };
    (eighth * EIGHTH) as i64 + ((chance.between(-0.007, 0.007) + lilt) * RATE_HZ) as i64
}

fn bass(dry: &mut Take, chance: &mut Chance) {
    for bar in 0..BARS {
        let (now, next) = (HARMONY[bar][0].bass, HARMONY[(bar + 1) % BARS][0].bass);
        let approach = bar % 4 == 3 || section(bar) == Section::Bridge;
        for (at, eighths, midi) in walk(bar, now, next, approach) {
            let at = bar * BAR + at;
            let tone = player::bass(f64::from(midi), eighths as f64 * EIGHTH_SECONDS * 0.96, chance);
            // The bow draws a little ahead, because it is slow to speak.
            let early = (0.05 * RATE_HZ) as i64;
            dry.add_round(touch(at, chance) - early, &tone, 0.7 + swell(at), 0.0);
        }
    }
}

/// A bar of the bass: held, rocked between root and fifth, or with a step towards the next root.
fn walk(bar: usize, now: u8, next: u8, approach: bool) -> Vec<(usize, usize, u8)> {
    let fifth = if now + 7 > 50 { now - 5 } else { now + 7 };
    let has_fifth = chord_at(bar * BAR).tones.contains(&(fifth % 12));
    if bar == BARS - 1 {
        return vec![(0, 5, now)];
    }
    if approach && next.abs_diff(now) > 2 {
        let towards = if next > now { next - 2 } else { next + 2 };
        let fits = super::score::scale(bar).contains(&(towards % 12));
        return vec![(0, 5, now), (5, 1, if fits { towards } else { now })];
    }
    match section(bar) {
        Section::First => vec![(0, 6, now)],
        _ if has_fifth => vec![(0, 3, now), (3, 3, fifth)],
        _ => vec![(0, 6, now)],
    }
}

fn pad(dry: &mut Take, chance: &mut Chance) {
    const PANS: [f64; 4] = [-0.25, 0.45, -0.5, 0.3];
    for held in voicings() {
        let seconds = held.halves as f64 * 3.0 * EIGHTH_SECONDS;
        let at = held.half * 3;
        for (voice, midi) in held.voices.into_iter().enumerate() {
            let tone = player::choir(f64::from(midi), seconds, chance);
            let start = (at * EIGHTH) as i64 - (0.12 * RATE_HZ) as i64;
            dry.add_round(start, &tone, 0.75 + swell(at), PANS[voice]);
        }
    }
    // The wheel's drones begin with the last A and end with the second; the bridge floats without.
    let seconds = (24 * BAR) as f64 * EIGHTH_SECONDS - 1.0;
    for (midi, pan, gain) in [(50.0, -0.1, 0.34), (57.0, 0.15, 0.26)] {
        let tone = player::drone(midi, seconds, chance);
        dry.add_round((24 * BAR * EIGHTH) as i64, &tone, gain, pan);
    }
}

fn perc(dry: &mut Take, chance: &mut Chance) {
    for at in 4 * BAR..(BARS - 2) * BAR {
        let (bar, eighth) = (at / BAR, at % BAR);
        let place = touch(at, chance);
        let loud = 0.8 + swell(at) + chance.between(-0.08, 0.08);
        let full = section(bar) != Section::First;
        match eighth {
            0 => dry.add_round(place, &player::dum(chance), loud, -0.05),
            3 if full => dry.add_round(place, &player::tak(chance), 0.5 * loud, 0.12),
            4 if bar % 2 == 1 => dry.add_round(place, &player::dum(chance), 0.4 * loud, -0.05),
            5 if full && bar % 4 != 2 => dry.add_round(place, &player::tak(chance), 0.34 * loud, 0.18),
            _ => {}
        }
        if section(bar) == Section::Bridge && eighth % 3 != 1 {
            dry.add_round(place, &player::shells(chance), 0.07 * loud, 0.4);
        }
    }
    // A small brass bell opens each section.
    let bell = level(strike(&body(BELL, pitch_hz(86.0), 1.6, 0.4, 0.9), 0.6, 2.2, chance));
    for bar in [0, 8, 16, 24] {
        dry.add_round((bar * BAR * EIGHTH) as i64, &bell, 0.09, -0.45);
    }
}

fn pluck(dry: &mut Take, chance: &mut Chance) {
    for note in arrange(PINNED).lute {
        let tone = course(f64::from(note.midi), 2.6, LUTE, 3.0, chance);
        dry.add_round(touch(note.at, chance), &tone, note.loud, -0.28);
    }
    // A rolled chord opens each section.
    for bar in [0, 8, 16, 24] {
        for (step, midi) in roll(bar).into_iter().enumerate() {
            let tone = course(f64::from(midi), 3.0, LUTE, 2.0, chance);
            let late = (step as f64 * 0.045 * RATE_HZ) as i64;
            dry.add_round((bar * BAR * EIGHTH) as i64 + late, &tone, 0.42, -0.28);
        }
    }
    for &(bar, eighth, midi) in ANSWERS {
        let tone = course(f64::from(midi), 3.2, DULCIMER, 4.0, chance);
        dry.add_round(touch(bar * BAR + eighth, chance), &tone, 0.34, 0.42);
    }
}

/// The chord of a bar over the lute's strings.
fn roll(bar: usize) -> Vec<u8> {
    let chord = chord_at(bar * BAR);
    (57..=76).filter(|midi| chord.tones.contains(&(midi % 12))).take(4).collect()
}

fn lead(dry: &mut Take, chance: &mut Chance) {
    for note in arrange(PINNED).lead {
        let at = touch(note.at, chance);
        let bar = note.at / BAR;
        let (wheel, octave) = match section(bar) {
            Section::First => (0.0, 0.5),
            Section::Again => (0.8, 0.1),
            Section::Bridge => (0.85, 0.2),
            Section::Home => (0.55, 0.34),
        };
        if wheel > 0.0 {
            dry.add_round(at - (0.03 * RATE_HZ) as i64, &sung(note, chance), wheel * note.loud, 0.12);
        }
        if octave > 0.0 {
            let ring = note.eighths as f64 * EIGHTH_SECONDS + 1.1;
            let bell = glass(pitch_hz(f64::from(note.midi) + 12.0), ring, 0.22 + 0.2 * note.loud);
            dry.add_round(at, &bell, octave * note.loud, 0.3);
        }
    }
}

fn sung(note: Note, chance: &mut Chance) -> Track {
    player::wheel(f64::from(note.midi), note.eighths as f64 * EIGHTH_SECONDS * 0.97, chance)
}
