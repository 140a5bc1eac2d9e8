//! MP3 by LAME, with the tag that lets decoders trim its padding.

use crate::track::{RATE, Take};
use mp3lame_encoder::{BuildError, Builder, DualPcm, Encoder, FlushGap, Mode, MonoPcm, Quality, VbrMode};

/// How finely LAME draws a sound. The rate follows what each frame needs.
///
/// Variable, because a rest then costs next to nothing, and because LAME leaves out the tag of
/// constant rates under 64 kbit/s: its first frame has no room for it. Without the tag decoders
/// leave 23 milliseconds of padding at the beginning, which one feels in a tick or a step.
/// And a frame of a varying rate borrows nothing from those before it: a loop of whole frames decodes
/// to the very same samples at both its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fineness {
    /// What stands in front.
    Plain,
    /// What lies behind, and noise, in which nobody hears what is missing.
    Rough,
}

/// What LAME asks for beside 1.25 bytes per sample.
const SLACK_BYTES: usize = 7_200;

/// Encodes a take. Two channels are coded jointly.
///
/// # Panics
/// When LAME refuses its settings or has no memory left.
pub(crate) fn encode(take: &Take, fineness: Fineness) -> Vec<u8> {
    let mut encoder = encoder(take.channels.len() as u8, fineness);
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

fn encoder(channels: u8, fineness: Fineness) -> Encoder {
    let mode = if channels == 1 { Mode::Mono } else { Mode::JointStereo };
    let quality = match fineness {
        Fineness::Plain => Quality::Ok,
        Fineness::Rough => Quality::Worst,
    };
    let build = || {
        Builder::new()
            .ok_or(BuildError::NoMem)?
            .with_num_channels(channels)?
            .with_sample_rate(RATE)?
            // Else LAME goes down to 32 kHz at low rates, and loop points would be fractions there.
            .with_output_sample_rate(std::num::NonZeroU32::new(RATE))?
            .with_mode(mode)?
            .with_vbr_mode(VbrMode::Mtrh)?
            .with_vbr_quality(quality)?
            .with_quality(Quality::NearBest)?
            .with_to_write_vbr_tag(true)?
            .build()
    };
    build().expect("LAME knows these rates")
}
