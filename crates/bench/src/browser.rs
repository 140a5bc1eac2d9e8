//! What a visitor waits for, in real Chromium: bytes and time to first paint and to interactive.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::{
    report::{Reach, Report},
    served::Served,
};

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    let served = Served::start()?;
    let output = Command::new("node")
        .arg("end2end/bench.mjs")
        .env("FARLANTERN_URL", served.origin())
        .stderr(std::process::Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the browser could not be measured");
    let found: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    for visit in ["cold", "warm"] {
        let figure = |name: &str| found[visit][name].as_f64().unwrap_or(f64::NAN);
        let name = |what: &str| format!("landing page, {visit}: {what}");
        let first_paint = figure("bytesBeforeFirstPaint") / 1024.0;
        if visit == "cold" {
            report.reach(name("bytes before first paint"), first_paint, "KB", Reach::AtMost(60.0));
        } else {
            report.note(name("bytes before first paint"), first_paint, "KB");
        }
        report.note(name("bytes in all"), figure("bytes") / 1024.0, "KB");
        report.note(name("first paint"), figure("firstContentfulPaintMillis"), "ms");
        report.note(name("interactive"), figure("interactiveMillis"), "ms");
    }
    Ok(())
}
