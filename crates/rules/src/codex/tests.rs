//! Searches, and what they find.

use super::*;

const SPELLS: &str = r#"[
    {"id": "spell/fireball", "name": "Fireball", "source": "S", "text": "A bead bursts. It burns.", "automation":
     "automated", "level": 3, "school": "evocation", "lists": [], "components": {}, "cast": {"time": "action", "effects": []}},
    {"id": "spell/delayed-blast-fireball", "name": "Delayed Blast Fireball", "source": "S", "text": "It waits.",
     "automation": "prompted", "level": 7, "school": "evocation", "lists": [], "components": {}, "cast": {"time":
     "action", "effects": []}},
    {"id": "spell/fire-bolt", "name": "Fire Bolt", "source": "S", "text": "A mote of flame.", "automation":
     "automated", "level": 0, "school": "evocation", "lists": [], "components": {}, "cast": {"time": "action", "effects": []}},
    {"id": "spell/hunters-mark", "name": "Hunter's Mark", "source": "S", "text": "The quarry glows.", "automation":
     "narrative", "level": 1, "school": "divination", "lists": [], "components": {}, "cast": {"time": "action", "effects": []}}
]"#;
const TERMS: &str = r#"[
    {"id": "condition/prone", "name": "Prone", "source": "S", "text": "On the ground, as after a fireball."},
    {"id": "skill/stealth", "name": "Stealth", "source": "S", "text": "Unseen.", "points": ["Lanterns help nobody."]}
]"#;
const ITEMS: &str = r#"[
    {"id": "armour/plate", "name": "Plate Armour", "source": "S", "text": "Steel.", "automation": "automated", "cost": 1, "weight": 1}
]"#;

fn book() -> Book {
    Book::read([("spells.json", SPELLS), ("terms.json", TERMS), ("items.json", ITEMS)]).unwrap()
}

fn found(words: &str) -> String {
    let hits = find(&book(), words);
    hits.iter().map(|it| format!("{} {:?}", it.name, it.rank)).collect::<Vec<_>>().join(", ")
}

#[test]
fn searches_find_what_is_meant() {
    for (words, expected) in [
        ("fireball", "Fireball Name, Delayed Blast Fireball Word, Prone Text"),
        ("FIREBALL", "Fireball Name, Delayed Blast Fireball Word, Prone Text"),
        ("fire", "Fireball Start, Fire Bolt Start, Delayed Blast Fireball Word, Prone Text"),
        ("fire b", "Fire Bolt Start, Delayed Blast Fireball Word, Fireball Text"),
        ("bolt fire", "Fire Bolt Word"),
        ("fireball delayed", "Delayed Blast Fireball Word"),
        // A letter less, more, other, or two that changed places.
        ("firebal", "Fireball Start, Delayed Blast Fireball Word, Prone Text"),
        ("firball", "Fireball Typo, Delayed Blast Fireball Typo"),
        ("fireblal", "Fireball Typo, Delayed Blast Fireball Typo"),
        ("steelth", "Stealth Typo"),
        ("porne", "Prone Typo"),
        ("pronne", "Prone Typo"),
        // Still typed on.
        ("delyed bl", "Delayed Blast Fireball Typo"),
        // Short words are taken as they are.
        ("bot", ""),
        ("plate armor", "Plate Armour Typo"),
        ("hunters", "Hunter's Mark Start"),
        ("hunter's mark", "Hunter's Mark Name"),
        ("hunter\u{2019}s mark", "Hunter's Mark Name"),
        // Kinds and ids.
        ("condition", "Prone Word"),
        ("spell fireball", "Fireball Word, Delayed Blast Fireball Word"),
        ("spell/fire-bolt", "Fire Bolt Word"),
        ("armour", "Plate Armour Word"),
        // Texts, schools and points.
        ("quarry", "Hunter's Mark Text"),
        ("evocation mote", "Fire Bolt Text"),
        ("lanterns", "Stealth Text"),
        ("spell flame", "Fire Bolt Text"),
        // All of the words must fit.
        ("fireball steel", ""),
        ("", ""),
        ("  --  ", ""),
    ] {
        assert_eq!(found(words), expected, "{words:?}");
    }
}

#[test]
fn a_hit_says_its_first_sentence() {
    let hits = find(&book(), "fireball");
    assert_eq!(hits[0].text, "A bead bursts.");
    assert_eq!(lines(&hits[..1]), ["Fireball  spell/fireball  A bead bursts."]);
    let json = serde_json::to_string(&hits[0]).unwrap();
    assert_eq!(json, r#"{"id":"spell/fireball","name":"Fireball","text":"A bead bursts.","rank":"name"}"#);
}

#[test]
fn everything_is_counted_once() {
    let counts = count(&book());
    assert_eq!(counts.spells, Count { entries: 4, automated: 2, prompted: 1, narrative: 1 });
    assert_eq!(counts.terms, Count { entries: 2, ..Count::default() });
    assert_eq!(counts.items.entries, 1);
    assert_eq!(counts.lines().len(), 11);
    assert_eq!(counts.lines()[8], "spells           4  2 automated, 1 prompted, 1 narrative");
}

/// A search of any length stays within its limits.
#[test]
fn what_is_too_long_is_not_read() {
    let codex = Codex::of(&book());
    assert_eq!(codex.find(&"fireball ".repeat(2_000)).len(), 3);
    assert!(codex.find(&"a".repeat(100_000)).is_empty());
}

/// Each entry of the book is the first, or among its namesakes, when one looks for its name.
#[test]
fn every_name_of_the_book_is_found_by_itself() {
    let codex = Codex::of(Book::built_in());
    for entry in &codex.entries {
        let hits = codex.find(&entry.card.name);
        let best: Vec<&Hit> = hits.iter().filter(|it| it.rank == Rank::Name).collect();
        assert!(best.iter().any(|it| it.id == entry.card.id), "{}", entry.card.id);
    }
}
