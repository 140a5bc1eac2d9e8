//! The places of this browser: each account in it has one, with a vault and a mark of its own. A tab
//! belongs to the place that is active when it first asks, and stays there until its page is loaded
//! anew. There is one session cookie for the whole browser, so one place is active at a time, and
//! tabs of the others log nobody in or out.

mod found;
mod list;
mod look;
mod part;

use std::{cell::Cell, rc::Rc};

use futures::lock::Mutex;
use rules::AccountId;
use wire::Millis;

use crate::trouble::Trouble;
use list::List;

pub use list::Place;
pub use look::{Seen, look};
pub use part::{add, end_leftover, leave, remove, switch};

/// The place that was there when there was only one; its names have no number.
const FIRST: u32 = 1;

thread_local! {
    static HERE: Cell<Option<Here>> = const { Cell::new(None) };
    static BINDING: Rc<Mutex<()>> = Rc::default();
}

/// The place of this tab. The time tells it from an earlier one of the same number.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Here {
    number: u32,
    since: Millis,
}

impl Here {
    fn is(self, place: &Place) -> bool {
        (place.number, place.since) == (self.number, self.since)
    }
}

/// Binds this tab to the active place, once. Where the list of places was lost, the vaults tell
/// which there are.
pub(crate) async fn bind() -> u32 {
    let binding = BINDING.with(Rc::clone);
    let _one_at_a_time = binding.lock().await;
    if let Some(here) = HERE.get() {
        return here.number;
    }
    let list = match List::read() {
        Some(list) => list,
        None => List::of(found::numbers().await),
    };
    let Place { number, since, .. } = *list.active();
    HERE.set(Some(Here { number, since }));
    number
}

/// The number of this tab's place.
pub fn number() -> u32 {
    HERE.get().map_or_else(|| List::now().active().number, |it| it.number)
}

/// Every place of this browser.
pub fn all() -> Vec<Place> {
    List::now().places
}

/// The number of the browser's place, which may have become another than this tab's.
pub fn active() -> u32 {
    List::now().active().number
}

/// Whether the browser is still in the place of this tab.
pub fn is_active() -> bool {
    HERE.get().is_none_or(|it| it.is(List::now().active()))
}

/// What something of a place is called: in the first one by its own name.
pub fn named(name: &str, number: u32) -> String {
    match number {
        FIRST => name.into(),
        _ => [name, ".", &number.to_string()].concat(),
    }
}

/// What this tab's account is to be called among the others, if there are others.
pub fn call(label: &str) {
    note(number(), |it| it.label = label.into());
}

/// What a file of this tab's account is called; where there are several accounts, after its own.
pub fn file_name(name: &str) -> String {
    let list = List::now();
    let here = list.places.iter().find(|it| it.number == number());
    match (here.and_then(|it| it.account), name.rsplit_once('.')) {
        (Some(account), Some((stem, kind))) if list.places.len() > 1 => {
            [stem, "-", &account.to_string()[..8], ".", kind].concat()
        }
        _ => name.into(),
    }
}

/// Of which account a place is, as far as is known.
pub(crate) fn know(number: u32, account: Option<AccountId>) {
    note(number, |it| it.account = account);
}

/// Another place than this tab's that is of an account.
pub(crate) fn other_of(account: AccountId) -> Option<u32> {
    let own = number();
    let its = |it: &Place| it.account == Some(account) && it.number != own;
    List::now().places.into_iter().find(its).map(|it| it.number)
}

/// A new place for an account, beside this one and not active yet.
pub(crate) fn begin(account: AccountId) -> Result<u32, Trouble> {
    List::change(|it| {
        let place = it.add()?;
        place.account = Some(account);
        Ok(place.number)
    })
}

/// Whether the browser may still have a session of another place.
pub(crate) fn has_leftover() -> bool {
    List::read().is_some_and(|it| it.leftover)
}

/// Whoever logs in puts an end to the session before, also to that of another place.
pub(crate) fn settled() {
    if List::read().is_some_and(|it| it.leftover) {
        _ = List::change(|it| {
            it.leftover = false;
            Ok(())
        });
    }
}

/// Whether this tab's place was not removed meanwhile: nobody writes into it again.
pub(crate) fn is_kept() -> bool {
    HERE.get().is_none_or(|here| List::now().places.iter().any(|it| here.is(it)))
}

/// Writes something about a place into the list, if there is one. The only place needs none.
fn note(number: u32, change: impl FnOnce(&mut Place)) {
    let Some(mut list) = List::read() else { return };
    let Some(place) = list.places.iter_mut().find(|it| it.number == number) else { return };
    let before = place.clone();
    change(place);
    if *place != before {
        list.keep();
    }
}
