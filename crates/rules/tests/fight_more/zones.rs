//! Areas that stay (SRD 5.2, "Spells"; "Rules Glossary", Area of Effect).

use rules::book::Condition;
use rules::fight::{Order, choose};

use super::arena::{Arena, CLUB, block, book, caster};

fn all(spells: &[&str]) -> String {
    format!("[{}, {}]", caster("warden", spells), block("ogre", CLUB, "{}"))
}

/// Spirit Guardians: whoever comes in, or ends a turn there, saves once in a turn; and is slow there.
#[test]
fn spirits_go_around_with_who_calls_them() {
    let book = book(&all(&["spirit-guardians"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 11, 8), ("ogre", 0, 3, 8)]);
    arena.act("Spirit Guardians", &[]);
    assert_eq!(arena.fight.zones.len(), 1, "told once: {}", arena.told());
    arena.pass();
    assert_eq!(arena.fight.fighters[1].speed(), 30);
    // Three d8 of 5 each at the first step within 15 feet, and no more in this turn.
    arena.dice(&[5, 5, 5, 2]).go(5, 8);
    assert_eq!(arena.hp(1), 25, "{}", arena.told());
    // Half of 30, and rounded as the spell says.
    assert_eq!(arena.fight.fighters[1].speed(), 15);
    arena.pass();
    assert_eq!(arena.hp(1), 25, "once in a turn");
    assert_eq!(arena.hp(2), 40, "friends are left alone");
    arena.pass();
    // The caster walks away: the speed comes back. It comes again: the spirits enter the ogre's space.
    arena.go(2, 12);
    assert_eq!(arena.fight.fighters[1].speed(), 30, "{}", arena.told());
    arena.dice(&[5, 5, 5, 20]).go(2, 11);
    assert_eq!(arena.hp(1), 18, "half with a success");
    arena.replays();
}

/// Concentration holds them: a blow that breaks it ends the zone.
#[test]
fn a_zone_ends_with_concentration() {
    let book = book(&all(&["spirit-guardians"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 3, 8)]);
    arena.act("Spirit Guardians", &[]);
    arena.pass();
    assert_eq!(arena.fight.fighters[1].speed(), 15);
    // It hits for 4; the save for Concentration shows a 9.
    arena.dice(&[15, 9]).act("Club", &[0]);
    assert!(arena.fight.zones.is_empty(), "{}", arena.told());
    assert_eq!(arena.fight.fighters[1].speed(), 30);
    arena.replays();
}

/// Web: difficult ground that holds who fails, until it breaks free.
#[test]
fn webs_hold_and_slow() {
    let book = book(&all(&["web"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 9, 8)]);
    arena.act_at("Web", 9, 8);
    assert!(!arena.fight.fighters[1].has(Condition::Restrained), "it has no effect but at its times");
    arena.dice(&[14]).pass();
    assert!(arena.fight.fighters[1].has(Condition::Restrained), "{}", arena.told());
    // Strength (Athletics) against the DC of the spell.
    arena.dice(&[15]).must(&Order::Escape);
    assert!(!arena.fight.fighters[1].has(Condition::Restrained), "{}", arena.told());
    // Two squares of difficult ground and then open ones: 10 + 10 + 5.
    assert!(arena.order(&Order::Move(rules::fight::Spot { x: 13, y: 8 })).is_ok());
    assert_eq!(arena.fight.fighters[1].feet_left(), 0, "{}", arena.told());
    arena.replays();
}

/// Moonbeam: whoever ends a turn in it. Its duration passes with the caster's turns.
#[test]
fn a_beam_burns_who_stays_and_lasts_a_minute() {
    let book = book(&all(&["moonbeam"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 9, 8)]);
    arena.dice(&[5, 5, 1]).act_at("Moonbeam", 9, 8);
    assert_eq!(arena.hp(1), 30);
    arena.pass();
    arena.dice(&[5, 5, 1]).pass();
    assert_eq!(arena.hp(1), 20, "{}", arena.told());
    arena.pass();
    arena.go(9, 12);
    for _ in 0..18 {
        arena.pass();
    }
    assert!(arena.fight.zones.is_empty(), "ten rounds");
    arena.replays();
}

/// The tactic walks around a wall of fire, and out of what burns it.
#[test]
fn nobody_walks_through_fire_who_need_not() {
    let book = book(&all(&["wall-of-fire", "moonbeam"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 12, 8)]);
    arena.act_at("Moonbeam", 12, 8);
    arena.pass();
    let choice = choose(&arena.fight, 1);
    arena.must(&choice.order);
    while arena.fight.turn == Some(1) {
        let choice = choose(&arena.fight, 1);
        arena.must(&choice.order);
    }
    assert!(!arena.fight.zones[0].inside.contains(&1), "{}", arena.told());
    arena.replays();
}
