//! The former address: nothing is let in but what it has asked for itself.

use client::{
    Trouble, devices, identity,
    moving::{Step, Wish, step},
    outbox, place,
};
use ed25519_dalek::SigningKey;
use rules::{AccountId, Hash, TextId, TextRef};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Claim, Command, CommandPost, PublicKey, Purpose, Signed, account::Consent, error};

use super::{OTHER, at_a_former_address, gone, hear, nameless, own, state, wish};
use crate::{
    devices::another,
    harbour::{
        COMMANDS, Harbour, Mishap, STATEMENTS, VERIFY, first_visit, new_tab, public, put_raw, raw, run,
    },
    outbox::wish as change,
};

/// A former address, with an account.
async fn old_home() -> (Harbour, AccountId) {
    let harbour = first_visit().await;
    at_a_former_address();
    let account = identity::log_in(true).await.unwrap().account;
    (harbour, account)
}

/// Sets out, and answers the state.
async fn set_out() -> String {
    let (page, message) = gone(step(wish("/characters")).await);
    assert_eq!(page, format!("{OTHER}/move"));
    message["hello"]["state"].as_str().unwrap().into()
}

fn consent(harbour: &Harbour, by: &SigningKey, account: AccountId, state: &str) -> Value {
    json!({ "consent": { "state": state, "consent": harbour.consent_elsewhere(by, account) } })
}

fn active(harbour: &Harbour, account: AccountId) -> Vec<PublicKey> {
    harbour.held(account).chain.keys().active().map(|it| it.key).collect()
}

/// The clock goes on by so many minutes, or stands as it should.
fn wait_minutes(minutes: i64) {
    run(&format!("self.itsNow ??= Date.now; Date.now = () => self.itsNow.call(Date) + {minutes} * 60000;"));
}

fn goes_home(step: Result<Step, Trouble>, path: &str) {
    assert_eq!(step, Ok(Step::Go([OTHER, path].concat())));
}

#[wasm_bindgen_test]
async fn who_has_nothing_goes_straight_home() {
    first_visit().await;
    at_a_former_address();
    for (to, fragment, path) in [
        ("/characters?x=1", None, "/characters?x=1"),
        ("/settings", Some("devices"), "/settings#devices"),
        ("/pair", Some("a-secret_of-43"), "/pair#a-secret_of-43"),
        ("/settings", Some("a b"), "/"),
        ("//evil.example", None, "/"),
        ("https://evil.example", None, "/"),
        ("/\\evil.example", None, "/"),
        ("/move?to=/", None, "/"),
        ("", None, "/"),
    ] {
        let wish = Wish { fragment: fragment.map(Into::into), ..wish(to) };
        goes_home(step(wish).await, path);
    }
}

#[wasm_bindgen_test]
async fn where_no_addresses_are_named_nothing_is_done() {
    let (harbour, _) = old_home().await;
    nameless();
    let before = harbour.seen(STATEMENTS).len();
    assert_eq!(step(wish("/characters")).await, Ok(Step::Nothing));
    assert_eq!(hear(json!({ "joined": { "state": state(1) } })).await, Ok(Step::Nothing));
    assert_eq!(harbour.seen(STATEMENTS).len(), before);
}

#[wasm_bindgen_test]
async fn an_account_is_announced_at_home() {
    let (_harbour, account) = old_home().await;
    let (_, message) = gone(step(wish("/characters")).await);
    let hello = &message["hello"];
    assert_eq!((&hello["account"], &hello["former"]), (&json!(account), &json!(1)));
    assert_eq!((&hello["to"], &hello["rows"]), (&json!("/characters"), &json!([])));
    assert_eq!((&hello["more"], &hello["late"]), (&json!(false), &json!(false)));
    assert_eq!(hello["small"]["theme"], "vellum");
    // Two tabs that set out at once do not get in each other's way; later it is another word.
    let first = set_out().await;
    assert_eq!(set_out().await, first);
    wait_minutes(16);
    assert_ne!(set_out().await, first);
    wait_minutes(0);
}

