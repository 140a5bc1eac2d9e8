//! The new address: nothing counts but what the account's chain says of a key that was made for this.

use client::{
    Trouble, identity,
    moving::{Step, Wish, step},
    outbox, place, vault,
};
use ed25519_dalek::SigningKey;
use rules::{AccountId, CommandId, StreamId};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{
    Command, CommandPost, Millis, PublicKey, Purpose, SaltedText, Signed, account::Consent, pairing::Asked,
};

use super::{OTHER, at_a_former_address, at_home, consent_in, gone, hear, hello, own, state, wish};
use crate::{
    devices::another,
    harbour::{COMMANDS, Harbour, Mishap, STATEMENTS, first_visit, new_tab},
};

/// The new address, and an account whose key lies at the old one.
async fn new_home() -> (Harbour, AccountId) {
    let harbour = first_visit().await;
    at_home();
    let account = harbour.open_elsewhere(&another());
    (harbour, account)
}

/// The old address lets a key in.
fn let_in(harbour: &Harbour, account: AccountId, consent: Signed) {
    let asked = Asked { consent, name: "Laptop".into(), mark: rules::Hash([0; 32]) };
    harbour.take_in_elsewhere(&another(), account, &asked);
}

/// Announces an account, and answers the word of the key that was made for it.
async fn announce(hello: Value) -> Signed {
    let (page, message) = gone(hear(hello).await);
    assert_eq!(page, format!("{OTHER}/move"), "where the server says, and nowhere else");
    consent_in(&message)
}

fn joined(seed: u8) -> Value {
    json!({ "joined": { "state": state(seed) } })
}

fn active(harbour: &Harbour, account: AccountId) -> Vec<PublicKey> {
    harbour.held(account).chain.keys().active().map(|it| it.key).collect()
}

#[track_caller]
fn arrived(step: Result<Step, Trouble>) -> String {
    match step.unwrap() {
        Step::Arrived { to, next: None, .. } => to,
        other => panic!("{other:?}"),
    }
}

fn is_refused(step: &Result<Step, Trouble>) -> bool {
    matches!(step, Err(Trouble::Unfit(_)))
}

/// A change that was signed at the old address.
fn row(harbour: &Harbour, account: AccountId, by: &SigningKey, seed: u8) -> CommandPost {
    let text = SaltedText { id: rules::TextId([seed; 16]), salt: [seed; 16], text: "Wren".into() };
    let command = Command {
        id: CommandId([seed; 16]),
        account,
        server: harbour.public(),
        origin: OTHER.into(),
        rules_version: rules::RULES_VERSION,
        content_hash: rules::Content::built_in_hash(),
        stream: StreamId([seed; 16]),
        expected: None,
        made_at: Millis(5),
        wish: rules::Command::Character(rules::character::Command::Rename { name: text.reference() }),
    };
    CommandPost { signed: Signed::sign(Purpose::Command, &command, by), texts: vec![text] }
}

#[wasm_bindgen_test]
async fn an_account_that_is_let_in_comes_with_all_it_has() {
    let (harbour, account) = new_home().await;
    let fresh = identity::me().await.unwrap();
    let mut hello = hello(account, &state(1));
    hello["hello"]["rows"] = json!([row(&harbour, account, &another(), 7)]);
    let consent = announce(hello).await;
    let word: Consent = consent.open(Purpose::Consent).unwrap();
    assert_eq!((word.account, word.server), (account, harbour.public()));
    assert_ne!(consent.key, fresh.key, "the browser's own key gives no word");
    assert_eq!(identity::me().await.unwrap(), fresh, "nothing has changed here yet");

    let_in(&harbour, account, consent.clone());
    new_tab().await;
    let Step::Arrived { to, small, next } = hear(joined(1)).await.unwrap() else { panic!("not arrived") };
    assert_eq!((to.as_str(), next, small.theme.as_str()), ("/characters", None, "vellum"));
    let me = identity::me().await.unwrap();
    assert_eq!((me.account, me.key, me.lost, me.logged_out), (Some(account), consent.key, None, false));
    assert_eq!(active(&harbour, account), [consent.key], "the old key is turned away");
    assert_eq!(harbour.session(), Some(account));

    // The change is signed anew, by the new key and for this address, under its own id.
    outbox::flush().await.unwrap();
    let sent: CommandPost = serde_json::from_str(&harbour.seen(COMMANDS)[0]).unwrap();
    let command: Command = sent.signed.open(Purpose::Command).unwrap();
    assert_eq!((sent.signed.key, command.origin, command.id), (consent.key, own(), CommandId([7; 16])));
    assert_eq!((sent.texts[0].text.as_str(), outbox::waiting().await), ("Wren", Ok(0)));
    // The word is used up.
    assert!(is_refused(&hear(joined(1)).await));
    assert_eq!(step(wish("/")).await, Ok(Step::Nothing));
}

