//! The account's own view of its devices is checked, kept, and changed by signed statements.

use client::{Trouble, devices, identity};
use ed25519_dalek::SigningKey;
use js_sys::{Object, Reflect};
use rules::AccountId;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Claim, PublicKey, error, pairing::Asked};

use super::harbour::{ACCOUNT, Harbour, Mishap, STATEMENTS, first_visit, public};

pub(crate) fn another() -> SigningKey {
    SigningKey::from_bytes(&[21; 32])
}

pub(crate) fn wordly() -> SigningKey {
    // The key of the words that stand for zeros; see the tests of recovery.
    SigningKey::from_bytes(&seed_of_zeros())
}

/// SHA-256 of the purpose tag and 32 zeros.
fn seed_of_zeros() -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::new_with_prefix(b"farlantern/v1/recovery/words\0").chain_update([0; 32]).finalize().into()
}

pub(crate) fn words_of_zeros() -> String {
    ["abandon "; 23].concat() + "art"
}

/// A browser with an account, to which another device belongs too.
pub(crate) async fn two_devices() -> (Harbour, AccountId) {
    let harbour = first_visit().await;
    let account = identity::log_in(true).await.unwrap().account;
    let asked = Asked {
        consent: harbour.consent_elsewhere(&another(), account),
        name: "Phone".into(),
        mark: rules::Hash([0; 32]),
    };
    let claim = add(&asked);
    // Signed by this browser itself, through its own door.
    harbour.add_here(account, claim).await;
    (harbour, account)
}

fn add(asked: &Asked) -> Claim {
    let name = rules::TextRef { id: rules::TextId([5; 16]), hash: rules::Hash([6; 32]) };
    Claim::AddKey { key: asked.consent.key, name, consent: asked.consent.clone() }
}

fn active(harbour: &Harbour, account: AccountId) -> Vec<PublicKey> {
    harbour.held(account).chain.keys().active().map(|it| it.key).collect()
}

#[wasm_bindgen_test]
async fn the_account_is_checked_and_kept() {
    let (harbour, account) = two_devices().await;
    let me = identity::me().await.unwrap();
    assert_eq!(devices::kept().await, None);
    let view = devices::account().await.unwrap();
    assert_eq!((view.account, view.key), (account, me.key));
    let keys: Vec<_> = view.chain().unwrap().keys().active().map(|it| it.key).collect();
    assert_eq!(keys, [me.key, public(&another())]);
    harbour.next(ACCOUNT, Mishap::Unreachable);
    assert_eq!(devices::account().await, Err(Trouble::Offline));
    assert_eq!(devices::kept().await, Some(view));
}

#[wasm_bindgen_test]
async fn a_chain_that_does_not_hold_is_not_believed() {
    let (harbour, account) = two_devices().await;
    let stranger = SigningKey::from_bytes(&[66; 32]);
    let others = harbour.open_elsewhere(&stranger);
    let good = harbour.held(account);
    let forged: [fn(&mut super::harbour::Held, &super::harbour::Held); 4] = [
        |it, _| it.links.clear(),
        |it, _| _ = it.links.remove(0),
        |it, _| it.links[1].signed.bytes[40] ^= 1,
        |it, others| it.links = others.links.clone(),
    ];
    for forge in forged {
        let mut bad = good.clone();
        forge(&mut bad, &harbour.held(others));
        harbour.hold(account, bad);
        assert!(matches!(devices::account().await, Err(Trouble::Unreadable(_))));
        // Nor is anything signed on top of it.
        assert!(matches!(devices::revoke(public(&another())).await, Err(Trouble::Unreadable(_))));
    }
    assert_eq!(devices::kept().await, None);
    harbour.hold(account, good);
    devices::account().await.unwrap();
}

