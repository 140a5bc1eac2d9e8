//! The book that the project ships, bound into the program. The server and tests read it; the bundle of
//! the browser has no use for so many words and asks the server for sheets instead.

use std::sync::OnceLock;

use super::Book;
use crate::{Hash, codex::Codex};

/// Names and texts of files of `content/book/`.
macro_rules! files {
    ($($name:literal,)*) => {
        [$(($name, include_str!(concat!("../../../../content/book/", $name)))),*]
    };
}

/// Every file of `content/book/`, in alphabetical order: its hash depends on it.
const FILES: &[(&str, &str)] = &files![
    "backgrounds.json",
    "classes/barbarian.json",
    "classes/bard.json",
    "classes/cleric.json",
    "classes/druid.json",
    "classes/fighter.json",
    "classes/monk.json",
    "classes/paladin.json",
    "classes/ranger.json",
    "classes/rogue.json",
    "classes/sorcerer.json",
    "classes/warlock.json",
    "classes/wizard.json",
    "creatures/aberrations.json",
    "creatures/beasts.json",
    "creatures/celestials.json",
    "creatures/constructs.json",
    "creatures/dragons.json",
    "creatures/elementals.json",
    "creatures/fey.json",
    "creatures/fiends.json",
    "creatures/giants.json",
    "creatures/humanoids.json",
    "creatures/monstrosities.json",
    "creatures/oozes.json",
    "creatures/plants.json",
    "creatures/undead.json",
    "features/any-class.json",
    "features/barbarian.json",
    "features/bard.json",
    "features/cleric.json",
    "features/druid.json",
    "features/feats.json",
    "features/fighter.json",
    "features/invocations.json",
    "features/metamagic.json",
    "features/monk.json",
    "features/paladin.json",
    "features/ranger.json",
    "features/rogue.json",
    "features/sorcerer.json",
    "features/species.json",
    "features/warlock.json",
    "features/wizard.json",
    "items/armour.json",
    "items/gear.json",
    "items/packs.json",
    "items/tools.json",
    "items/weapons.json",
    "languages.json",
    "species.json",
    "spells/level-0.json",
    "spells/level-1.json",
    "spells/level-2.json",
    "spells/level-3.json",
    "spells/level-4.json",
    "spells/level-5.json",
    "spells/level-6.json",
    "spells/level-7.json",
    "spells/level-8.json",
    "spells/level-9.json",
    "subclasses/barbarian.json",
    "subclasses/bard.json",
    "subclasses/cleric.json",
    "subclasses/druid.json",
    "subclasses/fighter.json",
    "subclasses/monk.json",
    "subclasses/paladin.json",
    "subclasses/ranger.json",
    "subclasses/rogue.json",
    "subclasses/sorcerer.json",
    "subclasses/warlock.json",
    "subclasses/wizard.json",
    "terms/actions.json",
    "terms/conditions.json",
    "terms/masteries.json",
    "terms/properties.json",
    "terms/skills.json",
];

impl Book {
    /// What the project ships. A test of the whole shelf keeps it readable.
    pub fn built_in() -> &'static Self {
        static BOOK: OnceLock<Book> = OnceLock::new();
        BOOK.get_or_init(|| Self::read(FILES.iter().copied()).expect("the book of this build can be read"))
    }

    /// What [`Book::built_in`] is known by.
    pub fn built_in_hash() -> Hash {
        Self::built_in().hash.expect("a book that was read has a hash")
    }
}

impl Codex {
    /// Of the book that the project ships; made when it is first asked for.
    pub fn built_in() -> &'static Self {
        static CODEX: OnceLock<Codex> = OnceLock::new();
        CODEX.get_or_init(|| Self::of(Book::built_in()))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                let parts = path.strip_prefix(root).unwrap().iter();
                found.push(parts.map(|it| it.to_str().unwrap()).collect::<Vec<_>>().join("/"));
            }
        }
    }

    #[test]
    fn every_file_of_the_book_is_bound_into_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/book");
        let mut found = Vec::new();
        walk(&root, &root, &mut found);
        found.sort();
        assert_eq!(FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), found);
    }

    /// A pack may replace what has the same id; the book's own files do not replace each other's.
    #[test]
    fn no_id_stands_in_two_files() {
        let mut seen = std::collections::BTreeMap::new();
        for (file, text) in FILES {
            for entry in serde_json::from_str::<Vec<serde_json::Value>>(text).unwrap() {
                let id = entry["id"].as_str().unwrap().to_owned();
                let before = seen.insert(id.clone(), file);
                assert_eq!(before, None, "{id} stands in {file} as well");
            }
        }
    }

    #[test]
    fn the_book_holds_together() {
        let faults = super::super::check(Book::built_in());
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn the_book_can_be_read() {
        assert!(!Book::built_in().spells.is_empty());
        assert_eq!(Book::read(FILES.iter().copied()).unwrap().hash, Some(Book::built_in_hash()));
    }
}
