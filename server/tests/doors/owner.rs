//! The owner's doors: who becomes it, who sees, who acts, and who is shut out.

use std::time::{Duration, Instant};

use http::StatusCode;
use rules::AccountId;
use serde_json::{Value, json};
use store::reset_ownership;
use wire::{
    Purpose, SessionView, Signed, encoding,
    limit::NONCE_MILLIS,
    owner::{AuditView, Deed, DeedPost, OwnerDeed, PeopleView},
    socket::Closing,
};

use crate::house::{Browser, House, NOW, Reply, random};

const LOCKS: &str = "/api/v1/owner/locks";
const UNLOCKS: &str = "/api/v1/owner/unlocks";
const PEOPLE: &str = "/api/v1/owner/people";
const AUDIT: &str = "/api/v1/owner/audit";

/// A token as the log has it, offered as a start does.
async fn offered(house: &House) -> String {
    let token = random::<32>();
    assert!(house.store.offer_ownership(store::hash(&token), NOW).await.unwrap());
    encoding::encode(&token)
}

async fn claim(browser: &mut Browser, house: &House, token: &str) -> Reply {
    browser.post(house, "/api/v1/owner/claim", &json!({ "token": token })).await
}

/// A browser that owns the house, and its account.
pub(crate) async fn owning(house: &House) -> (Browser, AccountId) {
    let mut owner = Browser::new(1);
    let account = owner.log_in(house).await;
    let token = offered(house).await;
    claim(&mut owner, house, &token).await.data::<Value>();
    (owner, account)
}

async fn said(browser: &mut Browser, house: &House, account: AccountId, deed: Deed) -> OwnerDeed {
    let challenge = browser.challenge(house).await;
    let (nonce, server, origin) = (challenge.nonce, challenge.server, browser.origin.to_string());
    OwnerDeed { nonce, server, origin, account, made_at: NOW, deed }
}

fn sign(browser: &Browser, deed: &OwnerDeed) -> DeedPost {
    DeedPost { signed: Signed::sign(Purpose::Owner, deed, &browser.key) }
}

pub(crate) async fn lock(owner: &mut Browser, house: &House, account: AccountId, whom: AccountId) -> Reply {
    let deed = said(owner, house, account, Deed::Lock { account: whom, why: "Spam".into() }).await;
    owner.post(house, LOCKS, &sign(owner, &deed)).await
}

#[tokio::test]
async fn whoever_was_told_the_address_becomes_the_owner() {
    let house = House::open().await;
    let token = offered(&house).await;
    let (mut wren, mut raven) = (Browser::new(1), Browser::new(2));
    assert_eq!(claim(&mut wren, &house, &token).await.code(), "SESSION_MISSING");
    let account = wren.log_in(&house).await;
    raven.log_in(&house).await;
    for wrong in ["", "x", &encoding::encode(&[9; 32]), &token[1..], &format!("{token}=")] {
        assert_eq!(claim(&mut wren, &house, wrong).await.code(), "OWNER_ADDRESS_ENDED", "{wrong}");
    }
    assert_eq!(wren.get(&house, PEOPLE).await.code(), "OWNER_ONLY");
    claim(&mut wren, &house, &token).await.data::<Value>();
    assert_eq!(claim(&mut raven, &house, &token).await.code(), "OWNER_ADDRESS_ENDED");
    let people: PeopleView = wren.get(&house, PEOPLE).await.data();
    let owners: Vec<_> = people.people.iter().filter(|it| it.owner).map(|it| it.account).collect();
    assert_eq!(owners, [account]);
    let log: AuditView = wren.get(&house, AUDIT).await.data();
    assert_eq!(log.rows.iter().map(|it| &*it.deed).collect::<Vec<_>>(), ["claimed.v1"]);
}

