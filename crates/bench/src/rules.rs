//! The rules on one core and in Chromium: dice, whole sheets and turns of fights (`bench_rules` says what
//! exactly), and text that means harm.

mod hostile;

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use bench_rules::Subject;
use serde::Deserialize;

use crate::{
    process,
    report::{Reach, Report},
};

/// Processor time that each figure takes.
const SECONDS: f64 = 1.0;
/// Where the same is, built for the browser.
const WASM: &str = "BENCH_RULES_WASM";

/// What was measured in the browser.
#[derive(Deserialize)]
struct InBrowser {
    name: String,
    is_timed: bool,
    /// By the browser's clock, which is the only one it has.
    per_second: f64,
}

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    for subject in (0..bench_rules::count()).filter_map(Subject::of) {
        let (name, is_timed) = (subject.name(), subject.is_timed());
        let reach = reach(&name);
        let rate = rate(subject)?;
        told(report, name, is_timed, rate, "per CPU-second", reach);
    }
    hostile::measure(report);
    if std::env::var_os(WASM).is_some() {
        for InBrowser { name, is_timed, per_second } in in_browser()? {
            told(report, format!("in Chromium: {name}"), is_timed, per_second, "per second", None);
        }
    }
    Ok(())
}

/// What one core should do in a second.
fn reach(name: &str) -> Option<f64> {
    match name {
        "1d20+5 from text" => Some(4e6),
        "1d20+5 compiled" => Some(20e6),
        "1d20+5 with a receipt, 256 signed together" => Some(300_000.0),
        "odds of 8d6" => Some(1e5),
        "sheet of level 20 in three classes" => Some(20_000.0),
        turns if turns.starts_with("turns of ") => Some(20_000.0),
        _ => None,
    }
}

fn told(
    report: &mut Report,
    name: String,
    is_timed: bool,
    rate: f64,
    unit: &'static str,
    reach: Option<f64>,
) {
    match (is_timed, reach) {
        (false, Some(least)) => report.reach(name, rate, unit, Reach::AtLeast(least)),
        (false, None) => report.note(name, rate, unit),
        (true, Some(least)) => report.reach(name, 1e6 / rate, "microseconds", Reach::AtMost(1e6 / least)),
        (true, None) => report.note(name, 1e6 / rate, "microseconds"),
    }
}

/// How often a processor does it in a second.
fn rate(mut subject: Subject) -> Result<f64> {
    let me = std::process::id();
    let began = process::cpu_seconds(me)?;
    let (mut runs, mut done, mut step) = (0_u64, 0_u64, 1_u32);
    loop {
        let now = subject.run(step);
        ensure!(now > 0, "what is measured failed: {}", subject.name());
        (runs, done) = (runs + u64::from(step), done + u64::from(now));
        let spent = process::cpu_seconds(me)? - began;
        if spent >= SECONDS {
            return Ok(done as f64 / spent);
        }
        // The kernel's clock is coarse; it is asked some hundred times.
        step = u32::try_from(runs / 64).unwrap_or(u32::MAX).max(step);
    }
}

/// The same in real Chromium, as the bundle is built.
fn in_browser() -> Result<Vec<InBrowser>> {
    let output = Command::new("node").arg("end2end/bench-rules.mjs").stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "the rules could not be measured in the browser");
    serde_json::from_slice(&output.stdout).context("what the browser said cannot be read")
}
