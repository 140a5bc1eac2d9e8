//! Pictures with few colours, so that their files are small.

use std::collections::BTreeMap;

use anyhow::Result;

/// As a PNG of at most `most` bytes: with as many colours as that allows. Three bytes per pixel, or
/// four where some are transparent.
///
/// # Errors
/// When the encoder fails.
pub(crate) fn small_png<const N: usize>(pixels: &[[u8; N]], width: usize, most: usize) -> Result<Vec<u8>> {
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
fn with_few<const N: usize>(pixels: &[[u8; N]], colours: usize) -> (Vec<[u8; N]>, Vec<u8>) {
    let mut counts: BTreeMap<[u8; N], u32> = BTreeMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let mut boxes = vec![counts.into_iter().collect::<Vec<_>>()];
    while boxes.len() < colours {
        // Of many alike pixels a few colours are enough: the root keeps small lights from drowning.
        let worth = |it: &Vec<([u8; N], u32)>| {
            let weight: u32 = it.iter().map(|it| it.1).sum();
            let (_, reach) = longest(it);
            f32::from(reach) * (weight as f32).sqrt()
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
    let mut palette: Vec<([u8; N], Vec<[u8; N]>)> =
        boxes.into_iter().map(|it| (mean(&it), it.into_iter().map(|it| it.0).collect())).collect();
    // Neighbours in light get neighbouring numbers: that packs better.
    palette.sort_by_key(|it| it.0.iter().map(|it| u32::from(*it)).sum::<u32>());
    let mut known: BTreeMap<[u8; N], u8> = BTreeMap::new();
    for (index, (_, members)) in palette.iter().enumerate() {
        known.extend(members.iter().map(|it| (*it, index as u8)));
    }
    (palette.into_iter().map(|it| it.0).collect(), pixels.iter().map(|it| known[it]).collect())
}

/// The axis along which colours lie farthest apart, and how far.
fn longest<const N: usize>(colours: &[([u8; N], u32)]) -> (usize, u8) {
    let reach = |axis: usize| {
        let values = || colours.iter().map(move |it| it.0[axis]);
        values().max().unwrap_or(0) - values().min().unwrap_or(0)
    };
    (0..N).map(|axis| (axis, reach(axis))).max_by_key(|it| it.1).unwrap_or((0, 0))
}

fn mean<const N: usize>(colours: &[([u8; N], u32)]) -> [u8; N] {
    let weight: u64 = colours.iter().map(|it| u64::from(it.1)).sum();
    std::array::from_fn(|axis| {
        let sum: u64 = colours.iter().map(|it| u64::from(it.0[axis]) * u64::from(it.1)).sum();
        ((sum + weight / 2) / weight.max(1)) as u8
    })
}

fn indexed_png<const N: usize>(palette: &[[u8; N]], indices: &[u8], width: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, (indices.len() / width) as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.iter().flat_map(|it| it[..3].to_vec()).collect::<Vec<u8>>());
    if N == 4 {
        encoder.set_trns(palette.iter().map(|it| it[3]).collect::<Vec<u8>>());
    }
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(indices)?;
    writer.finish()?;
    Ok(bytes)
}
