//! Packs of owners, laid over the book: files of the same format with a manifest, pinned by a hash. A pack
//! adds entries under its own name; what is not its own it replaces only where its manifest says so.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::{Book, Feature, Unreadable, check};
use crate::{
    ContentId, Hash,
    limit::{PACK_BYTES_MAX, PACK_ENTRIES_MAX, PACK_FILES_MAX, PACK_NAME_CHARS_MAX, PACKS_MAX},
};

/// Sentences about what does not check: so many are told of one pack.
const FAULTS_TOLD: usize = 5;

/// What a pack says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Its name in ids: those of its own entries begin with it, `spell/<id>-…`.
    pub id: String,
    pub name: String,
    pub version: String,
    /// Of its files; see [`Pack::files_hash`].
    pub files: Hash,
    /// Ids that are not its own and that it means to replace.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub replaces: BTreeSet<ContentId>,
}

/// A pack as it came: texts, and the hash that somebody trusts.
#[derive(Clone, Debug)]
pub struct Pack<'a> {
    pub manifest: &'a str,
    /// Each a name such as `spells/level-1.json` and a JSON array of entries.
    pub files: Vec<(&'a str, &'a str)>,
    /// Of the manifest, which holds the hash of the files.
    pub pinned: Hash,
}

/// Why a pack is not laid over the book.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("The book itself: {0}")]
    Book(#[from] Unreadable),
    #[error("At most {PACKS_MAX} packs lie over the book, and here are {0}.")]
    Packs(usize),
    #[error("The manifest of pack {place} cannot be read: {why}")]
    Manifest { place: usize, why: serde_json::Error },
    #[error("`{0}` is no name for a pack: lowercase letters and digits, at most {PACK_NAME_CHARS_MAX}.")]
    Name(String),
    #[error("Two packs are called `{0}`.")]
    Twice(String),
    #[error("The pack `{0}` is not the one that was pinned: its hash is another.")]
    NotPinned(String),
    #[error("The files of the pack `{0}` are not those of its manifest: their hash is another.")]
    NotItsFiles(String),
    #[error("The pack `{pack}` has {files} files; {PACK_FILES_MAX} are the most.")]
    Files { pack: String, files: usize },
    #[error("The pack `{pack}` has {bytes} bytes; {PACK_BYTES_MAX} are the most.")]
    Bytes { pack: String, bytes: usize },
    #[error("The pack `{pack}` has {entries} entries; {PACK_ENTRIES_MAX} are the most.")]
    Entries { pack: String, entries: usize },
    #[error("The pack `{pack}`: {why}")]
    Unreadable { pack: String, why: Unreadable },
    #[error("The pack `{pack}` would replace {id}, and its manifest does not say so.")]
    Replaces { pack: String, id: ContentId },
    #[error("The pack `{pack}` adds {id}; what it adds begins with `{pack}-` after the kind.")]
    Foreign { pack: String, id: ContentId },
    #[error("The pack `{pack}` says that it replaces {id}, and does not.")]
    Idle { pack: String, id: ContentId },
    #[error("The pack `{pack}` does not check. {}", faults.join(" "))]
    Faulty { pack: String, faults: Vec<String> },
}

impl Pack<'_> {
    /// Of the names and texts of its files, in their order.
    pub fn files_hash(&self) -> Hash {
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/pack-files\0");
        for part in self.files.iter().flat_map(|(file, text)| [file, text]) {
            sum.update((part.len() as u64).to_be_bytes());
            sum.update(part.as_bytes());
        }
        Hash(sum.finalize().into())
    }

    /// By which it is pinned: of its manifest, byte for byte.
    pub fn hash(&self) -> Hash {
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/pack\0");
        sum.update(self.manifest.as_bytes());
        Hash(sum.finalize().into())
    }

    fn read(&self, place: usize) -> Result<(Manifest, Book), Refused> {
        // Sizes first: nothing is parsed before it is known to be small.
        let manifest_bytes = self.manifest.len();
        let bytes =
            manifest_bytes + self.files.iter().map(|(file, text)| file.len() + text.len()).sum::<usize>();
        let unnamed = || format!("number {place}");
        if bytes > PACK_BYTES_MAX {
            return Err(Refused::Bytes { pack: unnamed(), bytes });
        }
        if self.files.len() > PACK_FILES_MAX {
            return Err(Refused::Files { pack: unnamed(), files: self.files.len() });
        }
        let manifest: Manifest =
            serde_json::from_str(self.manifest).map_err(|why| Refused::Manifest { place, why })?;
        let pack = manifest.id.clone();
        let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit();
        if pack.is_empty() || pack.len() > PACK_NAME_CHARS_MAX || !pack.bytes().all(plain) {
            return Err(Refused::Name(pack));
        }
        if self.hash() != self.pinned {
            return Err(Refused::NotPinned(pack));
        }
        if self.files_hash() != manifest.files {
            return Err(Refused::NotItsFiles(pack));
        }
        let book = Book::read(self.files.iter().copied());
        let book = book.map_err(|why| Refused::Unreadable { pack: pack.clone(), why })?;
        let entries = book.ids().len();
        if entries > PACK_ENTRIES_MAX {
            return Err(Refused::Entries { pack, entries });
        }
        Ok((manifest, book))
    }
}

