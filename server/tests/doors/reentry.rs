//! A browser that lost its key comes back by itself: what the server tells it, and whom it tells
//! nothing.

use http::{StatusCode, header};
use rules::{AccountId, Hash};
use serde_json::{Value, json};
use wire::{
    Claim, PublicKey, Purpose, Signed, StatementPost,
    account::{Consent, ReentryPost, Released},
};

use crate::{
    house::{Browser, House, NOW, Reply, text},
    owner::{lock, owning},
};

const DOOR: &str = "/api/v1/account/reentry";
const STATEMENTS: &str = "/api/v1/account/statements";
const SPARE: u8 = 81;
const ANEW: u8 = 50;

fn spare() -> Browser {
    Browser::new(SPARE)
}

async fn asks(house: &House, browser: &mut Browser, key: PublicKey) -> Reply {
    browser.post(house, DOOR, &ReentryPost { key }).await
}

async fn told(house: &House, browser: &mut Browser, key: PublicKey) -> Vec<u8> {
    asks(house, browser, key).await.data::<Released>().wrapping
}

/// A re-entry key is kept by the browser's device.
async fn keep(house: &House, browser: &mut Browser, account: AccountId, spare: &Browser) -> Reply {
    let word = Consent { account, server: house.store.server_key(), made_at: NOW };
    let consent = Signed::sign(Purpose::Reentry, &word, &spare.key);
    browser.claim(house, account, Claim::AddReentry { key: spare.public(), consent }).await
}

/// What the lost browser says by its re-entry key.
fn entering(house: &House, account: AccountId, head: Hash, spare: &Browser, anew: &Browser) -> StatementPost {
    let claim = Claim::Reenter { key: anew.public(), consent: anew.consent(house, account) };
    let statement = anew.link(house, account, head, claim);
    StatementPost { signed: Signed::sign(Purpose::Account, &statement, &spare.key), texts: Vec::new() }
}

/// The browser has lost its key, and has its cookies: another key comes in its place.
async fn enter(
    house: &House,
    lost: &mut Browser,
    account: AccountId,
    spare: &Browser,
    anew: &Browser,
) -> Reply {
    let head = lost.head(house).await;
    lost.post(house, STATEMENTS, &entering(house, account, head, spare, anew)).await
}

/// Two devices, and a re-entry key of the first.
async fn at_home() -> (House, Browser, Browser, AccountId) {
    let house = House::open_with(|it| (it.rate_logins, it.rate_account) = (0, 0)).await;
    let (mut first, mut second) = (Browser::new(1), Browser::new(2));
    let account = first.log_in(&house).await;
    first.take_in(&house, account, &mut second).await;
    keep(&house, &mut first, account, &spare()).await.data::<Value>();
    (house, first, second, account)
}

#[tokio::test]
async fn the_whole_way() {
    let (house, mut first, mut second, account) = at_home().await;
    let stream = first.create(&house, account, "Wren").await;
    let wrapping = told(&house, &mut first, spare().public()).await;
    assert_eq!(wrapping.len(), 32);
    assert_eq!(told(&house, &mut first, spare().public()).await, wrapping, "always the same");

    // The key is gone, the cookies and the file are there.
    let mut anew = Browser { cookies: first.cookies.clone(), ..Browser::new(ANEW) };
    assert_eq!(told(&house, &mut anew, spare().public()).await, wrapping);
    enter(&house, &mut anew, account, &spare(), &Browser::new(ANEW)).await.data::<Value>();
    // The lost key's session ended with it, whoever has its cookie.
    assert_eq!(anew.get(&house, "/api/v1/auth/session").await.code(), "SESSION_MISSING");
    assert_eq!(asks(&house, &mut first, spare().public()).await.code(), "SESSION_MISSING");
    anew.come_back(&house, account, false).await.data::<wire::SessionView>();
    assert_eq!(anew.get(&house, &format!("/api/v1/characters/{stream}")).await.status, StatusCode::OK);
    assert_eq!(first.come_back(&house, account, false).await.code(), "KEY_UNKNOWN");

    let view = second.account(&house).await;
    let chain = view.chain().unwrap();
    let devices: Vec<_> = chain.keys().active().map(|it| it.key).collect();
    assert_eq!(devices, [second.public(), anew.public()], "two devices, not three");
    house.standing().await;
}

