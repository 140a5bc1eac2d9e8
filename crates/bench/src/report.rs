//! One table for people, one file for machines.

use std::{io::Write, path::Path};

use anyhow::Result;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Report {
    /// Median milliseconds of one flush of the disk that everything here was measured on.
    disk_flush_millis: f64,
    figures: Vec<Figure>,
}

#[derive(Serialize)]
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reach: Option<Reach>,
}

/// What a figure should reach.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reach {
    AtLeast(f64),
    AtMost(f64),
}

impl Reach {
    fn met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
        }
    }
}

impl Report {
    pub(crate) fn new(disk_flush_millis: f64) -> Self {
        Self { disk_flush_millis, figures: Vec::new() }
    }

    pub(crate) fn note(&mut self, name: impl Into<String>, value: f64, unit: &'static str) {
        self.push(name.into(), value, unit, None);
    }

    pub(crate) fn reach(&mut self, name: impl Into<String>, value: f64, unit: &'static str, reach: Reach) {
        self.push(name.into(), value, unit, Some(reach));
    }

    fn push(&mut self, name: String, value: f64, unit: &'static str, reach: Option<Reach>) {
        let mut err = std::io::stderr().lock();
        let _ = writeln!(err, "  {name}: {value:.3} {unit}");
        self.figures.push(Figure { name, value, unit, reach });
    }

    pub(crate) fn print(&self) {
        let mut out = std::io::stdout().lock();
        let width = self.figures.iter().map(|it| it.name.len()).max().unwrap_or(0);
        let _ = writeln!(out, "\ndisk flush: {:.2} ms (median)\n", self.disk_flush_millis);
        for figure in &self.figures {
            let verdict = match figure.reach {
                None => String::new(),
                Some(reach) => {
                    let (word, limit) = match reach {
                        Reach::AtLeast(limit) => ("at least", limit),
                        Reach::AtMost(limit) => ("at most", limit),
                    };
                    let met = if reach.met(figure.value) { "reached" } else { "NOT REACHED" };
                    format!("   {word} {limit}: {met}")
                }
            };
            let _ = writeln!(
                out,
                "{:width$}  {:>12}  {}{verdict}",
                figure.name,
                short(figure.value),
                figure.unit
            );
        }
    }

    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        std::fs::write(path, serde_json::to_string_pretty(self)?)?;
        let _ = writeln!(std::io::stdout(), "\nwritten to {}", path.display());
        Ok(())
    }
}

fn short(value: f64) -> String {
    if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}
