//! Dice on one core and in Chromium: read and rolled, rolled alone, with a receipt, their odds (`bench_dice`
//! says what exactly), and text that means harm.

use std::{
    hint::black_box,
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, ensure};
use bench_dice::Subject;
use rules::dice::{Dialect, Stream, Table, no_values, parse};
use serde::Deserialize;

use crate::{
    PEAK, process,
    report::{Reach, Report},
};

/// Processor time that each figure takes.
const SECONDS: f64 = 1.0;
/// As many bytes as the hostile send.
const HOSTILE_BYTES: usize = 4 * 1024;
/// Where the same is, built for the browser.
const WASM: &str = "BENCH_DICE_WASM";

/// What was measured in the browser.
#[derive(Deserialize)]
struct InBrowser {
    name: String,
    is_odds: bool,
    /// By the browser's clock, which is the only one it has.
    per_second: f64,
}

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    for subject in (0..bench_dice::count()).filter_map(Subject::of) {
        let (name, is_odds) = (subject.name(), subject.is_odds());
        let reach = reach(&name);
        let rate = rate(subject)?;
        told(report, name, is_odds, rate, "per CPU-second", reach);
    }
    hostile(report);
    if std::env::var_os(WASM).is_some() {
        for InBrowser { name, is_odds, per_second } in in_browser()? {
            told(report, format!("in Chromium: {name}"), is_odds, per_second, "per second", None);
        }
    }
    Ok(())
}

/// What one core should do in a second.
fn reach(name: &str) -> Option<f64> {
    match name {
        "1d20+5 from text" => Some(4e6),
        "1d20+5 compiled" => Some(20e6),
        "1d20+5 with a receipt" | "1d20+5, 100 to a receipt" => Some(300_000.0),
        "odds of 8d6" => Some(1e5),
        _ => None,
    }
}

fn told(report: &mut Report, name: String, is_odds: bool, rate: f64, unit: &'static str, reach: Option<f64>) {
    match (is_odds, reach) {
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
    let (mut done, mut step) = (0_u64, 1_u32);
    loop {
        ensure!(subject.run(step), "what is measured failed");
        done += u64::from(step);
        let spent = process::cpu_seconds(me)? - began;
        if spent >= SECONDS {
            return Ok((done * u64::from(subject.each())) as f64 / spent);
        }
        // The kernel's clock is coarse; it is asked some hundred times.
        step = u32::try_from(done / 64).unwrap_or(u32::MAX).max(step);
    }
}

/// The same in real Chromium, as the bundle is built.
fn in_browser() -> Result<Vec<InBrowser>> {
    let output = Command::new("node").arg("end2end/bench-dice.mjs").stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "dice could not be measured in the browser");
    serde_json::from_slice(&output.stdout).context("what the browser said cannot be read")
}

/// Four kilobytes of what people send who mean harm.
fn texts() -> Vec<String> {
    let parts = [
        "(",
        "1d",
        "d",
        "9",
        "-",
        "1d6!",
        "{1,",
        "@a",
        "[",
        "1d20kh",
        "((1d6)d6)d",
        "4d6kh3+",
        "é",
        "\u{0}",
        " ",
        "1e",
    ];
    let mut texts: Vec<String> = parts.iter().map(|it| it.repeat(HOSTILE_BYTES / it.len())).collect();
    // As long as an expression may be.
    texts.extend(parts.iter().map(|it| it.repeat(512 / it.len())));
    texts.extend(
        ["1d1!", "1000d1000!", "1d1rr1", "999999999d999999999", "1000d6kh1+1000d6", "64^64^64"]
            .map(String::from),
    );
    texts
}

fn hostile(report: &mut Report) {
    let (mut slowest, mut largest) = (0.0_f64, 0.0_f64);
    for text in texts() {
        for dialect in Dialect::ALL {
            let mut best = f64::INFINITY;
            // The shortest of some: what else the machine does is not meant.
            for _ in 0..5 {
                PEAK.reset_peak_usage();
                let before = PEAK.current_usage();
                let began = Instant::now();
                if let Ok(expr) = parse(black_box(&text), dialect) {
                    let total = Table::default().total(&expr, &no_values, &mut Stream::of([7; 32]));
                    _ = black_box(total);
                }
                best = best.min(began.elapsed().as_secs_f64() * 1e3);
                largest = largest.max((PEAK.peak_usage().saturating_sub(before)) as f64 / 1024.0);
            }
            slowest = slowest.max(best);
        }
    }
    report.reach("dice: slowest of hostile texts", slowest, "ms", Reach::AtMost(1.0));
    report.reach("dice: most memory for one of them", largest, "KB", Reach::AtMost(64.0));
}
