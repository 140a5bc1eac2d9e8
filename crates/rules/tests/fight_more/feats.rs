//! What feats and features of many classes make of a blow, of its dice and of its moment (SRD 5.2, "Feats"; "Classes").

use rules::{
    book::{Book, Condition, DamageType, Mastery},
    build::Place,
    dice::Chance,
    fight::{
        Comes, Entrant, Event, Fight, Grid, Order, Outcome, Refused, Side, Spot, Stage, Unbidden, WrongIntent,
    },
};

use super::{
    arena::{Arena, CLUB, Hero, Loaded, block, book},
    held_back::{armed, minds},
};

fn field() -> Book {
    let hard = r#"{"hp": "200", "resistances": ["slashing", "bludgeoning", "radiant"]}"#;
    let dark = r#"{"hp": "200", "immunities": ["radiant"]}"#;
    let all = [
        block("foe", CLUB, r#"{"hp": "200"}"#),
        block("hard", CLUB, hard),
        block("dark", CLUB, dark),
        block("friend", CLUB, "{}"),
    ];
    book(&format!("[{}]", all.join(", ")))
}

fn dealt(arena: &mut Arena<'_>, dice: &[u32], act: &str, target: usize) -> i32 {
    let before = arena.hp(target);
    arena.dice(dice).act(act, &[target]);
    before - arena.hp(target)
}

/// Savage Attacker: the weapon's dice twice, once a turn, unless it is kept for another hit; bare hands know nothing of it.
#[test]
fn a_savage_throws_twice() {
    let book = field();
    let savage = Unbidden::Extra("Savage Attacker".into());
    for (background, minded, dice, first, second) in [
        ("soldier", None, &[15, 2, 7, 15, 3][..], 7, 3),
        ("soldier", None, &[15, 7, 2, 15, 3], 7, 3),
        ("soldier", None, &[20, 1, 1, 5, 5, 15, 3], 10, 3),
        ("soldier", Some(Comes::Never), &[15, 2, 15, 3], 2, 3),
        ("soldier", Some(Comes::Critical), &[15, 2, 20, 1, 1, 5, 5], 2, 10),
        ("criminal", None, &[15, 2, 15, 3], 2, 3),
    ] {
        let hero = armed("fighter", 5, "longsword").background(background);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        minded.into_iter().for_each(|it| minds(&mut arena, 0, &savage, it).unwrap());
        let both = (dealt(&mut arena, dice, "Longsword", 1), dealt(&mut arena, &[], "Longsword", 1));
        assert_eq!(both, (first, second), "{background} {minded:?}: {}", arena.told());
        arena.replays();
    }
    let mut arena = Arena::of_hero(&book, Hero::of("monk", 1).background("soldier"), &[("foe", 1, 3, 8)]);
    assert_eq!(dealt(&mut arena, &[15, 2, 6], "Unarmed Strike", 1), 5, "{}", arena.told());
}

/// Alert: two friends trade Initiative, once and before the first turn.
#[test]
fn who_is_alert_trades_places() {
    let book = field();
    let enters = |who, side| Entrant { side: Side(side), who, spot: None, surprised: false };
    let creature = |slug: &str| rules::fight::Come::Creature(format!("creature/{slug}").parse().unwrap());
    let stage = |background: &str| Stage {
        grid: Grid::open(24, 16),
        entrants: vec![
            enters(Hero::of("fighter", 1).background(background).come(), 0),
            enters(creature("friend"), 0),
            enters(creature("foe"), 1),
        ],
    };
    let rolled = |stage: &Stage| {
        let mut fight = Fight::laid_out(&book, stage).unwrap();
        for (who, total) in [(0, 5), (1, 15), (2, 10)] {
            fight.apply(&Event::Initiative { who, dice: Vec::new(), total });
        }
        fight
    };
    for (background, who, with, answer, order) in [
        ("criminal", 0, 1, None, [0, 2, 1]),
        ("criminal", 0, 2, Some(Refused::NoTarget), [1, 2, 0]),
        ("criminal", 0, 0, Some(Refused::NoTarget), [1, 2, 0]),
        ("criminal", 1, 0, Some(Refused::NotNow("Alert".into())), [1, 2, 0]),
        ("soldier", 0, 1, Some(Refused::NotNow("Alert".into())), [1, 2, 0]),
        ("criminal", 0, 7, Some(Refused::NoTarget), [1, 2, 0]),
    ] {
        let stage = stage(background);
        let mut fight = rolled(&stage);
        let events = fight.trade(who, with);
        assert_eq!(events.as_ref().err(), answer.as_ref(), "{background} {who} {with}");
        assert_eq!(fight.order, order, "{background} {who} {with}");
        let mut again = rolled(&stage);
        events.into_iter().flatten().for_each(|it| again.apply(&it));
        assert_eq!(again.order, fight.order);
        if answer.is_none() {
            assert_eq!(fight.trade(who, with), Err(Refused::NotNow("Alert".into())), "once");
        }
    }
    let mut fight = rolled(&stage("criminal"));
    let chance: &mut dyn Chance = &mut Loaded::default();
    fight.advance(chance);
    assert_eq!(fight.trade(0, 1), Err(Refused::NotNow("Alert".into())), "the fight has begun");
}

/// Divine Strike: 1d8 on a turn of one's own, Radiant or Necrotic, whichever hurts more.
#[test]
fn a_divine_strike_takes_the_type_that_hurts() {
    let book = field();
    let cleric = || {
        armed("cleric", 7, "mace")
            .picks("cleric-7/blessed-strikes/strikes", &["feature/blessed-strikes-divine-strike"])
    };
    for (foe, of, sum) in [
        ("foe", DamageType::Radiant, 8),
        ("hard", DamageType::Necrotic, 6),
        ("dark", DamageType::Necrotic, 8),
    ] {
        let mut arena = Arena::of_hero(&book, cleric(), &[(foe, 1, 3, 8)]);
        let before = arena.hp(1);
        let events = arena.dice(&[15, 3, 5]).act("Mace", &[1]);
        let types = events.iter().find_map(|it| match it {
            Event::Hurt { who: 1, parts, .. } => Some(parts.iter().map(|it| it.0).collect::<Vec<_>>()),
            _ => None,
        });
        assert_eq!(types, Some(vec![DamageType::Bludgeoning, of]), "{foe}: {}", arena.told());
        assert_eq!(before - arena.hp(1), sum, "{foe}: {}", arena.told());
        arena.pass();
        let before = arena.hp(1);
        arena.dice(&[15, 3]).go(6, 8);
        assert_eq!(
            before - arena.hp(1),
            if foe == "hard" { 1 } else { 3 },
            "an Opportunity Attack: {}",
            arena.told()
        );
        arena.replays();
    }
}

fn hunter(prey: &str) -> Hero {
    armed("ranger", 5, "shortsword")
        .picks("ranger-3/subclass/subclass", &["subclass/hunter"])
        .picks("ranger-3/hunters-prey/prey", &[&format!("feature/hunters-prey-{prey}")])
}

/// Colossus Slayer asks for wounds; Foe Slayer makes a d10 of the die of Hunter's Mark.
#[test]
fn prey_that_bleeds_bleeds_more() {
    let book = field();
    let mut arena = Arena::of_hero(&book, hunter("colossus-slayer"), &[("foe", 1, 3, 8)]);
    assert_eq!(dealt(&mut arena, &[15, 4], "Shortsword", 1), 7, "whole: {}", arena.told());
    assert_eq!(dealt(&mut arena, &[15, 4, 8], "Shortsword", 1), 15, "hurt: {}", arena.told());
    arena.replays();
    for (level, dice, sum) in [(5, &[15, 4, 6][..], 13), (20, &[15, 15, 4, 10], 17)] {
        let mut arena = Arena::of_hero(&book, armed("ranger", level, "shortsword"), &[("foe", 1, 3, 8)]);
        arena.act("Hunter's Mark", &[1]);
        assert_eq!(dealt(&mut arena, dice, "Shortsword", 1), sum, "{level}: {}", arena.told());
        arena.replays();
    }
}

/// Precise Hunter: Advantage upon whoever bears one's own mark.
#[test]
fn a_mark_is_aimed_at() {
    let book = field();
    for (level, marked, lean) in [(16, true, 0), (17, true, 1), (17, false, 0)] {
        let mut arena = Arena::of_hero(&book, armed("ranger", level, "shortsword"), &[("foe", 1, 3, 8)]);
        if marked {
            arena.act("Hunter's Mark", &[1]);
        }
        let events = arena.act("Shortsword", &[1]);
        let leans = events.iter().find_map(|it| match it {
            Event::Attacked { lean, .. } => Some(*lean),
            _ => None,
        });
        assert_eq!(leans, Some(lean), "{level} {marked}: {}", arena.told());
        arena.replays();
    }
}

/// Horde Breaker: once in one's own turn the weapon goes on to who stands beside the first and was not attacked yet,
/// whether the first blow hit or not.
#[test]
fn a_horde_is_broken() {
    let book = field();
    let horde = Unbidden::Extra("Horde Breaker".into());
    // Where the second stands, what is thrown, whether it is held back, and whom the two attacks of the turn struck at.
    type Case = ((i16, i16), u32, bool, &'static [usize]);
    let cases: [Case; 5] = [
        ((3, 9), 15, false, &[1, 2, 1]),
        ((3, 9), 2, false, &[1, 2, 1]),
        ((3, 9), 15, true, &[1, 1]),
        ((2, 7), 15, false, &[1, 2, 1]),
        ((4, 8), 15, false, &[1, 1]),
    ];
    for ((x, y), die, held, struck) in cases {
        let mut arena = Arena::of_hero(&book, hunter("horde-breaker"), &[("foe", 1, 3, 8), ("foe", 1, x, y)]);
        if held {
            minds(&mut arena, 0, &horde, Comes::Never).unwrap();
        }
        let mut events = arena.dice(&[die]).act("Shortsword", &[1]);
        events.extend(arena.act("Shortsword", &[1]));
        let whom: Vec<usize> = events
            .iter()
            .filter_map(
                |it| if let Event::Attacked { who: 0, target, .. } = it { Some(*target) } else { None },
            )
            .collect();
        assert_eq!(whom, struck, "{x} {y} {die} {held}: {}", arena.told());
        arena.replays();
    }
    // Whoever was attacked already is not attacked again by it, and it does not come on another's turn.
    let mut arena = Arena::of_hero(&book, hunter("horde-breaker"), &[("foe", 1, 3, 8), ("foe", 1, 3, 9)]);
    arena.pass();
    let events = arena.dice(&[15]).go(6, 8);
    let blows = events.iter().filter(|it| matches!(it, Event::Attacked { who: 0, .. })).count();
    assert_eq!(blows, 1, "{}", arena.told());
}

/// Retaliation is a melee attack, even with a bow in hand.
#[test]
fn who_is_hurt_from_near_strikes_back() {
    let book = field();
    for (weapon, place, with) in
        [("shortbow", Place::BothHands, "Unarmed Strike"), ("club", Place::MainHand, "Club")]
    {
        let hero = Hero::of("barbarian", 10)
            .picks("barbarian-3/subclass/subclass", &["subclass/path-of-the-berserker"])
            .with(&format!("weapon/{weapon}"), place);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        arena.pass();
        let events = arena.dice(&[15]).act("Club", &[0]);
        let back = events.iter().find_map(|it| match it {
            Event::Attacked { who: 0, name, .. } => Some(name.as_str()),
            _ => None,
        });
        assert_eq!(back, Some(with), "{weapon}: {}", arena.told());
        arena.replays();
    }
}

fn boon(class: &str, weapon: &str, boon: &str) -> Hero {
    armed(class, 19, weapon).picks(&format!("{class}-19/epic-boon/feat"), &[&format!("feat/boon-of-{boon}")])
}

/// Peerless Aim: a miss hits instead, a 1 as well, and not again before the next turn.
#[test]
fn a_miss_hits_instead() {
    let book = field();
    let hits = |events: &[Event]| {
        events.iter().any(|it| matches!(it, Event::Attacked { outcome: Outcome::Success, .. }))
    };
    for (die, held) in [(2, false), (1, false), (2, true)] {
        let mut arena =
            Arena::of_hero(&book, boon("fighter", "longsword", "combat-prowess"), &[("hard", 1, 3, 8)]);
        arena.happened(Event::Laid { who: 1, lasting: warded() });
        if held {
            minds(&mut arena, 0, &Unbidden::Act("Peerless Aim".into()), Comes::Never).unwrap();
        }
        let struck: Vec<bool> = (0..2).map(|_| hits(&arena.dice(&[die]).act("Longsword", &[1]))).collect();
        assert_eq!(struck, [!held, false], "{die}: {}", arena.told());
        arena.pass();
        arena.pass();
        assert_eq!(hits(&arena.dice(&[die]).act("Longsword", &[1])), !held, "{}", arena.told());
        arena.replays();
    }
}

/// So well guarded that little hits.
fn warded() -> rules::fight::Lasting {
    let modifier = serde_json::from_str(r#"{"add": {"to": "armour_class", "value": "10"}}"#).unwrap();
    rules::fight::Lasting {
        id: 99,
        laid: rules::fight::Laid::Modifiers(vec![modifier]),
        by: 1,
        act: "Ward".into(),
        level: None,
        ends: rules::fight::Ends::Never,
        save: None,
        concentration: false,
    }
}

/// Grappler: a blow of the Attack action hurts and holds, once a turn, with a hand that is free; and whoever is held is struck
/// with Advantage.
#[test]
fn a_fist_grabs() {
    let book = field();
    let hero = |class: &str| {
        Hero::of(class, 5)
            .scores([16, 12, 14, 8, 12, 10])
            .picks(&format!("{class}-4/ability-score-improvement/feat"), &["feat/grappler"])
    };
    // Who, what is in its hands, with what it strikes, the dice, and whether it holds then.
    for (class, goods, act, dice, holds) in [
        ("fighter", None, "Unarmed Strike", &[15, 2][..], true),
        ("fighter", None, "Unarmed Strike", &[15, 19], false),
        ("fighter", None, "Unarmed Strike", &[2], false),
        ("fighter", Some("club"), "Club", &[15, 4, 2], false),
        ("fighter", Some("greatsword"), "Unarmed Strike", &[15, 2], false),
        ("monk", None, "Bonus Unarmed Strike", &[15, 4, 2], false),
    ] {
        let mut hero = hero(class);
        if let Some(it) = goods {
            let place = if it == "club" { Place::MainHand } else { Place::BothHands };
            hero = hero.with(&format!("weapon/{it}"), place);
        }
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        if class == "monk" {
            minds(&mut arena, 0, &Unbidden::Act("Stunning Strike".into()), Comes::Never).unwrap();
        }
        let hurt = dealt(&mut arena, dice, act, 1);
        assert_eq!(hurt > 0, dice[0] == 15, "{class} {act}: {}", arena.told());
        let held = arena.fight.fighters[1].has(Condition::Grappled);
        assert_eq!(held, holds, "{class} {goods:?} {act} {dice:?}: {}", arena.told());
        if class == "fighter" {
            let events = arena.dice(&[15, 15, 2]).act(act, &[1]);
            let leans = events.iter().find_map(|it| match it {
                Event::Attacked { lean, .. } => Some(*lean),
                _ => None,
            });
            assert_eq!(leans, Some(i8::from(holds)), "{}", arena.told());
            let saves = events.iter().filter(|it| matches!(it, Event::Saved { .. })).count();
            assert!(saves == 0 || dice[0] == 2, "once a turn: {}", arena.told());
        }
        arena.replays();
    }
}

/// Boon of Irresistible Offence: no Resistance to what weapons deal, and on a 20 the score that rose.
#[test]
fn nothing_resists_the_irresistible() {
    let book = field();
    let strong = || {
        boon("fighter", "longsword", "irresistible-offence")
            .picks("fighter-19/epic-boon/feat/boon-of-irresistible-offence/score", &["str"])
    };
    for (foe, dice, sum) in
        [("foe", &[15, 8][..], 8), ("hard", &[15, 8], 8), ("foe", &[20, 8, 8], 27), ("hard", &[20, 8, 8], 27)]
    {
        let mut arena = Arena::of_hero(&book, strong(), &[(foe, 1, 3, 8)]);
        assert_eq!(dealt(&mut arena, dice, "Longsword", 1), sum, "{foe}: {}", arena.told());
        arena.replays();
    }
    let mut arena = Arena::of_hero(&book, armed("fighter", 19, "longsword"), &[("hard", 1, 3, 8)]);
    assert_eq!(dealt(&mut arena, &[15, 8], "Longsword", 1), 4, "{}", arena.told());
}

/// Boon of Spell Recall: the d4 shows the slot's level, and the slot is there for another spell.
#[test]
fn a_slot_comes_back() {
    let book = field();
    for (die, left, again) in [(1, 4, true), (2, 3, false)] {
        let hero = Hero::of("sorcerer", 19)
            .picks("sorcerer-19/epic-boon/feat", &["feat/boon-of-spell-recall"])
            .picks("sorcerer/prepared", &["spell/magic-missile", "spell/misty-step"]);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 8, 8)]);
        arena.dice(&[die]).act("Magic Missile", &[1]);
        assert_eq!(arena.fight.fighters[0].left("slot/1"), left, "{die}: {}", arena.told());
        assert_eq!(arena.fight.fighters[0].moment.slot_cast, !again, "{die}");
        arena.replays();
    }
}

