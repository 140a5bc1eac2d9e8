//! A second device is taken in by whoever holds the link, and by nobody else.

use client::{Trouble, devices, identity, outbox, pairing, place, vault};
use ed25519_dalek::SigningKey;
use rules::{AccountId, Hash};
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{
    Claim,
    account::Consent,
    error,
    pairing::{Asked, PairingSecret, PairingView},
};

use super::{
    devices::another,
    harbour::{COMMANDS, Harbour, Mishap, STATEMENTS, VERIFY, first_visit, new_tab, public, raw},
};

const SECRET: PairingSecret = PairingSecret([77; 32]);

fn asked(harbour: &Harbour, secret: PairingSecret, account: AccountId, by: &SigningKey) -> Asked {
    let consent = harbour.consent_elsewhere(by, account);
    Asked { consent, name: "Phone".into(), mark: secret.mark(account, public(by), "Phone") }
}

/// An account on another device, which invites this browser.
async fn invited() -> (Harbour, AccountId) {
    let harbour = first_visit().await;
    let account = harbour.open_elsewhere(&another());
    harbour.invite_elsewhere(account, SECRET);
    (harbour, account)
}

#[wasm_bindgen_test]
async fn the_first_device_shows_who_asks_and_takes_them_in() {
    let harbour = first_visit().await;
    let account = identity::log_in(true).await.unwrap().account;
    let invitation = pairing::invite().await.unwrap();
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    assert_eq!(invitation.link, format!("{origin}/pair#{}", invitation.secret));
    // The server never sees the secret.
    let secret = invitation.secret.to_string();
    assert!(harbour.seen("/api/v1/account/pairings").iter().all(|body| !body.contains(&secret)));
    assert_eq!(pairing::asked(&invitation).await, Ok(None));

    harbour.ask_elsewhere(invitation.secret, asked(&harbour, invitation.secret, account, &another()));
    let asker = pairing::asked(&invitation).await.unwrap().unwrap();
    assert_eq!((asker.name.as_str(), asker.key), ("Phone", public(&another())));
    assert_eq!(asker.code, invitation.secret.code(account, asker.key));
    let other = pairing::invite().await.unwrap();
    assert!(matches!(pairing::approve(&other, &asker).await, Err(Trouble::Unfit(_))));
    // A lost answer takes nobody in twice.
    harbour.next(STATEMENTS, Mishap::AnswerLost);
    assert_eq!(pairing::approve(&invitation, &asker).await, Err(Trouble::Offline));
    pairing::approve(&invitation, &asker).await.unwrap();

    let view = devices::account().await.unwrap();
    let chain = view.chain().unwrap();
    assert_eq!(chain.len(), 2);
    let taken = chain.keys().active().last().unwrap();
    assert_eq!((taken.key, view.name(taken)), (asker.key, Some("Phone")));
    assert_ne!(pairing::invite().await.unwrap().secret, invitation.secret);
}

#[wasm_bindgen_test]
async fn who_does_not_hold_the_secret_is_never_shown() {
    let harbour = first_visit().await;
    let account = identity::log_in(true).await.unwrap().account;
    let invitation = pairing::invite().await.unwrap();
    let good = asked(&harbour, invitation.secret, account, &another());
    let strangers = AccountId([9; 32]);
    let bad = [
        // A server with a key of its own can make no mark for it.
        Asked { mark: Hash([0; 32]), ..good.clone() },
        Asked { mark: SECRET.mark(account, public(&another()), "Phone"), ..good.clone() },
        Asked {
            consent: harbour.consent_elsewhere(&SigningKey::from_bytes(&[66; 32]), account),
            ..good.clone()
        },
        // A word for another account, or another server, or by nobody.
        asked(&harbour, invitation.secret, strangers, &another()),
        Asked { consent: harbour.consent_elsewhere(&another(), strangers), ..good.clone() },
        Asked { consent: for_another_server(account), ..good.clone() },
        Asked {
            consent: {
                let mut it = good.consent.clone();
                it.bytes.push(b' ');
                it
            },
            ..good.clone()
        },
        // Another name than the one the device gave.
        Asked { name: "Tablet".into(), ..good.clone() },
        // Another name than the one that was given.
        Asked { name: "Your own phone".into(), ..good.clone() },
        // A name that shows something else than it says.
        Asked {
            name: "\u{202e}enohP".into(),
            mark: invitation.secret.mark(account, public(&another()), "\u{202e}enohP"),
            ..good.clone()
        },
    ];
    for (number, bad) in bad.into_iter().enumerate() {
        harbour.ask_elsewhere(invitation.secret, bad);
        let answer = pairing::asked(&invitation).await;
        assert!(matches!(answer, Err(Trouble::Unfit(_))), "{number}: {answer:?}");
    }
    harbour.ask_elsewhere(invitation.secret, good);
    assert!(pairing::asked(&invitation).await.unwrap().is_some());
}

