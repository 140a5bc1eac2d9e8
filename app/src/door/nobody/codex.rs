//! Nobody reads here. On the server the book itself answers.

use rules::ContentId;
#[cfg(not(feature = "ssr"))]
use rules::codex::{Found, Kind, Opened, Query};

pub(crate) async fn lists(_id: ContentId) -> bool {
    false
}

#[cfg(not(feature = "ssr"))]
pub(crate) async fn codex(_query: Query) -> Option<Found> {
    None
}

#[cfg(not(feature = "ssr"))]
pub(crate) async fn leaf(_kind: Kind, _slug: String) -> Option<Option<Opened>> {
    None
}
