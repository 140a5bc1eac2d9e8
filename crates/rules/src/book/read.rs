//! How the book is read: files of entries onto shelves, refused with a sentence when something is wrong.

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::{Background, Book, Class, Creature, Feature, Item, Kin, Language, Spell, Subclass, Term};
use crate::{ContentId, Hash};

/// Entries of one kind, found by their ids and walked in the order of them.
#[derive(Clone, Debug)]
pub struct Shelf<T> {
    /// Ids in their order, each with the place of its entry: narrow, so that many are looked through at once.
    order: Vec<(ContentId, usize)>,
    entries: Vec<T>,
    /// The place of each entry by its id.
    places: FxHashMap<Box<str>, usize>,
}

/// Why a book cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("{file} cannot be read: {why}")]
    File { file: String, why: serde_json::Error },
    #[error("{file}: {id} stands in it twice")]
    Twice { file: String, id: ContentId },
    #[error("{file}: a file is called after what is in it, with a folder of the kind or the kind itself")]
    Misnamed { file: String },
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { order: Vec::new(), entries: Vec::new(), places: FxHashMap::default() }
    }
}

impl<T> Shelf<T> {
    pub fn get(&self, id: &ContentId) -> Option<&T> {
        self.named(id.as_str())
    }

    /// By an id in words, `spell/fireball`.
    pub fn named(&self, id: &str) -> Option<&T> {
        self.at(*self.places.get(id)?)
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.placed().map(|(_, it)| it)
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Each with its place, by which it is had again without being looked for.
    fn placed(&self) -> impl Iterator<Item = (usize, &T)> {
        self.order.iter().filter_map(|(_, place)| Some((*place, self.at(*place)?)))
    }

    pub(super) fn at(&self, place: usize) -> Option<&T> {
        self.entries.get(place)
    }

    fn find(&self, id: &str) -> Result<usize, usize> {
        self.order.binary_search_by(|(it, _)| it.as_str().cmp(id))
    }

    /// Puts an entry in, in the place of one with the same id.
    fn put(&mut self, id: ContentId, entry: T) {
        match self.find(id.as_str()) {
            Ok(found) => self.entries[self.order[found].1] = entry,
            Err(before) => {
                self.places.insert(id.as_str().into(), self.entries.len());
                self.order.insert(before, (id, self.entries.len()));
                self.entries.push(entry);
            }
        }
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &ContentId> {
        self.order.iter().map(|(id, _)| id)
    }

    /// A pack's entries, laid over these.
    pub(super) fn lay_over(&mut self, over: Self) {
        let mut order = over.order;
        order.sort_unstable_by_key(|(_, place)| *place);
        for ((id, _), entry) in order.into_iter().zip(over.entries) {
            self.put(id, entry);
        }
    }

    fn read(&mut self, file: &str, text: &str, id: fn(&T) -> &ContentId) -> Result<(), Unreadable>
    where
        T: DeserializeOwned,
    {
        let entries: Vec<T> =
            serde_json::from_str(text).map_err(|why| Unreadable::File { file: file.into(), why })?;
        let mut here = std::collections::BTreeSet::new();
        for entry in entries {
            let id = id(&entry).clone();
            if !here.insert(id.clone()) {
                return Err(Unreadable::Twice { file: file.into(), id });
            }
            // A pack that is laid over the book replaces what has the same id.
            self.put(id, entry);
        }
        Ok(())
    }
}

impl Book {
    /// Reads files, each a name such as `spells/level-1.json` and a JSON array of entries. A later file's
    /// entry replaces an earlier one of the same id, so that packs lie over the book.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Unreadable> {
        let mut book = Self::default();
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/book\0");
        for (file, text) in files {
            for part in [file, text] {
                sum.update((part.len() as u64).to_be_bytes());
                sum.update(part.as_bytes());
            }
            book.lay(file, text)?;
        }
        book.hash = Some(Hash(sum.finalize().into()));
        book.index();
        Ok(book)
    }

    /// Made anew whenever something is laid over the book.
    pub(super) fn index(&mut self) {
        self.states.clear();
        self.gained.clear();
        for (at, feature) in self.features.placed() {
            for (place, state) in feature.states.iter().enumerate() {
                self.states.insert(state.id.clone(), (at, place));
            }
            for gain in &feature.gained {
                let of = self.gained.entry(gain.by.clone()).or_default();
                of.push((gain.level, at));
            }
        }
        // Of one level they stay in the order of their ids.
        self.gained.values_mut().for_each(|it| it.sort_by_key(|(level, _)| *level));
    }

    fn lay(&mut self, file: &str, text: &str) -> Result<(), Unreadable> {
        let kind = file.split(['/', '.']).next().unwrap_or_default();
        match kind {
            "backgrounds" => self.backgrounds.read(file, text, |it: &Background| &it.id),
            "classes" => self.classes.read(file, text, |it: &Class| &it.id),
            "creatures" => self.creatures.read(file, text, |it: &Creature| &it.id),
            "features" => self.features.read(file, text, |it: &Feature| &it.id),
            "items" => self.items.read(file, text, |it: &Item| &it.id),
            "languages" => self.languages.read(file, text, |it: &Language| &it.id),
            "species" => self.species.read(file, text, |it: &Kin| &it.id),
            "spells" => self.spells.read(file, text, |it: &Spell| &it.id),
            "subclasses" => self.subclasses.read(file, text, |it: &Subclass| &it.id),
            "terms" => self.terms.read(file, text, |it: &Term| &it.id),
            _ => Err(Unreadable::Misnamed { file: file.into() }),
        }
    }
}
