//! One address: all other names lead to it.

use axum::body::Body;
use http::{Request, StatusCode, header};

use crate::house::House;

#[tokio::test]
async fn other_names_lead_to_the_public_address() {
    let house =
        House::open_with(|it| it.public_url = Some("https://play.example.org".parse().unwrap())).await;
    for (host, path, to) in [
        ("192.168.1.2:3000", "/characters?x=1", "https://play.example.org/characters?x=1"),
        ("localhost:3000", "/", "https://play.example.org/"),
        ("play.example.org:3000", "/", "https://play.example.org/"),
        ("evil.example", "//evil.example/%2e%2e", "https://play.example.org//evil.example/%2e%2e"),
        ("PLAY.example.org", "/", ""),
        ("play.example.org:443", "/", ""),
    ] {
        let reply =
            house.ask(Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap()).await;
        assert_eq!(reply.header(header::LOCATION), to, "{host}");
        let status = if to.is_empty() { StatusCode::OK } else { StatusCode::PERMANENT_REDIRECT };
        assert_eq!(reply.status, status, "{host}");
        let write = Request::post("/api/v1/auth/challenge").header(header::HOST, host);
        let write = write.header(header::CONTENT_TYPE, "application/json").body(Body::from("{}")).unwrap();
        let reply = house.ask(write).await;
        if to.is_empty() {
            assert_eq!(reply.status, StatusCode::OK, "{host}");
        } else {
            assert_eq!(reply.code(), "ORIGIN_REFUSED", "{host}");
            assert_eq!(reply.json()["error"]["details"]["address"], "https://play.example.org");
        }
    }
    for probe in ["/livez", "/readyz", "/health"] {
        let request = Request::get(probe).header(header::HOST, "10.0.0.7:3000").body(Body::empty()).unwrap();
        assert_eq!(house.ask(request).await.status, StatusCode::OK, "{probe} answers under any name");
    }
}

#[tokio::test]
async fn on_this_machine_there_is_one_name_too() {
    let house = House::open().await;
    let request = Request::get("/about").header(header::HOST, "localhost:3000").body(Body::empty()).unwrap();
    assert_eq!(house.ask(request).await.header(header::LOCATION), "http://127.0.0.1:3000/about");
}

#[tokio::test]
async fn in_a_home_network_every_name_will_do() {
    let house = House::open_with(|it| it.bind = "0.0.0.0:3000".parse().unwrap()).await;
    for host in ["lantern.lan:3000", "192.168.1.2:3000", "[fd00::7]:3000"] {
        let post = |origin: String| {
            let request = Request::post("/api/v1/auth/challenge").header(header::HOST, host);
            let request =
                request.header(header::ORIGIN, origin).header(header::CONTENT_TYPE, "application/json");
            house.ask(request.body(Body::from("{}")).unwrap())
        };
        let reply = post(format!("http://{host}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{host}");
        assert!(
            reply.header(header::SET_COOKIE).starts_with("farlantern_browser="),
            "no Secure cookie on plain HTTP"
        );
        assert_eq!(post("http://other.lan:3000".into()).await.code(), "ORIGIN_REFUSED");
    }
    for bad in ["", "a b", "user@lantern.lan", "lantern.lan/path"] {
        let reply = house.ask(Request::get("/").header(header::HOST, bad).body(Body::empty()).unwrap()).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{bad:?}");
    }
}

/// Only a proxy that is trusted can say that the browser spoke HTTPS.
#[tokio::test]
async fn a_proxy_that_is_trusted_knows_the_scheme() {
    for (trusted, secure) in [("203.0.113.9", true), ("203.0.113.10", false)] {
        let house = House::open_with(|it| {
            it.bind = "0.0.0.0:3000".parse().unwrap();
            it.trusted_proxies = vec![trusted.parse().unwrap()];
        })
        .await;
        let request = Request::post("/api/v1/auth/challenge").header(header::HOST, "play.example.org");
        let request =
            request.header("x-forwarded-proto", "https").header(header::CONTENT_TYPE, "application/json");
        let reply = house.ask(request.body(Body::from("{}")).unwrap()).await;
        assert_eq!(reply.header(header::SET_COOKIE).starts_with("__Host-"), secure);
    }
}
