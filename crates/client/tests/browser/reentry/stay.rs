//! Who is not brought back: nobody without a session, nobody who has left, and nobody by a file that
//! does not fit.

use client::{identity, place};
use rules::AccountId;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::error;

use super::{
    super::{
        devices::another,
        harbour::{
            LOGOUT, Mishap, REENTRY, SESSION, STATEMENTS, VERIFY, files, first_visit, on_an_insecure_address,
            public, sleep,
        },
    },
    at_home, boot, devices, entered, kept, lose_the_vault, name_of, notes, settled, stayed_out,
};

#[wasm_bindgen_test]
async fn without_a_session_nobody_comes_back() {
    for (what, mark) in [("the mark is there", true), ("it is gone too", false)] {
        let (harbour, before) = at_home().await;
        harbour.end_session();
        lose_the_vault().await;
        if !mark {
            notes().clear().unwrap();
        }
        let me = boot().await;
        stayed_out(&harbour, &before, &me, what);
        assert_eq!(me.lost, mark.then_some(before.key), "{what}");
        assert_eq!(harbour.seen(SESSION).len(), 1);
        assert_eq!(entered(&harbour), 0);
        // The lost key begins no session any more, so its file is of no use.
        assert_eq!(files::names().await.is_empty(), mark, "{what}");
    }
}

#[wasm_bindgen_test]
async fn whoever_has_logged_out_is_not_brought_back() {
    let (harbour, before) = at_home().await;
    let name = name_of(&harbour, before.account.unwrap());
    let text = files::read(&name).await;
    identity::log_out().await.unwrap();
    assert_eq!(files::names().await, Vec::<String>::new());
    // Whoever comes again by hand has the same key as before.
    let said = harbour.seen(STATEMENTS).len();
    identity::log_in(true).await.unwrap();
    settled(&harbour).await;
    assert_eq!((files::read(&name).await, harbour.seen(STATEMENTS).len()), (text.clone(), said));

    // Out again; the storage goes, and somebody has kept the file.
    identity::log_out().await.unwrap();
    for mark in [true, false] {
        lose_the_vault().await;
        if !mark {
            notes().clear().unwrap();
        }
        files::write(&name, &text).await;
        stayed_out(&harbour, &before, &boot().await, "logged out");
    }
    // Not even if a session were there, as long as the mark says so.
    identity::log_in(true).await.unwrap();
    assert_eq!(entered(&harbour), 0);
}

#[wasm_bindgen_test]
async fn the_mark_of_one_who_left_is_believed_over_any_session() {
    let (harbour, before) = at_home().await;
    let name = name_of(&harbour, before.account.unwrap());
    let text = files::read(&name).await;
    // The server did not hear of it and the session lives on, but here somebody has left.
    let mut mark: Value = serde_json::from_str(&notes().get_item("farlantern.me").unwrap().unwrap()).unwrap();
    mark["logged_out"] = true.into();
    notes().set_item("farlantern.me", &mark.to_string()).unwrap();
    lose_the_vault().await;
    files::write(&name, &text).await;
    stayed_out(&harbour, &before, &boot().await, "left");
    assert_eq!(harbour.seen(REENTRY).len(), 1);
}

#[wasm_bindgen_test]
async fn logged_out_everywhere_the_file_goes_too() {
    let (harbour, _) = at_home().await;
    identity::log_out_everywhere().await.unwrap();
    assert_eq!(files::names().await, Vec::<String>::new());
    identity::log_in(true).await.unwrap();
    settled(&harbour).await;
    // By another device: this one learns it when its session ends.
    harbour.next(VERIFY, Mishap::Door(error::SESSION_ENDED));
    identity::log_in(false).await.unwrap_err();
    assert_eq!(files::names().await, Vec::<String>::new());
}

/// A file that does not fit, or a server that does not open it: all is as if there were none.
#[wasm_bindgen_test]
async fn a_file_that_does_not_fit_is_no_file() {
    type Change = fn(&mut Value);
    let cases: [(&str, Change); 8] = [
        ("another device's", |it| it["device"] = public(&another()).to_string().into()),
        ("another account's", |it| it["account"] = AccountId([9; 32]).to_string().into()),
        ("another key's", |it| it["key"] = public(&another()).to_string().into()),
        ("of a newer version", |it| it["v"] = 2.into()),
        ("of another kind", |it| it["kind"] = "farlantern-key".into()),
        ("without an end", |it| it["sealed"] = "AAAA".into()),
        ("damaged", |it| {
            let mut sealed = wire::encoding::decode(it["sealed"].as_str().unwrap()).unwrap();
            sealed[7] ^= 1;
            it["sealed"] = wire::encoding::encode(&sealed).into();
        }),
        ("no object", |it| *it = Value::Null),
    ];
    for (what, change) in cases {
        let (harbour, before) = at_home().await;
        let name = name_of(&harbour, before.account.unwrap());
        let mut file: Value = serde_json::from_str(&files::read(&name).await).unwrap();
        change(&mut file);
        files::write(&name, &file.to_string()).await;
        lose_the_vault().await;
        let me = boot().await;
        stayed_out(&harbour, &before, &me, what);
        assert_eq!((me.lost, entered(&harbour)), (Some(before.key), 0), "{what}");
    }
}

#[wasm_bindgen_test]
async fn an_account_that_leaves_the_browser_takes_its_file_along() {
    let (harbour, _) = at_home().await;
    place::remove(1).await.unwrap();
    assert_eq!(files::names().await, Vec::<String>::new());
    let me = boot().await;
    assert_eq!((me.account, me.lost), (None, None));
    assert_eq!(entered(&harbour), 0);
}

/// The session of one place lives on while the browser is in another, new one: the key of the first
/// is not lost, and must not be turned away.
#[wasm_bindgen_test]
async fn the_session_of_another_place_brings_nobody_in() {
    let (harbour, first) = at_home().await;
    harbour.next(LOGOUT, Mishap::Unreachable);
    place::switch(place::add("Wren".into()).await.unwrap()).await.unwrap();
    assert_eq!(harbour.session(), first.account, "it is left over");
    let me = boot().await;
    assert_eq!(me.account, None);
    assert!(!client::has_come_back());
    assert_eq!(entered(&harbour), 0);
    place::switch(1).await.unwrap();
    let me = boot().await;
    assert_eq!((me.key, me.account), (first.key, first.account));
    assert_eq!(devices(&harbour, first.account.unwrap()), [first.key]);
}

/// Where a browser has no such files, or cannot write them, nothing is asked of the server.
#[wasm_bindgen_test]
async fn old_browsers_and_insecure_addresses_keep_none() {
    for (what, forbid) in [
        ("no files", files::forbid as fn()),
        ("no writing", files::forbid_writing),
        ("an insecure address", on_an_insecure_address),
    ] {
        let harbour = first_visit().await;
        files::allow().await;
        forbid();
        identity::log_in(true).await.unwrap();
        let me = boot().await;
        identity::log_in(false).await.unwrap();
        sleep(100).await;
        assert_eq!(harbour.seen(REENTRY).len(), 0, "{what}");
        assert_eq!((harbour.seen(STATEMENTS).len(), kept(&harbour, &me)), (1, None), "{what}");
        lose_the_vault().await;
        let lost = boot().await;
        assert_eq!((lost.account, lost.lost), (None, Some(me.key)), "{what}");
    }
}