/// Tactical Master: Push, Sap or Slow in the place of the weapon's own mastery, until another mind.
#[test]
fn another_mastery_stands_in() {
    let book = field();
    let masters = |level: u8| {
        armed("fighter", level, "battleaxe")
            .picks("fighter-1/fighter-weapon-mastery/weapons", &["weapon/battleaxe"])
    };
    let topple = Unbidden::Mastery(Mastery::Topple);
    let no = |it: Mastery| Err(Refused::Intent(WrongIntent::NoStandIn(it.name().into())));
    for (level, other, answer) in [
        (9, Mastery::Push, Ok(())),
        (9, Mastery::Sap, Ok(())),
        (9, Mastery::Slow, Ok(())),
        (9, Mastery::Vex, no(Mastery::Vex)),
        (8, Mastery::Push, no(Mastery::Push)),
    ] {
        let mut arena = Arena::of_hero(&book, masters(level), &[("foe", 1, 3, 8)]);
        let allowed = answer.is_ok();
        assert_eq!(minds(&mut arena, 0, &topple, Comes::As(other)), answer, "{level} {other}");
        let events = arena.dice(&[15, 4, 15]).act("Battleaxe", &[1]);
        let saved = events.iter().any(|it| matches!(it, Event::Saved { who: 1, .. }));
        assert_eq!(saved, !allowed, "{level} {other}: {}", arena.told());
        let pushed = arena.fight.fighters[1].spot == Spot { x: 5, y: 8 };
        assert_eq!(pushed, allowed && other == Mastery::Push, "{level} {other}: {}", arena.told());
        let laid = arena.fight.fighters[1].lasting.len();
        assert_eq!(laid, usize::from(allowed && other != Mastery::Push), "{level} {other}: {}", arena.told());
        arena.must(&Order::EndTurn);
        arena.replays();
    }
}
