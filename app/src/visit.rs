//! What the server knows about the request that a page is made for.

use std::{pin::Pin, sync::Arc};

use odds::OddsView;
use rules::{codex::Codex, dice::Expr};
use store::Store;
use wire::SessionView;

use crate::{look::Look, moving::Addresses};

/// Finds how likely each result is, beside everything else that the server does. None: it cannot be rolled.
pub type Count = Arc<dyn Fn(Expr) -> Pin<Box<dyn Future<Output = Option<OddsView>> + Send>> + Send + Sync>;

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
    pub count: Count,
    /// The codex of the book; made when it is first asked for.
    pub codex: fn() -> &'static Codex,
    /// Where this server is called, as the visitor knows it; without a slash at the end.
    pub origin: String,
    /// What it tells programs of itself, as OpenAPI.
    pub document: &'static str,
    pub version: &'static str,
    /// Whether the page reloads itself while someone works on it.
    pub development: bool,
}
