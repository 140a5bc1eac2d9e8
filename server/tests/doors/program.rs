//! Programs come by a token, and go only through the doors that they were given.

use axum::body::Body;
use http::{Method, Request, header};
use rules::{AccountId, CommandId, StreamId};
use serde::Serialize;
use serde_json::{Value, json};
use server::{
    document,
    routes::{Caller, ROUTES, Route},
};
use wire::{
    AccountView, Answer, CharacterView, Claim, HistoryView, PublicKey, RosterView, Signed, WishPost,
    account::Scope,
};

use crate::{
    house::{Browser, House, NOW, Reply, text},
    owner::{lock, owning},
};

const PROGRAMS: &str = "/api/v1/account/programs";
const DAY: i64 = 24 * 60 * 60 * 1_000;

#[derive(serde::Deserialize)]
struct Made {
    key: PublicKey,
    consent: Signed,
}

async fn made(house: &House, browser: &mut Browser) -> Made {
    browser.post(house, PROGRAMS, &json!({})).await.data()
}

/// Lets a program in for a day.
async fn let_in(house: &House, browser: &mut Browser, account: AccountId, scopes: &[Scope]) -> PublicKey {
    let Made { key, consent } = made(house, browser).await;
    let (name, previous) = (text("Robot"), browser.head(house).await);
    let until = wire::Millis(NOW.0 + DAY);
    let claim = Claim::AddProgram { key, name: name.reference(), scopes: scopes.to_vec(), until, consent };
    let statement = browser.link(house, account, previous, claim);
    browser.post_link(house, &statement, vec![name]).await.data::<Value>();
    key
}

async fn token(house: &House, browser: &mut Browser, key: PublicKey) -> String {
    let given: Value = browser.post(house, &format!("{PROGRAMS}/{key}/token"), &json!({})).await.data();
    given["token"].as_str().unwrap().to_owned()
}

async fn asks(house: &House, method: Method, path: &str, said: &str, body: &impl Serialize) -> Reply {
    let request = Request::builder().method(method).uri(path).header(header::AUTHORIZATION, said);
    let request = request.header(header::CONTENT_TYPE, "application/json");
    house.ask(request.body(Body::from(serde_json::to_vec(body).unwrap())).unwrap()).await
}

async fn reads(house: &House, path: &str, token: &str) -> Reply {
    asks(house, Method::GET, path, &format!("Bearer {token}"), &json!({})).await
}

async fn posts(house: &House, path: &str, token: &str, body: &impl Serialize) -> Reply {
    asks(house, Method::POST, path, &format!("Bearer {token}"), body).await
}

fn creation(id: u8, name: &str) -> WishPost {
    let name = text(name);
    let wish = crate::house::create(&name);
    let (id, stream) = (CommandId([id; 16]), StreamId([id; 16]));
    WishPost { id, stream, expected: None, wish: rules::Command::Character(wish), texts: vec![name] }
}

#[tokio::test]
async fn the_whole_way() {
    let house = House::open_with(|it| it.rate_logins = 0).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let key = let_in(&house, &mut browser, account, &Scope::ALL).await;
    let token = token(&house, &mut browser, key).await;
    assert!(token.starts_with("flt_") && token.len() == 4 + 43, "{token}");

    let wish = creation(7, "Pip");
    let answer: Answer = posts(&house, "/api/v1/commands", &token, &wish).await.data();
    assert_eq!((answer.events.len(), answer.events[0].key), (1, key), "the journal shows the program");
    house.clock.advance(5_000);
    let again: Answer = posts(&house, "/api/v1/commands", &token, &wish).await.data();
    assert_eq!(again.receipt, answer.receipt);
    let other = creation(7, "Pop");
    assert_eq!(posts(&house, "/api/v1/commands", &token, &other).await.code(), "COMMAND_ID_REUSED");

    let roster: RosterView = reads(&house, "/api/v1/characters", &token).await.data();
    assert_eq!(roster.characters[0].name(), Some("Pip"));
    let path = format!("/api/v1/characters/{}", wish.stream);
    assert_eq!(reads(&house, &path, &token).await.data::<CharacterView>().name(), Some("Pip"));
    let history: HistoryView = reads(&house, &format!("{path}/history"), &token).await.data();
    assert_eq!(history.keys[&key], "Robot");
    let view: AccountView = reads(&house, "/api/v1/account", &token).await.data();
    assert_eq!((view.account, view.key), (account, key));
    assert!(view.seen.contains_key(&key), "its last use is noted");
    assert_eq!(browser.account(&house).await.chain().unwrap().keys().programs.len(), 1);
    house.standing().await;
}

