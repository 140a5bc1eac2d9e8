//! The origin's private file system: small files that lie apart from the vault. Where a browser
//! lacks any part of it, there is nothing to read and nothing is kept.

use js_sys::{AsyncIterator, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::{identity, page, wait::within};

/// Some browsers have been seen never to answer.
const PATIENCE_MILLIS: i32 = 4_000;

// web-sys would throw where a browser lacks one of these.
#[wasm_bindgen]
extern "C" {
    type Handle;
    #[wasm_bindgen(method, catch, js_name = getDirectory)]
    fn directory(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn keys(this: &Handle) -> Result<AsyncIterator, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFileHandle)]
    fn file(this: &Handle, name: &str, how: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = removeEntry)]
    fn remove_entry(this: &Handle, name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn contents(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn text(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn writable(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Handle, text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Handle) -> Result<Promise, JsValue>;
}

/// Whether anything can be kept there.
pub(super) async fn can_keep() -> bool {
    let writes = || {
        let handle = Reflect::get(&js_sys::global(), &"FileSystemFileHandle".into()).ok()?;
        let prototype = Reflect::get(&handle, &"prototype".into()).ok()?;
        Reflect::has(&prototype, &"createWritable".into()).ok()
    };
    identity::has_subtle() && writes() == Some(true) && patiently(root()).await.is_some()
}

/// The names of all files.
pub(super) async fn names() -> Vec<String> {
    let all = async {
        let keys = root().await?.keys()?;
        let mut names = Vec::new();
        loop {
            let next = JsFuture::from(keys.next()?).await?;
            if Reflect::get(&next, &"done".into())?.is_truthy() {
                return Ok::<_, JsValue>(names);
            }
            names.extend(Reflect::get(&next, &"value".into())?.as_string());
        }
    };
    patiently(all).await.unwrap_or_default()
}

/// What a file says; nothing, if there is none.
pub(super) async fn read(name: &str) -> Option<String> {
    let read = async {
        let file = done(root().await?.file(name, &Object::new())).await?;
        JsFuture::from(done(file.contents()).await?.text()?).await
    };
    patiently(read).await?.as_string()
}

/// Writes a file, in the place of the one that was there, whole or not at all. Tells whether it lies
/// there now.
pub(super) async fn write(name: &str, text: &str) -> bool {
    let write = async {
        let how = Object::new();
        Reflect::set(&how, &"create".into(), &true.into())?;
        let file = done(root().await?.file(name, &how)).await?;
        let writable = done(file.writable()).await?;
        JsFuture::from(writable.write(text)?).await?;
        JsFuture::from(writable.close()?).await
    };
    patiently(write).await.is_some()
}

/// Removes a file. One that is not there is removed already.
pub(super) async fn remove(name: &str) {
    patiently(async { JsFuture::from(root().await?.remove_entry(name)?).await }).await;
}

/// On insecure addresses, in old browsers and in some private windows there is none.
async fn root() -> Result<Handle, JsValue> {
    let window = page::window().map_err(|why| why.to_string())?;
    let storage: Handle = Reflect::get(&window.navigator(), &"storage".into())?.unchecked_into();
    done(storage.directory()).await
}

async fn done(promise: Result<Promise, JsValue>) -> Result<Handle, JsValue> {
    Ok(JsFuture::from(promise?).await?.unchecked_into())
}

/// Whatever goes wrong, the game goes on without the file.
async fn patiently<T>(work: impl Future<Output = Result<T, JsValue>>) -> Option<T> {
    within(PATIENCE_MILLIS, work).await?.ok()
}
