//! Falling, and the heights that it needs (SRD 5.2, "Rules Glossary": Falling, Flying, Climbing).

use rules::{
    book::Condition,
    fight::{Aim, Come, Entrant, Event, Grid, Hold, Order, Refused, Side, Spot, Stage, Tale, choose},
};

use super::arena::{Arena, CLUB, Hero, block, book, caster};

/// A field on whose columns from 10 on the ground lies so many feet higher, or deeper.
pub(super) fn stepped(feet: i32) -> Grid {
    let mut grid = Grid::open(24, 16);
    (10..24).for_each(|x| (0..16).for_each(|y| grid.raise(Spot { x, y }, feet)));
    grid
}

pub(super) fn fell(events: &[Event]) -> Vec<i32> {
    events
        .iter()
        .filter_map(|it| if let Event::Fell { feet, .. } = it { Some(*feet) } else { None })
        .collect()
}

pub(super) fn folk() -> String {
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
pub(super) const TRIP: Order = Order::Hold { target: 1, hold: Hold::Trip };

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
        let entrants = vec![enters(0, thug, 8), enters(1, Hero::of("monk", level).come(), 9)];
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

/// A tale tells a fall and what it did in one sentence.
#[test]
fn a_fall_is_told() {
    let book = book(&folk());
    for (depth, dice, told) in [
        (
            -20,
            &[3, 4][..],
            "The second thug falls 20 feet and takes 7 bludgeoning damage; 33 left. The second thug is prone.",
        ),
        (-5, &[], "The second thug falls 5 feet."),
    ] {
        let mut arena = Arena::on(&book, stepped(depth), &[("thug", 0, 8, 8), ("thug", 1, 9, 8)]);
        let mut tale = Tale::of(&arena.fight);
        let mut events = arena.dice(&[1]).dice(dice).must(&PUSH);
        events.push(Event::TurnEnded { who: 0 });
        let tale = tale.hear(&arena.fight, &events).join(" ");
        assert!(tale.contains(told), "{tale}");
    }
}
