//! What is turned away before it is decided, and leaves no trace.

use rules::character::Command::*;
use wire::{Purpose, Signed};

use super::{
    ground::Ground,
    player::{Player, said},
};

#[tokio::test]
async fn forged_commands_are_turned_away() {
    let ground = Ground::sqlite().await;
    let store = &ground.store;
    let mut wren = Player::known(store, 1).await;
    let stream = wren.begin(store, "Wren").await;
    let events = ground.check().await;
    let other = Player::new(store, 2);

    let command = wren.command(stream, Retire {});
    let good = wren.post(&command, vec![]);
    let text = wren.text("Marlow");
    let rename = wren.command(stream, Rename { name: text.reference() });
    let old = wire::Command { server: other.public(), ..command.clone() };
    let elsewhere = wire::Command { origin: "https://elsewhere.example".into(), ..command.clone() };
    let newer = wire::Command { rules_version: rules::RULES_VERSION + 1, ..command.clone() };
    let unknown_content = wire::Command { content_hash: rules::Hash([7; 32]), ..command.clone() };
    let mut changed = good.clone();
    changed.signed.bytes.push(b' ');
    let mut other_key = good.clone();
    other_key.signed.key = other.public();
    let mut weak = good.clone();
    weak.signed.key = wire::PublicKey([0; 32]);
    let cross =
        wire::CommandPost { signed: Signed::sign(Purpose::Login, &command, &wren.key), texts: vec![] };
    let stray = wren.post(&command, vec![wren.clone().text("stray")]);
    let swapped = wren.post(&rename, vec![wire::SaltedText { text: "Other".into(), ..text.clone() }]);

    for (row, post, code) in [
        ("for another server", wren.post(&old, vec![]), "SERVER_MISMATCH"),
        ("at another address", wren.post(&elsewhere, vec![]), "SERVER_MISMATCH"),
        ("newer rules", wren.post(&newer, vec![]), "PARKED"),
        ("unknown content", wren.post(&unknown_content, vec![]), "PARKED"),
        ("bytes changed", changed, "SIGNATURE_WRONG"),
        ("another key", other_key, "SIGNATURE_WRONG"),
        ("weak key", weak, "WEAK_KEY"),
        ("signed for a login", cross, "SIGNATURE_WRONG"),
        ("a text nobody signed", stray, "TEXT_REFUSED"),
        ("another text than signed", swapped, "TEXT_REFUSED"),
    ] {
        let refused = crate::Submission::open(post, &wren.place()).unwrap_err();
        assert_eq!(refused.code, code, "{row}");
    }
    assert_eq!(said(wren.send(store, &rename, vec![]).await), "refused TEXT_MISSING");
    assert_eq!(ground.check().await, events, "nothing happened");
}

/// A tab that was opened before there were appearances, or what waits in its outbox.
#[tokio::test]
async fn a_browser_of_an_earlier_release_is_understood() {
    const CONTENT: &str = "83c180d455b8eecc71db9a3732df32c25425ad47711b9648bf50ade3f158b7c0";
    let ground = Ground::sqlite().await;
    let mut wren = Player::known(&ground.store, 1).await;
    let (wish, text) = wren.creation("Wren");
    let stream = wren.stream();
    let command = wire::Command {
        rules_version: 1,
        content_hash: CONTENT.parse().unwrap(),
        ..wren.command(stream, wish)
    };
    assert_eq!(said(wren.send(&ground.store, &command, vec![text]).await), "applied 1..1");
    ground.check().await;
}

#[tokio::test]
async fn a_text_is_kept_once() {
    let ground = Ground::sqlite().await;
    let store = &ground.store;
    let mut wren = Player::known(store, 1).await;
    let stream = wren.begin(store, "Wren").await;
    let text = wren.text("Marlow");
    let first = wren.command(stream, Rename { name: text.reference() });
    assert_eq!(said(wren.send(store, &first, vec![text.clone()]).await), "applied 2..2");
    let again = wren.command(stream, Rename { name: text.reference() });
    assert_eq!(said(wren.send(store, &again, vec![text]).await), "door TEXT_REFUSED");
}