#[tokio::test]
async fn the_name_stays() {
    let (house, _, mut second, account) = at_home().await;
    keep(&house, &mut second, account, &Browser::new(82)).await.data::<Value>();
    let mut anew = Browser { cookies: second.cookies.clone(), ..Browser::new(ANEW) };
    enter(&house, &mut anew, account, &Browser::new(82), &Browser::new(ANEW)).await.data::<Value>();
    anew.come_back(&house, account, false).await.data::<wire::SessionView>();
    let view = anew.account(&house).await;
    let chain = view.chain().unwrap();
    let device = chain.keys().active().find(|it| it.key == anew.public()).unwrap();
    assert_eq!(view.name(device), Some("Firefox on Linux"));
    assert_eq!(view.seen.get(&anew.public()), Some(&NOW));
    house.standing().await;
}

/// Everybody who is told nothing, and what they are told instead.
#[tokio::test]
async fn released_to_one_session_only() {
    let (house, mut first, mut second, account) = at_home().await;
    let mut stranger = Browser::new(3);
    let theirs = stranger.log_in(&house).await;
    keep(&house, &mut stranger, theirs, &Browser::new(82)).await.data::<Value>();

    let mut nobody = Browser::new(1);
    assert_eq!(asks(&house, &mut nobody, spare().public()).await.code(), "SESSION_MISSING");
    assert_eq!(asks(&house, &mut second, spare().public()).await.code(), "REENTRY_REFUSED");
    let wrapping = told(&house, &mut first, spare().public()).await;
    // To another account this key is a new one, and what wraps it there is another.
    assert_ne!(told(&house, &mut stranger, spare().public()).await, wrapping);
    assert_ne!(
        told(&house, &mut first, Browser::new(82).public()).await,
        told(&house, &mut stranger, Browser::new(82).public()).await
    );
    for (what, key) in [("its own", first.public()), ("another device", second.public())] {
        assert_eq!(asks(&house, &mut first, key).await.code(), "REENTRY_REFUSED", "{what}");
    }

    // One that was replaced.
    let newer = Browser::new(83);
    let before = told(&house, &mut first, newer.public()).await;
    keep(&house, &mut first, account, &newer).await.data::<Value>();
    assert_eq!(told(&house, &mut first, newer.public()).await, before, "as it was sealed before it counted");
    assert_eq!(asks(&house, &mut first, spare().public()).await.code(), "REENTRY_REFUSED");

    // Another site, with all cookies.
    let mut request = first.posting(DOOR, &ReentryPost { key: newer.public() });
    request.headers_mut().insert(header::ORIGIN, "https://evil.example".parse().unwrap());
    assert_eq!(house.ask(request).await.code(), "ORIGIN_REFUSED");

    for (body, code) in [
        (json!({}), "MALFORMED"),
        (json!({ "key": "x" }), "MALFORMED"),
        (json!({ "key": newer.public(), "more": 1 }), "MALFORMED"),
    ] {
        assert_eq!(first.post(&house, DOOR, &body).await.code(), code, "{body}");
    }
}

#[tokio::test]
async fn another_house_wraps_otherwise_and_the_same_one_does_after_a_restart() {
    let (house, mut first, _, _) = at_home().await;
    let wrapping = told(&house, &mut first, spare().public()).await;
    let house = house.restart().await;
    assert_eq!(told(&house, &mut first, spare().public()).await, wrapping);
    let (other, mut there, _, _) = at_home().await;
    assert_ne!(told(&other, &mut there, spare().public()).await, wrapping);
}

