//! A socket that is cut, again and again, while things happen: nothing is lost, nothing comes twice.

use std::time::{Duration, Instant};

use rules::{StreamId, character::Command as Wish};
use tokio::time::{sleep, timeout};
use wire::{
    Answer, Millis, Position, Recorded,
    socket::{Closing, FromServer},
};

use crate::house::{Browser, Heard, House, Quay, content, random, text};

/// Everything of the account that the store holds behind a position.
async fn kept(house: &House, account: rules::AccountId, after: Position) -> Vec<Recorded> {
    house.store.events_after(account, after, 100_000).await.unwrap()
}

fn dice(below: u64) -> u64 {
    u64::from_le_bytes(random()) % below
}

/// Changes characters until told to stop; now and then many at once.
async fn change_things(house: &House, browser: &mut Browser, account: rules::AccountId, stop: &Stop) -> u32 {
    let mut streams: Vec<StreamId> = Vec::new();
    let mut made = 0;
    while !stop.is_set() {
        if streams.len() < 3 {
            streams.push(browser.create(house, account, "Wren").await);
        }
        let stream = streams[dice(3).min(streams.len() as u64 - 1) as usize];
        for _ in 0..1 + dice(4) {
            let name = text(&format!("Wren {made}"));
            let wish = Wish::Rename { name: name.reference() };
            let command = browser.command(house, account, stream, wish);
            let post = browser.sign(&command, vec![name]);
            browser.post(house, "/api/v1/commands", &post).await.data::<Answer>();
            made += 1;
        }
        sleep(Duration::from_millis(dice(8))).await;
    }
    made
}

#[derive(Default)]
struct Stop(std::sync::atomic::AtomicBool);

impl Stop {
    fn set(&self) {
        self.0.store(true, std::sync::atomic::Ordering::SeqCst);
    }

    fn is_set(&self) -> bool {
        self.0.load(std::sync::atomic::Ordering::SeqCst)
    }
}

