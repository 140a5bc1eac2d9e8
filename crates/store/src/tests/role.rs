//! The same laws on both databases: who looks after the server, whom they shut out, and the log.

use ed25519_dalek::SigningKey;
use rules::{AccountId, Hash};
use wire::{
    Claim, Millis, Position, Purpose, Signed, error,
    export::{DeedDone, Locked},
    limit::{AUDIT_ROWS_MAX, DELETION_MILLIS, PEOPLE_MAX},
    owner::{Deed, Lock, OwnerDeed},
};

use super::{
    ground::Ground,
    on_both,
    owner::{Owner, at, key, public, refused, word},
    player::{NOW, ORIGIN, Player},
};
use crate::{NewDeed, NewSession, OpenError, Store, StoreError, reset_ownership};

const TOKEN: Hash = Hash([77; 32]);

fn signed(by: &SigningKey, owner: &Owner, deed: Deed) -> Signed {
    let (server, account) = (owner.player.server, owner.player.account);
    let said = OwnerDeed { nonce: "n".into(), server, origin: ORIGIN.into(), account, made_at: NOW, deed };
    Signed::sign(Purpose::Owner, &said, by)
}

async fn does(store: &Store, owner: &Owner, n: u8, deed: Deed) -> Result<bool, StoreError> {
    does_by(store, owner, &owner.first(), n, deed).await
}

async fn does_by(
    store: &Store,
    owner: &Owner,
    by: &SigningKey,
    n: u8,
    deed: Deed,
) -> Result<bool, StoreError> {
    let new = NewDeed::open(&signed(by, owner, deed), &owner.player.place())?;
    store.do_deed(new.with_nonce(Hash([n; 32]), at(60_000)), at(i64::from(n))).await
}

fn lock(account: AccountId, why: &str) -> Deed {
    Deed::Lock { account, why: why.into() }
}

/// Somebody who owns the server.
async fn owning(store: &Store, seed: u64) -> Owner {
    let owner = Owner::known(store, seed).await;
    assert!(store.offer_ownership(TOKEN, NOW).await.unwrap());
    store.claim_ownership(TOKEN, owner.player.account, NOW).await.unwrap();
    owner
}

/// The log, oldest first: number, deed, and the first byte of who was concerned.
async fn log(store: &Store) -> Vec<(i64, String, String)> {
    let mut rows = store.audit(None).await.unwrap().rows;
    rows.reverse();
    rows.into_iter().map(|it| (it.number, it.deed, it.detail)).collect()
}

fn row(number: i64, deed: &str, detail: &str) -> (i64, String, String) {
    (number, deed.into(), detail.into())
}

