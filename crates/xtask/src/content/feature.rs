//! Features: who gives them and when, feats, and the spells that a subclass brings.

use super::class;
use super::fact::Facts;
use super::reference::{Reference, Row, american, bare};
use rules::ContentId;
use rules::book::{Book, Feature, Grant, Requirement};
use std::collections::BTreeMap;

pub(super) fn compare(book: &Book, reference: &Reference, facts: &mut Facts) {
    for row in reference.rows("CharacterClass") {
        let subclass = book.subclasses.iter().find(|it| bare(&it.name) == bare(row.name())).map(|it| &it.id);
        let class = class::named(book, row.name()).map(|it| &it.id);
        if let Some(by) = if row.says("subclass_of") { subclass } else { class } {
            gained(book, reference, by, row, facts);
        }
    }
    for row in reference.rows("Feat") {
        feat(book, reference, row, facts);
    }
}

/// At which levels a class gives which features, both ways round.
fn gained(book: &Book, reference: &Reference, by: &ContentId, row: &Row, facts: &mut Facts) {
    let mut theirs: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for feature in reference.of("ClassFeature", row.slug()) {
        spells(book, by, feature, facts);
        let levels = reference.of("ClassFeatureItem", feature.slug()).filter(|it| !it.says("column_value"));
        let levels: Vec<i64> = levels.filter_map(|it| it.number("level")).collect();
        if !levels.is_empty() {
            let name = feature.name().split(" (").next().unwrap_or_default();
            theirs.entry(same_for_all(name)).or_default().extend(levels);
        }
    }
    let mut ours: BTreeMap<String, Vec<(&Feature, i64)>> = BTreeMap::new();
    for (feature, level) in book.features_of(by) {
        ours.entry(same_for_all(&feature.name)).or_default().push((feature, i64::from(level)));
    }
    for (name, levels) in &theirs {
        let here = ours.get(name).map(Vec::as_slice).unwrap_or_default();
        for level in levels {
            let had: Vec<String> = here.iter().map(|(_, it)| it.to_string()).collect();
            let ours = if here.iter().any(|(it, at)| at == level || (at < level && grows(it, *level))) {
                level.to_string()
            } else if had.is_empty() {
                "nothing".to_owned()
            } else {
                had.join(", ")
            };
            facts.state("feature at level", format!("{by}: {name}"), ours, level);
        }
    }
    for (name, here) in ours.iter().filter(|(name, _)| !theirs.contains_key(*name)) {
        let levels: Vec<String> = here.iter().map(|(_, it)| it.to_string()).collect();
        facts.state("feature at level", format!("{by}: {name}"), levels.join(", "), "nothing");
    }
}

/// A step of one of its formulas stands at this level.
fn grows(feature: &Feature, level: i64) -> bool {
    let text = serde_json::to_string(feature).unwrap_or_default();
    text.contains(&format!(" {level}: ")) || text.contains(&format!("\"level\":{level},"))
}

/// `Barbarian Subclass` and its like are one feature of ours.
fn same_for_all(name: &str) -> String {
    if name.ends_with(" Subclass") { "subclass".to_owned() } else { bare(name) }
}

/// A table of levels and spells that are always prepared.
fn spells(book: &Book, by: &ContentId, row: &Row, facts: &mut Facts) {
    let is_table = row
        .text("desc")
        .lines()
        .any(|it| it.starts_with('|') && it.contains("Level|") && it.contains("Spells|"));
    if !is_table || row.slug().contains("core-traits") {
        return;
    }
    let mut ours: Vec<String> = Vec::new();
    for feature in
        book.features.iter().filter(|it| it.gained.iter().any(|it| it.by == *by) || it.group.is_some())
    {
        for grant in &feature.grants {
            if let Grant::Spell { spell, level, .. } = grant {
                ours.push(format!("{} {}", (*level).max(3), bare(spell.slug())));
            }
        }
    }
    for line in row.text("desc").lines() {
        let mut cells = line.trim().trim_matches('|').split('|').map(str::trim);
        let (Some(level), Some(names)) = (cells.next(), cells.next()) else { continue };
        if level.parse::<u8>().is_err() {
            continue;
        }
        for name in names.split(", ") {
            let theirs = format!("{level} {}", bare(name));
            let has = ours.contains(&theirs);
            let ours = if has { theirs.as_str() } else { "nothing" };
            facts.state("spell of a subclass", format!("{by}: {name}"), ours, &theirs);
        }
    }
}

fn feat(book: &Book, reference: &Reference, row: &Row, facts: &mut Facts) {
    let mut feats = book.features.iter().filter(|it| it.id.as_str().starts_with("feat/"));
    // Magic Initiate is one feat for each list of ours.
    let called = |name: &str| name.split(" (").next().unwrap_or_default().to_owned();
    let Some(ours) = feats.find(|it| bare(&called(&it.name)) == bare(row.name())) else {
        return facts.state("name", format!("feat/{}", row.slug()), "nothing", row.name());
    };
    facts.state("name", &ours.id, american(&called(&ours.name)), row.name());
    let group = ours.group.as_deref().unwrap_or_default().trim_end_matches("-feat").replace('-', " ");
    facts.state("feat kind", &ours.id, group, row.text("type").to_lowercase());
    let style =
        (ours.group.as_deref() == Some("fighting-style-feat")).then(|| "Fighting Style Feature".to_owned());
    let mut needs: Vec<String> = style.into_iter().chain(ours.requires.iter().filter_map(need)).collect();
    needs.dedup();
    facts.state("prerequisite", &ours.id, needs.join(", "), row.text("prerequisite"));
    let again = reference.of("FeatBenefit", row.slug()).any(|it| it.name() == "Repeatable");
    facts.state("repeatable", &ours.id, ours.repeatable, again);
}

fn need(requirement: &Requirement) -> Option<String> {
    match requirement {
        Requirement::Level(level) => Some(format!("Level {level}+")),
        Requirement::Score(abilities, score) => {
            let names: Vec<&str> = abilities.iter().map(|it| it.name()).collect();
            Some(format!("{} {score}+", names.join(" or ")))
        }
        Requirement::Spellcasting => Some("Spellcasting Feature".to_owned()),
        // The group says it already.
        Requirement::Feature(id) if id.slug() == "fighting-style" => None,
        Requirement::Feature(id) => Some(id.to_string()),
        Requirement::ClassLevel(id, level) => Some(format!("{id} {level}+")),
        Requirement::DamagingCantrip => None,
    }
}
