//! The same laws on both databases: the place where two devices meet.

use ed25519_dalek::SigningKey;
use rules::Hash;
use wire::{
    PublicKey, Purpose, Signed,
    account::{Consent, NotALink},
    limit::PAIRING_MILLIS,
    pairing::{Asked, PairingPost, PairingSecret},
};

use super::{
    ground::Ground,
    on_both,
    owner::{Owner, at, key, not_allowed, public, refused, word},
    player::NOW,
};
use crate::{Store, limit};

pub(super) const SECRET: PairingSecret = PairingSecret([42; 32]);

/// An invitation at that place.
pub(super) fn post(id: Hash) -> PairingPost {
    PairingPost { id, mark: Hash([id.0[0] ^ 1; 32]) }
}

pub(super) fn asked(wren: &Owner, device: &SigningKey) -> Asked {
    asked_of(wren, device, wren.player.server)
}

fn asked_of(wren: &Owner, device: &SigningKey, server: PublicKey) -> Asked {
    let account = wren.player.account;
    let consent = Signed::sign(Purpose::Consent, &Consent { account, server, made_at: NOW }, device);
    Asked {
        consent,
        name: "Firefox on Linux".into(),
        mark: SECRET.mark(account, public(device), "Firefox on Linux"),
    }
}

on_both! {
    async fn a_device_asks_and_is_taken_in(ground: Ground) {
        let mut ground = ground;
        let mut wren = Owner::known(&ground.store, 1).await;
        let (first, phone, id) = (wren.first(), key(1), SECRET.id());
        let until = at(PAIRING_MILLIS);
        assert_eq!(ground.store.pairing(id, NOW).await.unwrap(), None);
        assert_eq!(refused(ground.store.ask_pairing(id, asked(&wren, &phone), NOW).await), "PAIRING_NOT_FOUND");
        assert_eq!(ground.store.open_pairing(post(id), wren.player.account, NOW).await.unwrap(), until);
        assert_eq!(ground.store.open_pairing(post(id), wren.player.account, at(5)).await.unwrap(), until, "opened once");
        let open = ground.store.pairing(id, NOW).await.unwrap().unwrap();
        assert_eq!((open.account, open.expires_at, open.asked, open.taken), (wren.player.account, until, None, false));
        assert_eq!(open.mark, post(id).mark, "as it was given");
        let another = PairingPost { id, mark: Hash([0; 32]) };
        assert_eq!(refused(ground.store.open_pairing(another, wren.player.account, at(5)).await), "CONFLICT");

        let asking = asked(&wren, &phone);
        for _ in 0..2 {
            ground.store.ask_pairing(id, asking.clone(), NOW).await.unwrap();
            ground.restart().await;
        }
        let store = &ground.store;
        let renamed = Asked { name: "Something else".into(), ..asking.clone() };
        for other in [asked(&wren, &key(2)), renamed] {
            assert_eq!(refused(store.ask_pairing(id, other, NOW).await), "CONFLICT");
        }
        let found = store.pairing(id, NOW).await.unwrap().unwrap();
        assert_eq!((found.asked.as_ref(), found.taken), (Some(&asking), false));

        assert_eq!(wren.add(store, &first, &phone, "Phone").await, "linked");
        let found = store.pairing(id, NOW).await.unwrap().unwrap();
        assert_eq!((found.asked.as_ref(), found.taken), (Some(&asking), true));
        // It was read: it stays for those whose answer was lost, and not for long.
        store.sweep(NOW).await.unwrap();
        assert!(store.pairing(id, at(limit::PAIRING_TAKEN_MILLIS - 1)).await.unwrap().unwrap().taken);
        assert_eq!(store.pairing(id, at(limit::PAIRING_TAKEN_MILLIS)).await.unwrap(), None);
        store.ask_pairing(id, asking, NOW).await.unwrap();
        ground.check().await;
    }

    async fn only_who_consents_to_this_account_asks(ground: Ground) {
        let store = &ground.store;
        let wren = Owner::known(store, 1).await;
        let other = Owner::known(store, 2).await;
        let (id, phone) = (SECRET.id(), key(1));
        store.open_pairing(post(id), wren.player.account, NOW).await.unwrap();
        let good = asked(&wren, &phone);
        let mut forged = good.clone();
        forged.consent.key = public(&key(2));
        let mut for_login = good.clone();
        for_login.consent = Signed::sign(Purpose::Login, &"a login", &phone);
        for (row, asking, said) in [
            ("another key", forged, "SIGNATURE_WRONG".to_owned()),
            ("another purpose", for_login, "SIGNATURE_WRONG".into()),
            ("another account", asked(&other, &phone), not_allowed(NotALink::Elsewhere)),
            ("another server", asked_of(&wren, &phone, public(&phone)), not_allowed(NotALink::Elsewhere)),
            ("no name", Asked { name: " ".into(), ..good.clone() }, "TEXT_REFUSED".into()),
            ("in already", asked(&wren, &wren.first()), not_allowed(NotALink::Known)),
        ] {
            assert_eq!(word(&store.ask_pairing(id, asking, NOW).await.unwrap_err()), said, "{row}");
        }
        assert_eq!(store.pairing(id, NOW).await.unwrap().unwrap().asked, None);
        store.ask_pairing(id, good, NOW).await.unwrap();
        assert_eq!(refused(store.open_pairing(post(id), other.player.account, NOW).await), "CONFLICT");
        assert_eq!(store.pairing(id, NOW).await.unwrap().unwrap().account, wren.player.account);
    }

    async fn pairings_end(ground: Ground) {
        let store = &ground.store;
        let wren = Owner::known(store, 1).await;
        let id = SECRET.id();
        store.open_pairing(post(id), wren.player.account, NOW).await.unwrap();
        let (last, end) = (at(PAIRING_MILLIS - 1), at(PAIRING_MILLIS));
        assert!(store.pairing(id, last).await.unwrap().is_some());
        assert_eq!(store.pairing(id, end).await.unwrap(), None);
        assert_eq!(refused(store.ask_pairing(id, asked(&wren, &key(1)), end).await), "PAIRING_NOT_FOUND");
        store.ask_pairing(id, asked(&wren, &key(1)), last).await.unwrap();
        store.sweep(last).await.unwrap();
        assert_eq!(kept(store).await, 1);
        store.sweep(end).await.unwrap();
        assert_eq!(kept(store).await, 0);
        // The place is free again.
        store.open_pairing(post(id), wren.player.account, end).await.unwrap();
        assert_eq!(store.pairing(id, end).await.unwrap().unwrap().asked, None);
    }

    async fn the_oldest_makes_room(ground: Ground) {
        let store = &ground.store;
        let wren = Owner::known(store, 1).await;
        let other = Owner::known(store, 2).await;
        store.open_pairing(post(Hash([99; 32])), other.player.account, NOW).await.unwrap();
        for n in 1..=5_u8 {
            store.open_pairing(post(Hash([n; 32])), wren.player.account, at(i64::from(n))).await.unwrap();
        }
        let open = async |n: u8| store.pairing(Hash([n; 32]), at(9)).await.unwrap().is_some();
        for (n, is_open) in [(1, false), (2, false), (3, true), (4, true), (5, true), (99, true)] {
            assert_eq!(open(n).await, is_open, "{n}");
        }
        assert_eq!(kept(store).await, 4);
        // In one group, too.
        let many = (10..20_u8).map(|n| store.open_pairing(post(Hash([n; 32])), wren.player.account, at(i64::from(n))));
        for done in futures::future::join_all(many).await {
            done.unwrap();
        }
        assert_eq!(kept(store).await, 4);
        assert!(open(19).await && open(18).await && open(17).await && open(99).await);
    }

    async fn the_first_that_asks_has_the_place(ground: Ground) {
        let store = &ground.store;
        let wren = Owner::known(store, 1).await;
        let id = SECRET.id();
        store.open_pairing(post(id), wren.player.account, NOW).await.unwrap();
        let many: Vec<_> = (10..20).map(|n| asked(&wren, &key(n))).collect();
        let answers = futures::future::join_all(many.iter().map(|it| store.ask_pairing(id, it.clone(), NOW))).await;
        assert_eq!(answers.iter().filter(|it| it.is_ok()).count(), 1);
        let first = answers.iter().position(Result::is_ok).unwrap();
        assert_eq!(store.pairing(id, NOW).await.unwrap().unwrap().asked.as_ref(), Some(&many[first]));
    }
}

/// What a device says of itself is nowhere in the file in the clear.
#[tokio::test]
async fn what_a_device_calls_itself_is_sealed() {
    let ground = Ground::sqlite().await;
    let wren = Owner::known(&ground.store, 1).await;
    let asking = Asked { name: "Wrenwhistle's telephone".into(), ..asked(&wren, &key(1)) };
    ground.store.open_pairing(post(SECRET.id()), wren.player.account, NOW).await.unwrap();
    ground.store.ask_pairing(SECRET.id(), asking.clone(), NOW).await.unwrap();
    assert_eq!(ground.store.pairing(SECRET.id(), NOW).await.unwrap().unwrap().asked, Some(asking));
    ground.store.close().await;
    ground.holds_nowhere(b"Wrenwhistle");
}

async fn kept(store: &Store) -> i64 {
    crate::engine::read_on!(&store.inner.engine, pool => {
        sqlx::query_scalar("SELECT COUNT(*) FROM pairings").fetch_one(pool).await.unwrap()
    })
}
