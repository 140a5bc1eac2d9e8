//! A browser that loses its vault comes back by itself, and never behind the back of its person.

mod stay;

use client::{Me, identity, place, vault};
use futures::future::join;
use rules::AccountId;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Claim, PublicKey, Purpose, Statement, StatementPost, error};

use super::{
    devices::another,
    harbour::{
        ACCOUNT, Harbour, Mishap, REENTRY, SESSION, STATEMENTS, VERIFY, files, first_visit, new_tab, public,
        raw, sleep,
    },
};

fn notes() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

/// Waits until the client has done in the background what this looks for.
async fn until(what: &str, mut is: impl AsyncFnMut() -> bool) {
    for _ in 0..500 {
        if is().await {
            return;
        }
        sleep(10).await;
    }
    panic!("waited in vain for {what}");
}

/// The re-entry key of a device, as the chain has it.
fn kept(harbour: &Harbour, me: &Me) -> Option<PublicKey> {
    harbour.held(me.account.unwrap()).chain.reentry_of(me.key)
}

fn place_of_copy(harbour: &Harbour) -> String {
    format!("reentry/{}", harbour.public())
}

async fn copy(harbour: &Harbour) -> Option<Value> {
    let text = raw("keys", &place_of_copy(harbour)).await?.as_string().unwrap();
    Some(serde_json::from_str::<Value>(&text).unwrap()["body"].clone())
}

fn name_of(harbour: &Harbour, account: AccountId) -> String {
    format!("reentry-{}-{account}.json", harbour.public())
}

/// Waits until this device's re-entry key is kept everywhere.
async fn settled(harbour: &Harbour) -> Me {
    let me = identity::me().await.unwrap();
    let name = name_of(harbour, me.account.unwrap());
    until("a re-entry key", async || {
        let Some(key) = kept(harbour, &me) else { return false };
        let copied = copy(harbour).await.is_some_and(|it| it["key"] == key.to_string());
        copied && files::names().await.contains(&name) && files::read(&name).await.contains(&key.to_string())
    })
    .await;
    me
}

/// A browser with an account and a re-entry key.
async fn at_home() -> (Harbour, Me) {
    let harbour = first_visit().await;
    files::allow().await;
    identity::log_in(true).await.unwrap();
    let me = settled(&harbour).await;
    (harbour, me)
}

async fn lose_the_vault() {
    new_tab().await;
    rexie::Rexie::delete("farlantern").await.unwrap();
}

/// The page is opened.
async fn boot() -> Me {
    new_tab().await;
    client::boot().await.unwrap()
}

fn devices(harbour: &Harbour, account: AccountId) -> Vec<PublicKey> {
    harbour.held(account).chain.keys().active().map(|it| it.key).collect()
}

fn entered(harbour: &Harbour) -> usize {
    let claim = |body: &String| {
        let post: StatementPost = serde_json::from_str(body).unwrap();
        post.signed.read::<Statement>(Purpose::Account).unwrap().claim
    };
    harbour.seen(STATEMENTS).iter().map(claim).filter(|it| matches!(it, Claim::Reenter { .. })).count()
}

/// Nobody came back: a new key, no account, and the chain is as it was.
fn stayed_out(harbour: &Harbour, before: &Me, me: &Me, what: &str) {
    assert_ne!(me.key, before.key, "{what}");
    assert_eq!(me.account, None, "{what}");
    assert!(!client::has_come_back(), "{what}");
    assert_eq!(devices(harbour, before.account.unwrap()), [before.key], "{what}");
}

#[wasm_bindgen_test]
async fn after_a_login_a_sealed_key_lies_in_a_file() {
    let (harbour, me) = at_home().await;
    let file: Value =
        serde_json::from_str(&files::read(&name_of(&harbour, me.account.unwrap())).await).unwrap();
    assert_eq!(Some(&file), copy(&harbour).await.as_ref());
    assert_eq!((&file["kind"], &file["v"]), (&"farlantern-reentry".into(), &1.into()));
    assert_eq!(file["device"], me.key.to_string());
    assert_eq!(file["account"], me.account.unwrap().to_string());
    assert_eq!(file["key"], kept(&harbour, &me).unwrap().to_string());
    assert_eq!(file.as_object().unwrap().len(), 7);
    // A seed and the mark of the cipher, and no seed of this key in the open.
    let sealed = wire::encoding::decode(file["sealed"].as_str().unwrap()).unwrap();
    assert_eq!(sealed.len(), 48);
    for open in sealed.windows(32) {
        let key = ed25519_dalek::SigningKey::from_bytes(open.try_into().unwrap());
        assert_ne!(public(&key).to_string(), file["key"]);
    }
    // Once is enough, for this page and the next.
    let asked = || (harbour.seen(STATEMENTS).len(), harbour.seen(REENTRY).len());
    let before = asked();
    identity::log_in(false).await.unwrap();
    boot().await;
    identity::log_in(false).await.unwrap();
    settled(&harbour).await;
    assert_eq!(asked(), before);
}

