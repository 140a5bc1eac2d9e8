//! What there is to see and hear, kept in this browser. The server's manifest says what there is; what
//! is missing here is fetched, checked, and kept; what no manifest names any more goes.
//!
//! Without a server, the manifest of the last visit counts. Without storage, everything is fetched
//! and used all the same, and not kept.

mod fetch;
mod store;
mod usage;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use futures::{
    future::join_all,
    stream::{self, StreamExt},
};
use js_sys::Uint8Array;
use web_sys::{AbortController, AbortSignal};
use wire::asset::{Asset, ContentId, Hash, LoopPoints, Manifest};

use crate::{
    limit::{ASSET_BATCH_BYTES, ASSETS_AT_ONCE},
    link,
    trouble::Trouble,
};
pub use store::NAME;
use store::Store;
pub use usage::{Share, Usage, keep, usage};

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub done_bytes: u64,
    pub all_bytes: u64,
    /// What is on its way; empty once everything is here.
    pub name: String,
}

/// Files that are here, each one checked.
#[derive(Default)]
pub struct Files {
    files: BTreeMap<ContentId, Uint8Array>,
    /// Where those that are loops begin again.
    turns: BTreeMap<ContentId, LoopPoints>,
    /// Why they are not kept for the next visit, if they are not.
    pub unkept: Option<Trouble>,
}

/// Stops a download. What has come by then stays.
#[derive(Clone)]
pub struct Stop {
    controller: AbortController,
}

impl Stop {
    /// # Errors
    /// `Unreadable` in a browser that is too old.
    pub fn new() -> Result<Self, Trouble> {
        let controller = AbortController::new().ok();
        let controller =
            controller.ok_or_else(|| Trouble::Unreadable("This browser is too old for this page.".into()))?;
        Ok(Self { controller })
    }

    pub fn stop(&self) {
        self.controller.abort();
    }
}

impl Files {
    /// The bytes of an asset.
    pub fn bytes(&self, id: &ContentId) -> Option<Vec<u8>> {
        self.files.get(id).map(Uint8Array::to_vec)
    }

    /// The bytes as they lie outside of this program.
    pub fn array(&self, id: &ContentId) -> Option<&Uint8Array> {
        self.files.get(id)
    }

    /// What is here, in order.
    pub fn ids(&self) -> impl Iterator<Item = &ContentId> {
        self.files.keys()
    }

    /// Where a sound begins again, if it does.
    pub fn turn(&self, id: &ContentId) -> Option<LoopPoints> {
        self.turns.get(id).copied()
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// Brings assets here, with all that they need: from this browser, else from the server. `tell` hears
/// how far it is.
///
/// # Errors
/// `Stopped` by `stop`; `Offline` when something is missing and the server cannot be reached;
/// `Refused` when the server has none; `Unreadable` when a file comes damaged again and again. What
/// has come by then is kept, and the next call goes on from there.
pub async fn bring(wanted: &[ContentId], stop: &Stop, tell: &dyn Fn(Progress)) -> Result<Files, Trouble> {
    carry(|manifest| manifest.order(wanted), stop, tell).await
}

/// Brings everything here that there is, as [`bring`] does.
///
/// # Errors
/// Those of [`bring`].
pub async fn bring_all(stop: &Stop, tell: &dyn Fn(Progress)) -> Result<Files, Trouble> {
    carry(|manifest| manifest.assets.iter().collect(), stop, tell).await
}

async fn carry(
    choose: impl Fn(&Manifest) -> Vec<&Asset>,
    stop: &Stop,
    tell: &dyn Fn(Progress),
) -> Result<Files, Trouble> {
    let (store, unkept) = match Store::open().await {
        Ok(store) => (Some(store), None),
        Err(trouble) => (None, Some(trouble)),
    };
    let (manifest, fresh) = manifest(store.as_ref()).await?;
    let assets = choose(&manifest);
    let meter = Meter::of(&assets, tell);
    let turns = assets.iter().filter_map(|it| Some((it.id.clone(), it.loop_points?))).collect();
    let mut load = Load { store, files: Files { turns, unkept, ..Files::default() } };
    load.take(&assets, &meter).await;
    load.fetch(&assets, &meter, &stop.controller.signal()).await?;
    if fresh {
        load.sweep(&manifest).await;
    }
    meter.say("");
    Ok(load.files)
}

/// Whether there is such a thing, as far as this browser knows.
pub async fn lists(id: &ContentId) -> bool {
    let store = Store::open().await.ok();
    let manifest = manifest(store.as_ref()).await;
    manifest.is_ok_and(|(it, _)| it.assets.iter().any(|it| it.id == *id))
}

/// Removes every file. They are fetched again when they are needed.
///
/// # Errors
/// `NoStorage` when this browser keeps nothing, or another tab holds on to it.
pub async fn free() -> Result<(), Trouble> {
    let store = Store::open().await?;
    let kept = store.kept().await?;
    store.remove(&kept).await
}

/// What the server names, or what it named the last time; and which of the two.
async fn manifest(store: Option<&Store>) -> Result<(Manifest, bool), Trouble> {
    match link::get::<Manifest>("/api/v1/assets/manifest").await {
        Ok(manifest) => {
            manifest.check().map_err(|why| Trouble::Unreadable(why.to_string()))?;
            if let Some(store) = store {
                // Without it the next visit needs the server.
                _ = store.keep_manifest(&manifest).await;
            }
            Ok((manifest, true))
        }
        Err(Trouble::Offline) => {
            let kept = match store {
                Some(store) => store.manifest().await?,
                None => None,
            };
            kept.map(|it| (it, false)).ok_or(Trouble::Offline)
        }
        Err(trouble) => Err(trouble),
    }
}

/// How far it is, and who hears of it.
struct Meter<'a> {
    done_bytes: Cell<u64>,
    all_bytes: u64,
    tell: &'a dyn Fn(Progress),
}

impl<'a> Meter<'a> {
    fn of(assets: &[&Asset], tell: &'a dyn Fn(Progress)) -> Self {
        Self { done_bytes: Cell::new(0), all_bytes: assets.iter().map(|it| it.bytes).sum(), tell }
    }

