//! Sounds as files, and what players and meters want to know of them as data beside.

use anyhow::{Context, Result};
use forge_sound::{LoopPoints, Sound};
use serde_json::{Value, json};
use wire::asset::{self, Kind};

use super::File;

/// Where captions, channels and loudness stand; README.md says in which shape.
const SOUNDS: &str = "data/sounds";

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
    let rows: Vec<Value> = sounds.iter().map(row).collect::<Result<_>>()?;
    let mut text = serde_json::to_vec_pretty(&json!({ "v": 1, "sounds": rows }))?;
    text.push(b'\n');
    files.push(File::of(SOUNDS, Kind::Data, "json", text)?);
    Ok(files)
}

fn turn(points: LoopPoints) -> asset::LoopPoints {
    asset::LoopPoints { start_samples: points.start as u64, length_samples: points.length as u64 }
}

/// Loop points stay in the manifest: they are needed where the file is.
fn row(sound: &Sound) -> Result<Value> {
    let mut row = serde_json::to_value(sound).with_context(|| sound.id.clone())?;
    let seconds = (sound.seconds * 1000.0).round() / 1000.0;
    // Meters agree with each other to a tenth.
    let tenths = |decibels: f64| (decibels * 10.0).round() / 10.0;
    if let Some(fields) = row.as_object_mut() {
        fields.remove("loop_points");
        fields.insert("seconds".into(), json!(seconds));
        fields.insert("lufs".into(), json!(tenths(sound.lufs)));
        fields.insert("true_peak_db".into(), json!(tenths(sound.true_peak_db)));
        fields.insert("first_scene".into(), json!(sound.group.is_first_scene()));
    }
    Ok(row)
}