#[wasm_bindgen_test]
async fn the_server_names_where_to_go_and_not_the_word() {
    for to in ["//evil.example", "https://evil.example", "/\\evil.example", "/move"] {
        let (harbour, account) = new_home().await;
        let mut hello = hello(account, &state(1));
        hello["hello"]["to"] = json!(to);
        let_in(&harbour, account, announce(hello).await);
        assert_eq!(arrived(hear(joined(1)).await), "/", "{to}");
    }
    let (_harbour, account) = new_home().await;
    for former in [json!(2), json!(7), json!(-1), json!("https://evil.example")] {
        let mut hello = hello(account, &state(1));
        hello["hello"]["former"] = former;
        assert!(is_refused(&hear(hello).await));
    }
    let mut hello = hello(account, &state(1));
    hello["hello"]["more_to_say"] = json!(true);
    assert!(is_refused(&hear(hello).await));
}

#[wasm_bindgen_test]
async fn nobody_is_joined_to_an_account_that_has_not_let_them_in() {
    let (harbour, _) = new_home().await;
    let strangers = harbour.open_elsewhere(&SigningKey::from_bytes(&[66; 32]));
    let fresh = identity::me().await.unwrap();
    announce(hello(strangers, &state(1))).await;
    assert!(is_refused(&hear(joined(1)).await));
    assert!(is_refused(&hear(joined(2)).await));
    assert!(is_refused(&hear(json!({ "next": { "after": 1, "state": state(1), "to": "/" } })).await));
    assert_eq!((identity::me().await.unwrap(), harbour.session()), (fresh, None));

    // Nor one who is in an account.
    let mine = identity::log_in(true).await.unwrap();
    announce(hello(strangers, &state(3))).await;
    assert!(is_refused(&hear(joined(3)).await));
    let me = identity::me().await.unwrap();
    assert_eq!((me.account, me.key, harbour.session()), (Some(mine.account), mine.key, Some(mine.account)));
    assert_eq!(place::all().len(), 1);
}

#[wasm_bindgen_test]
async fn a_word_about_ones_own_account_turns_nobody_away_and_changes_nothing() {
    let (harbour, account) = new_home().await;
    // This browser was let in by a phone, as devices are.
    let_in(&harbour, account, own_consent(account).await);
    client_joins(account).await;
    let before = active(&harbour, account);
    let mut word = hello(account, &state(1));
    word["hello"]["rows"] = json!([row(&harbour, account, &another(), 7)]);
    announce(word.clone()).await;
    assert!(is_refused(&hear(joined(1)).await));
    word["hello"]["late"] = json!(true);
    assert!(is_refused(&hear(word).await));
    assert_eq!(active(&harbour, account), before);
    assert_eq!(outbox::waiting().await, Ok(0));
}

/// The word of this browser's own key.
async fn own_consent(account: AccountId) -> Signed {
    let server = web_sys::window().unwrap().document().unwrap();
    let server = server.query_selector("meta[name=farlantern-server]").unwrap().unwrap();
    let server = server.get_attribute("content").unwrap().parse().unwrap();
    let consent = Consent { account, server, made_at: Millis(0) };
    identity::sign(Purpose::Consent, &consent).await.unwrap()
}

