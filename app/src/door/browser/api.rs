//! What the server tells programs, for people to read.

use client::link;
use send_wrapper::SendWrapper;

use crate::{
    dom,
    page::api::{DOCUMENT, Reference},
};

/// None: it did not come, or cannot be read.
pub(crate) fn reference() -> impl Future<Output = Option<Reference>> + Send {
    SendWrapper::new(async move { Reference::read(&link::text(DOCUMENT).await.ok()?, dom::origin()) })
}
