//! The comparer, on a reference and a book that were invented for it.

use super::*;

const SPELLS: &str = r#"[
    {"id": "spell/lantern-flare", "name": "Lantern Flare", "source": "S", "text": "T", "higher": "More.",
     "automation": "automated", "level": 1, "school": "evocation", "lists": ["class/keeper"],
     "components": {"verbal": true, "material": "oil", "cost": 2500, "consumed": true}, "cast": {"time": "action",
     "range": {"feet": 60}, "targets": {"count": "1 + above", "who": "other"}, "duration": {"concentration": 10},
     "effects": [{"save": {"ability": "dex", "half": true, "fail": [{"damage": {"amount": "(2 + above)d6", "of":
     ["fire"]}}]}}]}}
]"#;
const CREATURES: &str = r#"[
    {"id": "creature/reef-hound", "name": "Reef Hound", "source": "S", "text": "T", "automation": "automated",
     "size": "medium", "type": "beast", "alignment": "Unaligned", "armour_class": 12, "initiative": 2,
     "hp": "3d8 - 3", "paces": [{"gait": "swim", "feet": 40}], "scores": [14, 14, 8, 3, 12, 6],
     "senses": {"darkvision": 60}, "passive_perception": 11, "challenge": 4, "proficiency": 2, "actions": [
     {"name": "Bite", "time": "action", "range": {"reach": 5}, "targets": {"who": "other"}, "effects": [{"attack":
     {"style": "melee", "bonus": 4, "hit": [{"damage": {"amount": "1d6 + 2", "of": ["piercing"]}},
     {"condition": {"condition": "prone"}}]}}]}]}
]"#;
const SPELL_ROW: &str = r#"[{"pk": "doc_lantern-flare", "fields": {"name": "Lantern Flare", "level": 1, "school":
    "evocation", "classes": ["doc_keeper"], "casting_time": "action", "range_text": "60 feet", "duration": "10 minutes",
    "concentration": true, "ritual": false, "verbal": true, "somatic": false, "material": true, "material_specified":
    "oil worth 25+ GP, which the spell consumes", "higher_level": "More.", "damage_roll": "2d6", "damage_types": ["fire"],
    "saving_throw_ability": "dexterity", "attack_roll": false, "desc": "", "shape_type": null}},
    {"pk": "doc_unknown", "fields": {"name": "Unknown"}}]"#;
const OPTION_ROW: &str = r#"[{"pk": 1, "fields": {"parent": "doc_lantern-flare", "type": "slot_level_3", "damage_roll":
    "4d6", "target_count": 3}}]"#;
const CREATURE_ROW: &str = r#"[{"pk": "doc_reef-hound", "fields": {"name": "Reef Hound", "size": "medium", "type":
    "beast", "alignment": "unaligned", "armor_class": 12, "hit_dice": "3d8 - 3", "hit_points": 10, "swim": 40,
    "ability_score_strength": 14, "ability_score_dexterity": 14, "ability_score_constitution": 8,
    "ability_score_intelligence": 3, "ability_score_wisdom": 12, "ability_score_charisma": 6,
    "saving_throw_dexterity": 2, "darkvision_range": 60, "passive_perception": 11, "initiative_bonus": 2,
    "challenge_rating": "0.500", "experience_points_integer": 100}}]"#;
const ACTION_ROW: &str = r#"[{"pk": "doc_reef-hound_bite", "fields": {"parent": "doc_reef-hound", "name": "Bite",
    "action_type": "ACTION", "desc": "Melee Attack Roll: +4, reach 5 ft. 5 (1d6 + 2) Piercing damage, and the target has the Prone condition."}}]"#;

fn book() -> Book {
    Book::read([("spells.json", SPELLS), ("creatures.json", CREATURES)]).unwrap()
}

/// With words of the reference replaced.
fn differences(swap: &[(&str, &str)]) -> Vec<String> {
    let mut reference = Reference::default();
    for (name, rows) in [
        ("Spell", SPELL_ROW),
        ("SpellCastingOption", OPTION_ROW),
        ("Creature", CREATURE_ROW),
        ("CreatureAction", ACTION_ROW),
    ] {
        let rows = swap.iter().fold(rows.to_owned(), |rows, (from, to)| rows.replace(from, to));
        reference.lay(name, &rows).unwrap();
    }
    let facts = compared(&book(), &reference);
    assert!(facts.count() > 50, "{} facts", facts.count());
    facts
        .differences
        .iter()
        .map(|it| format!("{} of {}: {}, not {}", it.fact, it.id, it.ours, it.theirs))
        .collect()
}

