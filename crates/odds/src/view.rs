//! Odds as they are told to people and programs.

use rules::dice::{Amount, Expr, Unrolled};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Kind, odds};

/// The odds of an expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OddsView {
    /// In the one spelling that every dialect understands.
    pub expression: String,
    pub kind: OddsKind,
    /// Cases that were counted, or rolls that were made; as text, for there can be 38 digits.
    pub of: Option<String>,
    pub mean: f64,
    /// Standard deviation.
    pub deviation: f64,
    /// In ascending order; the shares together are one.
    pub points: Vec<OddsPoint>,
}

/// How odds were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OddsKind {
    /// Counted.
    Exact,
    /// Computed with about fifteen digits.
    Computed,
    /// Rolled many times.
    Tried,
}

/// A result, and how likely it is, from 0.0 to 1.0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OddsPoint {
    pub amount: Amount,
    pub share: f64,
}

impl OddsView {
    /// It may take a good part of a second.
    ///
    /// # Errors
    /// When it cannot be rolled, whatever falls.
    pub fn of(expr: &Expr, values: &dyn Fn(&str) -> Option<Amount>) -> Result<Self, Unrolled> {
        let found = odds(expr, values)?;
        let (kind, of) = match found.kind {
            Kind::Exact { cases } => (OddsKind::Exact, Some(cases.to_string())),
            Kind::Computed => (OddsKind::Computed, None),
            Kind::Tried { rolls } => (OddsKind::Tried, Some(rolls.to_string())),
        };
        let points = found.points.iter().map(|it| OddsPoint { amount: it.amount, share: it.share }).collect();
        let (mean, deviation) = (found.mean(), found.deviation());
        Ok(Self { expression: expr.to_string(), kind, of, mean, deviation, points })
    }

    /// How likely at least so much is.
    pub fn at_least(&self, amount: Amount) -> f64 {
        self.points.iter().filter(|it| it.amount >= amount).map(|it| it.share).sum()
    }
}
