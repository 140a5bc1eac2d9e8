//! The closed words of the rules, and that each is explained.

use super::fact::Facts;
use super::reference::{Reference, Row};
use rules::book::{Ability, Book, Condition, CreatureType, DamageType, Mastery, Skill, WeaponProperty};

pub(super) fn compare(book: &Book, reference: &Reference, facts: &mut Facts) {
    for row in reference.rows("AbilityDescription") {
        exists(facts, "ability", row, Ability::named(row.link("describes")).map(|it| it.word()));
    }
    for row in reference.rows("CreatureTypeDescription") {
        exists(facts, "creature type", row, CreatureType::named(row.link("describes")).map(|it| it.word()));
    }
    for row in reference.rows("DamageTypeDescription") {
        exists(facts, "damage type", row, DamageType::named(row.link("describes")).map(|it| it.word()));
    }
    for row in reference.rows("SkillDescription") {
        exists(facts, "skill", row, Skill::named(row.link("describes")).map(|it| it.word()));
        explained(book, facts, "skill", row.link("describes"));
    }
    for row in reference.rows("ConditionDescription") {
        let word = row.link("describes");
        exists(facts, "condition", row, Condition::named(word).map(|it| it.word()));
        explained(book, facts, "condition", word);
        brings(book, facts, row);
    }
    for row in reference.rows("WeaponProperty") {
        let word = row.name().to_lowercase().replace(' ', "-");
        let mastery = row.text("type") == "Mastery";
        let ours = if mastery {
            Mastery::named(&word).map(|it| it.name())
        } else {
            WeaponProperty::named(&word).map(|it| it.name())
        };
        let kind = if mastery { "mastery" } else { "property" };
        facts.state("word of weapons", format!("{kind}/{word}"), ours.unwrap_or("nothing"), row.name());
        explained(book, facts, kind, &word);
    }
}

fn exists(facts: &mut Facts, kind: &'static str, row: &Row, ours: Option<String>) {
    let theirs = row.link("describes");
    facts.state(kind, theirs, ours.as_deref().unwrap_or("nothing"), theirs);
}

fn explained(book: &Book, facts: &mut Facts, kind: &str, word: &str) {
    let id = format!("{kind}/{word}");
    let ours = if book.terms.named(&id).is_some() { "explained" } else { "not explained" };
    facts.state("term", id, ours, "explained");
}

/// The conditions that a condition brings with it.
fn brings(book: &Book, facts: &mut Facts, row: &Row) {
    let id = format!("condition/{}", row.link("describes"));
    let Some(term) = book.terms.named(&id) else { return };
    let theirs = row.text("desc").split(['.', '\n']).filter(|it| it.trim().starts_with("You have the"));
    let theirs: String = theirs.collect();
    let theirs = Condition::ALL.iter().filter(|it| theirs.contains(it.name()));
    let ours = term.brings.iter().map(|it| it.name().to_owned());
    facts.set("condition brings", id, ours, theirs.map(|it| it.name()));
}
