//! Flying, and what heights are to reach, areas and sight (SRD 5.2, "Rules Glossary": Flying, Fly Speed, Hover).

use rules::{
    book::Condition,
    dice::{Chance, Stream},
    fight::{
        Come, Ends, Entrant, Event, Fight, Grid, Health, Hold, Laid, Lasting, Order, Refused, Side, Spot,
        Stage, choose, tell_all,
    },
};

use super::{
    arena::{Arena, book, book_with, caster},
    falling::{TRIP, fell, folk},
};

/// Laid upon somebody, as if it had always been there.
pub(super) fn condition(arena: &mut Arena<'_>, who: usize, condition: Condition) {
    let (laid, ends) = (Laid::Condition(condition), Ends::Never);
    let id = arena.fight.fighters.iter().map(|it| it.lasting.len() as u32).sum();
    let lasting =
        Lasting { id, laid, by: 1, act: "Test".into(), level: None, ends, save: None, concentration: false };
    arena.happened(Event::Laid { who, lasting });
}

/// Fly Speed, Flying: up and down costs feet; who is held, lies or has no Fly Speed does not rise.
#[test]
fn who_flies_rises_and_sinks() {
    let book = book(&folk());
    for (who, feet, refused) in [
        ("bird", 60, None),
        ("bird", 5, None),
        ("bird", 65, Some(Refused::TooFar)),
        ("bird", 3, Some(Refused::TooFar)),
        ("bird", 0, Some(Refused::TooFar)),
        ("bird", -5, Some(Refused::TooFar)),
        ("bird", i32::MIN, Some(Refused::TooFar)),
        ("thug", 5, Some(Refused::Grounded("thug".into()))),
    ] {
        let mut arena = Arena::open(&book, &[(who, 0, 8, 8), ("thug", 1, 1, 1)]);
        assert_eq!(arena.order(&Order::Rise(feet)).err(), refused, "{who} {feet}");
        let moved = if refused.is_none() { feet } else { 0 };
        let fighter = &arena.fight.fighters[0];
        assert_eq!((fighter.height, fighter.moment.moved), (moved, moved), "{who} {feet}");
        arena.replays();
    }
    let mut arena = Arena::open(&book, &[("bird", 0, 6, 8), ("thug", 1, 9, 8)]);
    arena.must(&Order::Rise(20));
    arena.go(9, 8);
    assert_eq!(arena.fight.fighters[0].height, 20, "above the thug: {}", arena.told());
    assert_eq!(arena.order(&Order::Rise(-20)), Err(Refused::TooFar), "where the thug stands");
    arena.must(&Order::Rise(-15));
    let told = arena.told();
    assert!(told.contains("bird rises 20 feet.") && told.contains("bird comes 15 feet down."), "{told}");
    arena.replays();
    let mut arena = Arena::open(&book, &[("bird", 0, 8, 8), ("thug", 1, 1, 1)]);
    condition(&mut arena, 0, Condition::Restrained);
    assert!(matches!(arena.order(&Order::Rise(5)), Err(Refused::Grounded(_))));
}

/// Opportunity Attacks: who rises out of reach leaves it, too.
#[test]
fn who_rises_out_of_reach_is_struck_at() {
    let book = book(&folk());
    for (feet, struck) in [(5, false), (10, true)] {
        let mut arena = Arena::open(&book, &[("bird", 0, 8, 8), ("thug", 1, 9, 8)]);
        let events = arena.dice(&[15]).must(&Order::Rise(feet));
        assert_eq!(events.iter().any(|it| matches!(it, Event::Attacked { .. })), struck, "{}", arena.told());
        assert_eq!((arena.fight.fighters[0].height, arena.hp(0)), (feet, if struck { 36 } else { 40 }));
        arena.replays();
    }
}

/// Flying: who is Incapacitated, Prone or without Fly Speed in the air falls, but for who hovers.
#[test]
fn who_cannot_fly_any_more_falls() {
    let book = book(&folk());
    for (who, laid, falls) in [
        ("bird", Condition::Prone, true),
        ("bird", Condition::Incapacitated, true),
        ("bird", Condition::Stunned, true),
        ("bird", Condition::Paralyzed, true),
        ("bird", Condition::Unconscious, true),
        ("bird", Condition::Restrained, true),
        ("bird", Condition::Grappled, true),
        ("bird", Condition::Poisoned, false),
        ("bird", Condition::Frightened, false),
        ("ghost", Condition::Prone, false),
        ("ghost", Condition::Stunned, false),
        ("ghost", Condition::Restrained, false),
    ] {
        let mut arena = Arena::open(&book, &[(who, 0, 8, 8), ("thug", 1, 1, 1)]);
        arena.must(&Order::Rise(30));
        condition(&mut arena, 0, laid);
        let events = arena.dice(&[1, 2, 3]).must(&Order::EndTurn);
        assert_eq!(fell(&events), if falls { vec![30] } else { vec![] }, "{who} {laid:?}: {}", arena.told());
        assert_eq!(arena.hp(0), if falls { 34 } else { 40 }, "{who} {laid:?}: {}", arena.told());
        assert_eq!(arena.fight.fighters[0].height, if falls { 0 } else { 30 });
        assert_eq!(arena.fight.fighters[0].has(Condition::Prone), falls || laid == Condition::Prone);
        arena.replays();
    }
}

