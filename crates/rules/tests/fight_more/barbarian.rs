//! Rages and recklessness (SRD 5.2, "Classes", Barbarian).

use rules::{
    book::{Book, Condition},
    build::Place,
    fight::Event,
};

use super::{
    arena::{Arena, CLUB, Hero, block, book},
    monk::leans,
};

fn foes() -> Book {
    let acts = CLUB.trim_end_matches(']').to_owned()
        + r#", {"name": "Stun", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"},
        "effects": [{"condition": {"condition": "stunned", "until": "own_turn_end"}}]}]"#;
    book(&format!("[{}]", block("foe", &acts, r#"{"hp": "200"}"#)))
}

fn rages(arena: &Arena<'_>) -> bool {
    arena.fight.fighters[0].states.iter().any(|it| it.as_str() == "state/rage")
}

/// A Rage lasts until the end of the next turn, longer by an attack roll, a forced save or the Bonus Action; Incapacitated
/// it ends at once.
#[test]
fn a_rage_is_kept_up() {
    let book = foes();
    // What is done in the next turn, whether a foe is left to be angry at, and whether it still rages after that turn.
    for (act, roll, rages_on) in [("Unarmed Strike", 15, true), ("Unarmed Strike", 1, true), ("", 1, true)] {
        let mut arena = Arena::of_hero(&book, Hero::of("barbarian", 1), &[("foe", 1, 3, 8)]);
        arena.act("Rage", &[]);
        arena.pass();
        assert!(rages(&arena), "until the end of the next turn");
        arena.pass();
        if !act.is_empty() {
            arena.dice(&[roll]).act(act, &[1]);
        }
        let events = arena.pass();
        let by_bonus = events.iter().any(|it| matches!(it, Event::Kept { who: 0, .. }));
        assert_eq!((rages(&arena), by_bonus), (rages_on, act.is_empty()), "{act} {roll}: {}", arena.told());
        arena.replays();
    }
    let mut arena = Arena::of_hero(&book, Hero::of("barbarian", 1), &[("foe", 1, 3, 8)]);
    arena.act("Rage", &[]);
    arena.pass();
    arena.act("Stun", &[0]);
    assert!(!rages(&arena), "{}", arena.told());
    arena.replays();
}

/// So many Rages by the level; none in Heavy armour; 2, 3 or 4 more with Strength, nothing with Dexterity.
#[test]
fn how_much_a_rage_is() {
    let book = foes();
    for (level, uses, more) in
        [(1, 2, 2), (3, 3, 2), (6, 4, 2), (9, 4, 3), (12, 5, 3), (16, 5, 4), (17, 6, 4)]
    {
        let mut arena = Arena::of_hero(
            &book,
            Hero::of("barbarian", level).scores([16, 10, 14, 8, 14, 16]),
            &[("foe", 1, 3, 8)],
        );
        assert_eq!(arena.fight.fighters[0].left("resource/rage"), uses, "{level}");
        arena.act("Rage", &[]);
        arena.dice(&[15]).act("Unarmed Strike", &[1]);
        assert_eq!(200 - arena.hp(1), 1 + 3 + more, "{level}: {}", arena.told());
        arena.replays();
    }
    let heavy = Hero::of("barbarian", 1).with("armour/chain-mail", Place::Worn);
    let arena = Arena::of_hero(&book, heavy, &[("foe", 1, 3, 8)]);
    assert!(arena.fight.fighters[0].kit.acts.iter().all(|it| it.name != "Rage"));
}

/// Reckless Attack: Advantage with Strength, and for who attacks, until the next turn starts; once a turn, and again in the
/// next.
#[test]
fn the_reckless_are_struck() {
    let book = foes();
    for reckless in [true, false] {
        let hero = Hero::of("barbarian", 2).scores([16, 10, 14, 8, 14, 16]);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        for _ in 0..2 {
            if reckless {
                arena.act("Reckless Attack", &[]);
            }
            let lean = i8::from(reckless);
            assert_eq!(leans(&arena.act("Unarmed Strike", &[1])), [lean], "{}", arena.told());
            arena.pass();
            assert_eq!(leans(&arena.dice(&[1, 1]).act("Club", &[0])), [lean], "{}", arena.told());
            arena.pass();
            assert!(arena.fight.fighters[0].states.is_empty(), "until one's turn starts");
        }
        assert!(!arena.fight.fighters[0].has(Condition::Stunned));
        arena.replays();
    }
}

/// Brutal Strike: the Advantage of a Reckless Attack is given up for 1d10 (2d10 from level 17) and for one effect, two from level
/// 17: 15 feet away, 15 feet less of Speed, no Opportunity Attacks (Staggering Blow, from level 13).
#[test]
fn a_brutal_strike_does_what_was_meant() {
    let book = book(&format!("[{}]", block("foe", CLUB, r#"{"hp": "200"}"#)));
    // The level, what is meant, the dice, what is dealt, where the foe stands, its Speed, what lies upon it.
    type Case = (u8, &'static [&'static str], &'static [u32], i32, i16, i32, usize);
    let cases: &[Case] = &[
        (9, &[], &[15, 4, 5], 13, 3, 30, 0),
        (9, &["Forceful Blow"], &[15, 4, 5], 13, 6, 30, 0),
        (9, &["Forceful Blow"], &[1], 0, 3, 30, 0),
        (9, &["Hamstring Blow"], &[15, 4, 5], 13, 3, 15, 1),
        (9, &["Forceful Blow", "Hamstring Blow"], &[15, 4, 5], 13, 6, 30, 0),
        (13, &["Staggering Blow"], &[15, 4, 5], 13, 3, 30, 2),
        (17, &["Forceful Blow", "Hamstring Blow"], &[15, 4, 5, 5], 18, 6, 15, 1),
    ];
    for (level, means, dice, dealt, x, speed, laid) in cases {
        let hero = Hero::of("barbarian", *level)
            .scores([18, 10, 14, 8, 10, 10])
            .with("weapon/longsword", Place::MainHand);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        arena.act("Reckless Attack", &[]);
        arena.act("Brutal Strike", &[]);
        for it in *means {
            arena.act(&format!("Mean a {it}"), &[]);
        }
        arena.dice(dice).act("Longsword", &[1]);
        let foe = &arena.fight.fighters[1];
        assert_eq!(
            (200 - foe.hp, foe.spot.x, foe.speed(), foe.lasting.len()),
            (*dealt, *x, *speed, *laid),
            "{level} {means:?} {dice:?}: {}",
            arena.told()
        );
        assert!(arena.fight.fighters[0].states.iter().all(|it| !it.as_str().ends_with("-blow")));
        arena.replays();
    }
}
