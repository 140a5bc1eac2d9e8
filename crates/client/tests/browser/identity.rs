//! One key for each browser, one account for each server, and no secret in sight.

use client::{Keeping, Trouble, identity, vault};
use futures::future::join;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CryptoKey, CryptoKeyPair};
use wire::{Purpose, error};

use super::harbour::{
    Harbour, Mishap, STATEMENTS, VERIFY, first_visit, on_an_insecure_address, put_raw, raw, without_ed25519,
};

async fn signs_what_others_can_check() {
    let me = identity::me().await.unwrap();
    let signed = identity::sign(Purpose::Login, &"ahoy").await.unwrap();
    assert_eq!(signed.key, me.key);
    assert_eq!(signed.open::<String>(Purpose::Login), Ok("ahoy".into()));
}

fn field(record: &JsValue, name: &str) -> JsValue {
    Reflect::get(record, &name.into()).unwrap()
}

#[wasm_bindgen_test]
async fn the_key_stays_and_cannot_be_taken_out() {
    first_visit().await;
    let me = client::boot().await.unwrap();
    assert_eq!((me.keeping, me.account, me.logged_out, me.lost), (Keeping::WebCrypto, None, false, None));
    vault::close().await;
    assert_eq!(identity::me().await.unwrap(), me);
    signs_what_others_can_check().await;
    let pair: CryptoKeyPair = field(&raw("keys", "device").await.unwrap(), "pair").unchecked_into();
    assert!(!pair.get_private_key().extractable());
}

#[wasm_bindgen_test]
async fn two_first_visits_at_once_end_with_one_key() {
    for prepare in [|| {}, without_ed25519, on_an_insecure_address] {
        first_visit().await;
        prepare();
        let (one, other) = join(identity::me(), identity::me()).await;
        assert_eq!(one.unwrap(), other.unwrap());
        signs_what_others_can_check().await;
    }
}

#[wasm_bindgen_test]
async fn without_ed25519_the_seed_lies_sealed() {
    first_visit().await;
    without_ed25519();
    let me = identity::me().await.unwrap();
    assert_eq!(me.keeping, Keeping::Wrapped);
    signs_what_others_can_check().await;
    vault::close().await;
    assert_eq!(identity::me().await.unwrap().key, me.key);
    let record = raw("keys", "device").await.unwrap();
    assert!(field(&record, "seed").is_undefined());
    assert!(!field(&record, "wrapping").unchecked_into::<CryptoKey>().extractable());
    // Sixteen more bytes than the seed: the mark of AES-GCM.
    assert_eq!(field(&record, "sealed").unchecked_into::<Uint8Array>().length(), 48);
}

#[wasm_bindgen_test]
async fn on_an_insecure_address_the_seed_lies_in_the_vault_and_nowhere_else() {
    first_visit().await;
    on_an_insecure_address();
    let me = identity::me().await.unwrap();
    assert_eq!(me.keeping, Keeping::Plain);
    signs_what_others_can_check().await;
    identity::log_in(true).await.unwrap();
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    assert_eq!(storage.length(), Ok(1));
    let seed: Uint8Array = field(&raw("keys", "device").await.unwrap(), "seed").unchecked_into();
    let mark = storage.get_item("farlantern.me").unwrap().unwrap();
    assert!(!mark.contains(&wire::encoding::encode(&seed.to_vec())), "{mark}");
}

/// A browser that has been here since the first version of every shape.
pub(crate) async fn of_the_first_shape(harbour: &Harbour) {
    vault::delete(vault::Shelf::Keys, "device").await.unwrap();
    let golden: serde_json::Value = serde_json::from_str(include_str!("../golden/device_v1.json")).unwrap();
    let record = js_sys::Object::new();
    for (name, value) in golden.as_object().unwrap() {
        let value: JsValue = match value {
            serde_json::Value::Array(bytes) => {
                let bytes: Vec<u8> = bytes.iter().map(|byte| byte.as_u64().unwrap() as u8).collect();
                Uint8Array::from(&bytes[..]).into()
            }
            serde_json::Value::String(text) => text.into(),
            number => number.as_f64().unwrap().into(),
        };
        Reflect::set(&record, &name.into(), &value).unwrap();
    }
    put_raw("keys", "device", &record).await;
    let opening = include_str!("../golden/account_v1.json").trim();
    put_raw("keys", &format!("account/{}", harbour.public()), &opening.into()).await;
}

#[wasm_bindgen_test]
async fn a_key_of_the_first_shape_is_still_a_key() {
    let harbour = first_visit().await;
    of_the_first_shape(&harbour).await;
    let me = identity::me().await.unwrap();
    assert_eq!(me.key.to_string(), "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw");
    assert_eq!(me.keeping, Keeping::Plain);
    signs_what_others_can_check().await;
    assert_eq!(identity::log_in(true).await.unwrap().account, me.account.unwrap());
}

#[wasm_bindgen_test]
async fn a_lost_answer_makes_no_second_account() {
    let harbour = first_visit().await;
    harbour.next(STATEMENTS, Mishap::AnswerLost);
    assert_eq!(identity::log_in(true).await, Err(Trouble::Offline));
    vault::close().await;
    let session = identity::log_in(true).await.unwrap();
    let sent = harbour.seen(STATEMENTS);
    assert!(sent.len() == 2 && sent[0] == sent[1]);
    assert_eq!(identity::me().await.unwrap().account, Some(session.account));
    // Once the server has it, it is not sent again.
    identity::log_in(true).await.unwrap();
    assert_eq!(harbour.seen(STATEMENTS).len(), 2);
}

#[wasm_bindgen_test]
async fn a_server_set_back_gets_the_same_account_again() {
    let harbour = first_visit().await;
    let account = identity::log_in(true).await.unwrap().account;
    harbour.forget_everyone();
    assert_eq!(identity::log_in(true).await.unwrap().account, account);
}

#[wasm_bindgen_test]
async fn a_nonce_that_went_stale_is_asked_for_again() {
    let harbour = first_visit().await;
    harbour.next(VERIFY, Mishap::Door(error::NONCE_EXPIRED));
    identity::log_in(true).await.unwrap();
    assert_eq!(harbour.seen(VERIFY).len(), 2);
}

#[wasm_bindgen_test]
async fn a_challenge_in_another_servers_name_is_not_signed() {
    let harbour = first_visit().await;
    identity::log_in(true).await.unwrap();
    let document = web_sys::window().unwrap().document().unwrap();
    let meta = document.query_selector("meta[name=farlantern-server]").unwrap().unwrap();
    meta.set_attribute("content", &wire::encoding::encode(&[5; 32])).unwrap();
    // The account there is another one, begun anew.
    assert_eq!(identity::me().await.unwrap().account, None);
    let trouble = identity::log_in(true).await.unwrap_err();
    assert_eq!(trouble.code(), error::SERVER_MISMATCH.code);
    assert_eq!(harbour.seen(VERIFY).len(), 1);
}
