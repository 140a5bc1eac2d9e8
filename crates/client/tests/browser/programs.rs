//! Programs are let in by a signed statement, get their token once, and are turned away for good.

use client::{Trouble, devices, identity, programs};
use rules::AccountId;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Millis, account::Program, account::Scope, error};

use super::harbour::{Harbour, Mishap, PROGRAMS, STATEMENTS, first_visit};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;
const BOTH: [Scope; 2] = [Scope::ReadCharacters, Scope::WriteCharacters];

async fn at_home() -> (Harbour, AccountId, Millis) {
    let harbour = first_visit().await;
    let account = identity::log_in(true).await.unwrap().account;
    let now = devices::account().await.unwrap().now;
    (harbour, account, Millis(now.0 + 7 * DAY_MILLIS))
}

fn all(harbour: &Harbour, account: AccountId) -> Vec<Program> {
    harbour.held(account).chain.keys().programs.clone()
}

#[wasm_bindgen_test]
async fn a_program_is_let_in_and_gets_its_token() {
    let (harbour, account, until) = at_home().await;
    let token = programs::add("  The keeper\u{2019}s map ", &BOTH, until).await.unwrap();
    let view = devices::account().await.unwrap();
    let chain = view.chain().unwrap();
    let [program] = chain.keys().programs.as_slice() else { panic!("one program") };
    assert_eq!(view.program_name(program), Some("The keeper\u{2019}s map"));
    assert_eq!((program.scopes.as_slice(), program.until), (BOTH.as_slice(), until));
    assert_eq!(harbour.token(program.key), Some(token.clone()));
    // Nothing that is kept here holds the token.
    let kept = format!("{:?}", devices::kept().await);
    assert!(!kept.contains(&token));
    let again = programs::token(program.key).await.unwrap();
    assert_ne!(again, token);
    assert_eq!((harbour.token(program.key), all(&harbour, account).len()), (Some(again), 1));
}

#[wasm_bindgen_test]
async fn a_program_is_turned_away_for_good() {
    let (harbour, account, until) = at_home().await;
    programs::add("Map", &BOTH, until).await.unwrap();
    let key = all(&harbour, account)[0].key;
    programs::revoke(key).await.unwrap();
    assert!(all(&harbour, account)[0].revoked_at.is_some());
    assert_eq!(harbour.token(key), None);
    assert_eq!(programs::token(key).await.unwrap_err().code(), "KEY_UNKNOWN");
    // Once more, as after a lost answer: nothing is sent.
    let sent = harbour.seen(STATEMENTS).len();
    programs::revoke(key).await.unwrap();
    assert_eq!(harbour.seen(STATEMENTS).len(), sent);
}

#[wasm_bindgen_test]
async fn what_no_account_may_say_is_not_sent() {
    let (harbour, account, until) = at_home().await;
    let sent = harbour.seen(STATEMENTS).len();
    let nameless = programs::add("  ", &BOTH, until).await;
    assert!(matches!(nameless, Err(Trouble::Unfit(_))));
    assert_eq!(harbour.seen(PROGRAMS).len(), 0);
    for (scopes, until, why) in [
        (&[][..], until, "A program must be allowed something."),
        (&BOTH, Millis(0), "A program is let in for a year at most, and not for the past."),
        (
            &BOTH,
            Millis(until.0 + 400 * DAY_MILLIS),
            "A program is let in for a year at most, and not for the past.",
        ),
    ] {
        assert_eq!(programs::add("Map", scopes, until).await.unwrap_err().to_string(), why);
    }
    assert_eq!((harbour.seen(STATEMENTS).len(), all(&harbour, account).len()), (sent, 0));
}

#[wasm_bindgen_test]
async fn a_key_that_was_made_for_another_account_is_not_let_in() {
    let (harbour, account, until) = at_home().await;
    harbour.make_programs_for(AccountId([7; 32]));
    let foreign = programs::add("Map", &BOTH, until).await;
    assert!(matches!(foreign, Err(Trouble::Unreadable(_))), "{foreign:?}");
    assert_eq!(all(&harbour, account), []);
}

#[wasm_bindgen_test]
async fn another_device_that_is_quicker_and_a_session_that_lapsed_are_no_trouble() {
    let (harbour, account, until) = at_home().await;
    harbour.end_session();
    harbour.next(STATEMENTS, Mishap::Door(error::CONFLICT));
    let token = programs::add("Map", &BOTH, until).await.unwrap();
    let [program] = &all(&harbour, account)[..] else { panic!("one program") };
    assert_eq!(harbour.token(program.key), Some(token));
    harbour.next(STATEMENTS, Mishap::AnswerLost);
    assert_eq!(programs::add("Tide table", &BOTH, until).await, Err(Trouble::Offline));
    // It is in all the same, and a token can still be asked for.
    let second = all(&harbour, account)[1].key;
    assert_eq!(programs::token(second).await.ok(), harbour.token(second));
    assert!(harbour.token(second).is_some());
}
