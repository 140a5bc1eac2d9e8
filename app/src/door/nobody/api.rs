//! Nobody tries doors here. What is told to programs, the server knows.

use crate::door::Trouble;
#[cfg(not(feature = "ssr"))]
use crate::page::api::Reference;

#[cfg(not(feature = "ssr"))]
pub(crate) async fn reference() -> Option<Reference> {
    None
}

pub(crate) async fn try_out(_address: &str, _body: Option<&str>) -> Result<(u16, String), Trouble> {
    Err(Trouble::Offline)
}
