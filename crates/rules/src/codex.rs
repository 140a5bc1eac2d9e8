//! The codex: everything in the book, found by a few words, however they are typed; and how much there is.

mod card;
mod count;
mod entry;
mod kind;
mod leaf;
mod query;
mod typo;

pub use card::Card;
pub use count::{Count, Counts, count};
pub use kind::Kind;
pub use leaf::{Fact, Leaf, Part, Piece, Prose};
pub use query::{FIELDS, Misasked, Query, Sort};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ContentId, Hash,
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

/// Everything of the book as it travels to a browser, which makes its own index of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volume {
    pub v: u32,
    /// The book that it was made of.
    pub book: Hash,
    pub entries: Vec<Opened>,
}

/// The shape of a volume that is made today.
pub const VOLUME_VERSION: u32 = 1;

/// An entry, opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Opened {
    pub card: Card,
    pub leaf: Leaf,
}

/// What the codex answers: a page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Found {
    /// On all pages.
    pub total: usize,
    /// From 1 on.
    pub page: usize,
    pub pages: usize,
    pub entries: Vec<Card>,
    /// How many there would be of each kind, and none of what there is nothing of.
    pub kinds: BTreeMap<Kind, usize>,
}

/// An index of a book. It is built once and asked with every letter that is typed.
pub struct Codex {
    entries: Vec<Entry>,
    leaves: Vec<Leaf>,
    /// Where each entry lies.
    places: BTreeMap<ContentId, usize>,
    /// Which entries have a word in their names, and which in their texts.
    names: BTreeMap<String, Vec<usize>>,
    texts: BTreeMap<String, Vec<usize>>,
}

/// How one word fits an entry: the rank, and letters that are wrong.
type Fit = (Rank, usize);

impl Codex {
    pub fn of(book: &Book) -> Self {
        let opened = card::cards(book).into_iter().filter_map(|card| {
            let leaf = Leaf::of(book, &card.id)?;
            Some(Opened { card, leaf })
        });
        Self::of_all(opened)
    }

    /// Of what a browser was sent.
    pub fn of_volume(volume: Volume) -> Self {
        Self::of_all(volume.entries.into_iter())
    }

    fn of_all(all: impl Iterator<Item = Opened>) -> Self {
        let mut codex = Self {
            entries: Vec::new(),
            leaves: Vec::new(),
            places: BTreeMap::new(),
            names: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        for (at, Opened { card, leaf }) in all.enumerate() {
            codex.places.insert(card.id.clone(), at);
            let entry = Entry::of(card, &leaf);
            enter(&mut codex.names, &entry.words, at);
            enter(&mut codex.texts, &entry.text_words, at);
            codex.entries.push(entry);
            codex.leaves.push(leaf);
        }
        codex
    }

    /// Everything, to be sent.
    pub fn volume(&self, book: Hash) -> Volume {
        let opened = self.entries.iter().zip(&self.leaves);
        let entries = opened.map(|(entry, leaf)| Opened { card: entry.card.clone(), leaf: leaf.clone() });
        Volume { v: VOLUME_VERSION, book, entries: entries.collect() }
    }

    /// One entry.
    pub fn open(&self, id: &ContentId) -> Option<Opened> {
        let at = *self.places.get(id)?;
        Some(Opened { card: self.entries.get(at)?.card.clone(), leaf: self.leaves.get(at)?.clone() })
    }

    /// One entry in a list.
    pub fn card(&self, id: &ContentId) -> Option<&Card> {
        Some(&self.entries.get(*self.places.get(id)?)?.card)
    }

    /// One entry by its kind and the part of its id after the slash.
    pub fn slug(&self, kind: Kind, slug: &str) -> Option<&Card> {
        let ids = kind.prefixes().iter().filter_map(|it| [it, "/", slug].concat().parse().ok());
        ids.into_iter().find_map(|it: ContentId| self.card(&it))
    }

    /// What fits all of the words, the best first; of equals the shorter name, then by name and id.
    pub fn find(&self, words: &str) -> Vec<Hit> {
        let ranked = self.ranked(words).into_iter().take(CODEX_HITS_MAX);
        ranked.map(|(rank, entry)| entry.hit(rank)).collect()
    }

    /// Answers a question with a page of what fits.
    pub fn ask(&self, query: &Query) -> Found {
        let has_words = !entry::words(&query.words).is_empty();
        let all: Vec<&Card> = match has_words {
            true => self.ranked(&query.words).into_iter().map(|(_, it)| &it.card).collect(),
            false => self.entries.iter().map(|it| &it.card).collect(),
        };
        let sifted: Vec<&Card> = all.into_iter().filter(|it| query.lets(it)).collect();
        let mut kinds = BTreeMap::new();
        for card in &sifted {
            *kinds.entry(card.kind).or_insert(0) += 1;
        }
        let mut cards: Vec<&Card> =
            sifted.into_iter().filter(|it| query.kind.is_none_or(|kind| kind == it.kind)).collect();
        sort(&mut cards, query, has_words);
        let (total, per_page) = (cards.len(), query.per_page.max(1));
        let first = query.page.saturating_sub(1).saturating_mul(per_page);
        Found {
            total,
            page: query.page,
            pages: total.div_ceil(per_page),
            entries: cards.into_iter().skip(first).take(per_page).cloned().collect(),
            kinds,
        }
    }

    fn ranked(&self, words: &str) -> Vec<(Rank, &Entry)> {
        let wanted = entry::words(words);
        let wanted: Vec<String> = wanted
            .into_iter()
            .take(CODEX_WORDS_MAX)
            .map(|it| it.chars().take(CODEX_LETTERS_MAX).collect())
            .collect();
        let Some((first, others)) = wanted.split_first() else { return Vec::new() };
        let mut found = self.fits(first);
        for word in others.iter().collect::<BTreeSet<_>>() {
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
            let (one, other) = (&one.card, &other.card);
            let length = one.name.len().cmp(&other.name.len());
            let place = (rank, wrong).cmp(&(other_rank, other_wrong)).then(length);
            place.then_with(|| (&one.name, &one.id).cmp(&(&other.name, &other.id)))
        });
        found.into_iter().map(|(rank, _, entry)| (rank, entry)).collect()
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

/// What has no such number comes last, whichever way.
fn sort(cards: &mut [&Card], query: &Query, has_words: bool) {
    let number = |it: &Card| match query.sort {
        Sort::Best | Sort::Name => None,
        Sort::Level => it.level.map(u32::from),
        Sort::Challenge => it.challenge.map(|it| u32::from(it.0)),
        Sort::Cost => it.cost,
    };
    let by_name = |one: &Card, other: &Card| (&one.name, &one.id).cmp(&(&other.name, &other.id));
    let turned = |it: std::cmp::Ordering| if query.falling { it.reverse() } else { it };
    match query.sort {
        Sort::Best if has_words => {}
        Sort::Best | Sort::Name => cards.sort_by(|one, other| turned(by_name(one, other))),
        Sort::Level | Sort::Challenge | Sort::Cost => cards.sort_by(|one, other| {
            let (here, there) = (number(one), number(other));
            let known = here.is_none().cmp(&there.is_none());
            known.then_with(|| turned(here.cmp(&there))).then_with(|| by_name(one, other))
        }),
    }
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
