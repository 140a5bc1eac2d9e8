//! What each condition does (SRD 5.2, "Rules Glossary", Condition).

use rules::book::{Ability, Condition};
use rules::fight::{Event, Grid, Order, Outcome};

use super::arena::{Arena, spell, strike};

fn arena() -> Arena {
    let hit = strike("Hit", r#"{"damage": {"amount": "1", "of": ["slashing"]}}"#);
    let shot = r#"{"name": "Shot", "time": "action", "range": {"ranges": [80, 320]}, "targets": {"who": "other"},
        "effects": [{"attack": {"style": "ranged", "bonus": 5, "hit": [{"damage": {"amount": "1", "of": ["piercing"]}}]}}]}"#;
    let save = |ability: &str| {
        let fail = r#"{"damage": {"amount": "1", "of": ["force"]}}"#;
        spell(ability, &format!(r#"{{"save": {{"ability": "{ability}", "dc": "10", "fail": [{fail}]}}}}"#))
    };
    let actions = [hit, shot.to_owned(), save("str"), save("dex"), save("con")].join(",");
    let fields = format!(r#"{{"actions": [{actions}]}}"#);
    Arena::of(&[("one", &fields), ("two", &fields), ("far", &fields)])
}

const NEAR: (i16, i16) = (3, 2);
const FAR: (i16, i16) = (9, 2);

/// The condition, how its bearer's attacks lean, and how attacks upon it from 5 feet and from afar do. Nine:
/// it cannot attack.
const ATTACKS: [(Condition, i8, i8, i8); 14] = [
    (Condition::Blinded, -1, 1, 1),
    (Condition::Charmed, 0, 0, 0),
    (Condition::Deafened, 0, 0, 0),
    (Condition::Frightened, -1, 0, 0),
    (Condition::Grappled, -1, 0, 0),
    (Condition::Incapacitated, 9, 0, 0),
    (Condition::Invisible, 1, -1, -1),
    (Condition::Paralyzed, 9, 1, 1),
    (Condition::Petrified, 9, 1, 1),
    (Condition::Poisoned, -1, 0, 0),
    (Condition::Prone, -1, 1, -1),
    (Condition::Restrained, -1, 1, 1),
    (Condition::Stunned, 9, 1, 1),
    // Far away its lying down speaks against that it is helpless.
    (Condition::Unconscious, 9, 1, 0),
];

#[test]
fn conditions_lean_attacks_of_and_upon_their_bearers() {
    let arena = arena();
    let dice = |lean: i8| if lean == 0 { &[1][..] } else { &[1, 1][..] };
    for (condition, of, near, far) in ATTACKS {
        let mut duel =
            arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", NEAR), (1, "far", (15, 6))]);
        duel.laid(0, condition, 2).next(&[]);
        let order = duel.act("Hit", &[1]);
        if of == 9 {
            duel.tries(&order, &[]).unwrap_err();
        } else {
            assert_eq!(duel.does(&order, dice(of)).leans(), [of], "an attack of who is {condition}");
        }
        for (act, place, lean) in [("Hit", NEAR, near), ("Shot", FAR, far)] {
            let mut duel =
                arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", place), (1, "far", (15, 6))]);
            duel.laid(1, condition, 2).next(&[]);
            assert_eq!(duel.acts(act, 1, dice(lean)).leans(), [lean], "{act} upon who is {condition}");
        }
    }
}

#[test]
fn hits_from_nearby_upon_the_paralysed_and_unconscious_are_critical() {
    let arena = arena();
    for condition in Condition::ALL.iter().filter(|it| **it != Condition::Exhaustion) {
        let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", NEAR)]);
        duel.laid(1, *condition, 1).next(&[]);
        let leans = ATTACKS.iter().any(|it| it.0 == *condition && it.2 != 0);
        duel.acts("Hit", 1, if leans { &[15, 15] } else { &[15] });
        let critical =
            duel.told.iter().any(|it| matches!(it, Event::Attacked { outcome: Outcome::Critical, .. }));
        assert_eq!(
            critical,
            matches!(condition, Condition::Paralyzed | Condition::Unconscious),
            "{condition}"
        );
    }
}

#[test]
fn the_helpless_fail_strength_and_dexterity_and_the_restrained_dodge_badly() {
    let arena = arena();
    for condition in Condition::ALL.iter().filter(|it| **it != Condition::Exhaustion) {
        for (word, ability) in [("str", Ability::Str), ("dex", Ability::Dex), ("con", Ability::Con)] {
            let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", FAR)]);
            duel.laid(1, *condition, 1).next(&[]);
            let helpless = matches!(
                condition,
                Condition::Paralyzed | Condition::Petrified | Condition::Stunned | Condition::Unconscious
            );
            let fails = helpless && ability != Ability::Con;
            let restrained = *condition == Condition::Restrained && ability == Ability::Dex;
            let dice: &[u32] = if fails {
                &[]
            } else if restrained {
                &[20, 9]
            } else {
                &[10]
            };
            duel.acts(word, 1, dice);
            let outcome = duel
                .told
                .iter()
                .find_map(|it| if let Event::Saved { outcome, .. } = it { Some(*outcome) } else { None });
            let expected = if fails {
                Outcome::Automatic
            } else if restrained {
                Outcome::Failure
            } else {
                Outcome::Success
            };
            assert_eq!(outcome, Some(expected), "{condition} and {ability}");
        }
    }
}

#[test]
fn some_conditions_hold_who_has_them_and_exhaustion_slows() {
    let arena = arena();
    let holds = [
        Condition::Grappled,
        Condition::Paralyzed,
        Condition::Petrified,
        Condition::Restrained,
        Condition::Unconscious,
    ];
    for condition in Condition::ALL.iter().filter(|it| **it != Condition::Exhaustion) {
        let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", FAR)]);
        duel.laid(0, *condition, 1).next(&[]);
        assert_eq!(duel.fight.fighters[0].speed() == 0, holds.contains(condition), "{condition}");
    }
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", NEAR)]);
    duel.fight.apply(&Event::Tired { who: 0, levels: 2 });
    duel.next(&[]);
    assert_eq!(duel.fight.fighters[0].speed(), 20);
    duel.acts("Hit", 1, &[9]);
    let total = duel
        .told
        .iter()
        .find_map(|it| if let Event::Attacked { total, .. } = it { Some(*total) } else { None });
    assert_eq!(total, Some(9 + 5 - 4));
}

#[test]
fn the_sixth_level_of_exhaustion_kills() {
    let tire = spell("Tire", r#"{"condition": {"condition": "exhaustion", "levels": 3}}"#);
    let arena = Arena::of(&[("one", &format!(r#"{{"actions": [{tire}]}}"#)), ("two", "{}")]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", FAR)]);
    duel.next(&[]).acts("Tire", 1, &[]).ends(&[]).next(&[]).ends(&[]).next(&[]).acts("Tire", 1, &[]);
    assert!(duel.told.contains(&Event::Died { who: 1 }));
}

#[test]
fn nobody_harms_who_charmed_them_nor_nears_what_frightens_them() {
    let arena = arena();
    let mut duel =
        arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", NEAR), (1, "far", (9, 6))]);
    duel.laid(0, Condition::Charmed, 1).next(&[]);
    let order = duel.act("Hit", &[1]);
    assert!(duel.tries(&order, &[]).unwrap_err().contains("charmed"));
    duel.acts("Shot", 2, &[1, 1]);

    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", FAR)]);
    duel.laid(0, Condition::Frightened, 1).next(&[]);
    let nearer = Order::Move(rules::fight::Spot { x: 4, y: 2 });
    assert!(duel.tries(&nearer, &[]).unwrap_err().contains("frightens"));
    duel.moves((1, 2), &[]);
}

#[test]
fn who_wakes_still_lies_on_the_ground() {
    let sleep = r#"{"condition": {"condition": "unconscious", "until": "damaged"}}"#;
    let fields = format!(
        r#"{{"actions": [{}, {}]}}"#,
        spell("Sleep", sleep),
        spell("Burn", r#"{"damage": {"amount": "1", "of": ["fire"]}}"#)
    );
    let arena = Arena::of(&[("one", &fields), ("two", "{}")]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", FAR)]);
    duel.next(&[]).acts("Sleep", 1, &[]).passes().passes().acts("Burn", 1, &[]);
    let sleeper = &duel.fight.fighters[1];
    assert!(!sleeper.has(Condition::Unconscious) && sleeper.has(Condition::Prone));
}
