//! `cargo xtask bench`: everything in release, then the room that measures.

use crate::browser::{self, Browser};
use crate::pins::WASM_TARGET;
use crate::place::{Place, run};
use crate::postgres::Postgres;
use crate::site::{self, Build};
use crate::tools;
use anyhow::Result;
use std::path::PathBuf;

pub(crate) fn bench(place: &Place, words: &[String]) -> Result<()> {
    println!("About 15 minutes on two cores the first time. Let nothing else run beside it.");
    tools::ensure(place, true)?;
    let site = site::ensure(place, Build::Release)?;
    run(&mut place.cargo(&["build", "--release", "-p", "bench"]))?;
    let rules = rules(place)?;
    let database = Postgres::start()?;
    let browser = Browser::find_or_install()?;
    browser::install_packages(place)?;
    let mut measuring = place.command(place.target.join("release/bench"));
    site.tell(&mut measuring);
    let figures = place.target.join("bench.json");
    measuring.args(words).env("TEST_PG_URL", database.url()).env("BENCH_JSON", &figures);
    measuring.env("BENCH_RULES_WASM", rules);
    run(measuring.env("CHROMIUM", browser.chromium))?;
    println!("\nthe same figures: {}", figures.display());
    Ok(())
}

/// What is measured of the rules, built for the browser as the bundle is.
fn rules(place: &Place) -> Result<PathBuf> {
    let profile = "wasm-release";
    run(&mut place.cargo(&[
        "build",
        "-p",
        "bench-rules",
        "--lib",
        "--target",
        WASM_TARGET,
        "--profile",
        profile,
    ]))?;
    let (built, folder) = (place.target.join(WASM_TARGET).join(profile), place.target.join("bench-rules"));
    let mut bindgen = place.command("wasm-bindgen");
    bindgen.args(["--target", "no-modules", "--no-typescript", "--out-dir"]).arg(&folder);
    run(bindgen.arg(built.join("bench_rules.wasm")))?;
    Ok(folder)
}
