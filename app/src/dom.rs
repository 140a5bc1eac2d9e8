//! The few things of the document that no element of ours can say. Called in handlers and effects
//! only, so never on the server.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{Element, HtmlElement, js_sys},
};

/// Tests and styles wait for this mark.
pub(crate) fn mark_hydrated() {
    mark("data-hydrated", "true");
}

/// Sets an attribute of the root element.
fn mark(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        _ = root.set_attribute(name, value);
    }
}

/// Whether the browser believes that it has a network.
pub(crate) fn is_online() -> bool {
    get(&get(&window(), "navigator"), "onLine").as_bool().unwrap_or(true)
}

/// The theme that is shown: the one that was chosen, or that of the system.
pub(crate) fn is_vellum() -> bool {
    let chosen = document().document_element().and_then(|it| it.get_attribute("data-theme"));
    match chosen.as_deref() {
        Some(theme) => theme == "vellum",
        None => {
            let query = JsValue::from_str("(prefers-color-scheme: light)");
            get(&call(&window(), "matchMedia", &query), "matches").is_truthy()
        }
    }
}

/// Shows a theme, and has the server remember it: it reads the cookie before it writes the page.
pub(crate) fn choose_theme(theme: &str) {
    mark("data-theme", theme);
    let cookie = ["theme=", theme, "; Path=/; Max-Age=31536000; SameSite=Lax"].concat();
    _ = js_sys::Reflect::set(&document(), &"cookie".into(), &cookie.into());
}

/// Copies a text; on insecure addresses the browser has no clipboard, and nothing happens.
pub(crate) fn copy(text: &str) -> bool {
    let clipboard = get(&get(&window(), "navigator"), "clipboard");
    clipboard.is_object() && call(&clipboard, "writeText", &text.into()).is_object()
}

/// Bytes of chance, from the browser's own source.
pub(crate) fn chance() -> [u8; 16] {
    let mut bytes = [0; 16];
    let array = js_sys::Uint8Array::new_with_length(16);
    call(&get(&window(), "crypto"), "getRandomValues", &array);
    array.copy_to(&mut bytes);
    bytes
}

/// Moves the focus to the page's heading, so that the keyboard and a screen reader begin there.
pub(crate) fn focus_heading() {
    request_animation_frame(|| {
        let first = |selector| document().query_selector(selector).ok().flatten();
        if let Some(heading) = first("main h1").or_else(|| first("main")) {
            focus(&heading);
        }
    });
}

/// Moves the focus to the page itself.
pub(crate) fn focus_main() {
    if let Ok(Some(main)) = document().query_selector("main") {
        focus(&main);
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        _ = element.set_attribute("tabindex", "-1");
        _ = element.focus();
    }
}

/// Two frames from now: what was drawn in the meantime is on the screen.
pub(crate) fn after_drawing(then: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(then));
}

fn get(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn call(on: &JsValue, name: &str, with: &JsValue) -> JsValue {
    let function = get(on, name);
    let called = function.dyn_ref::<js_sys::Function>().map(|it| it.call1(on, with));
    called.and_then(Result::ok).unwrap_or(JsValue::UNDEFINED)
}
