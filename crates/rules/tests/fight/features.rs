//! Features and spells in a fight (SRD 5.2, "Classes", "Spells", "Monsters").

use rules::book::Condition;
use rules::fight::{Event, Grid, Order};

use super::arena::{Arena, Duel, damage, spell, stream, strike};

fn foe() -> String {
    let acts = [
        strike("Hit", &damage("9", "slashing")),
        spell("Stun", r#"{"condition": {"condition": "stunned"}}"#),
        spell(
            "Easy",
            &format!(
                r#"{{"save": {{"ability": "dex", "dc": "5", "half": true, "fail": [{}]}}}}"#,
                damage("9", "fire")
            ),
        ),
        spell(
            "Hard",
            &format!(
                r#"{{"save": {{"ability": "dex", "dc": "30", "half": true, "fail": [{}]}}}}"#,
                damage("9", "fire")
            ),
        ),
    ];
    format!(r#"{{"armour_class": 1, "hp": "500", "actions": [{}]}}"#, acts.join(","))
}

fn against<'a>(arena: &'a Arena, hero: &str) -> Duel<'a> {
    let mut duel =
        arena.fight(Grid::open(20, 9), &[(0, hero, (2, 2)), (1, "foe", (3, 2)), (0, "friend", (4, 2))]);
    duel.next(&[]);
    duel
}

fn arena() -> Arena {
    Arena::of(&[("foe", &foe()), ("friend", "{}")])
}

fn rages(duel: &Duel<'_>) -> bool {
    duel.fight.fighters[0].states.iter().any(|it| it.as_str() == "state/rage")
}

#[test]
fn a_rage_halves_blows_is_kept_up_and_ends_with_the_helpless() {
    let arena = arena();
    let mut duel = against(&arena, "hero:barbarian:5");
    duel.acts("Rage", 0, &[]);
    assert!(rages(&duel));
    duel.passes().acts("Hit", 0, &[19]);
    assert_eq!(duel.lost(0), 4);
    // Without an attack it takes the Bonus Action to go on.
    duel.passes().passes().ends(&[]);
    assert!(duel.told.iter().any(|it| matches!(it, Event::Kept { who: 0, .. })) && rages(&duel));
    duel.next(&[]).acts("Stun", 0, &[]);
    assert!(!rages(&duel), "it ends at once with Incapacitated");
}

#[test]
fn a_fighter_of_the_fifth_level_attacks_twice() {
    let arena = arena();
    let mut duel = against(&arena, "hero:fighter:5");
    duel.acts("Longsword", 1, &[1]).acts("Longsword", 1, &[1]);
    let third = duel.act("Longsword", &[1]);
    duel.tries(&third, &[]).unwrap_err();
}

#[test]
fn sneak_attack_asks_for_a_friend_and_comes_once_a_turn() {
    let arena = arena();
    let mut duel = against(&arena, "hero:rogue:5");
    let order = duel.act("Shortsword", &[1]);
    let mut dice = stream(3);
    let once = |events: &[Event]| events.iter().filter(|it| matches!(it, Event::Once { .. })).count();
    let hit = duel.fight.order(&order, &mut dice).unwrap();
    assert_eq!(once(&hit), 1, "{hit:#?}");
    let dagger = duel.fight.fighters[0]
        .kit
        .acts
        .iter()
        .position(|it| it.swing.as_ref().is_some_and(|it| it.light))
        .unwrap();
    let Order::Act { aim, .. } = order else { unreachable!() };
    let second = duel.fight.order(&Order::Act { act: dagger, aim, row: None }, &mut dice).unwrap();
    assert_eq!(once(&second), 0);

    let mut alone = arena.fight(Grid::open(20, 9), &[(0, "hero:rogue:5", (2, 2)), (1, "foe", (3, 2))]);
    alone.next(&[]);
    let order = alone.act("Shortsword", &[1]);
    assert_eq!(once(&alone.fight.order(&order, &mut stream(3)).unwrap()), 0);
}

#[test]
fn evasion_takes_nothing_or_half() {
    let arena = arena();
    for (act, lost) in [("Easy", 0), ("Hard", 4)] {
        let mut duel = against(&arena, "hero:rogue:9");
        assert_eq!(duel.passes().acts(act, 0, &[10]).lost(0), lost, "{act}");
    }
}

fn caster(spells: &[&str], more: &str) -> String {
    let spells: Vec<String> = spells.iter().map(|it| format!(r#"{{"spell": "spell/{it}"}}"#)).collect();
    format!(
        r#"{{"proficiency": 3, "spellcasting": [{{"time": "action", "ability": "int", "dc": 15, "bonus": 7,
        "spells": [{}]}}]{more}}}"#,
        spells.join(",")
    )
}

#[test]
fn cantrips_grow_and_magic_is_resisted() {
    let resists = r#"{"traits": [{"name": "M", "text": "-", "knacks": ["magic_resistance"]}]}"#;
    let arena = Arena::of(&[("mage", &caster(&["fire-bolt", "sacred-flame"], "")), ("golem", resists)]);
    let duel = || {
        let mut duel = arena.fight(Grid::open(20, 9), &[(0, "mage", (2, 2)), (1, "golem", (9, 2))]);
        duel.next(&[]);
        duel
    };
    assert_eq!(duel().acts("Fire Bolt", 1, &[15, 3, 4]).lost(1), 7);
    assert_eq!(duel().acts("Sacred Flame", 1, &[5, 5, 3, 15]).lost(1), 0);
    assert_eq!(duel().acts("Sacred Flame", 1, &[5, 5, 3, 14]).lost(1), 10);
}

