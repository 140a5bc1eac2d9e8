//! Text that means harm, read as dice: how long it takes at most, and how much memory.

use std::{hint::black_box, time::Instant};

use rules::dice::{Dialect, Stream, Table, no_values, parse};

use crate::{
    PEAK,
    report::{Reach, Report},
};

/// As many bytes as the hostile send.
const HOSTILE_BYTES: usize = 4 * 1024;

pub(crate) fn measure(report: &mut Report) {
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