    fn add(&self, asset: &Asset) {
        self.done_bytes.set(self.done_bytes.get() + asset.bytes);
    }

    fn say(&self, name: &str) {
        let (done_bytes, all_bytes) = (self.done_bytes.get(), self.all_bytes);
        (self.tell)(Progress { done_bytes, all_bytes, name: name.into() });
    }
}

/// Bringing in progress.
struct Load {
    store: Option<Store>,
    files: Files,
}

/// Files that came and are not kept yet: one transaction for several is many times as fast.
#[derive(Default)]
struct Batch {
    files: Vec<(Hash, Uint8Array)>,
    bytes: u64,
}

impl Load {
    /// Takes what lies here; each file is checked again, for storage rots, too.
    async fn take(&mut self, assets: &[&Asset], meter: &Meter<'_>) {
        let Some(store) = &self.store else { return };
        let hashes: Vec<Hash> = assets.iter().map(|it| it.sha256).collect();
        let Ok(found) = store.read(&hashes).await else { return };
        let here = assets.iter().zip(found).filter_map(|(asset, bytes)| Some((*asset, bytes?)));
        // The browser hashes on threads of its own, several at a time.
        let checked = here.map(|(asset, bytes)| async move {
            let whole = fetch::is(&bytes, asset).await;
            whole.then_some((asset, bytes))
        });
        for (asset, bytes) in join_all(checked).await.into_iter().flatten() {
            meter.add(asset);
            self.files.files.insert(asset.id.clone(), bytes);
        }
    }

    /// Fetches what is missing, several at a time, in their order. What came before a trouble is kept.
    async fn fetch(
        &mut self,
        assets: &[&Asset],
        meter: &Meter<'_>,
        stop: &AbortSignal,
    ) -> Result<(), Trouble> {
        let here = &self.files.files;
        let missing: Vec<&Asset> = assets.iter().copied().filter(|it| !here.contains_key(&it.id)).collect();
        let mut coming = stream::iter(missing)
            .map(|asset| async move {
                meter.say(asset.id.as_str());
                (asset, fetch::fetch(asset, stop).await)
            })
            .buffer_unordered(ASSETS_AT_ONCE);
        let mut batch = Batch::default();
        let mut trouble = None;
        while let Some((asset, fetched)) = coming.next().await {
            match fetched {
                Ok(bytes) => {
                    meter.add(asset);
                    batch.bytes += asset.bytes;
                    batch.files.push((asset.sha256, bytes.clone()));
                    self.files.files.insert(asset.id.clone(), bytes);
                }
                Err(why) => {
                    trouble = Some(why);
                    break;
                }
            }
            if batch.bytes >= ASSET_BATCH_BYTES {
                self.keep(std::mem::take(&mut batch)).await;
            }
        }
        self.keep(batch).await;
        trouble.map_or(Ok(()), Err)
    }

    /// Keeps files for the next visit. Where that fails they serve this one.
    async fn keep(&mut self, batch: Batch) {
        let Some(store) = self.store.as_ref().filter(|_| !batch.files.is_empty()) else { return };
        if let Err(trouble) = store.put(&batch.files).await {
            self.files.unkept = Some(trouble);
        }
    }

    /// Removes what this release does not name.
    async fn sweep(&self, manifest: &Manifest) {
        let Some(store) = &self.store else { return };
        let Ok(kept) = store.kept().await else { return };
        let named: BTreeSet<Hash> = manifest.assets.iter().map(|it| it.sha256).collect();
        let old: Vec<Hash> = kept.into_iter().filter(|it| !named.contains(it)).collect();
        if !old.is_empty() {
            // It is tried again with the next visit.
            _ = store.remove(&old).await;
        }
    }
}
