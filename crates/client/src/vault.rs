//! What this browser keeps: IndexedDB, one shelf for each kind of thing. A record is JSON with the
//! version of its shape, so that an old one is still read years later; keys alone are objects.

mod open;
mod other;
mod record;

use rexie::{Transaction, TransactionMode};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    database::{failed, finish},
    page,
    trouble::Trouble,
};

pub(crate) use open::NAME;
pub use open::close;
pub(crate) use other::Other;

/// One object store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// The device key, and the account it speaks for.
    Keys,
    /// Commands that have no receipt yet, in the order they were made.
    Outbox,
    /// Copies of what the server showed. Losing one costs a request.
    Views,
    /// Receipts with their commands, for 40 days.
    Receipts,
}

impl Shelf {
    const NAMES: [&'static str; 4] =
        [Self::Keys.name(), Self::Outbox.name(), Self::Views.name(), Self::Receipts.name()];

    /// The name in IndexedDB, never changed.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Outbox => "outbox",
            Self::Views => "views",
            Self::Receipts => "receipts",
        }
    }

    /// How many shapes the shelf's records have had.
    pub(crate) fn shape(self) -> u32 {
        match self {
            Self::Keys => 2,
            Self::Outbox | Self::Views | Self::Receipts => 1,
        }
    }
}

/// Reads a record. A view that cannot be read is no view; anything else that cannot is a trouble.
pub async fn get<T: DeserializeOwned>(shelf: Shelf, key: &str) -> Result<Option<T>, Trouble> {
    match get_object(shelf, key).await?.map(|value| record::read(shelf, &value)) {
        None => Ok(None),
        Some(Err(_)) if shelf == Shelf::Views => Ok(None),
        Some(body) => body.map(Some),
    }
}

/// Writes a record, in the place of the one that was there.
pub async fn put<T: Serialize>(shelf: Shelf, key: &str, body: &T) -> Result<(), Trouble> {
    let value = record::write(shelf, body)?;
    lay(begin(&[shelf], TransactionMode::ReadWrite).await?, shelf, key, &value).await
}

/// Removes a record. One that is not there is removed already.
pub async fn delete(shelf: Shelf, key: &str) -> Result<(), Trouble> {
    take_away(begin(&[shelf], TransactionMode::ReadWrite).await?, shelf, key).await
}

/// How many records lie on a shelf, readable or not.
pub(crate) async fn count(shelf: Shelf) -> Result<u32, Trouble> {
    let transaction = begin(&[shelf], TransactionMode::ReadOnly).await?;
    transaction.store(shelf.name()).map_err(failed)?.count(None).await.map_err(failed)
}

/// Every record that can be read, by key. What cannot stays where it is, for a version that can.
pub(crate) async fn all<T: DeserializeOwned>(shelf: Shelf) -> Result<Vec<(String, T)>, Trouble> {
    read_all(begin(&[shelf], TransactionMode::ReadOnly).await?, shelf).await
}

async fn read_all<T: DeserializeOwned>(
    transaction: Transaction,
    shelf: Shelf,
) -> Result<Vec<(String, T)>, Trouble> {
    let store = transaction.store(shelf.name()).map_err(failed)?;
    let keys = store.get_all_keys(None, None).await.map_err(failed)?;
    let values = store.get_all(None, None).await.map_err(failed)?;
    let mut records = Vec::with_capacity(keys.len());
    for (key, value) in keys.iter().zip(&values) {
        match (key.as_string(), record::read(shelf, value)) {
            (Some(key), Ok(body)) => records.push((key, body)),
            _ => page::note("A record of the vault cannot be read", key),
        }
    }
    Ok(records)
}

/// Puts a record behind all others of its shelf, and returns its key. The number is taken inside
/// the transaction, so two tabs never take the same.
pub(crate) async fn append<T: Serialize>(shelf: Shelf, body: &T) -> Result<String, Trouble> {
    let value = record::write(shelf, body)?;
    let transaction = begin(&[shelf], TransactionMode::ReadWrite).await?;
    let store = transaction.store(shelf.name()).map_err(failed)?;
    let keys = store.get_all_keys(None, None).await.map_err(failed)?;
    let last = keys.last().and_then(JsValue::as_string).and_then(|key| key.parse::<u64>().ok());
    let key = record::place(last.unwrap_or(0) + 1);
    store.put(&value, Some(&key.as_str().into())).await.map_err(failed)?;
    finish(transaction).await?;
    Ok(key)
}

