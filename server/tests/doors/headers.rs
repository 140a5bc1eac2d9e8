//! What every answer tells the browser.

use std::collections::BTreeSet;

use axum::body::Body;
use http::{Request, StatusCode, header};
use server::{app_routes, routes::ROUTES};

use crate::house::House;

fn filled(path: &str) -> String {
    path.replace("{id}", "000102030405060708090a0b0c0d0e0f").replace("{*file}", "nothing")
}

#[tokio::test]
async fn every_answer_of_every_door_is_closed() {
    let house = House::open().await;
    for route in ROUTES {
        let request =
            Request::builder().method(&route.method).uri(filled(route.path)).body(Body::empty()).unwrap();
        let reply = house.ask(request).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(reply.header(name), value, "{} {name}", route.path);
        }
        assert!(reply.header("permissions-policy").contains("microphone=()"), "{}", route.path);
        let policy = reply.header(header::CONTENT_SECURITY_POLICY);
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert_eq!(reply.header("x-request-id").len(), 16, "{}", route.path);
        assert!(!reply.header(header::CACHE_CONTROL).is_empty(), "{}", route.path);
        assert_eq!(reply.header(header::STRICT_TRANSPORT_SECURITY), "", "not on plain HTTP");
        assert_eq!(reply.header(header::SERVER), "");
    }
}

#[tokio::test]
async fn a_page_runs_only_the_scripts_that_carry_its_number() {
    let house = House::open().await;
    let mut nonces = BTreeSet::new();
    for (_, path) in app_routes() {
        let reply = house.get(&filled(&path)).await;
        assert!(
            reply.status == StatusCode::OK || reply.status == StatusCode::NOT_FOUND,
            "{path}: {}",
            reply.status
        );
        let policy = reply.header(header::CONTENT_SECURITY_POLICY);
        for part in [
            "script-src 'self' 'nonce-",
            "' 'wasm-unsafe-eval';",
            "style-src 'self';",
            "img-src 'self' data: blob:;",
            "font-src 'self';",
            "connect-src 'self';",
            "manifest-src 'self';",
            "worker-src 'self';",
            "base-uri 'none';",
            "form-action 'self';",
            "object-src 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {part} is missing in {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        let nonce = policy.split("'nonce-").nth(1).and_then(|it| it.split('\'').next()).unwrap().to_owned();
        let html = reply.text();
        let scripts: Vec<_> = html.split("<script").skip(1).map(|it| it.split('>').next().unwrap()).collect();
        assert!(!scripts.is_empty(), "{path} has the script that brings it to life");
        for script in scripts {
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{script}>");
        }
        assert!(!html.contains(" style=\"") && !html.contains("<style"), "{path}: a style of its own");
        assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "{path}");
        assert!(nonces.insert(nonce), "{path}: a number is used for one page");
    }
}

#[tokio::test]
async fn https_is_remembered_where_there_is_https() {
    let house =
        House::open_with(|it| it.public_url = Some("https://play.example.org".parse().unwrap())).await;
    let request = Request::get("/livez").body(Body::empty()).unwrap();
    assert_eq!(house.ask(request).await.header(header::STRICT_TRANSPORT_SECURITY), "max-age=31536000");
}

/// A stranger's number is not taken over into our log.
#[tokio::test]
async fn the_request_id_is_ours() {
    let house = House::open().await;
    let request =
        Request::get("/livez").header("x-request-id", "deadbeefdeadbeef").body(Body::empty()).unwrap();
    let id = house.ask(request).await.header("x-request-id").to_owned();
    assert!(id != "deadbeefdeadbeef" && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
}

#[tokio::test]
async fn pages_and_json_of_some_size_are_compressed() {
    let house = House::open().await;
    for (path, accepts, encoding) in [
        ("/", "gzip, br", "br"),
        ("/about", "gzip", "gzip"),
        ("/", "identity", ""),
        ("/livez", "gzip, br", ""),
        ("/pkg/farlantern.wasm", "gzip, br", ""),
    ] {
        let request =
            Request::get(path).header(header::ACCEPT_ENCODING, accepts).body(Body::empty()).unwrap();
        let reply = house.ask(request).await;
        assert_eq!(reply.header(header::CONTENT_ENCODING), encoding, "{path} for {accepts}");
        assert_eq!(reply.status, StatusCode::OK, "{path}");
    }
}
