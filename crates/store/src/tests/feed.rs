//! The same laws on both databases: the journal is told in order, each position once.

use std::time::Duration;

use rules::{AccountId, Hash, character::Command::*};
use sqlx::AssertSqlSafe;
use wire::{Claim, Position, Recorded};

use super::{
    ground::Ground,
    on_both,
    owner::{Owner, key, public},
    player::{Luck, Player, colours},
};
use crate::{Fed, FedWhat, Store, engine::Engine, read::feed::OF_ACCOUNT};

/// Reads on as the server's dispatcher does, until the journal has come to a position.
async fn follow(store: Store, until: impl Fn() -> Option<Position>) -> Vec<Fed> {
    let mut head = store.head();
    let (mut cursor, mut told) = (Position(0), Vec::new());
    loop {
        let fed = store.feed(cursor, 7).await.unwrap();
        let more = fed.len() == 7;
        for it in &fed {
            assert_eq!(it.position, Position(cursor.0 + 1), "no gap and no double");
            cursor = it.position;
        }
        told.extend(fed);
        if until() == Some(cursor) {
            return told;
        }
        if !more {
            // Another process moves no watch of this one.
            let _ = tokio::time::timeout(Duration::from_millis(20), head.changed()).await;
        }
    }
}

/// A player who changes this and that, and takes in a device now and then.
async fn live(store: Store, seed: u64, turns: u64) -> AccountId {
    let mut wren = Owner::known(&store, seed).await;
    let first = wren.first();
    let mut stream = wren.player.begin(&store, "Wren").await;
    for turn in 0..turns {
        match turn % 8 {
            3 => stream = wren.player.begin(&store, "Marlow").await,
            5 => {
                let device = key(50 + turn as u8);
                assert_eq!(wren.add(&store, &first, &device, "Another").await, "linked");
            }
            _ => {
                let cloak = if turn % 2 == 0 { "dye/ember" } else { "dye/kelp" };
                wren.player.wish(&store, stream, Recolour { colours: colours(cloak) }).await;
            }
        }
    }
    wren.player.account
}

on_both! {
    async fn what_happens_is_told_in_order_while_it_happens(ground: Ground) {
        let other = ground.another().await;
        let end = std::sync::Arc::new(std::sync::OnceLock::new());
        let until = |end: &std::sync::Arc<std::sync::OnceLock<Position>>| {
            let end = end.clone();
            move || end.get().copied()
        };
        let here = tokio::spawn(follow(ground.store.clone(), until(&end)));
        let there = tokio::spawn(follow(other.clone(), until(&end)));
        let players: Vec<_> = (0..6)
            .map(|seed| {
                let store = if seed % 2 == 0 { ground.store.clone() } else { other.clone() };
                tokio::spawn(live(store, seed, 40))
            })
            .collect();
        let mut accounts = Vec::new();
        for player in players {
            accounts.push(player.await.unwrap());
        }
        end.set(other.head_now().await.unwrap()).unwrap();
        let told = here.await.unwrap();
        assert_eq!(told, there.await.unwrap(), "both processes tell the same");
        assert_eq!(told.len() as i64, ground.check().await);

        for account in accounts {
            let own: Vec<Recorded> = told
                .iter()
                .filter(|it| it.account == account)
                .filter_map(|it| match &it.what {
                    FedWhat::Event(event) => Some((**event).clone()),
                    FedWhat::Keys(_) => None,
                })
                .collect();
            assert_eq!(own, in_pages(&ground.store, account, Position(0)).await);
            let middle = own[own.len() / 2].position;
            let rest: Vec<Recorded> = own.into_iter().filter(|it| it.position > middle).collect();
            assert_eq!(rest, in_pages(&ground.store, account, middle).await);
            let heads = told.iter().filter(|it| it.account == account && matches!(it.what, FedWhat::Keys(_)));
            let view = ground.store.account(account, wire::PublicKey([0; 32]), wire::Millis(0)).await.unwrap().unwrap();
            let chain = view.chain().unwrap();
            let statements: Vec<FedWhat> = chain.statements().map(|(hash, ..)| FedWhat::Keys(hash)).collect();
            assert_eq!(heads.map(|it| it.what.clone()).collect::<Vec<_>>(), statements);
        }
        other.close().await;
    }

    async fn a_change_of_keys_is_told_with_the_new_head(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let first = wren.first();
        wren.add(store, &first, &key(1), "Phone").await;
        let added = wren.head;
        wren.say(store, &first, Claim::RevokeKey { key: public(&key(1)) }).await;
        let account = wren.player.account;
        let fed = |position, head| Fed { position: Position(position), account, what: FedWhat::Keys(head) };
        let told = store.feed(Position(0), 100).await.unwrap();
        assert_eq!(told, [fed(1, Hash(account.0)), fed(2, added), fed(3, wren.head)]);
        assert_eq!(store.feed(Position(1), 1).await.unwrap(), [fed(2, added)]);
        assert_eq!(store.feed(Position(3), 100).await.unwrap(), []);
        assert_eq!(store.feed(Position(i64::MAX), 100).await.unwrap(), []);
        assert_eq!(store.events_after(account, Position(0), 100).await.unwrap(), []);
    }

    async fn the_head_moves_with_each_commit_and_not_without(ground: Ground) {
        let store = &ground.store;
        let mut head = store.head();
        assert_eq!((*head.borrow_and_update(), store.head_now().await.unwrap()), (Position(0), Position(0)));
        let mut wren = Player::known(store, 1).await;
        assert!(head.has_changed().unwrap());
        assert_eq!((*head.borrow_and_update(), store.head_now().await.unwrap()), (Position(1), Position(1)));
        let stream = wren.begin(store, "Wren").await;
        wren.wish(store, stream, Retire {}).await;
        assert_eq!(*head.borrow_and_update(), Position(3));
        // A refusal has a receipt, but no place in the journal.
        assert_eq!(wren.wish(store, stream, Retire {}).await, "refused CHARACTER_RETIRED");
        store.log_out(Hash([1; 32])).await.unwrap();
        assert!(!head.has_changed().unwrap());
        let other = ground.another().await;
        assert_eq!(*other.head().borrow(), Position(3), "a new process begins where it is");
        let mut on_other = Player { luck: Luck(5), ..wren };
        on_other.begin(&other, "Marlow").await;
        assert_eq!(store.head_now().await.unwrap(), Position(4), "the database knows of others");
        other.close().await;
    }
}

/// Nobody's other events are read for it, however many there are.
#[tokio::test]
async fn what_a_tab_missed_is_found_by_an_index() {
    let ground = Ground::sqlite().await;
    let Engine::Lite { readers, .. } = &ground.store.inner.engine else { unreachable!("it is SQLite") };
    let sql = AssertSqlSafe(["EXPLAIN QUERY PLAN ", OF_ACCOUNT].concat());
    let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql).fetch_all(readers).await.unwrap();
    let plan: Vec<&str> = plan.iter().map(|it| it.3.as_str()).collect();
    let wanted = "SEARCH e USING INDEX character_events_by_position (stream_id=? AND position>?)";
    assert!(plan.contains(&wanted), "{plan:#?}");
    assert!(!plan.iter().any(|it| it.starts_with("SCAN")), "{plan:#?}");
}

async fn in_pages(store: &Store, account: AccountId, after: Position) -> Vec<Recorded> {
    let (mut after, mut all) = (after, Vec::new());
    loop {
        let page = store.events_after(account, after, 5).await.unwrap();
        assert!(page.len() <= 5, "no more than asked for");
        let Some(last) = page.last() else { return all };
        after = last.position;
        all.extend(page);
    }
}
