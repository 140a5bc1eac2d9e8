//! Several accounts in one browser: nothing of one is ever in another's hands.

use client::{
    Me, Trouble, devices, identity, outbox, place,
    vault::{self, Shelf},
};
use js_sys::{Array, Promise, Reflect};
use rules::AccountId;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Command, CommandPost, Purpose, error};

use super::{
    harbour::{COMMANDS, Harbour, LOGOUT, Mishap, VERIFY, first_visit, new_tab, run},
    outbox::wish,
};

const LIST: &str = "farlantern.places";

fn notes() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

/// The page is loaded anew in another place.
async fn go(to: u32) -> Me {
    place::switch(to).await.unwrap();
    new_tab().await;
    identity::me().await.unwrap()
}

/// A browser with an account in each of two places, and the tab in the second.
async fn two_accounts() -> (Harbour, Me, Me) {
    let harbour = first_visit().await;
    identity::log_in(true).await.unwrap();
    let first = identity::me().await.unwrap();
    go(place::add("Wren".into()).await.unwrap()).await;
    identity::log_in(true).await.unwrap();
    (harbour, first, identity::me().await.unwrap())
}

/// As another tab does it, behind the back of this one.
fn switch_elsewhere(to: u32) {
    let list = notes().get_item(LIST).unwrap().unwrap();
    let mut list: serde_json::Value = serde_json::from_str(&list).unwrap();
    list["active"] = to.into();
    notes().set_item(LIST, &list.to_string()).unwrap();
}

fn numbers() -> Vec<u32> {
    place::all().iter().map(|it| it.number).collect()
}

async fn vaults() -> Vec<String> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into()).unwrap();
    let ask: js_sys::Function = Reflect::get(&factory, &"databases".into()).unwrap().unchecked_into();
    let all: Promise = ask.call0(&factory).unwrap().unchecked_into();
    let all: Array = JsFuture::from(all).await.unwrap().unchecked_into();
    let name = |it: JsValue| Reflect::get(&it, &"name".into()).unwrap().as_string().unwrap();
    let mut all: Vec<_> = all.iter().map(name).filter(|it| it.starts_with("farlantern")).collect();
    all.sort();
    all
}

/// Of which accounts the commands were that came.
fn accounts_of_commands(harbour: &Harbour) -> Vec<AccountId> {
    let account = |body: &String| {
        let post: CommandPost = serde_json::from_str(body).unwrap();
        post.signed.read::<Command>(Purpose::Command).unwrap().account
    };
    harbour.seen(COMMANDS).iter().map(account).collect()
}

#[wasm_bindgen_test]
async fn keys_outboxes_views_and_receipts_are_kept_apart() {
    let (harbour, first, second) = two_accounts().await;
    assert!(first.key != second.key && first.account != second.account);
    assert_eq!(vaults().await, ["farlantern", "farlantern.2"]);
    vault::put(Shelf::Views, "a-view", &"of the second").await.unwrap();
    wish(outbox::new_stream()).await.unwrap();
    harbour.next(COMMANDS, Mishap::Unreachable);
    assert_eq!(wish(outbox::new_stream()).await, Err(Trouble::Offline));

    // What waits is tried once more on the way out, and waits on in its own place.
    harbour.next(COMMANDS, Mishap::Unreachable);
    assert_eq!(go(1).await, first);
    assert_eq!(outbox::waiting().await, Ok(0));
    assert_eq!(vault::get::<String>(Shelf::Views, "a-view").await, Ok(None));
    identity::log_in(false).await.unwrap();
    wish(outbox::new_stream()).await.unwrap();
    let waits: Vec<_> =
        place::look().await.unwrap().iter().map(|it| (it.number, it.waiting, it.here)).collect();
    assert_eq!(waits, [(1, 0, true), (2, 1, false)]);

    assert_eq!(go(2).await, second);
    assert_eq!(vault::get(Shelf::Views, "a-view").await, Ok(Some("of the second".to_owned())));
    identity::log_in(false).await.unwrap();
    assert_eq!(outbox::flush().await.unwrap().len(), 1);
    let [one, two] = [first.account.unwrap(), second.account.unwrap()];
    assert_eq!(accounts_of_commands(&harbour), [two, two, two, one, two]);
}

#[wasm_bindgen_test]
async fn what_waits_is_sent_before_the_browser_switches() {
    let (harbour, _, second) = two_accounts().await;
    harbour.next(COMMANDS, Mishap::Unreachable);
    assert_eq!(wish(outbox::new_stream()).await, Err(Trouble::Offline));
    go(1).await;
    assert_eq!(place::look().await.unwrap()[1].waiting, 0);
    assert_eq!(accounts_of_commands(&harbour), [second.account.unwrap(); 2]);
}

#[wasm_bindgen_test]
async fn to_switch_is_not_to_log_out() {
    let (harbour, first, second) = two_accounts().await;
    assert_eq!(go(1).await, first);
    assert_eq!(harbour.session(), None);
    assert_eq!(identity::log_in(false).await.unwrap().account, first.account.unwrap());
    // Whoever had logged out stays logged out.
    identity::log_out().await.unwrap();
    assert!(!go(2).await.logged_out);
    assert_eq!(identity::log_in(false).await.unwrap().account, second.account.unwrap());
    assert!(go(1).await.logged_out);
    assert!(identity::log_in(false).await.is_err());
}

