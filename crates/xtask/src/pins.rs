//! The versions of the tools that build the page, each in one place.

use anyhow::{Context, Result};
use std::path::Path;

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

// 0.3.11 asks for a newer Rust than ours.
pub(crate) const CARGO_LEPTOS: &str = "0.3.10";

pub(crate) const BINARYEN: &str = "132.0.0";

/// Debian's 108 exits with success and writes a bundle that dies at its start.
pub(crate) const WASM_OPT_LEAST: u32 = 123;

pub(crate) const NODE_LEAST: u32 = 20;

/// The CLI must equal the crate to the patch; the root manifest says which.
pub(crate) fn wasm_bindgen(root: &Path) -> Result<String> {
    let manifest = root.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)
        .with_context(|| format!("{} could not be read", manifest.display()))?;
    pinned(&text, "wasm-bindgen").context("the root Cargo.toml does not say `wasm-bindgen = \"=...\"`")
}

fn pinned(manifest: &str, name: &str) -> Option<String> {
    let line = manifest.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix('='))?;
    let (_, version) = line.split_once("\"=")?;
    let (version, _) = version.split_once('"')?;
    Some(version.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pin_is_read_from_both_forms() {
        let short = "wasm-bindgen-test = \"0.3\"\nwasm-bindgen = \"=0.2.130\"\n";
        assert_eq!(pinned(short, "wasm-bindgen").as_deref(), Some("0.2.130"));
        let long = "wasm-bindgen = { version = \"=1.2.3\", features = [] }\n";
        assert_eq!(pinned(long, "wasm-bindgen").as_deref(), Some("1.2.3"));
        assert_eq!(pinned("wasm-bindgen = \"0.2\"\n", "wasm-bindgen"), None);
    }
}
