//! Nobody tells programs anything.

use crate::page::api::Reference;

pub(crate) async fn reference() -> Option<Reference> {
    None
}
