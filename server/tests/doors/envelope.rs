//! Every failure under `/api` has the one shape.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use serde_json::Value;
use server::routes::ROUTES;

use crate::house::{Browser, House};

#[tokio::test]
async fn where_there_is_nothing() {
    let house = House::open().await;
    for path in
        ["/api/v1/nothing", "/api/v1/", "/api/v2/characters", "/fn/nothing", "/api/v1/characters/a/b/c"]
    {
        assert_eq!(house.get(path).await.code(), "NOT_FOUND", "{path}");
    }
}

#[tokio::test]
async fn another_method_than_the_door_knows() {
    let house = House::open().await;
    let browser = Browser::new(1);
    for route in ROUTES.iter().filter(|it| it.path.starts_with("/api/")) {
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::POST, Method::GET] {
            if ROUTES.iter().any(|it| it.path == route.path && it.method == method) {
                continue;
            }
            let reply =
                house.ask(browser.request(method.clone(), route.path).body(Body::empty()).unwrap()).await;
            assert_eq!(reply.code(), "METHOD_NOT_ALLOWED", "{method} {}", route.path);
            assert!(reply.header(header::ALLOW).contains(route.method.as_str()), "{}", route.path);
        }
    }
}

#[tokio::test]
async fn what_programs_must_know_of_the_server() {
    let house = House::open().await;
    let view: Value = house.get("/api/v1/server").await.data();
    assert_eq!(view["key"], house.store.server_key().to_string());
    assert_eq!(view["rules_version"], rules::RULES_VERSION);
    assert_eq!(view["content_hash"], rules::Content::built_in_hash().to_string());
    assert_eq!(view["incarnation"], house.store.incarnation().to_string());
    assert_eq!(view["version"], server::VERSION);
    assert_eq!(view.as_object().unwrap().len(), 5);
}

#[tokio::test]
async fn a_head_has_no_body_but_the_same_headers() {
    let house = House::open().await;
    let reply = house.ask(Request::head("/api/v1/server").body(Body::empty()).unwrap()).await;
    assert_eq!((reply.status, reply.body.len()), (StatusCode::OK, 0));
    assert_eq!(reply.header(header::CONTENT_TYPE), "application/json");
}

/// A store that is gone is said kindly, and its own words are kept from strangers.
#[tokio::test]
async fn a_store_that_does_not_answer() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    house.store.close().await;
    let reply = browser.get(&house, "/api/v1/characters").await;
    assert_eq!(reply.code(), "STORAGE_BUSY");
    assert_eq!(reply.header(header::RETRY_AFTER), "2");
    assert!(!reply.text().contains("closed") && !reply.text().contains("database"), "{}", reply.text());
    let stream = rules::StreamId([1; 16]);
    let post = browser.creation(&house, account, stream, "Wren");
    assert_eq!(browser.post(&house, "/api/v1/commands", &post).await.code(), "STORAGE_BUSY");
    let page = browser.get(&house, "/characters").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.header(header::CONTENT_TYPE).starts_with("text/html"));
    assert!(page.text().contains("Nothing was lost") && page.text().contains(page.header("x-request-id")));
}
