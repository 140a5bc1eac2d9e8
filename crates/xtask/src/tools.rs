//! The tools that build the page: found where their version fits, else installed in a folder of their own.

use crate::need;
use crate::pins;
use crate::place::{Place, forget_this_run, read, run};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

pub(crate) enum Tool {
    WasmTarget,
    WasmBindgen(String),
    CargoLeptos,
    WasmOpt,
}

/// What a build needs; only a release build shrinks its bundle.
pub(crate) fn needed(place: &Place, release: bool) -> Result<Vec<Tool>> {
    let bindgen = Tool::WasmBindgen(pins::wasm_bindgen(&place.root)?);
    let mut tools = vec![Tool::WasmTarget, bindgen, Tool::CargoLeptos];
    if release {
        tools.push(Tool::WasmOpt);
    }
    Ok(tools)
}

/// Installs what is missing without a word about what is there.
pub(crate) fn ensure(place: &Place, release: bool) -> Result<()> {
    need::check(place)?;
    ensure_all(place, &needed(place, release)?)
}

/// What it takes to check the browser's rooms without building a page.
pub(crate) fn ensure_wasm_target(place: &Place) -> Result<()> {
    need::check(place)?;
    ensure_all(place, &[Tool::WasmTarget])
}

fn ensure_all(place: &Place, tools: &[Tool]) -> Result<()> {
    for tool in tools {
        if !tool.is_there(place) {
            println!("installing {} in {}", tool.name(), place.tools.display());
            tool.install(place)?;
        }
    }
    Ok(())
}

pub(crate) fn cargo_leptos(place: &Place) -> Result<PathBuf> {
    place.which("cargo-leptos").context("cargo-leptos is not there, though it was just installed")
}

impl Tool {
    pub(crate) fn name(&self) -> String {
        match self {
            Self::WasmTarget => "the WASM target of Rust".to_owned(),
            Self::WasmBindgen(version) => format!("wasm-bindgen {version}"),
            Self::CargoLeptos => format!("cargo-leptos {}", pins::CARGO_LEPTOS),
            Self::WasmOpt => format!("wasm-opt (binaryen {})", pins::BINARYEN),
        }
    }

    /// Minutes on two cores.
    pub(crate) fn minutes(&self) -> u32 {
        match self {
            Self::WasmTarget | Self::WasmOpt => 0,
            Self::WasmBindgen(_) => 3,
            Self::CargoLeptos => 5,
        }
    }

    /// There, and of the right version; cargo-leptos takes whatever the PATH holds first.
    pub(crate) fn is_there(&self, place: &Place) -> bool {
        match self {
            Self::WasmTarget => need::has_wasm_target(),
            Self::WasmBindgen(version) => ["wasm-bindgen", "wasm-bindgen-test-runner"]
                .iter()
                .all(|name| says(place, name).is_some_and(|said| said == format!("{name} {version}"))),
            Self::CargoLeptos => says(place, "cargo-leptos")
                .is_some_and(|said| said == format!("cargo-leptos {}", pins::CARGO_LEPTOS)),
            Self::WasmOpt => says(place, "wasm-opt")
                .and_then(|said| wasm_opt_version(&said))
                .is_some_and(|version| version >= pins::WASM_OPT_LEAST),
        }
    }

    pub(crate) fn install(&self, place: &Place) -> Result<()> {
        std::fs::create_dir_all(&place.tools)
            .with_context(|| format!("{} could not be made", place.tools.display()))?;
        match self {
            Self::WasmTarget => {
                let mut command = place.command("rustup");
                run(command.args(["target", "add", pins::WASM_TARGET]))
            }
            Self::WasmBindgen(version) => install_wasm_bindgen(place, version),
            Self::CargoLeptos => {
                let words = ["--locked", "--features", "no_downloads"];
                run(cargo_install(place, "cargo-leptos", pins::CARGO_LEPTOS, "0").args(words))
            }
            Self::WasmOpt => install_binaryen(place),
        }?;
        if !matches!(self, Self::WasmTarget) {
            let build = place.tools.join("build");
            if build.exists() {
                std::fs::remove_dir_all(build)?;
            }
        }
        if !self.is_there(place) {
            bail!("{} was installed and still does not answer with its version.", self.name());
        }
        Ok(())
    }
}

fn says(place: &Place, name: &str) -> Option<String> {
    let program = place.which(name)?;
    let mut command = Command::new(program);
    let said = read(command.arg("--version").env("PATH", place.path())).ok()?;
    Some(said.lines().next()?.trim().to_owned())
}

fn wasm_opt_version(said: &str) -> Option<u32> {
    let (_, rest) = said.split_once("version ")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// With `--locked` first. Its lock file names a dependency that was withdrawn, and where
/// that one cannot be had any more, the newest fitting one does as well.
fn install_wasm_bindgen(place: &Place, version: &str) -> Result<()> {
    let package = "wasm-bindgen-cli";
    if run(cargo_install(place, package, version, "1").arg("--locked")).is_ok() {
        return Ok(());
    }
    println!("      with its own lock file it does not build here; once more without");
    run(&mut cargo_install(place, package, version, "1"))
}

/// From the tools folder, with no flags of the workspace, in a profile that builds quickly:
/// in its own, cargo-leptos takes sixteen minutes of one core, in this one five on two.
fn cargo_install(place: &Place, package: &str, version: &str, opt_level: &str) -> Command {
    let mut command = Command::new("cargo");
    forget_this_run(&mut command);
    command
        .current_dir(&place.tools)
        .args(["install", package, "--version", version, "--force", "--root"])
        .arg(&place.tools)
        .env("CARGO_TARGET_DIR", place.tools.join("build"))
        .env("CARGO_ENCODED_RUSTFLAGS", "")
        .env_remove("RUSTFLAGS")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level)
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
    command
}

fn install_binaryen(place: &Place) -> Result<()> {
    let folder = place.tools.join("node");
    std::fs::create_dir_all(&folder)?;
    let mut command = place.command("npm");
    command
        .current_dir(&place.tools)
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", "--prefix"])
        .arg(&folder)
        .arg(format!("binaryen@{}", pins::BINARYEN));
    run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_wasm_opt_is_read_from_all_its_tongues() {
        assert_eq!(wasm_opt_version("wasm-opt version 132 (version_132)"), Some(132));
        assert_eq!(wasm_opt_version("wasm-opt version 108"), Some(108));
        assert_eq!(wasm_opt_version("something else"), None);
    }
}
