//! What the server knows about the request that a page is made for.

use store::Store;
use wire::SessionView;

use crate::{look::Look, moving::Addresses};

/// Provided by the server as context for every page and every server function.
#[derive(Clone)]
pub struct Visit {
    pub store: Store,
    /// Who is logged in, if anyone.
    pub session: Option<SessionView>,
    /// How the visitor likes it; what was not chosen follows the system.
    pub look: Look,
    /// Where people are led, if this server had other addresses before.
    pub addresses: Option<Addresses>,
    /// Where the bundle lies when it is not this server; without a slash at the end.
    pub asset_base: Option<String>,
    pub version: &'static str,
    /// Whether the page reloads itself while someone works on it.
    pub development: bool,
}