#[wasm_bindgen_test]
async fn a_device_gets_a_name_that_only_the_account_can_read() {
    let (harbour, account) = two_devices().await;
    let me = identity::me().await.unwrap();
    devices::name(me.key, "  Desk by the window ").await.unwrap();
    let view = devices::account().await.unwrap();
    let chain = view.chain().unwrap();
    let mine = chain.keys().active().find(|it| it.key == me.key).unwrap();
    assert_eq!(view.name(mine), Some("Desk by the window"));
    let links = harbour.held(account).links;
    let signed = &links.last().unwrap().signed;
    assert!(!String::from_utf8_lossy(&signed.bytes).contains("Desk"));
    for nameless in ["", "  ", "...", &"x".repeat(100), "Wr\u{202e}en"] {
        assert!(matches!(devices::name(me.key, nameless).await, Err(Trouble::Unfit(_))), "{nameless:?}");
    }
}

#[wasm_bindgen_test]
async fn a_device_is_turned_away_for_good() {
    let (harbour, account) = two_devices().await;
    devices::revoke(public(&another())).await.unwrap();
    assert_eq!(active(&harbour, account), [identity::me().await.unwrap().key]);
    // Once more, as after a lost answer, and what cannot be: nothing is sent.
    let sent = harbour.seen(STATEMENTS).len();
    devices::revoke(public(&another())).await.unwrap();
    let stranger = devices::revoke(PublicKey([9; 32])).await.unwrap_err();
    assert_eq!(stranger.to_string(), "This key does not belong to the account.");
    let last = devices::revoke(identity::me().await.unwrap().key).await.unwrap_err();
    assert!(last.to_string().contains("last device"), "{last}");
    assert_eq!(harbour.seen(STATEMENTS).len(), sent);
}

#[wasm_bindgen_test]
async fn who_was_quicker_is_looked_at_again() {
    let (harbour, account) = two_devices().await;
    harbour.next(STATEMENTS, Mishap::Door(error::CONFLICT));
    devices::revoke(public(&another())).await.unwrap();
    assert_eq!(active(&harbour, account).len(), 1);
    // Once, not for ever.
    harbour.next(STATEMENTS, Mishap::Door(error::CONFLICT));
    harbour.next(STATEMENTS, Mishap::Door(error::CONFLICT));
    let me = identity::me().await.unwrap().key;
    assert_eq!(devices::name(me, "Wren").await.unwrap_err().code(), "CONFLICT");
}

#[wasm_bindgen_test]
async fn words_undo_what_a_thief_has_done() {
    let (harbour, account) = two_devices().await;
    let (thief, file) = (another(), SigningKey::from_bytes(&[31; 32]));
    let words = public(&wordly());
    harbour.say_elsewhere(&thief, account, Claim::SetRecovery { keys: vec![words, public(&file)] });
    let good = harbour.held(account).chain.head();
    let stolen = SigningKey::from_bytes(&[41; 32]);
    harbour.say_elsewhere(&thief, account, Claim::SetRecovery { keys: vec![public(&stolen)] });
    let undoable: Vec<_> = {
        let view = devices::account().await.unwrap();
        view.chain().unwrap().undoable(words, view.now).collect()
    };
    assert!(undoable.contains(&good));
    assert!(matches!(devices::undo("abandon ship", good, Vec::new()).await, Err(Trouble::Unfit(_))));
    let doers = devices::doers(&harbour.held(account).chain, good);
    assert_eq!(doers, [public(&thief)]);
    devices::undo(&words_of_zeros(), good, doers).await.unwrap();
    assert_eq!(harbour.held(account).chain.keys().recovery, [words, public(&file)]);
    assert_eq!(active(&harbour, account), [identity::me().await.unwrap().key]);
}

#[wasm_bindgen_test]
async fn a_browser_says_what_it_is() {
    let agents = [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
            "Safari on Mac",
        ),
        ("Lynx/2.9", "A browser"),
        ("", "A browser"),
    ];
    first_visit().await;
    let navigator = web_sys::window().unwrap().navigator();
    for (agent, name) in agents {
        let say = Object::new();
        Reflect::set(&say, &"value".into(), &agent.into()).unwrap();
        Reflect::set(&say, &"configurable".into(), &true.into()).unwrap();
        Object::define_property(&navigator, &"userAgent".into(), &say);
        assert_eq!(devices::own_name(), name);
    }
    first_visit().await;
    assert!(devices::own_name().ends_with(" on Linux"), "{}", devices::own_name());
}
