//! Damage, healing and death (SRD 5.2, "Playing the Game", Damage and Healing; "Monsters").

use rules::fight::{Event, Grid, Health};

use super::arena::{Arena, Duel, damage, spell, strike};

fn burner() -> String {
    let acts = [
        spell("Burn", &damage("9", "fire")),
        spell("Burn 30", &damage("30", "fire")),
        spell("Freeze", &damage("7", "cold")),
        spell("Both", &format!("{}, {}", damage("4", "fire"), damage("6", "cold"))),
        spell("Kill", &damage("500", "force")),
        spell("Mend", r#"{"heal": {"amount": "5"}}"#),
        spell("Ward", r#"{"temporary_hp": {"amount": "6"}}"#),
        strike("Hit", &damage("2d6 + 3", "slashing")),
    ];
    format!(r#"{{"actions": [{}]}}"#, acts.join(","))
}

fn duel<'a>(arena: &'a Arena, target: &str) -> Duel<'a> {
    let mut duel =
        arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, target, (3, 2)), (1, "guard", (15, 5))]);
    duel.next(&[]);
    duel
}

/// What the target is like, and what it loses of 9 points of fire.
const SUFFERED: [(&str, i32); 6] = [
    ("{}", 9),
    (r#"{"resistances": ["fire"]}"#, 4),
    (r#"{"vulnerabilities": ["fire"]}"#, 18),
    // Resistance first, then vulnerability.
    (r#"{"resistances": ["fire"], "vulnerabilities": ["fire"]}"#, 8),
    (r#"{"immunities": ["fire"]}"#, 0),
    (r#"{"immunities": ["fire"], "vulnerabilities": ["fire"]}"#, 0),
];

#[test]
fn resistance_vulnerability_and_immunity() {
    for (target, lost) in SUFFERED {
        let arena = Arena::of(&[("one", &burner()), ("target", target), ("guard", "{}")]);
        assert_eq!(duel(&arena, "target").acts("Burn", 1, &[]).lost(1), lost, "{target}");
    }
}

#[test]
fn temporary_hit_points_go_first_and_do_not_add_up() {
    let arena = Arena::of(&[("one", &burner()), ("target", "{}"), ("guard", "{}")]);
    let mut duel = duel(&arena, "target");
    duel.acts("Ward", 1, &[]).passes().passes().passes().acts("Ward", 1, &[]);
    assert_eq!(duel.fight.fighters[1].temporary_hp, 6);
    duel.passes().passes().passes().acts("Burn", 1, &[]);
    assert_eq!((duel.fight.fighters[1].temporary_hp, duel.lost(1)), (0, 3));
}

#[test]
fn a_critical_hit_throws_every_die_twice_and_one_always_misses() {
    let arena = Arena::of(&[("one", &burner()), ("target", r#"{"armour_class": 30}"#), ("guard", "{}")]);
    assert_eq!(duel(&arena, "target").acts("Hit", 1, &[20, 1, 2, 3, 4]).lost(1), 13);
    assert_eq!(duel(&arena, "target").acts("Hit", 1, &[19]).lost(1), 0);
    let arena = Arena::of(&[("one", &burner()), ("target", r#"{"armour_class": 1}"#), ("guard", "{}")]);
    assert_eq!(duel(&arena, "target").acts("Hit", 1, &[1]).lost(1), 0);
    assert_eq!(duel(&arena, "target").acts("Hit", 1, &[2, 1, 1]).lost(1), 5);
}

#[test]
fn several_types_at_once_are_one_wound() {
    let arena = Arena::of(&[("one", &burner()), ("target", r#"{"resistances": ["cold"]}"#), ("guard", "{}")]);
    let mut duel = duel(&arena, "target");
    duel.acts("Both", 1, &[]);
    let wounds = duel.told.iter().filter(|it| matches!(it, Event::Hurt { .. })).count();
    assert_eq!((duel.lost(1), wounds), (7, 1));
}

#[test]
fn creatures_die_at_nothing_and_characters_fall_unless_it_is_massive() {
    let arena = Arena::of(&[("one", &burner()), ("target", r#"{"hp": "9"}"#), ("guard", "{}")]);
    assert_eq!(duel(&arena, "target").acts("Burn", 1, &[]).fight.fighters[1].health, Health::Dead);

    let mut duel = duel(&arena, "hero:wizard");
    let hp = duel.fight.fighters[1].hp;
    assert!((10..60).contains(&hp), "{hp}");
    duel.acts("Kill", 1, &[]);
    assert_eq!(duel.fight.fighters[1].health, Health::Dead, "more than twice as much kills at once");
}

/// The dice of death saves turn after turn, and what comes of it.
const DEATHS: [(&[u32], Health); 5] = [
    (&[10, 10, 10], Health::Stable),
    (&[9, 9, 9], Health::Dead),
    (&[1, 9], Health::Dead),
    (&[9, 9, 20], Health::Up),
    (&[10, 9, 10, 9, 19], Health::Stable),
];

#[test]
fn three_death_saves_decide() {
    let arena = Arena::of(&[("one", &burner()), ("guard", "{}")]);
    for (dice, health) in DEATHS {
        let mut duel = duel(&arena, "hero:wizard");
        duel.fight.apply(&Event::Dropped { who: 1 });
        duel.ends(&[]);
        for die in dice {
            duel.next(&[*die]);
            if duel.fight.turn == Some(1) {
                duel.ends(&[]);
            }
            if duel.fight.fighters[1].health == health {
                break;
            }
            duel.next(&[]).ends(&[]).next(&[]).ends(&[]);
        }
        assert_eq!(duel.fight.fighters[1].health, health, "{dice:?}");
    }
}

#[test]
fn a_hit_while_dying_is_a_failure_and_a_critical_one_two() {
    let arena = Arena::of(&[("one", &burner()), ("guard", "{}")]);
    let mut duel = duel(&arena, "hero:wizard");
    duel.fight.apply(&Event::Dropped { who: 1 });
    duel.acts("Burn", 1, &[]);
    assert_eq!(duel.fight.fighters[1].health, Health::Dying { successes: 0, failures: 1 });
    // From 5 feet every hit upon who is unconscious is critical.
    duel.ends(&[]).next(&[10]).ends(&[]).next(&[]).ends(&[]).next(&[]).acts("Hit", 1, &[12, 12, 1, 1, 1, 1]);
    assert_eq!(duel.fight.fighters[1].health, Health::Dead);
}

#[test]
fn healing_gets_one_up_lying_and_forgets_the_saves() {
    let arena = Arena::of(&[("one", &burner()), ("guard", "{}")]);
    let mut duel = duel(&arena, "hero:wizard");
    duel.fight.apply(&Event::Dropped { who: 1 });
    duel.acts("Mend", 1, &[]);
    let fighter = &duel.fight.fighters[1];
    assert_eq!((fighter.hp, fighter.health), (5, Health::Up));
    assert!(fighter.has(rules::book::Condition::Prone));
}

/// An undead of 9 hit points with Undead Fortitude, what is done, the dice, and what it has left.
#[test]
fn undead_fortitude_asks_for_a_save_of_five_and_the_damage() {
    let undead = r#"{"hp": "9", "traits": [{"name": "F", "text": "-", "knacks": [{"undead_fortitude": {"but": ["cold"]}}]}]}"#;
    let arena = Arena::of(&[("one", &burner()), ("undead", undead), ("guard", "{}")]);
    let after = |act: &str, dice: &[u32]| {
        let mut duel = duel(&arena, "undead");
        duel.acts(act, 1, dice).fight.fighters[1].hp
    };
    assert_eq!(after("Burn", &[14]), 1);
    assert_eq!(after("Burn", &[13]), 0);
    assert_eq!(after("Both", &[]), 0, "cold bars it");
}

#[test]
fn regeneration_stops_for_a_turn_and_absorbing_heals() {
    let troll = r#"{"traits": [{"name": "R", "text": "-", "knacks": [{"regeneration": {"hp": "10", "but": ["fire"]}}]}]}"#;
    let golem = r#"{"traits": [{"name": "A", "text": "-", "knacks": [{"absorbs": ["fire"]}]}]}"#;
    let arena = Arena::of(&[("one", &burner()), ("troll", troll), ("golem", golem), ("guard", "{}")]);
    let mut troll = duel(&arena, "troll");
    assert_eq!(troll.acts("Freeze", 1, &[]).passes().lost(1), 0);
    troll.passes().passes().acts("Burn", 1, &[]).passes();
    assert_eq!(troll.lost(1), 9);
    assert_eq!(troll.passes().passes().passes().lost(1), 0);

    let mut golem = duel(&arena, "golem");
    golem.acts("Freeze", 1, &[]).passes().passes().passes().acts("Burn", 1, &[]);
    assert_eq!(golem.lost(1), 0);
}

/// Damage, and the DC of the save to keep Concentration (SRD 5.2, "Rules Glossary", Concentration).
const DISTURBED: [(i32, i32); 4] = [(1, 10), (21, 10), (24, 12), (90, 30)];

#[test]
fn concentration_asks_for_a_save() {
    for (amount, expected) in DISTURBED {
        let held = r#"{"name": "Hold", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"},
            "duration": {"concentration": 1}, "effects": [{"condition": {"condition": "restrained"}}]}"#;
        let hurt = spell("Hurt", &damage(&amount.to_string(), "force"));
        let fields = format!(r#"{{"actions": [{held}, {hurt}]}}"#);
        let arena = Arena::of(&[("one", &fields), ("two", &fields)]);
        let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (9, 2))]);
        duel.next(&[]).acts("Hold", 1, &[]).passes().acts("Hurt", 0, &[9]);
        let dc =
            duel.told.iter().find_map(|it| if let Event::Saved { dc, .. } = it { Some(*dc) } else { None });
        assert_eq!(dc, Some(expected), "{amount} points of damage");
        assert!(duel.told.contains(&Event::ConcentrationEnded { who: 0 }));
        assert!(duel.fight.fighters[1].lasting.is_empty(), "what hung on it is lifted");
    }
}