/// A flyer that is thrown down in its flight falls at once; who drops in the air falls, too, and dies of no more.
#[test]
fn who_is_tripped_in_the_air_falls() {
    let book = book(&folk());
    let mut arena = Arena::open(&book, &[("thug", 0, 8, 8), ("bird", 1, 9, 8)]);
    arena.pass();
    arena.must(&Order::Rise(5));
    arena.pass();
    let events = arena.dice(&[1]).must(&TRIP);
    assert_eq!(fell(&events), [5], "{}", arena.told());
    assert_eq!(arena.hp(1), 40, "5 feet do no harm: {}", arena.told());
    let mut arena = Arena::open(&book, &[("archer", 0, 5, 8), ("bird", 1, 9, 8)]);
    arena.pass();
    arena.must(&Order::Rise(60));
    arena.happened(Event::Hurt { who: 1, by: None, parts: Vec::new(), lost: 38, temporary_lost: 0 });
    arena.pass();
    arena.dice(&[15]).act("Bow", &[1]);
    let bird = &arena.fight.fighters[1];
    assert_eq!((bird.hp, bird.health, bird.height), (0, Health::Dead, 0), "{}", arena.told());
    arena.replays();
}

/// Spells, Fly: who flies by it hovers, and falls when it ends.
#[test]
fn who_flies_by_a_spell_falls_with_it() {
    let archer = folk();
    let book = book(&format!("[{}, {}", caster("warden", &["fly"]), &archer[1..]));
    let mut arena = Arena::open(&book, &[("warden", 0, 8, 8), ("archer", 1, 14, 8)]);
    arena.act("Fly", &[0]);
    arena.must(&Order::Rise(50));
    condition(&mut arena, 0, Condition::Prone);
    assert!(fell(&arena.pass()).is_empty(), "{}", arena.told());
    // A hit, at Disadvantage for who lies afar, and a save that fails.
    arena.dice(&[15, 15, 1, 1, 1, 1, 1, 1]);
    let events = arena.act("Bow", &[0]);
    assert_eq!(fell(&events), [50], "{}", arena.told());
    assert_eq!(arena.hp(0), 40 - 4 - 5, "{}", arena.told());
    arena.replays();
}

/// Area of Effect: an area reaches as far up as beside, from the enemy in the air that it is aimed at, or the ground.
#[test]
fn an_area_has_a_height() {
    let flock = folk();
    let book = book(&format!("[{}, {}", caster("mage", &["fireball", "moonbeam"]), &flock[1..]));
    for (height, x, struck) in [
        (20, 14, (true, true)),
        (25, 14, (false, true)),
        (20, 15, (true, true)),
        (25, 15, (true, false)),
        (60, 15, (true, false)),
    ] {
        let mut arena = Arena::open(&book, &[("bird", 1, 15, 8), ("thug", 1, 14, 8), ("mage", 0, 3, 8)]);
        arena.must(&Order::Rise(height));
        arena.pass();
        arena.pass();
        arena.act_at("Fireball", x, 8);
        let hurt = (arena.hp(0) < 40, arena.hp(1) < 40);
        assert_eq!(hurt, struck, "{height} {x}: {}", arena.told());
        arena.replays();
    }
    for (height, burnt) in [(40, true), (45, false)] {
        let mut arena = Arena::open(&book, &[("thug", 1, 20, 8), ("bird", 1, 15, 8), ("mage", 0, 8, 8)]);
        arena.pass();
        arena.must(&Order::Rise(height));
        arena.go(16, 8);
        arena.pass();
        arena.act_at("Moonbeam", 14, 8);
        arena.pass();
        arena.pass();
        arena.go(14, 8);
        assert_eq!(arena.hp(1) < 40, burnt, "{height}: {}", arena.told());
        arena.replays();
    }
}

