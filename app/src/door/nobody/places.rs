//! The null twin of the door to the places of this browser.

use crate::door::{Account, Place, Trouble};

pub(crate) fn places() -> Vec<Place> {
    Vec::new()
}

pub(crate) fn is_active() -> bool {
    true
}

pub(crate) async fn accounts() -> Result<Vec<Account>, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn add_place() -> Result<u32, Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn switch_place(_number: u32) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) async fn remove_place(_number: u32) -> Result<(), Trouble> {
    Err(Trouble::Offline)
}

pub(crate) fn note_name(name: &str) -> String {
    name.into()
}

pub(crate) fn file_name(name: &str) -> String {
    name.into()
}

pub(crate) async fn is_reachable() -> bool {
    false
}
