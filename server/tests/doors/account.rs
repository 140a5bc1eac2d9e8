//! The keys of an account: which statements are taken, and which are not.

use ed25519_dalek::SigningKey;
use rules::{AccountId, Hash};
use serde_json::{Value, json};
use wire::{
    AccountView, Claim, PublicKey, Purpose, Recover, RecoverPost, SessionView, Signed, Statement,
    StatementPost, account::Consent, account::Recovered, limit::NONCE_MILLIS,
};

use crate::house::{Browser, House, NOW, Reply, fits_all, malleable, text};

const PATH: &str = "/api/v1/account/statements";

#[tokio::test]
async fn an_account_as_its_devices_see_it() {
    let house = House::open().await;
    let (mut first, mut second) = (Browser::new(1), Browser::new(2));
    let account = first.log_in(&house).await;
    let view = first.account(&house).await;
    assert_eq!((view.account, view.key, view.links.len()), (account, first.public(), 1));
    assert_eq!(view.seen.get(&first.public()), Some(&NOW));
    first.take_in(&house, account, &mut second).await;
    let view = second.account(&house).await;
    let chain = view.chain().unwrap();
    let devices: Vec<_> = chain.keys().active().collect();
    assert_eq!(devices.iter().map(|it| it.key).collect::<Vec<_>>(), [first.public(), second.public()]);
    assert_eq!(view.name(devices[1]), Some("Firefox on Linux"));
    assert_eq!(view.key, second.public());

    let name = text("The one in the kitchen");
    let claim = Claim::NameKey { key: first.public(), name: name.reference() };
    let statement = second.link(&house, account, chain.head(), claim);
    let stated: Value = second.post_link(&house, &statement, vec![name]).await.data();
    let view = first.account(&house).await;
    let chain = view.chain().unwrap();
    assert_eq!(stated["head"], chain.head().to_string());
    assert_eq!(stated["account"], account.to_string());
    assert_eq!(view.name(chain.keys().active().next().unwrap()), Some("The one in the kitchen"));

    let mut stranger = Browser::new(3);
    assert_eq!(stranger.get(&house, "/api/v1/account").await.code(), "SESSION_MISSING");
    let other = stranger.log_in(&house).await;
    assert_eq!(stranger.account(&house).await.account, other);
}

#[tokio::test]
async fn the_same_statement_twice_is_one() {
    let house = House::open().await;
    let (mut first, second) = (Browser::new(1), Browser::new(2));
    let account = first.log_in(&house).await;
    let (name, previous) = (text("Phone"), first.head(&house).await);
    let consent = second.consent(&house, account);
    let claim = Claim::AddKey { key: second.public(), name: name.reference(), consent };
    let statement = first.link(&house, account, previous, claim);
    let before: Value = first.post_link(&house, &statement, vec![name.clone()]).await.data();
    let standing = house.standing().await;
    let again: Value = first.post_link(&house, &statement, vec![name.clone()]).await.data();
    assert_eq!(again, before);
    let house = house.restart().await;
    let later: Value = first.post_link(&house, &statement, vec![name]).await.data();
    assert_eq!(later, before);
    assert_eq!(house.standing().await, standing);
}

