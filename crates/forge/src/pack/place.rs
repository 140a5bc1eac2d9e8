//! Places as files: their data, and pictures for browsers without WebGL.

use anyhow::Result;
use wire::asset::Kind;
use wire::scene::{Scene, When};

use super::{File, sky};
use crate::scene;

/// A scene as it is written.
///
/// # Errors
/// When it holds more than a reader bears.
pub fn scene_text(scene: &Scene) -> Result<Vec<u8>> {
    scene.check()?;
    let mut text = serde_json::to_vec_pretty(scene)?;
    text.push(b'\n');
    Ok(text)
}

/// The harbour: its data, and its pictures.
///
/// # Errors
/// When the scene is not sound or the encoder of PNG fails.
pub fn scene_files() -> Result<Vec<File>> {
    let harbour = scene::harbour();
    let company = scene::Company::of(&harbour);
    let data = File::of(harbour.id.as_str(), Kind::Data, "json", scene_text(&harbour)?)?;
    let needs = harbour.assets().into_iter().cloned().collect();
    let mut files = vec![File { needs, ..data }];
    for shot in &scene::SHOTS {
        let bytes = scene::picture(&company, &harbour, shot)?;
        let file = File::of(&format!("picture/{}", shot.name), Kind::Picture, "png", bytes)?;
        // Real stars stand over it by night.
        let credits = if shot.hour == When::Night { sky::credits()? } else { vec![] };
        files.push(File { credits, ..file });
    }
    Ok(files)
}
