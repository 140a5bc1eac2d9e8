//! Bardic Inspiration: given, kept and used, or lost (SRD 5.2, "Classes", Bard).

use rules::{
    book::Book,
    fight::{Event, Health, Order, Refused},
};

use super::arena::{Arena, CLUB, Hero, block, book};

fn others() -> Book {
    let acts = r#"[{"name": "Blast", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "wis", "dc": "15", "fail": [{"damage": {"amount": "10", "of": ["force"]}}]}}]},
        {"name": "Scare", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"}, "effects": [
        {"save": {"ability": "wis", "dc": "15", "fail": [{"condition": {"condition": "frightened", "until": "forever"}}]}}]},
        {"name": "Grab", "time": "action", "range": {"reach": 5}, "targets": {"who": "other"}, "effects": [
        {"grapple": {"escape": "15"}}]}]"#;
    let all = [block("foe", acts, r#"{"hp": "200"}"#), block("friend", CLUB, "{}")];
    book(&format!("[{}]", all.join(", ")))
}

fn arena(book: &Book, level: u8) -> Arena<'_> {
    Arena::of_hero(book, Hero::of("bard", level), &[("friend", 0, 3, 8), ("foe", 1, 4, 8)])
}

fn keeps(arena: &Arena<'_>) -> bool {
    !arena.fight.fighters[1].lasting.is_empty()
}