/// One stay of a tab: from its cursor on, for so long, then the line is cut in the middle of
/// whatever was going on.
async fn stay(
    house: &House,
    quay: &Quay,
    browser: &Browser,
    account: rules::AccountId,
    seen: &mut Vec<Recorded>,
    cursor: &mut Position,
    stays: Duration,
) {
    let (mut tab, ready) = quay.tab(house, browser, account, Some(*cursor)).await;
    assert_eq!(ready, *cursor, "it goes on where it stopped");
    let _ = timeout(stays, async {
        loop {
            match tab.hear().await {
                Heard::Said(FromServer::Events(events)) => {
                    *cursor = events.last().unwrap().position;
                    seen.extend(events);
                }
                Heard::Said(_) => {}
                other => panic!("{other:?}"),
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cut_two_hundred_times_while_events_flow() {
    const CUTS: u32 = 200;
    let house = House::open_with(|it| {
        (it.rate_account, it.rate_reads, it.rate_writes, it.rate_logins) = (0, 0, 0, 0);
    })
    .await;
    let (mut writer, mut stranger) = (Browser::new(1), Browser::new(2));
    let account = writer.log_in(&house).await;
    let other = stranger.log_in(&house).await;
    let quay = house.listen().await;
    let reader = Browser { cookies: writer.cookies.clone(), ..Browser::new(1) };
    let began = house.store.head_now().await.unwrap();
    let stop = Stop::default();
    let (mut seen, mut cursor) = (Vec::new(), began);
    let reading = async {
        for _ in 0..CUTS {
            let stays = Duration::from_millis(dice(25));
            stay(&house, &quay, &reader, account, &mut seen, &mut cursor, stays).await;
            // Sometimes it comes back at once, sometimes it misses a lot.
            sleep(Duration::from_millis(dice(4) * dice(8))).await;
        }
        stop.set();
    };
    let (made, noise, ()) = tokio::join!(
        change_things(&house, &mut writer, account, &stop),
        change_things(&house, &mut stranger, other, &stop),
        reading
    );
    let all = kept(&house, account, began).await;
    let (mut last, _) = quay.tab(&house, &reader, account, Some(cursor)).await;
    while seen.len() < all.len() {
        seen.extend(last.events().await);
    }
    assert_eq!(seen, all, "both ends are equal: each once, in order, whole");
    assert!(made > CUTS / 2 && noise > CUTS / 2, "{made} and {noise} changes are too quiet a test");
    assert!(all.len() as u32 > made);
    assert!(last.lives().await);
}

/// More than fits into one message, and more than one read of the journal brings.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_away_for_long_catches_up() {
    let house = House::open_with(|it| (it.rate_account, it.rate_writes) = (0, 0)).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let began = house.store.head_now().await.unwrap();
    let stream = browser.create(&house, account, "Wren").await;
    let dye = |n: u32| content(if n.is_multiple_of(2) { "dye/ember" } else { "dye/kelp" });
    for n in 0..600 {
        let wish = Wish::Recolour {
            colours: rules::character::Colours { cloak: dye(n), trim: dye(n + 1), lantern: dye(n) },
        };
        let command = browser.command(&house, account, stream, wish);
        browser.post(&house, "/api/v1/commands", &browser.sign(&command, vec![])).await.data::<Answer>();
    }
    let all = kept(&house, account, began).await;
    assert!(all.len() > 500, "{}", all.len());
    let quay = house.listen().await;
    let (mut tab, ready) = quay.tab(&house, &browser, account, Some(began)).await;
    assert_eq!(ready, began);
    let mut seen = Vec::new();
    while seen.len() < all.len() {
        let events = tab.events().await;
        assert!(events.len() < all.len(), "one message holds 64 KiB");
        seen.extend(events);
    }
    assert_eq!(seen, all);
    assert!(tab.lives().await);
}

/// A tab that has seen more than there is: the journal was put back to an older copy.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_seen_what_never_happened_begins_anew() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let head = house.store.head_now().await.unwrap();
    let (mut tab, ready) = quay.tab(&house, &browser, account, Some(Position(head.0 + 500))).await;
    assert_eq!(ready, head);
    browser.create(&house, account, "Wren").await;
    assert!(tab.events().await.iter().all(|it| it.position > head));
    for nonsense in [Position(i64::MIN), Position(-1), Position(i64::MAX)] {
        let (mut tab, _) = quay.tab(&house, &browser, account, Some(nonsense)).await;
        assert!(tab.lives().await, "{nonsense:?}");
    }
    assert!(house.clock.now() > Millis(0));
}

/// Two processes on one database: what happens in one is told in the other. Only a server of
/// databases serves two, so this needs the one that `TEST_PG_URL` names.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_process_wrote() {
    let Ok(url) = std::env::var("TEST_PG_URL") else { return };
    let here = House::open_with(|it| it.database_url = Some(url)).await;
    let there = here.neighbour().await;
    let (mut first, mut second) = (Browser::new(1), Browser::new(2));
    let account = first.log_in(&here).await;
    first.take_in(&here, account, &mut second).await;
    let quay = there.listen().await;
    let (mut tab, began) = quay.tab(&there, &second, account, None).await;
    for round in 0..5 {
        let stream = first.create(&here, account, "Wren").await;
        let made = Instant::now();
        let events = tab.events().await;
        assert!(made.elapsed() < Duration::from_secs(1), "{:?}", made.elapsed());
        assert!(events.iter().all(|it| it.stream == stream && it.position > began), "{round}");
    }
    first.revoke(&here, account, second.public()).await;
    let revoked = Instant::now();
    assert_eq!(tab.closing().await, Some(Closing::SessionEnded));
    assert!(revoked.elapsed() < Duration::from_millis(1_500), "{:?}", revoked.elapsed());
    drop((tab, quay));
    there.store.close().await;
    here.store.close().await;
}