#[wasm_bindgen_test]
async fn a_browser_that_lost_its_vault_comes_back_by_itself() {
    let (harbour, mut before) = at_home().await;
    for round in 0..3 {
        let used = kept(&harbour, &before);
        lose_the_vault().await;
        if round == 1 {
            notes().clear().unwrap();
        }
        let me = boot().await;
        assert_eq!((me.account, me.lost, me.logged_out), (before.account, None, false), "round {round}");
        assert_ne!(me.key, before.key);
        assert!(client::has_come_back());
        assert_eq!(devices(&harbour, me.account.unwrap()), [me.key]);
        assert_eq!(harbour.session(), me.account, "and is logged in");
        // It keeps another one now, and the next page has nothing to tell.
        assert_eq!(settled(&harbour).await, me);
        assert_ne!(kept(&harbour, &me), used);
        assert_eq!(boot().await, me);
        assert!(!client::has_come_back());
        before = me;
    }
    assert_eq!((entered(&harbour), harbour.accounts()), (3, 1));
}

#[wasm_bindgen_test]
async fn half_a_vault_is_no_hindrance() {
    let (harbour, before) = at_home().await;
    vault::delete(vault::Shelf::Keys, "device").await.unwrap();
    let me = boot().await;
    assert_eq!((me.account, me.lost), (before.account, None));
    assert_eq!(devices(&harbour, me.account.unwrap()), [me.key]);
    settled(&harbour).await;
}

#[wasm_bindgen_test]
async fn what_goes_wrong_leaves_all_as_it_was() {
    for (path, mishap) in [
        (SESSION, Mishap::Unreachable),
        (REENTRY, Mishap::Unreachable),
        (REENTRY, Mishap::Door(error::REENTRY_REFUSED)),
        (ACCOUNT, Mishap::Unreachable),
        (STATEMENTS, Mishap::Door(error::STATEMENT_REFUSED)),
        (STATEMENTS, Mishap::Door(error::ACCOUNT_CLOSED)),
        (STATEMENTS, Mishap::Unreachable),
    ] {
        let (harbour, before) = at_home().await;
        lose_the_vault().await;
        harbour.next(path, mishap);
        let me = boot().await;
        stayed_out(&harbour, &before, &me, path);
        assert_eq!(me.lost, Some(before.key));
        // The next page tries again, as long as the session lives.
        assert_eq!(boot().await.account, before.account, "{path}");
        settled(&harbour).await;
    }
}

/// The statement is taken and the answer is lost; then the page goes, too.
#[wasm_bindgen_test]
async fn a_lost_answer_leaves_nobody_outside() {
    let (harbour, before) = at_home().await;
    lose_the_vault().await;
    harbour.next(STATEMENTS, Mishap::AnswerLost);
    let me = boot().await;
    assert_eq!(me.account, before.account);
    let before = settled(&harbour).await;

    lose_the_vault().await;
    harbour.next(STATEMENTS, Mishap::AnswerLost);
    harbour.next(VERIFY, Mishap::Unreachable);
    let me = boot().await;
    assert_eq!(me.account, None);
    assert_eq!(harbour.session(), None, "the lost key's session is over");
    let back = boot().await;
    assert_eq!((back.account, back.key), (before.account, me.key));
    assert!(client::has_come_back());
    settled(&harbour).await;
    assert_eq!(entered(&harbour), 2);
}

#[wasm_bindgen_test]
async fn two_tabs_come_back_once() {
    let (harbour, before) = at_home().await;
    lose_the_vault().await;
    let (one, other) = join(client::boot(), client::boot()).await;
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!((one.account, one.key), (before.account, other.key));
    assert_eq!(other.account, before.account);
    assert_eq!(entered(&harbour), 1);
    settled(&harbour).await;
}

