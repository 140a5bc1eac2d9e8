//! The same laws on both databases: the chain of an account, and what follows from a link.

use rules::{Hash, character::Command::*};
use wire::{Claim, PublicKey, account::NotALink};

use super::{
    ground::Ground,
    on_both,
    owner::{HOUR, Owner, at, key, not_allowed, public, refused, word},
    player::{Luck, NOW, Player, said},
};
use crate::{KeyStanding, NewStatement, writer::Job};

on_both! {
    async fn every_claim_is_kept_or_refused(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, phone, tablet, words) = (wren.first(), key(1), key(2), key(9));
        assert_eq!(wren.say(store, &first, Claim::RevokeKey { key: public(&first) }).await, not_allowed(NotALink::LastKey));
        assert_eq!(wren.add(store, &first, &phone, "Phone").await, "linked");
        assert_eq!(wren.add(store, &phone, &tablet, "Tablet").await, "linked");
        assert_eq!(wren.add(store, &first, &phone, "Phone").await, not_allowed(NotALink::Known));
        assert_eq!(wren.add(store, &words, &key(3), "Stranger").await, not_allowed(NotALink::Stranger));
        let (mut claim, text) = wren.claim_to_add(&key(3), "Unasked");
        let another = public(&key(4));
        if let Claim::AddKey { key, .. } = &mut claim {
            *key = another;
        }
        assert_eq!(wren.say_at(store, NOW, &first, claim, Some(text)).await, not_allowed(NotALink::Unasked));
        let name = wren.player.text("Old laptop");
        let naming = Claim::NameKey { key: public(&first), name: name.reference() };
        assert_eq!(wren.say_at(store, NOW, &tablet, naming, Some(name)).await, "linked");
        assert_eq!(wren.devices(store).await, ["Old laptop", "Phone", "Tablet"]);
        let twice = vec![public(&words), public(&words)];
        assert_eq!(wren.say(store, &first, Claim::SetRecovery { keys: twice }).await, not_allowed(NotALink::Twice));
        let weak = vec![PublicKey([0; 32])];
        assert_eq!(wren.say(store, &first, Claim::SetRecovery { keys: weak }).await, "WEAK_KEY");
        assert_eq!(wren.say(store, &first, Claim::SetRecovery { keys: vec![public(&words)] }).await, "linked");
        assert_eq!(wren.say(store, &first, Claim::RevokeKey { key: public(&key(7)) }).await, not_allowed(NotALink::Unknown));
        assert_eq!(wren.say(store, &words, Claim::RevokeKey { key: public(&tablet) }).await, "linked");
        assert_eq!(wren.add(store, &first, &tablet, "Tablet again").await, not_allowed(NotALink::TurnedAway));
        assert_eq!(wren.say(store, &tablet, Claim::SetRecovery { keys: vec![] }).await, not_allowed(NotALink::Stranger));
        let again = Claim::Open { key: public(&first), salt: Hash([0; 32]) };
        assert_eq!(wren.say(store, &first, again).await, not_allowed(NotALink::Known));
        assert_eq!(wren.say(store, &first, Claim::Undo { to: wren.head, away: Vec::new() }).await, not_allowed(NotALink::NoSuchPast));
        assert_eq!(wren.devices(store).await, ["Old laptop", "Phone"]);
        assert_eq!(ground.check().await, 6, "what was refused left no trace");
    }

    async fn a_name_comes_along_and_is_one(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, phone) = (wren.first(), key(1));
        for name in [" Phone", "", "\u{202e}Phone", &"x".repeat(41)] {
            assert_eq!(wren.add(store, &first, &phone, name).await, "TEXT_REFUSED", "{name}");
        }
        let (claim, text) = wren.claim_to_add(&phone, "Phone");
        assert_eq!(wren.say(store, &first, claim.clone()).await, "TEXT_REFUSED", "without it");
        let other = wren.player.text("Phone");
        assert_eq!(wren.say_at(store, NOW, &first, claim.clone(), Some(other)).await, "TEXT_REFUSED", "another");
        assert_eq!(wren.say_at(store, NOW, &first, claim, Some(text.clone())).await, "linked");
        let naming = Claim::NameKey { key: public(&first), name: text.reference() };
        assert_eq!(wren.say_at(store, NOW, &first, naming, Some(text.clone())).await, "TEXT_REFUSED", "one text, one place");
        let stray = Claim::RevokeKey { key: public(&phone) };
        assert_eq!(wren.say_at(store, NOW, &first, stray, Some(text)).await, "TEXT_REFUSED", "nothing refers to it");
        assert_eq!(ground.check().await, 2);
    }

    async fn the_same_bytes_are_one_link_and_old_ones_are_stale(ground: Ground) {
        let mut ground = ground;
        let mut wren = Owner::known(&ground.store, 1).await;
        let first = wren.first();
        let (claim, text) = wren.claim_to_add(&key(1), "Phone");
        let adding = wren.post(&first, claim, Some(text));
        let (claim, text) = wren.claim_to_add(&key(2), "Tablet");
        let meanwhile = wren.post(&first, claim, Some(text));
        let head = wren.send(&ground.store, adding.clone(), NOW).await.unwrap();
        assert_ne!(head, wren.head);
        for _ in 0..3 {
            assert_eq!(wren.send(&ground.store, adding.clone(), at(HOUR)).await.unwrap(), head);
            ground.restart().await;
        }
        // Others' bytes under another key are another statement.
        let mut forged = adding.clone();
        forged.signed.key = public(&key(5));
        assert_eq!(refused(wren.send(&ground.store, forged, NOW).await), "SIGNATURE_WRONG");
        let refused = wren.send(&ground.store, meanwhile, NOW).await.unwrap_err();
        assert_eq!(word(&refused), format!("CONFLICT: {}", NotALink::Stale));
        wren.head = head;
        assert_eq!(wren.say(&ground.store, &key(1), Claim::RevokeKey { key: public(&first) }).await, "linked");
        let latest = wren.head;
        assert_eq!(wren.send(&ground.store, adding, NOW).await.unwrap(), latest, "the head as it is now");
        assert_eq!(ground.check().await, 3);
    }

    async fn nobody_speaks_for_an_account_that_is_not_there(ground: Ground) {
        let store = &ground.store;
        let mut known = Owner::known(store, 1).await;
        let player = Player::new(store, 2);
        let mut nobody = Owner { head: Hash(player.account.0), player };
        let first = nobody.first();
        assert_eq!(nobody.say(store, &first, Claim::SetRecovery { keys: vec![] }).await, "ACCOUNT_UNKNOWN");
        known.player.account = nobody.player.account;
        assert_eq!(known.say(store, &first, Claim::SetRecovery { keys: vec![] }).await, "ACCOUNT_UNKNOWN");
        assert_eq!(store.account(nobody.player.account, public(&first), NOW).await.unwrap(), None);
        assert_eq!(ground.check().await, 1);
    }

    async fn who_is_turned_away_is_out_at_once(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, phone) = (wren.first(), key(1));
        wren.add(store, &first, &phone, "Phone").await;
        store.log_in(wren.login(&first, 1), NOW).await.unwrap();
        store.log_in(wren.login(&phone, 2), NOW).await.unwrap();
        let mut on_phone = Player { key: phone.clone(), ..wren.player.clone() };
        let stream = on_phone.begin(store, "Wren").await;
        assert_eq!(store.alive(&[[1; 16], [2; 16], [3; 16]], NOW).await.unwrap(), [[1; 16], [2; 16]].into());

        assert_eq!(wren.say(store, &first, Claim::RevokeKey { key: public(&phone) }).await, "linked");
        assert_eq!(store.alive(&[[1; 16], [2; 16]], NOW).await.unwrap(), [[1; 16]].into());
        assert!(store.session(Hash([1; 32]), NOW).await.unwrap().is_some());
        assert_eq!(store.session(Hash([2; 32]), NOW).await.unwrap(), None);
        assert_eq!(sessions(&ground).await, 1, "not only hidden: gone");
        assert_eq!(refused(store.log_in(wren.login(&phone, 4), NOW).await), "KEY_UNKNOWN");
        assert_eq!(on_phone.wish(store, stream, Retire {}).await, "door KEY_UNKNOWN");
        assert_eq!(store.has_key(wren.player.account, public(&phone)).await.unwrap(), KeyStanding::UnknownKey);
        assert_eq!(wren.player.wish(store, stream, Retire {}).await, "applied 2..2");
        ground.check().await;
    }

    async fn an_undo_brings_back_and_drops(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, thief, words) = (wren.first(), key(6), key(9));
        wren.say(store, &first, Claim::SetRecovery { keys: vec![public(&words)] }).await;
        let before = wren.head;
        // Somebody sits at the open laptop, adds a device of his own and shuts everyone out.
        wren.add(store, &first, &thief, "Mine now").await;
        let taken = vec![public(&key(5))];
        wren.say_at(store, at(HOUR), &thief, Claim::SetRecovery { keys: taken }, None).await;
        store.log_in(wren.login(&thief, 6), NOW).await.unwrap();
        wren.say_at(store, at(2 * HOUR), &thief, Claim::RevokeKey { key: public(&first) }, None).await;
        // The words still find the account while they can take it back, and no longer.
        let found = store.recover(public(&words), at(3 * HOUR)).await.unwrap().unwrap();
        assert_eq!((found.account, found.links.len()), (wren.player.account, 5));
        assert_eq!(store.recover(public(&words), at(74 * HOUR)).await.unwrap(), None);
        assert_eq!(refused(store.log_in(wren.login(&first, 1), NOW).await), "KEY_UNKNOWN");

        let undo = Claim::Undo { to: before, away: Vec::new() };
        assert_eq!(wren.say_at(store, at(3 * HOUR), &thief, undo.clone(), None).await, not_allowed(NotALink::Stranger));
        assert_eq!(wren.say_at(store, at(72 * HOUR + 1), &words, undo.clone(), None).await, not_allowed(NotALink::TooLate));
        assert_eq!(wren.say_at(store, at(3 * HOUR), &words, undo, None).await, "linked");
        assert_eq!(wren.devices(store).await, ["(the first)"]);
        assert_eq!(store.session(Hash([6; 32]), NOW).await.unwrap(), None);
        assert_eq!(sessions(&ground).await, 0);
        store.log_in(wren.login(&first, 1), NOW).await.unwrap();
        assert_eq!(refused(store.log_in(wren.login(&thief, 7), NOW).await), "KEY_UNKNOWN");
        assert_eq!(wren.add(store, &first, &thief, "Again").await, not_allowed(NotALink::TurnedAway));
        ground.check().await;
    }

    async fn words_find_the_account_that_had_them_first(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, words, file) = (wren.first(), key(9), key(8));
        assert_eq!(store.recover(public(&words), NOW).await.unwrap(), None);
        let both = Claim::SetRecovery { keys: vec![public(&words), public(&file)] };
        wren.say_at(store, at(5), &first, both.clone(), None).await;
        for key in [&words, &file] {
            let found = store.recover(public(key), NOW).await.unwrap().unwrap();
            assert_eq!(found.account, wren.player.account);
            assert_eq!(found.chain().unwrap().head(), wren.head);
        }
        // A public key can be named by anyone, also between a change and its undoing.
        wren.say_at(store, at(10), &first, Claim::SetRecovery { keys: vec![public(&file)] }, None).await;
        assert_eq!(store.recover(public(&words), at(73 * HOUR)).await.unwrap(), None);
        let mut other = Owner::known(store, 2).await;
        let by = other.first();
        other.say_at(store, at(11), &by, both.clone(), None).await;
        wren.say_at(store, at(20), &first, both, None).await;
        assert_eq!(store.recover(public(&words), NOW).await.unwrap().unwrap().account, wren.player.account);
        // A new browser: the words take it in.
        assert_eq!(wren.add(store, &words, &key(3), "New laptop").await, "linked");
        assert_eq!(wren.devices(store).await, ["(the first)", "New laptop"]);
        ground.check().await;
    }

    async fn a_view_says_all_of_an_account_and_a_history_who_acted(ground: Ground) {
        let mut ground = ground;
        let mut wren = Owner::known(&ground.store, 1).await;
        let (first, phone) = (wren.first(), key(1));
        wren.add(&ground.store, &first, &phone, "Phone").await;
        ground.store.log_in(wren.login(&phone, 1), at(7)).await.unwrap();
        ground.restart().await;
        let store = &ground.store;
        let view = store.account(wren.player.account, public(&phone), at(9)).await.unwrap().unwrap();
        assert_eq!((view.key, view.now, view.links.len()), (public(&phone), at(9), 2));
        assert_eq!(view.seen, [(public(&phone), at(7))].into());
        assert_eq!(view.texts.values().collect::<Vec<_>>(), ["Phone"]);
        assert_eq!(view.chain().unwrap().head(), wren.head);

        let stream = wren.player.begin(store, "Wren").await;
        let mut on_phone = Player { key: phone.clone(), luck: Luck(77), ..wren.player.clone() };
        assert_eq!(on_phone.wish(store, stream, Retire {}).await, "applied 2..2");
        wren.say(store, &first, Claim::RevokeKey { key: public(&phone) }).await;
        let history = store.history(wren.player.account, stream).await.unwrap().unwrap();
        assert_eq!(history.keys[&public(&phone)], "Phone", "also when it is gone");
        assert_eq!(history.keys[&public(&first)], public(&first).did());
    }

    async fn many_at_once_make_one_chain(ground: Ground) {
        let other = ground.another().await;
        let wren = Owner::known(&ground.store, 1).await;
        // All on the same head, through two writers: one of them is next, the others are late.
        let mut saying = Vec::new();
        for n in 10..26_u8 {
            let mut wren = Owner { player: wren.player.clone(), head: wren.head };
            wren.player.luck.0 += u64::from(n);
            let store = if n % 2 == 0 { ground.store.clone() } else { other.clone() };
            saying.push(tokio::spawn(async move {
                let first = wren.first();
                wren.add(&store, &first, &key(n), "One of many").await
            }));
        }
        let mut said = Vec::new();
        for it in saying {
            said.push(it.await.unwrap());
        }
        let stale = format!("CONFLICT: {}", NotALink::Stale);
        assert_eq!(said.iter().filter(|it| *it == "linked").count(), 1, "{said:?}");
        assert_eq!(said.iter().filter(|it| **it == stale).count(), 15, "{said:?}");
        assert_eq!(ground.check().await, 2);
        other.close().await;
    }

    async fn another_writer_hears_of_new_keys_and_of_revoked_ones(ground: Ground) {
        let other = ground.another().await;
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, phone) = (wren.first(), key(1));
        let stream = wren.player.begin(&other, "Wren").await;
        let mut on_phone = Player { key: phone.clone(), luck: Luck(77), ..wren.player.clone() };
        assert_eq!(on_phone.wish(&other, stream, Retire {}).await, "door KEY_UNKNOWN");
        wren.add(store, &first, &phone, "Phone").await;
        assert_eq!(on_phone.wish(&other, stream, Retire {}).await, "applied 2..2");
        wren.say(store, &first, Claim::RevokeKey { key: public(&phone) }).await;
        assert_eq!(on_phone.wish(&other, stream, Restore {}).await, "door KEY_UNKNOWN");
        assert_eq!(refused(other.log_in(wren.login(&phone, 1), NOW).await), "KEY_UNKNOWN");
        // And takes up the chain where the first one left it.
        assert_eq!(wren.add(&other, &first, &key(2), "Tablet").await, "linked");
        assert_eq!(wren.add(store, &key(2), &key(3), "Watch").await, "linked");
        assert_eq!(wren.chain(&other).await.len(), 5);
        ground.check().await;
        other.close().await;
    }

    async fn one_group_takes_many_statements_of_one_account(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let first = wren.first();
        // Signed ahead, each on the one before, and handed in together.
        let mut posts = Vec::new();
        for n in 10..30_u8 {
            let (claim, text) = wren.claim_to_add(&key(n), "One of many");
            let post = wren.post(&first, claim, Some(text));
            wren.head = post.signed.hash();
            posts.push(post);
            if n % 4 == 1 {
                let post = wren.post(&first, Claim::RevokeKey { key: public(&key(n - 1)) }, None);
                wren.head = post.signed.hash();
                posts.push(post);
            }
        }
        let count = posts.len() as i64;
        // Past the reading beside the writer, which would mix them up: the writer reads the chain
        // itself, or goes on from one that is old by now.
        let old = crate::read::account::chain(&store.inner.engine, wren.player.account).await.unwrap();
        let place = wren.player.place();
        let sent = posts.into_iter().enumerate().map(|(n, post)| {
            let statement = Box::new(NewStatement::open(post, &place).unwrap());
            let chain = old.clone().filter(|_| n % 3 == 0);
            store.ask(|reply| Job::Statement { statement, chain, now: NOW, reply })
        });
        let heads = futures::future::join_all(sent).await;
        let heads: Vec<Hash> = heads.into_iter().map(|it| it.unwrap().unwrap().1).collect();
        assert_eq!(*heads.last().unwrap(), wren.head);
        assert_eq!(wren.chain(store).await.keys().active().count(), 16);
        let mut on_one = Player { key: key(29), ..wren.player.clone() };
        on_one.begin(store, "Wren").await;
        assert_eq!(said(Err(&wire::error::KEY_UNKNOWN)), Player { key: key(12), ..wren.player.clone() }.wish(store, on_one.stream(), Retire {}).await);
        assert_eq!(ground.check().await, 2 + count);
    }

    async fn a_tampered_projection_is_found_and_mended(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let (first, words) = (wren.first(), key(9));
        wren.add(store, &first, &key(1), "Phone").await;
        wren.add(store, &first, &key(2), "Tablet").await;
        wren.say(store, &first, Claim::RevokeKey { key: public(&key(2)) }).await;
        wren.say(store, &first, Claim::SetRecovery { keys: vec![public(&words)] }).await;
        ground.check().await;
        for change in [
            "UPDATE account_keys SET revoked_at = NULL",
            "UPDATE account_keys SET revoked_at = 7 WHERE place = 1",
            "UPDATE account_keys SET added_at = 7",
            "UPDATE account_keys SET name = NULL",
            "UPDATE account_keys SET place = 3 - place",
            "DELETE FROM account_keys WHERE place = 0",
            "INSERT INTO account_keys (account_id, key, added_at) SELECT account_id, hash, 0 FROM
                (SELECT stream_id AS account_id, hash FROM account_events WHERE sequence = 1) AS first",
            "INSERT INTO account_keys (account_id, key, added_at) SELECT 'nobody', hash, 0 FROM journal_head",
            "UPDATE recovery_keys SET since = 0",
            "UPDATE recovery_keys SET place = 1",
            "UPDATE recovery_keys SET place = NULL",
            "DELETE FROM recovery_keys",
        ] {
            ground.run(change).await;
            assert_eq!(store.rebuild().await.unwrap().differences.len(), 1, "{change}");
            assert_eq!(store.restore_projections().await.unwrap().differences.len(), 1, "{change}");
            ground.check().await;
        }
        assert_eq!(wren.devices(store).await, ["(the first)", "Phone"]);
        assert_eq!(wren.say(store, &words, Claim::RevokeKey { key: public(&key(1)) }).await, "linked");
        assert_eq!(ground.check().await, 6);
    }

    async fn any_changed_byte_of_a_statement_is_noticed(ground: Ground) {
        let store = &ground.store;
        let mut wren = Owner::known(store, 1).await;
        let first = wren.first();
        wren.add(store, &first, &key(1), "Phone").await;
        wren.add(store, &first, &key(2), "Tablet").await;
        ground.check().await;
        let whole = wren.devices(store).await;
        for (change, back) in [
            ("UPDATE account_events SET time = time - 1 WHERE sequence = 2", "UPDATE account_events SET time = time + 1 WHERE sequence = 2"),
            ("UPDATE account_events SET kind = 'key_named.v1' WHERE sequence = 2", "UPDATE account_events SET kind = 'key_added.v1' WHERE sequence = 2"),
            ("UPDATE account_events SET body = REPLACE(body, '{', '{ ') WHERE sequence = 3", "UPDATE account_events SET body = REPLACE(body, '{ ', '{') WHERE sequence = 3"),
            ("UPDATE account_events SET sequence = 4 WHERE sequence = 3", "UPDATE account_events SET sequence = 3 WHERE sequence = 4"),
        ] {
            ground.run(change).await;
            assert!(!store.rebuild().await.unwrap().differences.is_empty(), "{change}");
            assert!(!store.restore_projections().await.unwrap().differences.is_empty(), "{change}");
            ground.run(back).await;
            ground.check().await;
        }
        assert_eq!(wren.devices(store).await, whole);
    }
}

async fn sessions(ground: &Ground) -> i64 {
    crate::engine::read_on!(&ground.store.inner.engine, pool => {
        sqlx::query_scalar("SELECT COUNT(*) FROM sessions").fetch_one(pool).await.unwrap()
    })
}
