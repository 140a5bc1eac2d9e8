//! Dice on one core: read and rolled, rolled alone, with a receipt, their odds, and text that means harm.

use std::{collections::BTreeMap, hint::black_box, time::Instant};

use anyhow::Result;
use ed25519_dalek::SigningKey;
use rules::{
    Hash, StreamId,
    dice::{Dialect, Stream, Table, no_values, parse},
};
use wire::{
    Millis, Purpose, Signed,
    dice::{Links, RollReceipt, Wish},
};

use crate::{
    PEAK, process,
    report::{Reach, Report},
};

/// Processor time that each figure takes.
const SECONDS: f64 = 1.0;
const USUAL: [&str; 4] = ["1d20+5", "4d6kh3", "100d6", "10d10!"];
/// As many bytes as the hostile send.
const HOSTILE_BYTES: usize = 4 * 1024;

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    for text in USUAL {
        let reach = (text == "1d20+5").then_some((4e6, 20e6));
        let (read, compiled) = (from_text(text)?, compiled(text)?);
        told(report, format!("{text} from text"), read, reach.map(|it| it.0));
        told(report, format!("{text} compiled"), compiled, reach.map(|it| it.1));
    }
    told(report, "1d20+5 with a receipt".into(), with_receipt()?, Some(300_000.0));
    for text in ["8d6", "4d6kh3", "2d20kh1+5 >= 15", "10d10!", "100d6"] {
        let expr = parse(text, Dialect::Foundry)?;
        let rate = rate(|| black_box(odds::odds(black_box(&expr), &no_values)).is_ok())?;
        let name = format!("odds of {text}");
        match text {
            "8d6" => report.reach(name, 1e6 / rate, "microseconds", Reach::AtMost(10.0)),
            _ => report.note(name, 1e6 / rate, "microseconds"),
        }
    }
    hostile(report);
    Ok(())
}

fn told(report: &mut Report, name: String, rate: f64, reach: Option<f64>) {
    match reach {
        Some(least) => report.reach(name, rate, "per CPU-second", Reach::AtLeast(least)),
        None => report.note(name, rate, "per CPU-second"),
    }
}

/// How often a processor does it in a second.
fn rate(mut once: impl FnMut() -> bool) -> Result<f64> {
    let me = std::process::id();
    let began = process::cpu_seconds(me)?;
    let (mut done, mut step) = (0_u64, 1_u64);
    loop {
        for _ in 0..step {
            anyhow::ensure!(once(), "what is measured failed");
        }
        done += step;
        let spent = process::cpu_seconds(me)? - began;
        if spent >= SECONDS {
            return Ok(done as f64 / spent);
        }
        // The kernel's clock is coarse; it is asked some hundred times.
        step = (done / 64).max(step);
    }
}

fn from_text(text: &str) -> Result<f64> {
    let (mut table, mut stream) = (Table::default(), Stream::of([7; 32]));
    rate(|| {
        let Ok(expr) = parse(black_box(text), Dialect::Foundry) else { return false };
        black_box(table.total(&expr, &no_values, &mut stream)).is_ok()
    })
}

fn compiled(text: &str) -> Result<f64> {
    let (mut table, mut stream) = (Table::default(), Stream::of([7; 32]));
    let expr = parse(text, Dialect::Foundry)?;
    rate(|| black_box(table.total(black_box(&expr), &no_values, &mut stream)).is_ok())
}

/// Everything but the disk: the seed out of link and share, the roll, and a signature.
fn with_receipt() -> Result<f64> {
    let key = SigningKey::from_bytes(&[3; 32]);
    let links = Links::of(Hash([5; 32]), 1_000);
    let stream = StreamId([1; 16]);
    let mut index = 0;
    let wish = Wish {
        expr: "1d20+5".into(),
        dialect: Dialect::Foundry,
        values: BTreeMap::new(),
        times: 1,
        share: Hash([9; 32]),
    };
    rate(|| {
        index = (index + 1) % 1_000;
        let Some(link) = links.link(index) else { return false };
        let Ok(rolls) = wish.roll(link, stream, index) else { return false };
        let amounts = rolls.iter().map(|it| it.amount).collect();
        let wish = wish.clone();
        let receipt = RollReceipt { stream, generation: 0, index, link, wish, amounts, time: Millis(1) };
        black_box(Signed::sign(Purpose::Roll, &receipt, &key));
        true
    })
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
