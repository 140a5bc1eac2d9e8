//! Sounds as files, and what players and meters want to know of them as data beside.

use anyhow::{Context, Result};
use forge_sound::{LoopPoints, Sound};
use wire::{
    asset::{self, Kind},
    sound::{self, Sounds},
};

use super::File;

/// A file for each sound, and the data about all of them.
///
/// # Errors
/// When a sound has no good id.
pub fn sound_files(sounds: &[Sound]) -> Result<Vec<File>> {
    let mut files = Vec::with_capacity(sounds.len() + 1);
    for sound in sounds {
        let file = File::of(&sound.id, Kind::Sound, "mp3", sound.mp3.clone())?;
        files.push(File { loop_points: sound.loop_points.map(turn), ..file });
    }
    let list = Sounds::of(sounds.iter().map(row).collect::<Result<_>>()?);
    list.check()?;
    let mut text = serde_json::to_vec_pretty(&list)?;
    text.push(b'\n');
    files.push(File::of(sound::ID, Kind::Data, "json", text)?);
    Ok(files)
}

fn turn(points: LoopPoints) -> asset::LoopPoints {
    asset::LoopPoints { start_samples: points.start as u64, length_samples: points.length as u64 }
}

/// Loop points stay in the manifest: they are needed where the file is.
fn row(sound: &Sound) -> Result<sound::Sound> {
    // Both sides have the same names of fields, and the golden sample keeps those of the list.
    let row = serde_json::to_value(sound).and_then(serde_json::from_value::<sound::Sound>);
    let row = row.with_context(|| sound.id.clone())?;
    // Meters agree with each other to a tenth.
    let tenths = |decibels: f64| (decibels * 10.0).round() / 10.0;
    Ok(sound::Sound {
        seconds: (sound.seconds * 1000.0).round() / 1000.0,
        lufs: tenths(sound.lufs),
        true_peak_db: tenths(sound.true_peak_db),
        first_scene: sound.group.is_first_scene(),
        ..row
    })
}
