//! Who gets in, and who does not.

use ed25519_dalek::SigningKey;
use http::{StatusCode, header};
use rules::{AccountId, Hash};
use serde_json::json;
use wire::{Challenge, Claim, Login, PublicKey, Purpose, SessionView, Signature, Signed, Statement};

use crate::house::{Browser, House, NOW, ORIGIN, fits_all, malleable};

#[tokio::test]
async fn the_whole_way_in_and_out() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    assert_eq!(browser.get(&house, "/api/v1/auth/session").await.code(), "SESSION_MISSING");
    let account = browser.log_in(&house).await;
    let view: SessionView = browser.get(&house, "/api/v1/auth/session").await.data();
    assert_eq!((view.account, view.key), (account, browser.public()));
    assert_eq!(view.did, browser.public().did());
    assert_eq!(view.expires_at.0, NOW.0 + 10 * 60 * 1000);
    assert_eq!(browser.challenge(&house).await.session, Some(view), "whom the browser has logged in already");
    assert_eq!(Browser::new(2).challenge(&house).await.session, None);

    let token = browser.cookies.get("__Host-farlantern").unwrap().clone();
    let reply = browser.post(&house, "/api/v1/auth/logout", &json!({})).await;
    assert_eq!(reply.data::<serde_json::Value>(), json!({}));
    assert!(!browser.cookies.contains_key("__Host-farlantern"));
    browser.cookies.insert("__Host-farlantern".into(), token);
    assert_eq!(
        browser.get(&house, "/api/v1/auth/session").await.code(),
        "SESSION_MISSING",
        "a kept token is dead"
    );
    browser.post(&house, "/api/v1/auth/logout", &json!({})).await.data::<serde_json::Value>();
}

#[tokio::test]
async fn a_session_survives_page_loads_and_a_restart_and_ends_in_time() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let house = house.restart().await;
    assert_eq!(browser.get(&house, "/api/v1/auth/session").await.data::<SessionView>().account, account);
    assert_eq!(browser.get(&house, "/").await.header(header::CACHE_CONTROL), "no-store");
    house.clock.advance(10 * 60 * 1000 - 1);
    browser.get(&house, "/api/v1/auth/session").await.data::<SessionView>();
    house.clock.advance(1);
    assert_eq!(browser.get(&house, "/api/v1/auth/session").await.code(), "SESSION_MISSING");
}

#[tokio::test]
async fn a_login_replaces_the_session_before() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    browser.log_in(&house).await;
    let before = browser.cookies.clone();
    browser.log_in(&house).await;
    assert_ne!(browser.cookies["__Host-farlantern"], before["__Host-farlantern"]);
    browser.get(&house, "/api/v1/auth/session").await.data::<SessionView>();
    let mut old = Browser { cookies: before, ..Browser::new(1) };
    assert_eq!(old.get(&house, "/api/v1/auth/session").await.code(), "SESSION_MISSING");
}

#[tokio::test]
async fn the_same_statement_is_the_same_account() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.open_account(&house).await;
    let standing = house.standing().await;
    assert_eq!(browser.open_account(&house).await, account);
    assert_eq!(house.standing().await, standing);
}

