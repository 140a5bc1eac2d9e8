//! Help, Hide, Search, Ready, and Unarmed Strikes that hold (SRD 5.2, "Rules Glossary").

use rules::{
    book::Condition,
    fight::{Awaited, Event, Grid, Ground, Hold, Order, Ready, Refused, Spot},
};

use super::arena::{Arena, CLUB, block, book, caster};

fn pair(more: &str) -> String {
    format!("[{}, {}]", block("thug", CLUB, more), block("ogre", CLUB, r#"{"size": "large"}"#))
}

/// Rules Glossary, Unarmed Strike: a save of Strength or Dexterity against 8 + Strength + proficiency.
#[test]
fn who_fails_is_held_pushed_or_tripped() {
    let book = book(&pair(r#"{"scores": [16, 10, 10, 10, 10, 10]}"#));
    for (hold, roll) in [(Hold::Grapple, 12), (Hold::Push, 12), (Hold::Trip, 12), (Hold::Grapple, 13)] {
        let mut arena = Arena::open(&book, &[("thug", 0, 2, 8), ("ogre", 1, 3, 8)]);
        let events = arena.dice(&[roll]).must(&Order::Hold { target: 1, hold });
        assert!(events.iter().any(|it| matches!(it, Event::Saved { dc: 13, .. })), "8 + 3 + 2");
        let ogre = &arena.fight.fighters[1];
        let shown = (ogre.has(Condition::Grappled), ogre.spot.x, ogre.has(Condition::Prone));
        let expected = match (hold, roll) {
            (Hold::Grapple, 12) => (true, 3, false),
            (Hold::Push, 12) => (false, 4, false),
            (Hold::Trip, 12) => (false, 3, true),
            _ => (false, 3, false),
        };
        assert_eq!(shown, expected, "{hold:?} {roll}");
        assert_eq!(arena.order(&Order::Hold { target: 1, hold }), Err(Refused::NoAction));
        arena.replays();
    }
}

/// Who holds can let go; who is held breaks free with an action.
#[test]
fn a_grip_ends_as_it_began() {
    let book = book(&pair("{}"));
    let mut arena = Arena::open(&book, &[("thug", 0, 2, 8), ("ogre", 1, 3, 8)]);
    arena.dice(&[1]).must(&Order::Hold { target: 1, hold: Hold::Grapple });
    arena.pass();
    // Against 10.
    arena.dice(&[9]).must(&Order::Escape);
    assert_eq!(arena.fight.fighters[1].speed(), 0);
    arena.pass();
    arena.must(&Order::Release);
    assert_eq!(arena.fight.fighters[1].speed(), 30);
    arena.replays();
}

/// No more than one size larger.
#[test]
fn nobody_holds_a_giant() {
    let creatures =
        format!("[{}, {}]", block("thug", CLUB, "{}"), block("giant", CLUB, r#"{"size": "huge"}"#));
    let book = book(&creatures);
    let mut arena = Arena::open(&book, &[("thug", 0, 2, 8), ("giant", 1, 3, 8)]);
    let refused = arena.order(&Order::Hold { target: 1, hold: Hold::Trip });
    assert_eq!(refused, Err(Refused::TooLarge("giant".into())));
}

/// Help: the next attack of a friend has Advantage, and no other.
#[test]
fn a_friend_strikes_better_once() {
    let book = book(&pair("{}"));
    let mut arena = Arena::open(&book, &[("thug", 0, 2, 8), ("thug", 0, 3, 9), ("ogre", 1, 3, 7)]);
    assert!(arena.order(&Order::Help { foe: 1 }).is_err(), "no friend is hindered");
    arena.must(&Order::Help { foe: 2 });
    arena.pass();
    let events = arena.act("Club", &[2]);
    let lean = |events: &[Event]| {
        events.iter().find_map(|it| match it {
            Event::Attacked { lean, .. } => Some(*lean),
            _ => None,
        })
    };
    // From two squares away the club does not reach: nearer first.
    assert_eq!(lean(&events), Some(1), "{}", arena.told());
    assert!(arena.fight.fighters[2].lasting.is_empty(), "used up");
    arena.replays();
}

fn walled() -> Grid {
    let mut grid = Grid::open(24, 16);
    (0..16).filter(|it| *it != 15).for_each(|y| grid.set(Spot { x: 6, y }, Ground::Solid));
    grid
}

/// Hide: out of sight, DC 15; then unseen until it strikes or is found.
#[test]
fn who_hides_is_unseen_until_found() {
    let book = book(&pair(r#"{"skills": {"stealth": 6}}"#));
    let mut arena = Arena::on(&book, walled(), &[("thug", 0, 5, 12), ("ogre", 1, 12, 8)]);
    assert_eq!(arena.dice(&[8]).must(&Order::Hide).len(), 2, "14 is not enough");
    assert_eq!(arena.fight.hidden(0), None);
    arena.pass();
    arena.pass();
    arena.dice(&[12]).must(&Order::Hide);
    assert_eq!(arena.fight.hidden(0), Some(18));
    assert!(!arena.fight.sees(1, 0));
    arena.pass();
    arena.go(10, 13);
    // 17 does not find it; 18 would, but a wall is between.
    arena.dice(&[18]).must(&Order::Search);
    assert_eq!(arena.fight.hidden(0), Some(18), "{}", arena.told());
    arena.replays();
}

/// In plain sight nobody hides.
#[test]
fn in_plain_sight_nobody_hides() {
    let book = book(&pair("{}"));
    let mut arena = Arena::open(&book, &[("thug", 0, 5, 8), ("ogre", 1, 12, 8)]);
    assert_eq!(arena.order(&Order::Hide), Err(Refused::InSight));
}

/// A blow out of hiding has Advantage and ends it.
#[test]
fn a_blow_out_of_hiding_has_advantage() {
    let book = book(&pair(r#"{"skills": {"stealth": 6}}"#));
    let mut arena = Arena::on(&book, walled(), &[("thug", 0, 5, 15), ("ogre", 1, 8, 10)]);
    arena.dice(&[20]).must(&Order::Hide);
    arena.pass();
    arena.go(7, 13);
    arena.pass();
    arena.go(6, 15);
    let events = arena.dice(&[2, 15]).act("Club", &[1]);
    assert!(events.iter().any(|it| matches!(it, Event::Attacked { lean: 1, .. })), "{}", arena.told());
    assert_eq!(arena.fight.hidden(0), None);
    arena.replays();
}

/// Ready: whoever waited strikes as an enemy comes within reach, once, with its Reaction.
#[test]
fn who_waits_strikes_first() {
    let book = book(&pair("{}"));
    let mut arena = Arena::open(&book, &[("thug", 0, 5, 8), ("ogre", 1, 9, 8)]);
    arena.must(&Order::Ready(Ready { act: 0, awaits: Awaited::Comes }));
    assert_eq!(arena.order(&Order::Dodge), Err(Refused::NoAction));
    arena.pass();
    arena.dice(&[15]).go(6, 8);
    assert_eq!(arena.hp(1), 36, "{}", arena.told());
    assert!(arena.fight.fighters[0].moment.reaction);
    assert_eq!(arena.fight.fighters[0].ready, None);
    arena.replays();
}

/// A spell that is held is paid at once, and lost with Concentration.
#[test]
fn a_spell_that_waits_is_held() {
    let creatures = format!("[{}, {}]", caster("warden", &["fire-bolt"]), block("ogre", CLUB, "{}"));
    let book = book(&creatures);
    let mut arena = Arena::open(&book, &[("warden", 0, 5, 8), ("ogre", 1, 23, 8)]);
    arena.must(&Order::Ready(Ready { act: 1, awaits: Awaited::Comes }));
    assert_eq!(arena.fight.fighters[0].concentration.as_deref(), Some("Fire Bolt"));
    arena.pass();
    arena.dice(&[15, 5]).go(21, 8);
    assert!(arena.hp(1) < 40, "{}", arena.told());
    assert_eq!(arena.fight.fighters[0].concentration, None);
    arena.replays();
}
