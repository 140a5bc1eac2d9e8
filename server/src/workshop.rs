//! For who builds with cargo-leptos alone, which knows nothing of the forge.

use std::{path::Path, process::Command};

use tracing::{info, warn};

use crate::assets;

/// Where a program of this repository finds the forge.
const FORGE: &str = "crates/forge";

/// Has what the forge makes laid into a site that lacks it. Development builds do so, started in the
/// repository; everywhere else a site comes whole or goes without.
pub(crate) fn furnish(site: &Path) {
    let there = site.join(assets::FOLDER).join(assets::MANIFEST).is_file();
    if there || cfg!(not(debug_assertions)) || !Path::new(FORGE).is_dir() {
        return;
    }
    info!("The forge makes models, textures and sounds for this site: some minutes, the first time");
    let made = Command::new("cargo").args(["xtask", "forge", "--into"]).arg(site).status();
    if !made.is_ok_and(|it| it.success()) {
        warn!("The forge did not work, so the harbour stays a painted one");
    }
}
