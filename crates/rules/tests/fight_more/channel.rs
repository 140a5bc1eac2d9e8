//! Channel Divinity (SRD 5.2, "Classes", Cleric; Paladin). When it comes back is a case of `play/returns.rs`.

use rules::{
    book::{Book, Condition},
    fight::{Aim, Event, Refused},
};

use super::arena::{Arena, CLUB, Hero, block, book};

fn foes() -> Book {
    let all = [
        block("ogre", CLUB, r#"{"hp": "200"}"#),
        block("ghoul", CLUB, r#"{"hp": "200", "type": "undead"}"#),
        block("friend", CLUB, "{}"),
    ];
    book(&format!("[{}]", all.join(", ")))
}

const CLERIC: &str = "resource/cleric-channel-divinity";
const PALADIN: &str = "resource/paladin-channel-divinity";

/// So many uses by the level; then no more.
#[test]
fn uses_grow_with_levels() {
    let book = foes();
    for (class, key, act, rows) in [
        ("cleric", CLERIC, "Turn Undead", &[(1, 0), (2, 2), (5, 2), (6, 3), (17, 3), (18, 4)][..]),
        ("paladin", PALADIN, "Divine Sense", &[(2, 0), (3, 2), (10, 2), (11, 3), (20, 3)]),
    ] {
        for (level, uses) in rows {
            let mut arena = Arena::of_hero(&book, Hero::of(class, *level), &[("ogre", 1, 12, 8)]);
            assert_eq!(arena.fight.fighters[0].left(key), *uses, "{class} {level}");
            for _ in 0..*uses {
                arena.act(act, &[]);
                arena.pass();
                arena.pass();
            }
            if *uses > 0 {
                let order = arena.ordered(act, Aim::default());
                assert!(matches!(arena.order(&order), Err(Refused::Spent(_))), "{class} {level}");
            }
            arena.replays();
        }
    }
}

/// Divine Spark: 1d8, 2d8 from level 7, 3d8 from 13, 4d8 from 18, with Wisdom; a Constitution save halves it.
#[test]
fn a_spark_heals_or_burns() {
    let book = foes();
    // The level, how many dice, each of them a 5 (Wisdom adds 2); DC 8 + proficiency + 2.
    for (level, dice, dc) in [(2, 1, 12), (6, 1, 13), (7, 2, 13), (13, 3, 15), (18, 4, 16)] {
        let whole = 5 * dice + 2;
        for (save, dealt) in [(dc - 1, whole), (dc, whole / 2)] {
            let mut arena = Arena::of_hero(&book, Hero::of("cleric", level), &[("ogre", 1, 6, 8)]);
            let faces: Vec<u32> = vec![5; dice as usize].into_iter().chain([save]).collect();
            arena.dice(&faces).act("Divine Spark", &[1]);
            assert_eq!(200 - arena.hp(1), dealt, "{level} {save}: {}", arena.told());
            assert!(arena.fight.fighters[0].moment.action);
            arena.replays();
        }
    }
}

/// Turn Undead: those within 30 feet, and they alone; Frightened and Incapacitated until they are hurt.
#[test]
fn the_undead_are_turned() {
    let book = foes();
    // Who stands where, the die of the save, whether it is turned.
    for (foe, x, die, turned) in
        [("ghoul", 8, 11, true), ("ghoul", 8, 12, false), ("ghoul", 9, 11, false), ("ogre", 8, 11, false)]
    {
        let mut arena = Arena::of_hero(&book, Hero::of("cleric", 2), &[("friend", 0, 7, 9), (foe, 1, x, 8)]);
        arena.dice(&[die]).act("Turn Undead", &[]);
        let has = |arena: &Arena<'_>| {
            [Condition::Frightened, Condition::Incapacitated].map(|it| arena.fight.fighters[2].has(it))
        };
        assert_eq!(has(&arena), [turned; 2], "{foe} {x} {die}: {}", arena.told());
        assert!(arena.fight.fighters[1].lasting.is_empty());
        if turned {
            arena.pass();
            arena.go(7, 8);
            arena.dice(&[15, 15]).act("Club", &[2]);
            assert_eq!(has(&arena), [false; 2], "{}", arena.told());
        }
        arena.replays();
    }
}

/// Abjure Foes: a Wisdom save or Frightened until hurt.
#[test]
fn foes_are_abjured() {
    let book = foes();
    // Proficiency 4 and Charisma 3: DC 15.
    for (die, afraid) in [(14, true), (15, false)] {
        let mut arena = Arena::of_hero(&book, Hero::of("paladin", 9), &[("ogre", 1, 6, 8)]);
        let events = arena.dice(&[die]).act("Abjure Foes", &[1]);
        assert!(events.iter().any(|it| matches!(it, Event::Spent { key, .. } if key == PALADIN)));
        assert_eq!(arena.fight.fighters[1].has(Condition::Frightened), afraid, "{die}: {}", arena.told());
        arena.replays();
    }
}
