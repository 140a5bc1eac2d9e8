//! What lies here of all there is, how much room there is, and whether the browser has promised to
//! leave it alone.

use std::collections::{BTreeMap, BTreeSet};

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;
use wire::asset::{Hash, Kind, Manifest};

use super::{manifest, store::Store};
use crate::{page, trouble::Trouble};

/// What this browser keeps of all there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// How many files lie here, also those that no manifest names any more.
    pub files: u32,
    pub bytes: u64,
    /// How many there would be.
    pub all_files: u32,
    pub all_bytes: u64,
    /// The same by kind.
    pub shares: BTreeMap<Kind, Share>,
    /// What is not here, as it travels.
    pub missing_bytes: u64,
    /// What the browser gives this site, and what the site uses of it, if it says so.
    pub quota_bytes: Option<u64>,
    pub used_bytes: Option<u64>,
    /// Whether the browser has promised not to clear it by itself.
    pub persistent: bool,
    /// Why the server did not say what there is. What it named the last time counts then.
    pub untold: Option<Trouble>,
}

/// What is here of one kind, and what there is of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub files: u32,
    pub bytes: u64,
    pub all_files: u32,
    pub all_bytes: u64,
}

/// What is kept here of all there is.
///
/// # Errors
/// `NoStorage` when this browser keeps nothing.
pub async fn usage() -> Result<Usage, Trouble> {
    let store = Store::open().await?;
    let (named, untold) = match manifest(Some(&store)).await {
        Ok((manifest, true)) => (Some(manifest), None),
        Ok((manifest, false)) => (Some(manifest), Some(Trouble::Offline)),
        Err(why) => (store.manifest().await?, Some(why)),
    };
    let kept: BTreeSet<Hash> = store.kept().await?.into_iter().collect();
    let mut usage = named.map_or_else(Usage::default, |it| Usage::of(&it, &kept));
    let (quota_bytes, used_bytes) = estimate().await.unwrap_or_default();
    let persistent = ask_storage(StorageManager::persisted).await.is_some_and(|it| it.is_truthy());
    usage.files = kept.len() as u32;
    Ok(Usage { quota_bytes, used_bytes, persistent, untold, ..usage })
}

/// Asks the browser not to clear what lies here by itself. Tells whether it will not.
pub async fn keep() -> bool {
    ask_storage(StorageManager::persist).await.is_some_and(|it| it.is_truthy())
}

impl Usage {
    fn of(manifest: &Manifest, kept: &BTreeSet<Hash>) -> Self {
        let mut usage = Self::default();
        for asset in &manifest.assets {
            let share = usage.shares.entry(asset.kind).or_default();
            share.all_files += 1;
            share.all_bytes += asset.bytes;
            if kept.contains(&asset.sha256) {
                share.files += 1;
                share.bytes += asset.bytes;
            } else {
                usage.missing_bytes += asset.packed_bytes.unwrap_or(asset.bytes);
            }
        }
        for share in usage.shares.values() {
            usage.bytes += share.bytes;
            usage.all_files += share.all_files;
            usage.all_bytes += share.all_bytes;
        }
        usage
    }
}

/// What the browser gives this site, and what of it is used; in bytes.
async fn estimate() -> Option<(Option<u64>, Option<u64>)> {
    let told = ask_storage(StorageManager::estimate).await?;
    let bytes = |name: &str| {
        let value = js_sys::Reflect::get(&told, &name.into()).ok()?.as_f64()?;
        Some(value as u64)
    };
    Some((bytes("quota"), bytes("usage")))
}

/// None where there is no such thing, as at insecure addresses.
async fn ask_storage(
    ask: impl FnOnce(&StorageManager) -> Result<js_sys::Promise, JsValue>,
) -> Option<JsValue> {
    let storage = page::window().ok()?.navigator().storage();
    if storage.is_undefined() {
        return None;
    }
    JsFuture::from(ask(&storage).ok()?).await.ok()
}