/// The die grows with the bard's level, is added to what failed if that may be enough, and is gone when it was rolled.
#[test]
fn a_die_turns_an_attack() {
    let book = others();
    // The level, the dice (the friend adds 5, the foe has armour class 10), whether it hits, whether the die is kept.
    for (level, dice, hits, kept) in [
        (1, &[4, 1][..], true, false),
        (1, &[2, 3], true, false),
        (1, &[2, 2], false, false),
        (1, &[5], true, true),
        (1, &[1], false, true),
    ] {
        let mut arena = arena(&book, level);
        arena.act("Bardic Inspiration", &[1]);
        assert!(arena.fight.fighters[0].moment.bonus_action);
        assert_eq!(
            arena.fight.fighters[0].left("resource/bardic-inspiration"),
            2,
            "as often as Charisma says"
        );
        arena.pass();
        arena.dice(dice).act("Club", &[2]);
        assert_eq!((arena.hp(2) < 200, keeps(&arena)), (hits, kept), "{dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// d6, d8 from level 5, d10 from 10, d12 from 15: what it can be is what it is spent for.
#[test]
fn the_die_grows() {
    let book = others();
    for (level, most) in [(1, 6), (4, 6), (5, 8), (9, 8), (10, 10), (14, 10), (15, 12), (20, 12)] {
        for (short, thrown) in [(most, true), (most + 1, false)] {
            let mut arena = arena(&book, level);
            arena.act("Bardic Inspiration", &[1]);
            arena.pass();
            arena.pass();
            // The friend has nothing to add: 15 - short.
            let events = arena.dice(&[15 - short.min(13), most]).act("Blast", &[1]);
            let rolled = events.iter().any(|it| matches!(it, Event::Inspired { who: 1, .. }));
            assert_eq!(rolled, thrown, "{level} short of {short}: {}", arena.told());
            assert_eq!(arena.hp(1) == 40, thrown);
            arena.replays();
        }
    }
}

/// A check is a D20 Test, too.
#[test]
fn a_die_turns_a_check() {
    let book = others();
    for (dice, free) in [([10, 5], true), ([10, 4], false)] {
        let mut arena = arena(&book, 1);
        arena.act("Bardic Inspiration", &[1]);
        arena.pass();
        arena.pass();
        arena.act("Grab", &[1]);
        arena.pass();
        arena.pass();
        arena.dice(&dice).must(&Order::Escape);
        let held = arena.fight.fighters[1].has(rules::book::Condition::Grappled);
        assert_eq!((!held, keeps(&arena)), (free, !free), "{dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// And so is a death save, but a 1 on it stays one.
#[test]
fn a_die_turns_a_death_save() {
    let book = others();
    for (dice, successes, failures) in [(&[9, 1][..], 1, 0), (&[3, 6], 0, 1), (&[1], 0, 2), (&[10], 1, 0)] {
        let heroes = [Hero::of("bard", 1), Hero::of("bard", 1)];
        let mut arena = Arena::of_heroes(&book, &heroes, &[("foe", 1, 12, 8)]);
        arena.act("Bardic Inspiration", &[1]);
        arena.happened(Event::Dropped { who: 1 });
        arena.dice(dice).pass();
        let health = arena.fight.fighters[1].health;
        assert_eq!(health, Health::Dying { successes, failures }, "{dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// Nobody has two at a time; nobody inspires themselves; three times and no more.
#[test]
fn a_die_is_one_of_few() {
    let book = others();
    let mut arena = arena(&book, 1);
    let own = arena.ordered("Bardic Inspiration", rules::fight::Aim { targets: vec![0], spot: None });
    for _ in 0..3 {
        arena.act("Bardic Inspiration", &[1]);
        assert_eq!(arena.fight.fighters[1].lasting.len(), 1, "{}", arena.told());
        (0..3).for_each(|_| drop(arena.pass()));
    }
    let fourth = arena.ordered("Bardic Inspiration", rules::fight::Aim { targets: vec![1], spot: None });
    assert!(matches!(arena.order(&fourth), Err(Refused::Spent(_))));
    assert!(arena.order(&own).is_err(), "another creature");
    arena.replays();
}

/// Two bards: still one die.
#[test]
fn two_songs_are_one_die() {
    let book = others();
    let song = Hero::of("bard", 1);
    let mut arena = Arena::of_heroes(&book, &[song.clone(), song], &[("friend", 0, 3, 8), ("foe", 1, 9, 8)]);
    arena.act("Bardic Inspiration", &[2]);
    arena.pass();
    arena.act("Bardic Inspiration", &[2]);
    assert_eq!(arena.fight.fighters[2].lasting.len(), 1, "{}", arena.told());
    arena.replays();
}

/// Countercharm: a save against being Charmed or Frightened is rolled anew with Advantage, for a Reaction.
#[test]
fn a_clear_note_counters_fear() {
    let book = others();
    // The level, the act, where the bard's friend is, the dice, whether the Reaction is taken, whether the save fails.
    type Case = (u8, &'static str, i16, &'static [u32], bool, bool);
    let cases: &[Case] = &[
        (7, "Scare", 3, &[2, 3, 15], true, false),
        (7, "Scare", 3, &[2, 3, 14], true, true),
        (7, "Scare", 3, &[15], false, false),
        (7, "Scare", 9, &[2], false, true),
        (7, "Blast", 3, &[2], false, true),
        (6, "Scare", 3, &[2], false, true),
    ];
    for (level, act, x, dice, reacts, fails) in cases {
        let mut arena =
            Arena::of_hero(&book, Hero::of("bard", *level), &[("friend", 0, *x, 8), ("foe", 1, 4, 9)]);
        arena.pass();
        arena.pass();
        arena.dice(dice).act(act, &[1]);
        let harmed = arena.hp(1) < 40 || arena.fight.fighters[1].has(rules::book::Condition::Frightened);
        assert_eq!(
            (arena.fight.fighters[0].moment.reaction, harmed),
            (*reacts, *fails),
            "{level} {act} {x} {dice:?}: {}",
            arena.told()
        );
        arena.replays();
    }
}

/// Peerless Skill: a use for one's own failed attack or check, kept if it fails all the same.
#[test]
fn a_peerless_bard_helps_itself() {
    let book = others();
    // The level, the dice (Strength adds nothing, proficiency 5), whether it hits, how many of 3 are left.
    for (level, dice, hits, left) in [
        (14, &[3, 2][..], true, 2),
        (14, &[3, 1], false, 3),
        (14, &[5], true, 3),
        (14, &[1], false, 3),
        (13, &[3], false, 3),
    ] {
        let hero = Hero::of("bard", level).picks("bard-3/subclass/subclass", &["subclass/college-of-lore"]);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        let events = arena.dice(dice).act("Unarmed Strike", &[1]);
        let hit = events.iter().any(|it| matches!(it, Event::Attacked { outcome, .. } if outcome.succeeds()));
        let uses = arena.fight.fighters[0].left("resource/bardic-inspiration");
        assert_eq!((hit, uses), (hits, left), "{level} {dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// Whatever the tactic does with the die, no enemy is heartened.
#[test]
fn no_enemy_is_given_the_die() {
    let book = others();
    let mut arena = arena(&book, 5);
    let place = arena.fight.fighters[0].kit.acts.iter().position(|it| it.name == "Bardic Inspiration");
    let mut given = Vec::new();
    for _ in 0..6 {
        while arena.fight.turn == Some(0) {
            let order = rules::fight::choose(&arena.fight, 0).order;
            if let Order::Act { act, aim, .. } = &order
                && Some(*act) == place
            {
                given.extend(aim.targets.clone());
            }
            arena.must(&order);
        }
        while arena.fight.turn.is_some_and(|it| it != 0) {
            arena.pass();
        }
    }
    assert!(!given.contains(&2), "{given:?}: {}", arena.told());
}
