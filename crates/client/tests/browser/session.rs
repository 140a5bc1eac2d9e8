//! A session is renewed by itself, by one tab for all, and never for one who has left.

use client::{Trouble, identity};
use futures::future::{join, join3};
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Millis, PublicKey, error};

use super::harbour::{Mishap, VERIFY, first_visit};

#[wasm_bindgen_test]
async fn one_who_left_stays_away() {
    let harbour = first_visit().await;
    let session = identity::log_in(true).await.unwrap();
    identity::log_out().await.unwrap();
    assert!(identity::me().await.unwrap().logged_out);
    assert_eq!(identity::log_in(false).await.unwrap_err().code(), "SESSION_MISSING");
    assert_eq!(identity::renew(session.expires_at).await.unwrap_err().code(), "SESSION_MISSING");
    assert_eq!(harbour.seen(VERIFY).len(), 1);
    identity::log_in(true).await.unwrap();
    assert!(!identity::me().await.unwrap().logged_out);
}

#[wasm_bindgen_test]
async fn a_session_is_renewed_once_for_all_tabs() {
    let harbour = first_visit().await;
    let first = identity::log_in(true).await.unwrap();
    let before = first.expires_at;
    let (one, two, three) =
        join3(identity::renew(before), identity::renew(before), identity::renew(before)).await;
    let renewed = one.unwrap();
    assert!(renewed.expires_at > before);
    assert_eq!((two.as_ref(), three.as_ref()), (Ok(&renewed), Ok(&renewed)));
    assert_eq!(harbour.seen(VERIFY).len(), 2);
    // The next time it is due, it is asked for again.
    assert!(identity::renew(renewed.expires_at).await.unwrap().expires_at > renewed.expires_at);
    let by_itself = |body: &String| body.contains(r#""renew":true"#);
    assert_eq!(harbour.seen(VERIFY).iter().map(by_itself).collect::<Vec<_>>(), [false, true, true]);
}

#[wasm_bindgen_test]
async fn who_come_back_by_themselves_at_once_share_a_session() {
    let harbour = first_visit().await;
    let (one, two) = join(identity::log_in(false), identity::log_in(false)).await;
    assert_eq!(one.unwrap(), two.unwrap());
    assert_eq!(harbour.seen(VERIFY).len(), 1, "a second login would end the session of the first");
    let third = identity::log_in(false).await.unwrap();
    assert_eq!(harbour.seen(VERIFY).len(), 2, "later it is asked for again");
    identity::renew(third.expires_at).await.unwrap();
    assert_eq!(harbour.seen(VERIFY).len(), 3);
}

/// Browsers tell one tab late of what another one wrote into localStorage.
#[wasm_bindgen_test]
async fn who_hears_late_of_a_login_finds_its_session_all_the_same() {
    let harbour = first_visit().await;
    let session = identity::log_in(false).await.unwrap();
    web_sys::window().unwrap().local_storage().unwrap().unwrap().clear().unwrap();
    assert_eq!(identity::session_end(), None);
    assert_eq!(identity::log_in(false).await.unwrap(), session);
    assert_eq!(harbour.seen(VERIFY).len(), 1, "a second login would end the session of the first");
    assert_eq!(identity::session_end(), Some(session.expires_at));
    // So does who begins something here, not having heard of the account at all.
    assert_eq!(identity::open_account().await.unwrap(), session);
    // It does not stand in for one that is due, nor for one that a person asks for.
    identity::renew(session.expires_at).await.unwrap();
    identity::log_in(true).await.unwrap();
    assert_eq!(harbour.seen(VERIFY).len(), 3);
}

#[wasm_bindgen_test]
async fn a_session_of_somebody_else_is_not_taken_for_ones_own() {
    let harbour = first_visit().await;
    let session = identity::log_in(false).await.unwrap();
    web_sys::window().unwrap().local_storage().unwrap().unwrap().clear().unwrap();
    harbour.begin_session(session.account, PublicKey([7; 32]));
    assert_eq!(identity::log_in(false).await.unwrap().key, session.key);
    assert_eq!(harbour.seen(VERIFY).len(), 2);
}

#[wasm_bindgen_test]
async fn logged_out_everywhere_means_here_too_until_somebody_comes_by_hand() {
    let harbour = first_visit().await;
    let session = identity::log_in(true).await.unwrap();
    identity::log_out_everywhere().await.unwrap();
    assert!(identity::me().await.unwrap().logged_out);
    assert_eq!(identity::renew(session.expires_at).await.unwrap_err().code(), "SESSION_MISSING");
    assert_eq!(harbour.seen(VERIFY).len(), 1);
    identity::log_in(true).await.unwrap();
    identity::log_in(false).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_device_learns_that_it_was_logged_out_elsewhere() {
    let harbour = first_visit().await;
    let session = identity::log_in(true).await.unwrap();
    harbour.next(VERIFY, Mishap::Door(error::SESSION_ENDED));
    let trouble = identity::renew(session.expires_at).await.unwrap_err();
    assert_eq!(trouble.code(), error::SESSION_ENDED.code);
    assert!(identity::me().await.unwrap().logged_out);
    // It is not tried again behind anyone's back.
    assert!(identity::log_in(false).await.is_err());
    assert_eq!(harbour.seen(VERIFY).len(), 2);
}

#[wasm_bindgen_test]
async fn a_key_that_was_turned_away_does_not_knock_twice_by_itself() {
    for code in [error::KEY_UNKNOWN, error::ACCOUNT_LOCKED] {
        let harbour = first_visit().await;
        let session = identity::log_in(true).await.unwrap();
        harbour.next(VERIFY, Mishap::Door(code));
        let told = identity::renew(session.expires_at).await.unwrap_err();
        assert_eq!(told.code(), code.code);
        assert_eq!(harbour.seen(VERIFY).len(), 2);
        // What was said is told again, and nobody is asked.
        for _ in 0..2 {
            assert_eq!(identity::log_in(false).await, Err(told.clone()));
            assert_eq!(identity::renew(session.expires_at).await, Err(told.clone()));
        }
        assert_eq!(harbour.seen(VERIFY).len(), 2);
        // A person may ask whenever they like, and then all is as before.
        identity::log_in(true).await.unwrap();
        identity::log_in(false).await.unwrap();
        assert_eq!(harbour.seen(VERIFY).len(), 4);
    }
}

/// What passes by itself is tried again by itself.
#[wasm_bindgen_test]
async fn a_server_that_is_busy_is_asked_again() {
    let harbour = first_visit().await;
    identity::log_in(true).await.unwrap();
    harbour.next(VERIFY, Mishap::Door(error::TOO_MANY_REQUESTS));
    assert!(identity::log_in(false).await.is_err());
    identity::log_in(false).await.unwrap();
    assert_eq!(harbour.seen(VERIFY).len(), 3);
}

#[wasm_bindgen_test]
async fn a_server_out_of_reach_logs_nobody_out() {
    let harbour = first_visit().await;
    identity::log_in(true).await.unwrap();
    harbour.next(VERIFY, Mishap::Unreachable);
    assert_eq!(identity::renew(Millis(i64::MAX)).await, Err(Trouble::Offline));
    assert!(!identity::me().await.unwrap().logged_out);
}
