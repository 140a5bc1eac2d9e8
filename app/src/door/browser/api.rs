//! What the server tells programs, for people to read.

use client::link;
use send_wrapper::SendWrapper;

use super::told;
use crate::{
    dom,
    door::Trouble,
    page::api::{DOCUMENT, Reference},
};

/// None: it did not come, or cannot be read.
pub(crate) fn reference() -> impl Future<Output = Option<Reference>> + Send {
    SendWrapper::new(async move { Reference::read(&link::text(DOCUMENT).await.ok()?, dom::origin()) })
}

/// Asks at a door, and tells the status and the body, laid out for people.
pub(crate) async fn try_out(address: &str, body: Option<&str>) -> Result<(u16, String), Trouble> {
    link::as_it_is(address, body).await.map_err(told)
}
