//! Falling, and the heights that it needs (SRD 5.2, "Rules Glossary": Falling, Flying, Climbing).

use rules::{
    book::Condition,
    dice::{Chance, Stream},
    fight::{
        Aim, Come, Ends, Entrant, Event, Fight, Grid, Health, Hold, Laid, Lasting, Order, Refused, Side,
        Spot, Stage, Tale, choose, tell_all,
    },
};

use super::{
    arena::{Arena, CLUB, block, book, book_with, caster},
    resources::hero,
};

/// A field on whose columns from 10 on the ground lies so many feet higher, or deeper.
fn stepped(feet: i32) -> Grid {
    let mut grid = Grid::open(24, 16);
    (10..24).for_each(|x| (0..16).for_each(|y| grid.raise(Spot { x, y }, feet)));
    grid
}

fn fell(events: &[Event]) -> Vec<i32> {
    events
        .iter()
        .filter_map(|it| if let Event::Fell { feet, .. } = it { Some(*feet) } else { None })
        .collect()
}

fn folk() -> String {
    let climber = r#"{"paces": [{"gait": "walk", "feet": 30}, {"gait": "climb", "feet": 30}]}"#;
    let stone = r#"{"immunities": ["bludgeoning"]}"#;
    let bird = r#"{"paces": [{"gait": "walk", "feet": 10}, {"gait": "fly", "feet": 60}]}"#;
    let ghost = r#"{"paces": [{"gait": "walk", "feet": 5}, {"gait": "fly", "feet": 60, "hover": true}]}"#;
    let bow = r#"[{"name": "Bow", "time": "action", "range": {"ranges": [80, 320]}, "targets": {"who": "other"},
        "effects": [{"attack": {"style": "ranged", "bonus": 5, "hit": [{"damage": {"amount": "4", "of": ["piercing"]}}]}}]}]"#;
    format!(
        "[{}, {}, {}, {}, {}, {}]",
        block("thug", CLUB, "{}"),
        block("ape", CLUB, climber),
        block("golem", CLUB, stone),
        block("bird", CLUB, bird),
        block("ghost", CLUB, ghost),
        block("archer", bow, "{}"),
    )
}

const PUSH: Order = Order::Hold { target: 1, hold: Hold::Push };
const TRIP: Order = Order::Hold { target: 1, hold: Hold::Trip };

/// Falling: 1d6 for every 10 feet, at most 20d6; who takes damage lies Prone.
#[test]
fn who_is_pushed_over_an_edge_falls() {
    let book = book(&folk());
    for (target, depth, dice, left, prone) in [
        ("thug", 5, 0, 40, false),
        ("thug", 10, 1, 34, true),
        ("thug", 15, 1, 34, true),
        ("thug", 20, 2, 28, true),
        ("thug", 60, 6, 4, true),
        ("golem", 20, 2, 40, false),
        ("bird", 20, 0, 40, false),
    ] {
        let mut arena = Arena::on(&book, stepped(-depth), &[("thug", 0, 8, 8), (target, 1, 9, 8)]);
        // The save fails, and every die of the fall shows a 6.
        let events = arena.dice(&[1]).dice(&vec![6; dice]).must(&PUSH);
        let falls = if target == "bird" { Vec::new() } else { vec![depth] };
        assert_eq!(fell(&events), falls, "{target} {depth}: {}", arena.told());
        assert_eq!(arena.hp(1), left, "{target} {depth}: {}", arena.told());
        let fighter = &arena.fight.fighters[1];
        assert_eq!(fighter.has(Condition::Prone), prone, "{target} {depth}: {}", arena.told());
        assert_eq!(fighter.height, if target == "bird" { 0 } else { -depth });
        arena.replays();
    }
    let mut arena = Arena::on(&book, stepped(-400), &[("thug", 0, 8, 8), ("thug", 1, 9, 8)]);
    let events = arena.dice(&[1]).dice(&[1; 20]).must(&PUSH);
    assert_eq!(fell(&events), [400]);
    assert_eq!(arena.hp(1), 20, "20 dice and no more: {}", arena.told());
    assert!(arena.told().contains("thug 2 falls 400 feet."), "{}", arena.told());
}

/// A ledge is a wall to who is pushed against it; nobody is pushed up.
#[test]
fn nobody_is_pushed_up_a_ledge() {
    let book = book(&folk());
    let mut arena = Arena::on(&book, stepped(10), &[("thug", 0, 8, 8), ("thug", 1, 9, 8)]);
    let events = arena.dice(&[1]).must(&PUSH);
    assert!(!events.iter().any(|it| matches!(it, Event::Moved { .. })), "{}", arena.told());
}

