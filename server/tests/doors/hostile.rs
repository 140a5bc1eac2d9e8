//! Bodies that no honest program sends.

use axum::body::Body;
use http::{Method, StatusCode, header};
use server::routes::{ROUTES, Route};

use crate::house::{Browser, House};

fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let deep =
        |open: &str, close: &str, times| [open.repeat(times), close.repeat(times)].concat().into_bytes();
    let long = "A".repeat(20_000);
    vec![
        ("nothing", vec![]),
        ("a space", b" ".to_vec()),
        ("no JSON", b"signed=1&texts=2".to_vec()),
        ("null", b"null".to_vec()),
        ("a number", b"1e999999".to_vec()),
        ("a string", b"\"signed\"".to_vec()),
        ("an array", b"[]".to_vec()),
        ("deep arrays", deep("[", "]", 10_000)),
        ("deep objects", deep("{\"a\":", "}", 5_000)),
        ("deep in its place", [b"{\"signed\":".to_vec(), deep("[", "]", 10_000), b"}".to_vec()].concat()),
        ("invalid UTF-8", b"{\"signed\":\"\xff\xfe\"}".to_vec()),
        ("half a surrogate", br#"{"signed":"\ud800"}"#.to_vec()),
        ("cut off", br#"{"signed":{"bytes":"AAAA","key":"#.to_vec()),
        ("two bodies", b"{}{}".to_vec()),
        ("twice the same name", br#"{"signed":null,"signed":null}"#.to_vec()),
        ("an unknown name", br#"{"admin":true}"#.to_vec()),
        ("wrong types", br#"{"signed":{"bytes":[1,2],"key":7,"signature":null},"texts":{}}"#.to_vec()),
        ("too short", br#"{"signed":{"bytes":"","key":"","signature":""}}"#.to_vec()),
        (
            "nothing signed",
            format!(
                r#"{{"signed":{{"bytes":"","key":"{}","signature":"{}"}}}}"#,
                "A".repeat(43),
                "A".repeat(86)
            )
            .into_bytes(),
        ),
        (
            "a long signed part",
            format!(
                r#"{{"signed":{{"bytes":"{long}","key":"{}","signature":"{}"}}}}"#,
                "A".repeat(43),
                "A".repeat(86)
            )
            .into_bytes(),
        ),
        ("zero bytes", vec![0; 1000]),
        ("huge", vec![b' '; 40 * 1024]),
        ("huge and valid", [b"{\"signed\":\"".to_vec(), vec![b'a'; 1024 * 1024], b"\"}".to_vec()].concat()),
        ("a byte order mark", b"\xef\xbb\xbf{}".to_vec()),
    ]
}

#[tokio::test]
async fn every_writing_door_refuses_them_with_an_envelope() {
    let house = House::open_with(|it| {
        (it.rate_writes, it.rate_logins, it.rate_account) = (0, 0, 0);
    })
    .await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let token = rules::Hash([9; 32]);
    assert!(house.store.offer_ownership(token, house.clock.now()).await.unwrap());
    house.store.claim_ownership(token, account, house.clock.now()).await.unwrap();
    let standing = house.standing().await;
    let is_for_programs = |it: &&Route| it.method == Method::POST && it.path.starts_with("/api/");
    for route in ROUTES.iter().filter(is_for_programs) {
        let path = route.path.replace("{id}", &rules::Hash([7; 32]).to_string());
        for (name, body) in bodies() {
            let size = body.len();
            let request =
                browser.request(Method::POST, &path).header(header::CONTENT_TYPE, "application/json");
            let reply = house.ask(request.body(Body::from(body)).unwrap()).await;
            let code = reply.code();
            let fits = match &*code {
                "BODY_TOO_LARGE" => size > 8 * 1024,
                "MALFORMED" | "SIGNATURE_WRONG" | "WEAK_KEY" => size <= 32 * 1024,
                _ => false,
            };
            assert!(fits, "{} with {name}: {code}", route.path);
        }
    }
    assert_eq!(house.standing().await, standing);
}

#[tokio::test]
async fn only_what_says_it_is_json() {
    let house = House::open().await;
    let browser = Browser::new(1);
    for (kind, taken) in [
        (Some("application/json"), true),
        (Some("application/json; charset=utf-8"), true),
        (Some("Application/JSON"), true),
        (Some("text/plain"), false),
        (Some("application/x-www-form-urlencoded"), false),
        (Some("multipart/form-data; boundary=x"), false),
        (Some("application/jsonx"), false),
        (Some("text/plain; application/json"), false),
        (None, false),
    ] {
        let mut request = browser.request(Method::POST, "/api/v1/auth/challenge");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let reply = house.ask(request.body(Body::from("{}")).unwrap()).await;
        if taken {
            assert_eq!(reply.status, StatusCode::OK, "{kind:?}");
        } else {
            assert_eq!(reply.code(), "UNSUPPORTED_MEDIA_TYPE", "{kind:?}");
        }
    }
}

/// A body whose length is not told in advance has the same limit.
#[tokio::test]
async fn a_stream_has_the_same_limit() {
    let house = House::open().await;
    let browser = Browser::new(1);
    let chunks = futures::stream::iter((0..1_000).map(|_| Ok::<_, std::io::Error>(vec![b' '; 1024])));
    let request =
        browser.request(Method::POST, "/api/v1/commands").header(header::CONTENT_TYPE, "application/json");
    let reply = house.ask(request.body(Body::from_stream(chunks)).unwrap()).await;
    assert_eq!(reply.code(), "BODY_TOO_LARGE");

    let broken = futures::stream::iter([Ok(vec![b'{']), Err(std::io::Error::other("the wire broke"))]);
    let request =
        browser.request(Method::POST, "/api/v1/commands").header(header::CONTENT_TYPE, "application/json");
    let reply = house.ask(request.body(Body::from_stream(broken)).unwrap()).await;
    assert_eq!(reply.code(), "MALFORMED");
}

/// Addresses and headers that no honest program sends.
#[tokio::test]
async fn strange_addresses_and_headers() {
    let house = House::open().await;
    for path in [
        "/api/v1/characters/%00",
        "/api/v1/characters/..%2f..%2fetc",
        "/api/v1/characters/%ff%fe",
        "/api/v1/characters//history",
        "/api/v1/",
        "/api/v1/commands/extra",
    ] {
        let reply = house.get(path).await;
        assert!(reply.status.is_client_error(), "{path}");
        reply.code();
    }
    for path in [
        "/pkg/..%2f..%2f..%2fetc%2fpasswd",
        "/pkg/../../etc/passwd",
        "/fonts/%2e%2e/%2e%2e/world.db",
        "/pkg/",
    ] {
        let reply = house.get(path).await;
        assert!(reply.status.is_client_error() || reply.status.is_redirection(), "{path}: {}", reply.status);
    }
    for name in ["x-request-id", "cookie", "origin", "accept", "range", "if-modified-since"] {
        let odd = http::HeaderValue::from_bytes(b"\xff\xfe; =;;==,,").unwrap();
        let request = http::Request::get("/").header(name, odd).body(Body::empty()).unwrap();
        let reply = house.ask(request).await;
        assert_eq!(reply.status, StatusCode::OK, "{name}");
        assert_eq!(reply.header("x-request-id").len(), 16);
    }
}