/// What a liar changes, and what the door says.
#[tokio::test]
async fn statements_that_are_no_next_link() {
    let house = House::open().await;
    let (mut owner, device, mut stranger) = (Browser::new(1), Browser::new(2), Browser::new(3));
    let account = owner.log_in(&house).await;
    let theirs = stranger.log_in(&house).await;
    let first = owner.head(&house).await;
    let words = Browser::new(9).public();
    let claim = Claim::SetRecovery { keys: vec![words] };
    owner.claim(&house, account, claim).await.data::<Value>();
    let head = owner.head(&house).await;
    let standing = house.standing().await;
    let name = text("Phone");
    let add = |key: PublicKey, consent: Signed| Claim::AddKey { key, name: name.reference(), consent };
    let good = owner.link(&house, account, head, add(device.public(), device.consent(&house, account)));
    let with = |claim: Claim| Statement { claim, ..good.clone() };
    let consent = Consent { account, server: house.store.server_key(), made_at: NOW };
    let wrongly = |consent: &Consent, purpose, key: &SigningKey| Signed::sign(purpose, consent, key);
    let elsewhere = Consent { server: PublicKey([8; 32]), ..consent.clone() };
    let refused = [
        ("an old head", Statement { previous: Some(first), ..good.clone() }, "CONFLICT"),
        ("an unknown head", Statement { previous: Some(Hash([5; 32])), ..good.clone() }, "CONFLICT"),
        ("no head", Statement { previous: None, ..good.clone() }, "CONFLICT"),
        (
            "an unknown account",
            Statement { account: Some(AccountId([5; 32])), ..good.clone() },
            "ACCOUNT_UNKNOWN",
        ),
        ("another account", Statement { account: Some(theirs), ..good.clone() }, "CONFLICT"),
        ("another server", Statement { server: PublicKey([8; 32]), ..good.clone() }, "SERVER_MISMATCH"),
        (
            "another address",
            Statement { origin: "https://evil.example".into(), ..good.clone() },
            "SERVER_MISMATCH",
        ),
        ("unasked", with(add(device.public(), stranger.consent(&house, account))), "STATEMENT_REFUSED"),
        ("asked elsewhere", with(add(device.public(), device.consent(&house, theirs))), "STATEMENT_REFUSED"),
        (
            "asked on another server",
            with(add(device.public(), wrongly(&elsewhere, Purpose::Consent, &device.key))),
            "STATEMENT_REFUSED",
        ),
        (
            "asked as a login",
            with(add(device.public(), wrongly(&consent, Purpose::Login, &device.key))),
            "SIGNATURE_WRONG",
        ),
        ("known", with(add(owner.public(), owner.consent(&house, account))), "STATEMENT_REFUSED"),
        ("unknown", with(Claim::RevokeKey { key: device.public() }), "STATEMENT_REFUSED"),
        ("a weak way back", with(Claim::SetRecovery { keys: vec![fits_all().0] }), "WEAK_KEY"),
        ("one way back twice", with(Claim::SetRecovery { keys: vec![words; 2] }), "STATEMENT_REFUSED"),
        ("nothing to undo", with(Claim::Undo { to: Hash([1; 32]), away: Vec::new() }), "STATEMENT_REFUSED"),
        ("an undo of a device", with(Claim::Undo { to: first, away: Vec::new() }), "STATEMENT_REFUSED"),
    ];
    for (what, statement, code) in refused {
        let texts = if statement.claim.text().is_some() { vec![name.clone()] } else { Vec::new() };
        let reply = owner.post_link(&house, &statement, texts).await;
        assert_eq!(reply.code(), code, "{what}: {}", reply.text());
    }
    assert_eq!(stranger.post_link(&house, &good, vec![name.clone()]).await.code(), "STATEMENT_REFUSED");
    for (what, texts) in [("no name", vec![]), ("another name", vec![text("Phone")])] {
        assert_eq!(owner.post_link(&house, &good, texts).await.code(), "TEXT_REFUSED", "{what}");
    }
    let long = text(&"x".repeat(500));
    let claim = Claim::NameKey { key: owner.public(), name: long.reference() };
    assert_eq!(owner.post_link(&house, &with(claim), vec![long]).await.code(), "TEXT_REFUSED");
    assert_eq!(house.standing().await, standing);
    owner.post_link(&house, &good, vec![name]).await.data::<Value>();
}

/// Truths that were bent: every one of them is refused, and the account stays as it was.
#[tokio::test]
async fn statements_that_were_touched() {
    let house = House::open_with(|it| (it.rate_logins, it.rate_account) = (0, 0)).await;
    let (mut owner, device) = (Browser::new(1), Browser::new(2));
    let account = owner.log_in(&house).await;
    let head = owner.head(&house).await;
    let name = text("Phone");
    let consent = device.consent(&house, account);
    let claim = Claim::AddKey { key: device.public(), name: name.reference(), consent };
    let statement = owner.link(&house, account, head, claim);
    let good = Signed::sign(Purpose::Account, &statement, &owner.key);
    let standing = house.standing().await;
    let post = |signed: Signed| StatementPost { signed, texts: vec![name.clone()] };
    let mut tried = 0;
    for at in (0..good.bytes.len()).step_by(3) {
        let (mut bent, mut cut) = (good.clone(), good.clone());
        bent.bytes[at] ^= 1 << (at % 8);
        cut.bytes.truncate(at);
        for signed in [bent, cut] {
            assert_eq!(owner.post(&house, PATH, &post(signed)).await.code(), "SIGNATURE_WRONG", "{at}");
            tried += 1;
        }
    }
    for at in 0..64 {
        let mut bent = good.clone();
        bent.signature.0[at] ^= 1 << (at % 8);
        assert_eq!(owner.post(&house, PATH, &post(bent)).await.code(), "SIGNATURE_WRONG", "{at}");
    }
    let mut respelled = good.clone();
    malleable(&mut respelled);
    let (weak, fits) = fits_all();
    for (signed, code) in [
        (respelled, "SIGNATURE_WRONG"),
        (Signed { key: device.public(), ..good.clone() }, "SIGNATURE_WRONG"),
        (Signed { key: weak, signature: fits, ..good.clone() }, "WEAK_KEY"),
        (Signed::sign(Purpose::Command, &statement, &owner.key), "SIGNATURE_WRONG"),
        (Signed::sign(Purpose::Consent, &statement, &owner.key), "SIGNATURE_WRONG"),
        (Signed::sign(Purpose::Account, &json!({ "claim": "mine" }), &owner.key), "MALFORMED"),
    ] {
        assert_eq!(owner.post(&house, PATH, &post(signed)).await.code(), code);
    }
    assert!(tried > 200);
    assert_eq!(house.standing().await, standing);
    owner.post(&house, PATH, &post(good)).await.data::<Value>();
}

