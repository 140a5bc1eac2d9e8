//! How long to wait before the next try: any time up to a width that doubles, so that a thousand
//! pages do not all come back at once ("full jitter").

use crate::{
    chance,
    limit::{BACKOFF_MILLIS, BACKOFF_MILLIS_MAX},
};

#[derive(Default)]
pub(super) struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The wait in milliseconds; the next one may be twice as long.
    pub(super) fn next(&mut self) -> i32 {
        // Shifting further than this would only be cut off again.
        let width = (BACKOFF_MILLIS << self.failures.min(10)).min(BACKOFF_MILLIS_MAX);
        self.failures += 1;
        let chance = chance::bytes().map_or(u32::MAX, u32::from_le_bytes);
        ((u64::from(width) * u64::from(chance)) >> 32) as i32
    }

    /// As if it had failed so often already.
    pub(super) fn at_least(&mut self, failures: u32) {
        self.failures = self.failures.max(failures);
    }

    pub(super) fn reset(&mut self) {
        self.failures = 0;
    }
}
