//! What results are weighed with: whole cases that may become too many, or shares.

/// A weight. Operations tell when they no longer fit.
pub(crate) trait Weight: Copy + PartialEq + std::fmt::Debug {
    const ZERO: Self;
    const ONE: Self;
    /// Whether something may be left out that is too small to matter.
    const ROUNDS: bool;
    fn of(count: u128) -> Self;
    fn plus(self, other: Self) -> Option<Self>;
    fn times(self, other: Self) -> Option<Self>;
    /// The other is at most as much.
    fn minus(self, other: Self) -> Self;
    /// So much of all; itself where nothing is rounded.
    fn share(self, all: Self) -> Self;
    fn about(self) -> f64;
}

impl Weight for u128 {
    const ZERO: Self = 0;
    const ONE: Self = 1;
    const ROUNDS: bool = false;

    fn of(count: u128) -> Self {
        count
    }

    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }

    fn times(self, other: Self) -> Option<Self> {
        self.checked_mul(other)
    }

    fn minus(self, other: Self) -> Self {
        self.saturating_sub(other)
    }

    fn share(self, _all: Self) -> Self {
        self
    }

    fn about(self) -> f64 {
        self as f64
    }
}

impl Weight for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;
    const ROUNDS: bool = true;

    fn of(count: u128) -> Self {
        count as Self
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(self + other)
    }

    fn times(self, other: Self) -> Option<Self> {
        Some(self * other)
    }

    fn minus(self, other: Self) -> Self {
        (self - other).max(0.0)
    }

    fn share(self, all: Self) -> Self {
        self / all
    }

    fn about(self) -> f64 {
        self
    }
}
