//! Doors and lids: a latch, a hinge, a frame.

use super::creak::creak;
use super::whoosh::puff;
use crate::chance::Chance;
use crate::tone::modal::{BAR, BOX, PLATE, body, strike, vary};
use crate::track::{Curve, Take, Track, add, fade, level, silence};

/// The tavern's door opens: latch, hinge.
pub(crate) fn open(chance: &mut Chance) -> Take {
    let mut out = latch(chance);
    let up = Curve(&[(0.0, 18.0), (0.35, 44.0), (0.7, 30.0)]);
    add(&mut out, 0.14, &creak(330.0 * chance.about(0.08), 0.72, up, chance), 0.5);
    add(&mut out, 0.12, &puff(0.5, 260.0, chance), 0.16);
    done(out)
}

/// It falls shut: hinge, frame, latch.
pub(crate) fn close(chance: &mut Chance) -> Take {
    let mut out = silence(0.05);
    let down = Curve(&[(0.0, 30.0), (0.3, 16.0)]);
    add(&mut out, 0.0, &creak(290.0 * chance.about(0.08), 0.32, down, chance), 0.22);
    add(&mut out, 0.33, &boom(92.0, chance), 1.0);
    add(&mut out, 0.39, &latch(chance), 0.5);
    done(out)
}

/// A trunk's lid goes up.
pub(crate) fn lid_open(chance: &mut Chance) -> Take {
    let mut out = clasp(chance);
    let up = Curve(&[(0.0, 26.0), (0.4, 60.0)]);
    add(&mut out, 0.13, &creak(520.0 * chance.about(0.06), 0.42, up, chance), 0.26);
    add(&mut out, 0.52, &boom(150.0, chance), 0.3);
    done(out)
}

/// A trunk's lid comes down.
pub(crate) fn lid_close(chance: &mut Chance) -> Take {
    let mut out = boom(118.0, chance);
    add(&mut out, 0.09, &clasp(chance), 0.6);
    done(out)
}

/// A panel of planks that meets its frame.
fn boom(hz: f64, chance: &mut Chance) -> Track {
    let mut modes = body(BOX, hz, 0.26, 0.5, 0.2);
    vary(&mut modes, 0.03, chance);
    level(strike(&modes, 2.2, 0.5, chance))
}

/// Iron on iron on wood, twice.
fn latch(chance: &mut Chance) -> Track {
    let mut modes = body(PLATE, 1_150.0 * chance.about(0.05), 0.09, 0.6, 0.6);
    modes.extend(body(BOX, 240.0, 0.07, 0.6, 0.3));
    let mut out = level(strike(&modes, 0.5, 0.2, chance));
    let second = level(strike(&modes, 0.9, 0.2, chance));
    add(&mut out, 0.055, &second, 0.7);
    out
}

/// A brass clasp.
fn clasp(chance: &mut Chance) -> Track {
    let modes = body(BAR, 1_760.0 * chance.about(0.02), 0.16, 0.7, 0.6);
    let mut out = level(strike(&modes, 0.3, 0.24, chance));
    let second = level(strike(&modes, 0.6, 0.2, chance));
    add(&mut out, 0.04, &second, 0.5);
    out
}

fn done(mut track: Track) -> Take {
    fade(&mut track, 0.001, 0.08);
    Take::mono(track)
}