/// Somebody with the words takes the keys back to before: the device makes itself another.
#[wasm_bindgen_test]
async fn an_undo_takes_it_away_and_another_one_is_made() {
    let (harbour, me) = at_home().await;
    let account = me.account.unwrap();
    let first = kept(&harbour, &me);
    harbour.add_here(account, Claim::SetRecovery { keys: vec![public(&another())] }).await;
    let before = harbour.held(account).chain.head();
    // This device makes another one, and that is taken back.
    harbour.add_here(account, Claim::RevokeKey { key: first.unwrap() }).await;
    client::devices::account().await.unwrap();
    until("another one", async || kept(&harbour, &me).is_some_and(|it| Some(it) != first)).await;
    let second = settled_key(&harbour, &me).await;
    harbour.say_elsewhere(&another(), account, Claim::Undo { to: before, away: Vec::new() });
    assert_eq!(kept(&harbour, &me), first, "the undo brings the first one back, whose file is gone");
    client::devices::account().await.unwrap();
    until("a third one", async || kept(&harbour, &me).is_some_and(|it| Some(it) != first && it != second))
        .await;
    settled(&harbour).await;
    lose_the_vault().await;
    assert_eq!(boot().await.account, Some(account));
}

async fn settled_key(harbour: &Harbour, me: &Me) -> PublicKey {
    settled(harbour).await;
    kept(harbour, me).unwrap()
}

#[wasm_bindgen_test]
async fn of_a_closed_account_nothing_is_kept() {
    let (harbour, me) = at_home().await;
    client::devices::close().await.unwrap();
    assert_eq!((files::names().await, copy(&harbour).await), (Vec::new(), None));
    client::devices::reopen().await.unwrap();
    boot().await;
    identity::log_in(false).await.unwrap();
    assert_eq!(settled(&harbour).await, me);
}

/// Each account has its own file, and the one whose vault was lost comes back into its own place.
#[wasm_bindgen_test]
async fn of_two_accounts_the_lost_one_comes_back() {
    let (harbour, first) = at_home().await;
    place::switch(place::add("Wren".into()).await.unwrap()).await.unwrap();
    boot().await;
    identity::log_in(true).await.unwrap();
    let second = identity::me().await.unwrap();
    let place_of_copy = place_of_copy(&harbour);
    until("a second file", async || {
        let copy = vault::get::<Value>(vault::Shelf::Keys, &place_of_copy).await.unwrap();
        copy.is_some() && files::names().await.len() == 2 && kept(&harbour, &second).is_some()
    })
    .await;
    new_tab().await;
    rexie::Rexie::delete("farlantern.2").await.unwrap();
    let back = boot().await;
    assert_eq!(back.account, second.account);
    assert_ne!(back.key, second.key);
    assert_eq!(devices(&harbour, first.account.unwrap()), [first.key], "the other one is as it was");
    place::switch(1).await.unwrap();
    assert_eq!(boot().await.key, first.key);
    assert_eq!(place::all().len(), 2);
}

/// A file of today opens in ten years.
#[wasm_bindgen_test]
async fn a_file_of_the_first_shape_still_brings_back() {
    const FILE: &str = include_str!("../golden/reentry_v1.json");
    const KEPT: &str = include_str!("../golden/reentry_v1_statement.json");
    let harbour = first_visit().await;
    files::allow().await;
    let opened: Value = serde_json::from_str(include_str!("../golden/account_v1.json")).unwrap();
    harbour.take_elsewhere(
        &serde_json::from_value(serde_json::json!({ "signed": opened["body"]["statement"] })).unwrap(),
    );
    harbour.take_elsewhere(&serde_json::from_str(KEPT).unwrap());
    let file: Value = serde_json::from_str(FILE).unwrap();
    let account: AccountId = serde_json::from_value(file["account"].clone()).unwrap();
    harbour.begin_session(account, serde_json::from_value(file["device"].clone()).unwrap());
    files::write(&name_of(&harbour, account), FILE.trim()).await;
    let me = boot().await;
    assert_eq!(me.account, Some(account));
    assert_eq!(devices(&harbour, account), [me.key]);
    settled(&harbour).await;
}
