//! A key that the server has turned away does not knock again and again by itself. What it was told
//! is remembered as long as the page is open; a person who asks is always asked for.

use std::cell::RefCell;

use wire::{PublicKey, error};

use crate::trouble::Trouble;

thread_local! {
    static LAST: RefCell<Option<(PublicKey, Trouble)>> = const { RefCell::new(None) };
}

/// Why this key was not let in when it last asked, if that does not pass by itself.
pub(super) fn of(key: PublicKey) -> Option<Trouble> {
    LAST.with_borrow(|last| last.as_ref().filter(|(its, _)| *its == key).map(|(_, why)| why.clone()))
}

/// Remembers how the server answered this key.
pub(super) fn note<T>(key: PublicKey, answer: &Result<T, Trouble>) {
    let lasts = |it: &&Trouble| [error::KEY_UNKNOWN, error::ACCOUNT_LOCKED].iter().any(|code| it.is(code));
    let why = answer.as_ref().err().filter(lasts);
    LAST.set(why.map(|it| (key, it.clone())));
}
