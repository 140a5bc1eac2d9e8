//! `cargo xtask forge`: models, textures and sounds into the folder that the server hands out, and not again
//! while nothing changed.

use crate::place::{self, Place, run};
use crate::site;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// Everything that the forge is made of and reads.
const SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "content",
    "crates/forge/Cargo.toml",
    "crates/forge/src",
    "crates/forge-sound/Cargo.toml",
    "crates/forge-sound/src",
    "crates/rules/src",
    "crates/wire/src",
];

pub(crate) fn forge(place: &Place, words: &[String]) -> Result<()> {
    if !words.is_empty() {
        bail!(
            "`cargo xtask forge` takes no words; for contact sheets: `cargo run -p forge -- sheet --out DIR`."
        );
    }
    let folder = ensure(place)?;
    println!("{}", folder.display());
    Ok(())
}

/// The folder with everything in it, made when it is not there or what it is made from has changed.
///
/// # Errors
/// When the forge cannot be built or fails.
pub(crate) fn ensure(place: &Place) -> Result<PathBuf> {
    let folder = place.target.join("assets");
    let stamp = place.target.join("assets.stamp");
    let mark = mark(place)?;
    let kept = std::fs::read_to_string(&stamp).unwrap_or_default();
    if kept == mark && folder.join("manifest.json").is_file() {
        println!("the forge is cold: nothing changed since it last ran");
        return Ok(folder);
    }
    // A run that is broken off leaves no mark behind.
    let _ = std::fs::remove_file(&stamp);
    run(place.cargo(&["run", "--quiet", "-p", "forge", "--", "build", "--out"]).arg(&folder))?;
    std::fs::write(&stamp, mark).with_context(|| stamp.display().to_string())?;
    Ok(folder)
}

fn mark(place: &Place) -> Result<String> {
    let compiler = place::read(Command::new("rustc").arg("--version"))?;
    Ok(format!("{} {compiler}", site::mark_of(place, SOURCES)?))
}