/// However the session ends, or the re-entry key: nothing is released, and one that somebody has
/// opened before does not help either.
#[tokio::test]
async fn without_a_session_there_is_no_way_in() {
    for end in ["log out", "log out everywhere", "revoke", "lapse", "replace", "undo"] {
        let (house, mut first, mut second, account) = at_home().await;
        let old = second.head(&house).await;
        let cookies = first.cookies.clone();
        match end {
            "log out" => drop(first.post(&house, "/api/v1/auth/logout", &json!({})).await.data::<Value>()),
            "log out everywhere" => {
                second.post(&house, "/api/v1/auth/logout_everywhere", &json!({})).await.data::<Value>();
            }
            "revoke" => second.revoke(&house, account, first.public()).await,
            "lapse" => house.clock.advance(11 * 60 * 1_000),
            "replace" => drop(keep(&house, &mut first, account, &Browser::new(82)).await.data::<Value>()),
            _ => undo_without(&house, &mut first, &mut second, account).await,
        }
        second.come_back(&house, account, false).await.data::<wire::SessionView>();
        let mut stranger = Browser::new(3);
        stranger.log_in(&house).await;
        let standing = house.standing().await;

        let mut thief = Browser { cookies, ..Browser::new(ANEW) };
        let expected = if end == "replace" { "REENTRY_REFUSED" } else { "SESSION_MISSING" };
        assert_eq!(asks(&house, &mut thief, spare().public()).await.code(), expected, "{end}");
        for head in [old, second.head(&house).await] {
            let post = entering(&house, account, head, &spare(), &Browser::new(ANEW));
            assert_eq!(thief.post(&house, STATEMENTS, &post).await.code(), expected, "{end}");
            // The session of another device, or of a stranger, is not this device's.
            assert_eq!(second.post(&house, STATEMENTS, &post).await.code(), "REENTRY_REFUSED", "{end}");
            assert_eq!(stranger.post(&house, STATEMENTS, &post).await.code(), "REENTRY_REFUSED", "{end}");
        }
        assert_eq!(house.standing().await, standing, "{end}");
    }
}

/// The first device turns the second away; words take that back, and the first goes with it.
async fn undo_without(house: &House, first: &mut Browser, second: &mut Browser, account: AccountId) {
    let words = Browser::new(9);
    let claim = Claim::SetRecovery { keys: vec![words.public()] };
    second.claim(house, account, claim).await.data::<Value>();
    let good = second.head(house).await;
    first.revoke(house, account, second.public()).await;
    let undo = Claim::Undo { to: good, away: vec![first.public()] };
    let head = first.head(house).await;
    let statement = first.link(house, account, head, undo);
    Browser::new(9).post_link(house, &statement, Vec::new()).await.data::<Value>();
}

#[tokio::test]
async fn used_once() {
    let (house, mut first, mut second, account) = at_home().await;
    let cookies = first.cookies.clone();
    enter(&house, &mut first, account, &spare(), &Browser::new(ANEW)).await.data::<Value>();
    let head = second.head(&house).await;
    for seed in [ANEW, 51] {
        let post = entering(&house, account, head, &spare(), &Browser::new(seed));
        let mut lost = Browser { cookies: cookies.clone(), ..Browser::new(seed) };
        assert_eq!(lost.post(&house, STATEMENTS, &post).await.code(), "SESSION_MISSING", "{seed}");
        let mut anew = Browser::new(ANEW);
        anew.come_back(&house, account, false).await.data::<wire::SessionView>();
        assert_eq!(anew.post(&house, STATEMENTS, &post).await.code(), "REENTRY_REFUSED", "{seed}");
        assert_eq!(asks(&house, &mut anew, spare().public()).await.code(), "REENTRY_REFUSED", "{seed}");
    }
    // At the same time, by two who both have the file and the cookie: one comes in.
    let mut third = Browser::new(ANEW);
    third.come_back(&house, account, false).await.data::<wire::SessionView>();
    let another = Browser::new(84);
    keep(&house, &mut third, account, &another).await.data::<Value>();
    let head = second.head(&house).await;
    let posts = [60, 61].map(|seed| {
        third.posting(STATEMENTS, &entering(&house, account, head, &another, &Browser::new(seed)))
    });
    let replies = futures::future::join_all(posts.into_iter().map(|it| house.ask(it))).await;
    let taken = replies.iter().filter(|it| it.status == StatusCode::OK).count();
    assert_eq!(taken, 1, "{:?}", replies.iter().map(Reply::text).collect::<Vec<_>>());
    house.standing().await;
}