/// This browser keeps that it was let in, as after a pairing.
async fn client_joins(account: AccountId) {
    let key = identity::me().await.unwrap().key;
    let harbour_key = {
        let document = web_sys::window().unwrap().document().unwrap();
        let meta = document.query_selector("meta[name=farlantern-server]").unwrap().unwrap();
        meta.get_attribute("content").unwrap()
    };
    let membership = json!({ "account": account, "key": key, "known": true });
    vault::put(vault::Shelf::Keys, &format!("account/{harbour_key}"), &membership).await.unwrap();
    identity::log_in(true).await.unwrap();
}

#[wasm_bindgen_test]
async fn changes_that_the_old_key_has_not_signed_are_left_where_they_are() {
    let (harbour, account) = new_home().await;
    let stranger = SigningKey::from_bytes(&[66; 32]);
    let strangers = harbour.open_elsewhere(&stranger);
    let mut changed = row(&harbour, account, &another(), 3);
    changed.signed.bytes.push(b' ');
    let mut hello = hello(account, &state(1));
    let good = row(&harbour, account, &another(), 4);
    hello["hello"]["rows"] = json!([
        row(&harbour, account, &stranger, 1),
        row(&harbour, strangers, &another(), 2),
        changed,
        good,
        good,
    ]);
    let_in(&harbour, account, announce(hello).await);
    arrived(hear(joined(1)).await);
    outbox::flush().await.unwrap();
    let id = |body: &String| {
        let post: CommandPost = serde_json::from_str(body).unwrap();
        post.signed.open::<Command>(Purpose::Command).unwrap().id
    };
    let sent: Vec<_> = harbour.seen(COMMANDS).iter().map(id).collect();
    assert_eq!(sent, [CommandId([4; 16])]);
}

#[wasm_bindgen_test]
async fn a_change_that_was_decided_already_is_not_asked_for_again() {
    let (harbour, account) = new_home().await;
    let mut hello = hello(account, &state(1));
    hello["hello"]["rows"] = json!([row(&harbour, account, &another(), 7)]);
    let_in(&harbour, account, announce(hello).await);
    arrived(hear(joined(1)).await);
    harbour.next(COMMANDS, Mishap::Door(wire::error::COMMAND_ID_REUSED));
    outbox::flush().await.unwrap_err();
    assert_eq!(outbox::waiting().await, Ok(0));
}

#[wasm_bindgen_test]
async fn a_way_that_is_broken_off_goes_on() {
    let (harbour, account) = new_home().await;
    let consent = announce(hello(account, &state(1))).await;
    // The page is loaded anew before the old address has let the key in: the same key asks again.
    new_tab().await;
    let (page, message) = gone(step(Wish::default()).await);
    assert_eq!(page, format!("{OTHER}/move"));
    assert_eq!((consent_in(&message).key, &message["consent"]["state"]), (consent.key, &json!(state(1))));
    let_in(&harbour, account, consent.clone());
    // And after that: it comes in. The old key cannot be turned away just then.
    harbour.next(STATEMENTS, Mishap::Unreachable);
    assert_eq!(step(Wish::default()).await, Err(Trouble::Offline));
    assert_eq!(identity::me().await.unwrap().account, Some(account));
    assert_eq!(active(&harbour, account).len(), 2);
    // Whatever page is opened next, it is made good.
    new_tab().await;
    client::boot().await.unwrap();
    for _ in 0..200 {
        if active(&harbour, account).len() == 1 {
            break;
        }
        crate::harbour::sleep(5).await;
    }
    assert_eq!(active(&harbour, account), [consent.key]);
}

#[wasm_bindgen_test]
async fn another_account_of_this_browser_stays_and_this_one_comes_beside_it() {
    let (harbour, account) = new_home().await;
    let mine = identity::log_in(true).await.unwrap();
    harbour.people(mine.account);
    let consent = announce(hello(account, &state(1))).await;
    let_in(&harbour, account, consent.clone());
    let (page, message) = gone(hear(joined(1)).await);
    assert_eq!((page, message.clone()), (format!("{}/move", own()), joined(1)));
    new_tab().await;
    assert_eq!(arrived(hear(message).await), "/characters");
    let me = identity::me().await.unwrap();
    assert_eq!((me.account, me.key), (Some(account), consent.key));
    assert_eq!(active(&harbour, account), [consent.key]);
    let places = place::look().await.unwrap();
    let there: Vec<_> = places.iter().map(|it| (it.account, it.key, it.here)).collect();
    assert_eq!(
        there,
        [(Some(mine.account), Some(mine.key), false), (Some(account), Some(consent.key), true)]
    );
}