#[test]
fn shield_turns_a_hit_into_a_miss_where_that_is_enough() {
    let arena = Arena::of(&[("one", &foe()), ("mage", &caster(&["shield"], r#", "armour_class": 10"#))]);
    let duel = || {
        let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "mage", (3, 2))]);
        duel.next(&[]);
        duel
    };
    let mut turned = duel();
    assert_eq!(turned.acts("Hit", 1, &[7]).lost(1), 0);
    assert_eq!(turned.fight.armour_class(1), 15, "until its next turn starts");
    assert_eq!(turned.passes().fight.armour_class(1), 10);
    assert_eq!(duel().acts("Hit", 1, &[12]).lost(1), 9, "not where it would not help");
}

#[test]
fn parry_is_for_one_attack() {
    let parry = r#", "actions": [{"name": "Parry", "time": {"reaction": "hit_in_melee"}, "effects": [{"modifiers":
        {"modifiers": [{"add": {"to": "armour_class", "value": "3"}}], "until": "next_roll"}}]}]"#;
    let arena = Arena::of(&[("one", &foe()), ("noble", &format!(r#"{{"armour_class": 10{parry}}}"#))]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "noble", (3, 2))]);
    duel.next(&[]).acts("Hit", 1, &[7]);
    assert_eq!((duel.lost(1), duel.fight.armour_class(1)), (0, 10));
}

#[test]
fn concentration_lasts_its_minute() {
    let held = r#"{"name": "Hold", "time": "action", "range": {"feet": 60}, "targets": {"who": "other"},
        "duration": {"concentration": 1}, "effects": [{"condition": {"condition": "restrained"}}]}"#;
    let arena = Arena::of(&[("one", &format!(r#"{{"actions": [{held}]}}"#)), ("two", "{}")]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "one", (2, 2)), (1, "two", (9, 2))]);
    duel.next(&[]).acts("Hold", 1, &[]);
    for _ in 0..9 {
        duel.passes().passes();
    }
    assert!(duel.fight.fighters[1].has(Condition::Restrained));
    duel.passes().passes();
    assert!(
        !duel.fight.fighters[1].has(Condition::Restrained) && duel.fight.fighters[0].concentration.is_none()
    );
}

#[test]
fn an_act_that_brings_a_spell_about_casts_it() {
    let cast =
        r#"{"name": "Vanish", "time": "action", "effects": [{"cast": {"spell": "spell/invisibility"}}]}"#;
    let arena = Arena::of(&[("imp", &format!(r#"{{"actions": [{cast}]}}"#)), ("two", "{}")]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "imp", (2, 2)), (1, "two", (9, 2))]);
    duel.next(&[]).acts("Vanish", 0, &[]);
    assert!(duel.fight.fighters[0].has(Condition::Invisible));
}

#[test]
fn a_charge_asks_for_its_feet_straight_on_and_counts_once() {
    let gore = strike("Gore", &damage("1", "piercing"));
    let fields = format!(
        r#"{{"actions": [{gore}], "multiattack": [[{{"actions": ["Gore"], "count": 2}}]], "traits": [{{"name": "C", "text": "-",
        "knacks": [{{"charge": {{"feet": 20, "action": "Gore", "effects": [{}]}}}}]}}]}}"#,
        damage("10", "piercing")
    );
    let arena = Arena::of(&[("boar", &fields), ("two", "{}")]);
    for (from, lost) in [((2, 2), 12), ((4, 2), 2)] {
        let mut duel = arena.fight(Grid::open(20, 9), &[(0, "boar", from), (1, "two", (7, 2))]);
        duel.next(&[]).moves((6, 2), &[]).acts("Gore", 1, &[19]).acts("Gore", 1, &[19]);
        assert_eq!(duel.lost(1), lost, "from {from:?}");
    }
}

#[test]
fn a_swarm_bites_less_when_bloodied() {
    let bite = strike(
        "Bite",
        r#"{"damage": {"amount": "4", "of": ["piercing"], "when": [{"not": "bloodied"}]}},
        {"damage": {"amount": "2", "of": ["piercing"], "when": ["bloodied"]}}"#,
    );
    let arena = Arena::of(&[("swarm", &format!(r#"{{"actions": [{bite}]}}"#)), ("foe", &foe())]);
    let mut duel = arena.fight(Grid::open(20, 9), &[(0, "swarm", (2, 2)), (1, "foe", (3, 2))]);
    assert_eq!(duel.next(&[]).acts("Bite", 1, &[15]).lost(1), 4);
    duel.fight.apply(&Event::Hurt { who: 0, by: None, parts: Vec::new(), lost: 50, temporary_lost: 0 });
    duel.passes().passes().acts("Bite", 1, &[15]);
    assert_eq!(duel.lost(1), 6);
}
