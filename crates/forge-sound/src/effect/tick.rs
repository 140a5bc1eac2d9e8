//! Ticks of the interface: wood and brass, on the five tones that both modes of the harbour share.

use crate::chance::Chance;
use crate::music::score::MOTIF;
use crate::tone::glass::glass;
use crate::tone::modal::{BAR, BOX, body, strike, vary};
use crate::track::{Take, Track, add, fade, pitch_hz, silence};

// D E G A B: in D Dorian and in D Ionian alike, so that no tick ever rubs against the music.
const D5: f64 = 74.0;
const G4: f64 = 67.0;
const A5: f64 = 81.0;
const D6: f64 = 86.0;
const E6: f64 = 88.0;
const A6: f64 = 93.0;

/// The pointer rests on something.
pub(crate) fn focus(chance: &mut Chance) -> Take {
    done(wood(A5, 0.5, chance))
}

/// Something is pressed.
pub(crate) fn press(chance: &mut Chance) -> Take {
    let mut out = wood(D5, 1.0, chance);
    add(&mut out, 0.006, &brass(D6, 0.16), 0.16);
    done(out)
}

/// One notch of a slider.
pub(crate) fn notch(chance: &mut Chance) -> Take {
    let mut out = wood(E6, 0.6, chance);
    out.truncate(2_400);
    done(out)
}

/// A drawer opens.
pub(crate) fn open(chance: &mut Chance) -> Take {
    done(pair(D5, A5, chance))
}

/// A drawer closes.
pub(crate) fn close(chance: &mut Chance) -> Take {
    done(pair(A5, D5, chance))
}

/// It is done.
pub(crate) fn confirm(chance: &mut Chance) -> Take {
    let mut out = wood(D5, 0.7, chance);
    add(&mut out, 0.01, &brass(A5, 0.45), 0.5);
    add(&mut out, 0.085, &brass(D6, 0.7), 0.6);
    done(out)
}

/// It cannot be done: dull and low, but no buzzer.
pub(crate) fn refuse(chance: &mut Chance) -> Take {
    let mut out = wood(G4, 1.0, chance);
    let lower = wood(G4 - 5.0, 1.0, chance);
    add(&mut out, 0.11, &lower, 0.9);
    done(out)
}

/// News: a small brass bell.
pub(crate) fn notice(_: &mut Chance) -> Take {
    let mut out = brass(A5, 0.9);
    add(&mut out, 0.13, &brass(E6, 1.0), 0.7);
    done(out)
}

/// It is your turn: the motif's rising fifth.
pub(crate) fn turn(chance: &mut Chance) -> Take {
    let mut out = wood(D5, 0.4, chance);
    add(&mut out, 0.0, &brass(D5, 0.7), 0.6);
    add(&mut out, 0.16, &brass(A5, 1.0), 0.7);
    done(out)
}

/// Something was won: the whole motif, quickly, and its home tone above.
pub(crate) fn reward(_: &mut Chance) -> Take {
    let mut out = silence(0.1);
    for (step, tone) in MOTIF.iter().enumerate() {
        add(&mut out, step as f64 * 0.115, &brass(f64::from(*tone) + 12.0, 0.9), 0.6);
    }
    add(&mut out, 0.64, &brass(D6, 1.4), 0.7);
    add(&mut out, 0.66, &brass(A6, 1.2), 0.25);
    done(out)
}

fn pair(first: f64, second: f64, chance: &mut Chance) -> Track {
    let mut out = wood(first, 0.8, chance);
    let after = wood(second, 1.0, chance);
    add(&mut out, 0.055, &after, 1.0);
    add(&mut out, 0.058, &brass(second + 12.0, 0.2), 0.1);
    out
}

/// A boxwood peg on a table.
fn wood(midi: f64, hard: f64, chance: &mut Chance) -> Track {
    let mut modes = body(BAR, pitch_hz(midi), 0.075, 0.8, 0.9);
    modes.extend(body(BOX, 310.0, 0.05, 0.7, 0.8).into_iter().map(|mut mode| {
        mode.gain *= 0.35;
        mode
    }));
    vary(&mut modes[1..], 0.012, chance);
    strike(&modes, 1.5 - 0.9 * hard, 0.16, chance)
}

/// A brass fitting: a bar's first mode with a soft octave and little above.
fn brass(midi: f64, seconds: f64) -> Track {
    let hz = pitch_hz(midi);
    let mut out = glass(hz, seconds, 0.35);
    add(&mut out, 0.0, &glass(hz * 2.0, seconds * 0.5, 0.2), 0.22);
    add(&mut out, 0.0, &glass(hz * 2.756, seconds * 0.25, 0.0), 0.12);
    out
}

fn done(mut track: Track) -> Take {
    fade(&mut track, 0.0005, 0.02);
    Take::mono(track)
}
