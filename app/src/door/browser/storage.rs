//! The door to what is kept of the game's files: how much there is, fetching it, and letting go of it.

use client::asset;
use send_wrapper::SendWrapper;
use wire::asset::Kind;

use super::told;
use crate::door::{Progress, Share, Trouble, Usage};

/// The kinds in the order of the page. What only materials are made of counts as pictures.
const KINDS: [(Kind, &[Kind]); 5] = [
    (Kind::Model, &[Kind::Model]),
    (Kind::Sound, &[Kind::Sound]),
    (Kind::Picture, &[Kind::Picture, Kind::Texture]),
    (Kind::Data, &[Kind::Data]),
    (Kind::Unknown, &[Kind::Unknown]),
];

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

    /// The client's own hand, for other doors.
    pub(crate) fn inner(&self) -> &asset::Stop {
        &self.0
    }
}

pub(crate) async fn usage() -> Result<Usage, Trouble> {
    let usage = asset::usage().await.map_err(told)?;
    let of = |kinds: &[Kind]| sum(kinds.iter().filter_map(|it| usage.shares.get(it)));
    let shares = KINDS.map(|(kind, kinds)| (kind, of(kinds)));
    Ok(Usage {
        shares: shares.into_iter().filter(|(_, it)| it.all_files > 0).collect(),
        all: sum(usage.shares.values()),
        missing_bytes: usage.missing_bytes,
        quota_bytes: usage.quota_bytes,
        used_bytes: usage.used_bytes,
        is_promised: usage.persistent,
        untold: usage.untold.map(told),
    })
}

/// Fetches every file that is missing or damaged. Answers why not all could be kept, if so.
pub(crate) async fn bring_all(stop: Stop, tell: impl Fn(Progress)) -> Result<Option<Trouble>, Trouble> {
    let tell = |it: asset::Progress| {
        tell(Progress { done_bytes: it.done_bytes, all_bytes: it.all_bytes, name: it.name });
    };
    let files = asset::bring_all(&stop.0, &tell).await.map_err(told)?;
    Ok(files.unkept.map(told))
}

/// Asks the browser to leave alone what lies here. Answers whether it will.
pub(crate) async fn ask_promise() -> bool {
    asset::keep().await
}

/// Removes every file.
pub(crate) async fn free() -> Result<(), Trouble> {
    asset::free().await.map_err(told)
}

fn sum<'a>(of: impl Iterator<Item = &'a asset::Share>) -> Share {
    of.fold(Share::default(), |sum, it| Share {
        files: sum.files + it.files,
        bytes: sum.bytes + it.bytes,
        all_files: sum.all_files + it.all_files,
        all_bytes: sum.all_bytes + it.all_bytes,
    })
}
