//! The origin's private file system, read and written around the client. Most tests have none, as
//! in an old browser.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::run;

pub(crate) fn forbid() {
    run("if (navigator.storage) {
             Object.defineProperty(navigator.storage, 'getDirectory', { value: undefined, configurable: true });
         }");
}

/// An empty one.
pub(crate) async fn allow() {
    run("delete navigator.storage.getDirectory;");
    for name in names().await {
        remove(&name).await;
    }
}

/// As in browsers that let only workers write.
pub(crate) fn forbid_writing() {
    run("self.itsWritable ??= FileSystemFileHandle.prototype.createWritable;
         delete FileSystemFileHandle.prototype.createWritable;");
}

pub(crate) async fn names() -> Vec<String> {
    let names = "const names = [];
        for await (const name of root.keys()) names.push(name);
        return names;";
    let names: Array = asked(names, &[]).await.unchecked_into();
    names.iter().map(|it| it.as_string().unwrap()).collect()
}

pub(crate) async fn read(name: &str) -> String {
    let read = "return (await (await root.getFileHandle(one)).getFile()).text();";
    asked(read, &[name]).await.as_string().unwrap_or_default()
}

pub(crate) async fn write(name: &str, text: &str) {
    let write = "const file = await root.getFileHandle(one, { create: true });
        const writable = await file.createWritable();
        await writable.write(other);
        await writable.close();";
    asked(write, &[name, text]).await;
}

pub(crate) async fn remove(name: &str) {
    asked("await root.removeEntry(one).catch(() => {});", &[name]).await;
}

async fn asked(script: &str, with: &[&str]) -> JsValue {
    let script = format!(
        "return (async () => {{ const root = await navigator.storage.getDirectory(); {script} }})();"
    );
    let [one, other] = [0, 1].map(|at| with.get(at).map_or(JsValue::UNDEFINED, |it| (*it).into()));
    let promise = Function::new_with_args("one, other", &script).call2(&JsValue::UNDEFINED, &one, &other);
    JsFuture::from(promise.unwrap().unchecked_into::<Promise>()).await.unwrap()
}
