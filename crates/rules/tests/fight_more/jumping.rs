//! Jumps (SRD 5.2, "Rules Glossary": Jumping, Long Jump, High Jump; "Spells": Jump; "Animals": Standing Leap).

use rules::{
    book::Condition,
    fight::{Event, Grid, Ground, Jump, Order, Refused, Spot},
};

use super::arena::{Arena, CLUB, Hero, block, book};

/// Even ground with a gap from column 10 on, so many squares wide and 30 feet deep.
fn gap(width: i16) -> Grid {
    let mut grid = Grid::open(24, 8);
    (10..10 + width).for_each(|x| (0..8).for_each(|y| grid.raise(Spot { x, y }, -30)));
    grid
}

/// Ground that lies so many feet higher from column 10 on.
fn ledge(feet: i32) -> Grid {
    let mut grid = Grid::open(24, 8);
    (10..24).for_each(|x| (0..8).for_each(|y| grid.raise(Spot { x, y }, feet)));
    grid
}

fn folk() -> String {
    format!(
        "[{}, {}, {}]",
        block("thug", CLUB, r#"{"scores": [15, 10, 10, 10, 10, 10]}"#),
        block("giant", CLUB, r#"{"scores": [20, 10, 10, 10, 10, 10]}"#),
        block("weak", CLUB, r#"{"scores": [8, 10, 10, 10, 10, 10]}"#),
    )
}

const fn to(x: i16, y: i16) -> Order {
    Order::Jump(Spot { x, y })
}

/// Long Jump: the Strength score in feet after 10 feet of movement, half of it from a standstill.
#[test]
fn a_gap_is_as_wide_as_a_jump_is_long() {
    let book = book(&folk());
    for (who, run, width, far) in [
        ("thug", 0, 1, false), // 7 feet: the square beyond is 10 away
        ("thug", 1, 2, false), // 5 feet are no run
        ("thug", 2, 2, true),  // 15 feet
        ("thug", 2, 3, false),
        ("giant", 0, 1, true), // 10 feet
        ("giant", 0, 2, false),
        ("giant", 2, 3, true), // 20 feet
        ("weak", 2, 1, false), // 8 feet
        ("frog", 0, 1, true),  // Standing Leap
        ("frog", 0, 2, false),
        ("giant-frog", 0, 3, true),
        ("lion", 0, 1, false),
        ("lion", 2, 4, true), // Running Leap: 25 feet
        ("cat", 2, 2, true),  // Jumper: by Dexterity
    ] {
        let mut arena = Arena::on(&book, gap(width), &[(who, 0, 9 - run, 4), ("thug", 1, 23, 7)]);
        if run > 0 {
            arena.go(9, 4);
        }
        let there = Spot { x: 10 + width, y: 4 };
        let jumped = arena.order(&Order::Jump(there));
        let fighter = &arena.fight.fighters[0];
        let feet = i32::from(width + 1) * 5;
        if far {
            assert_eq!(
                jumped.unwrap(),
                [Event::Jumped { who: 0, to: there, feet, cost: feet }],
                "{who} {run} {width}"
            );
            assert_eq!((fighter.spot, fighter.height), (there, 0));
            assert_eq!(fighter.moment.moved, i32::from(run) * 5 + feet, "each foot costs one");
        } else {
            assert_eq!(jumped, Err(Refused::TooFar), "{who} {run} {width}");
            assert_eq!(fighter.spot, Spot { x: 9, y: 4 });
        }
        arena.replays();
    }
}

/// High Jump: 3 feet and the Strength modifier; half from a standstill. Large bodies do not matter for it.
#[test]
fn a_ledge_is_as_high_as_a_jump() {
    let book = book(&folk());
    for (who, run, feet, up) in [
        ("thug", 2, 5, true),
        ("thug", 0, 5, false),
        ("thug", 2, 10, false),
        ("giant", 2, 5, true),
        ("giant", 2, 10, false),
        ("weak", 2, 5, false),
        ("giant-frog", 0, 10, true),
        ("giant-frog", 2, 15, false),
    ] {
        let mut arena = Arena::on(&book, ledge(feet), &[(who, 0, 9 - run, 4), ("thug", 1, 23, 7)]);
        if run > 0 {
            arena.go(9, 4);
        }
        let jumped = arena.order(&to(10, 4)).is_ok();
        assert_eq!(jumped, up, "{who} {run} {feet}");
        assert_eq!(arena.fight.fighters[0].height, if up { feet } else { 0 }, "{who} {run} {feet}");
        arena.replays();
    }
}

/// A jump into the depth is a fall from where it began.
#[test]
fn who_jumps_down_falls() {
    let book = book(&folk());
    for (depth, dice, prone) in [(5, 0, false), (10, 1, true), (25, 2, true)] {
        let mut arena = Arena::on(&book, ledge(-depth), &[("giant", 0, 9, 4), ("thug", 1, 23, 7)]);
        arena.dice(&vec![3; dice]).must(&to(11, 4));
        let fighter = &arena.fight.fighters[0];
        assert_eq!(fighter.height, -depth);
        assert_eq!((fighter.hp, fighter.has(Condition::Prone)), (40 - 3 * dice as i32, prone), "{depth}");
        arena.replays();
    }
}

/// Difficult Terrain: DC 10 Dexterity (Acrobatics), or Prone.
#[test]
fn a_rough_landing_asks_for_balance() {
    let book = book(&folk());
    for (die, prone) in [(9, true), (10, false)] {
        let mut grid = gap(1);
        grid.set(Spot { x: 11, y: 4 }, Ground::Difficult);
        let mut arena = Arena::on(&book, grid, &[("giant", 0, 9, 4), ("thug", 1, 23, 7)]);
        arena.dice(&[die]).must(&to(11, 4));
        assert_eq!(arena.fight.fighters[0].has(Condition::Prone), prone, "{die}: {}", arena.told());
        assert_eq!(arena.fight.fighters[0].moment.moved, 10, "nothing more");
    }
}

#[test]
fn what_hinders_a_jump_is_named() {
    let book = book(&folk());
    // A wall, a low wall, an enemy and a friend stand in the gap's place.
    let mut high = Grid::open(24, 8);
    high.raise(Spot { x: 10, y: 4 }, 10);
    let mut low = Grid::open(24, 8);
    low.raise(Spot { x: 10, y: 4 }, 5);
    let mut solid = Grid::open(24, 8);
    solid.set(Spot { x: 10, y: 4 }, Ground::Solid);
    let seen = Err(Refused::NoLine("that square".into()));
    for (grid, side, expected) in [
        (&high, None, seen.clone()),
        (&solid, None, seen.clone()),
        // No taller than a quarter of 20 feet, but taller than one of 10.
        (&low, None, seen.clone()),
        (&gap(0), Some(1), seen),
        (&gap(0), Some(0), Ok(())),
        (&gap(0), None, Ok(())),
    ] {
        let mut who = vec![("giant", 0, 9, 4), ("thug", 1, 23, 7)];
        who.extend(side.map(|it| ("thug", it, 10, 4)));
        let mut arena = Arena::on(&book, grid.clone(), &who);
        assert_eq!(arena.order(&to(11, 4)).map(drop), expected);
    }
    let mut arena = Arena::on(&book, low, &[("giant", 0, 6, 4), ("thug", 1, 23, 7)]);
    arena.go(8, 4);
    arena.must(&to(12, 4));
    // On the ground, and onto somebody.
    let mut arena = Arena::on(&book, gap(0), &[("giant", 0, 9, 4), ("thug", 1, 11, 4)]);
    assert_eq!(arena.order(&to(11, 4)), Err(Refused::TooFar));
    assert_eq!(arena.order(&to(9, 4)), Err(Refused::TooFar), "where it stands");
    assert_eq!(arena.order(&to(-4, 4)), Err(Refused::TooFar), "off the field");
    super::flying::condition(&mut arena, 0, Condition::Prone);
    let refused = arena.order(&to(9, 5)).unwrap_err();
    assert_eq!(refused.to_string(), "giant lies on the ground, and crawls (Rules Glossary, Prone).");
}

/// Who leaves an enemy's reach by a leap is struck as on any other way, and comes down where it is stopped.
#[test]
fn a_jump_provokes() {
    let book = book(&folk());
    let mut arena = Arena::on(&book, gap(0), &[("giant", 0, 9, 4), ("thug", 1, 9, 3)]);
    arena.dice(&[15]).must(&to(11, 4));
    assert_eq!(arena.hp(0), 36, "{}", arena.told());
    assert_eq!(arena.fight.fighters[0].spot, Spot { x: 11, y: 4 });
    // Over a gap, by whoever stands beside it: the last 4 hit points end there, and the fall follows.
    let mut arena = Arena::on(&book, gap(2), &[("giant", 0, 7, 4), ("thug", 1, 9, 3)]);
    arena.go(9, 4);
    arena.fight.fighters[0].hp = 4;
    arena.dice(&[15]).must(&to(12, 4));
    let fighter = &arena.fight.fighters[0];
    assert!(!fighter.is_up(), "{}", arena.told());
    assert_eq!((fighter.spot, fighter.height), (Spot { x: 10, y: 4 }, -30), "{}", arena.told());
}

/// Spells, Jump: once on each turn 30 feet for 10 feet of movement.
#[test]
fn a_spell_makes_jumps_cheap_once_a_turn() {
    let book = book(&folk());
    let ranger = Hero::of("ranger", 5).picks("ranger/prepared", &["spell/jump"]);
    let mut arena = Arena::of_hero(&book, ranger, &[("thug", 1, 20, 7)]);
    let here = arena.fight.fighters[0].spot;
    arena.act("Jump", &[0]);
    let far = Spot { x: here.x + 6, y: here.y };
    let events = arena.must(&Order::Jump(far));
    assert_eq!(events, [Event::Jumped { who: 0, to: far, feet: 30, cost: 10 }]);
    assert_eq!(arena.order(&Order::Jump(here)), Err(Refused::TooFar), "once a turn");
    arena.pass();
    arena.pass();
    arena.must(&Order::Jump(here));
    arena.replays();
}

/// Classes: Monk, Step of the Wind doubles the jump; Rogue, Second-Story Work goes by Dexterity.
#[test]
fn features_lengthen_jumps() {
    let book = book(&folk());
    let thief = Hero::of("rogue", 5).picks("rogue-3/subclass/subclass", &["subclass/thief"]);
    let step = Some("Step of the Wind: Disengage and Dash");
    for (hero, act, by, times) in [
        (Hero::of("monk", 5), None, "str", 1),
        (Hero::of("monk", 5), step, "str", 2),
        (thief, None, "dex", 1),
        (Hero::of("fighter", 5), None, "str", 1),
    ] {
        let mut arena = Arena::of_hero(&book, hero, &[("thug", 1, 20, 7)]);
        if let Some(act) = act {
            arena.act(act, &[0]);
        }
        let fighter = &arena.fight.fighters[0];
        let (score, modifier) = (fighter.kit.values[&format!("score.{by}")], fighter.kit.values[by]);
        let expected = Jump { long: score / 2 * times, high: (3 + modifier) / 2 * times, bought: None };
        assert_eq!(fighter.jump(), expected, "{act:?} by {by}");
    }
}
