//! Weapons: air, then what they meet.

use super::whoosh::{grains, puff, whoosh};
use crate::chance::Chance;
use crate::tone::modal::{BAR, BOX, PLATE, SKIN, body, strike, vary};
use crate::tone::string::{Pluck, pluck};
use crate::track::{Curve, RATE_HZ, Take, Track, add, fade, level, samples};
use std::f64::consts::TAU;

/// A blade is swung.
pub(crate) fn slash(chance: &mut Chance) -> Take {
    let top = chance.between(1_900.0, 2_600.0);
    let hz = [(0.0, 420.0), (0.13, top), (0.32, 620.0)];
    let loud = [(0.0, 0.0), (0.09, 0.5), (0.14, 1.0), (0.2, 0.4), (0.32, 0.0)];
    let mut out = whoosh(0.32, Curve(&hz), Curve(&loud), 1.4, chance);
    add(&mut out, 0.1, &steel(chance.between(2_900.0, 3_300.0), 0.3, chance), 0.1);
    done(out)
}

/// A blade or a spear is thrust: shorter, higher, with a point to it.
pub(crate) fn thrust(chance: &mut Chance) -> Take {
    let top = chance.between(2_800.0, 3_600.0);
    let hz = [(0.0, 700.0), (0.1, top), (0.2, 1_400.0)];
    let loud = [(0.0, 0.1), (0.08, 0.6), (0.105, 1.0), (0.13, 0.2), (0.2, 0.0)];
    let mut out = whoosh(0.2, Curve(&hz), Curve(&loud), 1.8, chance);
    add(&mut out, 0.1, &puff(0.05, 1_200.0, chance), 0.35);
    done(out)
}

/// A bow is let go: the string, the stave, the arrow leaving.
pub(crate) fn bow(chance: &mut Chance) -> Take {
    let twang = Pluck { touch_hz: 3_000.0, place: 0.5, damping: 0.42, t60: 0.32 };
    let mut out = level(pluck(chance.between(104.0, 122.0), 0.4, twang, chance));
    let stave = body(BAR, 290.0 * chance.about(0.05), 0.09, 0.7, 0.8);
    add(&mut out, 0.003, &level(strike(&stave, 0.8, 0.25, chance)), 0.8);
    let hz = [(0.0, 2_700.0), (0.4, 1_300.0)];
    let loud = [(0.0, 0.2), (0.05, 1.0), (0.4, 0.0)];
    add(&mut out, 0.02, &whoosh(0.4, Curve(&hz), Curve(&loud), 3.5, chance), 0.4);
    done(out)
}

/// A blow lands: weight, leather, a little mail.
pub(crate) fn hit(chance: &mut Chance) -> Take {
    let mut out = thump(chance.between(135.0, 165.0), 52.0, 0.2);
    let mut hide = body(SKIN, 260.0 * chance.about(0.1), 0.12, 0.5, 0.2);
    vary(&mut hide, 0.04, chance);
    add(&mut out, 0.0, &level(strike(&hide, 0.8, 0.25, chance)), 1.1);
    add(&mut out, 0.0, &puff(0.11, 3_000.0, chance), 0.8);
    add(&mut out, 0.006, &grains(0.07, 12, 4_200.0, chance), 0.28);
    done(out)
}

/// It goes past: air that falls away.
pub(crate) fn miss(chance: &mut Chance) -> Take {
    let top = chance.between(1_200.0, 1_600.0);
    let hz = [(0.0, top), (0.3, 380.0)];
    let loud = [(0.0, 0.0), (0.07, 1.0), (0.3, 0.0)];
    done(whoosh(0.3, Curve(&hz), Curve(&loud), 1.1, chance))
}

/// A shield takes it: wood, and the brass round its edge.
pub(crate) fn block(chance: &mut Chance) -> Take {
    let mut boards = body(BOX, 165.0 * chance.about(0.08), 0.16, 0.6, 0.4);
    vary(&mut boards, 0.03, chance);
    let mut out = level(strike(&boards, 1.2, 0.4, chance));
    let mut rim = body(PLATE, 780.0 * chance.about(0.06), 0.55, 0.6, 0.5);
    vary(&mut rim, 0.02, chance);
    add(&mut out, 0.001, &level(strike(&rim, 0.5, 0.6, chance)), 0.5);
    add(&mut out, 0.0, &thump(120.0, 60.0, 0.1), 0.5);
    done(out)
}

/// Somebody falls: knees, shoulder, gear.
pub(crate) fn down(chance: &mut Chance) -> Take {
    let mut out = thump(110.0, 48.0, 0.22);
    add(&mut out, 0.0, &puff(0.14, 900.0, chance), 0.5);
    let at = chance.between(0.19, 0.25);
    add(&mut out, at, &thump(96.0, 42.0, 0.3), 1.0);
    let planks = body(BOX, 134.0, 0.22, 0.5, 0.2);
    add(&mut out, at, &level(strike(&planks, 2.0, 0.4, chance)), 1.0);
    add(&mut out, at + 0.02, &grains(0.22, 26, 2_600.0, chance), 0.3);
    for _ in 0..3 {
        let rattle = steel(chance.between(1_500.0, 2_600.0), 0.14, chance);
        add(&mut out, at + chance.between(0.03, 0.2), &rattle, 0.12);
    }
    done(out)
}

/// A blade leaves its sheath: it scrapes, then rings.
pub(crate) fn draw(chance: &mut Chance) -> Take {
    let hz = [(0.0, 2_200.0), (0.24, 5_200.0)];
    let loud = [(0.0, 0.2), (0.2, 1.0), (0.24, 0.0)];
    let mut out = whoosh(0.26, Curve(&hz), Curve(&loud), 2.2, chance);
    crate::track::scale(&mut out, 0.5);
    add(&mut out, 0.21, &steel(2_350.0 * chance.about(0.04), 0.8, chance), 0.5);
    done(out)
}

/// Thin steel that was touched.
fn steel(hz: f64, t60: f64, chance: &mut Chance) -> Track {
    let mut modes = body(BAR, hz, t60, 0.3, 0.1);
    modes.extend(body(PLATE, hz * 0.71, t60 * 0.6, 0.3, 0.3));
    vary(&mut modes, 0.02, chance);
    level(strike(&modes, 0.2, t60, chance))
}

/// Weight: a sine that drops from one pitch to another and is gone after `seconds`.
pub(crate) fn thump(from_hz: f64, to_hz: f64, seconds: f64) -> Track {
    let mut phase = 0.0;
    let mut out: Track = (0..samples(seconds * 1.3))
        .map(|at| {
            let t = at as f64 / RATE_HZ;
            phase += (to_hz + (from_hz - to_hz) * libm::exp(-t * 28.0)) / RATE_HZ;
            (libm::sin(TAU * phase) * libm::exp(-5.5 * t / seconds)) as f32
        })
        .collect();
    fade(&mut out, 0.0015, 0.03);
    level(out)
}

fn done(mut track: Track) -> Take {
    fade(&mut track, 0.001, 0.05);
    Take::mono(track)
}
