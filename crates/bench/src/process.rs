//! What the kernel says of a process, and what it lets one do.

use anyhow::{Context, Result, ensure};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// The kernel counts processor time in hundredths of a second.
const TICKS_PER_SECOND: f64 = 100.0;

/// Processor seconds that a process has used, its own and the kernel's for it.
pub(crate) fn cpu_seconds(pid: u32) -> Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let (_, rest) = stat.rsplit_once(')').context("an unexpected /proc/PID/stat")?;
    let mut fields = rest.split_whitespace().skip(11);
    let mut ticks = || fields.next().and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
    Ok((ticks() + ticks()) / TICKS_PER_SECOND)
}

/// Megabytes of memory that a process holds.
pub(crate) fn memory_megabytes(pid: u32) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|it| it.starts_with("VmRSS:")).context("no VmRSS")?;
    let kilobytes: f64 = line.split_whitespace().nth(1).context("no number")?.parse()?;
    Ok(kilobytes / 1024.0)
}

/// Lets this process, and the servers that it starts, open so many files at once.
pub(crate) fn allow_files(count: u64) -> Result<()> {
    let allowed = getrlimit(Resource::Nofile);
    if allowed.current.is_none_or(|it| it >= count) {
        return Ok(());
    }
    let maximum = allowed.maximum;
    ensure!(maximum.is_none_or(|it| it >= count), "{count} open files are needed; raise `ulimit -Hn`");
    Ok(setrlimit(Resource::Nofile, Rlimit { current: Some(count), maximum })?)
}
