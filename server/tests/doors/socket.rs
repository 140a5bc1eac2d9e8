//! The socket: who gets one, what is told on it, and how it ends.

mod crowd;
mod hostile;
mod resume;

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use axum::{body::Body, extract::ConnectInfo};
use http::{HeaderMap, HeaderValue, Request, header};
use rules::character::Command as Wish;
use serde_json::json;
use server::limit::{SESSION_MILLIS, SOCKETS_PER_ACCOUNT_MAX};
use wire::{
    Claim, Login, PublicKey, Purpose, SessionView, Signed,
    socket::{Closing, FromServer, Greeting, Present, VERSION, write},
};

use crate::house::{Browser, Company, Heard, House};

const ELSEWHERE: &str = "https://evil.example";

/// As people feel it: at once.
const SOON: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_in_one_tab_is_seen_in_the_others_and_nowhere_else() {
    let house = House::open().await;
    let Company {
        mut first,
        mut second,
        account,
        mut stranger,
        other,
        quay: _quay,
        mut here,
        mut there,
        mut away,
        began,
    } = house.company().await;

    let stream = first.create(&house, account, "Wren").await;
    let made = Instant::now();
    let (mut seen, seen_there) = (here.events().await, there.events().await);
    assert!(made.elapsed() < SOON, "{:?}", made.elapsed());
    assert_eq!(seen, seen_there);
    assert!(seen.iter().all(|it| it.stream == stream && it.position > began));
    let command = second.command(&house, account, stream, Wish::Retire {});
    second.post(&house, "/api/v1/commands", &second.sign(&command, vec![])).await.data::<wire::Answer>();
    seen.extend(here.events().await);
    let history: wire::HistoryView =
        first.get(&house, &format!("/api/v1/characters/{stream}/history")).await.data();
    assert_eq!(seen, history.events, "each once, in order");

    // What the stranger heard by then: its own coming, and the answer.
    assert!(away.lives().await);
    stranger.create(&house, other, "Raven").await;
    assert!(away.events().await.iter().all(|it| it.stream != stream));

    let mut request = Request::get("/metrics").body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 5_000))));
    let metrics = house.ask(request).await.text();
    for part in [
        "farlantern_open_sockets ",
        "farlantern_socket_frames_total ",
        "farlantern_commit_to_socket_seconds{quantile=\"0.99\"}",
    ] {
        assert!(metrics.contains(part), "{part} is missing in\n{metrics}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn devices_know_of_each_other_and_of_their_keys() {
    let house = House::open().await;
    let (mut first, mut second) = (Browser::new(1), Browser::new(2));
    let account = first.log_in(&house).await;
    let quay = house.listen().await;
    let (mut here, _) = quay.tab(&house, &first, account, None).await;
    assert_eq!(here.hear().await, present(&[(&first, 1)]));
    first.take_in(&house, account, &mut second).await;
    let head = first.head(&house).await;
    assert_eq!(here.hear().await, Heard::Said(FromServer::Keys(head)));
    let (there, _) = quay.tab(&house, &second, account, None).await;
    assert_eq!(here.hear().await, present(&[(&first, 1), (&second, 1)]));
    let (again, _) = quay.tab(&house, &second, account, None).await;
    assert_eq!(here.hear().await, present(&[(&first, 1), (&second, 2)]));
    drop(there);
    assert_eq!(here.hear().await, present(&[(&first, 1), (&second, 1)]));
    drop(again);
    assert_eq!(here.hear().await, present(&[(&first, 1)]));

    // Who was away hears on coming back how the keys stand.
    let position = house.store.head_now().await.unwrap();
    let (mut back, _) = quay.tab(&house, &second, account, Some(position)).await;
    assert_eq!(back.hear().await, Heard::Said(FromServer::Keys(head)));
}

fn present(devices: &[(&Browser, u16)]) -> Heard {
    let mut all: Vec<_> =
        devices.iter().map(|(browser, tabs)| Present { key: browser.public(), tabs: *tabs }).collect();
    all.sort_by_key(|it| it.key);
    Heard::Said(FromServer::Present(all))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_gets_a_socket_at_all() {
    const FRIEND: &str = "https://friend.example";
    let house = House::open_with(|it| it.allowed_origins = vec![FRIEND.parse().unwrap()]).await;
    let mut browser = Browser::new(1);
    browser.log_in(&house).await;
    let quay = house.listen().await;
    fn origin(headers: &mut HeaderMap, value: &'static str) {
        headers.insert(header::ORIGIN, HeaderValue::from_static(value));
    }
    type Change = fn(&mut HeaderMap);
    let refused: [(&str, Change, u16); 12] = [
        ("another site", |it| origin(it, ELSEWHERE), 403),
        ("a page without origin", |it| origin(it, "null"), 403),
        ("another name of this machine", |it| origin(it, "http://localhost:3000"), 403),
        ("another scheme", |it| origin(it, "https://127.0.0.1:3000"), 403),
        ("a longer name", |it| origin(it, "http://127.0.0.1:3000.evil.example"), 403),
        ("an empty origin", |it| origin(it, ""), 403),
        (
            "two origins",
            |it| {
                it.append(header::ORIGIN, HeaderValue::from_static(ELSEWHERE));
            },
            403,
        ),
        (
            "no origin but another site",
            |it| {
                it.remove(header::ORIGIN);
                it.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
            },
            403,
        ),
        ("no session", |it| drop(it.remove(header::COOKIE)), 401),
        ("no language of ours", |it| drop(it.remove(header::SEC_WEBSOCKET_PROTOCOL)), 400),
        (
            "another language",
            |it| {
                let other = HeaderValue::from_static("farlantern.v0, chat");
                it.insert(header::SEC_WEBSOCKET_PROTOCOL, other);
            },
            400,
        ),
        (
            "an old protocol",
            |it| drop(it.insert(header::SEC_WEBSOCKET_VERSION, HeaderValue::from_static("8"))),
            400,
        ),
    ];
    for (what, change, status) in refused {
        assert_eq!(quay.knock(&browser, change).await.err(), Some(status), "{what}");
    }
    assert_eq!(browser.get(&house, "/ws").await.code(), "MALFORMED", "a plain read is no socket");
    let welcome: [(&str, Change); 4] = [
        ("our own page", |_| {}),
        ("a program", |it| drop(it.remove(header::ORIGIN))),
        ("an allowed site", |it| origin(it, FRIEND)),
        ("among other languages", |it| {
            let several = HeaderValue::from_static("chat, farlantern.v1");
            it.insert(header::SEC_WEBSOCKET_PROTOCOL, several);
        }),
    ];
    for (what, change) in welcome {
        let mut tab = quay.knock(&browser, change).await.unwrap_or_else(|why| panic!("{what}: {why}"));
        assert_eq!(tab.welcome().await.version, VERSION);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_key_of_the_session_says_hello() {
    let house = House::open().await;
    let (mut browser, mut other) = (Browser::new(1), Browser::new(2));
    let account = browser.log_in(&house).await;
    browser.take_in(&house, account, &mut other).await;
    let strangers = Browser::new(3).log_in(&house).await;
    let quay = house.listen().await;
    let overheard = {
        let mut tab = quay.knock(&browser, |_| {}).await.unwrap();
        let greeting = browser.greeting(&house, account, &tab.welcome().await);
        Signed::sign(Purpose::Hello, &greeting, &browser.key)
    };
    let login = Login {
        nonce: "n".into(),
        server: house.store.server_key(),
        origin: browser.origin.to_string(),
        account,
        made_at: crate::house::NOW,
    };
    type Lie<'a> = Box<dyn Fn(&Greeting) -> Signed + 'a>;
    let sign = |greeting: Greeting| Signed::sign(Purpose::Hello, &greeting, &browser.key);
    let lies: [(&str, Lie<'_>); 9] = [
        ("another device of the account", Box::new(|it| Signed::sign(Purpose::Hello, it, &other.key))),
        ("a stranger", Box::new(|it| Signed::sign(Purpose::Hello, it, &Browser::new(3).key))),
        (
            "one key under the name of another",
            Box::new(|it| Signed {
                key: browser.public(),
                ..Signed::sign(Purpose::Hello, it, &Browser::new(3).key)
            }),
        ),
        ("what was said on another socket", Box::new(|_| overheard.clone())),
        ("for another account", Box::new(|it| sign(Greeting { account: strangers, ..it.clone() }))),
        ("for another server", Box::new(|it| sign(Greeting { server: PublicKey([1; 32]), ..it.clone() }))),
        ("from another site", Box::new(|it| sign(Greeting { origin: ELSEWHERE.into(), ..it.clone() }))),
        ("a login", Box::new(|_| Signed::sign(Purpose::Login, &login, &browser.key))),
        ("the right words as a command", Box::new(|it| Signed::sign(Purpose::Command, it, &browser.key))),
    ];
    for (what, lie) in lies {
        let mut tab = quay.knock(&browser, |_| {}).await.unwrap();
        let greeting = browser.greeting(&house, account, &tab.welcome().await);
        tab.hello(lie(&greeting), None).await;
        assert_eq!(tab.hear().await, Heard::Closed(Some(Closing::HelloRefused)), "{what}");
    }
    let (mut tab, _) = quay.tab(&house, &browser, account, None).await;
    assert!(tab.lives().await, "and the truth is believed still");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_is_turned_away_is_cut_off_at_once() {
    let house = House::open().await;
    let (mut owner, mut thief) = (Browser::new(1), Browser::new(2));
    let account = owner.log_in(&house).await;
    owner.take_in(&house, account, &mut thief).await;
    let quay = house.listen().await;
    let (mut ours, _) = quay.tab(&house, &owner, account, None).await;
    let (mut theirs, _) = quay.tab(&house, &thief, account, None).await;
    let mut unsaid = quay.knock(&thief, |_| {}).await.unwrap();
    unsaid.welcome().await;
    owner.revoke(&house, account, thief.public()).await;
    let revoked = Instant::now();
    assert_eq!(thief.get(&house, "/api/v1/auth/session").await.code(), "SESSION_MISSING", "at once");
    assert_eq!(theirs.closing().await, Some(Closing::SessionEnded));
    assert_eq!(unsaid.closing().await, Some(Closing::SessionEnded));
    assert!(revoked.elapsed() < SOON, "{:?}", revoked.elapsed());
    assert_eq!(quay.knock(&thief, |_| {}).await.err(), Some(401));
    assert_eq!(thief.come_back(&house, account, true).await.code(), "KEY_UNKNOWN");
    let command = thief.creation(&house, account, rules::StreamId([9; 16]), "Raven");
    assert_eq!(thief.post(&house, "/api/v1/commands", &command).await.code(), "KEY_UNKNOWN");
    assert!(ours.lives().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_socket_lives_as_long_as_its_session_however_often_that_is_renewed() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let (mut tab, _) = quay.tab(&house, &browser, account, None).await;
    for _ in 0..5 {
        house.clock.advance(SESSION_MILLIS / 2);
        browser.come_back(&house, account, true).await.data::<SessionView>();
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(tab.lives().await, "renewed in time");
    }
    house.clock.advance(SESSION_MILLIS);
    let lapsed = Instant::now();
    assert_eq!(tab.closing().await, Some(Closing::SessionEnded));
    assert!(lapsed.elapsed() < SOON + Duration::from_millis(500), "{:?}", lapsed.elapsed());

    browser.come_back(&house, account, true).await.data::<SessionView>();
    let (mut tab, _) = quay.tab(&house, &browser, account, None).await;
    browser.post(&house, "/api/v1/auth/logout", &json!({})).await.data::<serde_json::Value>();
    let left = Instant::now();
    assert_eq!(tab.closing().await, Some(Closing::SessionEnded));
    assert!(left.elapsed() < SOON, "{:?}", left.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn logging_out_everywhere_ends_every_socket() {
    let house = House::open().await;
    let Company { mut first, mut here, mut there, mut away, quay: _quay, .. } = house.company().await;
    first.post(&house, "/api/v1/auth/logout_everywhere", &json!({})).await.data::<serde_json::Value>();
    let left = Instant::now();
    assert_eq!(here.closing().await, Some(Closing::SessionEnded));
    assert_eq!(there.closing().await, Some(Closing::SessionEnded));
    assert!(left.elapsed() < SOON, "{:?}", left.elapsed());
    assert!(away.lives().await);
}

/// With the cookie alone a thief opens a door for minutes, and never a socket.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stolen_cookie() {
    let house = House::open().await;
    let mut owner = Browser::new(1);
    let account = owner.log_in(&house).await;
    let quay = house.listen().await;
    let mut thief = Browser { cookies: owner.cookies.clone(), ..Browser::new(66) };
    thief.get(&house, "/api/v1/auth/session").await.data::<SessionView>();

    let mut tab = quay.knock(&thief, |_| {}).await.unwrap();
    let greeting = thief.greeting(&house, account, &tab.welcome().await);
    tab.hello(Signed::sign(Purpose::Hello, &greeting, &thief.key), None).await;
    assert_eq!(tab.closing().await, Some(Closing::HelloRefused));
    assert_eq!(thief.come_back(&house, account, true).await.code(), "KEY_UNKNOWN");
    let claim = Claim::SetRecovery { keys: vec![thief.public()] };
    assert_eq!(thief.claim(&house, account, claim).await.code(), "STATEMENT_REFUSED");

    let mut waiting = quay.knock(&thief, |_| {}).await.unwrap();
    waiting.welcome().await;
    owner.come_back(&house, account, true).await.data::<SessionView>();
    assert_eq!(thief.get(&house, "/api/v1/auth/session").await.code(), "SESSION_MISSING");
    assert_eq!(quay.knock(&thief, |_| {}).await.err(), Some(401));
    owner.get(&house, "/api/v1/auth/session").await.data::<SessionView>();

    let mut late = Browser { cookies: owner.cookies.clone(), ..Browser::new(66) };
    house.clock.advance(SESSION_MILLIS);
    let reply = late.get(&house, "/api/v1/auth/session").await;
    assert_eq!(reply.code(), "SESSION_MISSING", "nor does it outlive the session of an owner who sleeps");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn so_many_tabs_and_no_more() {
    let house = House::open_with(|it| it.rate_account = 0).await;
    let (mut browser, mut other) = (Browser::new(1), Browser::new(2));
    let account = browser.log_in(&house).await;
    let theirs = other.log_in(&house).await;
    let quay = house.listen().await;
    let mut tabs = Vec::new();
    for _ in 0..SOCKETS_PER_ACCOUNT_MAX {
        let mut tab = quay.knock(&browser, |_| {}).await.unwrap();
        tab.welcome().await;
        tabs.push(tab);
    }
    let mut further = quay.knock(&browser, |_| {}).await.unwrap();
    assert_eq!(further.closing().await, Some(Closing::TooMany));
    let (mut elsewhere, _) = quay.tab(&house, &other, theirs, None).await;
    assert!(elsewhere.lives().await);
    drop(tabs);
    let began = Instant::now();
    loop {
        let mut tab = quay.knock(&browser, |_| {}).await.unwrap();
        if let Heard::Closed(why) = tab_first(&mut tab).await {
            assert_eq!(why, Some(Closing::TooMany));
            assert!(began.elapsed() < Duration::from_secs(5), "places come back");
            continue;
        }
        break;
    }
    let (mut tab, _) = quay.tab(&house, &browser, account, None).await;
    assert!(tab.lives().await);
}

/// The first thing a socket hears, be it a welcome or the end.
async fn tab_first(tab: &mut crate::house::Tab) -> Heard {
    use futures::StreamExt;
    use tokio_tungstenite::tungstenite::Message;
    match tab.wire.next().await {
        Some(Ok(Message::Close(frame))) => Heard::Closed(frame.and_then(|it| Closing::of(it.code.into()))),
        _ => Heard::Cut,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_closes_says_goodbye() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let (mut tab, _) = quay.tab(&house, &browser, account, None).await;
    let mut unsaid = quay.knock(&browser, |_| {}).await.unwrap();
    unsaid.welcome().await;
    house.app.begin_closing();
    assert_eq!(tab.closing().await, Some(Closing::Goodbye));
    assert_eq!(unsaid.closing().await, Some(Closing::Goodbye));
    let mut late = quay.knock(&browser, |_| {}).await.unwrap();
    assert_eq!(late.closing().await, Some(Closing::Goodbye));
    assert_eq!(house.get("/readyz").await.status.as_u16(), 503);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_version_of_the_messages() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let mut tab = quay.knock(&browser, |_| {}).await.unwrap();
    let greeting = browser.greeting(&house, account, &tab.welcome().await);
    let signed = Signed::sign(Purpose::Hello, &greeting, &browser.key);
    tab.say(write(&wire::socket::Hello { version: VERSION + 1, signed, after: None })).await;
    assert_eq!(tab.closing().await, Some(Closing::Version));
}
