//! Fetching a file, and believing it only when its bytes are those that the manifest names.

use gloo_net::http::Request;
use js_sys::{ArrayBuffer, Uint8Array};
use sha2::{Digest, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, Response};
use wire::asset::{Asset, Hash};

use crate::{page, trouble::Trouble, wait::sleep};

/// How long it is waited before a file is asked for again.
const AGAIN_MILLIS: [i32; 2] = [400, 2_000];

/// The bytes of an asset. What came damaged is fetched again, past whatever keeps it on the way.
pub(super) async fn fetch(asset: &Asset, stop: &AbortSignal) -> Result<Uint8Array, Trouble> {
    let mut last = Trouble::Offline;
    for (number, wait) in [0].into_iter().chain(AGAIN_MILLIS).enumerate() {
        if number > 0 {
            sleep(wait).await;
        }
        if stop.aborted() {
            return Err(Trouble::Stopped);
        }
        match once(asset, stop, number > 0).await {
            Ok(bytes) if is(&bytes, asset).await => return Ok(bytes),
            Ok(_) => last = damaged(asset),
            Err(Trouble::Stopped) => return Err(Trouble::Stopped),
            Err(trouble) => last = trouble,
        }
    }
    Err(last)
}

async fn once(asset: &Asset, stop: &AbortSignal, anew: bool) -> Result<Uint8Array, Trouble> {
    let cache = if anew { RequestCache::Reload } else { RequestCache::Default };
    let request = Request::get(&address(asset)?).cache(cache).abort_signal(Some(stop));
    let gone = || if stop.aborted() { Trouble::Stopped } else { Trouble::Offline };
    let response = request.send().await.map_err(|_why| gone())?;
    if !response.ok() {
        return Err(match response.status() {
            502..=504 => Trouble::Offline,
            _ => missing(asset),
        });
    }
    let body = Response::from(response).array_buffer().map_err(|_why| gone())?;
    let buffer: ArrayBuffer = JsFuture::from(body).await.map_err(|_why| gone())?.unchecked_into();
    Ok(Uint8Array::new(&buffer))
}

/// Whether these are the bytes of that asset.
pub(super) async fn is(bytes: &Uint8Array, asset: &Asset) -> bool {
    u64::from(bytes.length()) == asset.bytes && digest(bytes).await == asset.sha256
}

/// By the browser itself where it does that: many times as fast as we are.
async fn digest(bytes: &Uint8Array) -> Hash {
    if let Some(hash) = digest_by_browser(bytes).await {
        return hash;
    }
    Hash(Sha256::digest(bytes.to_vec()).into())
}

/// None at insecure addresses, where browsers keep this to themselves.
async fn digest_by_browser(bytes: &Uint8Array) -> Option<Hash> {
    let subtle = page::window().ok()?.crypto().ok()?.subtle();
    if JsValue::from(&subtle).is_undefined() {
        return None;
    }
    let asked = subtle.digest_with_str_and_buffer_source("SHA-256", bytes).ok()?;
    let digest = Uint8Array::new(&JsFuture::from(asked).await.ok()?);
    digest.to_vec().try_into().ok().map(Hash)
}

/// Where it lies: at this address, or at the one that stands in for it.
fn address(asset: &Asset) -> Result<String, Trouble> {
    let base = page::meta("farlantern-assets")?.unwrap_or_default();
    Ok([base.trim_end_matches('/'), "/assets/", &asset.path].concat())
}

fn damaged(asset: &Asset) -> Trouble {
    let id = asset.id.to_string();
    Trouble::Unreadable(["“", &id, "” came damaged each time it was fetched. It was not used."].concat())
}

fn missing(asset: &Asset) -> Trouble {
    let id = asset.id.to_string();
    Trouble::Unreadable(
        ["“", &id, "” is not on the server any more. Reload this page: there may be a newer version."]
            .concat(),
    )
}
