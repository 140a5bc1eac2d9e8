//! Back in by words or by a file, on a browser that knows nothing.

use client::{
    Me, Trouble,
    identity::{self, Came},
    place,
    recovery::{self, Words},
};
use ed25519_dalek::SigningKey;
use rules::{AccountId, Hash};
use sha2::Digest;
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Claim, PublicKey, error, pairing::Asked};

use super::{
    devices::{another, wordly, words_of_zeros},
    harbour::{Harbour, Mishap, RECOVER, STATEMENTS, first_visit, new_tab, on_an_insecure_address, public},
};

const FILE: &str = include_str!("../golden/key_file_v1.json");
/// `O` with a diaeresis as two characters: another spelling of what the file was sealed with.
const PASSPHRASE: &str = "ein O\u{308}l-Licht fern";

fn zeros() -> Words {
    Words::parse(&words_of_zeros()).unwrap()
}

fn recovery_keys(harbour: &Harbour, account: AccountId) -> Vec<PublicKey> {
    harbour.held(account).chain.keys().recovery.clone()
}

/// Back in this tab's place.
fn here(came: Result<Came, Trouble>) -> Me {
    match came.unwrap() {
        Came::Here(me) => me,
        Came::Elsewhere(place) => panic!("it came into place {place}"),
    }
}

async fn back_by(words: &Words) -> Me {
    here(recovery::restore(words).await)
}

/// An account on another device, with the words of zeros and a key file.
async fn lost_at_sea() -> (Harbour, AccountId) {
    let harbour = first_visit().await;
    let account = harbour.open_elsewhere(&another());
    let keys = vec![public(&wordly()), public(&SigningKey::from_bytes(&[11; 32]))];
    harbour.say_elsewhere(&another(), account, Claim::SetRecovery { keys });
    (harbour, account)
}

#[wasm_bindgen_test]
fn words_are_those_of_bip_39() {
    let made = Words::make().unwrap().list();
    assert_eq!(made.len(), 24);
    assert_ne!(made, Words::make().unwrap().list());
    assert_eq!(Words::parse(&made.join("\n  ").to_uppercase()).unwrap().list(), made);
    assert_eq!(format!("{:?}", zeros()), "Words");
    // What another makes is read here, until every word of the list has come up.
    let mut number = 0_u32;
    let mut met = std::collections::BTreeSet::new();
    while met.len() < 2_048 {
        number += 1;
        let entropy: [u8; 32] = sha2::Sha256::digest(number.to_le_bytes()).into();
        let theirs = bip39::Mnemonic::from_entropy_in(bip39::Language::English, &entropy).unwrap();
        let line = theirs.words().collect::<Vec<_>>().join(" ");
        assert_eq!(Words::parse(&line).unwrap().list().join(" "), line);
        met.extend(theirs.words());
    }
    // And what is made here is read by another, check digit and all.
    bip39::Mnemonic::parse_in_normalized(bip39::Language::English, &made.join(" ")).unwrap();
}

#[wasm_bindgen_test]
fn what_is_wrong_with_words_is_said() {
    let good = words_of_zeros();
    let says = |text: &str| Words::parse(text).unwrap_err();
    assert_eq!(says(""), "There are 24 words; these are 0.");
    assert_eq!(says(&["zoo "; 23].concat()), "There are 24 words; these are 23.");
    assert_eq!(
        says(&good.replacen("abandon abandon art", "abandon Lantern art", 1)),
        "Word 23, “lantern”, is not in the list."
    );
    assert_eq!(
        says(&good.replacen("abandon", "abandno", 1)),
        "Word 1, “abandno”, is not in the list. Did you mean “abandon”?"
    );
    assert!(says(&good.replacen("art", "zoo", 1)).contains("together they do not fit"));
    assert!(says("öäü").starts_with("Word 1, “öäü”"));
}

#[wasm_bindgen_test]
async fn new_words_replace_old_ones_and_leave_files_be() {
    let harbour = first_visit().await;
    let account = identity::log_in(true).await.unwrap().account;
    let early = recovery::key_file("long enough").await.unwrap_err();
    assert!(early.to_string().contains("words first"), "{early}");
    recovery::set(&zeros()).await.unwrap();
    assert_eq!(recovery_keys(&harbour, account), [public(&wordly())]);

    let short = recovery::key_file("short").await.unwrap_err();
    assert!(matches!(short, Trouble::Unfit(_)));
    let file = recovery::key_file("long enough").await.unwrap();
    let files = recovery_keys(&harbour, account).split_off(1);
    assert_eq!(files.len(), 1);
    assert!(file.contains(&files[0].to_string()) && file.contains(&account.to_string()));

    recovery::set(&Words::make().unwrap()).await.unwrap();
    let keys = recovery_keys(&harbour, account);
    assert!(keys[0] != public(&wordly()) && keys[1..] == files);

    for _ in 0..2 {
        recovery::key_file("long enough").await.unwrap();
    }
    let many = recovery::key_file("long enough").await.unwrap_err();
    assert!(many.to_string().contains("three key files"), "{many}");
    recovery::drop_files().await.unwrap();
    assert_eq!(recovery_keys(&harbour, account), keys[..1]);
}

