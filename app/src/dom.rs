//! The few things of the document that no element of ours can say. Called in handlers and effects
//! only, so never on the server.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{Element, EventTarget, HtmlElement, js_sys},
};

use crate::look::{Look, Preference};

/// Asks for the page anew.
pub(crate) fn reload() {
    _ = window().location().reload();
}

/// Where a word for the next page of this tab lies.
const WORD: &str = "farlantern.word";

/// Tests and styles wait for this mark.
pub(crate) fn mark_hydrated() {
    mark("data-hydrated", Some("true"));
}

/// Whether the page has come alive.
pub(crate) fn is_hydrated() -> bool {
    document().document_element().is_some_and(|it| it.has_attribute("data-hydrated"))
}

/// Sets an attribute of the root element, or takes it away.
fn mark(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    match value {
        Some(value) => _ = root.set_attribute(name, value),
        None => _ = root.remove_attribute(name),
    }
}

/// Whether the server wrote this page for its owner.
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the server knows whom it writes for")
)]
pub(crate) fn is_for_owner() -> bool {
    document().document_element().is_some_and(|it| it.has_attribute("data-owner"))
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

/// The choices that the cookies hold.
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the server reads them from the request")
)]
pub(crate) fn look() -> Look {
    let cookies = get(&document(), "cookie").as_string().unwrap_or_default();
    let find = |name: &str| {
        let mut pairs = cookies.split(';').filter_map(|it| it.trim().split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
    };
    Look::read(find("theme").as_deref(), find("look").as_deref())
}

/// Shows a look, and has the server remember it: it reads the cookies before it writes the page.
pub(crate) fn show_look(look: Look) {
    for preference in Preference::ALL {
        mark(&["data-", preference.name()].concat(), look.attribute(preference));
    }
    cookie("theme", look.attribute(Preference::Theme).unwrap_or_default());
    cookie("look", &look.cookie());
}

/// Keeps a cookie for a year; an empty one is forgotten.
fn cookie(name: &str, value: &str) {
    let age = if value.is_empty() { "0" } else { "31536000" };
    let cookie = [name, "=", value, "; Path=/; Max-Age=", age, "; SameSite=Lax"].concat();
    _ = js_sys::Reflect::set(&document(), &"cookie".into(), &cookie.into());
}

/// What lies in the browser's small storage under a name. Some browsers refuse the mere question.
pub(crate) fn kept(name: &str) -> Option<String> {
    call(&get(&window(), "localStorage"), "getItem", &name.into()).as_string()
}

/// Keeps a text in the browser's small storage, if there is one.
pub(crate) fn keep(name: &str, text: &str) {
    let storage = get(&window(), "localStorage");
    if let Some(function) = get(&storage, "setItem").dyn_ref::<js_sys::Function>() {
        _ = function.call2(&storage, &name.into(), &text.into());
    }
}

/// Removes what lies in the browser's small storage under a name.
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "only a browser forgets")
)]
pub(crate) fn forget(name: &str) {
    call(&get(&window(), "localStorage"), "removeItem", &name.into());
}

/// Leaves a word for the next page of this tab.
pub(crate) fn hand_word(word: &str) {
    let storage = get(&window(), "sessionStorage");
    if let Some(function) = get(&storage, "setItem").dyn_ref::<js_sys::Function>() {
        _ = function.call2(&storage, &WORD.into(), &word.into());
    }
}

/// The word that the page before has left.
pub(crate) fn take_word() -> Option<String> {
    let storage = get(&window(), "sessionStorage");
    let word = call(&storage, "getItem", &WORD.into()).as_string();
    call(&storage, "removeItem", &WORD.into());
    word
}

/// Loads a page of this site anew, in the place of this one.
pub(crate) fn load(path: &str) {
    // By way of the history, because an address that differs behind `#` alone loads nothing.
    let history = get(&window(), "history");
    if let Some(replace) = get(&history, "replaceState").dyn_ref::<js_sys::Function>() {
        _ = replace.call3(&history, &JsValue::NULL, &"".into(), &path.into());
    }
    reload();
}

/// The browser's clock, in milliseconds. Nothing is decided by it.
pub(crate) fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// The address of this site.
pub(crate) fn origin() -> String {
    location().origin().unwrap_or_default()
}

/// Goes to an address in the place of this page, which is not come back to.
pub(crate) fn go(address: &str) {
    let here = location().href().unwrap_or_default();
    let page = |it: &str| it.split('#').next().unwrap_or_default().to_owned();
    _ = location().replace(address);
    // An address that differs behind `#` alone loads nothing.
    if page(&here) == page(address) {
        reload();
    }
}

/// What the server wrote into the head of the page.
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the server knows what it writes")
)]
pub(crate) fn meta(name: &str) -> Option<String> {
    let found = document().query_selector(&["meta[name=", name, "]"].concat()).ok()??;
    found.get_attribute("content")
}

/// What stands behind `#`.
pub(crate) fn fragment() -> Option<String> {
    Some(location().hash().ok()?.strip_prefix('#').filter(|it| !it.is_empty())?.to_owned())
}

/// The same, taken out of the address so that nobody reads it there later.
pub(crate) fn take_fragment() -> Option<String> {
    let fragment = fragment()?;
    let history = get(&window(), "history");
    let path = [location().pathname(), location().search()].map(Result::unwrap_or_default).concat();
    if let Some(replace) = get(&history, "replaceState").dyn_ref::<js_sys::Function>() {
        _ = replace.call3(&history, &get(&history, "state"), &"".into(), &path.into());
    }
    Some(fragment)
}

