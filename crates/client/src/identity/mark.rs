//! A small mark in localStorage, beside the vault. It holds no secret; when the browser drops one
//! of the two, the other still tells.

use rules::AccountId;
use serde::{Deserialize, Serialize};
use wire::{Millis, PublicKey};

use crate::{place, small};

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
    /// When the session ends, by the server's clock, so that tabs do not all renew it. None while
    /// nobody has logged in from this place: a session that the browser may have then is of another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) session: Option<Millis>,
}

/// The mark, or a blank one.
pub(super) fn read() -> Mark {
    read_of(place::number())
}

/// Changes the mark, and returns it as it is now.
pub(super) fn update(change: impl FnOnce(&mut Mark)) -> Mark {
    let number = place::number();
    let mark = update_of(number, change);
    place::know(number, mark.account);
    mark
}

/// Changes the mark of any place, and returns it as it is now.
pub(super) fn update_of(number: u32, change: impl FnOnce(&mut Mark)) -> Mark {
    let before = read_of(number);
    let mut mark = before.clone();
    change(&mut mark);
    if mark != before {
        small::set(&place::named(NAME, number), &mark);
    }
    mark
}

/// Removes the mark of a place that is gone.
pub(super) fn remove_of(number: u32) {
    small::remove(&place::named(NAME, number));
}

fn read_of(number: u32) -> Mark {
    small::get(&place::named(NAME, number)).unwrap_or_default()
}