#[wasm_bindgen_test]
async fn a_key_is_let_in_with_our_own_word_only() {
    let (harbour, account) = old_home().await;
    let before = harbour.seen(STATEMENTS).len();
    let strangers = harbour.open_elsewhere(&SigningKey::from_bytes(&[66; 32]));
    // Somebody sends a browser here that has asked for nothing.
    for state in [state(1), state(0)] {
        let answer = hear(consent(&harbour, &another(), account, &state)).await;
        assert!(matches!(answer, Err(Trouble::Unfit(_))), "{answer:?}");
    }
    let word = set_out().await;
    let elsewhere = Consent { account, server: public(&another()), made_at: wire::Millis(0) };
    let elsewhere = Signed::sign(Purpose::Consent, &elsewhere, &another());
    let mut changed = harbour.consent_elsewhere(&another(), account);
    changed.bytes.push(b' ');
    let program = Consent { account, server: harbour.public(), made_at: wire::Millis(0) };
    let program = Signed::sign(Purpose::Program, &program, &another());
    let weak = Signed { key: PublicKey([0; 32]), ..harbour.consent_elsewhere(&another(), account) };
    let with = |signed: &Signed| json!({ "consent": { "state": word, "consent": signed } });
    for bad in [
        consent(&harbour, &another(), account, &state(1)),
        consent(&harbour, &another(), strangers, &word),
        with(&elsewhere),
        with(&changed),
        with(&program),
        with(&weak),
        json!({ "joined": { "state": word } }),
        json!({ "consent": { "state": word } }),
        json!("consent"),
    ] {
        let answer = hear(bad.clone()).await;
        assert!(matches!(answer, Err(Trouble::Unfit(_))), "{bad}: {answer:?}");
    }
    wait_minutes(16);
    assert!(matches!(hear(consent(&harbour, &another(), account, &word)).await, Err(Trouble::Unfit(_))));
    wait_minutes(0);
    assert_eq!((harbour.seen(STATEMENTS).len(), active(&harbour, account).len()), (before, 1));

    let (page, message) = gone(hear(consent(&harbour, &another(), account, &word)).await);
    assert_eq!((page, message), (format!("{OTHER}/move"), json!({ "joined": { "state": word } })));
    assert_eq!(active(&harbour, account)[1], public(&another()));
    // The same once more says nothing again; another key does not come with a word that was used.
    let said = harbour.seen(STATEMENTS).len();
    gone(hear(consent(&harbour, &another(), account, &word)).await);
    let third = SigningKey::from_bytes(&[31; 32]);
    assert!(matches!(hear(consent(&harbour, &third, account, &word)).await, Err(Trouble::Unfit(_))));
    assert_eq!((harbour.seen(STATEMENTS).len(), active(&harbour, account).len()), (said, 2));
    assert_ne!(set_out().await, word);
}

#[wasm_bindgen_test]
async fn the_new_key_is_called_as_the_old_one_was() {
    let (harbour, account) = old_home().await;
    devices::name(identity::me().await.unwrap().key, "Desk by the window").await.unwrap();
    let word = set_out().await;
    gone(hear(consent(&harbour, &another(), account, &word)).await);
    let view = devices::account().await.unwrap();
    let chain = view.chain().unwrap();
    assert_eq!(view.name(chain.keys().active().nth(1).unwrap()), Some("Desk by the window"));
}

#[wasm_bindgen_test]
async fn a_step_that_fails_is_done_again() {
    for mishap in [|| Mishap::Unreachable, || Mishap::AnswerLost] {
        let (harbour, account) = old_home().await;
        let word = set_out().await;
        harbour.next(STATEMENTS, mishap());
        let consent = consent(&harbour, &another(), account, &word);
        assert_eq!(hear(consent.clone()).await, Err(Trouble::Offline));
        // The page was loaded anew meanwhile.
        new_tab().await;
        gone(hear(consent).await);
        assert_eq!(active(&harbour, account).len(), 2);
    }
}

