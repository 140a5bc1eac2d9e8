//! What a browser says of itself when it has lost what it kept: half of it, or all.

use client::{Me, identity, vault};
use rules::AccountId;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::PublicKey;

use super::{
    harbour::{Harbour, first_visit, put_raw, raw},
    identity::of_the_first_shape,
};

const MARK: &str = "farlantern.me";

fn marks() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

fn mark() -> serde_json::Value {
    serde_json::from_str(&marks().get_item(MARK).unwrap().unwrap()).unwrap()
}

async fn lose_the_vault() {
    vault::close().await;
    rexie::Rexie::delete("farlantern").await.unwrap();
}

/// A browser with an account.
async fn at_home() -> (Harbour, Me) {
    let harbour = first_visit().await;
    identity::log_in(true).await.unwrap();
    (harbour, identity::me().await.unwrap())
}

fn tells(me: &Me) -> (Option<AccountId>, Option<PublicKey>, bool) {
    (me.account, me.lost, me.logged_out)
}

#[wasm_bindgen_test]
async fn a_lost_vault_is_told_until_the_next_login() {
    let (_harbour, before) = at_home().await;
    lose_the_vault().await;
    for _ in 0..2 {
        let me = identity::me().await.unwrap();
        assert_ne!(me.key, before.key);
        assert_eq!(tells(&me), (None, Some(before.key), false));
        // The mark remembers what account it was.
        assert_eq!(mark()["account"], before.account.unwrap().to_string());
        assert_eq!(mark()["lost"], before.key.to_string());
    }
    let session = identity::log_in(true).await.unwrap();
    assert_ne!(Some(session.account), before.account);
    assert_eq!(tells(&identity::me().await.unwrap()), (Some(session.account), None, false));
    assert_eq!(mark()["account"], session.account.to_string());
}

#[wasm_bindgen_test]
async fn a_lost_vault_before_any_account_is_told_as_well() {
    first_visit().await;
    let before = identity::me().await.unwrap();
    lose_the_vault().await;
    assert_eq!(tells(&identity::me().await.unwrap()), (None, Some(before.key), false));
}

#[wasm_bindgen_test]
async fn with_the_mark_alone_lost_nothing_is_lost() {
    let (_harbour, before) = at_home().await;
    identity::log_out().await.unwrap();
    marks().clear().unwrap();
    let me = identity::me().await.unwrap();
    assert_eq!(me, before);
    // It is written anew, so a later loss of the vault is noticed again.
    assert_eq!(mark()["key"], before.key.to_string());
    assert_eq!(mark()["account"], before.account.unwrap().to_string());
}

#[wasm_bindgen_test]
async fn with_both_lost_it_is_a_first_visit() {
    let (_harbour, before) = at_home().await;
    lose_the_vault().await;
    marks().clear().unwrap();
    let me = identity::me().await.unwrap();
    assert_ne!(me.key, before.key);
    assert_eq!(tells(&me), (None, None, false));
}

#[wasm_bindgen_test]
async fn an_account_whose_key_is_gone_tells_so_without_any_mark() {
    let (_harbour, before) = at_home().await;
    vault::delete(vault::Shelf::Keys, "device").await.unwrap();
    marks().clear().unwrap();
    for _ in 0..2 {
        assert_eq!(tells(&identity::me().await.unwrap()), (None, Some(before.key), false));
    }
    assert_eq!(mark()["account"], before.account.unwrap().to_string());
    let session = identity::log_in(true).await.unwrap();
    assert_eq!(tells(&identity::me().await.unwrap()), (Some(session.account), None, false));
}

#[wasm_bindgen_test]
async fn a_mark_of_the_first_shape_is_still_read() {
    first_visit().await;
    let key = "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw";
    let text = [r#"{"key":""#, key, r#"","account":null,"logged_out":true}"#].concat();
    marks().set_item(MARK, &text).unwrap();
    let me = identity::me().await.unwrap();
    assert_eq!(tells(&me), (None, Some(key.parse().unwrap()), true));
}

#[wasm_bindgen_test]
async fn an_account_of_either_shape_is_read_and_written_in_the_second() {
    let harbour = first_visit().await;
    of_the_first_shape(&harbour).await;
    let account = identity::me().await.unwrap().account;
    assert!(account.is_some());
    // Logging in writes that the server knows it by now.
    identity::log_in(true).await.unwrap();
    let place = format!("account/{}", harbour.public());
    let text = raw("keys", &place).await.unwrap().as_string().unwrap();
    let opened = include_str!("../golden/account_v2.json").trim();
    assert_eq!(text, opened);
    vault::close().await;
    assert_eq!(identity::me().await.unwrap().account, account);
    // And that of a browser that was taken in, which has no statement of its own.
    let joined = include_str!("../golden/account_v2_joined.json").trim();
    put_raw("keys", &place, &joined.into()).await;
    assert_eq!(identity::me().await.unwrap().account, Some(AccountId([9; 32])));
}
