//! The server and its pages, built by cargo-leptos, and not built again when nothing changed.

use crate::place::{self, Place};
use crate::{forge, lean, pins, tools};
use anyhow::{Context, Result, bail};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    Dev,
    Release,
}

/// The bundle in chunks; see `app/src/chunk.rs`. The one does not work without the other.
const CHUNKED: &[&str] = &["--split", "--lib-features", "split"];

/// A built server and the folder of what it hands out.
pub(crate) struct Site {
    pub(crate) program: PathBuf,
    pub(crate) root: PathBuf,
}

/// Everything the build reads.
const SOURCES: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "app",
    "content",
    "crates/client",
    "crates/model",
    "crates/rules",
    "crates/staging",
    "crates/store",
    "crates/wire",
    "frontend",
    "migrations",
    "public",
    "server",
    "style",
];

impl Build {
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }

    // Two folders, so that tests leave the pages of a served release alone.
    fn site(self) -> &'static str {
        match self {
            Self::Dev => "site-dev",
            Self::Release => "site",
        }
    }
}

impl Site {
    pub(crate) fn at(place: &Place, build: Build) -> Self {
        let program = place.target.join(build.folder()).join("farlantern");
        Self { program, root: place.target.join(build.site()) }
    }

    /// The server as cargo-leptos would start it: in the root, with its pages.
    pub(crate) fn command(&self, place: &Place) -> Command {
        let mut command = place.command(&self.program);
        self.tell(&mut command);
        command
    }

    /// What a server must hear to find its pages, for a program that starts one.
    pub(crate) fn tell(&self, command: &mut Command) {
        command
            .env("FARLANTERN_BIN", &self.program)
            .env("FARLANTERN_SITE", &self.root)
            .env("LEPTOS_OUTPUT_NAME", "farlantern")
            .env("LEPTOS_SITE_ROOT", &self.root)
            .env("LEPTOS_SITE_PKG_DIR", "pkg")
            .env("LEPTOS_HASH_FILES", "true");
    }

    /// The bundle, whose name carries the hash that lies beside the program.
    pub(crate) fn wasm(&self) -> Result<PathBuf> {
        let list = self.program.with_file_name("hash.txt");
        let text = std::fs::read_to_string(&list).with_context(|| list.display().to_string())?;
        let hash = text.lines().find_map(|line| line.strip_prefix("wasm: "));
        let hash = hash.with_context(|| format!("{} names no bundle", list.display()))?;
        Ok(self.root.join("pkg").join(format!("farlantern.{}.wasm", hash.trim())))
    }

    fn is_whole(&self) -> bool {
        place::is_program(&self.program) && self.wasm().is_ok_and(|file| file.is_file())
    }
}

pub(crate) fn is_fresh(place: &Place, build: Build) -> Result<bool> {
    let site = Site::at(place, build);
    if !site.is_whole() {
        return Ok(false);
    }
    let kept = std::fs::read_to_string(stamp_file(place, build)).unwrap_or_default();
    Ok(kept == format!("{} {}\n", read_mark(place)?, made_mark(&site)?))
}

/// The server, its pages and what the forge makes for them.
///
/// # Errors
/// When the build or the forge fails.
pub(crate) fn ensure(place: &Place, build: Build) -> Result<Site> {
    let site = make(place, build)?;
    // After the build, which clears away what it does not know.
    forge::lay(place, &site.root)?;
    Ok(site)
}

/// The server and its pages alone.
///
/// # Errors
/// When the build fails.
pub(crate) fn make(place: &Place, build: Build) -> Result<Site> {
    let site = Site::at(place, build);
    if is_fresh(place, build)? {
        println!("nothing changed since the last build");
        return Ok(site);
    }
    // Taken before: what is edited during the build belongs to the next one.
    let read = read_mark(place)?;
    let mut command = place.command(tools::cargo_leptos(place)?);
    command.args(["leptos", "build"]).args(CHUNKED).env("LEPTOS_SITE_ROOT", &site.root);
    if build == Build::Release {
        command.args(["--release", "--precompress"]);
        lean::slim(&mut command)?;
    }
    place::run(&mut command)?;
    if !site.is_whole() {
        bail!("The build went well and left no server in {}.", site.program.display());
    }
    std::fs::write(stamp_file(place, build), format!("{read} {}\n", made_mark(&site)?))?;
    Ok(site)
}

fn stamp_file(place: &Place, build: Build) -> PathBuf {
    place.target.join(build.folder()).join("farlantern.stamp")
}

/// What the build reads, by its content.
fn read_mark(place: &Place) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    place::read(Command::new("rustc").arg("--version"))?.hash(&mut hasher);
    pins::CARGO_LEPTOS.hash(&mut hasher);
    for source in SOURCES {
        hash_into(&place.root, &place.root.join(source), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// What the build made, by its time: another build may have replaced it.
fn made_mark(site: &Site) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for made in [site.program.clone(), site.program.with_file_name("hash.txt"), site.wasm()?] {
        let time = made.metadata()?.modified()?.duration_since(SystemTime::UNIX_EPOCH)?;
        time.as_nanos().hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Files and folders of the repository by what lies in them.
pub(crate) fn mark_of(place: &Place, sources: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for source in sources {
        hash_into(&place.root, &place.root.join(source), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash_into(root: &Path, path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    if path.is_dir() {
        let mut inside: Vec<PathBuf> =
            std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        inside.sort();
        for path in inside {
            hash_into(root, &path, hasher)?;
        }
    } else if path.is_file() {
        path.strip_prefix(root).unwrap_or(path).hash(hasher);
        std::fs::read(path)?.hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash_of(folder: &Path) -> u64 {
        let mut hasher = DefaultHasher::new();
        hash_into(folder, folder, &mut hasher).unwrap();
        hasher.finish()
    }

    #[test]
    fn a_changed_renamed_or_new_file_changes_the_stamp() {
        let folder = std::env::temp_dir().join(format!("farlantern-stamp-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("inner")).unwrap();
        std::fs::write(folder.join("inner/a"), "one").unwrap();
        let first = hash_of(&folder);
        assert_eq!(first, hash_of(&folder));
        std::fs::write(folder.join("inner/a"), "two").unwrap();
        let changed = hash_of(&folder);
        std::fs::rename(folder.join("inner/a"), folder.join("inner/b")).unwrap();
        let renamed = hash_of(&folder);
        std::fs::write(folder.join("new"), "").unwrap();
        let grown = hash_of(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(first != changed && changed != renamed && renamed != grown);
    }
}
