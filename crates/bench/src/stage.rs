//! The harbour in real Chromium: what a frame costs beside three.js, what is said to the graphics card,
//! how long the first frame takes, how many bytes, and how quickly the cache is read.

use std::process::{Command, Stdio};

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::{
    report::{Reach, Report},
    served::Served,
};

const TIERS: [&str; 2] = ["middle", "high"];
const MB: f64 = 1_000_000.0;

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    let served = Served::start()?;
    let output = Command::new("node")
        .arg("end2end/bench-stage.mjs")
        .env("FARLANTERN_URL", served.origin())
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the harbour could not be measured");
    let found: Value = serde_json::from_slice(&output.stdout)?;
    for tier in TIERS {
        counts(report, tier, &found["counts"][tier]);
        for moment in ["ambient", "walking"] {
            cost(report, &format!("harbour, {tier}, {moment}"), &found["cost"][tier][moment]);
        }
    }
    first(report, &found["first"]);
    bytes(report, &found);
    cache(report, &found["cache"]["megabytesPerSecond"]);
    Ok(())
}

/// What is missing is no number, and no number reaches anything.
fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn counts(report: &mut Report, tier: &str, found: &Value) {
    let name = |what: &str| format!("harbour, {tier}: {what}");
    let harbour = |what: &str| number(&found["harbour"][what]);
    report.reach(name("draws"), harbour("draws"), "a frame", Reach::AtMost(60.0));
    report.reach(name("GL calls"), harbour("calls"), "a frame", Reach::AtMost(1_500.0));
    report.note(name("triangles"), harbour("triangles"), "a frame");
    let views = found["views"].as_object().into_iter().flatten();
    let most = views.map(|(_, view)| number(&view["draws"])).fold(f64::NAN, f64::max);
    report.note(name("draws in any view"), most, "a frame");
    report.note(name("draws of three.js"), number(&found["three"]["draws"]), "a frame");
    report.note(name("GL calls of three.js"), number(&found["three"]["calls"]), "a frame");
}

/// Processor time of the page's own thread.
fn cost(report: &mut Report, name: &str, found: &Value) {
    let of = |whose: &str, what: &str| number(&found[whose][what]);
    report.reach(
        format!("{name}: CPU, median"),
        of("ours", "medianMillis"),
        "ms a frame",
        Reach::AtMost(3.0),
    );
    report.note(format!("{name}: CPU, p95"), of("ours", "p95Millis"), "ms a frame");
    report.note(format!("{name}: CPU of three.js, median"), of("three", "medianMillis"), "ms a frame");
    report.reach(
        format!("{name}: CPU beside three.js"),
        number(&found["ratio"]),
        "times",
        Reach::AtMost(1.0),
    );
}

fn first(report: &mut Report, found: &Value) {
    for (visit, most) in [("cold", 1_500.0), ("warm", 500.0)] {
        let millis = number(&found[visit]["frameMillis"]);
        report.reach(format!("harbour, {visit}: click to first frame"), millis, "ms", Reach::AtMost(most));
        let requests = number(&found[visit]["assetRequests"]);
        if visit == "cold" {
            report.note(format!("harbour, {visit}: assets asked for"), requests, "requests");
        } else {
            report.reach(
                format!("harbour, {visit}: assets asked for"),
                requests,
                "requests",
                Reach::AtMost(0.0),
            );
        }
    }
}

fn bytes(report: &mut Report, found: &Value) {
    let scene = number(&found["first"]["cold"]["assetBytes"]) / MB;
    report.reach("assets of the first scene, downloaded", scene, "MB", Reach::AtMost(2.0));
    let all = |what: &str| number(&found["assets"][what]) / MB;
    report.reach("all assets, to download", all("packedBytes"), "MB", Reach::AtMost(12.0));
    report.note("all assets, as they lie", all("bytes"), "MB");
}

/// `end2end/bench/cache.mjs` says what is compared.
fn cache(report: &mut Report, found: &Value) {
    let rate = |way: &str| number(&found[way]);
    report.note("asset cache", rate("ours"), "MB/s");
    report.note("asset cache, each file checked", rate("checked"), "MB/s");
    report.note("asset cache, by the storage page", rate("page"), "MB/s");
    report.note("localForage, all at once", rate("localForage"), "MB/s");
    report.note("localForage, in turn", rate("localForageInTurn"), "MB/s");
    report.note("localForage, iterated", rate("localForageIterate"), "MB/s");
    let ratio = rate("ours") / rate("localForage");
    report.reach("asset cache beside localForage", ratio, "times", Reach::AtLeast(1.5));
    report.note("asset cache, checked, beside localForage", rate("checked") / rate("localForage"), "times");
}
