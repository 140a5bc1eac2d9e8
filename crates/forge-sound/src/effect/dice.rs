//! Dice: bone on a chart table, and in a brass tray.

use crate::chance::Chance;
use crate::tone::modal::{BAR, BOX, PLATE, body, strike, vary};
use crate::track::{Take, Track, add, fade, level, silence};

/// What the die falls on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bed {
    Table,
    Tray,
}

/// One die hits once. The stage plays it at each contact of a die that it animates.
pub(crate) fn impact(bed: Bed, chance: &mut Chance) -> Take {
    let mut out = hit(bed, chance);
    fade(&mut out, 0.0005, 0.04);
    Take::mono(out)
}

/// A die tumbles to rest: contacts that come closer and softer, as bounces do.
pub(crate) fn roll(bed: Bed, chance: &mut Chance) -> Take {
    let mut out = silence(0.1);
    let (mut at, mut pause, mut loud) = (0.0, chance.between(0.13, 0.17), 1.0);
    while loud > 0.06 {
        add(&mut out, at, &hit(bed, chance), loud * chance.between(0.75, 1.0));
        at += pause * chance.about(0.25);
        pause *= chance.between(0.76, 0.88);
        loud *= chance.between(0.66, 0.82);
    }
    fade(&mut out, 0.0005, 0.05);
    Take::mono(out)
}

fn hit(bed: Bed, chance: &mut Chance) -> Track {
    let mut die = body(BAR, chance.between(2_300.0, 2_900.0), 0.035, 0.5, 0.8);
    vary(&mut die, 0.05, chance);
    let mut out = level(strike(&die, 0.25, 0.3, chance));
    let mut ground = match bed {
        Bed::Table => body(BOX, 215.0, 0.09, 0.6, 0.45),
        Bed::Tray => body(PLATE, 640.0, 0.3, 0.5, 0.5),
    };
    vary(&mut ground, 0.05, chance);
    let under = level(strike(&ground, 0.9, 0.3, chance));
    add(&mut out, 0.0, &under, chance.between(0.8, 1.1));
    level(out)
}