/// Pages show the way to the desk by it, from their first byte.
#[tokio::test]
async fn a_session_says_whether_it_is_the_owners() {
    const SESSION: &str = "/api/v1/auth/session";
    const DOOR: &str = r#"<a href="/owner""#;
    let house = House::open().await;
    let (mut owner, mut guest) = (Browser::new(1), Browser::new(2));
    owner.log_in(&house).await;
    guest.log_in(&house).await;
    assert!(!owner.get(&house, SESSION).await.data::<SessionView>().owner, "not yet");
    assert!(!owner.get(&house, "/about").await.text().contains(DOOR));
    let token = offered(&house).await;
    claim(&mut owner, &house, &token).await.data::<Value>();
    assert!(owner.get(&house, SESSION).await.data::<SessionView>().owner);
    assert!(owner.get(&house, "/about").await.text().contains(DOOR));
    assert!(!guest.get(&house, SESSION).await.data::<SessionView>().owner);
    assert!(!guest.get(&house, "/about").await.text().contains(DOOR));
    // The machine takes the role back, and the next answer knows it.
    let database = store::Database::Sqlite(house.folder.path().join("world.db"));
    reset_ownership(&database, store::hash(b"token"), NOW, NOW).await.unwrap();
    assert!(!owner.get(&house, SESSION).await.data::<SessionView>().owner);
}

#[tokio::test]
async fn of_two_claims_at_once_one_is_taken() {
    let house = House::open().await;
    let token = offered(&house).await;
    let mut browsers: Vec<_> = (1..=6).map(Browser::new).collect();
    for browser in &mut browsers {
        browser.log_in(&house).await;
    }
    let answers = futures::future::join_all(browsers.iter_mut().map(|it| claim(it, &house, &token))).await;
    let taken = answers.iter().filter(|it| it.status == StatusCode::OK).count();
    assert_eq!(taken, 1);
    for lost in answers.iter().filter(|it| it.status != StatusCode::OK) {
        assert_eq!(lost.code(), "OWNER_ADDRESS_ENDED");
    }
}

#[tokio::test]
async fn strangers_and_guests_are_shown_nothing() {
    let house = House::open().await;
    let (mut owner, account) = owning(&house).await;
    let (mut stranger, mut guest) = (Browser::new(2), Browser::new(3));
    let theirs = guest.log_in(&house).await;
    for path in [PEOPLE, AUDIT] {
        assert_eq!(stranger.get(&house, path).await.code(), "SESSION_MISSING");
        assert_eq!(guest.get(&house, path).await.code(), "OWNER_ONLY");
    }
    for (path, deed) in
        [(LOCKS, Deed::Lock { account, why: "Mutiny".into() }), (UNLOCKS, Deed::Unlock { account })]
    {
        let deed_said = said(&mut stranger, &house, account, deed.clone()).await;
        let post = sign(&stranger, &deed_said);
        assert_eq!(stranger.post(&house, path, &post).await.code(), "SESSION_MISSING");
        let deed_said = said(&mut guest, &house, theirs, deed.clone()).await;
        let post = sign(&guest, &deed_said);
        assert_eq!(guest.post(&house, path, &post).await.code(), "OWNER_ONLY");
    }
    let page = owner.get(&house, "/fn/owner").await.text();
    assert!(page.contains(&theirs.to_string()), "{page}");
    assert!(owner.get(&house, "/owner").await.text().contains(&theirs.to_string()));
    for path in ["/fn/owner", "/owner"] {
        assert!(!guest.get(&house, path).await.text().contains(&account.to_string()), "{path}");
        assert!(!stranger.get(&house, path).await.text().contains(&account.to_string()), "{path}");
    }
}

