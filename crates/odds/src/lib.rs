//! How likely a roll is. Exact in integers while they fit; then in floating point, and by trying where even
//! that would take too long. Both say that they are approximate. For people to read: nothing of it may go
//! into an event.

mod line;
mod throw;
mod trial;
mod view;
mod walk;
mod weight;
mod work;

use rules::dice::{Amount, Expr, Unrolled};

pub use view::{OddsKind, OddsPoint, OddsView};

use walk::Walk;

/// How likely each result of an expression is.
#[derive(Clone, Debug, PartialEq)]
pub struct Odds {
    /// In ascending order; every share is above zero, and together they are one.
    pub points: Vec<Point>,
    pub kind: Kind,
}

/// One result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub amount: Amount,
    /// From 0.0 to 1.0.
    pub share: f64,
    /// In how many cases of all, where that is known exactly.
    pub cases: Option<u128>,
}

/// How the odds were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Counted, out of so many cases that are equally likely.
    Exact { cases: u128 },
    /// Computed with about fifteen digits.
    Computed,
    /// Rolled so often.
    Tried { rolls: u32 },
}

/// Finds the odds of an expression. `values` knows what stands behind its references.
///
/// # Errors
/// When it cannot be rolled, whatever falls. Where it can be rolled sometimes only, those times count.
pub fn odds(expr: &Expr, values: &dyn Fn(&str) -> Option<Amount>) -> Result<Odds, Unrolled> {
    work::begin();
    if let Some(found) = Walk::<u128>::over(expr, values)? {
        let cases = found.iter().map(|it| it.1).sum();
        let points = found.into_iter().map(|(amount, weight)| Point {
            amount,
            share: weight as f64 / cases as f64,
            cases: Some(weight),
        });
        return Ok(Odds { points: points.collect(), kind: Kind::Exact { cases } });
    }
    work::begin();
    if let Some(found) = Walk::<f64>::over(expr, values)? {
        let all: f64 = found.iter().map(|it| it.1).sum();
        let points =
            found.into_iter().map(|(amount, weight)| Point { amount, share: weight / all, cases: None });
        return Ok(Odds { points: points.collect(), kind: Kind::Computed });
    }
    trial::tried(expr, values)
}

impl Odds {
    pub fn is_exact(&self) -> bool {
        matches!(self.kind, Kind::Exact { .. })
    }

    pub fn mean(&self) -> f64 {
        self.points.iter().map(|it| about(it.amount) * it.share).sum()
    }

    /// Standard deviation.
    pub fn deviation(&self) -> f64 {
        let mean = self.mean();
        self.points.iter().map(|it| (about(it.amount) - mean).powi(2) * it.share).sum::<f64>().sqrt()
    }

    /// How likely at least so much is.
    pub fn at_least(&self, amount: Amount) -> f64 {
        self.points.iter().filter(|it| it.amount >= amount).map(|it| it.share).sum()
    }

    /// How likely exactly that is.
    pub fn exactly(&self, amount: Amount) -> f64 {
        self.points.iter().filter(|it| it.amount == amount).map(|it| it.share).sum()
    }
}

fn about(amount: Amount) -> f64 {
    let (top, bottom) = amount.parts();
    top as f64 / bottom as f64
}