/// Takes a record off one shelf and puts what became of it on another, both or neither.
pub(crate) async fn shift<T: Serialize>(
    from: (Shelf, &str),
    to: (Shelf, &str),
    body: &T,
) -> Result<(), Trouble> {
    let value = record::write(to.0, body)?;
    let transaction = begin(&[from.0, to.0], TransactionMode::ReadWrite).await?;
    let new = transaction.store(to.0.name()).map_err(failed)?;
    let old = transaction.store(from.0.name()).map_err(failed)?;
    new.put(&value, Some(&to.1.into())).await.map_err(failed)?;
    old.delete(from.1.into()).await.map_err(failed)?;
    finish(transaction).await
}

/// Puts a record only where there is none, and returns the one that is there now.
pub(crate) async fn get_or_put<T>(shelf: Shelf, key: &str, body: &T) -> Result<T, Trouble>
where
    T: Serialize + DeserializeOwned,
{
    let value = record::write(shelf, body)?;
    record::read(shelf, &get_or_put_object(shelf, key, &value).await?)
}

/// Reads a record as it lies there.
pub(crate) async fn get_object(shelf: Shelf, key: &str) -> Result<Option<JsValue>, Trouble> {
    find(begin(&[shelf], TransactionMode::ReadOnly).await?, shelf, key).await
}

/// Writes what JSON cannot hold, in the place of what was there.
pub(crate) async fn put_object(shelf: Shelf, key: &str, value: &JsValue) -> Result<(), Trouble> {
    lay(begin(&[shelf], TransactionMode::ReadWrite).await?, shelf, key, value).await
}

/// Like [`get_or_put`], for what JSON cannot hold. Two tabs that come at once end with one record.
pub(crate) async fn get_or_put_object(shelf: Shelf, key: &str, value: &JsValue) -> Result<JsValue, Trouble> {
    find_or_lay(begin(&[shelf], TransactionMode::ReadWrite).await?, shelf, key, value).await
}

async fn find(transaction: Transaction, shelf: Shelf, key: &str) -> Result<Option<JsValue>, Trouble> {
    let store = transaction.store(shelf.name()).map_err(failed)?;
    let value = store.get(key.into()).await.map_err(failed)?;
    Ok(value.filter(|value| !value.is_undefined()))
}

async fn lay(transaction: Transaction, shelf: Shelf, key: &str, value: &JsValue) -> Result<(), Trouble> {
    let store = transaction.store(shelf.name()).map_err(failed)?;
    store.put(value, Some(&key.into())).await.map_err(failed)?;
    finish(transaction).await
}

async fn take_away(transaction: Transaction, shelf: Shelf, key: &str) -> Result<(), Trouble> {
    let store = transaction.store(shelf.name()).map_err(failed)?;
    store.delete(key.into()).await.map_err(failed)?;
    finish(transaction).await
}

async fn find_or_lay(
    transaction: Transaction,
    shelf: Shelf,
    key: &str,
    value: &JsValue,
) -> Result<JsValue, Trouble> {
    let store = transaction.store(shelf.name()).map_err(failed)?;
    let there = store.get(key.into()).await.map_err(failed)?;
    if let Some(there) = there.filter(|there| !there.is_undefined()) {
        return Ok(there);
    }
    store.put(value, Some(&key.into())).await.map_err(failed)?;
    finish(transaction).await?;
    Ok(value.clone())
}

/// Asks the browser not to clear the vault when space runs low. It may say no, and then the
/// game goes on.
pub(crate) fn persist() {
    spawn_local(async {
        let Ok(window) = page::window() else { return };
        let storage = window.navigator().storage();
        // On insecure addresses there is no such thing.
        if !storage.is_undefined()
            && let Ok(asked) = storage.persist()
        {
            let _ = JsFuture::from(asked).await;
        }
    });
}

/// Begins a transaction. A connection that was closed under us, by an upgrade in another tab
/// or by the browser, is opened again once.
async fn begin(shelves: &[Shelf], mode: TransactionMode) -> Result<Transaction, Trouble> {
    let names: Vec<&str> = shelves.iter().map(|shelf| shelf.name()).collect();
    if let Ok(transaction) = open::handle().await?.transaction(&names, mode) {
        return Ok(transaction);
    }
    close().await;
    open::handle().await?.transaction(&names, mode).map_err(failed)
}