#[tokio::test]
async fn a_token_opens_only_what_its_scopes_name() {
    let house = House::open_with(|it| it.rate_logins = 0).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let doors = [
        ("/api/v1/account", Scope::ReadAccount),
        ("/api/v1/characters", Scope::ReadCharacters),
        ("/api/v1/commands", Scope::WriteCharacters),
    ];
    for (number, scope) in Scope::ALL.into_iter().enumerate() {
        let key = let_in(&house, &mut browser, account, &[scope]).await;
        let token = token(&house, &mut browser, key).await;
        for (path, its) in doors {
            let reply = if its == Scope::WriteCharacters {
                posts(&house, path, &token, &creation(10 + number as u8, "Pip")).await
            } else {
                reads(&house, path, &token).await
            };
            if its == scope {
                reply.data::<Value>();
            } else {
                assert_eq!(reply.code(), "SCOPE_MISSING", "{scope:?} at {path}");
            }
        }
    }
}

/// What only a browser with its key may do, whatever a program was allowed.
#[tokio::test]
async fn no_program_goes_through_the_doors_of_browsers() {
    let house = House::open_with(|it| it.rate_logins = 0).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let key = let_in(&house, &mut browser, account, &Scope::ALL).await;
    let token = token(&house, &mut browser, key).await;
    let statements = house.standing().await.0;
    for route in server::routes::ROUTES.iter().filter(|it| it.path.starts_with("/api/v1/")) {
        use server::routes::Caller;
        let given = ["/api/v1/account", "/api/v1/characters", "/api/v1/commands"].contains(&route.path)
            || route.path.starts_with("/api/v1/characters/");
        let asks_who = matches!(route.caller, Caller::Session | Caller::Owner | Caller::Signed);
        if given || !asks_who {
            continue;
        }
        let path = route.path.replace("{id}", "00").replace("{key}", &key.to_string());
        house.clock.advance(60_000);
        let reply = asks(&house, route.method.clone(), &path, &format!("Bearer {token}"), &json!({})).await;
        assert_eq!(reply.code(), "SCOPE_MISSING", "{path}");
    }
    let socket = reads(&house, wire::socket::PATH, &token).await;
    assert_eq!(socket.code(), "SCOPE_MISSING");
    assert_eq!(house.standing().await.0, statements, "and nothing has happened");
}

#[tokio::test]
async fn tokens_that_are_none() {
    let house = House::open_with(|it| it.rate_logins = 0).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let key = let_in(&house, &mut browser, account, &Scope::ALL).await;
    let token_of_old = token(&house, &mut browser, key).await;
    let token = token(&house, &mut browser, key).await;
    let bare = token.strip_prefix("flt_").unwrap();
    for said in [
        format!("Bearer {token_of_old}"),
        "Bearer flt_".into(),
        format!("Bearer {token}A"),
        format!("Bearer flt_{}", "A".repeat(43)),
        format!("Bearer flt_{}", "A".repeat(5_000)),
    ] {
        let reply = asks(&house, Method::GET, "/api/v1/characters", &said, &json!({})).await;
        assert_eq!(reply.code(), "TOKEN_UNKNOWN", "{said}");
    }
    // What is none of ours says nothing.
    for said in [format!("Bearer {bare}"), format!("Basic {token}"), token.clone()] {
        let reply = asks(&house, Method::GET, "/api/v1/characters", &said, &json!({})).await;
        assert_eq!(reply.code(), "SESSION_MISSING", "{said}");
    }
    reads(&house, "/api/v1/characters", &token).await.data::<RosterView>();
    // Another site cannot use it from a browser that it does not allow.
    let request = Request::post("/api/v1/commands").header(header::ORIGIN, "https://evil.example");
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    let request = request.header(header::CONTENT_TYPE, "application/json");
    let body = serde_json::to_vec(&creation(1, "Pip")).unwrap();
    assert_eq!(house.ask(request.body(Body::from(body)).unwrap()).await.code(), "ORIGIN_REFUSED");
}

