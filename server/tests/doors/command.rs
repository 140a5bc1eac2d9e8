//! What becomes of a command, and which ones never reach the rules.

use ed25519_dalek::SigningKey;
use rules::{AccountId, CommandId, Hash, StreamId, character::Command as Wish};
use serde_json::json;
use wire::{
    Answer, CharacterView, Command, CommandPost, HistoryView, Outcome, PublicKey, Purpose, Sequence, Signed,
};

use crate::house::{Browser, House, appearance, colours, content, create, outcome, random, receipt, text};

const PATH: &str = "/api/v1/commands";

#[tokio::test]
async fn a_change_is_applied_once_however_often_it_is_sent() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let post = browser.creation(&house, account, StreamId(random()), "Wren");
    let first: Answer = browser.post(&house, PATH, &post).await.data();
    let standing = house.standing().await;
    let again: Answer = browser.post(&house, PATH, &post).await.data();
    assert_eq!(again.receipt, first.receipt, "the very same receipt");
    assert_eq!(again.events, first.events);
    let house = house.restart().await;
    let later: Answer = browser.post(&house, PATH, &post).await.data();
    assert_eq!(later.receipt, first.receipt, "kept for ever");
    assert_eq!(house.standing().await, standing);
    assert_eq!(first.receipt.key, house.store.server_key());
    let receipt: wire::Receipt = first.receipt.open(Purpose::Receipt).unwrap();
    assert_eq!(receipt.command_hash, post.signed.hash());
}

#[tokio::test]
async fn a_change_needs_a_signature_and_no_session() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.open_account(&house).await;
    browser.create(&house, account, "Wren").await;
}

#[tokio::test]
async fn an_id_means_one_change() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let name = text("Wren");
    let command = browser.command(&house, account, StreamId(random()), create(&name));
    browser.post(&house, PATH, &browser.sign(&command, vec![name.clone()])).await.data::<Answer>();
    let standing = house.standing().await;
    let other = Command { stream: StreamId(random()), ..command };
    let reply = browser.post(&house, PATH, &browser.sign(&other, vec![name])).await;
    assert_eq!(reply.code(), "COMMAND_ID_REUSED");
    assert_eq!(house.standing().await, standing);
}

/// What the door refuses, before the rules are asked.
#[tokio::test]
async fn every_command_that_is_not_believed_changes_nothing() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let name = text("Wren");
    let good = browser.command(&house, account, StreamId(random()), create(&name));
    let texts = vec![name.clone()];
    let signer = Browser::new(1);
    let of = |command: &Command| signer.sign(command, texts.clone());
    let mut wrong_signature = of(&good);
    wrong_signature.signed.signature.0[5] ^= 1;
    let mut wrong_bytes = of(&good);
    wrong_bytes.signed.bytes[50] ^= 1;
    let mut weak = of(&good);
    weak.signed.key = PublicKey({
        let mut key = [0; 32];
        key[0] = 1;
        key
    });
    let stranger = SigningKey::from_bytes(&[77; 32]);
    let as_login =
        CommandPost { signed: Signed::sign(Purpose::Login, &good, &browser.key), texts: texts.clone() };
    let more = json!({ "id": good.id, "more": 1 });
    let unreadable =
        CommandPost { signed: Signed::sign(Purpose::Command, &more, &browser.key), texts: vec![] };
    let mut other_text = name.clone();
    other_text.text = "Raven".into();
    let mut long = name.clone();
    long.text = "x".repeat(5000);
    let tries: Vec<(&str, CommandPost)> = vec![
        ("SIGNATURE_WRONG", wrong_signature),
        ("SIGNATURE_WRONG", wrong_bytes),
        ("SIGNATURE_WRONG", as_login),
        ("WEAK_KEY", weak),
        ("MALFORMED", unreadable),
        ("SERVER_MISMATCH", of(&Command { server: PublicKey([9; 32]), ..good.clone() })),
        ("SERVER_MISMATCH", of(&Command { origin: "https://evil.example".into(), ..good.clone() })),
        ("PARKED", of(&Command { rules_version: rules::RULES_VERSION + 1, ..good.clone() })),
        ("PARKED", of(&Command { content_hash: Hash([1; 32]), ..good.clone() })),
        ("TEXT_REFUSED", CommandPost { texts: vec![other_text], ..of(&good) }),
        ("TEXT_REFUSED", CommandPost { texts: vec![long], ..of(&good) }),
        ("TEXT_REFUSED", CommandPost { texts: vec![name.clone(), text("left behind")], ..of(&good) }),
        ("ACCOUNT_UNKNOWN", of(&Command { account: AccountId([8; 32]), ..good.clone() })),
        (
            "KEY_UNKNOWN",
            CommandPost { signed: Signed::sign(Purpose::Command, &good, &stranger), texts: texts.clone() },
        ),
    ];
    let standing = house.standing().await;
    for (code, post) in tries {
        assert_eq!(browser.post(&house, PATH, &post).await.code(), code);
        assert_eq!(house.standing().await, standing, "{code}");
    }
    // None of them used up the id.
    assert!(matches!(outcome(&browser.post(&house, PATH, &of(&good)).await), Outcome::Applied { .. }));
}