fn for_another_server(account: AccountId) -> wire::Signed {
    let consent = Consent { account, server: public(&another()), made_at: wire::Millis(0) };
    wire::Signed::sign(wire::Purpose::Consent, &consent, &another())
}

#[wasm_bindgen_test]
async fn the_second_device_asks_waits_and_belongs() {
    let (harbour, account) = invited().await;
    let me = identity::me().await.unwrap();
    let asking = pairing::ask(SECRET).await.unwrap();
    assert_eq!((asking.account, &asking.code), (account, &SECRET.code(account, me.key)));
    assert_eq!(pairing::taken(&asking).await, Ok(false));
    assert_eq!(identity::me().await.unwrap().account, None);

    let asked = harbour.asked(SECRET).unwrap();
    assert_eq!(asked.mark, SECRET.mark(account, me.key, &asked.name));
    assert_eq!(asked.name, devices::own_name());
    harbour.take_in_elsewhere(&another(), account, &asked);
    assert_eq!(pairing::taken(&asking).await, Ok(true));
    assert_eq!(identity::me().await.unwrap().account, Some(account));
    vault::close().await;
    assert_eq!(identity::log_in(false).await.unwrap().account, account);
    assert_eq!(devices::account().await.unwrap().account, account);
    // It opened no account of its own on the way.
    let keys = harbour.held(account).chain.keys().active().count();
    assert_eq!((keys, harbour.accounts()), (2, 1));
}

#[wasm_bindgen_test]
async fn a_server_cannot_name_an_account_of_its_own() {
    let (harbour, _) = invited().await;
    let others = harbour.open_elsewhere(&SigningKey::from_bytes(&[66; 32]));
    harbour.misname(SECRET, others);
    assert!(matches!(pairing::ask(SECRET).await, Err(Trouble::Unfit(_))));
    assert_eq!(harbour.asked(SECRET), None);
}

#[wasm_bindgen_test]
async fn a_page_that_is_opened_again_asks_with_the_same_words() {
    let (harbour, account) = invited().await;
    let first = pairing::ask(SECRET).await.unwrap();
    vault::close().await;
    super::harbour::sleep(5).await;
    assert_eq!(pairing::ask(SECRET).await.unwrap(), first);
    // Someone else holds the place.
    harbour.ask_elsewhere(SECRET, asked(&harbour, SECRET, account, &SigningKey::from_bytes(&[66; 32])));
    assert_eq!(pairing::ask(SECRET).await.unwrap_err().code(), error::CONFLICT.code);
}

#[wasm_bindgen_test]
async fn an_account_that_did_not_invite_is_not_asked() {
    let (harbour, account) = invited().await;
    let good = SECRET.host_mark(account);
    let servers = harbour.open_elsewhere(&SigningKey::from_bytes(&[66; 32]));
    for (account, mark) in [
        // A server that names an account of its own, with any mark that it can know.
        (servers, good),
        (servers, Hash([0; 32])),
        (servers, PairingSecret([1; 32]).host_mark(servers)),
        (account, SECRET.host_mark(servers)),
    ] {
        let view = PairingView { account, mark, expires_at: wire::Millis(0), asked: None, taken: false };
        harbour.hold_pairing(SECRET, view);
        assert!(matches!(pairing::ask(SECRET).await, Err(Trouble::Unfit(_))));
        assert_eq!((harbour.asked(SECRET), identity::me().await.unwrap().account), (None, None));
    }
    harbour.invite_elsewhere(account, SECRET);
    assert_eq!(pairing::ask(SECRET).await.unwrap().account, account);
}

#[wasm_bindgen_test]
async fn a_lost_yes_is_found_out() {
    let (harbour, account) = invited().await;
    let asking = pairing::ask(SECRET).await.unwrap();
    harbour.take_in_elsewhere(&another(), account, &harbour.asked(SECRET).unwrap());
    harbour.next(VERIFY, Mishap::AnswerLost);
    assert_eq!(pairing::taken(&asking).await, Err(Trouble::Offline));
    // Nothing is kept that was not shown to be true.
    assert_eq!(identity::me().await.unwrap().account, None);
    harbour.end_pairings();
    assert_eq!(pairing::taken(&asking).await, Ok(true));
    assert_eq!(identity::me().await.unwrap().account, Some(account));
    let place = format!("pairing/{}", SECRET.id());
    assert!(raw("views", &place).await.is_none());
}

