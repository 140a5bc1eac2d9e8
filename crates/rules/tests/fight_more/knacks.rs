//! Traits that are code (SRD 5.2, "Monsters", Traits).

use rules::{
    book::Book,
    fight::{Event, Grid, Ground, Order, Refused, Spot},
};

use super::arena::{Arena, CLUB, block, book};

fn knack(slug: &str, knack: &str) -> String {
    let traits = format!(r#"{{"hp": "400", "traits": [{{"name": "It", "text": "", "knacks": [{knack}]}}]}}"#);
    block(slug, CLUB, &traits)
}

/// A ghost, a man, and a foe who does nothing.
fn ghosts() -> Book {
    book(&format!(
        "[{}, {}, {}]",
        knack("ghost", r#""incorporeal""#),
        block("man", CLUB, "{}"),
        block("foe", "[]", "{}")
    ))
}

/// Six squares of one row, the middle ones of this ground.
fn row(ground: Ground) -> Grid {
    let mut grid = Grid::open(8, 1);
    (2..4).for_each(|x| grid.set(Spot { x, y: 0 }, ground));
    grid
}

fn feet(events: &[Event]) -> i32 {
    let gone = |it: &Event| if let Event::Moved { feet, .. } = it { *feet } else { 0 };
    events.iter().map(gone).sum()
}

/// Whoever is incorporeal goes through things and others as through difficult ground, and stays in neither by choice.
#[test]
fn ghosts_go_through_things_and_others() {
    let book = ghosts();
    for (who, ground, to, found) in [
        ("man", Ground::Open, 5, Ok(25)),
        ("man", Ground::Solid, 5, Err(Refused::TooFar)),
        // Two squares at twice the cost, three at once.
        ("ghost", Ground::Solid, 4, Ok(30)),
        ("ghost", Ground::Solid, 5, Err(Refused::TooFar)),
        ("ghost", Ground::Solid, 3, Err(Refused::TooFar)),
        ("ghost", Ground::Difficult, 4, Ok(30)),
        ("ghost", Ground::Open, 5, Ok(25)),
    ] {
        let mut arena = Arena::on(&book, row(ground), &[(who, 0, 0, 0), ("foe", 1, 7, 0)]);
        let gone = arena.order(&Order::Move(Spot { x: to, y: 0 })).map(|it| feet(&it));
        assert_eq!(gone, found, "{who} {ground:?} {to}");
        arena.replays();
    }
    for (who, found) in [("man", Err(Refused::TooFar)), ("ghost", Ok(15))] {
        let mut arena = Arena::on(&book, Grid::open(8, 1), &[(who, 0, 0, 0), ("foe", 1, 1, 0)]);
        let gone = arena.order(&Order::Move(Spot { x: 2, y: 0 })).map(|it| feet(&it));
        assert_eq!(gone, found, "{who} through an enemy");
    }
}

/// A turn that ends inside a thing deals 1d10 Force damage.
#[test]
fn a_turn_that_ends_in_a_thing_does_harm() {
    let book = ghosts();
    for (who, inside, lost) in [("ghost", true, 7), ("ghost", false, 0), ("man", true, 0)] {
        let mut arena = Arena::on(&book, row(Ground::Solid), &[(who, 0, 1, 0), ("foe", 1, 7, 0)]);
        if inside {
            let into = vec![Spot { x: 2, y: 0 }];
            arena.happened(Event::Moved { who: 0, path: into, feet: 5, why: rules::fight::Why::Forced });
        }
        let before = arena.hp(0);
        arena.dice(if lost > 0 { &[7] } else { &[] }).must(&Order::EndTurn);
        assert_eq!(before - arena.hp(0), lost, "{who} {inside}: {}", arena.told());
    }
}

/// What ignores difficult ground goes over it as over any other.
#[test]
fn some_ignore_difficult_ground() {
    let book = book(&format!(
        "[{}, {}, {}]",
        knack("walker", r#""ignores_difficult_terrain""#),
        block("man", CLUB, "{}"),
        block("foe", "[]", "{}")
    ));
    for (who, found) in [("man", Ok(30)), ("walker", Ok(20))] {
        let mut arena = Arena::on(&book, row(Ground::Difficult), &[(who, 0, 0, 0), ("foe", 1, 7, 0)]);
        assert_eq!(arena.order(&Order::Move(Spot { x: 4, y: 0 })).map(|it| feet(&it)), found, "{who}");
    }
}

/// Thorns hurt whoever hits in melee, and nobody who misses or shoots.
#[test]
fn thorns_hurt_who_hits() {
    let shot = r#"{"name": "Shot", "time": "action", "range": {"ranges": [80, 320]}, "targets": {"who": "other"},
        "effects": [{"attack": {"style": "ranged", "bonus": 5, "hit": [{"damage": {"amount": "1", "of": ["piercing"]}}]}}]}"#;
    let both = format!("{}, {shot}]", CLUB.trim_end_matches(']'));
    let thorny = knack("ooze", r#"{"thorns": {"amount": "1d8", "of": "acid"}}"#);
    let book = book(&format!("[{thorny}, {}]", block("man", &both, "{}")));
    for (act, x, dice, lost) in [("Club", 3, &[15, 6][..], 6), ("Club", 3, &[2], 0), ("Shot", 9, &[15], 0)] {
        let mut arena = Arena::open(&book, &[("man", 0, 2, 8), ("ooze", 1, x, 8)]);
        arena.dice(dice).act(act, &[1]);
        assert_eq!(40 - arena.hp(0), lost, "{act} {dice:?}: {}", arena.told());
    }
}