#[test]
fn what_is_the_same_is_no_difference() {
    assert_eq!(differences(&[]), [""; 0]);
}

#[test]
fn each_fact_that_differs_is_found() {
    for (from, to, expected) in [
        ("\"60 feet\"", "\"90 feet\"", "spell range of spell/lantern-flare: 60 feet, not 90 feet"),
        ("\"4d6\"", "\"5d6\"", "spell dice by level of spell/lantern-flare: slot level 3: +3, 4d6, not 5d6"),
        (
            "\"target_count\": 3",
            "\"target_count\": 4",
            "spell targets by level of spell/lantern-flare: slot level 3: 3, not 4",
        ),
        ("25+ GP", "30+ GP", "material cost in copper of spell/lantern-flare: 2500, not 3000"),
        ("\"doc_keeper\"", "\"doc_bard\"", "spell lists of spell/lantern-flare: keeper, not bard"),
        ("\"3d8 - 3\"", "\"3d8\"", "hit dice of creature/reef-hound: 3d8 - 3, not 3d8"),
        ("\"hit_points\": 10", "\"hit_points\": 13", "hit points of creature/reef-hound: 10, not 13"),
        ("\"swim\": 40", "\"swim\": 30", "creature speed of creature/reef-hound: swim: 40, not 30"),
        ("\"0.500\"", "\"0.250\"", "challenge rating of creature/reef-hound: 1/2, not 1/4"),
        ("Roll: +4", "Roll: +5", "attack bonus of creature/reef-hound: Bite: 4, not 5"),
        (
            "(1d6 + 2)",
            "(1d8 + 2)",
            "damage of creature/reef-hound: Bite: 1d6 + 2 piercing, not 1d8 + 2 piercing",
        ),
        ("Prone", "Poisoned", "condition of an action of creature/reef-hound: Bite: nothing, not poisoned"),
        (
            "\"name\": \"Bite\"",
            "\"name\": \"Gnaw\"",
            "action of creature/reef-hound: Gnaw: nothing, not Gnaw",
        ),
    ] {
        assert_eq!(differences(&[(from, to)]), [expected]);
    }
}

const KNOWN: &str = r#"[{"fact": "spell range", "id": "spell/lantern-flare", "ours": "60 feet", "theirs": "90 feet",
    "why": "Theirs is a slip."}]"#;

fn judged(known: &str, ours: &str, theirs: &str) -> String {
    let mut facts = Facts::default();
    facts.state("spell range", "spell/lantern-flare", ours, theirs);
    match Known::of(known).and_then(|it| it.judge(&facts)) {
        Ok(()) => "agreed".to_owned(),
        Err(why) => format!("{why:#}").lines().next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn what_is_known_passes_and_must_still_be_there() {
    for (known, ours, theirs, expected) in [
        ("[]", "60 feet", "60 feet", "agreed"),
        ("[]", "60 feet", "90 feet", "spell range of spell/lantern-flare: ours 60 feet; theirs 90 feet"),
        (KNOWN, "60 feet", "90 feet", "agreed"),
        (KNOWN, "60 feet", "60 feet", "spell range of spell/lantern-flare: known to differ, and does not"),
        (KNOWN, "70 feet", "90 feet", "spell range of spell/lantern-flare: ours 70 feet; theirs 90 feet"),
    ] {
        assert_eq!(judged(known, ours, theirs), expected);
    }
    let silent = KNOWN.replace("Theirs is a slip.", " ");
    assert!(judged(&silent, "60 feet", "90 feet").contains("nobody says why"));
}

#[test]
fn sentences_are_read() {
    use super::prose::{conditions, damages, ranges, saves};
    let says = "Dexterity Saving Throw: DC 15, each creature. Failure: 13 (2d10 + 2) Fire damage plus 1 Cold damage, \
        and the target has the Prone condition. Melee or Ranged Attack Roll: +4, reach 5 ft. or range 20/60 ft.";
    assert_eq!(damages(says), ["2d10 + 2 fire", "1 cold"]);
    assert_eq!(saves(says), ["dex 15"]);
    assert_eq!(conditions(says), ["prone"]);
    assert_eq!(ranges(says), Some((20, 60)));
    assert_eq!(ranges("range 120 ft. Hit: 5/10"), Some((120, 120)));
}