#[wasm_bindgen_test]
async fn without_a_network_the_old_session_is_not_taken_for_ones_own() {
    let (harbour, first, second) = two_accounts().await;
    harbour.next(LOGOUT, Mishap::Unreachable);
    assert_eq!(go(1).await, first);
    assert_eq!(harbour.session(), second.account);
    // The key comes in first, and then it is asked.
    assert_eq!(devices::account().await.unwrap().account, first.account.unwrap());
    assert_eq!(harbour.session(), first.account);

    // Where nobody comes in, the session ends when the next page comes alive.
    identity::log_out().await.unwrap();
    go(2).await;
    identity::log_in(false).await.unwrap();
    harbour.next(LOGOUT, Mishap::Unreachable);
    go(1).await;
    assert_eq!(harbour.session(), second.account);
    place::end_leftover().await;
    assert_eq!(harbour.session(), None);
    // It is done once: a session of one's own is left alone.
    identity::log_in(true).await.unwrap();
    place::end_leftover().await;
    assert_eq!(harbour.session(), first.account);
}

#[wasm_bindgen_test]
async fn a_tab_that_was_left_behind_logs_nobody_in_or_out() {
    let (harbour, first, second) = two_accounts().await;
    let session = identity::log_in(false).await.unwrap();
    let logins = harbour.seen(VERIFY).len();
    switch_elsewhere(1);
    assert!(!place::is_active());
    assert_eq!(identity::log_in(true).await, Err(Trouble::Switched));
    assert_eq!(identity::renew(session.expires_at).await, Err(Trouble::Switched));
    assert_eq!(identity::log_out().await, Err(Trouble::Switched));
    assert_eq!(place::switch(1).await, Err(Trouble::Switched));
    assert_eq!(place::remove(1).await, Err(Trouble::Switched));
    // What is said in it is kept and waits. A server would take it without any session.
    harbour.end_session();
    assert_eq!(wish(outbox::new_stream()).await, Err(Trouble::Switched));
    assert_eq!((outbox::waiting().await, outbox::held().await), (Ok(1), Ok(Vec::new())));
    assert_eq!((harbour.seen(VERIFY).len(), harbour.session()), (logins, None));
    let me = identity::me().await.unwrap();
    assert_eq!((me.account, me.logged_out), (second.account, false));

    new_tab().await;
    assert_eq!(identity::me().await.unwrap(), first);
    go(2).await;
    assert_eq!(outbox::flush().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_lost_list_is_made_anew_from_the_vaults() {
    let (_harbour, first, second) = two_accounts().await;
    notes().clear().unwrap();
    new_tab().await;
    assert_eq!(identity::me().await.unwrap(), first);
    assert_eq!(numbers(), [1, 2]);
    // Of a place that was not looked into nobody says that it is empty.
    assert_eq!(place::add("Wren".into()).await, Ok(3));
    place::remove(3).await.unwrap();
    assert_eq!(go(2).await, second);
    let seen = place::look().await.unwrap();
    assert_eq!(seen[1].account, second.account);

    // A list that cannot be read is none.
    for unreadable in ["", "{", r#"{"active":7,"places":[]}"#] {
        notes().set_item(LIST, unreadable).unwrap();
        new_tab().await;
        assert_eq!(identity::me().await.unwrap(), first);
        assert_eq!(numbers(), [1, 2]);
    }
}

#[wasm_bindgen_test]
async fn alone_an_account_needs_no_list() {
    first_visit().await;
    client::boot().await.unwrap();
    identity::log_in(true).await.unwrap();
    place::call("Wren");
    assert_eq!(notes().get_item(LIST), Ok(None));
    assert_eq!(place::file_name("farlantern-key.json"), "farlantern-key.json");
}

#[wasm_bindgen_test]
async fn a_list_of_the_first_shape_is_read_and_written_to_the_letter() {
    first_visit().await;
    let golden = include_str!("../golden/places_v1.json").trim();
    notes().set_item(LIST, golden).unwrap();
    new_tab().await;
    let me = identity::me().await.unwrap();
    assert_eq!((me.account, vaults().await), (None, vec!["farlantern.2".to_owned()]));
    assert_eq!(place::all()[0].account, Some(AccountId([9; 32])));
    place::call("Tova");
    let named = golden.replace(r#""label":"""#, r#""label":"Tova""#);
    assert_eq!(notes().get_item(LIST).unwrap().unwrap(), named);
}

#[wasm_bindgen_test]
async fn an_account_among_others_has_a_label_and_files_of_its_own() {
    let (_harbour, first, second) = two_accounts().await;
    place::call("Maren");
    let labels: Vec<_> = place::all().into_iter().map(|it| it.label).collect();
    assert_eq!(labels, ["Wren", "Maren"]);
    let short = |me: &Me| me.account.unwrap().to_string()[..8].to_owned();
    assert_eq!(place::file_name("key.json"), format!("key-{}.json", short(&second)));
    go(1).await;
    assert_eq!(place::file_name("key.json"), format!("key-{}.json", short(&first)));
}

#[wasm_bindgen_test]
async fn an_empty_place_is_made_once_and_goes_when_it_is_left() {
    let harbour = first_visit().await;
    identity::log_in(true).await.unwrap();
    let first = identity::me().await.unwrap();
    for _ in 0..2 {
        assert_eq!(place::add("Wren".into()).await, Ok(2));
    }
    let me = go(2).await;
    assert_eq!((me.account, me.lost, me.logged_out), (None, None, false));
    assert_eq!(go(1).await, first);
    assert_eq!((numbers(), vaults().await), (vec![1], vec!["farlantern".to_owned()]));
    assert_eq!(notes().get_item("farlantern.me.2"), Ok(None));
    // One in which something waits is kept.
    go(place::add("Wren".into()).await.unwrap()).await;
    harbour.next(COMMANDS, Mishap::Unreachable);
    harbour.next(COMMANDS, Mishap::Unreachable);
    assert!(wish(outbox::new_stream()).await.is_err());
    go(1).await;
    assert_eq!(numbers(), [1, 2]);
}

#[wasm_bindgen_test]
async fn there_is_an_end_to_places() {
    let harbour = first_visit().await;
    for number in 2..=9 {
        identity::log_in(true).await.unwrap();
        assert_eq!(place::add(String::new()).await, Ok(number));
        go(number).await;
    }
    identity::log_in(true).await.unwrap();
    assert!(matches!(place::add(String::new()).await, Err(Trouble::Unfit(_))));
    assert_eq!(harbour.accounts(), 9);
    for number in (2..=9).rev() {
        place::remove(number).await.unwrap();
        new_tab().await;
    }
    assert_eq!(vaults().await, ["farlantern"]);
}

#[wasm_bindgen_test]
async fn a_place_is_removed_with_all_that_is_in_it_but_not_with_what_waits() {
    let (harbour, first, _) = two_accounts().await;
    harbour.next(COMMANDS, Mishap::Unreachable);
    assert!(wish(outbox::new_stream()).await.is_err());
    assert!(matches!(place::remove(2).await, Err(Trouble::Unfit(_))));
    harbour.next(COMMANDS, Mishap::Unreachable);
    go(1).await;
    assert!(matches!(place::remove(2).await, Err(Trouble::Unfit(_))));
    assert_eq!(numbers(), [1, 2]);
    // What a door has turned away would wait for ever.
    go(2).await;
    harbour.next(COMMANDS, Mishap::Door(error::ACCOUNT_CLOSED));
    assert!(outbox::flush().await.is_err());
    place::remove(2).await.unwrap();
    assert_eq!((numbers(), vaults().await), (vec![1], vec!["farlantern".to_owned()]));
    assert_eq!(notes().get_item("farlantern.me.2"), Ok(None));
    assert_eq!(harbour.session(), None);
    assert!(!place::is_active());
    // The tab was in it, and makes nothing anew there.
    assert_eq!(identity::me().await, Err(Trouble::Switched));
    new_tab().await;
    assert_eq!(identity::me().await.unwrap(), first);

    // After the last one it is a first visit, and a tab that stood there knows.
    place::remove(1).await.unwrap();
    assert!(!place::is_active());
    new_tab().await;
    let me = identity::me().await.unwrap();
    assert_eq!((me.account, me.lost, me.logged_out), (None, None, false));
    assert_ne!(me.key, first.key);
    assert_eq!((numbers(), vaults().await), (vec![1], vec!["farlantern".to_owned()]));
}

#[wasm_bindgen_test]
async fn a_place_whose_vault_was_lost_tells_so_and_is_come_back_to() {
    let (_harbour, first, second) = two_accounts().await;
    go(1).await;
    rexie::Rexie::delete("farlantern.2").await.unwrap();
    let seen = place::look().await.unwrap();
    assert_eq!((seen[1].account, seen[1].key), (second.account, None));
    let me = go(2).await;
    assert_eq!((me.account, me.lost), (None, Some(second.key)));
    // It is not empty for that.
    assert_eq!(go(1).await, first);
    assert_eq!(numbers(), [1, 2]);
    assert_eq!(go(2).await.lost, Some(second.key));
}

#[wasm_bindgen_test]
async fn who_holds_the_outbox_of_one_place_holds_up_no_other() {
    let (_harbour, _, _) = two_accounts().await;
    let held = Promise::new(&mut |resolve, _| {
        Reflect::set(&js_sys::global(), &"itIsHeld".into(), &resolve).unwrap();
    });
    run("navigator.locks.request('farlantern-outbox', () => new Promise(release => {
             self.letGo = release; itIsHeld();
         }));");
    JsFuture::from(held).await.unwrap();
    // Nobody waits for ever; but this is at once.
    let begun = js_sys::Date::now();
    wish(outbox::new_stream()).await.unwrap();
    let took = js_sys::Date::now() - begun;
    run("letGo();");
    assert!(took < 10_000.0, "{took}");
}
