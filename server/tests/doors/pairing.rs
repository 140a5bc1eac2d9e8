//! Two devices become one account's, with a server in between that need not be trusted.

use http::header;
use rules::Hash;
use serde_json::{Value, json};
use wire::{
    Claim, PublicKey, Purpose, SessionView, Signed,
    account::Consent,
    limit::PAIRING_MILLIS,
    pairing::{Asked, PairingPost, PairingSecret, PairingView},
};

use crate::house::{Browser, House, NOW, Reply, fits_all, text};

const INVITE: &str = "/api/v1/account/pairings";

async fn invite(house: &House, browser: &mut Browser, secret: PairingSecret) -> Reply {
    browser.post(house, INVITE, &post(secret)).await
}

fn post(secret: PairingSecret) -> PairingPost {
    PairingPost { id: secret.id(), mark: Hash([secret.0[0]; 32]) }
}

fn place(secret: PairingSecret) -> String {
    format!("/api/v1/pairings/{}", secret.id())
}

#[tokio::test]
async fn the_whole_way() {
    let house = House::open().await;
    let (mut first, mut second) = (Browser::new(1), Browser::new(2));
    let account = first.log_in(&house).await;
    let secret = PairingSecret([7; 32]);
    let invited: Value = invite(&house, &mut first, secret).await.data();
    assert_eq!(invited["expires_at"], (NOW.0 + PAIRING_MILLIS).to_string());
    let path = place(secret);
    let view: PairingView = second.get(&house, &path).await.data();
    assert_eq!(view.expires_at.0, NOW.0 + PAIRING_MILLIS);
    assert_eq!((view.account, view.mark), (account, post(secret).mark));
    assert_eq!((view.asked, view.taken), (None, false));

    let asked = second.asked(&house, account, secret);
    for _ in 0..2 {
        assert_eq!(second.post(&house, &path, &asked).await.data::<Value>(), json!({}));
    }
    let view: PairingView = first.get(&house, &path).await.data();
    let seen = view.asked.unwrap();
    assert_eq!(seen, asked);
    assert_eq!(seen.mark, secret.mark(account, seen.consent.key, &seen.name));
    assert_eq!(secret.code(account, seen.consent.key), secret.code(account, second.public()));

    let (name, previous) = (text(&seen.name), first.head(&house).await);
    let claim =
        Claim::AddKey { key: seen.consent.key, name: name.reference(), consent: seen.consent.clone() };
    let statement = first.link(&house, account, previous, claim);
    first.post_link(&house, &statement, vec![name]).await.data::<Value>();
    assert!(second.get(&house, &path).await.data::<PairingView>().taken);
    second.come_back(&house, account, false).await.data::<SessionView>();
    assert_eq!(second.account(&house).await.key, second.public());
    house.clock.advance(PAIRING_MILLIS);
    assert_eq!(second.get(&house, &path).await.code(), "PAIRING_NOT_FOUND");
    house.standing().await;
}

