//! The time. Real at work; in tests it stands still until it is moved.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use wire::Millis;

#[derive(Clone, Debug)]
pub enum Clock {
    Real,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now`.
    pub fn fixed(now: Millis) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(now.0)))
    }

    pub fn now(&self) -> Millis {
        match self {
            Self::Real => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Fixed(now) => Millis(now.load(Ordering::SeqCst)),
        }
    }

    /// Moves a clock that stands still. The real one is moved by nobody.
    pub fn advance(&self, millis: i64) {
        if let Self::Fixed(now) = self {
            now.fetch_add(millis, Ordering::SeqCst);
        }
    }
}
