//! The table of doors is whole, and says the truth.

use std::collections::BTreeSet;

use axum::body::Body;
use http::{Method, Request, StatusCode};
use server::{
    app_functions, app_routes,
    routes::{Caller, ROUTES, Rate},
};

use crate::house::House;

/// Pages that are written to where no scripts run.
const FORMS: [&str; 1] = ["/roll"];

fn listed(within: impl Fn(&str) -> bool) -> BTreeSet<(String, String)> {
    let rows = ROUTES.iter().filter(|it| within(it.path));
    rows.map(|it| (it.method.to_string(), it.path.to_owned())).collect()
}

/// A page or a server function that is not listed fails here until somebody says who may call it.
#[test]
fn every_page_and_every_server_function_is_listed() {
    let names = |all: BTreeSet<(Method, String)>| -> BTreeSet<_> {
        all.into_iter().map(|(method, path)| (method.to_string(), path)).collect()
    };
    let is_file = |path: &str| path.contains('.') || path.contains("{*");
    let is_probe = |path: &str| ["/livez", "/readyz", "/health", "/metrics"].contains(&path);
    let is_socket = |path: &str| path == wire::socket::PATH;
    let is_page = |path: &str| {
        let is_door = path.starts_with("/api/") || path.starts_with("/fn/") || is_socket(path);
        !is_door && !is_file(path) && !is_probe(path)
    };
    let mut pages = names(app_routes());
    pages.extend(FORMS.map(|path| ("POST".to_owned(), path.to_owned())));
    assert_eq!(listed(is_page), pages);
    assert_eq!(listed(|path| path.starts_with("/fn/")), names(app_functions()));
}

#[test]
fn every_public_file_is_listed() {
    let public = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../public");
    for entry in std::fs::read_dir(public).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if entry.path().is_dir() { format!("/{name}/{{*file}}") } else { format!("/{name}") };
        assert!(
            ROUTES.iter().any(|it| it.path == path && it.rate == Rate::File),
            "{path} has no row in the table"
        );
    }
}

#[test]
fn a_row_stands_once_and_writes_are_never_reads() {
    let mut seen = BTreeSet::new();
    for route in ROUTES {
        assert!(seen.insert((route.method.to_string(), route.path)), "{} stands twice", route.path);
        let writes = matches!(route.rate, Rate::Write | Rate::Login);
        assert_eq!(route.method == Method::POST, writes, "{}", route.path);
        let may_write = route.path.starts_with("/api/v1/") || FORMS.contains(&route.path);
        assert!(route.method == Method::GET || may_write, "{} writes", route.path);
    }
}

/// A visitor without a session, a signature or a token, at every door.
#[tokio::test]
async fn every_door_asks_whom_the_table_names() {
    let house = House::open().await;
    for route in ROUTES {
        let path = route
            .path
            .replace("{id}", "000102030405060708090a0b0c0d0e0f")
            .replace("{*file}", "farlantern.wasm")
            .replace("{kind}", "spells")
            .replace("{slug}", "fireball");
        let request = Request::builder().method(&route.method).uri(&path);
        let request = request.header("content-type", "application/json").body(Body::from("{}")).unwrap();
        let reply = house.ask(request).await;
        match route.caller {
            Caller::Session | Caller::Owner => assert_eq!(reply.code(), "SESSION_MISSING", "{path}"),
            Caller::Signed => assert_eq!(reply.code(), "MALFORMED", "{path}: nothing was signed"),
            Caller::LoopbackOrToken => assert_eq!(reply.code(), "NOT_FOUND", "{path}"),
            Caller::Anyone if route.rate == Rate::File => {}
            Caller::Anyone if route.path.starts_with("/api/v1/pairings/") => {
                assert_eq!(reply.code(), "PAIRING_NOT_FOUND", "{path}: whoever knows the id may ask");
            }
            Caller::Anyone if ["/api/v1/dice/odds", "/api/v1/dice/roll", "/roll"].contains(&route.path) => {
                assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{path}: nothing is to be rolled");
            }
            Caller::Anyone => assert_eq!(reply.status, StatusCode::OK, "{path}"),
            Caller::Visitor => {
                assert_ne!(reply.status, StatusCode::FORBIDDEN, "{path}");
                assert_ne!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
            }
        }
    }
}