/// Two devices at once: one link is the next, the other is told to look again.
#[tokio::test]
async fn many_at_once_are_one_chain() {
    let house = House::open().await;
    let mut owner = Browser::new(1);
    let account = owner.log_in(&house).await;
    let head = owner.head(&house).await;
    let posts: Vec<_> = (10..20)
        .map(|seed| {
            let claim = Claim::SetRecovery { keys: vec![Browser::new(seed).public()] };
            let statement = owner.link(&house, account, head, claim);
            let signed = Signed::sign(Purpose::Account, &statement, &owner.key);
            owner.posting(PATH, &StatementPost { signed, texts: Vec::new() })
        })
        .collect();
    let replies = futures::future::join_all(posts.into_iter().map(|it| house.ask(it))).await;
    let taken = replies.iter().filter(|it| it.status.is_success()).count();
    assert_eq!(taken, 1);
    assert!(replies.iter().filter(|it| !it.status.is_success()).all(|it| it.code() == "CONFLICT"));
    assert_eq!(owner.account(&house).await.links.len(), 2);
    house.standing().await;
}

#[tokio::test]
async fn a_hostile_change_is_undone_by_the_words() {
    let house = House::open().await;
    let (mut owner, mut thief, mut words) = (Browser::new(1), Browser::new(2), Browser::new(9));
    let account = owner.log_in(&house).await;
    let claim = Claim::SetRecovery { keys: vec![words.public()] };
    owner.claim(&house, account, claim).await.data::<Value>();
    owner.take_in(&house, account, &mut thief).await;
    let before = {
        let chain = owner.account(&house).await.chain().unwrap();
        chain.statements().nth(1).unwrap().0
    };
    thief.revoke(&house, account, owner.public()).await;
    let claim = Claim::SetRecovery { keys: vec![Browser::new(66).public()] };
    thief.claim(&house, account, claim).await.data::<Value>();
    assert_eq!(owner.get(&house, "/api/v1/account").await.code(), "SESSION_MISSING");

    let head = thief.head(&house).await;
    let undo = words.link(&house, account, head, Claim::Undo { to: before, away: Vec::new() });
    words.post_link(&house, &undo, Vec::new()).await.data::<Value>();
    assert_eq!(thief.get(&house, "/api/v1/account").await.code(), "SESSION_MISSING");
    assert_eq!(thief.come_back(&house, account, true).await.code(), "KEY_UNKNOWN");
    owner.come_back(&house, account, false).await.data::<SessionView>();
    let keys = owner.account(&house).await.chain().unwrap().keys().clone();
    assert_eq!(keys.recovery, [words.public()]);
    assert!(keys.is_active(owner.public()) && !keys.is_active(thief.public()));
}

async fn recover(house: &House, browser: &mut Browser, change: impl FnOnce(&mut Recover)) -> Reply {
    let challenge = browser.challenge(house).await;
    let mut recover = Recover {
        nonce: challenge.nonce,
        server: challenge.server,
        origin: browser.origin.to_string(),
        made_at: NOW,
    };
    change(&mut recover);
    let signed = Signed::sign(Purpose::Recover, &recover, &browser.key);
    browser.post(house, "/api/v1/account/recover", &RecoverPost { signed }).await
}

