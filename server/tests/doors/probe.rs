//! What those who watch over the server read.

use std::net::SocketAddr;

use axum::{body::Body, extract::ConnectInfo};
use http::{Request, StatusCode, header};
use serde_json::{Value, json};

use crate::house::{Browser, House, Reply};

#[tokio::test]
async fn alive_ready_and_well() {
    let house = House::open().await;
    assert_eq!(house.get("/livez").await.json(), json!({ "status": "alive" }));
    assert_eq!(house.get("/readyz").await.json(), json!({ "status": "ready" }));
    house.clock.advance(90_000);
    let reply = house.get("/health").await;
    let health = reply.json();
    assert_eq!(reply.status, StatusCode::OK, "{health}");
    assert_eq!(
        (&health["status"], &health["database"], &health["redis"]),
        (&json!("healthy"), &json!("ok"), &json!("off"))
    );
    assert_eq!((&health["version"], &health["uptime_seconds"]), (&json!(server::VERSION), &json!(90)));
    assert!(health["disk_space"].as_str().unwrap().ends_with(" free"), "{health}");
    assert_eq!(health.as_object().unwrap().len(), 6);

    house.store.close().await;
    assert_eq!(house.get("/livez").await.status, StatusCode::OK);
    assert_eq!(house.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    let reply = house.get("/health").await;
    assert_eq!(
        (reply.status, &reply.json()["status"]),
        (StatusCode::SERVICE_UNAVAILABLE, &json!("unhealthy"))
    );
}

async fn metrics(house: &House, peer: &str, headers: &[(&str, &str)]) -> Reply {
    let request = headers.iter().fold(Request::get("/metrics"), |it, (name, value)| it.header(*name, *value));
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer.parse().unwrap()));
    house.ask(request).await
}

#[tokio::test]
async fn numbers_for_this_machine_or_for_a_token() {
    let house = House::open_with(|it| it.metrics_token = Some("a token of some length".into())).await;
    let (home, away) = ("127.0.0.1:5000", "203.0.113.9:5000");
    for (peer, headers, shown) in [
        (home, &[][..], true),
        ("[::1]:5000", &[], true),
        (home, &[("host", "localhost:3000")], true),
        (home, &[("x-forwarded-for", "203.0.113.9")], false),
        (home, &[("forwarded", "for=203.0.113.9")], false),
        (home, &[("host", "bent.evil.example")], false),
        (away, &[], false),
        (away, &[("x-forwarded-for", "127.0.0.1")], false),
        (away, &[("authorization", "Bearer a token of some length")], true),
        (away, &[("authorization", "Bearer a token of some lengtH")], false),
        (away, &[("authorization", "Bearer ")], false),
        (away, &[("authorization", "Basic a token of some length")], false),
    ] {
        let reply = metrics(&house, peer, headers).await;
        if shown {
            assert_eq!(reply.status, StatusCode::OK, "{peer} {headers:?}");
        } else {
            assert_eq!(reply.code(), "NOT_FOUND", "{peer} {headers:?}");
        }
    }
    let without = House::open().await;
    let reply = metrics(&without, away, &[("authorization", "Bearer ")]).await;
    assert_eq!(reply.code(), "NOT_FOUND", "no token fits where none was set");
}

#[tokio::test]
async fn numbers_for_prometheus_and_for_people() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    browser.create(&house, account, "Wren").await;
    browser.get(&house, &format!("/characters/{}", "0".repeat(32))).await;
    browser.get(&house, "/api/v1/nothing").await;
    house.clock.advance(12_000);

    let reply = metrics(&house, "127.0.0.1:5000", &[("accept", "application/json")]).await;
    let totals: Value = reply.json();
    assert_eq!(totals["total_characters"], 1);
    assert_eq!(totals["active_users"], 1);
    assert_eq!((&totals["total_campaigns"], &totals["uptime_seconds"]), (&json!(0), &json!(12)));
    assert_eq!(totals.as_object().unwrap().len(), 4);

    let reply = metrics(&house, "127.0.0.1:5000", &[]).await;
    assert!(reply.header(header::CONTENT_TYPE).starts_with("text/plain; version=0.0.4"));
    let text = reply.text();
    for part in [
        "farlantern_http_requests_total{route=\"/api/v1/commands\",status=\"2xx\"}",
        "farlantern_http_request_seconds{route=\"/characters/{id}\",quantile=\"0.5\"}",
        "farlantern_http_request_seconds{route=\"/api/v1/commands\",quantile=\"0.95\"}",
        "farlantern_http_request_seconds{route=\"/api/v1/commands\",quantile=\"0.99\"}",
        "farlantern_http_errors_total{code=\"NOT_FOUND\"}",
        "farlantern_pool_connections ",
        "farlantern_pool_idle_connections ",
        "farlantern_writer_queue ",
        "farlantern_uptime_seconds ",
        "farlantern_build_info{",
        "farlantern_commit_seconds",
        "farlantern_flush_seconds",
        "farlantern_commands_total{outcome=",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    assert!(!text.contains(&"0".repeat(32)), "no id of an address is a label");
}
