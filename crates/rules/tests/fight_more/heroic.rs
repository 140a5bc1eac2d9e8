//! Heroic Inspiration in a fight (SRD 5.2, "Playing the Game", Heroic Inspiration; "Classes", Fighter: Heroic Warrior).

use rules::{
    build::Place,
    fight::{Event, Order, Outcome},
};

use super::arena::{Arena, CLUB, Hero, block, book};

const BLAST: &str = r#"[{"name": "Blast", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
    {"save": {"ability": "int", "dc": "12", "fail": [{"damage": {"amount": "3", "of": ["force"]}}]}}]}]"#;

fn succeeded(events: &[Event]) -> bool {
    let last = events.iter().rev().find_map(|it| match it {
        Event::Attacked { outcome, .. } | Event::Saved { outcome, .. } => Some(*outcome),
        _ => None,
    });
    matches!(last, Some(Outcome::Success | Outcome::Critical))
}

/// A die of a test that failed falls again, once; the new one counts, for better or for worse. Of two dice one does.
#[test]
fn one_die_of_a_failed_test_falls_again() {
    let book =
        book(&format!("[{}, {}]", block("thug", CLUB, r#"{"hp": "400"}"#), block("witch", BLAST, "{}")));
    // Whether it has it, whether the other is on guard (Disadvantage), the dice, whether the blow hits, what
    // is left.
    for (inspired, dodges, dice, hits, left) in [
        (true, false, &[2, 15, 1][..], true, false),
        (true, false, &[2, 3], false, false),
        (true, false, &[15, 1], true, true),
        (false, false, &[2], false, false),
        (true, true, &[2, 15, 16, 1], true, false),
        (true, true, &[2, 3, 16], false, false),
    ] {
        let hero = Hero::of("wizard", 1).with("weapon/club", Place::MainHand).inspired(inspired);
        let mut arena = Arena::of_hero(&book, hero, &[("thug", 1, 3, 8)]);
        if dodges {
            arena.pass();
            arena.must(&Order::Dodge);
            arena.pass();
        }
        let events = arena.dice(dice).act("Club", &[1]);
        assert_eq!(succeeded(&events), hits, "{dice:?}: {}", arena.told());
        assert_eq!(arena.fight.is_inspired(0), left, "{dice:?}: {}", arena.told());
        arena.replays();
    }
    // And saves.
    let hero = Hero::of("fighter", 1).inspired(true);
    let mut arena = Arena::of_hero(&book, hero, &[("witch", 1, 6, 8)]);
    arena.pass();
    let before = arena.hp(0);
    let events = arena.dice(&[2, 19]).act("Blast", &[0]);
    assert!(succeeded(&events) && arena.hp(0) == before, "{}", arena.told());
    assert!(!arena.fight.is_inspired(0));
}

/// Heroic Warrior, Champion 10: at the start of each turn, who has none has it again.
#[test]
fn a_champion_is_inspired_by_the_fight() {
    let book = book(&format!("[{}]", block("thug", CLUB, r#"{"hp": "400"}"#)));
    for (level, inspired) in [(9, false), (10, true)] {
        let hero = Hero::of("fighter", level)
            .picks("fighter-3/subclass/subclass", &["subclass/champion"])
            .with("weapon/club", Place::MainHand);
        let mut arena = Arena::of_hero(&book, hero, &[("thug", 1, 3, 8)]);
        assert_eq!(arena.fight.is_inspired(0), inspired, "{level}: {}", arena.told());
        if inspired {
            arena.dice(&[2, 3]).act("Club", &[1]);
            assert!(!arena.fight.is_inspired(0), "{}", arena.told());
            arena.pass();
            arena.pass();
            assert!(arena.fight.is_inspired(0), "{}", arena.told());
            let told = arena.told();
            arena.pass();
            arena.pass();
            let again = arena.told();
            assert_eq!(
                told.matches("Heroic Warrior").count(),
                again.matches("Heroic Warrior").count(),
                "{again}"
            );
        }
    }
}