#[tokio::test]
async fn who_is_locked_out_reads_why_and_comes_back_when_let_in() {
    let house = House::open().await;
    let (mut owner, account) = owning(&house).await;
    let mut guest = Browser::new(3);
    let theirs = guest.log_in(&house).await;
    guest.create(&house, theirs, "Raven").await;
    lock(&mut owner, &house, account, theirs).await.data::<Value>();
    assert_eq!(guest.get(&house, "/api/v1/characters").await.code(), "SESSION_MISSING");
    let turned_away = guest.come_back(&house, theirs, false).await;
    assert_eq!(turned_away.code(), "ACCOUNT_LOCKED");
    assert!(turned_away.text().contains("The reason they gave: “Spam”."), "{}", turned_away.text());
    let post = guest.creation(&house, theirs, rules::StreamId(random()), "Rook");
    assert_eq!(guest.post(&house, "/api/v1/commands", &post).await.code(), "ACCOUNT_LOCKED");
    let house = house.restart().await;
    assert_eq!(guest.come_back(&house, theirs, true).await.code(), "ACCOUNT_LOCKED");
    let people: PeopleView = owner.get(&house, PEOPLE).await.data();
    let locked: Vec<_> = people.people.iter().filter(|it| it.lock.is_some()).map(|it| it.account).collect();
    assert_eq!(locked, [theirs]);

    let unlock = said(&mut owner, &house, account, Deed::Unlock { account: theirs }).await;
    owner.post(&house, UNLOCKS, &sign(&owner, &unlock)).await.data::<Value>();
    assert_eq!(guest.come_back(&house, theirs, true).await.data::<SessionView>().account, theirs);
    let log: AuditView = owner.get(&house, AUDIT).await.data();
    let deeds: Vec<_> = log.rows.iter().map(|it| (&*it.deed, it.account)).collect();
    let told = [("unlocked.v1", theirs), ("locked.v1", theirs), ("claimed.v1", account)];
    assert_eq!(deeds, told.map(|(deed, whom)| (deed, Some(whom))));
    let own = lock(&mut owner, &house, account, account).await;
    assert_eq!(own.code(), "CONFLICT", "nobody locks himself out");
    owner.get(&house, PEOPLE).await.data::<PeopleView>();
}

#[tokio::test]
async fn deeds_are_signed_once_for_one_browser_and_one_door() {
    let house = House::open().await;
    let (mut owner, account) = owning(&house).await;
    let mut guest = Browser::new(3);
    let theirs = guest.log_in(&house).await;
    let lock = Deed::Lock { account: theirs, why: "Spam".into() };
    let good = said(&mut owner, &house, account, lock.clone()).await;
    let with = |change: fn(&mut OwnerDeed)| {
        let mut deed = good.clone();
        change(&mut deed);
        deed
    };
    let standing = house.standing().await;
    for (what, deed, code) in [
        ("another server", with(|it| it.server = wire::PublicKey([8; 32])), "SERVER_MISMATCH"),
        ("another address", with(|it| it.origin = "https://evil.example".into()), "SERVER_MISMATCH"),
        ("no nonce", with(|it| it.nonce = String::new()), "NONCE_WRONG"),
        ("another account", with(|it| it.account = AccountId([5; 32])), "KEY_UNKNOWN"),
        (
            "no reason",
            with(|it| it.deed = Deed::Lock { account: AccountId([1; 32]), why: " ".into() }),
            "MALFORMED",
        ),
        ("the other door", with(|it| it.deed = Deed::Unlock { account: AccountId([1; 32]) }), "MALFORMED"),
    ] {
        assert_eq!(owner.post(&house, LOCKS, &sign(&owner, &deed)).await.code(), code, "{what}");
    }
    let by_guest = sign(&guest, &good);
    assert_eq!(owner.post(&house, LOCKS, &by_guest).await.code(), "KEY_UNKNOWN");
    let as_login = DeedPost { signed: Signed::sign(Purpose::Login, &good, &owner.key) };
    assert_eq!(owner.post(&house, LOCKS, &as_login).await.code(), "SIGNATURE_WRONG");
    let mut bent = sign(&owner, &good);
    bent.signed.bytes[3] ^= 1;
    assert_eq!(owner.post(&house, LOCKS, &bent).await.code(), "SIGNATURE_WRONG");
    // In another browser the same nonce means nothing, even with the cookie of the session.
    let mut thief = Browser { cookies: owner.cookies.clone(), ..Browser::new(1) };
    thief.cookies.remove("__Host-farlantern_browser");
    assert_eq!(thief.post(&house, LOCKS, &sign(&owner, &good)).await.code(), "NONCE_WRONG");
    assert_eq!(house.standing().await, standing);
    guest.get(&house, "/api/v1/characters").await.data::<Value>();

    owner.post(&house, LOCKS, &sign(&owner, &good)).await.data::<Value>();
    assert_eq!(owner.post(&house, LOCKS, &sign(&owner, &good)).await.code(), "NONCE_REUSED");
    let late = said(&mut owner, &house, account, Deed::Unlock { account: theirs }).await;
    house.clock.advance(NONCE_MILLIS);
    assert_eq!(owner.post(&house, UNLOCKS, &sign(&owner, &late)).await.code(), "NONCE_EXPIRED");
    let log: AuditView = owner.get(&house, AUDIT).await.data();
    assert_eq!(log.rows.len(), 2, "what was refused leaves no trace");
}

