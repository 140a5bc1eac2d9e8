//! What happens as somebody dies (SRD 5.2, "Monsters A-Z": Magmin, Ice Mephit, Balor).

use rules::fight::{Event, Health};

use super::arena::{Arena, CLUB, block, book};

/// A burst over 5 feet: 2d6 against Dexterity, half for who saves.
fn mine(slug: &str) -> String {
    let acts = r#"[{"name": "Burst", "time": "death", "area": {"emanation": 5}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "dex", "dc": "11", "fail": [{"damage": {"amount": "2d6", "of": ["fire"]}}], "half": true}}]}]"#;
    block(slug, acts, r#"{"hp": "3"}"#)
}

/// Everyone within 5 feet of the dying, friend and foe, and nobody beyond.
#[test]
fn a_burst_catches_who_is_near() {
    let book = book(&format!("[{}, {}]", block("thug", CLUB, "{}"), mine("mine")));
    let who = [("thug", 0, 3, 8), ("mine", 1, 4, 8), ("thug", 1, 5, 8), ("thug", 1, 6, 8)];
    let mut arena = Arena::open(&book, &who);
    // Hit; 9 of fire: one fails, the other saves.
    arena.dice(&[15, 5, 4, 2, 18]).act("Club", &[1]);
    assert_eq!(arena.fight.fighters[1].health, Health::Dead);
    assert_eq!([0, 2, 3].map(|it| 40 - arena.hp(it)), [9, 4, 0], "{}", arena.told());
    arena.replays();
}

/// One burst sets off the next, each once.
#[test]
fn bursts_follow_one_another() {
    let book = book(&format!("[{}, {}]", block("thug", CLUB, "{}"), mine("mine")));
    let who = [("thug", 0, 2, 8), ("mine", 1, 3, 8), ("mine", 1, 4, 8), ("mine", 1, 5, 8), ("thug", 1, 9, 8)];
    let mut arena = Arena::open(&book, &who);
    let events = arena.dice(&[15]).act("Club", &[1]);
    let died = events.iter().filter(|it| matches!(it, Event::Died { .. })).count();
    let burst = events.iter().filter(|it| matches!(it, Event::Acted { name, .. } if name == "Burst")).count();
    assert_eq!((died, burst), (3, 3), "{}", arena.told());
    arena.replays();
}

/// The last blow of a fight may cost its victor the life.
#[test]
fn the_last_to_die_may_take_all_along() {
    let book = book(&format!("[{}, {}]", block("thug", CLUB, r#"{"hp": "4"}"#), mine("mine")));
    let mut arena = Arena::open(&book, &[("thug", 0, 3, 8), ("mine", 1, 4, 8)]);
    arena.dice(&[15, 6, 6, 2]).act("Club", &[1]);
    assert!(arena.fight.fighters.iter().all(|it| it.health == Health::Dead), "{}", arena.told());
    arena.replays();
}
