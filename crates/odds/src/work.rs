//! How much may be computed for one expression: whatever is written, an answer comes within a moment.

use std::cell::Cell;

/// Most products of one way to find the odds; beyond, the next one is quicker.
const WORK_MAX: usize = 40_000_000;

thread_local! {
    /// What is left. An expression is worked on by one thread alone.
    static LEFT: Cell<usize> = const { Cell::new(WORK_MAX) };
}

/// A new way is tried.
pub(crate) fn begin() {
    LEFT.set(WORK_MAX);
}

/// Takes so much of it. None: there is not so much left.
pub(crate) fn spend(products: usize) -> Option<()> {
    let left = LEFT.get().checked_sub(products);
    LEFT.set(left.unwrap_or(0));
    left.map(|_| ())
}
