//! What stands behind `@`, name by name.

use rules::{book::Book, build::Adventurer, sheet::Sheet};

use super::hero::hero;

/// A name, and what is behind it for a fighter of 3 and wizard of 2.
const NAMES: [(&str, i32); 30] = [
    ("str", 3),
    ("strength", 3),
    ("abilities.str.mod", 3),
    ("strength_mod", 3),
    ("str.score", 16),
    ("abilities.str.value", 16),
    // Proficient by the class taken first.
    ("str.save", 6),
    ("dex.save", 2),
    ("dex", 2),
    ("int", 1),
    ("cha", -1),
    // Proficient by the background.
    ("athletics", 6),
    ("skills.ath.total", 6),
    ("athletics_bonus", 6),
    ("sleight_of_hand", 2),
    ("skills.slt.total", 2),
    ("perception.passive", 10),
    ("proficiency", 3),
    ("prof", 3),
    ("pb", 3),
    ("level", 5),
    ("fighter", 3),
    ("classes.wizard.levels", 2),
    ("ac", 12),
    ("initiative", 2),
    ("speed", 30),
    ("speed.walk", 30),
    ("spell", 1),
    ("spell.attack", 4),
    ("spell.dc", 12),
];

#[test]
fn every_number_has_its_names() {
    let build = hero("fighter 3, wizard 2, str 16, dex 14, int 13, cha 8");
    let adventurer = Adventurer::of(Book::built_in(), &build);
    let names = Sheet::of(&adventurer).names();
    for (name, number) in NAMES {
        assert_eq!(names.get(name), Some(&number), "{name}");
    }
    for name in names.keys() {
        let text = format!("1 + @{name}");
        let expr = rules::dice::parse(&text, rules::dice::Dialect::Foundry).unwrap();
        assert_eq!(expr.references(), [name.as_str()], "the name can be written in an expression");
    }
}
