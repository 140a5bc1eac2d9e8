//! What another site makes a browser send is refused, at every door that is not a plain read.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use server::routes::ROUTES;

use crate::house::{Browser, House, ORIGIN};

const ELSEWHERE: &str = "https://evil.example";

#[tokio::test]
async fn refused_from_another_site_at_every_door() {
    let house = House::open_with(|it| (it.rate_reads, it.rate_writes, it.rate_logins) = (0, 0, 0)).await;
    let mut browser = Browser::new(1);
    browser.log_in(&house).await;
    let standing = house.standing().await;
    for route in ROUTES {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            for (origin, site) in [
                (Some(ELSEWHERE), Some("cross-site")),
                (Some(ELSEWHERE), None),
                (Some("null"), Some("cross-site")),
                (Some("null"), None),
                (Some("http://localhost:3000"), Some("same-site")),
                (Some("https://127.0.0.1:3000"), None),
                (Some("http://127.0.0.1:3000.evil.example"), None),
                (Some(ORIGIN), Some("cross-site")),
                (None, Some("cross-site")),
                (None, Some("same-site")),
                (Some(""), None),
            ] {
                let path = route.path.replace("{id}", "x").replace("{*file}", "x");
                let mut request = Request::builder().method(&method).uri(&path);
                request = request.header(header::CONTENT_TYPE, "application/json");
                let cookies: Vec<_> =
                    browser.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
                request = request.header(header::COOKIE, cookies.join("; "));
                if let Some(origin) = origin {
                    request = request.header(header::ORIGIN, origin);
                }
                if let Some(site) = site {
                    request = request.header("sec-fetch-site", site);
                }
                let reply = house.ask(request.body(Body::from("{}")).unwrap()).await;
                let what = format!("{method} {path} from {origin:?}, {site:?}");
                assert_eq!(reply.status, StatusCode::FORBIDDEN, "{what}");
                if path.starts_with("/api/") {
                    assert_eq!(reply.code(), "ORIGIN_REFUSED", "{what}");
                }
            }
        }
    }
    assert_eq!(house.standing().await, standing);
    browser.get(&house, "/api/v1/auth/session").await.data::<wire::SessionView>();
}

#[tokio::test]
async fn taken_from_our_own_pages_and_from_programs() {
    let house = House::open().await;
    for (origin, site) in [
        (Some(ORIGIN), Some("same-origin")),
        (Some(ORIGIN), None),
        (None, None),
        (None, Some("same-origin")),
        (None, Some("none")),
    ] {
        let mut request =
            Request::post("/api/v1/auth/challenge").header(header::CONTENT_TYPE, "application/json");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        let reply = house.ask(request.body(Body::from("{}")).unwrap()).await;
        assert_eq!(reply.status, StatusCode::OK, "{origin:?}, {site:?}");
    }
    let two = Request::post("/api/v1/auth/challenge").header(header::CONTENT_TYPE, "application/json");
    let two = two.header(header::ORIGIN, ORIGIN).header(header::ORIGIN, ELSEWHERE);
    assert_eq!(house.ask(two.body(Body::from("{}")).unwrap()).await.code(), "ORIGIN_REFUSED");
}

#[tokio::test]
async fn an_allowed_site_uses_the_api_and_nothing_else() {
    const FRIEND: &str = "https://friend.example";
    let house = House::open_with(|it| it.allowed_origins = vec![FRIEND.parse().unwrap()]).await;
    let ask = |method: Method, path: &str, origin: &'static str| {
        let request = Request::builder().method(method).uri(path).header(header::ORIGIN, origin);
        let request =
            request.header("sec-fetch-site", "cross-site").header(header::CONTENT_TYPE, "application/json");
        let request = request.header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST");
        house.ask(request.body(Body::from("{}")).unwrap())
    };
    let preflight = ask(Method::OPTIONS, "/api/v1/commands", FRIEND).await;
    assert_eq!(preflight.status, StatusCode::NO_CONTENT);
    assert_eq!(preflight.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), FRIEND);
    assert_eq!(preflight.header(header::ACCESS_CONTROL_ALLOW_CREDENTIALS), "true");
    assert!(preflight.header(header::VARY).contains("origin"));
    let sent = preflight.header(header::ACCESS_CONTROL_ALLOW_HEADERS);
    assert!(["authorization", "content-type"].iter().all(|it| sent.contains(it)), "{sent}");
    let post = ask(Method::POST, "/api/v1/auth/challenge", FRIEND).await;
    assert_eq!(post.status, StatusCode::OK);
    assert_eq!(post.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), FRIEND);

    for (method, path, origin) in [
        (Method::OPTIONS, "/api/v1/commands", ELSEWHERE),
        (Method::POST, "/api/v1/auth/challenge", ELSEWHERE),
        (Method::POST, "/characters", FRIEND),
        (Method::POST, "/fn/session", FRIEND),
    ] {
        let reply = ask(method, path, origin).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path} from {origin}");
        assert_eq!(reply.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "", "{path} from {origin}");
    }
    let read = ask(Method::GET, "/api/v1/server", ELSEWHERE).await;
    assert_eq!(read.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "");
    assert_eq!(ask(Method::GET, "/", FRIEND).await.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "");

    // What is signed there names that place, and nothing that was signed there fits here.
    let mut browser = Browser { origin: FRIEND.parse().unwrap(), ..Browser::new(5) };
    browser.log_in(&house).await;
    let mut at_home = Browser { cookies: browser.cookies.clone(), ..Browser::new(5) };
    let challenge = at_home.challenge(&house).await;
    let account = rules::AccountId(browser.statement(&house, FRIEND).hash().0);
    let signed = wire::Signed::sign(wire::Purpose::Login, &browser.login(account, &challenge), &browser.key);
    assert_eq!(at_home.verify(&house, &signed).await.code(), "SERVER_MISMATCH");
}
