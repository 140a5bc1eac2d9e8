//! Weights of whole numbers that follow each other.

use super::{weight::Weight, work};

/// Most products that one step may take; beyond, trying is quicker.
pub(crate) const PRODUCTS_MAX: usize = 20_000_000;

/// The weight of each whole number from `low` on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line<W> {
    pub(crate) low: i64,
    pub(crate) weights: Vec<W>,
}

impl<W: Weight> Line<W> {
    pub(crate) fn one(at: i64) -> Self {
        Self { low: at, weights: vec![W::ONE] }
    }

    /// None, here and below: it does not fit, or takes too long.
    pub(crate) fn of(points: impl Iterator<Item = (i64, W)> + Clone) -> Option<Self> {
        let low = points.clone().map(|it| it.0).min()?;
        let high = points.clone().map(|it| it.0).max()?;
        let long = usize::try_from(high - low).ok().filter(|it| *it < PRODUCTS_MAX)?;
        work::spend(long)?;
        let mut weights = vec![W::ZERO; long + 1];
        for (at, weight) in points {
            let place = (at - low) as usize;
            weights[place] = weights[place].plus(weight)?;
        }
        Some(Self { low, weights })
    }

    pub(crate) fn points(&self) -> impl Iterator<Item = (i64, W)> + Clone {
        let low = self.low;
        let all = self.weights.iter().enumerate().filter(|(_, it)| **it != W::ZERO);
        all.map(move |(place, weight)| (low + place as i64, *weight))
    }

    pub(crate) fn all(&self) -> Option<W> {
        self.weights.iter().try_fold(W::ZERO, |sum, it| sum.plus(*it))
    }

    /// Shares of one, where weights round.
    pub(crate) fn evened(mut self) -> Option<Self> {
        if W::ROUNDS {
            let all = self.all()?;
            self.weights.iter_mut().for_each(|it| *it = it.share(all));
        }
        Some(self)
    }

    /// The same with the other sign.
    pub(crate) fn mirrored(&self) -> Self {
        let high = self.low + self.weights.len() as i64 - 1;
        Self { low: -high, weights: self.weights.iter().rev().copied().collect() }
    }

    /// Both, added up.
    pub(crate) fn with(&self, other: &Self) -> Option<Self> {
        let products = self.weights.len().checked_mul(other.weights.len())?;
        if products > PRODUCTS_MAX {
            return None;
        }
        work::spend(products)?;
        let mut weights = vec![W::ZERO; self.weights.len() + other.weights.len() - 1];
        for (place, one) in self.weights.iter().enumerate().filter(|(_, it)| **it != W::ZERO) {
            for (sum, two) in weights[place..].iter_mut().zip(&other.weights) {
                *sum = sum.plus(one.times(*two)?)?;
            }
        }
        Some(Self { low: self.low + other.low, weights })
    }

    /// So many of it, added up.
    pub(crate) fn times(&self, count: u32) -> Option<Self> {
        let (mut sum, mut power, mut left) = (Self::one(0), self.clone(), count);
        while left > 0 {
            if left & 1 == 1 {
                sum = sum.with(&power)?.evened()?;
            }
            left >>= 1;
            if left > 0 {
                power = power.with(&power)?.evened()?;
            }
        }
        Some(sum)
    }
}
