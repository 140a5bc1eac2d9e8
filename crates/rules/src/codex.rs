//! The codex: everything in the book, found by a few words, however they are typed; and how much there is.

mod count;
mod entry;
mod typo;

pub use count::{Count, Counts, count};

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    ContentId,
    book::Book,
    limit::{CODEX_HITS_MAX, CODEX_LETTERS_MAX, CODEX_WORDS_MAX},
};
use entry::Entry;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hit {
    pub id: ContentId,
    pub name: String,
    /// The first sentence of what the book says of it.
    pub text: String,
    pub rank: Rank,
}

/// How well it fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// It is called so.
    Name,
    /// Its name begins so.
    Start,
    /// Each word is, or begins, a word of its name, its id or its kind.
    Word,
    /// The same, but for a letter or two.
    Typo,
    /// Some of the words stand only in its text.
    Text,
}

/// An index of a book. It is built once and asked with every letter that is typed.
pub struct Codex {
    entries: Vec<Entry>,
    /// Which entries have a word in their names, and which in their texts.
    names: BTreeMap<String, Vec<usize>>,
    texts: BTreeMap<String, Vec<usize>>,
}

/// How one word fits an entry: the rank, and letters that are wrong.
type Fit = (Rank, usize);

impl Codex {
    pub fn of(book: &Book) -> Self {
        let entries = entry::entries(book);
        let (mut names, mut texts) = (BTreeMap::new(), BTreeMap::new());
        for (at, entry) in entries.iter().enumerate() {
            enter(&mut names, &entry.words, at);
            enter(&mut texts, &entry.text_words, at);
        }
        Self { entries, names, texts }
    }

    /// What fits all of the words, the best first; of equals the shorter name, then by name and id.
    pub fn find(&self, words: &str) -> Vec<Hit> {
        let wanted = entry::words(words);
        let wanted: Vec<String> = wanted
            .into_iter()
            .take(CODEX_WORDS_MAX)
            .map(|it| it.chars().take(CODEX_LETTERS_MAX).collect())
            .collect();
        let Some((first, others)) = wanted.split_first() else { return Vec::new() };
        let mut found = self.fits(first);
        for word in others {
            let fits = self.fits(word);
            found = found
                .into_iter()
                .filter_map(|(at, (rank, wrong))| {
                    let (other, more) = fits.get(&at)?;
                    Some((at, (rank.max(*other), wrong + more)))
                })
                .collect();
        }
        let whole = wanted.join(" ");
        let mut found: Vec<(Rank, usize, &Entry)> = found
            .into_iter()
            .filter_map(|(at, (rank, wrong))| Some((at, rank, wrong, self.entries.get(at)?)))
            .map(|(_, rank, wrong, entry)| (entry.called(&whole).unwrap_or(rank), wrong, entry))
            .collect();
        found.sort_by(|(rank, wrong, one), (other_rank, other_wrong, other)| {
            let length = one.name.len().cmp(&other.name.len());
            let place = (rank, wrong).cmp(&(other_rank, other_wrong)).then(length);
            place.then_with(|| (&one.name, &one.id).cmp(&(&other.name, &other.id)))
        });
        found.truncate(CODEX_HITS_MAX);
        found.into_iter().map(|(rank, _, entry)| entry.hit(rank)).collect()
    }

    /// The best fit of one word for each entry that it fits.
    fn fits(&self, word: &str) -> BTreeMap<usize, Fit> {
        let mut fits = BTreeMap::new();
        let begins = |words: &BTreeMap<String, Vec<usize>>| -> Vec<usize> {
            let after = words.range(word.to_owned()..).take_while(|(it, _)| it.starts_with(word));
            after.flat_map(|(_, at)| at).copied().collect()
        };
        better(&mut fits, &begins(&self.texts), (Rank::Text, 0));
        for (other, at) in &self.names {
            if let Some(wrong) = typo::between(word, other) {
                better(&mut fits, at, (Rank::Typo, wrong));
            }
        }
        better(&mut fits, &begins(&self.names), (Rank::Word, 0));
        fits
    }
}

/// Without an index that is kept: for a single question.
pub fn find(book: &Book, words: &str) -> Vec<Hit> {
    Codex::of(book).find(words)
}

/// A line for each, as the command line tells it.
pub fn lines(hits: &[Hit]) -> Vec<String> {
    let widest = hits.iter().map(|it| it.name.chars().count()).max().unwrap_or_default();
    hits.iter().map(|it| format!("{:<widest$}  {}  {}", it.name, it.id, it.text)).collect()
}

fn enter(index: &mut BTreeMap<String, Vec<usize>>, words: &[String], at: usize) {
    for word in words {
        let here = index.entry(word.clone()).or_default();
        if here.last() != Some(&at) {
            here.push(at);
        }
    }
}

fn better(fits: &mut BTreeMap<usize, Fit>, at: &[usize], fit: Fit) {
    for at in at {
        let had = fits.entry(*at).or_insert(fit);
        *had = (*had).min(fit);
    }
}

#[cfg(test)]
mod tests;
