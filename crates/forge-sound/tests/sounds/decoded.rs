//! What a browser gets: the files decoded again.

use forge_sound::Take;
use std::io::Cursor;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::formats::TrackType;
use symphonia::core::io::MediaSourceStream;

/// Decodes a whole file, trimmed by its tag as browsers trim it.
pub(crate) fn decode(mp3: &[u8]) -> Take {
    let source = MediaSourceStream::new(Box::new(Cursor::new(mp3.to_vec())), Default::default());
    let mut format = symphonia::default::get_probe()
        .probe(&Default::default(), source, Default::default(), Default::default())
        .expect("an MP3");
    let track = format.default_track(TrackType::Audio).expect("a track");
    let parameters = track.codec_params.as_ref().expect("parameters").audio().expect("audio");
    let options = AudioDecoderOptions::default();
    let mut decoder =
        symphonia::default::get_codecs().make_audio_decoder(parameters, &options).expect("a decoder");
    let mut channels: Vec<Vec<f32>> = Vec::new();
    let mut frame: Vec<f32> = Vec::new();
    while let Some(packet) = format.next_packet().expect("a whole file") {
        let buffer = decoder.decode(&packet).expect("a whole frame");
        let count = buffer.spec().channels().count();
        channels.resize(count, Vec::new());
        frame.resize(buffer.samples_interleaved(), 0.0);
        buffer.copy_to_slice_interleaved(&mut frame);
        for (at, sample) in frame.iter().enumerate() {
            channels[at % count].push(*sample);
        }
    }
    Take { channels }
}

pub(crate) fn rms(samples: &[f32]) -> f64 {
    let power: f64 = samples.iter().map(|sample| f64::from(*sample).powi(2)).sum();
    (power / samples.len() as f64).sqrt()
}
