//! The bundle's one door: brings the page alive, and says in the console why it died if it did.
//! Nothing else.

use app::App;
use leptos::{
    mount::{hydrate_lazy, mount_to_body},
    prelude::document,
};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn complain(text: &str);
}

/// Called by the page's own script once the bundle is here. A page that came from the server is
/// hydrated; the bare shell, which a browser keeps for when it is offline, is filled.
#[wasm_bindgen]
pub fn hydrate() {
    std::panic::set_hook(Box::new(|panic| complain(&panic.to_string())));
    let shell = document().document_element().and_then(|it| it.get_attribute("data-shell"));
    if shell.as_deref() == Some("csr") { mount_to_body(App) } else { hydrate_lazy(App) }
}
