//! MP3 by LAME, with the tag that lets decoders trim its padding.

use crate::track::{RATE, Take};
use mp3lame_encoder::{Bitrate, Builder, DualPcm, Encoder, FlushGap, Mode, MonoPcm, Quality};

/// What LAME asks for beside 1.25 bytes per sample.
const SLACK_BYTES: usize = 7_200;

/// Encodes at a constant rate. Two channels are coded jointly.
///
/// # Panics
/// When LAME refuses its settings or has no memory left.
pub(crate) fn encode(take: &Take, rate: Bitrate) -> Vec<u8> {
    let mut encoder = encoder(take.channels.len() as u8, rate);
    let mut out = Vec::with_capacity(take.len() * 5 / 4 + 4 * SLACK_BYTES);
    let written = match take.channels.as_slice() {
        [only] => encoder.encode_to_vec(MonoPcm(only), &mut out),
        [left, right] => encoder.encode_to_vec(DualPcm { left, right }, &mut out),
        _ => unreachable!("a take has one or two channels"),
    };
    written.expect("the buffer is as large as LAME asks");
    encoder.flush_to_vec::<FlushGap>(&mut out).expect("the buffer is as large as LAME asks");
    // The first frame was left empty for the tag, which is known only now.
    let mut tag = Vec::with_capacity(SLACK_BYTES);
    if encoder.lame_tag_encode_to_vec(&mut tag).is_some() {
        out[..tag.len()].copy_from_slice(&tag);
    }
    out.shrink_to_fit();
    out
}

fn encoder(channels: u8, rate: Bitrate) -> Encoder {
    let mode = if channels == 1 { Mode::Mono } else { Mode::JointStereo };
    let build = || {
        Builder::new()
            .ok_or(mp3lame_encoder::BuildError::NoMem)?
            .with_num_channels(channels)?
            .with_sample_rate(RATE)?
            // Else LAME goes down to 32 kHz at low rates, and loop points would be fractions there.
            .with_output_sample_rate(std::num::NonZeroU32::new(RATE))?
            .with_mode(mode)?
            .with_brate(rate)?
            .with_quality(Quality::NearBest)?
            .with_to_write_vbr_tag(true)?
            .build()
    };
    build().expect("LAME knows these rates")
}