/// What the rules refuse is an answer, with a receipt.
#[tokio::test]
async fn every_wish_that_is_not_granted_has_its_receipt() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let stream = browser.create(&house, account, "Wren").await;
    let standing = house.standing().await;
    let (fresh, name) = (StreamId(random()), text("Wren"));
    let created = |species: &str, cloak: &str, keepsake: &str| Wish::Create {
        name: name.reference(),
        species: content(species),
        colours: colours(cloak),
        keepsake: content(keepsake),
        appearance: None,
    };
    let keepsake = rules::Content::built_in().keepsakes[0].id.to_string();
    let (blank, invisible) = (text("   "), text("Wr\u{202e}en"));
    let same = colours("dye/ember");
    let restyle = |outfit: &str, hair: &str, colour: &str, skin: &str| Wish::Restyle {
        appearance: appearance(outfit, hair, colour, skin),
    };
    // As is usual among elves.
    let [outfit, hair, colour, skin] = ["outfit/wayfarer", "long", "straw", "porcelain"];
    let seen_another =
        Command { expected: Some(Sequence(7)), ..browser.command(&house, account, stream, Wish::Retire {}) };
    let reply = browser.post(&house, PATH, &browser.sign(&seen_another, vec![])).await;
    assert!(matches!(outcome(&reply), Outcome::Refused { code, .. } if code == "CONFLICT"));
    assert_eq!(house.standing().await, standing);
    for (code, at, wish, texts) in [
        ("CHARACTER_EXISTS", stream, create(&name), vec![name.clone()]),
        ("CHARACTER_NOT_FOUND", fresh, Wish::Retire {}, vec![]),
        ("CHARACTER_NOT_RETIRED", stream, Wish::Restore {}, vec![]),
        ("NAME_REFUSED", stream, Wish::Rename { name: blank.reference() }, vec![blank.clone()]),
        ("NAME_REFUSED", stream, Wish::Rename { name: invisible.reference() }, vec![invisible.clone()]),
        ("TEXT_MISSING", stream, Wish::Rename { name: name.reference() }, vec![]),
        ("NOTHING_CHANGES", stream, Wish::Recolour { colours: same }, vec![]),
        ("NOTHING_CHANGES", stream, restyle(outfit, hair, colour, skin), vec![]),
        ("UNKNOWN_OUTFIT", stream, restyle("outfit/pirate", hair, colour, skin), vec![]),
        ("UNKNOWN_HAIR", stream, restyle(outfit, "mohawk", colour, skin), vec![]),
        ("HAIR_UNSUITED", stream, restyle(outfit, "tall-hat", colour, skin), vec![]),
        ("UNKNOWN_HAIR_COLOUR", stream, restyle(outfit, hair, "plaid", skin), vec![]),
        ("UNKNOWN_SKIN", stream, restyle(outfit, hair, colour, "plaid"), vec![]),
        ("SKIN_UNSUITED", stream, restyle(outfit, hair, colour, "moss"), vec![]),
        ("NOTHING_TO_UNDO", stream, Wish::Undo { command: CommandId([1; 16]) }, vec![]),
        ("UNKNOWN_DYE", fresh, created("species/elf", "dye/nowhere", &keepsake), vec![name.clone()]),
        (
            "UNKNOWN_KEEPSAKE",
            fresh,
            created("species/elf", "dye/ember", "keepsake/nothing"),
            vec![name.clone()],
        ),
        ("UNKNOWN_SPECIES", fresh, created("species/troll", "dye/ember", &keepsake), vec![name.clone()]),
    ] {
        let post = browser.sign(&browser.command(&house, account, at, wish), texts);
        let reply = browser.post(&house, PATH, &post).await;
        let Outcome::Refused { code: found, sentence } = outcome(&reply) else {
            panic!("{code} was applied")
        };
        assert_eq!(found, code);
        assert!(sentence.ends_with('.'), "{sentence}");
        assert!(reply.data::<Answer>().events.is_empty());
        assert_eq!(house.standing().await, standing, "{code}");
        assert_eq!(receipt(&browser.post(&house, PATH, &post).await), receipt(&reply), "{code}: one receipt");
    }
}