#[tokio::test]
async fn who_may_not_ask() {
    let house = House::open().await;
    let (mut first, mut second, mut third) = (Browser::new(1), Browser::new(2), Browser::new(3));
    let account = first.log_in(&house).await;
    let theirs = Browser::new(4).log_in(&house).await;
    let secret = PairingSecret([7; 32]);
    invite(&house, &mut first, secret).await.data::<Value>();
    let path = place(secret);
    let good = second.asked(&house, account, secret);
    let with = |consent: Signed| Asked { consent, ..good.clone() };
    let consent = Consent { account, server: house.store.server_key(), made_at: NOW };
    let sign = |consent: &Consent, purpose| Signed::sign(purpose, consent, &second.key);
    let mut bent = good.consent.clone();
    bent.signature.0[3] ^= 1;
    let (weak, fits) = fits_all();
    let server = PublicKey([8; 32]);
    for (what, asked, code) in [
        ("bent", with(bent), "SIGNATURE_WRONG"),
        ("as a login", with(sign(&consent, Purpose::Login)), "SIGNATURE_WRONG"),
        ("weak", with(Signed { key: weak, signature: fits, ..good.consent.clone() }), "WEAK_KEY"),
        ("another's name", with(Signed { key: third.public(), ..good.consent.clone() }), "SIGNATURE_WRONG"),
        ("another account", with(second.consent(&house, theirs)), "STATEMENT_REFUSED"),
        (
            "another server",
            with(sign(&Consent { server, ..consent.clone() }, Purpose::Consent)),
            "STATEMENT_REFUSED",
        ),
        ("who is in already", with(first.consent(&house, account)), "STATEMENT_REFUSED"),
        ("no name", Asked { name: " ".into(), ..good.clone() }, "TEXT_REFUSED"),
        ("a long name", Asked { name: "x".repeat(500), ..good.clone() }, "TEXT_REFUSED"),
        ("control characters", Asked { name: "a\u{202e}b\u{0}".into(), ..good.clone() }, "TEXT_REFUSED"),
    ] {
        let reply = third.post(&house, &path, &asked).await;
        assert_eq!(reply.code(), code, "{what}: {}", reply.text());
    }
    assert_eq!(first.get(&house, &path).await.data::<PairingView>().asked, None);
    second.post(&house, &path, &good).await.data::<Value>();
    let late = third.asked(&house, account, secret);
    assert_eq!(third.post(&house, &path, &late).await.code(), "CONFLICT", "the first has the place");
    let other_name = Asked { name: "Another".into(), ..good.clone() };
    assert_eq!(second.post(&house, &path, &other_name).await.code(), "CONFLICT");
    for id in ["x", &Hash([1; 32]).to_string(), &"0".repeat(1_000), "%2e%2e"] {
        let path = format!("/api/v1/pairings/{id}");
        assert_eq!(second.get(&house, &path).await.code(), "PAIRING_NOT_FOUND", "{id}");
        assert_eq!(second.post(&house, &path, &good).await.code(), "PAIRING_NOT_FOUND", "{id}");
    }
    house.clock.advance(PAIRING_MILLIS);
    assert_eq!(second.post(&house, &path, &good).await.code(), "PAIRING_NOT_FOUND");
}

#[tokio::test]
async fn who_may_not_invite() {
    let house = House::open().await;
    let (mut first, mut stranger) = (Browser::new(1), Browser::new(3));
    let secret = PairingSecret([7; 32]);
    assert_eq!(invite(&house, &mut stranger, secret).await.code(), "SESSION_MISSING");
    let account = first.log_in(&house).await;
    stranger.log_in(&house).await;
    invite(&house, &mut first, secret).await.data::<Value>();
    assert_eq!(invite(&house, &mut stranger, secret).await.code(), "CONFLICT", "a place is one account's");
    assert_eq!(first.get(&house, &place(secret)).await.data::<PairingView>().account, account);

    let mut from_elsewhere = first.posting(INVITE, &PairingPost { id: Hash([1; 32]), mark: Hash([1; 32]) });
    from_elsewhere.headers_mut().insert(header::ORIGIN, "https://evil.example".parse().unwrap());
    assert_eq!(first.send(&house, from_elsewhere).await.code(), "ORIGIN_REFUSED");
    assert_eq!(
        first.get(&house, &format!("/api/v1/pairings/{}", Hash([1; 32]))).await.code(),
        "PAIRING_NOT_FOUND"
    );
}

#[tokio::test]
async fn few_are_open_and_the_oldest_goes() {
    let house = House::open().await;
    let mut first = Browser::new(1);
    first.log_in(&house).await;
    let secrets: Vec<_> = (0..5).map(|it| PairingSecret([it; 32])).collect();
    for secret in &secrets {
        house.clock.advance(1);
        invite(&house, &mut first, *secret).await.data::<Value>();
    }
    for (at, secret) in secrets.iter().enumerate() {
        let reply = first.get(&house, &place(*secret)).await;
        assert_eq!(reply.status.is_success(), at >= 2, "{at}");
    }
}
