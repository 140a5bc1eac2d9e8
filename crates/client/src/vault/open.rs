//! Opening the vault: one connection per tab.

use std::rc::Rc;

use futures::lock::Mutex;
use rexie::Rexie;

use super::Shelf;
use crate::{
    database::{self, Shape},
    place,
    trouble::Trouble,
};

/// Of the first place; the others add their number.
pub(crate) const NAME: &str = "farlantern";
const SHAPE: Shape = Shape { version: 1, stores: &Shelf::NAMES };

thread_local! {
    static OPEN: Rc<Mutex<Option<Rc<Rexie>>>> = Rc::default();
}

/// The one connection of this tab. Those who come while it opens wait for it.
pub(super) async fn handle() -> Result<Rc<Rexie>, Trouble> {
    let slot = OPEN.with(Rc::clone);
    let mut slot = slot.lock().await;
    if let Some(open) = &*slot {
        return Ok(open.clone());
    }
    let number = place::bind().await;
    // A place that was removed stays removed, whoever still has a page open in it.
    if !place::is_kept() {
        return Err(Trouble::Switched);
    }
    let open = Rc::new(open(number).await?);
    *slot = Some(open.clone());
    Ok(open)
}

/// Lets go of the vault. The next read or write opens it again.
pub async fn close() {
    let slot = OPEN.with(Rc::clone);
    let open = slot.lock().await.take();
    // A transaction holds no handle, so this is the last one.
    if let Some(open) = open.and_then(Rc::into_inner) {
        open.close();
    }
}

/// Opens the vault of a place, and makes it if there is none.
pub(super) async fn open(number: u32) -> Result<Rexie, Trouble> {
    database::open(place::named(NAME, number), SHAPE).await
}