/// Nothing else is said by it: not at the door for statements, for logins or for commands.
#[tokio::test]
async fn it_opens_no_other_door() {
    let (house, mut first, second, account) = at_home().await;
    let mut thief = Browser { cookies: first.cookies.clone(), ..spare() };
    let standing = house.standing().await;
    for claim in [
        Claim::RevokeKey { key: second.public() },
        Claim::SetRecovery { keys: vec![thief.public()] },
        Claim::NameKey { key: second.public(), name: text("Mine").reference() },
        Claim::Close {},
    ] {
        let head = first.head(&house).await;
        let texts = Vec::new();
        let statement = thief.link(&house, account, head, claim.clone());
        let code = thief.post_link(&house, &statement, texts).await.code();
        let expected = if claim.text().is_some() { "TEXT_REFUSED" } else { "STATEMENT_REFUSED" };
        assert_eq!(code, expected, "{claim:?}");
    }
    let post = thief.creation(&house, account, rules::StreamId([7; 16]), "Mine");
    assert_eq!(thief.post(&house, "/api/v1/commands", &post).await.code(), "KEY_UNKNOWN");
    thief.cookies.clear();
    for renew in [true, false] {
        assert_eq!(thief.come_back(&house, account, renew).await.code(), "KEY_UNKNOWN");
    }
    let found = json!({ "nonce": thief.challenge(&house).await.nonce, "server": house.store.server_key(), "origin": thief.origin.to_string(), "made_at": NOW });
    let post = json!({ "signed": Signed::sign(Purpose::Recover, &found, &thief.key) });
    assert_eq!(thief.post(&house, "/api/v1/account/recover", &post).await.code(), "RECOVERY_UNKNOWN");
    assert_eq!(house.standing().await, standing);
}

/// An account that is to be deleted takes nobody in; one that stays does.
#[tokio::test]
async fn of_a_closed_account_nothing_is_released() {
    let (house, mut first, mut second, account) = at_home().await;
    second.claim(&house, account, Claim::Close {}).await.data::<Value>();
    assert_eq!(asks(&house, &mut first, spare().public()).await.code(), "ACCOUNT_CLOSED");
    let anew = Browser::new(ANEW);
    assert_eq!(enter(&house, &mut first, account, &spare(), &anew).await.code(), "ACCOUNT_CLOSED");
    second.claim(&house, account, Claim::Reopen {}).await.data::<Value>();
    enter(&house, &mut first, account, &spare(), &anew).await.data::<Value>();
}

/// Whom the owner has locked out has no session, so no way in by itself either.
#[tokio::test]
async fn a_locked_account_stays_locked() {
    let house = House::open_with(|it| (it.rate_logins, it.rate_account) = (0, 0)).await;
    let (mut owner, theirs) = owning(&house).await;
    let mut first = Browser::new(4);
    let account = first.log_in(&house).await;
    keep(&house, &mut first, account, &spare()).await.data::<Value>();
    let head = first.head(&house).await;
    lock(&mut owner, &house, theirs, account).await.data::<Value>();
    assert_eq!(asks(&house, &mut first, spare().public()).await.code(), "SESSION_MISSING");
    let post = entering(&house, account, head, &spare(), &Browser::new(ANEW));
    assert_eq!(first.post(&house, STATEMENTS, &post).await.code(), "SESSION_MISSING");
}