#[wasm_bindgen_test]
async fn an_invitation_that_ended_is_told() {
    let (harbour, _) = invited().await;
    let asking = pairing::ask(SECRET).await.unwrap();
    harbour.end_pairings();
    assert_eq!(pairing::taken(&asking).await.unwrap_err().code(), error::PAIRING_NOT_FOUND.code);
    assert_eq!(pairing::ask(SECRET).await.unwrap_err().code(), error::PAIRING_NOT_FOUND.code);
    assert_eq!(identity::me().await.unwrap().account, None);
}

#[wasm_bindgen_test]
async fn nothing_made_before_is_left_behind() {
    let (harbour, account) = invited().await;
    let own = identity::log_in(true).await.unwrap().account;
    harbour.people(own);
    harbour.end_session();
    assert_eq!(pairing::ask(SECRET).await, Err(Trouble::Occupied));
    assert_eq!(identity::me().await.unwrap().account, Some(own));
    assert_eq!(harbour.asked(SECRET), None);

    // Nor what the server has not heard of yet.
    let (harbour, _) = invited().await;
    harbour.next(COMMANDS, Mishap::Unreachable);
    let name = outbox::new_text("Wren");
    let wish = rules::character::Command::Rename { name: name.reference() };
    let wish = rules::Command::Character(wish);
    outbox::send(outbox::new_stream(), None, wish, vec![name]).await.unwrap_err();
    assert_eq!(pairing::ask(SECRET).await, Err(Trouble::Occupied));

    // An account with nothing in it is given up.
    let (harbour, _) = invited().await;
    assert_eq!(identity::begun_at().await, Ok(None));
    identity::log_in(true).await.unwrap();
    assert!(identity::begun_at().await.unwrap().is_some());
    let asking = pairing::ask(SECRET).await.unwrap();
    harbour.take_in_elsewhere(&another(), account, &harbour.asked(SECRET).unwrap());
    assert_eq!(pairing::taken(&asking).await, Ok(true));
    assert_eq!(identity::me().await.unwrap().account, Some(account));
    assert_eq!(identity::begun_at().await, Ok(None), "nobody here saw that account begin");
}

#[wasm_bindgen_test]
async fn a_device_that_was_turned_away_comes_with_a_new_key() {
    let (harbour, account) = invited().await;
    let before = identity::me().await.unwrap().key;
    let asking = pairing::ask(SECRET).await.unwrap();
    harbour.take_in_elsewhere(&another(), account, &harbour.asked(SECRET).unwrap());
    pairing::taken(&asking).await.unwrap();
    harbour.say_elsewhere(&another(), account, Claim::RevokeKey { key: before });
    assert_eq!(identity::log_in(false).await.unwrap_err().code(), error::KEY_UNKNOWN.code);
    // Turned away, it still says who it was.
    assert_eq!(identity::me().await.unwrap().account, Some(account));

    let next = PairingSecret([78; 32]);
    harbour.invite_elsewhere(account, next);
    let asking = pairing::ask(next).await.unwrap();
    let me = identity::me().await.unwrap();
    assert!(me.key != before && me.account.is_none() && me.lost.is_none());
    harbour.take_in_elsewhere(&another(), account, &harbour.asked(next).unwrap());
    assert_eq!(pairing::taken(&asking).await, Ok(true));
    let session = identity::log_in(false).await.unwrap();
    assert_eq!((session.account, session.key), (account, me.key));
}

#[wasm_bindgen_test]
async fn another_account_is_joined_in_a_place_beside_the_one_that_is_here() {
    let (harbour, account) = invited().await;
    let own = identity::log_in(true).await.unwrap();
    harbour.people(own.account);
    assert_eq!(pairing::ask(SECRET).await, Err(Trouble::Occupied));
    place::switch(place::add("Wren".into()).await.unwrap()).await.unwrap();
    new_tab().await;
    let asking = pairing::ask(SECRET).await.unwrap();
    harbour.take_in_elsewhere(&another(), account, &harbour.asked(SECRET).unwrap());
    assert_eq!(pairing::taken(&asking).await, Ok(true));
    let me = identity::me().await.unwrap();
    assert_eq!(me.account, Some(account));
    assert_ne!(me.key, own.key);

    // An account is joined once in a browser.
    place::switch(1).await.unwrap();
    new_tab().await;
    let again = PairingSecret([79; 32]);
    harbour.invite_elsewhere(account, again);
    let trouble = pairing::ask(again).await.unwrap_err();
    assert!(trouble.to_string().contains("in that account already"), "{trouble}");
    harbour.invite_elsewhere(own.account, again);
    let trouble = pairing::ask(again).await.unwrap_err();
    assert!(trouble.to_string().contains("in that account already"), "{trouble}");
    assert_eq!(harbour.asked(again), None);
}
