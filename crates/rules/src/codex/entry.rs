//! What the codex knows of each entry of the book.

use super::{Hit, Rank};
use crate::{
    ContentId,
    book::{Book, Creature},
};

pub(super) struct Entry {
    pub(super) id: ContentId,
    pub(super) name: String,
    first_sentence: String,
    /// Of its name, its id and its kind.
    pub(super) words: Vec<String>,
    pub(super) text_words: Vec<String>,
    /// Words of the name, one after another.
    whole: String,
}

pub(super) fn entries(book: &Book) -> Vec<Entry> {
    let mut all = Vec::new();
    all.extend(book.backgrounds.iter().map(|it| entry(&it.id, &it.name, &it.text, "")));
    all.extend(book.classes.iter().map(|it| entry(&it.id, &it.name, &it.text, "")));
    all.extend(book.creatures.iter().map(|it| entry(&it.id, &it.name, &it.text, &creature(it))));
    all.extend(book.features.iter().map(|it| {
        let group = it.group.as_deref().unwrap_or_default();
        entry(&it.id, &it.name, &it.text, group)
    }));
    all.extend(book.items.iter().map(|it| entry(&it.id, &it.name, &it.text, "")));
    all.extend(book.languages.iter().map(|it| entry(&it.id, &it.name, &it.text, "")));
    all.extend(book.species.iter().map(|it| entry(&it.id, &it.name, &it.text, "")));
    all.extend(book.spells.iter().map(|it| {
        let more = format!("{} {}", it.school.name(), it.higher.as_deref().unwrap_or_default());
        entry(&it.id, &it.name, &it.text, &more)
    }));
    all.extend(book.subclasses.iter().map(|it| entry(&it.id, &it.name, &it.text, "")));
    all.extend(book.terms.iter().map(|it| entry(&it.id, &it.name, &it.text, &it.points.join(" "))));
    all
}

/// What a stat block has beside its sentence: its kind, and the names of what it can.
fn creature(it: &Creature) -> String {
    let traits = it.traits.iter().map(|it| it.name.as_str());
    let actions = it.actions.iter().filter_map(|it| it.name.as_deref());
    let named: Vec<&str> = traits.chain(actions).collect();
    format!("{} {} {} {}", it.size.name(), it.kind.name(), it.tags.join(" "), named.join(" "))
}

fn entry(id: &ContentId, name: &str, text: &str, more: &str) -> Entry {
    let mut all = words(name);
    let whole = all.join(" ");
    all.extend(words(id.as_str()));
    all.sort();
    all.dedup();
    let mut text_words = words(text);
    text_words.extend(words(more));
    text_words.sort();
    text_words.dedup();
    let end = text.find(". ").map_or(text.len(), |it| it + 1);
    let first_sentence = text.get(..end).unwrap_or(text).to_owned();
    Entry { id: id.clone(), name: name.to_owned(), first_sentence, words: all, text_words, whole }
}

/// Letters and digits, small; an apostrophe parts nothing.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '\u{2019}'], "");
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(str::to_owned).collect()
}

impl Entry {
    /// Whether it is called so, or its name begins so.
    pub(super) fn called(&self, words: &str) -> Option<Rank> {
        if self.whole == words {
            return Some(Rank::Name);
        }
        self.whole.starts_with(words).then_some(Rank::Start)
    }

    pub(super) fn hit(&self, rank: Rank) -> Hit {
        Hit { id: self.id.clone(), name: self.name.clone(), text: self.first_sentence.clone(), rank }
    }
}
