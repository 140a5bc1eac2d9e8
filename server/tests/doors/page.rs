//! Pages: readable before any script runs, and there for whoever they are meant for.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};

use crate::house::{Browser, House};

#[tokio::test]
async fn the_landing_page_reads_well_without_scripts() {
    let house = House::open().await;
    let reply = house.get("/").await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.header(header::CONTENT_TYPE), "text/html; charset=utf-8");
    assert_eq!(reply.header(header::CACHE_CONTROL), "no-cache");
    assert!(reply.header(header::VARY).contains("cookie"));
    let html = reply.text();
    assert!(html.contains("<h1") && html.contains("</html>"), "{html}");
    assert!(html.contains(&house.store.server_key().to_string()), "the page names the server");
}

#[tokio::test]
async fn what_is_mine_is_on_my_pages_and_on_nobody_else_s() {
    let house = House::open().await;
    let mut wren = Browser::new(1);
    let account = wren.log_in(&house).await;
    let stream = wren.create(&house, account, "Wrenna of the Quay").await;
    for path in
        ["/characters".to_owned(), format!("/characters/{stream}"), format!("/characters/{stream}/history")]
    {
        let mine = wren.get(&house, &path).await;
        assert!(mine.text().contains("Wrenna of the Quay"), "{path}");
        assert_eq!(mine.header(header::CACHE_CONTROL), "no-store", "{path}");
        let mut raven = Browser::new(2);
        assert!(!raven.get(&house, &path).await.text().contains("Wrenna"), "{path} for a visitor");
        raven.log_in(&house).await;
        assert!(!raven.get(&house, &path).await.text().contains("Wrenna"), "{path} for another");
    }
    for path in [
        "/fn/characters".to_owned(),
        format!("/fn/character?id={stream}"),
        format!("/fn/history?id={stream}"),
    ] {
        assert!(wren.get(&house, &path).await.text().contains("Wrenna"), "{path}");
        let mut raven = Browser::new(2);
        assert!(!raven.get(&house, &path).await.text().contains("Wrenna"), "{path} for a visitor");
        raven.log_in(&house).await;
        assert!(!raven.get(&house, &path).await.text().contains("Wrenna"), "{path} for another");
    }
}

#[tokio::test]
async fn a_function_that_is_asked_nonsense_says_so() {
    let house = House::open().await;
    for path in ["/fn/character", "/fn/character?id=zzz", "/fn/history?id=%ff", "/fn/history?id=00&id=01"] {
        assert_eq!(house.get(path).await.code(), "MALFORMED", "{path}");
    }
    let request = Request::get("/fn/session").header(header::ACCEPT, "text/html");
    let request = request.header(header::REFERER, "https://evil.example/").body(Body::empty()).unwrap();
    let reply = house.ask(request).await;
    assert_eq!((reply.status, reply.header(header::LOCATION)), (StatusCode::OK, ""));
}

#[tokio::test]
async fn the_theme_that_was_chosen_is_there_from_the_first_byte() {
    let house = House::open().await;
    for (cookie, there) in [("theme=vellum", true), ("theme=dark", true), ("theme=pink", false), ("", false)]
    {
        let request = Request::get("/").header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        let html = house.ask(request).await.text();
        let head = html.split("<head").next().unwrap().to_owned();
        assert_eq!(head.contains("data-theme"), there, "{cookie}: {head}");
    }
}

#[tokio::test]
async fn where_there_is_no_page() {
    let house = House::open().await;
    let reply = house.get("/nowhere/at/all").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let html = reply.text();
    assert!(html.contains("<h1") && html.contains("</html>"), "{html}");
    assert!(reply.header(header::CONTENT_SECURITY_POLICY).contains("'nonce-"));
    let request = Browser::new(1).request(Method::POST, "/nowhere").body(Body::empty()).unwrap();
    let reply = house.ask(request).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert!(reply.header(header::CONTENT_TYPE).starts_with("text/html"));
}

#[tokio::test]
async fn one_page_has_one_address() {
    let house = House::open().await;
    for (path, to) in [
        ("/characters/", "/characters"),
        ("/about/?from=here", "/about?from=here"),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
    ] {
        let reply = house.get(path).await;
        assert_eq!(reply.header(header::LOCATION), to, "{path}");
    }
}

#[tokio::test]
async fn a_head_is_enough_for_those_who_only_look() {
    let house = House::open().await;
    let reply = house.ask(Request::head("/").body(Body::empty()).unwrap()).await;
    assert_eq!((reply.status, reply.body.len()), (StatusCode::OK, 0));
}
