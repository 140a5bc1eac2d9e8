//! Opening the vault. `idb` opens and upgrades, since it shows `blocked`; then it lets go, and
//! rexie's one connection per tab reads and writes. That one closes itself on `versionchange`.

use std::{cell::Cell, rc::Rc};

use futures::{channel::oneshot, lock::Mutex};
use idb::{DatabaseEvent, Factory, ObjectStoreParams, event::VersionChangeEvent};
use rexie::Rexie;
use wasm_bindgen_futures::spawn_local;

use super::{Shelf, record};
use crate::{page, place, trouble::Trouble, wait::within};

/// Of the first place; the others add their number.
pub(crate) const NAME: &str = "farlantern";
/// Raised when a shelf is added. Shelves are never taken away by an upgrade.
const VERSION: u32 = 1;
/// Some browsers have been seen never to answer.
const OPEN_MILLIS: i32 = 8_000;

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
    let name = place::named(NAME, number);
    let blocked = Rc::new(Cell::new(false));
    let (answer, opened) = oneshot::channel();
    let seen = blocked.clone();
    // On its own, so that a connection that comes after all is closed and blocks nobody.
    spawn_local(async move {
        if let Err(Ok(late)) = answer.send(connect(&name, seen).await) {
            late.close();
        }
    });
    match within(OPEN_MILLIS, opened).await {
        Some(Ok(opened)) => opened,
        _ if blocked.get() => Err(Trouble::NoStorage(
            "Another tab holds an older version of the game open. Close it, then reload this page.".into(),
        )),
        _ => Err(no_answer()),
    }
}

async fn connect(name: &str, blocked: Rc<Cell<bool>>) -> Result<Rexie, Trouble> {
    let mut request =
        Factory::new().and_then(|factory| factory.open(name, Some(VERSION))).map_err(refused)?;
    request.on_blocked(move |_| blocked.set(true));
    request.on_upgrade_needed(|event| {
        if let Err(error) = build(&event) {
            page::note("The vault could not be built", &error.to_string().into());
        }
    });
    request.await.map_err(refused)?.close();
    let open = Rexie::builder(name).build().await.ok().ok_or_else(no_answer)?;
    let there = open.store_names();
    if Shelf::ALL.iter().all(|shelf| there.iter().any(|name| name == shelf.name())) {
        Ok(open)
    } else {
        open.close();
        Err(no_answer())
    }
}

/// Adds the shelves that are missing, whatever version was there before.
fn build(event: &VersionChangeEvent) -> Result<(), idb::Error> {
    let database = event.database()?;
    let there = database.store_names();
    for shelf in Shelf::ALL {
        if !there.iter().any(|name| name == shelf.name()) {
            database.create_object_store(shelf.name(), ObjectStoreParams::new())?;
        }
    }
    Ok(())
}

fn refused(error: idb::Error) -> Trouble {
    match &error {
        idb::Error::DomException(exception) if exception.name() == "VersionError" => record::newer(),
        idb::Error::DomException(exception) => {
            page::note("The vault cannot be opened", exception);
            no_answer()
        }
        _ => Trouble::NoStorage(
            "This browser keeps nothing for the game. Private windows and strict settings can do that."
                .into(),
        ),
    }
}

fn no_answer() -> Trouble {
    Trouble::NoStorage(
        "This browser's storage does not answer. Close other tabs of the game, then reload.".into(),
    )
}
