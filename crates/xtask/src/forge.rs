//! `cargo xtask forge`: models, textures and sounds into the folder that the server hands out, and not again
//! while nothing changed.

use crate::place::{self, Place, run};
use crate::site;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of a site from where the server hands it out.
const LAID: &str = "assets";
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
    let folder = match words {
        [] => ensure(place)?,
        [word, site] if word == "--into" => {
            lay(place, Path::new(site))?;
            Path::new(site).join(LAID)
        }
        _ => bail!(
            "`cargo xtask forge` takes `--into SITE` or nothing; for contact sheets: `cargo run -p forge -- sheet --out DIR`."
        ),
    };
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

/// Lays everything into the folder of a site, from where the server hands it out. Files that are
/// there already stay: their names carry their hash.
///
/// # Errors
/// When the forge fails, or the folder cannot be written.
pub(crate) fn lay(place: &Place, site: &Path) -> Result<()> {
    let made = ensure(place)?;
    let laid = site.join(LAID);
    let wanted = files_in(&made)?;
    for old in files_in(&laid)?.difference(&wanted) {
        std::fs::remove_file(laid.join(old)).with_context(|| old.display().to_string())?;
    }
    for file in &wanted {
        let (from, to) = (made.join(file), laid.join(file));
        let hashed = file.parent().is_some_and(|it| !it.as_os_str().is_empty());
        if hashed && to.is_file() {
            continue;
        }
        std::fs::create_dir_all(to.parent().unwrap_or(&laid))?;
        std::fs::copy(&from, &to).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

/// Every file in a folder and the folders in it, by its path from there. None, if there is no folder.
fn files_in(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry?.path();
            match path.is_dir() {
                true => open.push(path),
                false => _ = files.insert(path.strip_prefix(folder)?.to_path_buf()),
            }
        }
    }
    Ok(files)
}

fn mark(place: &Place) -> Result<String> {
    let compiler = place::read(Command::new("rustc").arg("--version"))?;
    Ok(format!("{} {compiler}", site::mark_of(place, SOURCES)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_their_paths() {
        let folder = std::env::temp_dir().join(format!("farlantern-forge-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("figure")).unwrap();
        std::fs::write(folder.join("manifest.json"), "{}").unwrap();
        std::fs::write(folder.join("figure/elf.0011.glb"), "").unwrap();
        let found = files_in(&folder).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let named: Vec<_> = found.iter().map(|it| it.to_str().unwrap()).collect();
        assert_eq!(named, ["figure/elf.0011.glb", "manifest.json"]);
        assert!(files_in(&folder).unwrap().is_empty());
    }
}
