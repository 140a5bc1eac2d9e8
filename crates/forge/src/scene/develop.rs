//! From light to a picture: bloom, film, grade, and few enough colours for a small file.

use std::collections::BTreeMap;

use anyhow::Result;
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

/// As a PNG of at most `most` bytes: with as many colours as that allows.
///
/// # Errors
/// When the encoder fails.
pub(super) fn small_png(pixels: &[[u8; 3]], width: usize, most: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for colours in [224, 160, 112, 80, 56, 40] {
        let (palette, indices) = with_few(pixels, colours);
        bytes = indexed_png(&palette, &indices, width)?;
        if bytes.len() <= most {
            break;
        }
    }
    Ok(bytes)
}

/// Median cut: boxes of colours are halved at their middle along their longest side.
fn with_few(pixels: &[[u8; 3]], colours: usize) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut counts: BTreeMap<[u8; 3], u32> = BTreeMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let mut boxes = vec![counts.into_iter().collect::<Vec<_>>()];
    while boxes.len() < colours {
        // Of many alike pixels a few colours are enough: the root keeps small lights from drowning.
        let worth = |it: &Vec<([u8; 3], u32)>| {
            let weight: u32 = it.iter().map(|it| it.1).sum();
            let (_, reach) = longest(it);
            f32::from(reach) * pow_half(weight as f32)
        };
        let Some(index) = (0..boxes.len())
            .filter(|it| boxes[*it].len() > 1)
            .max_by(|a, b| worth(&boxes[*a]).total_cmp(&worth(&boxes[*b])))
        else {
            break;
        };
        let mut one = boxes.swap_remove(index);
        let (axis, _) = longest(&one);
        one.sort_by_key(|it| (it.0[axis], it.0));
        let low = f32::from(one[0].0[axis]);
        let high = f32::from(one[one.len() - 1].0[axis]);
        let middle = (low + high) / 2.0;
        let cut = one
            .iter()
            .position(|it| f32::from(it.0[axis]) > middle)
            .unwrap_or(one.len() / 2)
            .clamp(1, one.len() - 1);
        let two = one.split_off(cut);
        boxes.extend([one, two]);
    }
    let mut palette: Vec<([u8; 3], Vec<[u8; 3]>)> =
        boxes.into_iter().map(|it| (mean(&it), it.into_iter().map(|it| it.0).collect())).collect();
    // Neighbours in light get neighbouring numbers: that packs better.
    palette.sort_by_key(|it| it.0.iter().map(|it| u32::from(*it)).sum::<u32>());
    let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    for (index, (_, members)) in palette.iter().enumerate() {
        known.extend(members.iter().map(|it| (*it, index as u8)));
    }
    (palette.into_iter().map(|it| it.0).collect(), pixels.iter().map(|it| known[it]).collect())
}

fn pow_half(value: f32) -> f32 {
    value.sqrt()
}

/// The axis along which colours lie farthest apart, and how far.
fn longest(colours: &[([u8; 3], u32)]) -> (usize, u8) {
    let reach = |axis: usize| {
        let values = || colours.iter().map(move |it| it.0[axis]);
        values().max().unwrap_or(0) - values().min().unwrap_or(0)
    };
    (0..3).map(|axis| (axis, reach(axis))).max_by_key(|it| it.1).unwrap_or((0, 0))
}

fn mean(colours: &[([u8; 3], u32)]) -> [u8; 3] {
    let weight: u64 = colours.iter().map(|it| u64::from(it.1)).sum();
    [0, 1, 2].map(|axis: usize| {
        let sum: u64 = colours.iter().map(|it| u64::from(it.0[axis]) * u64::from(it.1)).sum();
        ((sum + weight / 2) / weight.max(1)) as u8
    })
}

fn indexed_png(palette: &[[u8; 3]], indices: &[u8], width: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, (indices.len() / width) as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(indices)?;
    writer.finish()?;
    Ok(bytes)
}
