//! From an old address to the new one, from either end: what a browser keeps comes along, and nobody
//! who only sends somebody to these pages gets anything signed, joined or turned away.

mod arrive;
mod leave;

use client::{
    Trouble,
    moving::{Small, Step, Wish, step},
};
use rules::AccountId;
use serde_json::{Value, json};
use wire::{Signed, encoding};

use super::harbour::run;

const OTHER: &str = "https://other.example";
const MARK: &str = "#moving=";

fn own() -> String {
    web_sys::window().unwrap().location().origin().unwrap()
}

/// What the server writes into the page of its addresses.
fn name(name: &str, content: &str) {
    let document = web_sys::window().unwrap().document().unwrap();
    let found = document.query_selector(&format!("meta[name={name}]")).unwrap();
    let meta = found.unwrap_or_else(|| {
        let meta = document.create_element("meta").unwrap();
        meta.set_attribute("name", name).unwrap();
        document.document_element().unwrap().append_child(&meta).unwrap();
        meta
    });
    meta.set_attribute("content", content).unwrap();
}

fn nameless() {
    run(
        "document.querySelectorAll('meta[name=farlantern-home],meta[name=farlantern-former]').forEach(it => it.remove());",
    );
}

/// This page is a former address, the second of two.
fn at_a_former_address() {
    name("farlantern-home", OTHER);
    name("farlantern-former", &format!("https://older.example {}", own()));
}

/// This page is at the new address.
fn at_home() {
    name("farlantern-home", &own());
    name("farlantern-former", &format!("https://older.example {OTHER}"));
}

fn wish(to: &str) -> Wish {
    let small = Small { theme: "vellum".into(), look: "units:metres".into(), shortcuts: Some("{}".into()) };
    Wish { to: to.into(), small, ..Wish::default() }
}

async fn hear(message: Value) -> Result<Step, Trouble> {
    let fragment = format!("moving={}", encoding::encode(message.to_string().as_bytes()));
    step(Wish { fragment: Some(fragment), ..wish("/") }).await
}

/// Where it goes, and what it says there.
#[track_caller]
fn gone(step: Result<Step, Trouble>) -> (String, Value) {
    match step.unwrap() {
        Step::Go(address) => said(&address),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn said(address: &str) -> (String, Value) {
    let (page, text) = address.split_once(MARK).unwrap_or_else(|| panic!("{address}"));
    (page.into(), serde_json::from_slice(&encoding::decode(text).unwrap()).unwrap())
}

fn hello(account: AccountId, state: &str) -> Value {
    let small = json!({ "theme": "vellum", "look": "units:metres", "shortcuts": null });
    json!({ "hello": {
        "state": state, "account": account, "former": 1, "to": "/characters", "small": small,
        "rows": [], "place": 1, "more": false, "late": false,
    } })
}

fn state(seed: u8) -> String {
    rules::Hash([seed; 32]).to_string()
}

fn consent_in(message: &Value) -> Signed {
    serde_json::from_value(message["consent"]["consent"].clone()).unwrap()
}
