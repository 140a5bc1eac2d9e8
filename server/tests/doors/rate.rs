//! Who asks too fast waits a moment, and nobody else does.

use std::net::SocketAddr;

use axum::{body::Body, extract::ConnectInfo};
use http::{Request, StatusCode, header};
use rules::{StreamId, character::Command as Wish};
use wire::Answer;

use crate::house::{Browser, House, Reply, random};

async fn challenge(house: &House, peer: &str, forwarded: &str) -> Reply {
    let request = Request::post("/api/v1/auth/challenge").header(header::CONTENT_TYPE, "application/json");
    let mut request = request.header("x-forwarded-for", forwarded).body(Body::from("{}")).unwrap();
    request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer.parse().unwrap()));
    house.ask(request).await
}

#[tokio::test]
async fn by_address() {
    let house = House::open_with(|it| it.rate_logins = 6).await;
    for n in 0..6 {
        let lie = format!("10.0.0.{n}");
        assert_eq!(challenge(&house, "198.51.100.1:1", &lie).await.status, StatusCode::OK, "{n}");
    }
    let reply = challenge(&house, "198.51.100.1:2", "10.9.9.9").await;
    assert_eq!(reply.code(), "TOO_MANY_REQUESTS", "the header of a stranger is his own word");
    assert_eq!(reply.header(header::RETRY_AFTER), "10");
    assert_eq!(reply.json()["error"]["details"]["retry_after_seconds"], 10);
    assert_eq!(challenge(&house, "198.51.100.2:1", "").await.status, StatusCode::OK);
    assert_eq!(house.get("/").await.status, StatusCode::OK, "reading goes on");
    house.clock.advance(10_000);
    assert_eq!(challenge(&house, "198.51.100.1:1", "").await.status, StatusCode::OK);
    assert_eq!(challenge(&house, "198.51.100.1:1", "").await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn behind_a_proxy_by_the_last_hop_that_is_not_ours() {
    let house = House::open_with(|it| {
        it.rate_logins = 1;
        it.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    })
    .await;
    for (forwarded, status) in [
        ("198.51.100.1", StatusCode::OK),
        ("198.51.100.1", StatusCode::TOO_MANY_REQUESTS),
        ("203.0.113.1, 198.51.100.1", StatusCode::TOO_MANY_REQUESTS),
        ("198.51.100.1, 10.0.0.2", StatusCode::TOO_MANY_REQUESTS),
        ("198.51.100.1, 203.0.113.1", StatusCode::OK),
    ] {
        assert_eq!(challenge(&house, "10.0.0.1:1", forwarded).await.status, status, "{forwarded}");
    }
}

#[tokio::test]
async fn by_account_wherever_it_calls_from() {
    let house = House::open_with(|it| it.rate_account = 5).await;
    let mut browser = Browser::new(1);
    let account = browser.open_account(&house).await;
    let stream = browser.create(&house, account, "Wren").await;
    let mut codes = Vec::new();
    for n in 0..6_u8 {
        let command = browser.command(&house, account, stream, Wish::Restore {});
        let mut request = browser.posting("/api/v1/commands", &browser.sign(&command, vec![]));
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([198, 51, 100, n], 1))));
        codes.push(browser.send(&house, request).await.status.as_u16());
    }
    assert_eq!(codes, [200, 200, 200, 200, 429, 429]);
    let mut other = Browser::new(2);
    let account = other.open_account(&house).await;
    let post = other.creation(&house, account, StreamId(random()), "Raven");
    other.post(&house, "/api/v1/commands", &post).await.data::<Answer>();
}

/// A liar cannot use up another's tokens: they are taken only once the key is known to be theirs.
#[tokio::test]
async fn nobody_spends_another_s_tokens() {
    let house = House::open_with(|it| it.rate_account = 3).await;
    let (mut browser, mut stranger) = (Browser::new(1), Browser::new(2));
    let account = browser.open_account(&house).await;
    for _ in 0..10 {
        let mut post = browser.creation(&house, account, StreamId(random()), "Wren");
        post.signed.signature.0[0] ^= 1;
        assert_eq!(browser.post(&house, "/api/v1/commands", &post).await.code(), "SIGNATURE_WRONG");
        let post = stranger.creation(&house, account, StreamId(random()), "Raven");
        assert_eq!(stranger.post(&house, "/api/v1/commands", &post).await.code(), "KEY_UNKNOWN");
    }
    browser.create(&house, account, "Wren").await;
}
