//! From light to a picture: bloom, film, grade.

use glam::Vec3;

use crate::{palette, raster};

/// Light of each pixel, row after row.
pub(super) struct Negative {
    pub width: usize,
    pub height: usize,
    pub light: Vec<Vec3>,
}

/// Pixels on a side of the squares that bloom is blurred in.
const COARSE: usize = 4;
/// How far bright things bleed, in coarse pixels, and how much.
const BLEEDS: [(usize, f32); 2] = [(2, 0.12), (8, 0.10)];

impl Negative {
    /// As sRGB, with glow around what is bright and a slight vignette.
    pub(super) fn develop(self) -> Vec<[u8; 3]> {
        let glow = self.glow();
        let (wide, _) = self.coarse();
        let pixel = |index: usize| {
            let (x, y) = (index % self.width, index / self.width);
            let bleed = bilinear(&glow, wide, x as f32 / COARSE as f32 - 0.5, y as f32 / COARSE as f32 - 0.5);
            let across = (x as f32 / self.width as f32 - 0.5) * (y as f32 / self.height as f32 - 0.5) * 4.0;
            let away = ((x as f32 / self.width as f32 - 0.5).powi(2)
                + (y as f32 / self.height as f32 - 0.5).powi(2))
                * 2.0;
            let vignette = 1.0 - 0.26 * away * away - 0.06 * across.abs();
            grade((self.light[index] + bleed) * vignette)
        };
        (0..self.light.len()).map(pixel).collect()
    }

    fn coarse(&self) -> (usize, usize) {
        (self.width.div_ceil(COARSE), self.height.div_ceil(COARSE))
    }

    fn glow(&self) -> Vec<Vec3> {
        let (wide, high) = self.coarse();
        let mut bright = vec![Vec3::ZERO; wide * high];
        for (index, light) in self.light.iter().enumerate() {
            let (x, y) = (index % self.width / COARSE, index / self.width / COARSE);
            let peak = light.max_element();
            bright[y * wide + x] +=
                *light * ((peak - 0.9) / peak.max(0.01)).clamp(0.0, 1.0) / (COARSE * COARSE) as f32;
        }
        let mut glow = vec![Vec3::ZERO; wide * high];
        for (reach, share) in BLEEDS {
            let blurred = blur(&blur(&blur(&bright, wide, reach), wide, reach), wide, reach);
            glow.iter_mut().zip(blurred).for_each(|(glow, it)| *glow += it * share * reach as f32 * 0.7);
        }
        glow
    }
}

/// A box of `reach` pixels on each side, along both axes.
fn blur(light: &[Vec3], wide: usize, reach: usize) -> Vec<Vec3> {
    let high = light.len() / wide;
    let one = |light: &[Vec3], steps: usize, lines: usize, step: usize, line: usize| {
        let mut blurred = vec![Vec3::ZERO; light.len()];
        for row in 0..lines {
            for at in 0..steps {
                let (from, to) = (at.saturating_sub(reach), (at + reach).min(steps - 1));
                let sum: Vec3 = (from..=to).map(|it| light[row * line + it * step]).sum();
                blurred[row * line + at * step] = sum / (2 * reach + 1) as f32;
            }
        }
        blurred
    };
    one(&one(light, wide, high, 1, wide), high, wide, wide, 1)
}

fn bilinear(light: &[Vec3], wide: usize, x: f32, y: f32) -> Vec3 {
    let high = light.len() / wide;
    let at = |x: f32, y: f32| {
        light[(y.max(0.0) as usize).min(high - 1) * wide + (x.max(0.0) as usize).min(wide - 1)]
    };
    let (left, top) = (x.floor(), y.floor());
    let (dx, dy) = (x - left, y - top);
    at(left, top)
        .lerp(at(left + 1.0, top), dx)
        .lerp(at(left, top + 1.0).lerp(at(left + 1.0, top + 1.0), dx), dy)
}

/// Teal into the shadows, amber into the lights, through the film.
fn grade(light: Vec3) -> [u8; 3] {
    let value = light.dot(Vec3::new(0.25, 0.65, 0.10));
    let bright = (value / (value + 0.45)).clamp(0.0, 1.0);
    let split = Vec3::new(0.94, 1.0, 1.07).lerp(Vec3::new(1.05, 1.0, 0.93), bright);
    (light * split).to_array().map(|it| (palette::srgb(raster::film(it).min(1.0)) * 255.0 + 0.5) as u8)
}
