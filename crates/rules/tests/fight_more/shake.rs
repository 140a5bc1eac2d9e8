//! What lasts is saved against once more as it was at first: against the same spell and the same conditions (SRD 5.2,
//! "Playing the Game", Saving Throws).

use rules::{
    book::Condition,
    fight::{Event, Order},
};

use super::arena::{Arena, CLUB, block, book, caster};

/// Which way the saves among these lean.
fn leans(events: &[Event], of: usize) -> Vec<i8> {
    let lean = |it: &Event| match it {
        Event::Saved { who, lean, .. } if *who == of => Some(*lean),
        _ => None,
    };
    events.iter().filter_map(lean).collect()
}

fn with_trait(slug: &str, knack: &str) -> String {
    block(slug, CLUB, &format!(r#"{{"traits": [{{"name": "It", "text": "", {knack}}}]}}"#))
}

/// What helps against the spell, or against what it brings, helps at the end of each turn as well.
#[test]
fn what_helped_at_first_helps_again() {
    let resists = r#""knacks": ["magic_resistance"]"#;
    let firm =
        r#""modifiers": [{"advantage": {"on": "saves", "when": [{"against_condition": "paralyzed"}]}}]"#;
    let brave =
        r#""modifiers": [{"advantage": {"on": "saves", "when": [{"against_condition": "frightened"}]}}]"#;
    for (more, lean) in [(r#""knacks": []"#, 0), (resists, 1), (firm, 1), (brave, 0)] {
        let book = book(&format!("[{}, {}]", caster("mage", &["hold-person"]), with_trait("victim", more)));
        let mut arena = Arena::open(&book, &[("mage", 0, 2, 8), ("victim", 1, 6, 8)]);
        // Both dice of whoever has two fail.
        let cast = arena.dice(&[2, 2][..if lean == 0 { 1 } else { 2 }]).act("Hold Person", &[1]);
        assert_eq!(leans(&cast, 1), [lean], "{more}: {}", arena.told());
        arena.pass();
        assert!(arena.fight.fighters[1].has(Condition::Paralyzed), "{}", arena.told());
        let again = arena.dice(if lean == 0 { &[19] } else { &[2, 19] }).must(&Order::EndTurn);
        assert_eq!(leans(&again, 1), [lean], "{more}: {}", arena.told());
        assert!(!arena.fight.fighters[1].has(Condition::Paralyzed), "{}", arena.told());
        arena.replays();
    }
}

/// Whoever may be stunned for another turn makes a success of it, as at first.
#[test]
fn legends_resist_what_they_failed_at_first() {
    let legend = block("legend", CLUB, r#"{"legendary_resistances": 1}"#);
    let book = book(&format!("[{}, {legend}]", caster("mage", &["hold-person"])));
    for (first, left) in [(true, 0), (false, 0)] {
        let mut arena = Arena::open(&book, &[("mage", 0, 2, 8), ("legend", 1, 6, 8)]);
        if !first {
            let kept = rules::fight::Intent {
                what: rules::fight::Unbidden::LegendaryResistance,
                comes: rules::fight::Comes::Never,
            };
            for event in arena.fight.intend(1, &kept).unwrap() {
                assert!(matches!(event, Event::Intended { who: 1, .. }));
            }
        }
        arena.dice(&[2]).act("Hold Person", &[1]);
        assert_eq!(arena.fight.fighters[1].has(Condition::Paralyzed), !first, "{}", arena.told());
        if !first {
            let again = rules::fight::Intent {
                what: rules::fight::Unbidden::LegendaryResistance,
                comes: rules::fight::Comes::Always,
            };
            arena.fight.intend(1, &again).unwrap();
            arena.pass();
            arena.dice(&[2]).must(&Order::EndTurn);
        }
        assert!(!arena.fight.fighters[1].has(Condition::Paralyzed), "{}", arena.told());
        assert_eq!(arena.fight.fighters[1].legendary_resistances, left, "{}", arena.told());
    }
}
