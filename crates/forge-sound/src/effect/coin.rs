//! Coins: small plates of several sizes that meet.

use crate::chance::Chance;
use crate::tone::modal::{BOX, PLATE, body, strike, vary};
use crate::track::{Take, Track, add, fade, silence};

/// `count` coins put down one after the other, closer and softer towards the end.
pub(crate) fn coins(count: usize, chance: &mut Chance) -> Take {
    let mut out = silence(0.05);
    let mut at = 0.0;
    for index in 0..count {
        let part = index as f64 / count as f64;
        let clink = coin(chance);
        add(&mut out, at, &clink, chance.between(0.5, 1.0) * (1.0 - 0.5 * part));
        at += chance.between(0.025, 0.1) * (1.15 - 0.5 * part);
    }
    fade(&mut out, 0.0005, 0.05);
    Take::mono(out)
}

/// A coin on a coin on a table.
fn coin(chance: &mut Chance) -> Track {
    let mut modes = body(PLATE, chance.between(2_500.0, 4_100.0), 0.3, 0.7, 0.35);
    vary(&mut modes, 0.04, chance);
    let mut table = body(BOX, 330.0, 0.045, 0.6, 0.8);
    table.iter_mut().for_each(|mode| mode.gain *= 0.4);
    modes.extend(table);
    strike(&modes, chance.between(0.12, 0.3), 0.42, chance)
}
