//! Which vaults there are, where the browser tells.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::FIRST;
use crate::{page, vault, wait::within};

/// Some browsers have been seen never to answer.
const PATIENCE_MILLIS: i32 = 2_000;

// web-sys has this one question only behind its unstable flag, which would rebuild the world.
#[wasm_bindgen]
extern "C" {
    type Factory;
    #[wasm_bindgen(method, catch)]
    fn databases(this: &Factory) -> Result<Promise, JsValue>;
}

/// The numbers of the places that have a vault.
pub(super) async fn numbers() -> Vec<u32> {
    let names = within(PATIENCE_MILLIS, names()).await.flatten().unwrap_or_default();
    names.iter().filter_map(|it| number_of(it)).collect()
}

async fn names() -> Option<Vec<String>> {
    let factory = Reflect::get(&page::window().ok()?.into(), &"indexedDB".into()).ok()?;
    let factory: Factory = factory.is_object().then(|| factory.unchecked_into())?;
    let databases: Array = JsFuture::from(factory.databases().ok()?).await.ok()?.dyn_into().ok()?;
    let name = |it: JsValue| Reflect::get(&it, &"name".into()).ok()?.as_string();
    Some(databases.iter().filter_map(name).collect())
}

fn number_of(name: &str) -> Option<u32> {
    match name.strip_prefix(vault::NAME)? {
        "" => Some(FIRST),
        rest => rest.strip_prefix('.')?.parse().ok().filter(|it| *it > FIRST),
    }
}
