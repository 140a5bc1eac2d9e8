//! Steps: a heel, the ball of the foot a moment later, and what the ground adds.

use super::whoosh::{grains, puff};
use crate::chance::Chance;
use crate::tone::filter::{Pass, filter};
use crate::tone::modal::{BAR, BOX, Mode, PLATE, body, strike, vary};
use crate::track::{Take, Track, add, fade, level, scale};

/// What is walked on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    Wood,
    Stone,
    Rope,
    Metal,
}

/// One step.
pub(crate) fn footstep(ground: Ground, chance: &mut Chance) -> Take {
    let modes = modes(ground, chance);
    let contact = contact_millis(ground);
    let mut out = level(strike(&modes, contact * chance.about(0.2), 0.34, chance));
    let ball = level(strike(&modes, contact * 1.5, 0.28, chance));
    add(&mut out, chance.between(0.075, 0.105), &ball, chance.between(0.35, 0.55));
    add(&mut out, 0.0, &sole(ground, chance), 1.0);
    fade(&mut out, 0.001, 0.06);
    Take::mono(out)
}

fn contact_millis(ground: Ground) -> f64 {
    match ground {
        Ground::Wood => 1.8,
        Ground::Stone => 0.9,
        Ground::Rope => 4.5,
        Ground::Metal => 1.2,
    }
}

fn modes(ground: Ground, chance: &mut Chance) -> Vec<Mode> {
    let weigh = |mut modes: Vec<Mode>, gain: f64| {
        modes.iter_mut().for_each(|mode| mode.gain *= gain);
        modes
    };
    let mut modes = match ground {
        // A plank over a hollow.
        Ground::Wood => {
            let mut modes = body(BOX, 128.0, 0.13, 0.5, 0.25);
            modes.extend(weigh(body(BAR, 342.0, 0.10, 0.5, 0.3), 1.1));
            modes
        }
        // Nothing rings long in a quay but grit.
        Ground::Stone => {
            let mut modes = body(BOX, 112.0, 0.06, 0.4, 0.6);
            modes.extend(weigh(body(BOX, 880.0, 0.035, 0.4, 0.3), 1.0));
            modes
        }
        Ground::Rope => body(BOX, 122.0, 0.08, 0.6, 0.6),
        Ground::Metal => {
            let mut modes = body(PLATE, 418.0, 0.38, 0.5, 0.3);
            modes.extend(weigh(body(BOX, 128.0, 0.12, 0.6, 0.5), 0.9));
            modes
        }
    };
    vary(&mut modes, 0.03, chance);
    modes
}

/// What the sole itself does: grit, fibres, leather.
fn sole(ground: Ground, chance: &mut Chance) -> Track {
    let (seconds, count, hz, loud) = match ground {
        Ground::Wood => (0.09, 14, 2_100.0, 0.22),
        Ground::Stone => (0.13, 34, 3_400.0, 0.34),
        Ground::Rope => (0.17, 70, 1_500.0, 0.55),
        Ground::Metal => (0.07, 10, 2_800.0, 0.2),
    };
    let mut out = grains(seconds, count, hz, chance);
    filter(&mut out, Pass::Low, hz * 2.0, 0.7);
    let mut out = level(out);
    scale(&mut out, loud);
    add(&mut out, 0.0, &puff(0.07, hz * 0.5, chance), loud * 0.9);
    out
}
