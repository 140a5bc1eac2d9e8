//! The vault of a place that is not this tab's: opened for a moment, and closed when it is dropped.

use rexie::{Rexie, Transaction, TransactionMode};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use super::{Shelf, failed, find, find_or_lay, lay, open, read_all, record, take_away};
use crate::trouble::Trouble;

pub(crate) struct Other {
    /// There until the drop.
    open: Option<Rexie>,
}

impl Other {
    pub(crate) async fn open(number: u32) -> Result<Self, Trouble> {
        Ok(Self { open: Some(open::open(number).await?) })
    }

    pub(crate) async fn all<T: DeserializeOwned>(&self, shelf: Shelf) -> Result<Vec<(String, T)>, Trouble> {
        read_all(self.begin(shelf, TransactionMode::ReadOnly)?, shelf).await
    }

    pub(crate) async fn put<T: Serialize>(&self, shelf: Shelf, key: &str, body: &T) -> Result<(), Trouble> {
        let value = record::write(shelf, body)?;
        lay(self.begin(shelf, TransactionMode::ReadWrite)?, shelf, key, &value).await
    }

    pub(crate) async fn delete(&self, shelf: Shelf, key: &str) -> Result<(), Trouble> {
        take_away(self.begin(shelf, TransactionMode::ReadWrite)?, shelf, key).await
    }

    pub(crate) async fn get_object(&self, shelf: Shelf, key: &str) -> Result<Option<JsValue>, Trouble> {
        find(self.begin(shelf, TransactionMode::ReadOnly)?, shelf, key).await
    }

    pub(crate) async fn get_or_put_object(
        &self,
        shelf: Shelf,
        key: &str,
        value: &JsValue,
    ) -> Result<JsValue, Trouble> {
        find_or_lay(self.begin(shelf, TransactionMode::ReadWrite)?, shelf, key, value).await
    }

    fn begin(&self, shelf: Shelf, mode: TransactionMode) -> Result<Transaction, Trouble> {
        let open = self.open.as_ref().ok_or(Trouble::Switched)?;
        open.transaction(&[shelf.name()], mode).map_err(failed)
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        if let Some(open) = self.open.take() {
            open.close();
        }
    }
}