#[tokio::test]
async fn cookies_are_closed_as_far_as_the_address_allows() {
    for (public_url, secure) in
        [(None, true), (Some("https://play.example.org"), true), (Some("http://lantern.lan:3000"), false)]
    {
        let house = House::open_with(|it| it.public_url = public_url.map(|it| it.parse().unwrap())).await;
        let mut browser = Browser::new(1);
        if let Some(url) = public_url {
            browser.origin = url.parse().unwrap();
            browser.host = browser.origin.authority().into();
        }
        let account = browser.open_account(&house).await;
        let challenge = browser.challenge(&house).await;
        let signed = Signed::sign(Purpose::Login, &browser.login(account, &challenge), &browser.key);
        let reply = browser.verify(&house, &signed).await;
        let cookie = reply.header(header::SET_COOKIE);
        let name = if secure { "__Host-farlantern=" } else { "farlantern=" };
        assert!(cookie.starts_with(name) && cookie.contains("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
        assert!(cookie.contains("; Max-Age=600"), "{cookie}");
        assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
        let token = browser.cookies[name.trim_end_matches('=')].clone();
        assert!(!reply.text().contains(&token), "the token stands in the cookie alone");
        browser.get(&house, "/api/v1/auth/session").await.data::<SessionView>();
    }
}

/// What a liar changes before or after signing.
struct Lie {
    name: &'static str,
    code: &'static str,
    tell: fn(&mut Try),
}

struct Try {
    login: Login,
    key: SigningKey,
    purpose: Purpose,
    alter: fn(&mut Signed),
    wait_millis: i64,
    forget_cookies: bool,
}

fn nothing(_: &mut Signed) {}

const LIES: &[Lie] = &[
    Lie {
        name: "a bit of the signature",
        code: "SIGNATURE_WRONG",
        tell: |it| it.alter = |it| it.signature.0[0] ^= 1,
    },
    Lie { name: "a bit of the bytes", code: "SIGNATURE_WRONG", tell: |it| it.alter = |it| it.bytes[40] ^= 1 },
    Lie { name: "another spelling", code: "SIGNATURE_WRONG", tell: |it| it.alter = malleable },
    Lie { name: "signed as a command", code: "SIGNATURE_WRONG", tell: |it| it.purpose = Purpose::Command },
    Lie { name: "signed as a statement", code: "SIGNATURE_WRONG", tell: |it| it.purpose = Purpose::Account },
    Lie { name: "signed as a receipt", code: "SIGNATURE_WRONG", tell: |it| it.purpose = Purpose::Receipt },
    Lie {
        name: "signed by one, said to be by another",
        code: "SIGNATURE_WRONG",
        tell: |it| it.alter = |it| it.key = Browser::new(1).public(),
    },
    Lie {
        name: "the key that fits every message",
        code: "WEAK_KEY",
        tell: |it| it.alter = |it| (it.key, it.signature) = fits_all(),
    },
    Lie { name: "not a point", code: "WEAK_KEY", tell: |it| it.alter = |it| it.key = PublicKey([2; 32]) },
    Lie { name: "another server", code: "SERVER_MISMATCH", tell: |it| it.login.server = PublicKey([9; 32]) },
    Lie {
        name: "relayed from another site",
        code: "SERVER_MISMATCH",
        tell: |it| it.login.origin = "https://farlantern.evil.example".into(),
    },
    Lie {
        name: "the other loopback name",
        code: "SERVER_MISMATCH",
        tell: |it| it.login.origin = "http://localhost:3000".into(),
    },
    Lie {
        name: "a made-up nonce",
        code: "NONCE_WRONG",
        tell: |it| it.login.nonce = wire::encoding::encode(&[5; 56]),
    },
    Lie { name: "no nonce", code: "NONCE_WRONG", tell: |it| it.login.nonce.clear() },
    Lie { name: "another browser", code: "NONCE_WRONG", tell: |it| it.forget_cookies = true },
    Lie { name: "a minute later", code: "NONCE_EXPIRED", tell: |it| it.wait_millis = 60_000 },
    Lie {
        name: "an unknown account",
        code: "ACCOUNT_UNKNOWN",
        tell: |it| it.login.account = AccountId([4; 32]),
    },
    Lie {
        name: "an unknown key",
        code: "KEY_UNKNOWN",
        tell: |it| it.key = SigningKey::from_bytes(&[99; 32]),
    },
];

#[tokio::test]
async fn every_lie_is_refused_and_changes_nothing() {
    let house = House::open().await;
    let account = Browser::new(1).open_account(&house).await;
    let standing = house.standing().await;
    for lie in LIES {
        let mut browser = Browser::new(1);
        let challenge = browser.challenge(&house).await;
        let mut attempt = Try {
            login: browser.login(account, &challenge),
            key: if lie.name.starts_with("signed by one") {
                SigningKey::from_bytes(&[99; 32])
            } else {
                browser.key.clone()
            },
            purpose: Purpose::Login,
            alter: nothing,
            wait_millis: 0,
            forget_cookies: false,
        };
        (lie.tell)(&mut attempt);
        let mut signed = Signed::sign(attempt.purpose, &attempt.login, &attempt.key);
        (attempt.alter)(&mut signed);
        if attempt.forget_cookies {
            browser.cookies.clear();
            browser.challenge(&house).await;
        }
        house.clock.advance(attempt.wait_millis);
        let reply = browser.verify(&house, &signed).await;
        assert_eq!(reply.code(), lie.code, "{}", lie.name);
        assert!(!browser.cookies.contains_key("__Host-farlantern"), "{}", lie.name);
        assert_eq!(
            browser.get(&house, "/api/v1/auth/session").await.code(),
            "SESSION_MISSING",
            "{}",
            lie.name
        );
    }
    assert_eq!(house.standing().await, standing);
}

#[tokio::test]
async fn a_nonce_is_used_once() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.open_account(&house).await;
    let challenge = browser.challenge(&house).await;
    let signed = Signed::sign(Purpose::Login, &browser.login(account, &challenge), &browser.key);
    browser.verify(&house, &signed).await.data::<SessionView>();
    assert_eq!(browser.verify(&house, &signed).await.code(), "NONCE_REUSED");
    // Signed anew it is still the same nonce.
    let again = Login { made_at: wire::Millis(NOW.0 + 1), ..browser.login(account, &challenge) };
    let again = Signed::sign(Purpose::Login, &again, &browser.key);
    assert_eq!(browser.verify(&house, &again).await.code(), "NONCE_REUSED");
    browser.get(&house, "/api/v1/auth/session").await.data::<SessionView>();
    let house = house.restart().await;
    assert_eq!(
        browser.verify(&house, &signed).await.code(),
        "NONCE_REUSED",
        "remembered by the next process too"
    );
}

#[tokio::test]
async fn many_at_once_with_one_nonce_are_one_login() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.open_account(&house).await;
    let challenge = browser.challenge(&house).await;
    let signed = Signed::sign(Purpose::Login, &browser.login(account, &challenge), &browser.key);
    let body = json!({ "signed": signed });
    let tries = (0..20).map(|_| house.ask(browser.posting("/api/v1/auth/verify", &body)));
    let replies = futures::future::join_all(tries).await;
    let begun = replies.iter().filter(|it| it.status == StatusCode::OK).count();
    assert_eq!(begun, 1);
    assert!(replies.iter().filter(|it| it.status != StatusCode::OK).all(|it| it.code() == "NONCE_REUSED"));
}

