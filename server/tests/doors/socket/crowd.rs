//! A thousand tabs at once: each is told what concerns it, once, and nobody else.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use server::limit::SOCKETS_PER_ACCOUNT_MAX;
use wire::socket::{FromServer, FromTab, Present, write};

use crate::house::{Browser, Heard, House, Quay, Tab};

const SOCKETS: usize = 1_000;
const ACCOUNTS: usize = SOCKETS / SOCKETS_PER_ACCOUNT_MAX;

/// Both ends of all sockets are files of this one process.
fn allow_files(count: u64) {
    let allowed = getrlimit(Resource::Nofile);
    if allowed.current.is_some_and(|it| it < count) {
        setrlimit(Resource::Nofile, Rlimit { current: Some(count), maximum: allowed.maximum }).unwrap();
    }
}

/// Waits until a tab has heard that so many tabs of its device are here, and nothing else.
async fn all_are_here(tab: &mut Tab, browser: &Browser, tabs: usize) {
    let all = FromServer::Present(vec![Present { key: browser.public(), tabs: tabs.try_into().unwrap() }]);
    loop {
        match tab.hear().await {
            Heard::Said(said) if said == all => return,
            Heard::Said(FromServer::Present(_)) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// As many tabs of one account as there may be.
async fn tabs(house: &House, quay: &Quay, browser: &Browser, account: rules::AccountId) -> Vec<Tab> {
    let mut tabs = Vec::new();
    for _ in 0..SOCKETS_PER_ACCOUNT_MAX {
        tabs.push(quay.tab(house, browser, account, None).await.0);
    }
    tabs
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_tabs_hear_everything_once() {
    allow_files(4 * SOCKETS as u64);
    let house = House::open_with(|it| (it.rate_account, it.rate_reads) = (0, 0)).await;
    let quay = house.listen().await;
    let mut rooms = Vec::new();
    for seed in 1..=ACCOUNTS {
        let mut browser = Browser::new(u8::try_from(seed).unwrap());
        let account = browser.log_in(&house).await;
        let tabs = tabs(&house, &quay, &browser, account).await;
        rooms.push((browser, account, tabs));
    }
    assert_eq!(rooms.iter().map(|it| it.2.len()).sum::<usize>(), SOCKETS);
    for (browser, _, tabs) in &mut rooms {
        for tab in tabs {
            all_are_here(tab, browser, SOCKETS_PER_ACCOUNT_MAX).await;
        }
    }

    // What came twice would be heard in the next round at the latest.
    for name in ["Wren", "Raven"] {
        let before = house.store.head_now().await.unwrap();
        for (browser, account, tabs) in &mut rooms {
            let stream = browser.create(&house, *account, name).await;
            let made = house.store.events_after(*account, before, 100).await.unwrap();
            assert!(!made.is_empty() && made.iter().all(|it| it.stream == stream));
            for tab in tabs {
                let mut heard = Vec::new();
                while heard.len() < made.len() {
                    heard.extend(tab.events().await);
                }
                assert_eq!(heard, made);
            }
        }
    }
    for tab in rooms.iter_mut().flat_map(|it| &mut it.2) {
        tab.say(write(&FromTab::Ping(1))).await;
        assert_eq!(tab.hear().await, Heard::Said(FromServer::Pong(1)), "and nothing of others");
    }
}
