//! Whether a book holds together: every id it names is in it, every formula knows its names, and who is
//! called automated has something to run.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::{Ability, Automation, Book, Formula, Shelf};
use crate::ContentId;

/// Keys behind which a text is a formula.
const FORMULAS: [&str; 19] = [
    "value",
    "most",
    "count",
    "amount",
    "dc",
    "escape",
    "feet",
    "sides",
    "times",
    "hp",
    "highest",
    "die",
    "levels",
    "upto",
    "challenge",
    "plus",
    "less",
    "flies",
    "casts",
];
/// What a formula can name beside abilities and classes.
const NAMES: [&str; 10] =
    ["prof", "level", "spell", "slot", "above", "cantrip", "speed", "dealt", "used", "highest_slot"];
/// Kinds of ids that stand for themselves: they are made inside the entries or name a set.
const WITHIN: [&str; 2] = ["resource", "state"];

/// Everything that is wrong, a sentence each.
pub fn check(book: &Book) -> Vec<String> {
    let known = known(book);
    let kinds = known.iter().filter_map(|it| it.split('/').next()).map(str::to_owned).collect();
    let mut checker = Checker { known, kinds, book, faults: Vec::new() };
    checker.shelf(&book.backgrounds);
    checker.shelf(&book.classes);
    checker.shelf(&book.creatures);
    checker.shelf(&book.features);
    checker.shelf(&book.items);
    checker.shelf(&book.languages);
    checker.shelf(&book.species);
    checker.shelf(&book.spells);
    checker.shelf(&book.subclasses);
    checker.shelf(&book.terms);
    checker.idle();
    checker.faults
}

fn known(book: &Book) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut add = |id: &ContentId| {
        known.insert(id.as_str().to_owned());
    };
    book.backgrounds.iter().for_each(|it| add(&it.id));
    book.classes.iter().for_each(|it| add(&it.id));
    book.creatures.iter().for_each(|it| add(&it.id));
    for feature in book.features.iter() {
        add(&feature.id);
        feature.resources.iter().for_each(|it| add(&it.id));
        feature.states.iter().for_each(|it| add(&it.id));
    }
    for item in book.items.iter() {
        add(&item.id);
        item.categories.iter().for_each(&mut add);
    }
    book.languages.iter().for_each(|it| add(&it.id));
    book.species.iter().for_each(|it| add(&it.id));
    book.spells.iter().for_each(|it| add(&it.id));
    book.subclasses.iter().for_each(|it| add(&it.id));
    book.terms.iter().for_each(|it| add(&it.id));
    known
}

struct Checker<'a> {
    book: &'a Book,
    known: BTreeSet<String>,
    /// What stands before the slash of one of them: asked of every text, so not looked for anew.
    kinds: BTreeSet<String>,
    faults: Vec<String>,
}

impl Checker<'_> {
    fn shelf<T: Serialize>(&mut self, shelf: &Shelf<T>) {
        for entry in shelf.iter() {
            let Ok(entry) = serde_json::to_value(entry) else { continue };
            let id = entry.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            self.value(&id, "", &entry);
        }
    }

    fn value(&mut self, of: &str, key: &str, value: &Value) {
        match value {
            Value::String(text) => self.text(of, key, text),
            // How often a creature casts is a number with a word, and no formula.
            Value::Array(all) => {
                all.iter().for_each(|it| self.value(of, if key == "times" { "" } else { key }, it))
            }
            Value::Object(fields) => fields.iter().for_each(|(key, it)| self.value(of, key, it)),
            _ => {}
        }
    }

    fn text(&mut self, of: &str, key: &str, text: &str) {
        if FORMULAS.contains(&key)
            && let Ok(formula) = text.parse::<Formula>()
        {
            let strange: Vec<_> = formula.names().into_iter().filter(|it| !self.is_name(it)).collect();
            self.faults.extend(strange.iter().map(|it| format!("{of}: no formula knows `{it}` ({text})")));
        }
        let empty = ["name", "text", "source"].contains(&key) && text.trim().is_empty();
        if empty {
            self.faults.push(format!("{of}: its {key} is empty"));
        }
        if text.parse::<ContentId>().is_ok() && !self.known.contains(text) && self.is_kind(text) {
            self.faults.push(format!("{of}: there is no {text}"));
        }
    }

    fn is_kind(&self, id: &str) -> bool {
        let kind = id.split('/').next().unwrap_or_default();
        WITHIN.contains(&kind) || self.kinds.contains(kind)
    }

    fn is_name(&self, name: &str) -> bool {
        let bare = name.strip_prefix("score.").unwrap_or(name);
        NAMES.contains(&name)
            || Ability::ALL.iter().any(|it| it.letters() == bare)
            || self.book.classes.iter().any(|it| it.id.slug() == name)
    }

    /// Who is automated does something, and who is prompted says what people must see to.
    fn idle(&mut self) {
        for it in self.book.features.iter() {
            let runs = !(it.choices.is_empty()
                && it.grants.is_empty()
                && it.modifiers.is_empty()
                && it.resources.is_empty()
                && it.activities.is_empty()
                && it.states.is_empty()
                && it.radiates.is_none()
                && it.specials.is_empty());
            let casts = it.id.slug().ends_with("spellcasting") || it.id.slug() == "pact-magic";
            match it.automation {
                Automation::Automated if !runs && !casts => {
                    self.faults.push(format!("{}: automated, and nothing to run", it.id));
                }
                Automation::Prompted if it.prompts.is_empty() && !prompts(it) => {
                    self.faults.push(format!("{}: prompted, and no prompt", it.id));
                }
                _ => {}
            }
        }
    }
}

/// A prompt stands somewhere within: an effect that asks, or a test that only people can make.
fn prompts(entry: &impl Serialize) -> bool {
    let text = serde_json::to_string(entry).unwrap_or_default();
    text.contains("\"prompt\":") || text.contains("\"told\":")
}