/// Climbing: each foot costs one more, but for a Climb Speed; going over an edge is for who cannot climb so far.
#[test]
fn a_walker_climbs_where_its_feet_suffice_and_falls_where_not() {
    let book = book(&folk());
    for (who, feet, allowed, spent, falls) in [
        ("thug", 5, true, 20, false),
        ("thug", 10, true, 30, false),
        ("thug", 15, false, 0, false),
        ("ape", 15, true, 25, false),
        ("ape", 20, true, 30, false),
        ("ape", 25, false, 0, false),
        ("bird", 25, true, 30, false),
        ("thug", -5, true, 10, false),
        ("thug", -10, true, 30, false),
        ("thug", -15, true, 10, true),
        ("ape", -20, true, 30, false),
        ("ape", -25, true, 10, true),
        ("bird", -25, true, 10, false),
    ] {
        let mut arena = Arena::on(&book, stepped(feet), &[(who, 0, 8, 8), ("thug", 1, 1, 1)]);
        let order = Order::Move(Spot { x: 10, y: 8 });
        let done = arena.order(&order);
        let case = format!("{who} {feet}: {}", arena.told());
        assert_eq!(done.is_ok(), allowed, "{case}");
        assert_eq!(arena.fight.fighters[0].moment.moved, spent, "{case}");
        assert_eq!(done.is_ok_and(|it| !fell(&it).is_empty()), falls, "{case}");
        let fighter = &arena.fight.fighters[0];
        assert_eq!(fighter.has(Condition::Prone), falls, "{case}");
        let height = if who == "bird" { feet.max(0) } else { feet };
        assert_eq!(fighter.height, if allowed { height } else { 0 }, "{case}");
        arena.replays();
    }
}

/// A walker that falls lies where it landed, and goes no farther.
#[test]
fn a_fall_ends_the_way() {
    let book = book(&folk());
    let mut arena = Arena::on(&book, stepped(-20), &[("thug", 0, 8, 8), ("thug", 1, 1, 1)]);
    let events = arena.dice(&[2, 3]).go(12, 8);
    assert_eq!(fell(&events), [20]);
    assert_eq!((arena.fight.fighters[0].spot, arena.hp(0)), (Spot { x: 10, y: 8 }, 35), "{}", arena.told());
    assert!(arena.fight.fighters[0].has(Condition::Prone));
    assert_eq!(
        arena.order(&Order::Move(Spot { x: 9, y: 8 })),
        Err(Refused::TooFar),
        "who crawls does not climb"
    );
    arena.replays();
}

/// Playing on a Grid: what is above or beneath counts as what is beside.
#[test]
fn reach_counts_heights() {
    let book = book(&folk());
    for (depth, reached) in [(-5, true), (-10, false), (5, true), (10, false)] {
        let mut arena = Arena::on(&book, stepped(depth), &[("thug", 0, 9, 8), ("thug", 1, 10, 8)]);
        let order = arena.ordered("Club", Aim { targets: vec![1], spot: None });
        assert_eq!(arena.order(&order).is_ok(), reached, "{depth}: {}", arena.told());
    }
}

/// Left to itself nobody goes over an edge: it climbs, goes around, or waits.
#[test]
fn the_tactic_does_not_fall() {
    let book = book(&folk());
    for depth in [-5, -10, -15, -40, 5, 10, 15, 40] {
        let all = [
            ("thug", 0, 2, 8),
            ("ape", 0, 3, 5),
            ("bird", 0, 3, 11),
            ("thug", 1, 14, 8),
            ("archer", 1, 15, 8),
        ];
        let mut arena = Arena::on(&book, stepped(depth), &all);
        for _ in 0..60 {
            let Some(who) = arena.fight.turn else { break };
            let choice = choose(&arena.fight, who);
            let events = arena.must(&choice.order);
            assert!(fell(&events).is_empty(), "{depth}: {choice:?}\n{}", arena.told());
            if choice.order == Order::EndTurn {
                arena.next();
            }
        }
        arena.replays();
    }
}

