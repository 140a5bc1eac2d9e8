//! Icons as files.

use anyhow::Result;
use wire::asset::Kind;

use super::File;
use crate::icon;

/// All icons.
///
/// # Errors
/// When the encoder of PNG fails.
pub fn icon_files() -> Result<Vec<File>> {
    let file = |(id, asset)| File::of(id, Kind::Picture, "png", icon::png(&icon::icon(asset))?);
    icon::all().iter().map(|(id, asset)| file((id, asset))).collect()
}
