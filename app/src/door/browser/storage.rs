//! The door to what is kept of the game's files: how much there is, fetching it, and letting go of it.

use client::asset;
use send_wrapper::SendWrapper;

use super::told;
use crate::door::Trouble;

/// A hand on a download that goes on.
#[derive(Clone)]
pub(crate) struct Stop(SendWrapper<asset::Stop>);

impl Stop {
    pub(crate) fn new() -> Result<Self, Trouble> {
        asset::Stop::new().map(|it| Self(SendWrapper::new(it))).map_err(told)
    }

    /// Ends the download; what has come by then stays.
    pub(crate) fn stop(&self) {
        self.0.stop();
    }

    pub(crate) fn inner(&self) -> &asset::Stop {
        &self.0
    }
}
