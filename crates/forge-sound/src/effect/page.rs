//! Paper: pages, charts, the quill.

use super::whoosh::{grains, whoosh};
use crate::chance::Chance;
use crate::tone::filter::{Pass, filter};
use crate::track::{Curve, Take, add, fade, shape, silence};

/// A page is turned.
pub(crate) fn turn(chance: &mut Chance) -> Take {
    let lift = chance.between(0.14, 0.2);
    let hz = [(0.0, 1_500.0), (lift, 3_800.0), (0.42, 1_900.0)];
    let loud = [(0.0, 0.05), (lift * 0.7, 0.6), (lift, 1.0), (lift + 0.06, 0.35), (0.42, 0.0)];
    let mut out = whoosh(0.42, Curve(&hz), Curve(&loud), 0.9, chance);
    add(&mut out, 0.02, &grains(0.3, 46, 3_200.0, chance), 0.55);
    // It settles on the others.
    add(&mut out, lift + 0.12, &grains(0.05, 14, 1_100.0, chance), 0.7);
    done(out)
}

/// A chart is rolled out on the table.
pub(crate) fn unroll(chance: &mut Chance) -> Take {
    let hz = [(0.0, 900.0), (0.5, 2_600.0), (0.8, 1_400.0)];
    let loud = [(0.0, 0.1), (0.1, 0.7), (0.45, 1.0), (0.62, 0.3), (0.8, 0.0)];
    let mut out = whoosh(0.8, Curve(&hz), Curve(&loud), 0.8, chance);
    add(&mut out, 0.03, &grains(0.66, 90, 2_300.0, chance), 0.6);
    add(&mut out, 0.6, &grains(0.04, 20, 700.0, chance), 0.9);
    done(out)
}

/// A few strokes of the quill.
pub(crate) fn quill(chance: &mut Chance) -> Take {
    let mut out = silence(0.1);
    let mut at = 0.0;
    for _ in 0..chance.below(2) + 4 {
        let length = chance.between(0.05, 0.12);
        let mut stroke = grains(length, (length * 900.0) as usize, 3_200.0, chance);
        filter(&mut stroke, Pass::High, 1_500.0, 0.7);
        filter(&mut stroke, Pass::Low, 5_000.0, 0.7);
        shape(&mut stroke, |t| libm::sin(3.1 * (t / (length + 0.05)).min(1.0)));
        add(&mut out, at, &stroke, chance.between(0.5, 1.0));
        at += length + chance.between(0.015, 0.06);
    }
    done(out)
}

fn done(mut track: Vec<f32>) -> Take {
    fade(&mut track, 0.004, 0.06);
    Take::mono(track)
}
