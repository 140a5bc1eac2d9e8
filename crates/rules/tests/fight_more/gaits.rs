//! Which Speed counts where (SRD 5.2, "Playing the Game", Using Different Speeds; "Rules Glossary", Speed); and what takes
//! the one spell slot of a turn ("Spells", Casting Time).

use std::collections::BTreeMap;

use rules::{
    build::Place,
    fight::{Aim, Event, Grid, Ground, Order, Refused, Spot},
};

use super::arena::{Arena, CLUB, Hero, block, book};

/// A field with deep water from column 10 on.
fn shore() -> Grid {
    let mut grid = Grid::open(24, 16);
    for spot in (10..24).flat_map(|x| (0..16).map(move |y| Spot { x, y })) {
        grid.set(spot, Ground::Water);
    }
    grid
}

fn folk() -> String {
    let paces = |gait: &str, walk: i32, feet: i32| {
        format!(r#"{{"paces": [{{"gait": "walk", "feet": {walk}}}, {{"gait": "{gait}", "feet": {feet}}}]}}"#)
    };
    let all = [
        block("thug", CLUB, "{}"),
        block("shark", CLUB, &paces("swim", 5, 40)),
        block("wave", CLUB, &paces("swim", 30, 60)),
        block("otter", CLUB, &paces("swim", 40, 10)),
        block("bear", CLUB, &paces("climb", 30, 60)),
        block("mole", CLUB, &paces("burrow", 30, 60)),
        block("gull", CLUB, &paces("fly", 30, 60)),
        block("pigeon", CLUB, &paces("fly", 60, 30)),
    ];
    format!("[{}]", all.join(", "))
}

/// From where, by which squares one after the other, and the feet that the last of them takes; none: it is too far.
type Case = (&'static str, i16, &'static [i16], Option<i32>);

#[test]
fn one_goes_by_the_speed_of_the_ground() {
    let book = book(&folk());
    let cases: &[Case] = &[
        // On land nobody swims, climbs or burrows.
        ("wave", 1, &[7], Some(30)),
        ("wave", 1, &[8], None),
        ("shark", 4, &[5], Some(5)),
        ("shark", 4, &[6], None),
        ("bear", 1, &[7], Some(30)),
        ("bear", 1, &[8], None),
        ("mole", 1, &[8], None),
        ("gull", 1, &[9], Some(40)),
        ("pigeon", 1, &[9], Some(40)),
        // In water one swims, where that is farther than to struggle on.
        ("shark", 12, &[20], Some(40)),
        ("shark", 12, &[21], None),
        ("otter", 12, &[16], Some(20)),
        ("otter", 12, &[17], None),
        ("thug", 12, &[15], Some(30)),
        ("thug", 12, &[16], None),
        // What was gone by one Speed counts against the other.
        ("wave", 8, &[20], Some(60)),
        ("wave", 8, &[21], None),
        ("wave", 4, &[9, 16], Some(35)),
        ("wave", 4, &[9, 17], None),
        ("wave", 13, &[8], Some(25)),
        ("wave", 13, &[7], Some(30)),
        ("wave", 13, &[6], None),
        ("wave", 17, &[10, 9], None),
        ("shark", 10, &[9], Some(5)),
        ("shark", 11, &[9], None),
    ];
    for (who, x, squares, feet) in cases {
        let mut arena = Arena::on(&book, shore(), &[(who, 0, *x, 8), ("thug", 1, 1, 1)]);
        let (last, first) = squares.split_last().unwrap();
        first.iter().for_each(|x| drop(arena.go(*x, 8)));
        let before = arena.fight.fighters[0].moment.moved;
        let answer = arena.order(&Order::Move(Spot { x: *last, y: 8 }));
        let went = arena.fight.fighters[0].moment.moved - before;
        match answer {
            Ok(_) => assert_eq!(Some(went), *feet, "{who} {x} {squares:?}"),
            Err(refused) => assert_eq!((refused, *feet), (Refused::TooFar, None), "{who} {x} {squares:?}"),
        }
        arena.replays();
    }
}

/// A Dash is as long as the Speed for where one is.
#[test]
fn one_dashes_by_the_speed_of_the_ground() {
    let book = book(&folk());
    for (who, x, dashed) in [
        ("wave", 4, 30),
        ("wave", 12, 60),
        ("shark", 4, 5),
        ("shark", 12, 40),
        ("bear", 4, 30),
        ("gull", 4, 60),
    ] {
        let mut arena = Arena::on(&book, shore(), &[(who, 0, x, 8), ("thug", 1, 1, 1)]);
        arena.must(&Order::Dash);
        assert_eq!(arena.fight.fighters[0].moment.dashed, dashed, "{who} {x}");
        arena.replays();
    }
}

fn warlock() -> Hero {
    let invocations = "warlock-1/eldritch-invocations/invocations";
    Hero::of("warlock", 5)
        .picks(invocations, &["feature/pact-of-the-blade", "feature/eldritch-smite"])
        .picks(&format!("{invocations}/pact-of-the-blade/weapon"), &["longsword"])
        .picks("warlock/prepared", &["spell/hex", "spell/hold-person"])
        .with("weapon/longsword", Place::MainHand)
}

/// Only what is cast counts: a smite that is a feature burns a second slot, a second spell does not.
#[test]
fn a_turn_has_one_slot_for_spells() {
    let book = book(&folk());
    // What is done one after the other; what is refused of the last; slots that are left.
    let cases: &[(&[&str], Option<Refused>, u32)] = &[
        (&["Longsword", "Hex"], None, 0),
        (&["Hex", "Longsword"], None, 0),
        (&["Hex", "Hold Person"], Some(Refused::OneSlot), 1),
        (&["Hold Person", "Hex"], Some(Refused::OneSlot), 1),
    ];
    for (acts, refused, left) in cases {
        let mut arena = Arena::of_hero(&book, warlock(), &[("thug", 1, 3, 8)]);
        arena.act("Bind a Pact Weapon", &[]);
        arena.pass();
        arena.pass();
        let mut answers = Vec::new();
        for name in *acts {
            let order = arena.ordered(name, Aim { targets: vec![1], spot: None });
            let dice: &[u32] = if *name == "Longsword" { &[15] } else { &[] };
            answers.push(arena.dice(dice).order(&order).err());
        }
        assert_eq!(answers, [None, refused.clone()], "{acts:?}: {}", arena.told());
        assert_eq!(arena.fight.fighters[0].left("slot/pact"), *left, "{acts:?}: {}", arena.told());
        arena.replays();
    }
}

/// What was drunk or thrown is gone from the goods, and the fight says so.
#[test]
fn what_was_carried_is_used_up() {
    let book = book(&folk());
    let hero = || {
        let with = |hero: Hero, it: &str| hero.with(&format!("gear/{it}"), Place::Stowed);
        ["potion-of-healing", "potion-of-healing", "acid", "caltrops"]
            .into_iter()
            .fold(Hero::of("fighter", 1), with)
    };
    for (acts, used) in [
        (&[][..], &[][..]),
        (&[("Potion of Healing", 0)], &[("potion-of-healing", 1)]),
        (&[("Potion of Healing", 0), ("Acid", 1)], &[("acid", 1), ("potion-of-healing", 1)]),
    ] {
        let mut arena = Arena::of_hero(&book, hero(), &[("thug", 1, 3, 8)]);
        arena.happened(Event::Hurt { who: 0, by: None, parts: Vec::new(), lost: 5, temporary_lost: 0 });
        acts.iter().for_each(|(name, target)| drop(arena.act(name, &[*target])));
        let expected: BTreeMap<_, _> =
            used.iter().map(|(it, count)| (format!("gear/{it}").parse().unwrap(), *count)).collect();
        assert_eq!(arena.fight.gear_used(0), expected, "{acts:?}: {}", arena.told());
        assert!(arena.fight.gear_used(1).is_empty() && arena.fight.gear_used(9).is_empty());
        arena.replays();
    }
}
