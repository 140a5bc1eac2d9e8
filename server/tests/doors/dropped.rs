//! A request that is dropped at any point leaves no half effect and no poisoned connection.

use std::{future::poll_fn, net::SocketAddr, pin::pin, task::Poll};

use axum::extract::ConnectInfo;
use rules::StreamId;
use tower::ServiceExt;
use wire::{Answer, CommandPost, HistoryView, Outcome};

use crate::house::{Browser, House, PEER, outcome, random};

/// Lets a request live for `polls` polls. Says whether it came to its end.
async fn live_for(house: &House, browser: &Browser, post: &CommandPost, polls: u32) -> bool {
    let mut request = browser.posting("/api/v1/commands", post);
    request.extensions_mut().insert(ConnectInfo::<SocketAddr>(PEER.parse().unwrap()));
    let mut request = pin!(house.router.clone().oneshot(request));
    let mut left = polls;
    poll_fn(|cx| {
        if left == 0 {
            return Poll::Ready(false);
        }
        left -= 1;
        match request.as_mut().poll(cx) {
            Poll::Ready(_) => Poll::Ready(true),
            Poll::Pending if left == 0 => Poll::Ready(false),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dropped_at_every_await_point() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let mut sent = Vec::new();
    let mut ended_in_a_row = 0;
    let mut polls = 0;
    while ended_in_a_row < 3 {
        let stream = StreamId(random());
        let post = browser.creation(&house, account, stream, "Wren");
        let ended = live_for(&house, &browser, &post, polls).await;
        ended_in_a_row = if ended { ended_in_a_row + 1 } else { 0 };
        sent.push((stream, post));
        polls += 1;
        assert!(polls < 1_000, "the request never ends");
    }
    assert!(polls > 3, "there was at least one point at which to drop it");

    // Whatever became of each, sending it again brings it to the same one end.
    for (stream, post) in &sent {
        let reply = browser.post(&house, "/api/v1/commands", post).await;
        assert!(matches!(outcome(&reply), Outcome::Applied { .. }), "{}", reply.text());
        let answer: Answer = reply.data();
        let history: HistoryView =
            browser.get(&house, &format!("/api/v1/characters/{stream}/history")).await.data();
        assert_eq!(history.events, answer.events, "once, and only once");
    }
    let (events, _, _, characters) = house.standing().await;
    assert_eq!(characters, sent.len() as i64);
    assert!(events >= characters);
    let pool = house.store.pool();
    assert_eq!(pool.queue, 0, "{pool:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_storm_of_dropped_requests() {
    let house = House::open_with(|it| (it.rate_writes, it.rate_account) = (0, 0)).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let posts: Vec<_> = (0..150)
        .map(|_| {
            let stream = StreamId(random());
            browser.creation(&house, account, stream, "Wren")
        })
        .collect();
    let (shared, by) = (&house, &browser);
    let lives = posts.iter().enumerate().map(|(n, post)| live_for(shared, by, post, (n % 7) as u32));
    futures::future::join_all(lives).await;
    for post in &posts {
        let reply = browser.post(&house, "/api/v1/commands", post).await;
        assert!(matches!(outcome(&reply), Outcome::Applied { .. }), "{}", reply.text());
    }
    let (_, _, _, characters) = house.standing().await;
    assert_eq!(characters, 150);
}