/// Scrolls as little as it takes until something can be seen.
pub(crate) fn bring_into_sight(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let how = js_sys::Object::new();
    _ = js_sys::Reflect::set(&how, &"block".into(), &"nearest".into());
    call(&element, "scrollIntoView", &how);
}

/// Shows another address in its line, without going there.
pub(crate) fn show_address(path: &str) {
    let history = get(&window(), "history");
    if let Some(replace) = get(&history, "replaceState").dyn_ref::<js_sys::Function>() {
        _ = replace.call3(&history, &get(&history, "state"), &"".into(), &path.into());
    }
}

/// Whether the page can be seen just now.
pub(crate) fn is_visible() -> bool {
    !get(&document(), "hidden").is_truthy()
}

/// Whether keys that are pressed here are meant for what is written in, or chosen from.
pub(crate) fn takes_keys(target: Option<EventTarget>) -> bool {
    let Some(target) = target else { return false };
    let name = get(&target, "tagName").as_string().unwrap_or_default();
    let kind = get(&target, "type").as_string().unwrap_or_default();
    let presses = matches!(kind.as_str(), "button" | "checkbox" | "radio" | "range" | "submit");
    let writes = matches!(name.as_str(), "SELECT" | "TEXTAREA") || (name == "INPUT" && !presses);
    writes || get(&target, "isContentEditable").is_truthy()
}

/// Whether a click follows a link to something on this page that is hidden just now.
pub(crate) fn leads_to_hidden(target: Option<EventTarget>) -> bool {
    let clicked = target.and_then(|it| it.dyn_into::<Element>().ok());
    let link = clicked.and_then(|it| it.closest("a[href^='#']").ok().flatten());
    let to = link.and_then(|it| it.get_attribute("href"));
    let there = to.and_then(|it| document().get_element_by_id(it.trim_start_matches('#')));
    there.is_some_and(|it| it.closest("[hidden]").is_ok_and(|it| it.is_some()))
}

/// A link of the page, and where something can be told beside it, in CSS pixels of the window.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub path: String,
    pub x: f64,
    /// From the top where it is told below the link, from the bottom where it is told above.
    pub y: f64,
    pub is_low: bool,
}

/// Below this part of the window there is more room above.
const LOW: f64 = 0.55;

/// The link that something of the page belongs to.
pub(crate) fn link_at(target: Option<EventTarget>) -> Option<Link> {
    let link = around(target, "a[href]")?;
    let path = link.get_attribute("href")?;
    let stands = call(&link, "getBoundingClientRect", &JsValue::UNDEFINED);
    let number = |of: &JsValue, name: &str| get(of, name).as_f64().unwrap_or_default();
    let height = number(&window(), "innerHeight");
    let (top, bottom) = (number(&stands, "top"), number(&stands, "bottom"));
    let is_low = bottom > height * LOW;
    let y = if is_low { height - top } else { bottom };
    Some(Link { path, x: number(&stands, "left"), y, is_low })
}

/// Whether something of the page stands in the element of this name.
pub(crate) fn is_within(target: Option<EventTarget>, id: &str) -> bool {
    around(target, &["#", id].concat()).is_some()
}

/// Whether the browser shows that the keyboard is here.
pub(crate) fn shows_focus(target: Option<EventTarget>) -> bool {
    around(target, ":focus-visible").is_some()
}

/// Tells readers what describes the links to a path.
pub(crate) fn describe(path: &str, by: Option<&str>) {
    let links = call(&document(), "querySelectorAll", &["a[href='", path, "']"].concat().into());
    for link in js_sys::Array::from(&links).iter().filter_map(|it| it.dyn_into::<Element>().ok()) {
        match by {
            Some(id) => _ = link.set_attribute("aria-describedby", id),
            None => _ = link.remove_attribute("aria-describedby"),
        }
    }
}

fn around(target: Option<EventTarget>, of: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(of).ok().flatten()
}

/// Whether a dialog stands over the page.
pub(crate) fn has_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Prints the page.
pub(crate) fn print() {
    if let Some(function) = get(&window(), "print").dyn_ref::<js_sys::Function>() {
        _ = function.call0(&window());
    }
}

/// Gives a text to the browser to be saved as a file.
pub(crate) fn save(name: &str, text: &str) {
    let href = ["data:application/json;charset=utf-8,", &String::from(js_sys::encode_uri_component(text))];
    let Ok(link) = document().create_element("a") else { return };
    _ = link.set_attribute("href", &href.concat());
    _ = link.set_attribute("download", name);
    if let Some(link) = link.dyn_ref::<HtmlElement>() {
        link.click();
    }
}

/// Reads the file that was chosen in a field.
pub(crate) fn chosen_file(field: &JsValue, then: impl FnOnce(String) + 'static) {
    let file = get(&get(field, "files"), "0");
    let read = get(&file, "text").dyn_ref::<js_sys::Function>().map(|it| it.call0(&file));
    let Some(Ok(read)) = read else { return };
    let then = Closure::once(move |text: JsValue| then(text.as_string().unwrap_or_default()));
    _ = js_sys::Promise::from(read).then(&then);
    // It is called once, by the browser, which frees it.
    then.forget();
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

/// Moves the focus into a field.
pub(crate) fn focus_field(id: &str) {
    if let Some(field) = document().get_element_by_id(id).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        _ = field.focus();
    }
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