impl Manifest {
    /// `spell/<pack>-moonfire` is the pack's own.
    fn owns(&self, id: &ContentId) -> bool {
        id.slug().strip_prefix(self.id.as_str()).is_some_and(|it| it.starts_with('-'))
    }

    /// Whether an id may stand in the pack, with what lies beneath it.
    fn may(&self, id: &ContentId, there: bool) -> Result<(), Refused> {
        match (self.owns(id) || self.replaces.contains(id), there) {
            (true, _) => Ok(()),
            (false, true) => Err(Refused::Replaces { pack: self.id.clone(), id: id.clone() }),
            (false, false) => Err(Refused::Foreign { pack: self.id.clone(), id: id.clone() }),
        }
    }
}

impl Book {
    /// The book with packs over it, each over those before it.
    ///
    /// # Errors
    /// When the book cannot be read, or a pack is not what was pinned, replaces what it does not say, or does
    /// not check.
    pub fn layered<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
        packs: &[Pack<'_>],
    ) -> Result<Self, Refused> {
        let mut book = Self::read(files)?;
        if packs.len() > PACKS_MAX {
            return Err(Refused::Packs(packs.len()));
        }
        let mut names = BTreeSet::new();
        let mut known: BTreeSet<String> =
            if packs.is_empty() { BTreeSet::new() } else { check(&book).into_iter().collect() };
        for (place, pack) in packs.iter().enumerate() {
            let (manifest, over) = pack.read(place + 1)?;
            if !names.insert(manifest.id.clone()) {
                return Err(Refused::Twice(manifest.id));
            }
            book.permits(&manifest, &over)?;
            book.lay_over(over, pack.hash());
            // What was wrong before is not the fault of this pack.
            let faults: BTreeSet<String> = check(&book).into_iter().collect();
            let new: Vec<String> =
                faults.difference(&known).take(FAULTS_TOLD).map(|it| format!("{it}.")).collect();
            if !new.is_empty() {
                return Err(Refused::Faulty { pack: manifest.id, faults: new });
            }
            known = faults;
        }
        Ok(book)
    }

    fn permits(&self, manifest: &Manifest, over: &Self) -> Result<(), Refused> {
        let (beneath, above) = (self.ids(), over.ids());
        for id in &above {
            manifest.may(id, beneath.contains(id))?;
        }
        for feature in over.features.iter() {
            self.permits_within(manifest, feature)?;
        }
        match manifest.replaces.iter().find(|it| !above.contains(*it) || !beneath.contains(*it)) {
            Some(id) => Err(Refused::Idle { pack: manifest.id.clone(), id: id.clone() }),
            None => Ok(()),
        }
    }

    /// A resource or state is known by its id alone, so a feature of a pack must not take another's.
    fn permits_within(&self, manifest: &Manifest, feature: &Feature) -> Result<(), Refused> {
        let within = |it: &Feature| -> BTreeSet<ContentId> {
            let resources = it.resources.iter().map(|it| it.id.clone());
            resources.chain(it.states.iter().map(|it| it.id.clone())).collect()
        };
        let had = self.features.get(&feature.id).map(within).unwrap_or_default();
        for id in within(feature).difference(&had) {
            let there = self.features.iter().any(|it| within(it).contains(id));
            manifest.may(id, there)?;
        }
        Ok(())
    }

    /// Every id that stands on a shelf.
    pub fn ids(&self) -> BTreeSet<ContentId> {
        let mut ids = BTreeSet::new();
        ids.extend(self.backgrounds.ids().cloned());
        ids.extend(self.classes.ids().cloned());
        ids.extend(self.creatures.ids().cloned());
        ids.extend(self.features.ids().cloned());
        ids.extend(self.items.ids().cloned());
        ids.extend(self.languages.ids().cloned());
        ids.extend(self.species.ids().cloned());
        ids.extend(self.spells.ids().cloned());
        ids.extend(self.subclasses.ids().cloned());
        ids.extend(self.terms.ids().cloned());
        ids
    }

    fn lay_over(&mut self, over: Self, hash: Hash) {
        self.backgrounds.lay_over(over.backgrounds);
        self.classes.lay_over(over.classes);
        self.creatures.lay_over(over.creatures);
        self.features.lay_over(over.features);
        self.items.lay_over(over.items);
        self.languages.lay_over(over.languages);
        self.species.lay_over(over.species);
        self.spells.lay_over(over.spells);
        self.subclasses.lay_over(over.subclasses);
        self.terms.lay_over(over.terms);
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/layer\0");
        for part in [self.hash, Some(hash)].into_iter().flatten() {
            sum.update(part.0);
        }
        self.hash = Some(Hash(sum.finalize().into()));
        self.index();
    }
}
