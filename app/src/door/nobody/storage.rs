//! The null twin of what is kept of the game's files: the server keeps them all.

use crate::door::{Progress, Trouble, Usage};

#[derive(Clone)]
pub(crate) struct Stop;

impl Stop {
    pub(crate) fn new() -> Result<Self, Trouble> {
        Err(Trouble::Offline)
    }

    pub(crate) fn stop(&self) {}
}

pub(crate) async fn usage() -> Result<Usage, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn bring_all(_stop: Stop, _tell: impl Fn(Progress)) -> Result<Option<Trouble>, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn ask_promise() -> bool {
    false
}

pub(crate) async fn free() -> Result<(), Trouble> {
    Err(Trouble::Offline)
}