#[wasm_bindgen_test]
async fn a_wiped_browser_comes_back_by_words() {
    let (harbour, account) = lost_at_sea().await;
    let me = back_by(&zeros()).await;
    assert_eq!((me.account, me.lost, me.logged_out), (Some(account), None, false));
    let held = harbour.held(account);
    let keys: Vec<_> = held.chain.keys().active().map(|it| it.key).collect();
    assert_eq!(keys, [public(&another()), me.key]);
    assert_eq!(held.texts.values().collect::<Vec<_>>(), [&client::devices::own_name()]);
    assert_eq!(identity::log_in(false).await.unwrap().account, account);
    // Once more changes nothing.
    assert_eq!(back_by(&zeros()).await, me);
    assert_eq!(harbour.held(account).links.len(), held.links.len());
}

#[wasm_bindgen_test]
async fn a_wiped_browser_comes_back_by_a_file_of_the_first_shape() {
    let (harbour, account) = lost_at_sea().await;
    let wrong = recovery::restore_file(FILE, "something else").await.unwrap_err();
    assert_eq!(wrong.to_string(), "This passphrase does not open this key file.");
    assert_eq!(harbour.seen(RECOVER).len(), 0);
    let me = here(recovery::restore_file(FILE, PASSPHRASE).await);
    assert_eq!(me.account, Some(account));
}

#[wasm_bindgen_test]
async fn a_file_made_here_opens_elsewhere() {
    let harbour = first_visit().await;
    let account = identity::log_in(true).await.unwrap().account;
    recovery::set(&zeros()).await.unwrap();
    let file = recovery::key_file("far and bright").await.unwrap();
    client::vault::close().await;
    rexie::Rexie::delete("farlantern").await.unwrap();
    harbour.end_session();
    let lost = identity::me().await.unwrap();
    assert!(lost.lost.is_some());
    let me = here(recovery::restore_file(&file, "far and bright").await);
    assert_eq!((me.account, me.key, me.lost), (Some(account), lost.key, None));
}

#[wasm_bindgen_test]
async fn what_is_no_key_file_is_told_before_anything_is_sent() {
    let (harbour, _) = lost_at_sea().await;
    let text = |from: &str, to: &str| {
        assert!(FILE.contains(from), "{from}");
        FILE.replace(from, to)
    };
    let none = [
        String::new(),
        "{}".into(),
        FILE[..200].into(),
        text("farlantern-key", "other-key"),
        text("600000", "4000000000"),
        text("600000", "0"),
        text("DAwMDA", "DA"),
        text("tcuI7u", "tcu"),
        [FILE, &" ".repeat(5_000)].concat(),
    ];
    for (number, text) in none.iter().enumerate() {
        let trouble = recovery::restore_file(text, PASSPHRASE).await.unwrap_err();
        assert!(trouble.to_string().starts_with("This is not a key file"), "{number}: {trouble}");
    }
    let newer = recovery::restore_file(&text("\"v\": 1", "\"v\": 2"), PASSPHRASE).await.unwrap_err();
    assert!(newer.to_string().contains("newer version"), "{newer}");
    // The public half in the open is not what the sealed one makes.
    let other =
        text("Zr5-Myx6RTMyvZ0Kf32wVfXF7xoGraZtmLOftoEMRzo", "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw");
    assert!(recovery::restore_file(&other, PASSPHRASE).await.is_err());
    assert_eq!(harbour.seen(RECOVER).len(), 0);
    on_an_insecure_address();
    let insecure = recovery::restore_file(FILE, PASSPHRASE).await.unwrap_err();
    assert!(insecure.to_string().contains("https"), "{insecure}");
    // The words need no more than the game itself.
    recovery::restore(&zeros()).await.unwrap();
}

