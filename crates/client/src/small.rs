//! The browser's small storage, localStorage: notes that hold no secret. Some browsers throw at the
//! mere question, and gloo-storage would panic.

use gloo_storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

use crate::page;

/// What lies under a name; nothing if it cannot be read.
pub(crate) fn get<T: DeserializeOwned>(name: &str) -> Option<T> {
    if allowed() { LocalStorage::get(name).ok() } else { None }
}

/// Keeps something under a name, and tells whether it is kept.
pub(crate) fn set<T: Serialize>(name: &str, body: &T) -> bool {
    let kept = allowed() && LocalStorage::set(name, body).is_ok();
    if !kept {
        page::note("A small note could not be kept", &name.into());
    }
    kept
}

pub(crate) fn remove(name: &str) {
    if allowed() {
        LocalStorage::delete(name);
    }
}

fn allowed() -> bool {
    matches!(page::window().map(|window| window.local_storage()), Ok(Ok(Some(_))))
}
