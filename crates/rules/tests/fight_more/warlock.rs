//! What warlocks have of their patrons (SRD 5.2, "Classes", Warlock).

use rules::{book::Condition, fight::Event};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

const LUCK: &str = "resource/dark-ones-own-luck";

/// A warlock of level 6 with a Charisma of 16 and a bonus of 5 on Wisdom saves.
fn warlock() -> Hero {
    Hero::of("warlock", 6).picks("warlock-3/subclass/subclass", &["subclass/fiend-patron"])
}

/// Dark One's Own Luck: 1d10 for a save or a check that has failed, as often as the Charisma modifier; never for what
/// no die can mend.
#[test]
fn the_dark_one_lends_a_die_to_what_failed() {
    let book = book(&format!("[{}, {}]", caster("mage", &["hold-person"]), block("thug", CLUB, "{}")));
    // Against 15: what the d20 shows, the d10, whether it is held, what is left of three uses.
    for (dice, held, left) in
        [(&[12][..], false, 3), (&[5, 4], true, 2), (&[5, 5], false, 2), (&[1, 10], false, 2)]
    {
        let mut arena = Arena::of_hero(&book, warlock(), &[("mage", 1, 6, 8)]);
        arena.pass();
        arena.dice(dice).act("Hold Person", &[0]);
        assert_eq!(arena.fight.fighters[0].has(Condition::Paralyzed), held, "{dice:?}: {}", arena.told());
        assert_eq!(arena.fight.fighters[0].left(LUCK), left, "{dice:?}: {}", arena.told());
        arena.replays();
    }
    // Uses run out.
    let mut arena = Arena::of_hero(&book, warlock().spent(LUCK, 3), &[("mage", 1, 6, 8)]);
    arena.pass();
    let events = arena.dice(&[5]).act("Hold Person", &[0]);
    assert!(!events.iter().any(|it| matches!(it, Event::Spent { who: 0, .. })), "{}", arena.told());
    assert!(arena.fight.fighters[0].has(Condition::Paralyzed));
}