#[wasm_bindgen_test]
async fn who_has_moved_goes_straight_home_for_ever() {
    let (harbour, account) = old_home().await;
    let own = identity::me().await.unwrap().key;
    let word = set_out().await;
    gone(hear(consent(&harbour, &another(), account, &word)).await);
    harbour.say_elsewhere(&another(), account, Claim::RevokeKey { key: own });
    goes_home(step(wish("/about")).await, "/about");
    let asked = harbour.seen(VERIFY).len();
    new_tab().await;
    goes_home(step(wish("/about")).await, "/about");
    assert_eq!(harbour.seen(VERIFY).len(), asked, "the server is not asked again");
}

#[wasm_bindgen_test]
async fn who_was_turned_away_is_told_and_goes_on() {
    let (harbour, account) = old_home().await;
    let name = TextRef { id: TextId([5; 16]), hash: Hash([6; 32]) };
    let consent = harbour.consent_elsewhere(&another(), account);
    harbour.add_here(account, Claim::AddKey { key: public(&another()), name, consent }).await;
    let own = identity::me().await.unwrap().key;
    harbour.say_elsewhere(&another(), account, Claim::RevokeKey { key: own });
    assert_eq!(step(wish("/about")).await, Ok(Step::TurnedAway));
    goes_home(step(Wish { skip: true, ..wish("/about") }).await, "/about");
}

#[wasm_bindgen_test]
async fn who_has_left_is_not_brought_in_unasked() {
    let (harbour, account) = old_home().await;
    identity::log_out().await.unwrap();
    assert_eq!(step(wish("/about")).await, Ok(Step::LoggedOut));
    assert_eq!(harbour.session(), None);
    goes_home(step(Wish { skip: true, ..wish("/about") }).await, "/about");
    let (_, message) = gone(step(Wish { by_hand: true, ..wish("/about") }).await);
    assert_eq!(message["hello"]["account"], json!(account));
    // In the middle of the way, too.
    let word = message["hello"]["state"].as_str().unwrap().to_owned();
    identity::log_out().await.unwrap();
    let back = consent(&harbour, &another(), account, &word);
    assert_eq!(hear(back).await, Ok(Step::LoggedOut));
    assert_eq!(active(&harbour, account).len(), 1);
}

fn ids(rows: &Value) -> Vec<String> {
    let posts: Vec<CommandPost> = serde_json::from_value(rows.clone()).unwrap();
    let id = |it: CommandPost| it.signed.open::<Command>(Purpose::Command).unwrap().id.to_string();
    posts.into_iter().map(id).collect()
}

#[wasm_bindgen_test]
async fn what_waits_is_sent_first_and_what_is_refused_goes_along() {
    let (harbour, _) = old_home().await;
    harbour.next(COMMANDS, Mishap::Unreachable);
    change(outbox::new_stream()).await.unwrap_err();
    // Without a way to the server nobody sets out.
    harbour.next(COMMANDS, Mishap::Unreachable);
    assert_eq!(step(wish("/")).await, Err(Trouble::Offline));
    let (_, message) = gone(step(wish("/")).await);
    assert_eq!((&message["hello"]["rows"], outbox::waiting().await), (&json!([]), Ok(0)));

    harbour.next(COMMANDS, Mishap::Door(error::PARKED));
    change(outbox::new_stream()).await.unwrap_err();
    harbour.next(COMMANDS, Mishap::Door(error::PARKED));
    let (_, message) = gone(step(wish("/")).await);
    let held: Vec<_> = outbox::held().await.unwrap().iter().map(|it| it.id.to_string()).collect();
    assert_eq!(ids(&message["hello"]["rows"]), held);
    assert_eq!(outbox::waiting().await, Ok(1), "it stays here as well");
}

