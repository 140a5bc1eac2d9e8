//! Facts that somebody else wrote down: a folder of JSON files, each an array of rows with a key and fields.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const FILES: &[&str] = &[
    "AbilityDescription",
    "Armor",
    "Background",
    "BackgroundBenefit",
    "CharacterClass",
    "ClassFeature",
    "ClassFeatureItem",
    "ConditionDescription",
    "Creature",
    "CreatureAction",
    "CreatureActionAttack",
    "CreatureTrait",
    "CreatureTypeDescription",
    "DamageTypeDescription",
    "Feat",
    "FeatBenefit",
    "Item",
    "SkillDescription",
    "Species",
    "SpeciesTrait",
    "Spell",
    "SpellCastingOption",
    "Weapon",
    "WeaponProperty",
    "WeaponPropertyAssignment",
];

#[derive(Default)]
pub(super) struct Reference(BTreeMap<&'static str, Vec<Row>>);

pub(super) struct Row {
    key: String,
    fields: Value,
}

impl Reference {
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut reference = Self::default();
        for name in FILES.iter().copied() {
            let file = folder.join(format!("{name}.json"));
            let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
            reference.lay(name, &text).with_context(|| file.display().to_string())?;
        }
        Ok(reference)
    }

    pub(super) fn lay(&mut self, name: &'static str, text: &str) -> Result<()> {
        let rows: Vec<Value> = serde_json::from_str(text)?;
        let rows = rows.into_iter().map(|mut row| Row {
            key: row["pk"].as_str().map(slug).unwrap_or_default().to_owned(),
            fields: row["fields"].take(),
        });
        self.0.insert(name, rows.collect());
        Ok(())
    }

    pub(super) fn rows(&self, name: &str) -> impl Iterator<Item = &Row> {
        self.0.get(name).into_iter().flatten()
    }

    /// Rows that belong to another one.
    pub(super) fn of<'a>(&'a self, name: &str, parent: &'a str) -> impl Iterator<Item = &'a Row> {
        self.rows(name).filter(move |it| it.link("parent") == parent)
    }
}

impl Row {
    /// Without the document that it stands in.
    pub(super) fn slug(&self) -> &str {
        &self.key
    }

    pub(super) fn name(&self) -> &str {
        self.text("name")
    }

    /// Empty where nothing is said.
    pub(super) fn text(&self, field: &str) -> &str {
        self.fields[field].as_str().unwrap_or_default()
    }

    pub(super) fn says(&self, field: &str) -> bool {
        !self.fields[field].is_null() && self.fields[field].as_str() != Some("")
    }

    pub(super) fn flag(&self, field: &str) -> bool {
        self.fields[field].as_bool().unwrap_or_default()
    }

    pub(super) fn number(&self, field: &str) -> Option<i64> {
        self.fields[field].as_i64()
    }

    /// `0.125` is 125.
    pub(super) fn thousandths(&self, field: &str) -> i64 {
        let (whole, part) = self.text(field).split_once('.').unwrap_or((self.text(field), ""));
        let part = format!("{part:0<3}");
        format!("{whole}{}", &part[..3]).parse().unwrap_or_default()
    }

    pub(super) fn list(&self, field: &str) -> Vec<&str> {
        let all = self.fields[field].as_array().map(Vec::as_slice).unwrap_or_default();
        all.iter().filter_map(Value::as_str).map(slug).collect()
    }

    /// The slug of another row.
    pub(super) fn link(&self, field: &str) -> &str {
        slug(self.text(field))
    }
}

fn slug(key: &str) -> &str {
    key.split_once('_').map_or(key, |(_, slug)| slug)
}

/// What two spellings of a name have in common: neither signs nor the English of one shore.
pub(super) fn bare(name: &str) -> String {
    american(name).chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
}

/// As the reference spells it; the book is British.
pub(super) fn american(name: &str) -> String {
    const WORDS: [(&str, &str); 5] = [
        ("rmour", "rmor"),
        ("efence", "efense"),
        ("ffence", "ffense"),
        ("avour", "avor"),
        ("kilful", "killful"),
    ];
    let name = name.replace("veller", "veler").replace("weller", "weler").replace('\u{2019}', "'");
    WORDS.iter().fold(name, |name, (ours, theirs)| name.replace(ours, theirs))
}