#[wasm_bindgen_test]
async fn an_account_that_is_here_already_stays_where_it_is() {
    let (harbour, account) = new_home().await;
    let_in(&harbour, account, own_consent(account).await);
    client_joins(account).await;
    let consent = announce(hello(account, &state(1))).await;
    let_in(&harbour, account, consent.clone());
    arrived(hear(joined(1)).await);
    assert_eq!(active(&harbour, account), [consent.key], "neither of the former keys is needed");
    assert_eq!((identity::me().await.unwrap().account, place::all().len()), (Some(account), 1));
}

#[wasm_bindgen_test]
async fn other_accounts_that_wait_are_sent_for() {
    let (harbour, account) = new_home().await;
    let mut hello = hello(account, &state(1));
    (hello["hello"]["more"], hello["hello"]["place"]) = (json!(true), json!(3));
    let_in(&harbour, account, announce(hello).await);
    let Step::Arrived { next: Some(next), .. } = hear(joined(1)).await.unwrap() else { panic!("no next") };
    let (page, message) = super::said(&next);
    let expected = json!({ "next": { "after": 3, "state": state(1), "to": "/characters" } });
    assert_eq!((page, message), (format!("{OTHER}/move"), expected));
}

#[wasm_bindgen_test]
async fn changes_that_come_after_are_believed_to_the_old_key_alone() {
    let (harbour, account) = new_home().await;
    let_in(&harbour, account, announce(hello(account, &state(1))).await);
    arrived(hear(joined(1)).await);
    let stranger = SigningKey::from_bytes(&[66; 32]);
    let mut late = hello(account, &state(2));
    late["hello"]["late"] = json!(true);
    late["hello"]["rows"] =
        json!([row(&harbour, account, &stranger, 1), row(&harbour, account, &another(), 2)]);
    let (page, message) = gone(hear(late.clone()).await);
    let next = json!({ "next": { "after": 1, "state": state(2), "to": "/characters" } });
    assert_eq!((page, message), (format!("{OTHER}/move"), next));
    assert_eq!(outbox::waiting().await, Ok(1));
    // Twice is once.
    gone(hear(late).await);
    assert_eq!(outbox::waiting().await, Ok(1));
}

#[wasm_bindgen_test]
async fn few_announcements_are_kept_and_not_for_long() {
    let (harbour, account) = new_home().await;
    let consent = announce(hello(account, &state(1))).await;
    for seed in 2..=5 {
        announce(hello(AccountId([seed; 32]), &state(seed))).await;
    }
    let_in(&harbour, account, consent);
    assert!(is_refused(&hear(joined(1)).await), "the oldest has made room");
    let_in_again(&harbour, account).await;
}

/// The way is gone once more, from the beginning.
async fn let_in_again(harbour: &Harbour, account: AccountId) {
    let consent = announce(hello(account, &state(9))).await;
    if !active(harbour, account).contains(&consent.key) {
        let_in(harbour, account, consent);
    }
    arrived(hear(joined(9)).await);
    assert_eq!(active(harbour, account).len(), 1);
}

#[wasm_bindgen_test]
async fn each_end_hears_only_what_is_meant_for_it() {
    let (_harbour, account) = new_home().await;
    let consent = own_consent(account).await;
    assert!(is_refused(&hear(json!({ "consent": { "state": state(1), "consent": consent } })).await));
    at_a_former_address();
    assert!(is_refused(&hear(hello(account, &state(1))).await));
    assert!(is_refused(&hear(joined(1)).await));
    at_home();
    let nonsense = Wish { fragment: Some("moving=%%%".into()), ..wish("/") };
    assert!(is_refused(&step(nonsense).await));
}