/// What flies rises and sinks as it likes, on ground that is nowhere even: nobody is ever beneath the ground, or in
/// the air without something that holds it up, and events make the same fight again.
#[test]
fn whatever_flies_keeps_the_laws() {
    let book = book_with(&[]);
    let all = [
        "griffon",
        "giant-eagle",
        "air-elemental",
        "young-green-dragon",
        "ogre",
        "gargoyle",
        "ghost",
        "mage",
        "harpy",
        "giant-ape",
    ];
    let (mut falls, mut jumps) = (0, 0);
    for seed in 0..40_u8 {
        let mut chance = Stream::of([seed; 32]);
        let mut grid = Grid::open(24, 16);
        for _ in 0..30 {
            let (x, y) = (chance.draw(24) as i16 - 1, chance.draw(16) as i16 - 1);
            let feet = 5 * (chance.draw(21) as i32 - 13);
            (x..x + 3).for_each(|x| (y..y + 3).for_each(|y| grid.raise(Spot { x, y }, feet)));
        }
        let mut come = |at: i16| Entrant {
            side: Side(at as u8 % 2),
            who: Come::Creature(format!("creature/{}", all[chance.draw(10) as usize - 1]).parse().unwrap()),
            spot: Some(Spot { x: 1 + 4 * at, y: 1 + 3 * (at % 4) }),
            surprised: false,
        };
        let entrants = (0..6).map(&mut come).collect();
        let mut fight = Fight::laid_out(&book, &Stage { grid, entrants }).unwrap();
        let mut again = fight.clone();
        let mut events = fight.advance(&mut chance);
        for _ in 0..120 {
            for event in &events {
                again.apply(&serde_json::from_str(&serde_json::to_string(event).unwrap()).unwrap());
            }
            falls += fell(&events).len();
            jumps += events.iter().filter(|it| matches!(it, Event::Jumped { .. })).count();
            let told = || format!("seed {seed}:\n{}", tell_all(&fight, &events).join("\n"));
            for (it, other) in fight.fighters.iter().zip(&again.fighters) {
                let stand = fight.grid.stand(it.spot, it.stand().side);
                assert_eq!(it.ground, stand.height, "{} {}", it.name, told());
                assert!(it.height >= it.ground, "{} {}", it.name, told());
                let flies = it.fly() > 0 && !it.has(Condition::Prone) && !it.has(Condition::Incapacitated);
                let holds = it.kit.hovers || flies;
                assert!(it.height == it.ground || holds, "{} is in the air: {}", it.name, told());
                assert_eq!(format!("{it:?}"), format!("{other:?}"), "{}", told());
            }
            if fight.ended.is_some() {
                break;
            }
            let Some(who) = fight.turn else {
                events = fight.advance(&mut chance);
                continue;
            };
            let here = fight.fighters[who].spot;
            let near = |at: i16, by: u32| at + by as i16 - 4;
            let tricks = [
                Order::Jump(Spot { x: near(here.x, chance.draw(7)), y: near(here.y, chance.draw(7)) }),
                Order::Rise(5 * (chance.draw(25) as i32 - 13)),
                Order::Move(Spot { x: chance.draw(24) as i16 - 1, y: chance.draw(16) as i16 - 1 }),
                Order::Hold { target: chance.draw(6) as usize - 1, hold: Hold::Push },
                Order::Hold { target: chance.draw(6) as usize - 1, hold: Hold::Trip },
            ];
            let trick = tricks.iter().find(|it| fight.allows(who, it).is_ok() && chance.draw(2) == 1);
            let order = trick.cloned().unwrap_or_else(|| choose(&fight, who).order);
            events = fight.order(&order, &mut chance).unwrap();
        }
    }
    assert!(falls > 20 && jumps > 20, "{falls} {jumps}");
}

/// Frightened: nobody rises nearer to what frightens it; it may sink away from it.
#[test]
fn nobody_rises_towards_what_frightens_it() {
    let book = book(&folk());
    for (feet, refused) in [(15, Some(Refused::Afraid)), (-15, None)] {
        let mut arena = Arena::open(&book, &[("bird", 0, 8, 8), ("ghost", 1, 10, 8)]);
        arena.must(&Order::Rise(30));
        arena.pass();
        arena.must(&Order::Rise(60));
        arena.pass();
        condition(&mut arena, 0, Condition::Frightened);
        assert_eq!(arena.order(&Order::Rise(feet)).err(), refused, "{feet}: {}", arena.told());
    }
}

/// Left to itself who flies comes to the height of its foe, and strikes it there.
#[test]
fn the_tactic_comes_to_its_height() {
    let book = book(&folk());
    for (height, first) in [(30, Order::Rise(25)), (45, Order::Rise(40))] {
        let mut arena = Arena::open(&book, &[("bird", 0, 13, 8), ("ghost", 1, 12, 8)]);
        arena.must(&Order::Rise(height));
        arena.must(&Order::Move(Spot { x: 14, y: 8 }));
        arena.pass();
        let choice = choose(&arena.fight, 1);
        assert_eq!(choice.order, first, "{height}: {}", choice.reason);
        for _ in 0..8 {
            let Some(who) = arena.fight.turn.filter(|it| *it == 1) else { break };
            let order = choose(&arena.fight, who).order;
            arena.must(&order);
        }
        assert!(
            arena.told().contains("ghost misses") || arena.told().contains("ghost hits"),
            "{}",
            arena.told()
        );
        arena.replays();
    }
}