/// The keys of the published table, each with its own signature, over a real login.
#[tokio::test]
async fn the_published_edge_cases_open_no_door() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.open_account(&house).await;
    let standing = house.standing().await;
    let vectors = include_str!("../../../crates/wire/src/signed/edge_cases.txt");
    let mut tried = 0;
    for line in vectors.lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
        let [message, key, signature] = line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let key = PublicKey(hex::decode(key).unwrap().try_into().unwrap());
        let signature = Signature(hex::decode(signature).unwrap().try_into().unwrap());
        let challenge = browser.challenge(&house).await;
        let login = Signed::bytes_of(Purpose::Login, &browser.login(account, &challenge));
        let claim = Claim::Open { key, salt: Hash([0; 32]) };
        let (server, origin) = (house.store.server_key(), ORIGIN.to_owned());
        let statement = Statement { account: None, previous: None, server, origin, made_at: NOW, claim };
        let statement = Signed::bytes_of(Purpose::Account, &statement);
        for (path, bytes) in [
            ("/api/v1/auth/verify", login),
            ("/api/v1/auth/verify", hex::decode(message).unwrap()),
            ("/api/v1/account/statements", statement),
            ("/api/v1/account/statements", hex::decode(message).unwrap()),
            ("/api/v1/commands", hex::decode(message).unwrap()),
        ] {
            let body = json!({ "signed": Signed::alone(bytes, key, signature) });
            let code = browser.post(&house, path, &body).await.code();
            assert!(matches!(&*code, "WEAK_KEY" | "SIGNATURE_WRONG"), "{path}: {code}");
        }
        tried += 1;
    }
    assert_eq!(tried, 12);
    assert_eq!(house.standing().await, standing);
}

#[tokio::test]
async fn statements_that_are_not_believed() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let standing = house.standing().await;
    let good = browser.statement(&house, ORIGIN);
    let weak = {
        let (key, signature) = fits_all();
        let claim = Claim::Open { key, salt: Hash([0; 32]) };
        let (server, origin) = (house.store.server_key(), ORIGIN.to_owned());
        let statement = Statement { account: None, previous: None, server, origin, made_at: NOW, claim };
        Signed::alone(Signed::bytes_of(Purpose::Account, &statement), key, signature)
    };
    let mut cut = good.clone();
    cut.bytes.pop();
    let mut other_spelling = good.clone();
    malleable(&mut other_spelling);
    let for_another = Signed::sign(
        Purpose::Account,
        &good.read::<Statement>(Purpose::Account).unwrap(),
        &SigningKey::from_bytes(&[2; 32]),
    );
    for (signed, code) in [
        (weak, "WEAK_KEY"),
        (cut, "SIGNATURE_WRONG"),
        (other_spelling, "SIGNATURE_WRONG"),
        (for_another, "SIGNATURE_WRONG"),
        (browser.statement(&house, "https://elsewhere.example"), "SERVER_MISMATCH"),
        (Signed::sign(Purpose::Account, &json!({ "claim": "mine" }), &browser.key), "MALFORMED"),
        (Signed::sign(Purpose::Login, &json!({}), &browser.key), "SIGNATURE_WRONG"),
    ] {
        let reply = browser.post(&house, "/api/v1/account/statements", &json!({ "signed": signed })).await;
        assert_eq!(reply.code(), code);
    }
    assert_eq!(house.standing().await, standing);
}