#[tokio::test]
async fn a_program_ends() {
    let house = House::open_with(|it| it.rate_logins = 0).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let key = let_in(&house, &mut browser, account, &Scope::ALL).await;
    let token_of_it = token(&house, &mut browser, key).await;
    let wish = creation(1, "Pip");
    browser.claim(&house, account, Claim::Close {}).await.data::<Value>();
    assert_eq!(reads(&house, "/api/v1/characters", &token_of_it).await.code(), "ACCOUNT_CLOSED");
    assert_eq!(posts(&house, "/api/v1/commands", &token_of_it, &wish).await.code(), "ACCOUNT_CLOSED");
    browser.claim(&house, account, Claim::Reopen {}).await.data::<Value>();
    reads(&house, "/api/v1/characters", &token_of_it).await.data::<RosterView>();
    browser.revoke(&house, account, key).await;
    assert_eq!(reads(&house, "/api/v1/characters", &token_of_it).await.code(), "TOKEN_UNKNOWN");
    assert_eq!(posts(&house, "/api/v1/commands", &token_of_it, &wish).await.code(), "TOKEN_UNKNOWN");
    let path = format!("{PROGRAMS}/{key}/token");
    assert_eq!(browser.post(&house, &path, &json!({})).await.code(), "KEY_UNKNOWN");
    let path = format!("{PROGRAMS}/not-a-key/token");
    assert_eq!(browser.post(&house, &path, &json!({})).await.code(), "KEY_UNKNOWN");

    let key = let_in(&house, &mut browser, account, &Scope::ALL).await;
    let token = token(&house, &mut browser, key).await;
    house.clock.advance(DAY);
    assert_eq!(reads(&house, "/api/v1/characters", &token).await.code(), "TOKEN_UNKNOWN");
    house.standing().await;
}

#[tokio::test]
async fn only_its_own_account_gives_a_token() {
    let house = House::open_with(|it| it.rate_logins = 0).await;
    let (mut browser, mut other) = (Browser::new(1), Browser::new(2));
    let account = browser.log_in(&house).await;
    other.log_in(&house).await;
    assert_eq!(Browser::new(3).post(&house, PROGRAMS, &json!({})).await.code(), "SESSION_MISSING");
    // Made, and not let in yet.
    let Made { key, .. } = made(&house, &mut browser).await;
    let path = format!("{PROGRAMS}/{key}/token");
    assert_eq!(browser.post(&house, &path, &json!({})).await.code(), "KEY_UNKNOWN");
    let key = let_in(&house, &mut browser, account, &Scope::ALL).await;
    let path = format!("{PROGRAMS}/{key}/token");
    assert_eq!(other.post(&house, &path, &json!({})).await.code(), "KEY_UNKNOWN");
}

/// A browser that asks too much is held back, and so is a program: by its account.
#[tokio::test]
async fn a_program_has_the_rate_of_its_account() {
    let house = House::open_with(|it| (it.rate_logins, it.rate_account) = (0, 10)).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let key = let_in(&house, &mut browser, account, &Scope::ALL).await;
    let token = token(&house, &mut browser, key).await;
    let mut let_through = 0;
    for number in 0..60_u8 {
        // Every time from another address.
        let peer: std::net::SocketAddr = format!("198.51.{number}.7:40000").parse().unwrap();
        let request =
            Request::get("/api/v1/characters").header(header::AUTHORIZATION, format!("Bearer {token}"));
        let request = request.extension(axum::extract::ConnectInfo(peer));
        let reply = house.ask(request.body(Body::empty()).unwrap()).await;
        if reply.status.is_success() {
            let_through += 1;
        } else {
            assert_eq!(reply.code(), "TOO_MANY_REQUESTS");
        }
    }
    assert_eq!(let_through, 49, "fifty reads, and the browser had one");
}

/// The token is looked up before its scopes are, so it is said at every door that asks who comes.
#[tokio::test]
async fn a_program_of_a_locked_account_is_told_so_at_every_door() {
    let house = House::open().await;
    let (mut owner, account) = owning(&house).await;
    let mut browser = Browser::new(3);
    let theirs = browser.log_in(&house).await;
    let key = let_in(&house, &mut browser, theirs, &[Scope::ReadCharacters]).await;
    let token = token(&house, &mut browser, key).await;
    lock(&mut owner, &house, account, theirs).await.data::<Value>();
    let asks_who = |it: &&Route| matches!(it.caller, Caller::Session | Caller::Owner | Caller::Signed);
    for route in ROUTES.iter().filter(|it| it.path.starts_with(document::ROOT)).filter(asks_who) {
        house.clock.advance(60_000);
        let path = route.path.replace("{id}", &"0".repeat(32)).replace("{key}", &key.to_string());
        let said = format!("Bearer {token}");
        let reply = asks(&house, route.method.clone(), &path, &said, &json!({})).await;
        assert_eq!(reply.code(), "ACCOUNT_LOCKED", "{path}");
    }
}
