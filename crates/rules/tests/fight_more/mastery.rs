//! What is made of mastered weapons, and of two at once (SRD 5.2, "Equipment", Mastery Properties; Light).

use rules::{
    book::{Book, Condition},
    build::{Build, Carried, Level, Method, Now, Place, Scores},
    fight::{Aim, Come, Entrant, Event, Grid, Order, Refused, Side, Spot, Stage},
};

use super::arena::{Arena, CLUB, block, book};

/// A fighter with 16 in Strength and Dexterity who masters what it holds, or does not.
struct Armed<'a> {
    level: u8,
    main: &'a str,
    off: Option<&'a str>,
    masters: bool,
    style: Option<&'a str>,
}

const PLAIN: Armed<'static> = Armed { level: 1, main: "", off: None, masters: true, style: None };

fn fighter(armed: &Armed<'_>) -> Come {
    let held: Vec<(&str, Place)> = std::iter::once((armed.main, Place::MainHand))
        .chain(armed.off.map(|it| (it, Place::OffHand)))
        .filter(|it| !it.0.is_empty())
        .collect();
    let carried = |(item, place): &(&str, Place)| Carried {
        item: format!("weapon/{item}").parse().unwrap(),
        count: 1,
        place: *place,
        attuned: false,
    };
    let mut picks = std::collections::BTreeMap::new();
    if armed.masters {
        let mut all: Vec<String> = held.iter().map(|it| format!("weapon/{}", it.0)).collect();
        all.dedup();
        picks.insert("fighter-1/fighter-weapon-mastery/weapons".to_owned(), all);
    }
    if let Some(style) = armed.style {
        picks.insert("fighter-1/fighting-style/style".to_owned(), vec![format!("feat/{style}")]);
    }
    Come::Character(Box::new(Build {
        name: "fighter".to_owned(),
        species: "species/orc".parse().unwrap(),
        background: "background/criminal".parse().unwrap(),
        scores: Scores { by: Method::Rolled, base: [16, 16, 14, 8, 10, 10] },
        levels: (0..armed.level)
            .map(|_| Level { class: "class/fighter".parse().unwrap(), hp: None })
            .collect(),
        picks,
        goods: held.iter().map(carried).collect(),
        coins: std::collections::BTreeMap::new(),
        xp: None,
        now: Now::default(),
    }))
}

/// The fighter at 2, 8 against these.
fn arena<'b>(book: &'b Book, armed: &Armed<'_>, foes: &[(&str, i16, i16)]) -> Arena<'b> {
    let enters =
        |side, who, x, y| Entrant { side: Side(side), who, spot: Some(Spot { x, y }), surprised: false };
    let mut entrants = vec![enters(0, fighter(armed), 2, 8)];
    for (slug, x, y) in foes {
        entrants.push(enters(1, Come::Creature(format!("creature/{slug}").parse().unwrap()), *x, *y));
    }
    let arena = Arena::staged(book, &Stage { grid: Grid::open(24, 16), entrants });
    assert_eq!(arena.fight.turn, Some(0));
    arena
}