#[tokio::test]
async fn a_challenge_says_what_must_be_signed() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let challenge: Challenge = browser.challenge(&house).await;
    assert_eq!(challenge.server, house.store.server_key());
    assert_eq!(challenge.expires_at.0, NOW.0 + 60_000);
    let mark = browser.cookies["__Host-farlantern_browser"].clone();
    assert_ne!(browser.challenge(&house).await.nonce, challenge.nonce);
    assert_eq!(browser.cookies["__Host-farlantern_browser"], mark, "a browser keeps its mark");
    browser.cookies.insert("__Host-farlantern_browser".into(), "chosen-by-a-stranger".into());
    browser.challenge(&house).await;
    assert_ne!(browser.cookies["__Host-farlantern_browser"], "chosen-by-a-stranger");
}

/// By itself a browser comes back only where nobody logged it out everywhere.
#[tokio::test]
async fn logged_out_everywhere_until_by_hand() {
    let house = House::open().await;
    let (mut first, mut second, mut stranger) = (Browser::new(1), Browser::new(2), Browser::new(3));
    let account = first.log_in(&house).await;
    let other = stranger.log_in(&house).await;
    first.take_in(&house, account, &mut second).await;
    let token = first.cookies["__Host-farlantern"].clone();
    assert_eq!(stranger.cookies.len(), 2);
    let mut nobody = Browser::new(4);
    let everywhere = "/api/v1/auth/logout_everywhere";
    assert_eq!(nobody.post(&house, everywhere, &json!({})).await.code(), "SESSION_MISSING");

    let reply = first.post(&house, everywhere, &json!({})).await;
    assert_eq!(reply.data::<serde_json::Value>(), json!({}));
    assert!(!first.cookies.contains_key("__Host-farlantern"));
    first.cookies.insert("__Host-farlantern".into(), token);
    for browser in [&mut first, &mut second] {
        assert_eq!(browser.get(&house, "/api/v1/auth/session").await.code(), "SESSION_MISSING");
        assert_eq!(browser.come_back(&house, account, true).await.code(), "SESSION_ENDED");
    }
    stranger.come_back(&house, other, true).await.data::<SessionView>();
    let house = house.restart().await;
    assert_eq!(second.come_back(&house, account, true).await.code(), "SESSION_ENDED", "remembered");
    second.come_back(&house, account, false).await.data::<SessionView>();
    second.come_back(&house, account, true).await.data::<SessionView>();
    assert_eq!(first.come_back(&house, account, true).await.code(), "SESSION_ENDED", "each by its own hand");
}

#[tokio::test]
async fn who_logged_out_here_comes_back_by_itself_if_it_wants_to() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    browser.post(&house, "/api/v1/auth/logout", &json!({})).await.data::<serde_json::Value>();
    browser.come_back(&house, account, true).await.data::<SessionView>();
}

/// A session is renewed again and again, and each of its tokens dies with the next.
#[tokio::test]
async fn renewing() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let mut dead = Vec::new();
    for _ in 0..5 {
        dead.push(browser.cookies.clone());
        house.clock.advance(5 * 60 * 1000);
        let view: SessionView = browser.come_back(&house, account, true).await.data();
        assert_eq!(view.expires_at.0, house.clock.now().0 + 10 * 60 * 1000);
    }
    browser.get(&house, "/api/v1/auth/session").await.data::<SessionView>();
    for cookies in dead {
        let mut thief = Browser { cookies, ..Browser::new(1) };
        assert_eq!(thief.get(&house, "/api/v1/auth/session").await.code(), "SESSION_MISSING");
    }
    house.clock.advance(10 * 60 * 1000);
    assert_eq!(browser.get(&house, "/api/v1/auth/session").await.code(), "SESSION_MISSING");
    browser.come_back(&house, account, true).await.data::<SessionView>();
}
