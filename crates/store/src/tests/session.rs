//! The same laws on both databases: sessions, lineages, and the way out on all devices.

use rules::Hash;
use wire::{Millis, PublicKey};

use super::{
    ground::Ground,
    on_both,
    owner::{Owner, at, key, public, refused},
    player::{NOW, Player},
};
use crate::{NewSession, Store, limit};

on_both! {
    async fn sessions_begin_last_and_end(ground: Ground) {
        let mut ground = ground;
        let wren = Owner::known(&ground.store, 1).await;
        let first = wren.first();
        let login = |n| wren.login(&first, n);
        ground.store.log_in(login(1), NOW).await.unwrap();
        assert_eq!(refused(ground.store.log_in(NewSession { token_hash: Hash([9; 32]), ..login(1) }, NOW).await), "NONCE_REUSED");
        let unknown = Player::new(&ground.store, 2);
        assert_eq!(refused(ground.store.log_in(NewSession { account: unknown.account, ..login(2) }, NOW).await), "ACCOUNT_UNKNOWN");
        assert_eq!(refused(ground.store.log_in(NewSession { key: unknown.public(), ..login(2) }, NOW).await), "KEY_UNKNOWN");
        ground.restart().await;
        let found = ground.store.session(Hash([1; 32]), NOW).await.unwrap().unwrap();
        assert_eq!((found.view.account, found.view.key), (wren.player.account, wren.player.public()));
        assert_eq!(found.lineage, [1; 16]);
        assert_eq!(refused(ground.store.log_in(login(1), NOW).await), "NONCE_REUSED");

        ground.store.log_in(NewSession { replaces: Some(Hash([1; 32])), ..login(3) }, NOW).await.unwrap();
        assert_eq!(ground.store.session(Hash([1; 32]), NOW).await.unwrap(), None, "rotated at login");
        let late = at(1_000_000);
        assert_eq!(ground.store.session(Hash([3; 32]), late).await.unwrap(), None, "ended");
        assert!(ground.store.session(Hash([3; 32]), NOW).await.unwrap().is_some());
        ground.store.log_out(Hash([3; 32])).await.unwrap();
        assert_eq!(ground.store.session(Hash([3; 32]), NOW).await.unwrap(), None);
        ground.store.sweep(late).await.unwrap();
        // A forgotten nonce is one that has expired, and the door refuses those before asking here.
        ground.store.log_in(login(1), NOW).await.unwrap();
    }

    async fn a_renewal_inherits_and_nothing_else_does(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, phone) = (wren.first(), key(1));
        wren.add(store, &first, &phone, "Phone").await;
        let replacing = |n: u8, by, before: u8| {
            NewSession { replaces: Some(Hash([before; 32])), renew: true, ..wren.login(by, n) }
        };
        store.log_in(wren.login(&first, 1), NOW).await.unwrap();
        store.log_in(replacing(2, &first, 1), NOW).await.unwrap();
        store.log_in(replacing(3, &first, 2), NOW).await.unwrap();
        assert_eq!(lineage(store, 3).await, Some([1; 16]));
        assert_eq!((lineage(store, 1).await, lineage(store, 2).await), (None, None));
        assert_eq!(store.alive(&[[1; 16], [2; 16], [3; 16]], NOW).await.unwrap(), [[1; 16]].into());
        // Another device, or another account, in the same browser is another lineage.
        store.log_in(replacing(4, &phone, 3), NOW).await.unwrap();
        assert_eq!((lineage(store, 3).await, lineage(store, 4).await), (None, Some([4; 16])));
        let other = Owner::known(store, 2).await;
        let theirs = NewSession { replaces: Some(Hash([4; 32])), ..other.login(&other.first(), 5) };
        store.log_in(theirs, NOW).await.unwrap();
        assert_eq!((lineage(store, 4).await, lineage(store, 5).await), (None, Some([5; 16])));
        // What it replaces may be gone.
        store.log_in(replacing(6, &first, 99), NOW).await.unwrap();
        assert_eq!(lineage(store, 6).await, Some([6; 16]));
        // In one group, too.
        let many = [replacing(7, &first, 6), replacing(8, &first, 7), replacing(9, &first, 8)];
        for done in futures::future::join_all(many.map(|it| store.log_in(it, NOW))).await {
            done.unwrap();
        }
        assert_eq!(lineage(store, 9).await, Some([6; 16]));
        assert_eq!((lineage(store, 7).await, lineage(store, 8).await), (None, None));
    }

    async fn lineages_live_as_long_as_their_sessions(ground: Ground) {
        let store = &ground.store;
        let wren = Owner::known(store, 1).await;
        let first = wren.first();
        for n in 1..=3 {
            store.log_in(wren.login(&first, n), NOW).await.unwrap();
        }
        let mut asked: Vec<[u8; 16]> = (1..=3).map(|n| [n; 16]).collect();
        // More than one query takes, and those that are asked for twice.
        asked.extend((0..3_000_u32).map(|n| {
            let mut id = [200; 16];
            id[..4].copy_from_slice(&n.to_be_bytes());
            id
        }));
        asked.push([1; 16]);
        assert_eq!(store.alive(&asked, NOW).await.unwrap(), [[1; 16], [2; 16], [3; 16]].into());
        assert_eq!(store.alive(&[], NOW).await.unwrap(), [].into());
        store.log_out(Hash([2; 32])).await.unwrap();
        assert_eq!(store.alive(&asked, NOW).await.unwrap(), [[1; 16], [3; 16]].into());
        assert_eq!(store.alive(&asked, at(1_000_000)).await.unwrap(), [].into());
    }

    async fn out_everywhere_and_back_only_by_hand(ground: Ground) {
        let mut ground = ground;
        let mut wren = Owner::known(&ground.store, 1).await;
        let (first, phone, new) = (wren.first(), key(1), key(2));
        wren.add(&ground.store, &first, &phone, "Phone").await;
        let other = Owner::known(&ground.store, 2).await;
        ground.store.log_in(wren.login(&first, 1), NOW).await.unwrap();
        ground.store.log_in(wren.login(&phone, 2), NOW).await.unwrap();
        ground.store.log_in(other.login(&other.first(), 3), NOW).await.unwrap();
        // Another process is told by the database, not by its memory.
        let elsewhere = ground.another().await;
        elsewhere.log_in(renewal(&wren, &phone, 4), NOW).await.unwrap();

        ground.store.log_out_everywhere(wren.player.account, NOW).await.unwrap();
        for token in [1, 2, 4] {
            assert_eq!(lineage(&ground.store, token).await, None);
        }
        assert_eq!(lineage(&ground.store, 3).await, Some([3; 16]), "other accounts stay");
        assert_eq!(refused(elsewhere.log_in(renewal(&wren, &phone, 5), NOW).await), "SESSION_ENDED");
        elsewhere.close().await;
        ground.restart().await;
        let store = &ground.store;
        for by in [&first, &phone] {
            assert_eq!(refused(store.log_in(renewal(&wren, by, 6), NOW).await), "SESSION_ENDED");
        }
        // Refused, so the nonce is not used up; by hand it is believed, and from then on renews.
        store.log_in(wren.login(&phone, 6), at(3)).await.unwrap();
        store.log_in(renewal(&wren, &phone, 7), at(4)).await.unwrap();
        assert_eq!(refused(store.log_in(renewal(&wren, &first, 8), NOW).await), "SESSION_ENDED", "each for itself");
        // A device that came later was never logged out.
        wren.add(store, &first, &new, "Tablet").await;
        store.log_in(renewal(&wren, &new, 9), NOW).await.unwrap();
        let view = store.account(wren.player.account, wren.player.public(), NOW).await.unwrap().unwrap();
        let seen: Vec<(PublicKey, Millis)> = view.seen.into_iter().collect();
        let mut expected = vec![(public(&first), NOW), (public(&phone), at(4)), (public(&new), NOW)];
        expected.sort();
        assert_eq!(seen, expected);
        ground.check().await;
    }

    async fn who_was_here_within_a_day_counts_as_active(ground: Ground) {
        let store = &ground.store;
        let wren = Owner::known(store, 1).await;
        Owner::known(store, 2).await;
        let active = async |now| store.totals(now).await.unwrap().active_users;
        assert_eq!(active(NOW).await, 0);
        store.log_in(wren.login(&wren.first(), 1), NOW).await.unwrap();
        let (session_ended, day_over) = (at(2_000_000), at(limit::ACTIVE_MILLIS));
        store.sweep(session_ended).await.unwrap();
        assert_eq!((active(session_ended).await, active(day_over).await), (1, 0));
        assert_eq!(store.totals(NOW).await.unwrap().accounts, 2);
    }

    async fn a_session_in_use_is_seen(ground: Ground) {
        let store = &ground.store;
        let wren = Owner::known(store, 1).await;
        store.log_in(wren.login(&wren.first(), 1), NOW).await.unwrap();
        let seen = async || {
            let view = store.account(wren.player.account, wren.player.public(), NOW).await.unwrap().unwrap();
            view.seen[&wren.player.public()]
        };
        for (later, noted) in [(limit::SEEN_EVERY_MILLIS, 0), (limit::SEEN_EVERY_MILLIS + 1, limit::SEEN_EVERY_MILLIS + 1)] {
            assert!(store.session(Hash([1; 32]), at(later)).await.unwrap().is_some());
            // The note is in the queue; this goes behind it.
            store.sweep(NOW).await.unwrap();
            assert_eq!(seen().await, at(noted));
        }
    }

    async fn the_order_within_a_group_counts(ground: Ground) {
        let store = &ground.store;
        let wren = Owner::known(store, 1).await;
        let (first, account) = (wren.first(), wren.player.account);
        let (before, out, refused_renewal, by_hand, renewed) = tokio::join!(
            store.log_in(wren.login(&first, 1), NOW),
            store.log_out_everywhere(account, NOW),
            store.log_in(renewal(&wren, &first, 2), NOW),
            store.log_in(wren.login(&first, 3), NOW),
            store.log_in(NewSession { replaces: Some(Hash([3; 32])), ..renewal(&wren, &first, 4) }, NOW),
        );
        before.unwrap();
        out.unwrap();
        assert_eq!(refused(refused_renewal), "SESSION_ENDED");
        by_hand.unwrap();
        renewed.unwrap();
        assert_eq!((lineage(store, 1).await, lineage(store, 3).await), (None, None));
        assert_eq!(lineage(store, 4).await, Some([3; 16]));
        // A nonce stays used although its session did not outlive the group.
        assert_eq!(refused(store.log_in(wren.login(&first, 1), NOW).await), "NONCE_REUSED");
        store.log_in(renewal(&wren, &first, 5), NOW).await.unwrap();
    }
}

fn renewal(wren: &Owner, by: &ed25519_dalek::SigningKey, n: u8) -> NewSession {
    NewSession { renew: true, ..wren.login(by, n) }
}

async fn lineage(store: &Store, token: u8) -> Option<[u8; 16]> {
    store.session(Hash([token; 32]), NOW).await.unwrap().map(|it| it.lineage)
}