fn foes() -> Book {
    let all = [
        block("foe", CLUB, "{}"),
        block("large", CLUB, r#"{"size": "large"}"#),
        block("huge", CLUB, r#"{"size": "huge"}"#),
        block("steady", CLUB, r#"{"condition_immunities": ["prone"]}"#),
        block("hard", CLUB, r#"{"immunities": ["bludgeoning", "piercing"]}"#),
    ];
    book(&format!("[{}]", all.join(", ")))
}

fn leans(events: &[Event]) -> Vec<i8> {
    let lean = |it: &Event| if let Event::Attacked { lean, .. } = it { Some(*lean) } else { None };
    events.iter().filter_map(lean).collect()
}

/// Graze: a miss deals the ability's modifier, to whoever masters the weapon.
#[test]
fn a_miss_grazes() {
    let book = foes();
    for (masters, roll, hp) in [(true, 4, 37), (true, 1, 37), (false, 4, 40), (true, 5, 31), (false, 5, 31)] {
        let mut arena = arena(&book, &Armed { main: "greatsword", masters, ..PLAIN }, &[("foe", 3, 8)]);
        arena.dice(&[roll]).act("Greatsword", &[1]);
        assert_eq!(arena.hp(1), hp, "{masters} {roll}: {}", arena.told());
        arena.replays();
    }
}

/// Push: 10 feet straight away, if it is Large or smaller.
#[test]
fn a_hit_pushes() {
    let book = foes();
    for (foe, roll, x) in [("foe", 15, 5), ("foe", 2, 3), ("large", 15, 5), ("huge", 15, 3)] {
        let mut arena = arena(&book, &Armed { main: "warhammer", ..PLAIN }, &[(foe, 3, 8)]);
        arena.dice(&[roll]).act("Warhammer", &[1]);
        assert_eq!(arena.fight.fighters[1].spot.x, x, "{foe} {roll}: {}", arena.told());
        arena.replays();
    }
}

/// Sap: the next attack of whom it hits has Disadvantage, before one's next turn and no other.
#[test]
fn a_hit_saps_once() {
    let book = foes();
    for (roll, first) in [(15, -1), (2, 0)] {
        let mut arena = arena(&book, &Armed { main: "longsword", ..PLAIN }, &[("foe", 3, 8)]);
        arena.dice(&[roll]).act("Longsword", &[1]);
        arena.pass();
        assert_eq!(leans(&arena.act("Club", &[0])), [first], "{}", arena.told());
        assert!(arena.fight.fighters[1].lasting.is_empty(), "used up");
        arena.replays();
    }
    // Whoever strikes not at all has no more of it in a round.
    let mut arena = arena(&book, &Armed { main: "longsword", ..PLAIN }, &[("foe", 3, 8)]);
    arena.dice(&[15]).act("Longsword", &[1]);
    arena.pass();
    assert_eq!(arena.fight.fighters[1].lasting.len(), 1);
    arena.pass();
    assert!(arena.fight.fighters[1].lasting.is_empty(), "{}", arena.told());
}

/// Slow: 10 feet less until one's next turn, however many hits; only if it deals damage.
#[test]
fn a_hit_slows() {
    let book = foes();
    for (foe, dice, speed) in [
        ("foe", &[15, 2, 2][..], 20),
        ("foe", &[15, 2, 15, 2], 20),
        ("foe", &[2, 2], 30),
        ("hard", &[15, 2, 15, 2], 30),
    ] {
        let mut arena = arena(&book, &Armed { level: 5, main: "club", ..PLAIN }, &[(foe, 3, 8)]);
        arena.dice(dice).act("Club", &[1]);
        arena.act("Club", &[1]);
        assert_eq!(arena.fight.fighters[1].speed(), speed, "{foe} {dice:?}: {}", arena.told());
        arena.pass();
        assert_eq!(arena.fight.fighters[1].speed(), speed, "it is its turn");
        arena.pass();
        assert_eq!(arena.fight.fighters[1].speed(), 30, "one's next turn");
        arena.replays();
    }
}

/// Topple: a save of Constitution against 8 + modifier + proficiency.
#[test]
fn a_hit_topples() {
    let book = foes();
    for (foe, dice, saves, prone) in [
        ("foe", &[15, 4, 12][..], 1, true),
        ("foe", &[15, 4, 13], 1, false),
        ("foe", &[2], 0, false),
        ("steady", &[15, 4], 0, false),
    ] {
        let mut arena = arena(&book, &Armed { main: "battleaxe", ..PLAIN }, &[(foe, 3, 8)]);
        let events = arena.dice(dice).act("Battleaxe", &[1]);
        let dcs: Vec<i32> = events
            .iter()
            .filter_map(|it| if let Event::Saved { dc, .. } = it { Some(*dc) } else { None })
            .collect();
        assert_eq!(dcs, vec![13; saves], "8 + 3 + 2");
        assert_eq!(arena.fight.fighters[1].has(Condition::Prone), prone, "{foe} {dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// Vex: Advantage on the next attack upon the same one, until one's next turn ends.
#[test]
fn a_hit_vexes() {
    let book = foes();
    // Whom the first attack hits with what, whom the next one is aimed at, how it leans.
    for (foe, roll, next, lean) in
        [("foe", 15, 1, 1), ("foe", 2, 1, 0), ("foe", 15, 2, 0), ("hard", 15, 1, 0)]
    {
        let armed = Armed { level: 5, main: "rapier", ..PLAIN };
        let mut arena = arena(&book, &armed, &[(foe, 3, 8), ("foe", 3, 9)]);
        arena.dice(&[roll]).act("Rapier", &[1]);
        assert_eq!(leans(&arena.act("Rapier", &[next])), [lean], "{foe} {roll} {next}: {}", arena.told());
        arena.replays();
    }
    for turns in [1, 2] {
        let mut arena = arena(&book, &Armed { main: "rapier", ..PLAIN }, &[("foe", 3, 8)]);
        arena.dice(&[15]).act("Rapier", &[1]);
        (0..2 * turns).for_each(|_| drop(arena.pass()));
        assert_eq!(leans(&arena.act("Rapier", &[1])), [i8::from(turns == 1)], "{}", arena.told());
    }
}

/// Cleave: another attack with the weapon upon who stands beside whom it hit, within reach, once a turn; its damage
/// goes without the modifier.
#[test]
fn a_hit_cleaves() {
    let book = foes();
    let axe = ("greataxe", "Greataxe");
    let halberd = ("halberd", "Halberd");
    // The weapon, where the two stand, what falls in two attacks, and what is left of both.
    type Case = ((&'static str, &'static str), [(i16, i16); 2], &'static [u32], [i32; 2]);
    let cases: &[Case] = &[
        (axe, [(3, 8), (3, 9)], &[15, 6, 15, 6, 2], [31, 34]),
        (axe, [(3, 8), (3, 9)], &[15, 6, 2, 2], [31, 40]),
        (axe, [(3, 8), (3, 9)], &[15, 6, 15, 6, 15, 6], [22, 34]),
        (axe, [(3, 8), (3, 9)], &[2, 2], [40, 40]),
        (axe, [(3, 8), (3, 9)], &[2, 15, 6, 15, 6], [31, 34]),
        (axe, [(3, 8), (4, 8)], &[15, 6, 2], [31, 40]),
        (axe, [(3, 8), (1, 8)], &[15, 6, 2], [31, 40]),
        (halberd, [(3, 8), (4, 8)], &[15, 6, 15, 6, 2], [31, 34]),
    ];
    for ((slug, name), [first, second], dice, hp) in cases {
        let armed = Armed { level: 5, main: slug, ..PLAIN };
        let mut arena = arena(&book, &armed, &[("foe", first.0, first.1), ("foe", second.0, second.1)]);
        arena.dice(dice).act(name, &[1]);
        arena.act(name, &[1]);
        assert_eq!([arena.hp(1), arena.hp(2)], *hp, "{name} {second:?} {dice:?}: {}", arena.told());
        arena.replays();
    }
}

/// Cleave comes anew with the next turn, and to nobody who has not mastered it.
#[test]
fn who_cleaves() {
    let book = foes();
    for (masters, left) in [(true, 28), (false, 40)] {
        let armed = Armed { main: "greataxe", masters, ..PLAIN };
        let mut arena = arena(&book, &armed, &[("foe", 3, 8), ("foe", 3, 9)]);
        for _ in 0..2 {
            // By their middle, all dice hit.
            arena.act("Greataxe", &[1]);
            (0..3).for_each(|_| drop(arena.pass()));
        }
        assert_eq!(arena.hp(2), left, "{}", arena.told());
        arena.replays();
    }
}

/// The extra attack of the Light property.
fn extra(arena: &Arena<'_>) -> Order {
    let acts = &arena.fight.fighters[0].kit.acts;
    let act = acts.iter().position(|it| it.swing.as_ref().is_some_and(|it| it.light)).unwrap();
    Order::Act { act, aim: Aim { targets: vec![1], spot: None }, row: None }
}

/// Light and Nick: with Nick the other hand takes no Bonus Action; the style of two weapons adds the modifier. Either way
/// once a turn.
#[test]
fn the_other_hand_strikes() {
    let book = foes();
    let style = Some("two-weapon-fighting");
    // The off hand, whether it is mastered, the style, whether it takes a Bonus Action, and the damage beside the first's.
    for (off, masters, style, bonus, damage) in [
        ("dagger", false, None, true, 2),
        ("dagger", true, None, false, 2),
        ("dagger", false, style, true, 5),
        ("dagger", true, style, false, 5),
        ("shortsword", true, None, true, 3),
        ("shortsword", true, style, true, 6),
    ] {
        let armed = Armed { level: 5, main: "scimitar", off: Some(off), masters, style };
        let mut arena = arena(&book, &armed, &[("foe", 3, 8)]);
        let order = extra(&arena);
        assert!(matches!(arena.order(&order), Err(Refused::NotNow(_))), "nothing to follow yet");
        arena.act("Scimitar", &[1]);
        assert_eq!(arena.hp(1), 34, "d6 and 3");
        arena.must(&order);
        assert_eq!(arena.hp(1), 34 - damage, "{off} {masters} {style:?}: {}", arena.told());
        assert_eq!(arena.fight.fighters[0].moment.bonus_action, bonus);
        arena.act("Scimitar", &[1]);
        assert!(arena.order(&order).is_err(), "once a turn");
        arena.pass();
        arena.pass();
        assert!(arena.order(&order).is_err(), "nothing to follow in this turn");
        arena.act("Scimitar", &[1]);
        assert!(arena.order(&order).is_ok(), "the next turn");
        arena.replays();
    }
}

/// Only an attack with another Light weapon leads to it.
#[test]
fn what_the_other_hand_follows() {
    let book = foes();
    let armed = Armed { level: 5, main: "scimitar", off: Some("dagger"), ..PLAIN };
    for (first, follows) in
        [("Scimitar", true), ("Dagger", false), ("Unarmed Strike", false), ("Dash", false)]
    {
        let mut arena = arena(&book, &armed, &[("foe", 3, 8)]);
        let order = extra(&arena);
        if first == "Dash" {
            arena.must(&Order::Dash);
        } else {
            arena.act(first, &[1]);
        }
        assert_eq!(arena.order(&order).is_ok(), follows, "{first}");
        arena.replays();
    }
}
