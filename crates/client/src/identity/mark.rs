//! A small mark in localStorage, beside the vault. It holds no secret; when the browser drops one
//! of the two, the other still tells.

use gloo_storage::{LocalStorage, Storage};
use rules::AccountId;
use serde::{Deserialize, Serialize};
use wire::{Millis, PublicKey};

use crate::page;

const NAME: &str = "farlantern.me";

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub(super) key: Option<PublicKey>,
    /// The account of the key; while a key is lost and no other account was begun, of the lost one.
    pub(super) account: Option<AccountId>,
    #[serde(default)]
    pub(super) logged_out: bool,
    /// The key whose vault was lost, until the next login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) lost: Option<PublicKey>,
    /// When the session ends, by the server's clock, so that tabs do not all renew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) session: Option<Millis>,
}

/// The mark, or a blank one.
pub(super) fn read() -> Mark {
    if allowed() { LocalStorage::get(NAME).unwrap_or_default() } else { Mark::default() }
}

/// Changes the mark, and returns it as it is now.
pub(super) fn update(change: impl FnOnce(&mut Mark)) -> Mark {
    let before = read();
    let mut mark = before.clone();
    change(&mut mark);
    if mark != before && allowed() && LocalStorage::set(NAME, &mark).is_err() {
        page::note("The mark could not be kept", &NAME.into());
    }
    mark
}

/// Some browsers throw at the mere question, and gloo-storage would panic.
fn allowed() -> bool {
    matches!(page::window().map(|window| window.local_storage()), Ok(Ok(Some(_))))
}
