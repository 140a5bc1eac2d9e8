//! Deep water (SRD 5.2, "Playing the Game", Underwater Combat; "Rules Glossary": Swimming, Falling, Burning).

use rules::{
    build::Place,
    fight::{Event, Grid, Ground, Order, Refused, Spot},
};

use super::arena::{Arena, CLUB, Hero, block, book};

/// A field with deep water from column 10 on, so many feet beneath.
fn shore(feet: i32) -> Grid {
    let mut grid = Grid::open(24, 16);
    for spot in (10..24).flat_map(|x| (0..16).map(move |y| Spot { x, y })) {
        grid.set(spot, Ground::Water);
        grid.raise(spot, -feet);
    }
    grid
}

fn struck(style: &str, ranges: &str, of: &str) -> String {
    format!(
        r#"[{{"name": "Blow", "time": "action", "range": {ranges}, "targets": {{"who": "other"}},
        "effects": [{{"attack": {{"style": "{style}", "bonus": 5, "hit": [{{"damage": {{"amount": "4", "of": ["{of}"]}}}}]}}}}]}}]"#
    )
}

fn folk() -> String {
    let swims = r#"{"paces": [{"gait": "walk", "feet": 30}, {"gait": "swim", "feet": 30}]}"#;
    let (near, far) = (r#"{"reach": 5}"#, r#"{"ranges": [30, 120]}"#);
    let all = [
        block("thug", CLUB, "{}"),
        block("spear", &struck("melee", near, "piercing"), "{}"),
        block("seal", CLUB, swims),
        block("archer", &struck("ranged", far, "piercing"), "{}"),
        block("merman", &struck("ranged", far, "piercing"), swims),
        block("brand", &struck("melee_spell", near, "fire"), "{}"),
    ];
    format!("[{}]", all.join(", "))
}

fn lean(events: &[Event]) -> Option<(i8, bool)> {
    events.iter().find_map(|it| match it {
        Event::Attacked { lean, outcome, .. } => Some((*lean, outcome.succeeds())),
        _ => None,
    })
}

/// Swimming: each foot costs one more, but for who has a Swim Speed.
#[test]
fn who_swims_goes_slowly() {
    let book = book(&folk());
    for (who, far, costs) in [("thug", 12, 30), ("thug", 13, 0), ("seal", 15, 30)] {
        let mut arena = Arena::on(&book, shore(0), &[(who, 0, 9, 8), ("thug", 1, 1, 1)]);
        let order = Order::Move(Spot { x: far, y: 8 });
        match arena.order(&order) {
            Ok(_) => assert_eq!(arena.fight.fighters[0].moment.moved, costs, "{who} {far}"),
            Err(refused) => assert_eq!((refused, costs), (Refused::TooFar, 0), "{who} {far}"),
        }
        arena.replays();
    }
}

/// Impeded Weapons: Disadvantage in melee, but for a Swim Speed or what pierces; shots are bad near, and lost beyond
/// the normal range.
#[test]
fn water_impedes_weapons() {
    let book = book(&folk());
    for (who, x, feet, expected) in [
        ("thug", 5, 5, (0, true)), // on the shore
        ("thug", 15, 5, (-1, true)),
        ("spear", 15, 5, (0, true)),
        ("seal", 15, 5, (0, true)),
        ("brand", 15, 5, (0, true)), // a spell is no weapon
        ("archer", 11, 30, (-1, true)),
        ("archer", 11, 35, (-1, false)),
        ("merman", 11, 30, (-1, true)),
    ] {
        let there = x + feet / 5;
        let mut arena = Arena::on(&book, shore(0), &[(who, 0, x, 8), ("thug", 1, there, 8)]);
        let name = if matches!(who, "thug" | "seal") { "Club" } else { "Blow" };
        let events = arena.dice(&[18, 17]).act(name, &[1]);
        assert_eq!(lean(&events), Some(expected), "{who} {x} {feet}: {}", arena.told());
        arena.replays();
    }
}

/// A 20 is lost as well where the shot falls short; bare hands are no weapon.
#[test]
fn a_shot_that_falls_short_misses_whatever_is_rolled() {
    let book = book(&folk());
    let mut arena = Arena::on(&book, shore(0), &[("archer", 0, 11, 8), ("thug", 1, 18, 8)]);
    assert_eq!(lean(&arena.dice(&[20, 20]).act("Blow", &[1])), Some((-1, false)));
    for (hero, act, expected) in [
        (Hero::of("fighter", 1), "Unarmed Strike", 0),
        (Hero::of("fighter", 1).with("weapon/club", Place::MainHand), "Club", -1),
        (Hero::of("fighter", 1).with("weapon/dagger", Place::MainHand), "Dagger", 0),
    ] {
        let mut arena = Arena::of_hero(&book, hero, &[("thug", 1, 3, 8)]);
        (0..24).for_each(|x| arena.fight.grid.set(Spot { x, y: 8 }, Ground::Water));
        assert_eq!(
            lean(&arena.dice(if expected == 0 { &[18] } else { &[18, 18] }).act(act, &[1])),
            Some((expected, true)),
            "{act}"
        );
    }
}

/// Fire Resistance under water; and water puts out who burns.
#[test]
fn fire_hurts_less_and_goes_out() {
    let book = book(&folk());
    for (x, left) in [(5, 36), (15, 38)] {
        let mut arena = Arena::on(&book, shore(0), &[("brand", 0, x, 8), ("thug", 1, x + 1, 8)]);
        arena.dice(&[18]).act("Blow", &[1]);
        assert_eq!(arena.hp(1), left, "{x}: {}", arena.told());
    }
    let mut arena = Arena::on(&book, shore(0), &[("magmin", 0, 8, 8), ("thug", 1, 9, 8)]);
    arena.dice(&[15, 2, 2]).act("Touch", &[1]);
    arena.dice(&[1]).pass();
    let hp = arena.hp(1);
    assert!(arena.fight.fighters[1].is_burning(), "{}", arena.told());
    arena.dice(&[1]).go(11, 8);
    arena.pass();
    let struck = arena.hp(1);
    arena.pass();
    assert!(!arena.fight.fighters[1].is_burning() && hp >= struck, "{}", arena.told());
    assert_eq!(arena.hp(1), struck, "no fire hurts any more");
}

/// Falling: into water a Reaction, DC 15 Strength (Athletics) or Dexterity (Acrobatics), halves the damage.
#[test]
fn who_falls_into_water_dives() {
    let book = book(&folk());
    for (die, dives, left) in [(15, true, 34), (14, false, 28)] {
        let mut arena = Arena::on(&book, shore(20), &[("thug", 0, 9, 8), ("thug", 1, 1, 1)]);
        let events = arena.dice(&[6, 6, die]).must(&Order::Move(Spot { x: 10, y: 8 }));
        assert_eq!(arena.hp(0), left, "{die}: {}", arena.told());
        assert!(arena.fight.fighters[0].moment.reaction);
        let succeeds =
            events.iter().any(|it| matches!(it, Event::Checked { outcome, .. } if outcome.succeeds()));
        assert_eq!(succeeds, dives);
        assert_eq!(
            arena.order(&Order::Jump(Spot { x: 11, y: 8 })),
            Err(lying(&arena)),
            "nobody jumps who swims"
        );
        arena.replays();
    }
}

fn lying(arena: &Arena<'_>) -> Refused {
    Refused::Lying(arena.fight.fighters[0].name.clone())
}
