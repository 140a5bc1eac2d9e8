//! What a hit brings with it (SRD 5.2, "Playing the Game", Damage Rolls).

use super::arena::{Arena, CLUB, block, book};

/// What a mark adds to a hit is added once, also if the hit ends a charge.
#[test]
fn a_mark_adds_once_to_a_charge() {
    let more = r#"{"traits": [{"name": "Charge", "text": "", "knacks": [{"charge": {"feet": 20, "action": "Club",
        "effects": [{"damage": {"amount": "5", "of": ["bludgeoning"]}}]}}]}],
        "spellcasting": [{"time": "action", "ability": "wis", "dc": 15, "bonus": 7, "spells": [{"spell": "spell/hunters-mark"}]}]}"#;
    let book = book(&format!("[{}, {}]", block("ram", CLUB, more), block("ogre", CLUB, "{}")));
    for (marks, runs, hp) in [
        (true, true, 40 - 4 - 6 - 5),
        (false, true, 40 - 4 - 5),
        (true, false, 40 - 4 - 6),
        (false, false, 40 - 4),
    ] {
        let from = if runs { 2 } else { 6 };
        let mut arena = Arena::open(&book, &[("ram", 0, from, 8), ("ogre", 1, 8, 8)]);
        if marks {
            arena.act("Hunter's Mark", &[1]);
        }
        arena.go(7, 8);
        arena.dice(&[15, 6][..1 + usize::from(marks)]).act("Club", &[1]);
        assert_eq!(arena.hp(1), hp, "{marks} {runs}: {}", arena.told());
        arena.replays();
    }
}
