//! Who is summoned: when it acts, and when it goes again (SRD 5.2, "Spells", Duration; "Rules Glossary", Concentration).

use rules::fight::{Aim, Event, Health, Order, Refused, Spot};

use super::arena::{Arena, CLUB, block, book};

/// A caller whose beast stays so long.
fn caller(duration: &str) -> String {
    let call = format!(
        r#"[{{"name": "Call", "time": "action", "targets": {{"who": "place"}}, "duration": {duration}, "area": {{"sphere": 5}},
        "effects": [{{"summon": {{"creature": "creature/beast", "count": "2"}}}}]}}, {}]"#,
        &CLUB[1..CLUB.len() - 1]
    );
    let all = [block("caller", &call, "{}"), block("beast", CLUB, "{}"), block("foe", CLUB, "{}")];
    format!("[{}]", all.join(", "))
}

fn gone(events: &[Event]) -> usize {
    events.iter().filter(|it| matches!(it, Event::Departed { .. })).count()
}

/// They fight for the caller's side right after it, and go when the time is over.
#[test]
fn they_come_act_and_go() {
    // Duration, and how many of the caller's turns begin before they are gone.
    for (duration, rounds) in
        [(r#"{"rounds": 1}"#, Some(1)), (r#"{"rounds": 2}"#, Some(2)), (r#""instant""#, None)]
    {
        let book = book(&caller(duration));
        let mut arena = Arena::open(&book, &[("caller", 0, 2, 8), ("foe", 1, 12, 8)]);
        arena.act("Call", &[]);
        assert_eq!(arena.fight.fighters.len(), 4, "{}", arena.told());
        assert!(!arena.fight.are_enemies(0, 2));
        assert!(arena.told().contains("beast 2 answers the call."));
        arena.pass();
        assert!(arena.fight.turn == Some(2), "right after the caller");
        let mut turns = 0;
        for _ in 0..16 {
            let events = arena.pass();
            turns += usize::from(arena.fight.turn == Some(0));
            if gone(&events) > 0 {
                assert_eq!((gone(&events), Some(turns)), (2, rounds), "{}", arena.told());
                assert!(arena.told().contains("beast goes where it came from."));
            }
        }
        let left = arena.fight.fighters[2..].iter().filter(|it| it.health == Health::Up).count();
        assert_eq!(left, if rounds.is_some() { 0 } else { 2 }, "{duration}");
        arena.replays();
    }
}

/// With Concentration, whatever ends it, they are gone at once; who fell before does not go twice.
#[test]
fn they_go_with_concentration() {
    let book = book(&caller(r#"{"concentration": 10}"#));
    for (roll, stays) in [(1, false), (20, true)] {
        let mut arena = Arena::open(&book, &[("caller", 0, 2, 8), ("foe", 1, 3, 8)]);
        arena.act("Call", &[]);
        assert!(arena.fight.fighters[0].concentration.is_some());
        while arena.fight.turn != Some(1) {
            arena.pass();
        }
        // The club hits, then the save of Constitution against 10.
        let events = arena.dice(&[15, roll]).act("Club", &[0]);
        assert_eq!(gone(&events), if stays { 0 } else { 2 }, "{}", arena.told());
        assert!(arena.order(&Order::EndTurn).is_ok());
        arena.replays();
    }
}

/// The first that came acts first, and the caller's next friend after all of them, whoever called in whose turn.
#[test]
fn they_act_right_after_their_caller() {
    let book = book(&caller(r#""instant""#));
    let mut arena = Arena::open(&book, &[("caller", 0, 2, 8), ("caller", 0, 2, 2), ("foe", 1, 12, 8)]);
    arena.act("Call", &[]);
    assert_eq!(arena.fight.order, [0, 3, 4, 1, 2], "{}", arena.told());
    while arena.fight.turn != Some(1) {
        arena.pass();
    }
    arena.act("Call", &[]);
    assert_eq!(arena.fight.order, [0, 3, 4, 1, 5, 6, 2], "{}", arena.told());
    arena.replays();
}

/// At 0 Hit Points they are out of the fight at once, without saves against death, and do not go a second time.
#[test]
fn they_fall_once() {
    let strong = CLUB.replace(r#""amount": "4""#, r#""amount": "40""#);
    let all = caller(r#"{"rounds": 3}"#).replacen('[', &format!("[{}, ", block("bruiser", &strong, "{}")), 1);
    let book = book(&all);
    let mut arena = Arena::open(&book, &[("caller", 0, 2, 8), ("bruiser", 1, 0, 7)]);
    arena.act("Call", &[]);
    let mut events = Vec::new();
    while arena.fight.turn != Some(1) {
        events.extend(arena.pass());
    }
    let (beside, other) = if arena.fight.fighters[1].stand().feet_to(arena.fight.fighters[2].stand()) <= 5 {
        (2, 3)
    } else {
        (3, 2)
    };
    arena.dice(&[15]);
    events.extend(arena.act("Club", &[beside]));
    for _ in 0..16 {
        events.extend(arena.pass());
    }
    let went: Vec<usize> = events
        .iter()
        .filter_map(|it| if let Event::Departed { who } = it { Some(*who) } else { None })
        .collect();
    assert!(events.contains(&Event::Died { who: beside }), "{}", arena.told());
    assert_eq!(went, [other], "{}", arena.told());
    arena.replays();
}

/// Monsters, Treant: the trees that it wakes fight right after it, and wake none themselves.
#[test]
fn woken_trees_wake_no_others() {
    let book = book(&format!("[{}]", block("foe", CLUB, "{}")));
    let mut arena = Arena::open(&book, &[("treant", 0, 4, 8), ("foe", 1, 20, 8)]);
    arena.act_at("Animate Trees", 6, 8);
    assert_eq!(arena.fight.order, [0, 2, 3, 1], "{}", arena.told());
    for tree in [2, 3] {
        assert!(!arena.fight.are_enemies(0, tree));
        arena.pass();
        assert_eq!(arena.fight.turn, Some(tree));
        let order =
            arena.ordered("Animate Trees", Aim { targets: Vec::new(), spot: Some(Spot { x: 6, y: 8 }) });
        assert_eq!(arena.order(&order), Err(Refused::Spent("Animate Trees".into())));
    }
    arena.replays();
}
