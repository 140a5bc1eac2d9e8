//! What is kept, is kept; and nobody is kept waiting for ever.

use client::{
    Trouble,
    vault::{self, Shelf},
};
use idb::Factory;
use serde::{Deserialize, Serialize};
use wasm_bindgen_test::wasm_bindgen_test;

use super::harbour::{first_visit, put_raw, raw};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Note {
    say: String,
}

fn note(say: &str) -> Note {
    Note { say: say.into() }
}

#[wasm_bindgen_test]
async fn a_record_comes_back_until_it_is_removed() {
    first_visit().await;
    for shelf in [Shelf::Keys, Shelf::Outbox, Shelf::Views, Shelf::Receipts] {
        assert_eq!(vault::get::<Note>(shelf, "a").await, Ok(None));
        vault::put(shelf, "a", &note("ahoy")).await.unwrap();
        vault::close().await;
        assert_eq!(vault::get(shelf, "a").await, Ok(Some(note("ahoy"))));
        vault::delete(shelf, "a").await.unwrap();
        assert_eq!(vault::get::<Note>(shelf, "a").await, Ok(None));
    }
}

#[wasm_bindgen_test]
async fn a_record_is_json_with_its_version() {
    first_visit().await;
    vault::put(Shelf::Views, "a", &note("ahoy")).await.unwrap();
    let text = raw("views", "a").await.unwrap().as_string().unwrap();
    assert_eq!(text, r#"{"v":1,"body":{"say":"ahoy"}}"#);
}

#[wasm_bindgen_test]
async fn a_record_of_a_newer_version_is_left_alone() {
    first_visit().await;
    vault::put(Shelf::Keys, "a", &note("ahoy")).await.unwrap();
    let newer = r#"{"v":9,"body":{"speak":"ahoy"}}"#;
    for (shelf, name) in [(Shelf::Keys, "keys"), (Shelf::Views, "views")] {
        put_raw(name, "b", &newer.into()).await;
        match vault::get::<Note>(shelf, "b").await {
            Err(Trouble::NoStorage(why)) => assert!(shelf == Shelf::Keys && why.contains("newer version")),
            // A view is only a copy, and the server has the original.
            view => assert!(shelf == Shelf::Views && view == Ok(None)),
        }
        assert_eq!(raw(name, "b").await.unwrap().as_string().unwrap(), newer);
    }
}

#[wasm_bindgen_test]
async fn an_upgrade_in_another_tab_is_let_through() {
    first_visit().await;
    vault::put(Shelf::Keys, "a", &note("ahoy")).await.unwrap();
    // As a newer version of the game in another tab would: without our letting go, this hangs.
    let newer = Factory::new().unwrap().open("farlantern", Some(7)).unwrap().await.unwrap();
    newer.close();
    let trouble = vault::get::<Note>(Shelf::Keys, "a").await.unwrap_err();
    assert!(trouble.to_string().contains("newer version"), "{trouble}");
}

#[wasm_bindgen_test]
async fn a_storage_that_does_not_answer_is_given_up() {
    first_visit().await;
    let factory = Factory::new().unwrap();
    // Somebody holds on and does not listen, while somebody else wants to delete.
    let deaf = factory.open("farlantern", Some(1)).unwrap().await.unwrap();
    let deleting = factory.delete("farlantern").unwrap();
    let trouble = vault::get::<Note>(Shelf::Keys, "a").await.unwrap_err();
    assert!(matches!(trouble, Trouble::NoStorage(_)), "{trouble}");
    deaf.close();
    deleting.await.unwrap();
    // What came after all was closed, so the next one is not kept waiting.
    assert_eq!(vault::get::<Note>(Shelf::Keys, "a").await, Ok(None));
}