on_both! {
    async fn the_first_who_comes_by_the_address_is_the_owner(ground: Ground) {
        let mut ground = ground;
        let store = &ground.store;
        let wren = Owner::known(store, 1).await.player.account;
        let raven = Owner::known(store, 2).await.player.account;
        assert_eq!(refused(store.claim_ownership(TOKEN, wren, NOW).await), "OWNER_ADDRESS_ENDED");
        assert!(store.offer_ownership(TOKEN, NOW).await.unwrap());
        assert_eq!(refused(store.claim_ownership(Hash([76; 32]), wren, NOW).await), "OWNER_ADDRESS_ENDED");
        let unknown = Player::new(store, 3).account;
        assert_eq!(refused(store.claim_ownership(TOKEN, unknown, NOW).await), "ACCOUNT_UNKNOWN");
        // The next start brings a new one, and the one before is good no longer.
        let later = Hash([78; 32]);
        ground.restart().await;
        let store = &ground.store;
        assert!(store.offer_ownership(later, NOW).await.unwrap());
        assert_eq!(refused(store.claim_ownership(TOKEN, wren, NOW).await), "OWNER_ADDRESS_ENDED");
        assert!(!store.is_owner(wren).await.unwrap());
        store.claim_ownership(later, wren, NOW).await.unwrap();
        store.claim_ownership(later, wren, NOW).await.unwrap();
        assert_eq!(refused(store.claim_ownership(later, raven, NOW).await), "OWNER_ADDRESS_ENDED");
        assert!(store.is_owner(wren).await.unwrap() && !store.is_owner(raven).await.unwrap());
        assert!(!store.offer_ownership(TOKEN, NOW).await.unwrap(), "there is one");
        assert_eq!(refused(store.claim_ownership(TOKEN, raven, NOW).await), "OWNER_ADDRESS_ENDED");
        assert_eq!(log(store).await, [row(1, "claimed.v1", "")]);
        let said = &store.audit(None).await.unwrap().rows[0];
        assert_eq!((said.owner, said.account, said.time), (Some(wren), Some(wren), NOW));
    }

    async fn of_many_at_once_one_becomes_it(ground: Ground) {
        let another = ground.another().await;
        let mut people = Vec::new();
        for seed in 1..=10 {
            people.push(Owner::known(&ground.store, seed).await.player.account);
        }
        ground.store.offer_ownership(TOKEN, NOW).await.unwrap();
        let stores = [&ground.store, &another];
        let claims = people.iter().enumerate().map(|(n, it)| stores[n % 2].claim_ownership(TOKEN, *it, NOW));
        let answers = futures::future::join_all(claims).await;
        assert_eq!(answers.iter().filter(|it| it.is_ok()).count(), 1);
        let mut owners = 0;
        for it in &people {
            owners += u32::from(ground.store.is_owner(*it).await.unwrap());
        }
        assert_eq!((owners, log(&ground.store).await.len()), (1, 1));
        another.close().await;
    }

    async fn nothing_is_written_about_an_account_that_is_gone(ground: Ground) {
        let store = &ground.store;
        let owner = owning(store, 1).await;
        let mut raven = Owner::known(store, 2).await;
        let (account, theirs) = (raven.player.account, raven.first());
        assert!(does(store, &owner, 1, lock(account, "Spam")).await.unwrap());
        assert_eq!(raven.say(store, &theirs, Claim::Close {}).await, "linked");
        assert_eq!(store.erase_due(at(DELETION_MILLIS)).await.unwrap(), 1);
        let why = does(store, &owner, 2, lock(account, "Spam again")).await;
        assert_eq!(refused(why), "ACCOUNT_UNKNOWN");
        assert_eq!(log(store).await, [row(1, "claimed.v1", ""), row(2, "locked.v1", "")]);
        assert_eq!(ground.rows("locks").await, 0);
    }

    async fn what_owners_did_to_an_account_stands_in_its_export(ground: Ground) {
        let store = &ground.store;
        let owner = owning(store, 1).await;
        let raven = Owner::known(store, 2).await.player.account;
        assert!(does(store, &owner, 1, lock(raven, "Spam")).await.unwrap());
        assert!(does(store, &owner, 2, Deed::Unlock { account: raven }).await.unwrap());
        assert!(does(store, &owner, 3, lock(raven, "Spam again")).await.unwrap());
        let beside = async |account| {
            let export = store.export(account, ORIGIN, at(5)).await.unwrap().unwrap();
            export.verify().unwrap();
            export.contents.beside.unwrap()
        };
        let deed = |time, deed: &str, detail: &str| DeedDone { time, deed: deed.into(), detail: detail.into() };
        let theirs = beside(raven).await;
        assert_eq!(theirs.lock, Some(Locked { since: at(3), why: "Spam again".into() }));
        assert_eq!(theirs.owner_since, None);
        assert_eq!(theirs.deeds, [
            deed(at(1), "locked.v1", "Spam"),
            deed(at(2), "unlocked.v1", ""),
            deed(at(3), "locked.v1", "Spam again"),
        ]);
        // What an owner did to others is about the others.
        let mine = beside(owner.player.account).await;
        assert_eq!((mine.lock, mine.owner_since), (None, Some(NOW)));
        assert_eq!(mine.deeds, [deed(NOW, "claimed.v1", "")]);
    }

    async fn who_is_shut_out_does_nothing(ground: Ground) {
        let mut ground = ground;
        let owner = owning(&ground.store, 1).await;
        let mut raven = Owner::known(&ground.store, 2).await;
        let account = raven.player.account;
        let stream = raven.player.begin(&ground.store, "Raven").await;
        let (mine, theirs) = (owner.first(), raven.first());
        ground.store.log_in(owner.login(&mine, 100), NOW).await.unwrap();
        ground.store.log_in(raven.login(&theirs, 101), NOW).await.unwrap();
        let retire = raven.player.command(stream, rules::character::Command::Retire {});
        let before = raven.player.send(&ground.store, &retire, vec![]).await.unwrap();

        assert!(does(&ground.store, &owner, 1, lock(account, "Spam in the harbour")).await.unwrap());
        for _ in 0..2 {
            let store = &ground.store;
            assert_eq!(store.session(Hash([101; 32]), NOW).await.unwrap(), None);
            assert_eq!(store.alive(&[[100; 16], [101; 16]], NOW).await.unwrap(), [[100; 16]].into());
            let why = store.log_in(raven.login(&theirs, 102), NOW).await.unwrap_err();
            assert_eq!(word(&why), "ACCOUNT_LOCKED: The owner of this server has locked this account. The reason they gave: “Spam in the harbour”.");
            let renewal = NewSession { renew: true, replaces: Some(Hash([101; 32])), ..raven.login(&theirs, 103) };
            assert_eq!(refused(store.log_in(renewal, NOW).await), "ACCOUNT_LOCKED");
            assert_eq!(raven.player.wish(store, stream, rules::character::Command::Restore {}).await, "door ACCOUNT_LOCKED");
            assert_eq!(refused(store.claim_ownership(TOKEN, account, NOW).await), "ACCOUNT_LOCKED");
            // What was decided before stays decided: the same command has its receipt.
            let again = raven.player.send(store, &retire, vec![]).await.unwrap();
            assert_eq!(again.receipt, before.receipt);
            ground.restart().await;
        }
        let store = &ground.store;
        // Keys remain their own affair: a thief's can be turned away meanwhile.
        assert_eq!(raven.add(store, &theirs, &key(9), "Phone").await, "linked");
        assert!(does(store, &owner, 2, Deed::Unlock { account }).await.unwrap());
        assert!(!does(store, &owner, 3, Deed::Unlock { account }).await.unwrap());
        store.log_in(raven.login(&theirs, 104), NOW).await.unwrap();
        assert_eq!(raven.player.wish(store, stream, rules::character::Command::Restore {}).await, "applied 3..3");
        assert_eq!(log(store).await, [
            row(1, "claimed.v1", ""),
            row(2, "locked.v1", "Spam in the harbour"),
            row(3, "unlocked.v1", ""),
        ]);
        ground.check().await;
    }

    async fn within_one_group_too(ground: Ground) {
        let store = &ground.store;
        let owner = owning(store, 1).await;
        let raven = Owner::known(store, 2).await;
        let theirs = raven.first();
        let begun = store.log_in(raven.login(&theirs, 50), NOW);
        let shut = does(store, &owner, 1, lock(raven.player.account, "Spam"));
        let late = store.log_in(raven.login(&theirs, 51), NOW);
        let (_, shut, late) = futures::join!(begun, shut, late);
        shut.unwrap();
        let alive = store.alive(&[[50; 16], [51; 16]], NOW).await.unwrap();
        assert!(alive.is_empty(), "{late:?}: whichever came first, nobody is in");
    }

    async fn deeds_of_others_and_old_ones_do_nothing(ground: Ground) {
        let store = &ground.store;
        let mut owner = owning(store, 1).await;
        let raven = Owner::known(store, 2).await;
        let account = raven.player.account;
        let (mine, phone) = (owner.first(), key(7));
        assert_eq!(refused(does(store, &raven, 1, lock(owner.player.account, "Mutiny")).await), "OWNER_ONLY");
        assert_eq!(refused(does_by(store, &owner, &phone, 2, lock(account, "Spam")).await), "KEY_UNKNOWN");
        owner.add(store, &mine, &phone, "Phone").await;
        assert!(does_by(store, &owner, &phone, 3, lock(account, "Spam")).await.unwrap());
        assert_eq!(refused(does_by(store, &owner, &phone, 3, lock(account, "More")).await), "NONCE_REUSED");
        assert!(!does(store, &owner, 4, lock(account, "Spam")).await.unwrap(), "nothing new");
        assert!(does(store, &owner, 5, lock(account, "More spam")).await.unwrap());
        let unknown = Player::new(store, 3).account;
        assert_eq!(refused(does(store, &owner, 6, lock(unknown, "Spam")).await), "ACCOUNT_UNKNOWN");
        let own = does(store, &owner, 7, lock(owner.player.account, "Tired")).await.unwrap_err();
        assert_eq!(word(&own), "CONFLICT: This is the account of the owner, and cannot be locked.");
        assert_eq!(log(store).await.len(), 3);
        let people = store.people(Position(0), NOW).await.unwrap().people;
        // Since when does not change with the reason.
        assert_eq!(people[1].lock, Some(Lock { since: at(3), why: "More spam".into() }));
        assert_eq!(people[0].lock, None);

        let place = owner.player.place();
        let good = signed(&mine, &owner, lock(account, "Spam"));
        let mut bent = good.clone();
        bent.signature.0[7] ^= 1;
        let as_login = Signed::sign(Purpose::Login, &"a login", &mine);
        let elsewhere = crate::Place { origin: "https://evil.example", ..place };
        let other = crate::Place { server: public(&phone), ..place };
        let said = |it: Result<NewDeed, StoreError>| it.unwrap_err().code().code;
        assert_eq!(said(NewDeed::open(&bent, &place)), error::SIGNATURE_WRONG.code);
        assert_eq!(said(NewDeed::open(&as_login, &place)), error::SIGNATURE_WRONG.code);
        assert_eq!(said(NewDeed::open(&good, &elsewhere)), error::SERVER_MISMATCH.code);
        assert_eq!(said(NewDeed::open(&good, &other)), error::SERVER_MISMATCH.code);
        for why in ["", " ", "two\nlines", &"x".repeat(201)] {
            let unsound = signed(&mine, &owner, lock(account, why));
            assert_eq!(said(NewDeed::open(&unsound, &place)), error::MALFORMED.code, "{why:?}");
        }
    }

    async fn the_machine_takes_the_role_back_while_a_server_runs(ground: Ground) {
        let store = &ground.store;
        let owner = owning(store, 1).await;
        let raven = Owner::known(store, 2).await;
        does(store, &owner, 1, lock(raven.player.account, "Spam")).await.unwrap();
        let (fresh, until) = (Hash([5; 32]), at(3_600_000));
        reset_ownership(&ground.database, fresh, until, at(9)).await.unwrap();
        assert!(!store.is_owner(owner.player.account).await.unwrap());
        assert_eq!(refused(does(store, &owner, 2, lock(raven.player.account, "Spite")).await), "OWNER_ONLY");
        let wren = Owner::known(store, 3).await.player.account;
        assert_eq!(refused(store.claim_ownership(fresh, wren, until).await), "OWNER_ADDRESS_ENDED");
        store.claim_ownership(fresh, wren, at(3_599_999)).await.unwrap();
        assert!(store.is_owner(wren).await.unwrap());
        let rows = store.audit(None).await.unwrap().rows;
        let told: Vec<_> = rows.iter().map(|it| (it.number, &*it.deed, it.owner)).collect();
        assert_eq!(told, [
            (4, "claimed.v1", Some(wren)),
            (3, "reset.v1", None),
            (2, "locked.v1", Some(owner.player.account)),
            (1, "claimed.v1", Some(owner.player.account)),
        ]);
        ground.check().await;
    }

    async fn the_owner_sees_who_is_here(ground: Ground) {
        let store = &ground.store;
        let owner = owning(store, 1).await;
        let mut raven = Owner::known(store, 2).await;
        let (first, phone) = (raven.first(), key(4));
        raven.add(store, &first, &phone, "Raven's secret telephone").await;
        raven.player.begin(store, "Raven").await;
        store.log_in(raven.login(&phone, 1), at(10)).await.unwrap();
        let renewal = NewSession { renew: true, replaces: Some(Hash([1; 32])), ..raven.login(&phone, 2) };
        store.log_in(renewal, at(500)).await.unwrap();
        let view = store.people(Position(0), at(600)).await.unwrap();
        assert_eq!(view.next, None);
        let [one, two] = &view.people[..] else { panic!("{view:?}") };
        assert_eq!((one.account, one.owner, one.devices, one.characters), (owner.player.account, true, 1, 0));
        assert_eq!((one.seen_at, one.sessions.len(), one.opened_at), (None, 0, NOW));
        assert_eq!((two.account, two.owner, two.devices, two.characters), (raven.player.account, false, 2, 1));
        assert_eq!(two.seen_at, Some(at(500)));
        let [session] = &two.sessions[..] else { panic!("{two:?}") };
        assert_eq!((session.key, session.since), (public(&phone), at(10)), "a renewal is no new login");
        let text = serde_json::to_string(&view).unwrap();
        assert!(!text.contains("telephone") && !text.contains("Raven"), "names stay sealed: {text}");
        let late = Millis(session.expires_at.0);
        assert!(store.people(Position(0), late).await.unwrap().people[1].sessions.is_empty());
    }

    async fn both_lists_come_in_pages(ground: Ground) {
        let store = &ground.store;
        let owner = owning(store, 1).await;
        let many = u64::from(PEOPLE_MAX) + 3;
        let mut accounts = vec![owner.player.account];
        for seed in 2..=many {
            accounts.push(Owner::known(store, seed).await.player.account);
        }
        let first = store.people(Position(0), NOW).await.unwrap();
        let second = store.people(first.next.unwrap(), NOW).await.unwrap();
        assert_eq!((first.people.len(), second.people.len(), second.next), (PEOPLE_MAX as usize, 3, None));
        let listed: Vec<_> = first.people.iter().chain(&second.people).map(|it| it.account).collect();
        assert_eq!(listed, accounts);
        for n in 1..=AUDIT_ROWS_MAX as u8 {
            does(store, &owner, n, lock(accounts[1], &n.to_string())).await.unwrap();
        }
        let first = store.audit(None).await.unwrap();
        let second = store.audit(first.next).await.unwrap();
        let numbers: Vec<_> = first.rows.iter().chain(&second.rows).map(|it| it.number).collect();
        let all: Vec<_> = (1..=i64::from(AUDIT_ROWS_MAX) + 1).rev().collect();
        assert_eq!((numbers, second.next), (all, None));
    }

    async fn who_is_gone_is_not_listed(ground: Ground) {
        let wren = Owner::known(&ground.store, 1).await.player.account;
        Owner::known(&ground.store, 2).await;
        // As it stands once an account was erased; the journal stays as it is.
        ground.run("INSERT INTO erased_accounts (account_id, erased_at)
            SELECT stream_id, 1 FROM account_events WHERE position = 2").await;
        let listed: Vec<_> =
            ground.store.people(Position(0), NOW).await.unwrap().people.iter().map(|it| it.account).collect();
        assert_eq!(listed, [wren]);
    }

    async fn a_reason_goes_with_whom_it_is_about(ground: Ground) {
        let owner = owning(&ground.store, 1).await;
        let mut raven = Owner::known(&ground.store, 2).await;
        let (account, theirs) = (raven.player.account, raven.first());
        does(&ground.store, &owner, 1, lock(account, "Wrenwhistle was rude")).await.unwrap();
        // Whoever is shut out may leave for good all the same.
        assert_eq!(raven.say(&ground.store, &theirs, wire::Claim::Close {}).await, "linked");
        assert_eq!(ground.store.erase_due(at(wire::limit::DELETION_MILLIS)).await.unwrap(), 1);
        assert_eq!(log(&ground.store).await, [row(1, "claimed.v1", ""), row(2, "locked.v1", "")]);
        assert_eq!(ground.store.people(Position(0), NOW).await.unwrap().people.len(), 1);
        ground.check().await;
        ground.store.close().await;
        ground.holds_nowhere(b"Wrenwhistle");
    }

    async fn an_older_or_newer_database_is_left_alone(ground: Ground) {
        let owner = owning(&ground.store, 1).await;
        ground.run("UPDATE _sqlx_migrations SET version = 9000 WHERE version = 1").await;
        let newer = reset_ownership(&ground.database, TOKEN, at(1), NOW).await;
        assert!(matches!(newer, Err(OpenError::Newer { found: 9000, .. })), "{newer:?}");
        ground.run("DELETE FROM _sqlx_migrations").await;
        let older = reset_ownership(&ground.database, TOKEN, at(1), NOW).await;
        assert!(matches!(older, Err(OpenError::Older { found: 0, .. })), "{older:?}");
        assert!(ground.store.is_owner(owner.player.account).await.unwrap());
    }
}