#[wasm_bindgen_test]
async fn too_many_changes_are_not_left_behind_unasked() {
    const MANY: u32 = 200;
    let (harbour, _) = old_home().await;
    let refuse_all = || (0..MANY).for_each(|_| harbour.next(COMMANDS, Mishap::Door(error::PARKED)));
    harbour.next(COMMANDS, Mishap::Door(error::PARKED));
    change(outbox::new_stream()).await.unwrap_err();
    let row = raw("outbox", "0000000000000001").await.unwrap();
    for number in 2..=MANY {
        put_raw("outbox", &format!("{number:016}"), &row).await;
    }
    refuse_all();
    assert_eq!(step(wish("/")).await, Ok(Step::TooMany(MANY)));
    refuse_all();
    let (_, message) = gone(step(Wish { light: true, ..wish("/") }).await);
    assert_eq!(message["hello"]["rows"], json!([]));
    assert_eq!(outbox::waiting().await, Ok(MANY));
}

#[wasm_bindgen_test]
async fn what_is_changed_here_after_the_move_comes_after() {
    let (harbour, account) = old_home().await;
    let me = identity::me().await.unwrap().key;
    let word = set_out().await;
    gone(hear(consent(&harbour, &another(), account, &word)).await);
    harbour.say_elsewhere(&another(), account, Claim::RevokeKey { key: me });
    // In a tab that did not know.
    harbour.next(COMMANDS, Mishap::Door(error::KEY_UNKNOWN));
    change(outbox::new_stream()).await.unwrap_err();
    let held: Vec<_> = outbox::held().await.unwrap().iter().map(|it| it.id.to_string()).collect();
    assert_eq!(held.len(), 1);

    let (page, message) = gone(step(wish("/about")).await);
    assert_eq!(page, format!("{OTHER}/move"));
    let hello = &message["hello"];
    assert_eq!((&hello["late"], ids(&hello["rows"])), (&json!(true), held));
    // Until home says that it has them, they are sent again.
    let (_, again) = gone(step(wish("/about")).await);
    assert_eq!(again["hello"]["rows"], hello["rows"]);
    let next = json!({ "next": { "after": 1, "state": again["hello"]["state"], "to": "/about" } });
    goes_home(hear(next).await, "/about");
    goes_home(step(wish("/about")).await, "/about");
    assert_eq!(outbox::waiting().await, Ok(1), "nothing is thrown away");
}

#[wasm_bindgen_test]
async fn every_account_of_the_browser_goes_one_after_the_other() {
    let (harbour, first) = old_home().await;
    place::switch(place::add("Wren".into()).await.unwrap()).await.unwrap();
    new_tab().await;
    let second = identity::log_in(true).await.unwrap().account;

    // The tab is in the second place; the first is gone to.
    let (page, message) = gone(step(wish("/about")).await);
    assert_eq!((page, &message["next"]["after"]), (format!("{}/move", own()), &json!(0)));
    new_tab().await;
    let (_, message) = gone(hear(message).await);
    let hello = message["hello"].clone();
    assert_eq!((&hello["account"], &hello["place"]), (&json!(first), &json!(1)));
    assert_eq!((&hello["more"], &hello["to"]), (&json!(true), &json!("/about")));

    let next = json!({ "next": { "after": 1, "state": hello["state"], "to": "/about" } });
    let (page, message) = gone(hear(next).await);
    assert_eq!(page, format!("{}/move", own()));
    new_tab().await;
    let (_, message) = gone(hear(message).await);
    let hello = message["hello"].clone();
    assert_eq!((&hello["account"], &hello["more"]), (&json!(second), &json!(false)));
    let next = json!({ "next": { "after": 2, "state": hello["state"], "to": "//evil.example" } });
    goes_home(hear(next).await, "/");
    assert_eq!(harbour.held(first).links.len() + harbour.held(second).links.len(), 2);
}
