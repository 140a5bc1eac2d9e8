//! `cargo xtask check`: the quick look before a commit. The steps stand here; `test` takes them too.

use crate::pins::WASM_TARGET;
use crate::place::{Place, run};
use crate::report::Round;
use crate::{content, tidy, tools, walls};
use anyhow::{Result, bail};

/// The rooms of this machine. Together, so that they share one build of what they stand on;
/// without the browser's, or `app` would be built with both doors open.
pub(crate) const NATIVE: &[&str] = &[
    "app",
    "bench",
    "bench-rules",
    "forge",
    "forge-sound",
    "model",
    "odds",
    "rules",
    "server",
    "staging",
    "store",
    "wire",
    "xtask",
];

pub(crate) fn check(place: &Place, words: &[String]) -> Result<()> {
    if !words.is_empty() {
        bail!("`cargo xtask check` takes no words; for single steps there is `cargo xtask test STEP`.");
    }
    let mut round = Round::new(7);
    round.step("format", "rustfmt finds nothing to change", || format(place));
    round.step("tidy", "files, manifests, migrations, containers", || tidy::tidy(place, &[]));
    round.step("walls", "who may know whom", || walls::walls(place, &[]));
    round.step("lints", "clippy on this machine's rooms", || lints(place));
    round.step("lints-wasm", "clippy on the browser's rooms, with their own ban list", || lints_wasm(place));
    round.step("rules", "the rules and what travels", || {
        run(&mut place.cargo(&["test", "--quiet", "-p", "rules", "-p", "wire"]))
    });
    round.step("content", "the book holds together", || content::holds(place));
    round.finish()
}

pub(crate) fn format(place: &Place) -> Result<()> {
    run(&mut place.cargo(&["fmt", "--all", "--check"]))
}

// Warnings are denied by clippy's own words: RUSTFLAGS would replace the configured ones
// and build the world again.
pub(crate) fn lints(place: &Place) -> Result<()> {
    let mut command = place.cargo(&["clippy", "--all-targets"]);
    for room in NATIVE {
        command.args(["-p", room]);
    }
    run(command.args(["--", "-D", "warnings"]))
}

pub(crate) fn lints_wasm(place: &Place) -> Result<()> {
    // The first step that wants it, on a machine that never built a page.
    tools::ensure_wasm_target(place)?;
    let mut command = place.cargo(&["clippy", "--all-targets", "--target", WASM_TARGET]);
    command.args(["-p", "client", "-p", "frontend", "--", "-D", "warnings"]);
    run(command.env("CLIPPY_CONF_DIR", place.root.join(".clippy-wasm")))
}

pub(crate) fn documentation(place: &Place) -> Result<()> {
    let mut command = place.cargo(&["doc", "--no-deps", "--document-private-items"]);
    for room in NATIVE {
        command.args(["-p", room]);
    }
    run(command.env("RUSTDOCFLAGS", "-D warnings"))
}
