//! A ranger's prey (SRD 5.2, "Classes", Ranger; "Spells", Ensnaring Strike).

use rules::{
    book::{Book, Condition},
    build::Place,
};

use super::arena::{Arena, CLUB, Hero, block, book};

fn foes() -> Book {
    book(&format!("[{}]", block("foe", CLUB, r#"{"hp": "200"}"#)))
}

/// Favoured Enemy: Hunter's Mark so often without a slot.
#[test]
fn a_mark_is_free_so_often() {
    let book = foes();
    for (level, free) in [(1, 2), (4, 2), (5, 3), (9, 4), (13, 5), (17, 6), (20, 6)] {
        let arena = Arena::of_hero(&book, Hero::of("ranger", level), &[("foe", 1, 3, 8)]);
        assert_eq!(arena.fight.fighters[0].left("free:hunters-mark"), free, "{level}");
    }
}

/// Ensnaring Strike: with a Bonus Action and a slot after a weapon's hit; a Strength save or Restrained, and 1d6 at the start
/// of each turn, as long as it is concentrated on.
#[test]
fn vines_hold_whom_an_arrow_hits() {
    let book = foes();
    // Whether a bow is shot, the dice of the hit and the save (DC 12), whether it holds, slots that are left of 2.
    type Case = (&'static str, &'static [u32], bool, u32);
    let cases: &[Case] = &[
        ("Shortbow", &[15, 4, 11], true, 1),
        ("Shortbow", &[15, 4, 12], false, 1),
        ("Shortbow", &[2], false, 2),
        ("Unarmed Strike", &[15], false, 2),
    ];
    for (act, dice, holds, left) in cases {
        let hero = Hero::of("ranger", 2)
            .with("weapon/shortbow", Place::BothHands)
            .picks("ranger/prepared", &["spell/ensnaring-strike"]);
        let x = if *act == "Shortbow" { 8 } else { 3 };
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, x, 8)]);
        arena.dice(dice).act(act, &[1]);
        let hero = &arena.fight.fighters[0];
        assert_eq!(
            (arena.fight.fighters[1].has(Condition::Restrained), hero.left("slot/1")),
            (*holds, *left),
            "{act} {dice:?}: {}",
            arena.told()
        );
        assert_eq!(hero.moment.bonus_action, *left == 1);
        let before = arena.hp(1);
        arena.dice(if *holds { &[3] } else { &[] }).pass();
        assert_eq!(before - arena.hp(1), if *holds { 3 } else { 0 }, "{}", arena.told());
        arena.replays();
    }
}