#[tokio::test]
async fn back_in_with_the_words_alone() {
    let house = House::open().await;
    let (mut owner, mut words) = (Browser::new(1), Browser::new(9));
    let account = owner.log_in(&house).await;
    assert_eq!(recover(&house, &mut words, |_| {}).await.code(), "RECOVERY_UNKNOWN");
    let claim = Claim::SetRecovery { keys: vec![words.public()] };
    owner.claim(&house, account, claim).await.data::<Value>();
    let standing = house.standing().await;
    let found: Recovered = recover(&house, &mut words, |_| {}).await.data();
    let chain = found.chain().unwrap();
    assert_eq!((found.account, chain.id()), (account, account));
    assert_eq!(house.standing().await, standing, "to look costs no write");
    assert_eq!(
        recover(&house, &mut owner, |_| {}).await.code(),
        "RECOVERY_UNKNOWN",
        "a device is no way back"
    );

    // The empty browser is taken in by the words, and comes in with its own key.
    let mut fresh = Browser::new(5);
    let (key, name) = (fresh.public(), text("A new one"));
    let consent = fresh.consent(&house, account);
    let claim = Claim::AddKey { key, name: name.reference(), consent };
    let statement = words.link(&house, account, chain.head(), claim);
    words.post_link(&house, &statement, vec![name]).await.data::<Value>();
    fresh.come_back(&house, account, false).await.data::<SessionView>();
    assert_eq!(fresh.account(&house).await.account, account);
    assert_eq!(words.come_back(&house, account, false).await.code(), "KEY_UNKNOWN", "words are no device");
}

#[tokio::test]
async fn no_way_back_for_liars() {
    let house = House::open().await;
    let (mut owner, mut words) = (Browser::new(1), Browser::new(9));
    let account = owner.log_in(&house).await;
    let claim = Claim::SetRecovery { keys: vec![words.public()] };
    owner.claim(&house, account, claim).await.data::<Value>();
    let server = PublicKey([8; 32]);
    assert_eq!(recover(&house, &mut words, |it| it.server = server).await.code(), "SERVER_MISMATCH");
    let reply = recover(&house, &mut words, |it| it.origin = "https://evil.example".into()).await;
    assert_eq!(reply.code(), "SERVER_MISMATCH");
    assert_eq!(recover(&house, &mut words, |it| it.nonce.clear()).await.code(), "NONCE_WRONG");
    let mut elsewhere = Browser::new(4);
    let stolen = elsewhere.challenge(&house).await.nonce;
    assert_eq!(recover(&house, &mut words, |it| it.nonce = stolen).await.code(), "NONCE_WRONG");

    let challenge = words.challenge(&house).await;
    let truth = Recover {
        nonce: challenge.nonce.clone(),
        server: challenge.server,
        origin: words.origin.to_string(),
        made_at: NOW,
    };
    let good = Signed::sign(Purpose::Recover, &truth, &words.key);
    let login = Signed::sign(Purpose::Login, &words.login(account, &challenge), &words.key);
    let (weak, fits) = fits_all();
    for (signed, code) in [
        (login, "SIGNATURE_WRONG"),
        (Signed::sign(Purpose::Login, &truth, &words.key), "SIGNATURE_WRONG"),
        (Signed { key: owner.public(), ..good.clone() }, "SIGNATURE_WRONG"),
        (Signed { key: weak, signature: fits, ..good.clone() }, "WEAK_KEY"),
        (Signed::sign(Purpose::Recover, &json!({}), &words.key), "MALFORMED"),
    ] {
        let reply = words.post(&house, "/api/v1/account/recover", &RecoverPost { signed }).await;
        assert_eq!(reply.code(), code);
    }
    // What one browser signed is nothing in another, nor later.
    let post = RecoverPost { signed: good };
    assert_eq!(elsewhere.post(&house, "/api/v1/account/recover", &post).await.code(), "NONCE_WRONG");
    words.post(&house, "/api/v1/account/recover", &post).await.data::<Recovered>();
    house.clock.advance(NONCE_MILLIS);
    assert_eq!(words.post(&house, "/api/v1/account/recover", &post).await.code(), "NONCE_EXPIRED");
    // A login with what was signed to recover: no.
    assert_eq!(words.verify(&house, &post.signed).await.code(), "SIGNATURE_WRONG");
}

#[tokio::test]
async fn a_chain_that_was_read_is_checked_by_whoever_reads_it() {
    let house = House::open().await;
    let mut owner = Browser::new(1);
    owner.log_in(&house).await;
    let view = owner.account(&house).await;
    let with = |change: fn(&mut AccountView)| {
        let mut view = view.clone();
        change(&mut view);
        view.chain()
    };
    assert!(with(|_| {}).is_ok());
    assert!(with(|it| it.links.clear()).is_err());
    assert!(with(|it| it.account = AccountId([1; 32])).is_err());
    assert!(with(|it| it.links[0].signed.bytes[30] ^= 1).is_err());
}