#[tokio::test]
async fn the_machine_takes_the_role_back_at_once() {
    let house = House::open().await;
    let (mut owner, _) = owning(&house).await;
    owner.get(&house, PEOPLE).await.data::<PeopleView>();
    let database = store::Database::Sqlite(house.folder.path().join("world.db"));
    let token = random::<32>();
    let until = wire::Millis(NOW.0 + 3_600_000);
    reset_ownership(&database, store::hash(&token), until, NOW).await.unwrap();
    assert_eq!(owner.get(&house, PEOPLE).await.code(), "OWNER_ONLY");
    let mut heir = Browser::new(4);
    heir.log_in(&house).await;
    claim(&mut heir, &house, &encoding::encode(&token)).await.data::<Value>();
    let log: AuditView = heir.get(&house, AUDIT).await.data();
    assert_eq!(
        log.rows.iter().map(|it| &*it.deed).collect::<Vec<_>>(),
        ["claimed.v1", "reset.v1", "claimed.v1"]
    );
}

#[tokio::test]
async fn lists_are_asked_by_page_and_by_nothing_else() {
    let house = House::open().await;
    let (mut owner, _) = owning(&house).await;
    for path in ["?after=x", "?before=1", "?after=1&after=2"] {
        let reply = owner.get(&house, &[PEOPLE, path].concat()).await;
        assert_eq!(reply.code(), "MALFORMED", "{path}");
    }
    let nobody: PeopleView = owner.get(&house, &[PEOPLE, "?after=999"].concat()).await.data();
    assert!(nobody.people.is_empty());
    let nothing: AuditView = owner.get(&house, &[AUDIT, "?before=1"].concat()).await.data();
    assert!(nothing.rows.is_empty());
}

/// A tab of theirs is cut off at once, and no new one opens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sockets_end_with_the_lock() {
    let house = House::open().await;
    let (mut owner, account) = owning(&house).await;
    let mut guest = Browser::new(3);
    let theirs = guest.log_in(&house).await;
    let quay = house.listen().await;
    let (mut mine, _) = quay.tab(&house, &owner, account, None).await;
    let (mut tab, _) = quay.tab(&house, &guest, theirs, None).await;
    assert!(tab.lives().await);
    let asked = Instant::now();
    lock(&mut owner, &house, account, theirs).await.data::<Value>();
    assert_eq!(tab.closing().await, Some(Closing::SessionEnded));
    assert!(asked.elapsed() < Duration::from_secs(1), "{:?}", asked.elapsed());
    assert!(quay.knock(&guest, |_| {}).await.is_err());
    assert!(mine.lives().await, "the owner's own stays");
}
