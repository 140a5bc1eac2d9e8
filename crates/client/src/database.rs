//! Databases of this browser. `idb` opens and upgrades, since it shows `blocked`; then it lets go, and
//! one connection of rexie reads and writes. That one closes itself on `versionchange`.

use std::{cell::Cell, rc::Rc};

use futures::channel::oneshot;
use idb::{DatabaseEvent, Factory, ObjectStoreParams, event::VersionChangeEvent};
use rexie::{Rexie, Transaction, TransactionResult};
use wasm_bindgen_futures::spawn_local;

use crate::{page, trouble::Trouble, wait::within};

/// Some browsers have been seen never to answer.
const OPEN_MILLIS: i32 = 8_000;

/// What a database is made of.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    /// Raised when a store is added. Stores are never taken away by an upgrade.
    pub(crate) version: u32,
    pub(crate) stores: &'static [&'static str],
}

/// Opens a database, and makes it if there is none.
pub(crate) async fn open(name: String, shape: Shape) -> Result<Rexie, Trouble> {
    let blocked = Rc::new(Cell::new(false));
    let (answer, opened) = oneshot::channel();
    let seen = blocked.clone();
    // On its own, so that a connection that comes after all is closed and blocks nobody.
    spawn_local(async move {
        if let Err(Ok(late)) = answer.send(connect(&name, shape, seen).await) {
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

async fn connect(name: &str, shape: Shape, blocked: Rc<Cell<bool>>) -> Result<Rexie, Trouble> {
    let mut request =
        Factory::new().and_then(|factory| factory.open(name, Some(shape.version))).map_err(refused)?;
    request.on_blocked(move |_| blocked.set(true));
    request.on_upgrade_needed(move |event| {
        if let Err(error) = build(&event, shape) {
            page::note("A database could not be built", &error.to_string().into());
        }
    });
    request.await.map_err(refused)?.close();
    let open = Rexie::builder(name).build().await.ok().ok_or_else(no_answer)?;
    let there = open.store_names();
    if shape.stores.iter().all(|store| there.iter().any(|name| name == store)) {
        Ok(open)
    } else {
        open.close();
        Err(no_answer())
    }
}

/// Adds the stores that are missing, whatever version was there before.
fn build(event: &VersionChangeEvent, shape: Shape) -> Result<(), idb::Error> {
    let database = event.database()?;
    let there = database.store_names();
    for store in shape.stores {
        if !there.iter().any(|name| name == store) {
            database.create_object_store(store, ObjectStoreParams::new())?;
        }
    }
    Ok(())
}

/// Waits until what was written is written.
pub(crate) async fn finish(transaction: Transaction) -> Result<(), Trouble> {
    match transaction.done().await.map_err(failed)? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err(full()),
    }
}

pub(crate) fn failed(error: rexie::Error) -> Trouble {
    if let rexie::Error::IdbError(idb::Error::DomException(exception)) = &error {
        page::note("A database failed", exception);
        if exception.name() == "QuotaExceededError" {
            return full();
        }
    }
    Trouble::NoStorage(
        "This browser could not keep what it was given. A reload of this page may help.".into(),
    )
}

/// Something of a newer version of the game lies there.
pub(crate) fn newer() -> Trouble {
    Trouble::NoStorage(
        "A newer version of the game has used this browser's storage. Reload this page.".into(),
    )
}

fn full() -> Trouble {
    Trouble::NoStorage("This browser's storage for the game is full. Free some space, then try again.".into())
}

fn refused(error: idb::Error) -> Trouble {
    match &error {
        idb::Error::DomException(exception) if exception.name() == "VersionError" => newer(),
        idb::Error::DomException(exception) => {
            page::note("A database cannot be opened", exception);
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
