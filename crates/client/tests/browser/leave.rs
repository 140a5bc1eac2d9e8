//! Taking everything along, asking to be deleted, and thinking better of it.

use client::{Trouble, devices, export, identity};
use js_sys::{Array, Reflect};
use rules::AccountId;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Millis, error};

use super::harbour::{EXPORT, Harbour, Mishap, STATEMENTS, first_visit, run, sleep};

async fn at_home() -> (Harbour, AccountId) {
    let harbour = first_visit().await;
    let account = identity::log_in(true).await.unwrap().account;
    (harbour, account)
}

fn closed(harbour: &Harbour, account: AccountId) -> Option<Millis> {
    harbour.held(account).chain.keys().closed_at
}

#[wasm_bindgen_test]
async fn an_account_is_closed_and_reopened() {
    let (harbour, account) = at_home().await;
    devices::close().await.unwrap();
    assert!(closed(&harbour, account).is_some());
    let sent = harbour.seen(STATEMENTS).len();
    devices::close().await.unwrap();
    assert_eq!(harbour.seen(STATEMENTS).len(), sent, "once is enough");
    let me = identity::me().await.unwrap().key;
    let named = devices::name(me, "Wren").await.unwrap_err();
    assert_eq!(named.to_string(), "The account is to be deleted. Reopen it first.");
    devices::reopen().await.unwrap();
    assert_eq!(closed(&harbour, account), None);
    devices::reopen().await.unwrap();
    assert_eq!(harbour.seen(STATEMENTS).len(), sent + 1, "and so it is here");
    devices::close().await.unwrap();
    assert!(closed(&harbour, account).is_some());
}

/// Catches what a page offers as a file, in the place of a folder for downloads.
fn catch_files() {
    run("self.saved = [];
         self.itsClick ??= HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () {
             const { download, href } = this;
             const request = new XMLHttpRequest();
             request.open('GET', href, false);
             request.send();
             saved.push([download, request.responseText]);
         };");
}

fn saved() -> Vec<(String, String)> {
    let saved: Array = Reflect::get(&js_sys::global(), &"saved".into()).unwrap().into();
    let text = |it: &JsValue, at: u32| Array::from(it).get(at).as_string().unwrap();
    saved.iter().map(|it| (text(&it, 0), text(&it, 1))).collect()
}

#[wasm_bindgen_test]
async fn the_file_is_given_to_the_browser_to_the_letter() {
    let (harbour, _) = at_home().await;
    catch_files();
    harbour.end_session();
    export::save().await.unwrap();
    sleep(0).await;
    let whole = r#"{"format":"farlantern account"}"#;
    assert_eq!(saved(), [("farlantern-account.json".to_owned(), whole.to_owned())]);
}

#[wasm_bindgen_test]
async fn a_refusal_is_no_file() {
    let (harbour, _) = at_home().await;
    catch_files();
    harbour.next(EXPORT, Mishap::Door(error::BODY_TOO_LARGE));
    assert_eq!(export::save().await.unwrap_err().code(), "BODY_TOO_LARGE");
    harbour.next(EXPORT, Mishap::Unreachable);
    assert_eq!(export::save().await, Err(Trouble::Offline));
    assert_eq!(saved(), []);
}
