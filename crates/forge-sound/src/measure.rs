//! Loudness, peaks and offset, as broadcasters measure them.

use crate::track::{RATE, Take, samples};
use ebur128::{EbuR128, Mode};

/// Quieter than anything that is heard; what silence measures.
pub(crate) const SILENCE_LUFS: f64 = -120.0;

/// Integrated loudness in LUFS: for what lasts.
pub fn steady_lufs(take: &Take) -> f64 {
    let mut meter = meter(take, Mode::I);
    feed(&mut meter, take, 0, take.len());
    meter.loudness_global().map_or(SILENCE_LUFS, |lufs| lufs.max(SILENCE_LUFS))
}

/// The loudest 400 milliseconds in LUFS: for what is over at once. Silence is put before and
/// behind, so that a short sound counts with the little energy that it has.
pub fn loudest_lufs(take: &Take) -> f64 {
    let pad = samples(0.4);
    let padded = Take {
        channels: take
            .channels
            .iter()
            .map(|track| {
                let mut long = vec![0.0; pad];
                long.extend_from_slice(track);
                long.resize(track.len() + 2 * pad, 0.0);
                long
            })
            .collect(),
    };
    let mut meter = meter(&padded, Mode::M);
    let step = samples(0.01);
    let mut loudest = SILENCE_LUFS;
    for start in (0..padded.len()).step_by(step) {
        feed(&mut meter, &padded, start, step.min(padded.len() - start));
        loudest = loudest.max(meter.loudness_momentary().unwrap_or(SILENCE_LUFS));
    }
    loudest
}

/// The highest peak between samples, in dBTP.
pub fn true_peak_db(take: &Take) -> f64 {
    let mut meter = meter(take, Mode::TRUE_PEAK);
    feed(&mut meter, take, 0, take.len());
    let most = (0..take.channels.len() as u32)
        .filter_map(|channel| meter.true_peak(channel).ok())
        .fold(1e-6, f64::max);
    20.0 * libm::log10(most)
}

/// The mean of all samples: what should be zero.
pub fn offset(take: &Take) -> f64 {
    let sum: f64 = take.channels.iter().flatten().map(|sample| f64::from(*sample)).sum();
    sum / (take.len() * take.channels.len()) as f64
}

fn meter(take: &Take, mode: Mode) -> EbuR128 {
    let channels = take.channels.len() as u32;
    EbuR128::new(channels, RATE, mode).expect("the meter knows one and two channels at this rate")
}

fn feed(meter: &mut EbuR128, take: &Take, start: usize, count: usize) {
    let planes: Vec<&[f32]> = take.channels.iter().map(|track| &track[start..start + count]).collect();
    meter.add_frames_planar_f32(&planes).expect("as many planes as the meter was made for");
}