#[wasm_bindgen_test]
async fn words_that_nobody_knows_are_told() {
    let (harbour, _) = lost_at_sea().await;
    let trouble = recovery::restore(&Words::make().unwrap()).await.unwrap_err();
    assert_eq!(trouble.code(), error::RECOVERY_UNKNOWN.code);
    // A nonce that went stale is asked for again.
    harbour.next(RECOVER, Mishap::Door(error::NONCE_WRONG));
    recovery::restore(&zeros()).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_lost_answer_takes_nobody_in_twice() {
    let (harbour, account) = lost_at_sea().await;
    harbour.next(STATEMENTS, Mishap::AnswerLost);
    assert_eq!(recovery::restore(&zeros()).await, Err(Trouble::Offline));
    let me = back_by(&zeros()).await;
    let keys: Vec<_> = harbour.held(account).chain.keys().active().map(|it| it.key).collect();
    assert_eq!(keys, [public(&another()), me.key]);
    // Another device was quicker.
    let (harbour, account) = lost_at_sea().await;
    harbour.next(STATEMENTS, Mishap::Door(error::CONFLICT));
    recovery::restore(&zeros()).await.unwrap();
    assert_eq!(harbour.held(account).chain.keys().active().count(), 2);
}

#[wasm_bindgen_test]
async fn a_device_that_was_turned_away_comes_back_with_a_new_key() {
    let (harbour, account) = lost_at_sea().await;
    let before = back_by(&zeros()).await;
    harbour.say_elsewhere(&another(), account, Claim::RevokeKey { key: before.key });
    let me = back_by(&zeros()).await;
    assert_ne!(me.key, before.key);
    assert_eq!((me.account, me.lost), (Some(account), None));
}

#[wasm_bindgen_test]
async fn another_account_comes_beside_the_one_that_is_here() {
    let (harbour, account) = lost_at_sea().await;
    let own = identity::log_in(true).await.unwrap();
    harbour.people(own.account);
    // The answer is lost the first time; the second time nobody is taken in twice.
    harbour.next(STATEMENTS, Mishap::AnswerLost);
    assert_eq!(recovery::restore(&zeros()).await, Err(Trouble::Offline));
    for _ in 0..2 {
        assert_eq!(recovery::restore(&zeros()).await, Ok(Came::Elsewhere(2)));
        assert_eq!(harbour.held(account).chain.keys().active().count(), 2);
    }
    // Nothing has changed here.
    let me = identity::me().await.unwrap();
    assert_eq!((me.account, me.key, harbour.session()), (Some(own.account), own.key, Some(own.account)));

    place::switch(2).await.unwrap();
    new_tab().await;
    let me = identity::me().await.unwrap();
    assert_eq!((me.account, me.lost, me.logged_out), (Some(account), None, false));
    assert_ne!(me.key, own.key);
    assert_eq!(identity::log_in(false).await.unwrap().account, account);
    // A key that was turned away comes back into the same place with a new one.
    harbour.say_elsewhere(&another(), account, Claim::RevokeKey { key: me.key });
    place::switch(1).await.unwrap();
    new_tab().await;
    assert_eq!(recovery::restore(&zeros()).await, Ok(Came::Elsewhere(2)));
    place::switch(2).await.unwrap();
    new_tab().await;
    assert_eq!(identity::log_in(false).await.unwrap().account, account);
    assert_eq!(place::all().len(), 2);
}

#[wasm_bindgen_test]
async fn words_that_were_replaced_make_no_place() {
    let (harbour, account) = lost_at_sea().await;
    let own = identity::log_in(true).await.unwrap().account;
    harbour.people(own);
    let keys = vec![public(&SigningKey::from_bytes(&[51; 32]))];
    harbour.say_elsewhere(&another(), account, Claim::SetRecovery { keys });
    assert_eq!(recovery::restore(&zeros()).await.unwrap_err().code(), recovery::REPLACED);
    assert_eq!(place::all().len(), 1);
}

#[wasm_bindgen_test]
async fn words_that_a_thief_has_replaced_take_the_account_back() {
    let (harbour, account) = lost_at_sea().await;
    // Of two devices one is stolen; it sets a recovery key of its own, and throws the other out.
    let thief = SigningKey::from_bytes(&[41; 32]);
    let consent = harbour.consent_elsewhere(&thief, account);
    let asked = Asked { consent, name: "Old phone".into(), mark: Hash([0; 32]) };
    harbour.take_in_elsewhere(&another(), account, &asked);
    let good = harbour.held(account).chain.keys().recovery.clone();
    harbour.say_elsewhere(&thief, account, Claim::SetRecovery { keys: vec![public(&thief)] });
    harbour.say_elsewhere(&thief, account, Claim::RevokeKey { key: public(&another()) });

    // Nothing is undone unasked.
    let told = recovery::restore(&zeros()).await.unwrap_err();
    assert_eq!(told.code(), recovery::REPLACED);
    assert_eq!(recovery_keys(&harbour, account), [public(&thief)]);

    let me = here(recovery::take_back(&zeros()).await);
    assert_eq!(me.account, Some(account));
    let keys = harbour.held(account).chain.keys().clone();
    let active: Vec<_> = keys.active().map(|it| it.key).collect();
    assert_eq!((keys.recovery, active), (good, vec![public(&another()), me.key]));
}

#[wasm_bindgen_test]
async fn whoever_comes_back_does_not_want_to_be_deleted() {
    let (harbour, account) = lost_at_sea().await;
    harbour.say_elsewhere(&another(), account, Claim::Close {});
    let me = back_by(&zeros()).await;
    let keys = harbour.held(account).chain.keys().clone();
    assert!(keys.closed_at.is_none() && keys.is_active(me.key));
}
