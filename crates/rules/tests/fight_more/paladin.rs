//! Smites and what a paladin's hands and oath do (SRD 5.2, "Classes", Paladin; "Spells", Divine Smite).

use rules::{
    book::{Book, Condition},
    build::Place,
    fight::Event,
};

use super::arena::{Arena, CLUB, Hero, block, book};

fn foes() -> Book {
    let all = [
        block("foe", CLUB, r#"{"hp": "200"}"#),
        block("ghoul", CLUB, r#"{"hp": "200", "type": "undead"}"#),
        block("imp", CLUB, r#"{"hp": "200", "type": "fiend"}"#),
        block("weak", CLUB, r#"{"hp": "4"}"#),
    ];
    book(&format!("[{}]", all.join(", ")))
}

fn paladin(level: u8, weapon: &str) -> Hero {
    Hero::of("paladin", level).with(&format!("weapon/{weapon}"), Place::MainHand)
}

const FREE: &str = "free:divine-smite";

/// Divine Smite: 2d8 more of a melee weapon's hit, one more for a level and against Fiends and Undead, twice the dice of a
/// Critical Hit; with a Bonus Action, first without a slot.
#[test]
fn a_smite_goes_into_the_wound() {
    let book = foes();
    // The foe, the weapon, whether the free one is gone, the dice, what is dealt, and what was spent on it.
    type Case = (&'static str, (&'static str, &'static str), bool, &'static [u32], i32, Option<&'static str>);
    let sword = ("longsword", "Longsword");
    let cases: &[Case] = &[
        ("foe", sword, false, &[15, 4, 3, 3], 10, Some(FREE)),
        ("foe", sword, true, &[15, 4, 3, 3, 3], 13, Some("slot/2")),
        ("ghoul", sword, false, &[15, 4, 3, 3, 3], 13, Some(FREE)),
        ("imp", sword, false, &[15, 4, 3, 3, 3], 13, Some(FREE)),
        ("foe", sword, false, &[20, 4, 4, 3, 3, 3, 3], 20, Some(FREE)),
        ("foe", sword, false, &[2], 0, None),
        ("foe", ("javelin", "Javelin"), false, &[15, 4, 3, 3], 10, Some(FREE)),
        ("foe", ("shortbow", "Shortbow"), false, &[15, 15, 4], 7, None),
        ("weak", sword, false, &[15, 4], 4, None),
    ];
    for (foe, (slug, name), gone, dice, dealt, spent) in cases {
        let mut arena = Arena::of_hero(&book, paladin(5, slug), &[(foe, 1, 3, 8)]);
        if *gone {
            arena.happened(Event::Spent { who: 0, key: FREE.into(), count: 1 });
            arena.fight.fighters[0].moment.slot_cast = false;
        }
        let before = arena.hp(1);
        let events = arena.dice(dice).act(name, &[1]);
        assert_eq!(before - arena.hp(1), *dealt, "{foe} {name} {dice:?}: {}", arena.told());
        let keys: Vec<&str> = events
            .iter()
            .filter_map(|it| if let Event::Spent { key, .. } = it { Some(key.as_str()) } else { None })
            .collect();
        assert_eq!(keys, spent.iter().copied().collect::<Vec<_>>(), "{foe} {name} {dice:?}");
        assert_eq!(arena.fight.fighters[0].moment.bonus_action, spent.is_some());
        let wounds = events.iter().filter(|it| matches!(it, Event::Hurt { who: 1, .. })).count();
        assert_eq!(wounds, usize::from(*dealt > 0), "one wound of all");
        arena.replays();
    }
}

/// Only with the Bonus Action of the turn, and so once.
#[test]
fn a_smite_takes_the_bonus_action() {
    let book = foes();
    let mut arena = Arena::of_hero(&book, paladin(5, "longsword"), &[("foe", 1, 3, 8)]);
    arena.dice(&[15, 4, 3, 3]).act("Longsword", &[1]);
    arena.dice(&[15, 4]).act("Longsword", &[1]);
    assert_eq!(arena.hp(1), 200 - 10 - 4, "{}", arena.told());
    arena.replays();

    let mut arena = Arena::of_hero(&book, paladin(5, "longsword"), &[("foe", 1, 3, 8)]);
    arena.act("Lay On Hands", &[]);
    arena.dice(&[15, 4]).act("Longsword", &[1]);
    assert_eq!(arena.hp(1), 200 - 4, "{}", arena.told());
    arena.replays();
}

/// Searing Smite: 1d6 at once, and again at the start of each turn of the target until a Constitution save ends it. It is
/// for whom Radiant damage does nothing.
#[test]
fn a_smite_sears() {
    let immune = block("foe", CLUB, r#"{"hp": "200", "immunities": ["radiant"]}"#);
    let book = book(&format!("[{immune}]"));
    let ready = paladin(2, "longsword").picks("paladin/prepared", &["spell/searing-smite"]);
    let mut arena = Arena::of_hero(&book, ready, &[("foe", 1, 3, 8)]);
    arena.dice(&[15, 4, 5]).act("Longsword", &[1]);
    assert_eq!(arena.hp(1), 191, "{}", arena.told());
    assert_eq!(arena.fight.fighters[0].left("slot/1"), 1);
    arena.dice(&[3, 12]).pass();
    assert_eq!(arena.hp(1), 188, "{}", arena.told());
    arena.pass();
    arena.dice(&[3, 13]).pass();
    assert_eq!((arena.hp(1), arena.fight.fighters[1].lasting.len()), (185, 0), "{}", arena.told());
    arena.pass();
    arena.pass();
    assert_eq!(arena.hp(1), 185, "the fire is out");
    arena.replays();
}

fn can(arena: &Arena<'_>, act: &str) -> bool {
    arena.fight.fighters[0].kit.acts.iter().any(|it| it.name == act)
}

/// Lay On Hands: as much as there is in the store, and five points of it against poison.
#[test]
fn hands_heal() {
    let book = foes();
    // What is done after the Bonus Action, what it heals of 20 that are lacking, what it takes, whether it cures.
    for (act, healed, points, cures) in [
        ("Lay On Hands: 1 Hit Point", 1, 1, false),
        ("Lay On Hands: 5 Hit Points", 5, 5, false),
        ("Lay On Hands: 10 Hit Points", 10, 10, false),
        ("Lay On Hands: Poisoned", 0, 5, true),
    ] {
        let mut arena = Arena::of_hero(&book, paladin(3, "longsword"), &[("foe", 1, 3, 8)]);
        assert!(!can(&arena, act), "not before the Bonus Action");
        arena.happened(Event::Hurt { who: 0, by: None, parts: Vec::new(), lost: 20, temporary_lost: 0 });
        let poisoned = rules::fight::Lasting {
            id: 77,
            laid: rules::fight::Laid::Condition(Condition::Poisoned),
            by: 1,
            act: "Poison".into(),
            level: None,
            ends: rules::fight::Ends::Never,
            save: None,
            concentration: false,
        };
        arena.happened(Event::Laid { who: 0, lasting: poisoned });
        arena.act("Lay On Hands", &[]);
        let before = arena.hp(0);
        arena.act(act, &[0]);
        let hero = &arena.fight.fighters[0];
        assert_eq!(
            (hero.hp - before, 15 - hero.left("resource/lay-on-hands"), !hero.has(Condition::Poisoned)),
            (healed, points, cures),
            "{act}: {}",
            arena.told()
        );
        arena.replays();
    }
}

/// The tactic keeps its Bonus Action for a smite instead of laying hands on nobody.
#[test]
fn nobody_lays_idle_hands() {
    let book = foes();
    let mut arena = Arena::of_hero(&book, paladin(3, "longsword"), &[("foe", 1, 3, 8)]);
    let choice = rules::fight::choose(&arena.fight, 0);
    assert!(choice.reason.starts_with("Longsword"), "{choice:?}");
    arena.dice(&[15]).must(&choice.order);
    assert_eq!(arena.fight.fighters[0].left(FREE), 0, "{}", arena.told());
    arena.replays();
}

/// Nothing comes out of an empty store, and nothing after the turn.
#[test]
fn hands_have_so_much() {
    let book = foes();
    let spent = paladin(1, "longsword").spent("resource/lay-on-hands", 3);
    let mut arena = Arena::of_hero(&book, spent, &[("foe", 1, 3, 8)]);
    arena.happened(Event::Hurt { who: 0, by: None, parts: Vec::new(), lost: 5, temporary_lost: 0 });
    arena.act("Lay On Hands", &[]);
    for (act, answer) in [("Lay On Hands: 5 Hit Points", false), ("Lay On Hands: 1 Hit Point", true)] {
        let order = arena.ordered(act, rules::fight::Aim { targets: vec![0], spot: None });
        assert_eq!(arena.order(&order).is_ok(), answer, "{act}");
    }
    arena.pass();
    arena.pass();
    assert!(!can(&arena, "Lay On Hands: 1 Hit Point"), "the touch is over");
    arena.replays();
}
