//! Addresses that the public one had before: everything works there but pages, and pages lead to the
//! one that moves a browser.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use server::routes::{Caller, ROUTES, Rate};
use wire::{Purpose, SessionView, Signed};

use crate::house::{Browser, House, Reply, outcome, text};

const HOME: &str = "https://play.example.org";
/// One that browsers trust, one that they do not, and one on this very machine.
const FORMER: [&str; 3] = ["https://old.example.org", "http://lantern.lan:3000", "http://localhost:4000"];

async fn moved() -> House {
    moved_from(&FORMER).await
}

async fn moved_from(former: &[&str]) -> House {
    House::open_with(|it| {
        it.public_url = Some(HOME.parse().unwrap());
        it.former_urls = former.iter().map(|it| it.parse().unwrap()).collect();
        (it.rate_reads, it.rate_writes, it.rate_logins) = (0, 0, 0);
    })
    .await
}

fn at(origin: &str, seed: u8) -> Browser {
    let origin = origin.parse::<server::config::Origin>().unwrap();
    Browser { host: origin.authority().into(), origin, ..Browser::new(seed) }
}

async fn get(house: &House, host: &str, path: &str) -> Reply {
    house.ask(Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn pages_lead_to_the_one_that_moves_a_browser() {
    let house = moved().await;
    for (host, path, to) in [
        ("old.example.org", "/", "/move?to=/"),
        ("OLD.example.org:443", "/characters", "/move?to=/characters"),
        ("lantern.lan:3000", "/characters?at=1&x=%26", "/move?to=/characters%3Fat%3D1%26x%3D%2526"),
        ("localhost:4000", "/nowhere/at/all", "/move?to=/nowhere/at/all"),
        ("old.example.org", "//evil.example/", "/move?to=//evil.example/"),
        ("old.example.org", "/move/", "/move?to=/move/"),
        ("old.example.org", "/robots.txt", "/move?to=/robots.txt"),
    ] {
        let reply = get(&house, host, path).await;
        assert_eq!(reply.header(header::LOCATION), to, "{host}{path}");
        assert_eq!(reply.status, StatusCode::TEMPORARY_REDIRECT, "{host}{path}");
        assert_eq!(reply.header(header::CACHE_CONTROL), "no-store", "{host}{path}");
    }
    // A name that the server never had is led home as ever, and so is a former one on another port.
    for host in ["192.168.1.2:3000", "lantern.lan", "localhost:3000", "old.example.org.evil.example"] {
        let reply = get(&house, host, "/characters").await;
        assert_eq!(reply.header(header::LOCATION), "https://play.example.org/characters", "{host}");
        assert_eq!(reply.status, StatusCode::PERMANENT_REDIRECT, "{host}");
    }
}

#[tokio::test]
async fn under_a_former_name_every_door_is_as_open_as_at_home() {
    let house = moved().await;
    for route in ROUTES.iter().filter(|it| it.path != "/metrics") {
        let path = route.path.replace("{id}", "x").replace("{*file}", "farlantern.wasm");
        let ask = |host: &str| {
            let request = Request::builder().method(&route.method).uri(&path).header(header::HOST, host);
            let request = request.header(header::CONTENT_TYPE, "application/json");
            house.ask(request.body(Body::from("{}")).unwrap())
        };
        let (home, former) = (ask("play.example.org").await, ask("old.example.org").await);
        let is_program = path.starts_with("/api/") || path.starts_with("/fn/") || path == "/ws";
        let is_file = route.rate == Rate::File;
        let is_watch = ["/readyz", "/health"].contains(&&*path);
        let is_form = route.method == Method::POST;
        if is_program || is_form || is_file || is_watch || path == "/move" {
            assert_eq!(former.status, home.status, "{path}");
        } else {
            assert_eq!(route.caller, Caller::Visitor, "{path} is a page");
            assert_eq!(former.status, StatusCode::TEMPORARY_REDIRECT, "{path}");
        }
    }
}

#[tokio::test]
async fn a_key_of_a_former_address_still_signs_there() {
    let house = moved().await;
    for (seed, origin) in (1..).zip(FORMER.into_iter().chain([HOME])) {
        let mut browser = at(origin, seed);
        let account = browser.log_in(&house).await;
        let secure = origin != "http://lantern.lan:3000";
        let cookie = if secure { "__Host-farlantern" } else { "farlantern" };
        assert!(browser.cookies.contains_key(cookie), "{origin}: {:?}", browser.cookies);
        let stream = browser.create(&house, account, "Wrenna").await;
        let name = text("Wrenna Moved");
        let wish = rules::character::Command::Rename { name: name.reference() };
        let post = browser.sign(&browser.command(&house, account, stream, wish), vec![name]);
        outcome(&browser.post(&house, "/api/v1/commands", &post).await);
        assert_eq!(browser.get(&house, "/api/v1/auth/session").await.data::<SessionView>().account, account);
        let function = browser.get(&house, "/fn/characters").await;
        assert!(function.text().contains("Wrenna Moved"), "{origin}");
    }
}

/// Each address is an origin of its own: what is signed or sent at one means nothing at another.
#[tokio::test]
async fn addresses_do_not_speak_for_each_other() {
    let house = moved().await;
    let all = FORMER.into_iter().chain([HOME, "https://evil.example"]);
    for (here, there) in all.clone().flat_map(|it| all.clone().map(move |other| (it, other))) {
        if here == there || here == "https://evil.example" {
            continue;
        }
        let mut browser = at(here, 7);
        let account = browser.open_account(&house).await;
        let challenge = browser.challenge(&house).await;
        let strange = at(there, 7).login(account, &challenge);
        let signed = Signed::sign(Purpose::Login, &strange, &browser.key);
        assert_eq!(browser.verify(&house, &signed).await.code(), "SERVER_MISMATCH", "{there} at {here}");

        let request = browser.request(Method::POST, "/api/v1/auth/logout");
        let request = request.header(header::CONTENT_TYPE, "application/json");
        let mut request = request.body(Body::from("{}")).unwrap();
        request.headers_mut().insert(header::ORIGIN, there.parse().unwrap());
        assert_eq!(house.ask(request).await.code(), "ORIGIN_REFUSED", "from {there} at {here}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_socket_opens_under_a_former_name() {
    let house = moved().await;
    let mut browser = at("http://lantern.lan:3000", 1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let (mut tab, _) = quay.tab(&house, &browser, account, None).await;
    browser.create(&house, account, "Wrenna").await;
    assert!(!tab.events().await.is_empty());
    let from_home = quay.knock(&browser, |it| _ = it.insert(header::ORIGIN, HOME.parse().unwrap())).await;
    assert_eq!(from_home.err(), Some(403));
}

#[tokio::test]
async fn pages_name_the_addresses_only_while_people_are_moved() {
    let house = moved().await;
    let home = r#"<meta name="farlantern-home" content="https://play.example.org""#;
    let former = format!(r#"<meta name="farlantern-former" content="{}""#, FORMER.join(" "));
    for host in ["play.example.org", "old.example.org", "lantern.lan:3000"] {
        let html = get(&house, host, "/move?to=/characters").await.text();
        assert!(html.contains(home) && html.contains(&former), "{host}: {html}");
        assert!(
            html.contains(r#"href="https://play.example.org/characters""#),
            "{host}: a way without scripts"
        );
    }
    // What would leave the site is no path of it.
    for to in ["//evil.example", "https://evil.example", "/%5Cevil.example", "/move", "javascript:1", ""] {
        let html = get(&house, "old.example.org", &format!("/move?to={to}")).await.text();
        assert!(html.contains(r#"href="https://play.example.org/""#), "{to}: {html}");
    }
    let alone = House::open().await;
    for path in ["/", "/move?to=/characters"] {
        let html = alone.get(path).await.text();
        assert!(!html.contains("farlantern-home") && !html.contains("farlantern-former"), "{path}");
    }
}

/// Browsers hold a host to HTTPS on every port: then nobody could come from its plain address.
#[tokio::test]
async fn a_plain_former_address_of_the_same_host_stays_reachable() {
    for (former, held) in [
        ("https://old.example.org", true),
        ("http://old.example.org", true),
        ("https://play.example.org:8443", true),
        ("http://play.example.org:3000", false),
    ] {
        let house = moved_from(&[former]).await;
        let reply = get(&house, "play.example.org", "/").await;
        assert_eq!(reply.header(header::STRICT_TRANSPORT_SECURITY).is_empty(), !held, "{former}");
    }
}

#[tokio::test]
async fn a_plain_former_address_is_no_secure_one() {
    let house = moved().await;
    for (host, trusted) in [
        ("old.example.org", true),
        ("lantern.lan:3000", false),
        ("localhost:4000", true),
        ("play.example.org", true),
    ] {
        let reply = get(&house, host, "/move").await;
        assert_eq!(!reply.header("cross-origin-opener-policy").is_empty(), trusted, "{host}");
    }
}
