//! What damage brings beside its wound: to whoever takes it, and to whoever deals it (SRD 5.2, "Monsters", Flesh Golem, Water
//! Elemental, Gnoll Warrior).

use rules::fight::{Aim, Event, Order};

use super::{
    arena::{Arena, CLUB, block, book},
    monk::leans,
};

/// A mage who deals 10 of each of these types, and everything that stands against it.
fn mage() -> String {
    let blow = |of: &str| {
        format!(
            r#"{{"name": "{of}", "time": "action", "range": {{"feet": 120}}, "targets": {{"who": "other"}},
            "effects": [{{"damage": {{"amount": "10", "of": ["{of}"]}}}}]}}"#
        )
    };
    let acts = ["fire", "cold", "acid"].map(blow).join(", ");
    block("mage", &format!("[{acts}]"), r#"{"hp": "400"}"#)
}

/// Aversion to Fire: Disadvantage on its attacks until its next turn is over; other damage does nothing of the kind.
#[test]
fn fire_scares_the_golem() {
    let book = book(&format!("[{}, {}]", mage(), block("foe", CLUB, r#"{"hp": "400"}"#)));
    for (of, lean) in [("fire", -1), ("cold", 0), ("acid", 0)] {
        let mut arena = Arena::open(&book, &[("mage", 0, 2, 8), ("flesh-golem", 1, 8, 8), ("foe", 0, 9, 8)]);
        arena.act(of, &[1]);
        arena.pass();
        let events = arena.act("Slam", &[2]);
        assert_eq!(leans(&events), [lean], "{of}: {}", arena.told());
        // With the end of that turn it is over.
        (0..3).for_each(|_| drop(arena.pass()));
        assert_eq!(leans(&arena.act("Slam", &[2])), [0], "{of}: {}", arena.told());
        arena.replays();
    }
}

/// Freeze: Cold damage takes 20 feet from its Speed until its next turn is over.
#[test]
fn cold_slows_water() {
    let book = book(&format!("[{}]", mage()));
    for (of, feet) in [("cold", 10), ("fire", 30)] {
        let mut arena = Arena::open(&book, &[("mage", 0, 2, 8), ("water-elemental", 1, 8, 8)]);
        let walks = arena.fight.fighters[1].speed();
        arena.act(of, &[1]);
        assert_eq!(arena.fight.fighters[1].speed(), walks - 30 + feet, "{of}: {}", arena.told());
        arena.pass();
        arena.must(&Order::EndTurn);
        assert_eq!(arena.fight.fighters[1].speed(), walks, "{of}: {}", arena.told());
        arena.replays();
    }
}

/// What was immune, or is gone, suffers nothing.
#[test]
fn what_deals_nothing_brings_nothing() {
    let golem = r#"{"hp": "10", "immunities": ["fire"]}"#;
    let acts = r#"[{"name": "Shiver", "time": "free", "on": {"suffered": ["fire", "cold"]}, "effects": [
        {"modifiers": {"modifiers": [{"disadvantage": {"on": "attacks"}}], "until": "own_turn_end"}}]}]"#;
    let book = book(&format!("[{}, {}, {}]", mage(), block("stone", acts, golem), block("ice", acts, "{}")));
    for (who, of, shivers) in
        [("stone", "fire", false), ("stone", "cold", false), ("ice", "fire", true), ("ice", "acid", false)]
    {
        let mut arena = Arena::open(&book, &[("mage", 0, 2, 8), (who, 1, 8, 8), ("stone", 1, 12, 8)]);
        let events = arena.act(of, &[1]);
        let acted = events.iter().any(|it| matches!(it, Event::Acted { who: 1, .. }));
        assert_eq!(acted, shivers, "{who} {of}: {}", arena.told());
        arena.replays();
    }
}

/// Rampage: one more bite in the turn in which it has hurt somebody who was Bloodied already, once a day.
#[test]
fn blood_makes_gnolls_wild() {
    let book = book(&format!("[{}]", block("foe", CLUB, r#"{"hp": "200", "armour_class": 5}"#)));
    // What the foe has left of its 200, the d20 of the first bite, and whether the gnoll runs wild after it.
    for (left, die, wild) in [(100, 15, true), (101, 15, false), (100, 1, false)] {
        let mut arena = Arena::open(&book, &[("gnoll-warrior", 0, 2, 8), ("foe", 1, 3, 8)]);
        let hurt = Event::Hurt { who: 1, by: None, parts: Vec::new(), lost: 200 - left, temporary_lost: 0 };
        arena.happened(hurt);
        let rampage = arena.ordered("Rampage", Aim { targets: vec![1], spot: None });
        assert!(arena.fight.allows(0, &rampage).is_err(), "before it has hurt anybody");
        arena.dice(&[die]).act("Rend", &[1]);
        assert_eq!(arena.fight.allows(0, &rampage).is_ok(), wild, "{left} {die}: {}", arena.told());
        if wild {
            arena.must(&rampage);
            // In its next turn it must draw blood anew, and its day is over.
            arena.pass();
            arena.pass();
            arena.act("Rend", &[1]);
            assert!(arena.fight.allows(0, &rampage).is_err(), "once a day");
        }
        arena.replays();
    }
}
