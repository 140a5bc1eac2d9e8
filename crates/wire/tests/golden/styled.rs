//! Samples of characters that have an appearance.

use rules::character::{Appearance, Restyled};

use super::{ground::styled::appearance, *};

fn wizard() -> Appearance {
    appearance("outfit/wizard", Some("hair/long"), Some("hair/beard-braided"))
}

fn wishes() -> [(&'static str, Wish); 2] {
    let create = Wish::Create {
        name: text().reference(),
        species: "species/elf".parse().unwrap(),
        colours: colours(),
        keepsake: "keepsake/brass-compass".parse().unwrap(),
        appearance: Some(wizard()),
    };
    [("create-styled", create), ("restyle", Wish::Restyle { appearance: wizard() })]
}

/// In an order in which they can be told of one character.
fn events() -> [(&'static str, Event); 3] {
    let command = CommandId([1; 16]);
    let name = text().reference();
    let bare = appearance("outfit/wizard", None, None);
    let created = Created {
        account: AccountId([2; 32]),
        name,
        species: "species/elf".parse().unwrap(),
        colours: colours(),
        keepsake: "keepsake/brass-compass".parse().unwrap(),
        appearance: Some(wizard()),
        command,
    };
    let before = Before { name, colours: colours(), appearance: Some(wizard()), retired: false };
    [
        ("created.v1-styled", Event::Created(created)),
        ("restyled.v1", Event::Restyled(Restyled { appearance: bare, command })),
        ("undone.v1-styled", Event::Undone(Undone { undone: CommandId([6; 16]), before, command })),
    ]
}

pub(super) fn names() -> Vec<String> {
    let commands = wishes().map(|(name, _)| format!("command-{name}"));
    let events = events().map(|(name, _)| format!("event-{name}"));
    let others = ["export-styled", "snapshot-styled"].map(str::to_owned);
    commands.into_iter().chain(events).chain(others).collect()
}

#[test]
fn old_wishes_of_an_appearance_are_still_believed() {
    wishes().into_iter().for_each(|(name, wish)| is_believed(name, wish));
}

#[test]
fn old_events_with_an_appearance_still_say_the_same() {
    events().iter().for_each(|(name, event)| says_the_same(name, event));
    let character = events().iter().fold(None, |it, (_, event)| rules::apply(it, event)).unwrap();
    is_folded_as_ever("snapshot-styled", Sequence(3), &character);
}

#[test]
fn old_exports_with_an_appearance_still_prove_themselves() {
    let old = sample("export-styled", &ground::House::styled().export());
    let summary = Export::read(old.as_bytes()).unwrap().verify().unwrap();
    assert_eq!((summary.statements, summary.events, summary.receipts, summary.texts), (1, 3, 4, 1));
}
