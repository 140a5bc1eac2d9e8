//! A leaner bundle. Every place in Rust that can panic carries the name of its file and its line; in
//! the bundle that is a quarter of the shell, and nobody ever reads it there. rustc leaves it out by
//! a flag that its stable edition takes only when told so by its environment. Cargo hands the
//! environment on to build scripts, which then believe that they are on nightly; so the flag and the
//! word are given behind cargo's back, to those calls alone that compile for the bundle.

use anyhow::{Context, Result};
use std::ffi::{OsStr, OsString};
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Set where this program is called as cargo's wrapper around rustc.
const ROLE: &str = "FARLANTERN_RUSTC_WRAPPER";
/// Marks the calls that are meant. A flag that cargo sees, so that it keeps lean artifacts apart.
const MARK: &str = "lean";
const FLAGS_OF_BUNDLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
/// As `.cargo/config.toml` has them, which these replace.
const FLAGS: &str = "--cfg erase_components --cfg lean";
const WITHOUT_PLACES: &str = "-Zlocation-detail=none";

/// Has a command that calls cargo build the bundle lean.
pub(crate) fn slim(command: &mut Command) -> Result<()> {
    let this = std::env::current_exe().context("where this program lies")?;
    command.env("RUSTC_WRAPPER", this).env(ROLE, "1").env(FLAGS_OF_BUNDLE, FLAGS);
    Ok(())
}

/// Becomes rustc, if this program was called in its place.
pub(crate) fn wrap() -> Result<()> {
    if std::env::var_os(ROLE).is_none() {
        return Ok(());
    }
    let mut words = std::env::args_os().skip(1);
    let rustc = words.next().context("a wrapper is called with the program that it wraps")?;
    let words: Vec<OsString> = words.collect();
    let mut command = Command::new(&rustc);
    command.args(&words).env_remove(ROLE);
    if is_marked(&words) {
        command.arg(WITHOUT_PLACES).env("RUSTC_BOOTSTRAP", "1");
    }
    Err(command.exec()).with_context(|| rustc.display().to_string())
}

fn is_marked(words: &[OsString]) -> bool {
    words.windows(2).any(|pair| pair == [OsStr::new("--cfg"), OsStr::new(MARK)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_calls_for_the_bundle_are_lean() {
        let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(is_marked(&words("--crate-name app --cfg erase_components --cfg lean --target x")));
        assert!(!is_marked(&words("--crate-name lean --cfg erase_components -C lean --cfg x lean")));
        assert!(FLAGS.contains(&format!("--cfg {MARK}")));
        let config = include_str!("../../../.cargo/config.toml");
        assert!(config.contains(r#"rustflags = ["--cfg", "erase_components"]"#), "FLAGS repeat these");
    }
}
