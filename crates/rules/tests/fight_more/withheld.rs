//! What comes by itself and is no act, held back or kept for its moment (SRD 5.2, "Classes", Rogue: Sneak Attack;
//! Barbarian: Relentless Rage; "Character Origins", Orc; "Monsters", Legendary Resistance).

use rules::{
    book::{Book, Condition},
    fight::{Comes, Event, Refused, Unbidden, WrongIntent},
};

use super::{
    arena::{Arena, CLUB, Hero, block, book},
    held_back::{act, armed, minds},
};

fn field() -> Book {
    let deals = |name: &str, amount: i32| {
        format!(
            r#"{{"name": "{name}", "time": "action", "range": {{"feet": 60}}, "targets": {{"who": "other"}},
            "effects": [{{"damage": {{"amount": "{amount}", "of": ["force"]}}}}]}}"#
        )
    };
    let bids = |name: &str, effects: &str| {
        format!(
            r#"{{"name": "{name}", "time": "action", "range": {{"feet": 60}}, "targets": {{"who": "other"}},
            "effects": [{{"save": {{"ability": "wis", "dc": "15", "fail": [{effects}]}}}}]}}"#
        )
    };
    let lays = |name: &str, condition: &str| {
        bids(name, &format!(r#"{{"condition": {{"condition": "{condition}", "until": "forever"}}}}"#))
    };
    let acts = [
        deals("Blast", 60),
        deals("Doom", 1000),
        lays("Stun", "stunned"),
        lays("Scare", "frightened"),
        lays("Poison", "poisoned"),
        bids("Burn", r#"{"damage": {"amount": "10", "of": ["fire"]}}"#),
    ];
    let all = [
        block("foe", &format!("[{}]", acts.join(", ")), r#"{"hp": "200"}"#),
        block("friend", CLUB, "{}"),
        block("dragon", CLUB, r#"{"hp": "200", "legendary_resistances": 2}"#),
    ];
    book(&format!("[{}]", all.join(", ")))
}

fn sneak() -> Unbidden {
    Unbidden::Extra("Sneak Attack".into())
}

/// Sneak Attack is a matter of choice: it waits for another hit, or for a Critical Hit.
#[test]
fn a_rogue_keeps_its_sneak_attack() {
    let book = field();
    for (minded, die, comes) in [
        (&[][..], 15, true),
        (&[Comes::Never], 15, false),
        (&[Comes::Never], 20, false),
        (&[Comes::Critical], 15, false),
        (&[Comes::Critical], 20, true),
        (&[Comes::Never, Comes::Always], 15, true),
    ] {
        let rogue = armed("rogue", 5, "shortsword");
        let mut arena = Arena::of_hero(&book, rogue, &[("foe", 1, 3, 8), ("friend", 0, 4, 8)]);
        assert!(arena.fight.unbidden(0).contains(&sneak()));
        minded.iter().for_each(|it| minds(&mut arena, 0, &sneak(), *it).unwrap());
        let events = arena.dice(&[die]).act("Shortsword", &[1]);
        let came = events.iter().any(|it| matches!(it, Event::Once { whose, .. } if whose == "Sneak Attack"));
        assert_eq!(came, comes, "{minded:?} {die}: {}", arena.told());
        arena.replays();
    }
}

/// An orc may fall and keep Relentless Endurance for later.
#[test]
fn endurance_can_wait() {
    let book = field();
    let endures = Unbidden::RelentlessEndurance;
    for (minded, hp) in [(&[][..], 1), (&[Comes::Never], 0), (&[Comes::Never, Comes::Always], 1)] {
        let mut arena = Arena::of_hero(&book, Hero::of("barbarian", 11), &[("foe", 1, 3, 8)]);
        let most = arena.hp(0);
        minded.iter().for_each(|it| minds(&mut arena, 0, &endures, *it).unwrap());
        arena.happened(Event::Hurt {
            who: 0,
            by: None,
            parts: Vec::new(),
            lost: most - 1,
            temporary_lost: 0,
        });
        arena.pass();
        arena.act("Blast", &[0]);
        assert_eq!(arena.hp(0), hp, "{minded:?}: {}", arena.told());
        arena.replays();
    }
}

/// In a Rage a Constitution save of DC 10, of 5 more with each use, gives twice the level in Hit Points; held back,
/// or after a failure, Relentless Endurance is left. Massive damage kills all the same.
#[test]
fn a_rage_that_is_beaten_goes_on() {
    let book = field();
    let rage = act("Relentless Rage");
    // Minded how, raging, by what, the die of each save that follows, and the Hit Points after each.
    type Case = (Option<Comes>, bool, &'static str, &'static [(u32, i32)]);
    let cases: [Case; 5] = [
        (None, true, "Burn", &[(5, 22), (10, 22), (14, 1), (20, 22), (20, 0)]),
        (None, true, "Burn", &[(1, 1), (20, 22)]),
        (None, false, "Burn", &[(20, 1)]),
        (Some(Comes::Never), true, "Burn", &[(20, 1)]),
        (None, true, "Doom", &[(20, 0)]),
    ];
    for (minded, rages, by, falls) in cases {
        let hero = Hero::of("barbarian", 11).scores([16, 10, 12, 8, 10, 10]);
        let mut arena = Arena::of_hero(&book, hero, &[("foe", 1, 3, 8)]);
        if rages {
            arena.act("Rage", &[]);
        }
        minded.into_iter().for_each(|it| minds(&mut arena, 0, &rage, it).unwrap());
        arena.pass();
        for (die, hp) in falls {
            if by == "Burn" {
                let lost = arena.hp(0) - 1;
                arena.happened(Event::Hurt { who: 0, by: None, parts: Vec::new(), lost, temporary_lost: 0 });
                // The save against what burns comes first.
                arena.dice(&[1]);
            }
            arena.dice(&[*die]).act(by, &[0]);
            assert_eq!(arena.hp(0), *hp, "{minded:?} {rages} {die}: {}", arena.told());
            if *hp > 0 {
                assert_eq!(arena.fight.fighters[0].states.len(), usize::from(rages), "{}", arena.told());
                arena.pass();
                arena.pass();
            }
        }
        arena.replays();
    }
}

/// Of itself Legendary Resistance comes where somebody would be helpless or held; whoever leads the monster says never,
/// always, or against what.
#[test]
fn resistance_is_kept_for_what_matters() {
    let book = field();
    let against = |all: &[Condition]| Comes::Against(all.to_vec().into());
    let (scare, stun) = (Condition::Frightened, Condition::Stunned);
    for (comes, bids, resists) in [
        (Comes::Always, "Stun", true),
        (Comes::Always, "Scare", false),
        (Comes::Always, "Burn", false),
        (Comes::Never, "Stun", false),
        (Comes::Saves, "Stun", true),
        (Comes::Saves, "Scare", true),
        (Comes::Saves, "Burn", true),
        (against(&[scare]), "Scare", true),
        (against(&[scare]), "Stun", false),
        (against(&[scare, stun]), "Stun", true),
        (against(&[scare, stun]), "Poison", false),
        (against(&[]), "Stun", false),
    ] {
        let mut arena = Arena::open(&book, &[("foe", 0, 2, 8), ("dragon", 1, 3, 8)]);
        minds(&mut arena, 1, &Unbidden::LegendaryResistance, comes).unwrap();
        arena.dice(&[2]).act(bids, &[1]);
        let left = arena.fight.fighters[1].legendary_resistances;
        assert_eq!(left, 2 - u8::from(resists), "{comes:?} {bids}: {}", arena.told());
        arena.replays();
    }
}

/// Nobody holds back what it has not, or waits for what does not concern it; and it is told as people say it.
#[test]
fn what_is_not_there_is_not_held_back() {
    let book = field();
    let rogue = armed("rogue", 5, "shortsword");
    let mut arena = Arena::of_hero(&book, rogue, &[("dragon", 1, 3, 8)]);
    let lacks =
        |what: &str, who: &str| Err(Refused::Intent(WrongIntent::Lacks(what.to_owned(), who.to_owned())));
    let resistance = Unbidden::LegendaryResistance;
    let against = Comes::Against(vec![Condition::Stunned, Condition::Paralyzed].into());
    for (who, what, comes, answer) in [
        (0, &resistance, Comes::Never, lacks("Legendary Resistance", "rogue")),
        (1, &Unbidden::RelentlessEndurance, Comes::Never, lacks("Relentless Endurance", "dragon")),
        (1, &sneak(), Comes::Never, lacks("Sneak Attack", "dragon")),
        (0, &sneak(), Comes::Saves, Err(WrongIntent::NoSave("Sneak Attack".into()).into())),
        (0, &sneak(), Comes::Slots(1), Err(WrongIntent::NoSlot("Sneak Attack".into()).into())),
        (1, &resistance, Comes::Critical, Err(WrongIntent::NoHit("Legendary Resistance".into()).into())),
        (1, &resistance, against, Ok(())),
        (1, &resistance, Comes::Saves, Ok(())),
    ] {
        assert_eq!(minds(&mut arena, who, what, comes), answer, "{what:?} {comes:?}");
    }
    let told = arena.told();
    for says in [
        "dragon keeps Legendary Resistance for saves against these: Paralyzed, Stunned.",
        "dragon uses Legendary Resistance upon every save that fails.",
    ] {
        assert!(told.contains(says), "{told}");
    }
    arena.replays();
}
