//! Where the files lie: a database of their own, for all places of this browser. The key of a file is
//! the SHA-256 of its bytes, so it never changes, and two releases share what they have in common.

use futures::future::try_join_all;
use js_sys::Uint8Array;
use rexie::{Rexie, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};
use wire::asset::{Hash, Manifest};

use crate::{
    database::{self, Shape, failed, finish},
    trouble::Trouble,
};

/// Its name in IndexedDB, never changed.
pub const NAME: &str = "farlantern-assets";
const FILES: &str = "files";
const NOTES: &str = "notes";
const MANIFEST: &str = "manifest";
const SHAPE: Shape = Shape { version: 1, stores: &[FILES, NOTES] };

/// Open until it is dropped.
pub(super) struct Store {
    open: Option<Rexie>,
}

impl Store {
    pub(super) async fn open() -> Result<Self, Trouble> {
        Ok(Self { open: Some(database::open(NAME.into(), SHAPE).await?) })
    }

    /// Which files lie here.
    pub(super) async fn kept(&self) -> Result<Vec<Hash>, Trouble> {
        let transaction = self.begin(FILES, TransactionMode::ReadOnly)?;
        let keys =
            transaction.store(FILES).map_err(failed)?.get_all_keys(None, None).await.map_err(failed)?;
        Ok(keys.iter().filter_map(|it| it.as_string()?.parse().ok()).collect())
    }

    /// The bytes of these files, in one transaction; none for those that do not lie here.
    pub(super) async fn read(&self, hashes: &[Hash]) -> Result<Vec<Option<Uint8Array>>, Trouble> {
        let transaction = self.begin(FILES, TransactionMode::ReadOnly)?;
        let store = transaction.store(FILES).map_err(failed)?;
        let asked = hashes.iter().map(|hash| store.get(key(hash)));
        let found = try_join_all(asked).await.map_err(failed)?;
        Ok(found.into_iter().map(|it| it.and_then(|it| it.dyn_into().ok())).collect())
    }

    /// Puts files here, all or none.
    pub(super) async fn put(&self, files: &[(Hash, Uint8Array)]) -> Result<(), Trouble> {
        let transaction = self.begin(FILES, TransactionMode::ReadWrite)?;
        let store = transaction.store(FILES).map_err(failed)?;
        for (hash, bytes) in files {
            store.put(bytes, Some(&key(hash))).await.map_err(failed)?;
        }
        finish(transaction).await
    }

    pub(super) async fn remove(&self, hashes: &[Hash]) -> Result<(), Trouble> {
        let transaction = self.begin(FILES, TransactionMode::ReadWrite)?;
        let store = transaction.store(FILES).map_err(failed)?;
        for hash in hashes {
            store.delete(key(hash)).await.map_err(failed)?;
        }
        finish(transaction).await
    }

    /// The manifest that was kept last; none, if it cannot be followed.
    pub(super) async fn manifest(&self) -> Result<Option<Manifest>, Trouble> {
        let transaction = self.begin(NOTES, TransactionMode::ReadOnly)?;
        let text = transaction.store(NOTES).map_err(failed)?.get(MANIFEST.into()).await.map_err(failed)?;
        let text = text.and_then(|it| it.as_string());
        Ok(text.and_then(|it| Manifest::read(it.as_bytes()).ok()))
    }

    pub(super) async fn keep_manifest(&self, manifest: &Manifest) -> Result<(), Trouble> {
        let Ok(text) = serde_json::to_string(manifest) else { return Ok(()) };
        let transaction = self.begin(NOTES, TransactionMode::ReadWrite)?;
        let store = transaction.store(NOTES).map_err(failed)?;
        store.put(&text.into(), Some(&MANIFEST.into())).await.map_err(failed)?;
        finish(transaction).await
    }

    fn begin(&self, store: &str, mode: TransactionMode) -> Result<rexie::Transaction, Trouble> {
        let open = self.open.as_ref().ok_or(Trouble::Switched)?;
        open.transaction(&[store], mode).map_err(failed)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if let Some(open) = self.open.take() {
            open.close();
        }
    }
}

fn key(hash: &Hash) -> JsValue {
    hash.to_string().into()
}
