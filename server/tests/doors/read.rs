//! Reads under `/api/v1`: what is mine, and nothing else.

use rules::StreamId;
use wire::{CharacterView, HistoryView, RosterView};

use crate::house::{Browser, House, random};

#[tokio::test]
async fn what_is_mine() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let roster: RosterView = browser.get(&house, "/api/v1/characters").await.data();
    assert!(roster.characters.is_empty());
    let stream = browser.create(&house, account, "Wren").await;
    let roster: RosterView = browser.get(&house, "/api/v1/characters").await.data();
    assert_eq!(roster.characters.len(), 1);
    let view: CharacterView = browser.get(&house, &format!("/api/v1/characters/{stream}")).await.data();
    assert_eq!((view.name(), view.snapshot.stream), (Some("Wren"), stream));
    let history: HistoryView =
        browser.get(&house, &format!("/api/v1/characters/{stream}/history")).await.data();
    assert!(history.events[0].follows(wire::journal::GENESIS));
    assert_eq!(history.moments().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_another_s_is_not_there() {
    let house = House::open().await;
    let (mut wren, mut raven) = (Browser::new(1), Browser::new(2));
    let account = wren.log_in(&house).await;
    let stream = wren.create(&house, account, "Wren").await;
    let nobody_s = StreamId(random());
    for path in [format!("/api/v1/characters/{stream}"), format!("/api/v1/characters/{stream}/history")] {
        assert_eq!(raven.get(&house, &path).await.code(), "SESSION_MISSING", "{path}");
    }
    assert_eq!(raven.get(&house, "/api/v1/characters").await.code(), "SESSION_MISSING");
    raven.log_in(&house).await;
    assert!(raven.get(&house, "/api/v1/characters").await.data::<RosterView>().characters.is_empty());
    for id in [stream.to_string(), nobody_s.to_string(), "no-id".into(), stream.to_string().to_uppercase()] {
        for path in [format!("/api/v1/characters/{id}"), format!("/api/v1/characters/{id}/history")] {
            assert_eq!(raven.get(&house, &path).await.code(), "CHARACTER_NOT_FOUND", "{path}");
        }
    }
}

#[tokio::test]
async fn a_token_that_was_made_up_is_no_session() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    for token in [wire::encoding::encode(&[0; 32]), String::new(), "x".repeat(5000), "AAAA".into()] {
        browser.cookies.insert("__Host-farlantern".into(), token.clone());
        assert_eq!(browser.get(&house, "/api/v1/characters").await.code(), "SESSION_MISSING", "{token}");
    }
}
