//! Areas that stay but not where they are (SRD 5.2, "Spells": Moonbeam, Flaming Sphere, Cloudkill, Spirit Guardians).

use rules::fight::{Aim, Event, Order, Refused, Spot, choose};

use super::arena::{Arena, CLUB, block, book, caster};

fn all(spells: &[&str]) -> String {
    format!("[{}, {}]", caster("warden", spells), block("ogre", CLUB, "{}"))
}

fn to(arena: &Arena<'_>, act: &str, x: i16, y: i16) -> Order {
    arena.ordered(act, Aim { targets: Vec::new(), spot: Some(Spot { x, y }) })
}

/// Moonbeam: with an action up to 60 feet; whom it is moved onto saves, once in a turn.
#[test]
fn a_beam_is_moved_onto_who_left_it() {
    let book = book(&all(&["moonbeam"]));
    for (x, allowed) in [(9, false), (10, true), (21, true), (22, false)] {
        let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, x, 12)]);
        arena.act_at("Moonbeam", 9, 8);
        let early = to(&arena, "Moonbeam: Move the beam", x, 12);
        assert_eq!(arena.order(&early), Err(Refused::NoAction));
        arena.pass();
        arena.pass();
        let (y, hp) = if x == 9 { (8, 40) } else { (12, if allowed { 30 } else { 40 }) };
        let order = to(&arena, "Moonbeam: Move the beam", x, y);
        assert_eq!(arena.dice(&[5, 5, 1]).order(&order).is_ok(), allowed, "{x}: {}", arena.told());
        assert_eq!(arena.hp(1), hp, "{x}: {}", arena.told());
        assert_eq!(arena.told().contains("Moonbeam moves on."), allowed);
        arena.replays();
    }
}

/// Without the Concentration there is nothing to move.
#[test]
fn a_beam_that_is_gone_is_not_moved() {
    let book = book(&all(&["moonbeam"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 3, 8)]);
    arena.act_at("Moonbeam", 9, 8);
    arena.pass();
    arena.dice(&[15, 2]).act("Club", &[0]);
    arena.pass();
    let order = to(&arena, "Moonbeam: Move the beam", 3, 8);
    assert_eq!(arena.order(&order), Err(Refused::Over), "{}", arena.told());
}

/// Flaming Sphere: it lies where it was aimed, is rolled with a Bonus Action, burns whom it rolls into at once
/// and who ends a turn beside it.
#[test]
fn a_sphere_rolls_into_somebody() {
    let book = book(&all(&["flaming-sphere"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 10, 8), ("ogre", 1, 3, 8)]);
    arena.act_at("Flaming Sphere", 6, 8);
    (0..3).for_each(|_| drop(arena.pass()));
    assert_eq!((arena.hp(1), arena.hp(2)), (40, 40), "not around the caster: {}", arena.told());
    let order = to(&arena, "Flaming Sphere: Roll the sphere", 13, 8);
    assert!(matches!(arena.order(&order), Err(Refused::OutOfRange(_))), "30 feet are six squares");
    // Two d6, and a d20 that fails.
    let order = to(&arena, "Flaming Sphere: Roll the sphere", 10, 8);
    arena.dice(&[3, 4, 2]).must(&order);
    let hurt = 40 - arena.hp(1);
    assert_eq!(hurt, 7, "{}", arena.told());
    assert_eq!(arena.order(&order), Err(Refused::NoBonusAction));
    arena.pass();
    // It stays beside it to the end of its turn.
    arena.go(11, 8);
    arena.dice(&[3, 3, 20]).pass();
    assert_eq!(arena.hp(1), 30, "half of 6 with a success: {}", arena.told());
    arena.replays();
}

/// Cloudkill: 10 feet away from its caster as each of its turns starts; whom it reaches saves.
#[test]
fn a_cloud_creeps_on() {
    let book = book(&all(&["cloudkill"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 16, 8)]);
    arena.act_at("Cloudkill", 10, 8);
    assert_eq!(arena.fight.zones[0].middle, Some(Spot { x: 10, y: 8 }));
    arena.pass();
    assert_eq!(arena.hp(1), 40, "the cloud ends before it: {}", arena.told());
    let events = arena.dice(&[1, 1, 1, 1, 1, 20]).pass();
    assert_eq!(arena.fight.zones[0].middle, Some(Spot { x: 12, y: 8 }), "{}", arena.told());
    assert_eq!(arena.hp(1), 38, "half of five d6 that show a 1: {}", arena.told());
    assert_eq!(events.iter().filter(|it| matches!(it, Event::ZoneMoved { .. })).count(), 1);
    assert!(arena.told().contains("Cloudkill moves on."), "{}", arena.told());
    arena.replays();
}

/// The tactic moves the beam upon an enemy that went out of it, and leaves it where one stands in it.
#[test]
fn a_beam_follows_its_prey() {
    let book = book(&all(&["moonbeam"]));
    for (x, y, moves) in [(9, 12, true), (9, 8, false)] {
        let mut arena = Arena::open(&book, &[("warden", 0, 2, 2), ("ogre", 1, x, y)]);
        arena.act_at("Moonbeam", 9, 8);
        arena.pass();
        arena.dice(&[1, 1, 20]).pass();
        let act = arena.ordered("Moonbeam: Move the beam", Aim::default());
        let Order::Act { act: beam, .. } = act else { return };
        let choice = choose(&arena.fight, 0);
        let chosen = matches!(&choice.order, Order::Act { act, .. } if *act == beam);
        assert_eq!(chosen, moves, "{choice:?}\n{}", arena.told());
        arena.must(&choice.order);
        arena.replays();
    }
}

/// One area is told once, whatever it does.
#[test]
fn spirits_are_told_once() {
    let book = book(&all(&["spirit-guardians"]));
    let mut arena = Arena::open(&book, &[("warden", 0, 2, 8), ("ogre", 1, 3, 8)]);
    arena.act("Spirit Guardians", &[]);
    assert_eq!(arena.told().matches("goes with warden").count(), 1, "{}", arena.told());
    assert_eq!(arena.fight.fighters[1].speed(), 15, "slow at once");
    arena.pass();
    arena.go(2, 9);
    arena.replays();
}
