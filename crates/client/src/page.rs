//! What the page itself tells: its address, its server, the time. And where it takes notes.

use wasm_bindgen::JsValue;
use web_sys::Window;
use wire::{Millis, PublicKey};

use crate::trouble::Trouble;

/// The window. There is one wherever this crate runs.
pub(crate) fn window() -> Result<Window, Trouble> {
    web_sys::window().ok_or_else(|| Trouble::Unreadable("This part of the game needs a window.".into()))
}

/// The origin as the browser knows it.
pub(crate) fn origin() -> Result<String, Trouble> {
    window()?
        .location()
        .origin()
        .ok()
        .ok_or_else(|| Trouble::Unreadable("This page does not know its own address.".into()))
}

/// The server's own key, as the page was given it.
pub(crate) fn server() -> Result<PublicKey, Trouble> {
    meta("farlantern-server")?
        .and_then(|key| key.parse().ok())
        .ok_or_else(|| Trouble::Unreadable("This page does not name its server. Reload it.".into()))
}

/// The player's clock. Nothing is decided by it.
pub(crate) fn now() -> Millis {
    Millis(js_sys::Date::now() as i64)
}

/// Milliseconds since the page began. Nobody can set this clock.
pub(crate) fn ticks() -> f64 {
    window().ok().and_then(|it| it.performance()).map_or(0.0, |it| it.now())
}

/// Leaves a technical detail where a developer finds it and a player does not.
pub(crate) fn note(what: &str, detail: &JsValue) {
    web_sys::console::warn_2(&what.into(), detail);
}

/// What the server wrote into the head of the page.
pub(crate) fn meta(name: &str) -> Result<Option<String>, Trouble> {
    let Some(document) = window()?.document() else { return Ok(None) };
    let mut selector = String::from("meta[name=");
    selector.push_str(name);
    selector.push(']');
    let found = document.query_selector(&selector).ok().flatten();
    Ok(found.and_then(|element| element.get_attribute("content")))
}