#[tokio::test]
async fn nobody_changes_what_is_another_s() {
    let house = House::open().await;
    let (mut wren, mut raven) = (Browser::new(1), Browser::new(2));
    let account = wren.log_in(&house).await;
    let stream = wren.create(&house, account, "Wren").await;
    let stranger = raven.log_in(&house).await;
    let standing = house.standing().await;
    let wish = raven.command(&house, stranger, stream, Wish::Retire {});
    let reply = raven.post(&house, PATH, &raven.sign(&wish, vec![])).await;
    assert!(matches!(outcome(&reply), Outcome::Refused { code, .. } if code == "CHARACTER_NOT_FOUND"));
    assert!(reply.data::<Answer>().character.is_none() && !reply.text().contains("Wren"));
    let forged = raven.command(&house, account, stream, Wish::Retire {});
    assert_eq!(raven.post(&house, PATH, &raven.sign(&forged, vec![])).await.code(), "KEY_UNKNOWN");
    assert_eq!(house.standing().await, standing);
}

#[tokio::test]
async fn a_life_with_its_history() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let stream = browser.create(&house, account, "Wren").await;
    let name = text("Raven");
    for (wish, texts) in [
        (Wish::Rename { name: name.reference() }, vec![name.clone()]),
        (Wish::Recolour { colours: colours(rules::Content::built_in().dyes[2].id.as_str()) }, vec![]),
        (Wish::Restyle { appearance: appearance("outfit/bard", "bun", "ink", "sand") }, vec![]),
        (Wish::Retire {}, vec![]),
        (Wish::Restore {}, vec![]),
    ] {
        let post = browser.sign(&browser.command(&house, account, stream, wish.clone()), texts);
        let reply = browser.post(&house, PATH, &post).await;
        assert!(matches!(outcome(&reply), Outcome::Applied { .. }), "{wish:?}: {}", reply.text());
    }
    let history: HistoryView =
        browser.get(&house, &format!("/api/v1/characters/{stream}/history")).await.data();
    let kinds: Vec<_> = history.events.iter().map(|it| it.kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["created.v1", "renamed.v1", "recoloured.v1", "restyled.v1", "retired.v1", "restored.v1"]
    );
    let last = history.events.last().unwrap().command;
    let undo = browser.sign(&browser.command(&house, account, stream, Wish::Undo { command: last }), vec![]);
    let answer: Answer = browser.post(&house, PATH, &undo).await.data();
    assert_eq!(answer.events.len(), 1);
    let view: CharacterView = browser.get(&house, &format!("/api/v1/characters/{stream}")).await.data();
    assert!(view.snapshot.retired, "the restoring was taken back");
    assert_eq!(view.name(), Some("Raven"));
}
