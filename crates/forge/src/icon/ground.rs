//! What a thing reads by on any ground: a thin cool light along its inner edge for dark ground, a dark
//! line around it and a soft shadow for light ground.

use glam::Vec3;

use super::{Icon, Layer, SIDE, bytes};
use crate::palette;

/// The night of the dark theme, sRGB.
const INK: [u8; 3] = [0x0b, 0x10, 0x20];
/// How dark the line is at so many pixels from the edge.
const LINE: [(f32, f32); 3] = [(1.05, 0.80), (1.5, 0.55), (2.3, 0.18)];
/// Where the shadow falls, pixels to the right and down, how far it is blurred, and how dark it is.
const SHADOW: ([i32; 2], i32, f32) = ([1, 2], 2, 0.32);

/// What is added to the outermost pixels of a thing, linear.
const EDGE: Vec3 = Vec3::new(0.055, 0.070, 0.105);

/// The thing with its edge, over its line and its shadow.
pub(super) fn laid(thing: &Layer) -> Icon {
    let ink = Vec3::from(INK.map(|byte| palette::linear(f32::from(byte) / 255.0)));
    let pixel = |index: usize| {
        let (x, y) = ((index % SIDE) as i32, (index / SIDE) as i32);
        let under = 1.0 - (1.0 - line(thing, x, y)) * (1.0 - shadow(thing, x, y));
        let (light, cover) = thing[index];
        let light = light + EDGE * edge(thing, x, y) * cover;
        bytes(light + ink * under * (1.0 - cover), cover + under * (1.0 - cover))
    };
    (0..thing.len()).map(pixel).collect()
}

fn cover(thing: &Layer, x: i32, y: i32) -> f32 {
    let inside = (0..SIDE as i32).contains(&x) && (0..SIDE as i32).contains(&y);
    if inside { thing[y as usize * SIDE + x as usize].1 } else { 0.0 }
}

/// How much a pixel lies at the edge: 1.0 where a neighbour is free.
fn edge(thing: &Layer, x: i32, y: i32) -> f32 {
    let beside = [(-1, 0), (1, 0), (0, -1), (0, 1)].map(|(dx, dy)| cover(thing, x + dx, y + dy));
    1.0 - beside.into_iter().fold(1.0, f32::min)
}

fn line(thing: &Layer, x: i32, y: i32) -> f32 {
    let mut darkest: f32 = 0.0;
    for dy in -2..=2_i32 {
        for dx in -2..=2_i32 {
            let away = ((dx * dx + dy * dy) as f32).sqrt();
            let dark = LINE.iter().find(|(reach, _)| away <= *reach).map_or(0.0, |it| it.1);
            darkest = darkest.max(cover(thing, x + dx, y + dy) * dark);
        }
    }
    darkest
}

fn shadow(thing: &Layer, x: i32, y: i32) -> f32 {
    let ([right, down], reach, dark) = SHADOW;
    let mut sum = 0.0;
    for dy in -reach..=reach {
        for dx in -reach..=reach {
            sum += cover(thing, x + dx - right, y + dy - down);
        }
    }
    sum / ((2 * reach + 1) * (2 * reach + 1)) as f32 * dark
}
