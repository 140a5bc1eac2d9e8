//! Measures Farlantern: work per CPU-second and counts first, since a clock on a shared machine
//! lies. Prints one table and writes `bench.json`. Called by `cargo xtask bench`.

mod browser;
mod disk;
mod flushes;
mod http;
mod load;
mod login;
mod player;
mod process;
mod report;
mod rules;
mod served;
mod site;
mod sockets;
mod stage;
mod tab;
mod visitor;
mod writer;

use std::path::PathBuf;

use anyhow::Result;
use peak_alloc::PeakAlloc;
use report::Report;

/// Knows how much memory is held at most.
#[global_allocator]
static PEAK: PeakAlloc = PeakAlloc;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // The writer is measured in a process of its own, under a library that counts its flushes.
    if words.first().is_some_and(|it| it == "writer-alone") {
        return writer::alone(&words[1..]);
    }
    let wanted = |name: &str| words.is_empty() || words.iter().any(|it| it == name);
    let mut report = Report::new(disk::flush_millis()?);
    if wanted("writer") {
        writer::measure(&mut report)?;
    }
    if wanted("rebuild") {
        writer::rebuild(&mut report)?;
    }
    if wanted("http") {
        http::measure(&mut report)?;
    }
    if wanted("login") {
        login::measure(&mut report)?;
    }
    if wanted("rules") {
        rules::measure(&mut report)?;
    }
    if wanted("sockets") {
        sockets::measure(&mut report)?;
    }
    if wanted("site") {
        site::measure(&mut report)?;
    }
    if wanted("browser") {
        browser::measure(&mut report)?;
    }
    if wanted("stage") {
        stage::measure(&mut report)?;
    }
    report.print();
    report.write(&PathBuf::from(std::env::var("BENCH_JSON").unwrap_or_else(|_| "bench.json".into())))
}
