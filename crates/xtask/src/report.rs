//! What a person sees: numbered steps, how long each took, and a table at the end.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// Steps in a row; the first that fails ends it.
pub(crate) struct Steps {
    total: usize,
    done: usize,
    started: Instant,
}

impl Steps {
    pub(crate) fn new(total: usize) -> Self {
        Self { total, done: 0, started: Instant::now() }
    }

    pub(crate) fn next(&mut self, what: &str) {
        self.done += 1;
        println!("[{}/{}] {what}", self.done, self.total);
    }

    pub(crate) fn next_timed(&mut self, what: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        self.next(what);
        let started = Instant::now();
        work()?;
        println!("      done in {} ({} since the start)", spoken(started.elapsed()), spoken(self.elapsed()));
        Ok(())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// Steps that all run, whatever became of the ones before.
pub(crate) struct Round {
    total: usize,
    lines: Vec<Line>,
    started: Instant,
}

struct Line {
    name: &'static str,
    took: Duration,
    fault: Option<String>,
}

impl Round {
    pub(crate) fn new(total: usize) -> Self {
        Self { total, lines: Vec::new(), started: Instant::now() }
    }

    pub(crate) fn step(&mut self, name: &'static str, says: &str, work: impl FnOnce() -> Result<()>) {
        println!("\n── [{}/{}] {name}: {says}", self.lines.len() + 1, self.total);
        let started = Instant::now();
        let fault = work().err().map(|error| format!("{error:#}"));
        let took = started.elapsed();
        match &fault {
            None => println!("── {name}: passed in {}", spoken(took)),
            Some(fault) => println!("── {name}: FAILED after {}\n{fault}", spoken(took)),
        }
        self.lines.push(Line { name, took, fault });
    }

    pub(crate) fn finish(self) -> Result<()> {
        println!("\n── Summary, {} in all", spoken(self.started.elapsed()));
        for line in &self.lines {
            let word = if line.fault.is_some() { "FAILED" } else { "passed" };
            println!("   {:<12} {word}  {:>12}", line.name, spoken(line.took));
        }
        let failed: Vec<&Line> = self.lines.iter().filter(|line| line.fault.is_some()).collect();
        for line in &failed {
            let fault = line.fault.as_deref().unwrap_or_default();
            println!("   {}: {}", line.name, fault.lines().next().unwrap_or_default());
        }
        println!("\nsteps: {} passed, {} failed", self.lines.len() - failed.len(), failed.len());
        if !failed.is_empty() {
            bail!("{} of {} steps failed.", failed.len(), self.lines.len());
        }
        Ok(())
    }
}

pub(crate) fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds >= 60 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{}.{} s", seconds, time.subsec_millis() / 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_spoken_in_minutes_and_seconds() {
        assert_eq!(spoken(Duration::from_millis(2_340)), "2.3 s");
        assert_eq!(spoken(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_failed_step_fails_the_round_and_the_next_still_runs() {
        let mut round = Round::new(2);
        let mut ran = false;
        round.step("first", "fails", || bail!("on purpose"));
        round.step("second", "runs", || {
            ran = true;
            Ok(())
        });
        assert!(round.finish().is_err());
        assert!(ran);
    }
}
