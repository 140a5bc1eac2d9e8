//! What fighters do when something fails, and with their winds (SRD 5.2, "Classes", Fighter).

use rules::{
    book::Book,
    fight::{Event, Order},
};

use super::arena::{Arena, CLUB, Hero, block, book};

/// A blast that a save against DC 15 spares one, and claws that hold.
fn foes() -> Book {
    let acts = r#"[{"name": "Blast", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "wis", "dc": "15", "fail": [{"damage": {"amount": "10", "of": ["force"]}}]}}]},
        {"name": "Doom", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "wis", "dc": "40", "fail": [{"damage": {"amount": "10", "of": ["force"]}}]}}]},
        {"name": "Grab", "time": "action", "range": {"reach": 5}, "targets": {"who": "other"}, "effects": [
        {"grapple": {"escape": "15"}}]}]"#;
    book(&format!(
        "[{}, {}]",
        block("foe", acts, r#"{"hp": "200"}"#),
        block("thug", CLUB, r#"{"hp": "200"}"#)
    ))
}

/// Indomitable: a failed save is rolled anew with the level added; once, twice from level 13, three times from 17.
#[test]
fn the_indomitable_save_again() {
    let book = foes();
    // The level (Wisdom adds 2), the act, the dice, what is lost, the uses that are left.
    type Case = (u8, &'static str, &'static [u32], i32, u32);
    let cases: &[Case] = &[
        (8, "Blast", &[2], 10, 0),
        (9, "Blast", &[2, 4], 0, 0),
        (9, "Blast", &[2, 3], 10, 0),
        (9, "Blast", &[13], 0, 1),
        (9, "Doom", &[2], 10, 1),
        (13, "Blast", &[2, 2], 0, 1),
        (17, "Blast", &[2, 2], 0, 2),
    ];
    for (level, act, dice, lost, left) in cases {
        let mut arena = Arena::of_hero(&book, Hero::of("fighter", *level), &[("foe", 1, 3, 8)]);
        arena.pass();
        let before = arena.hp(0);
        let events = arena.dice(dice).act(act, &[0]);
        assert_eq!(before - arena.hp(0), *lost, "{level} {act} {dice:?}: {}", arena.told());
        assert_eq!(arena.fight.fighters[0].left("resource/indomitable"), *left, "{level} {act} {dice:?}");
        let rolls = events.iter().filter(|it| matches!(it, Event::Saved { .. })).count();
        assert_eq!(rolls, dice.len(), "each roll is told: {}", arena.told());
        arena.replays();
    }
}

/// Without a use there is no second roll.
#[test]
fn the_indomitable_tire() {
    let book = foes();
    let hero = Hero::of("fighter", 9).spent("resource/indomitable", 1);
    let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
    arena.pass();
    let before = arena.hp(0);
    arena.dice(&[2, 20]).act("Blast", &[0]);
    assert_eq!(before - arena.hp(0), 10, "{}", arena.told());
}

/// Tactical Mind: 1d10 for a failed check out of Second Wind, which is kept if the check fails all the same.
#[test]
fn a_tactical_mind_helps_a_check() {
    let book = foes();
    // The level, the dice of the escape (Dexterity adds 3, proficiency is not in it), whether one is free, uses left of 2.
    for (level, dice, free, left) in [
        (1, &[8][..], false, 2),
        (2, &[8, 4], true, 1),
        (2, &[8, 1], false, 2),
        (2, &[13], true, 2),
        (2, &[1], false, 2),
    ] {
        let mut arena = Arena::of_hero(&book, Hero::of("fighter", level), &[("foe", 1, 3, 8)]);
        arena.pass();
        arena.act("Grab", &[0]);
        arena.pass();
        arena.dice(dice).must(&Order::Escape);
        let hero = &arena.fight.fighters[0];
        assert_eq!(
            (!hero.has(rules::book::Condition::Grappled), hero.left("resource/second-wind")),
            (free, left),
            "{level} {dice:?}: {}",
            arena.told()
        );
        arena.replays();
    }
}

/// Action Surge: never twice in a turn, from level 17 on again in a later one.
#[test]
fn a_surge_comes_once_a_turn() {
    let book = foes();
    for (level, again) in [(2, false), (17, true)] {
        let mut arena = Arena::of_hero(&book, Hero::of("fighter", level), &[("thug", 1, 3, 8)]);
        let order = arena.ordered("Action Surge", rules::fight::Aim::default());
        arena.must(&order);
        assert!(arena.order(&order).is_err(), "{level}: once a turn");
        arena.pass();
        arena.pass();
        assert_eq!(arena.order(&order).is_ok(), again, "{level}: {}", arena.told());
        arena.replays();
    }
}