/// Laid upon somebody, as if it had always been there.
fn condition(arena: &mut Arena<'_>, who: usize, condition: Condition) {
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

/// Spells, Feather Fall: a friend in sight within 60 feet sinks, 60 feet a round, and lands unharmed on its feet.
#[test]
fn a_feather_slows_a_fall() {
    let book = book(&format!("[{}, {}]", caster("warden", &["feather-fall"]), block("thug", CLUB, "{}")));
    for (side, x, depth, feathered) in
        [(1, 12, -40, true), (1, 21, -60, true), (1, 23, -60, false), (0, 12, -40, false), (1, 12, -5, false)]
    {
        let mut grid = Grid::open(24, 16);
        (0..16).for_each(|y| grid.raise(Spot { x: 10, y }, depth));
        let all = [("thug", 0, 8, 8), ("thug", 1, 9, 8), ("warden", side, x, 8)];
        let mut arena = Arena::on(&book, grid, &all);
        let events = arena.dice(&[1]).must(&PUSH);
        let case = format!("{side} {x} {depth}: {}", arena.told());
        assert_eq!(fell(&events), [-depth], "{case}");
        assert_eq!(arena.fight.fighters[2].moment.reaction, feathered, "{case}");
        assert_eq!(arena.hp(1) == 40, feathered || depth == -5, "{case}");
        assert_eq!(arena.fight.fighters[1].has(Condition::Prone), !feathered && depth != -5, "{case}");
        assert_eq!(arena.told().contains("thug 2 sinks"), feathered, "{case}");
        assert!(!arena.fight.fighters[1].lasting.iter().any(|it| it.act == "Feather Fall"), "{case}");
        arena.replays();
    }
}

/// The same from higher: it hangs in the air, goes nowhere, and sinks on as its next turn starts.
#[test]
fn a_deep_fall_takes_rounds_with_a_feather() {
    let book = book(&format!("[{}, {}]", caster("warden", &["feather-fall"]), block("thug", CLUB, "{}")));
    let all = [("thug", 0, 8, 8), ("thug", 1, 9, 8), ("warden", 1, 9, 5)];
    let mut arena = Arena::on(&book, stepped(-130), &all);
    assert_eq!(fell(&arena.dice(&[1]).must(&PUSH)), [60], "{}", arena.told());
    assert_eq!(fell(&arena.pass()), [60], "as its turn starts: {}", arena.told());
    assert_eq!(arena.order(&Order::Move(Spot { x: 11, y: 8 })), Err(Refused::TooFar));
    arena.must(&Order::Dash);
    assert_eq!(arena.order(&Order::Move(Spot { x: 11, y: 8 })), Err(Refused::TooFar), "{}", arena.told());
    (0..2).for_each(|_| assert!(fell(&arena.pass()).is_empty(), "{}", arena.told()));
    assert_eq!(fell(&arena.pass()), [10], "{}", arena.told());
    assert_eq!((arena.hp(1), arena.fight.fighters[1].height), (40, -130));
    arena.replays();
}

/// Classes, Monk, Slow Fall: five times the level less, from level 4 on; who takes none stays on its feet.
#[test]
fn a_monk_rides_the_air() {
    let book = book(&format!("[{}]", block("thug", CLUB, "{}")));
    for (level, depth, lost, prone) in [
        (3, 20, 12, true),
        (4, 20, 0, false),
        (4, 30, 0, false),
        (4, 40, 4, true),
        (5, 40, 0, false),
        (4, 5, 0, false),
    ] {
        let enters =
            |side, who, x| Entrant { side: Side(side), who, spot: Some(Spot { x, y: 8 }), surprised: false };
        let thug = Come::Creature("creature/thug".parse().unwrap());
        let entrants = vec![enters(0, thug, 8), enters(1, hero("monk", level), 9)];
        let mut arena = Arena::staged(&book, &Stage { grid: stepped(-depth), entrants });
        let before = arena.hp(1);
        arena.dice(&[1]).dice(&vec![6; depth as usize / 10]).must(&PUSH);
        let case = format!("{level} {depth}: {}", arena.told());
        assert_eq!(before - arena.hp(1), lost, "{case}");
        let monk = &arena.fight.fighters[1];
        assert_eq!(monk.has(Condition::Prone), prone, "{case}");
        assert_eq!(monk.moment.reaction, level > 3 && depth > 5, "{case}");
        assert!(!monk.lasting.iter().any(|it| it.act == "Slow Fall"), "{case}");
        arena.replays();
    }
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

/// Cover: nobody is seen through the edge of a pit, or over a ledge that is higher than both.
#[test]
fn ground_hides_what_is_behind_it() {
    let book = book(&folk());
    for (feet, x, target, seen) in [
        (-20, 9, 10, true),
        (-20, 9, 12, true),
        (-20, 5, 10, false),
        (-20, 5, 20, false),
        (-10, 8, 20, true),
        (20, 9, 10, true),
        (20, 5, 10, true),
        (20, 9, 15, false),
    ] {
        let mut arena = Arena::on(&book, stepped(feet), &[("archer", 0, x, 8), ("thug", 1, target, 8)]);
        assert_eq!(arena.fight.sees(0, 1), seen, "{feet} {x} {target}");
        assert_eq!(arena.fight.sees(1, 0), seen, "{feet} {target} {x}");
        let order = arena.ordered("Bow", Aim { targets: vec![1], spot: None });
        assert_eq!(arena.order(&order).is_ok(), seen, "{feet} {x} {target}");
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
    let mut falls = 0;
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
            let tricks = [
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
    assert!(falls > 40, "{falls}");
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

/// A tale tells a fall and what it did in one sentence.
#[test]
fn a_fall_is_told() {
    let book = book(&folk());
    for (depth, dice, told) in [
        (-20, &[3, 4][..], "thug 2 falls 20 feet and takes 7 bludgeoning damage; 33 left. thug 2 is prone."),
        (-5, &[], "thug 2 falls 5 feet."),
    ] {
        let mut arena = Arena::on(&book, stepped(depth), &[("thug", 0, 8, 8), ("thug", 1, 9, 8)]);
        let mut tale = Tale::of(&arena.fight);
        let mut events = arena.dice(&[1]).dice(dice).must(&PUSH);
        events.push(Event::TurnEnded { who: 0 });
        let tale = tale.hear(&arena.fight, &events).join(" ");
        assert!(tale.contains(told), "{tale}");
    }
}
