//! Content is data: what there is to choose from, read from `content/` and known by its hash.

use std::sync::OnceLock;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::id::{ContentId, Hash};

/// The files of the pack, in alphabetical order: name and text. Adding a kind is one line here.
const FILES: [(&str, &str); 3] = [
    ("dyes.json", include_str!("../../../content/dyes.json")),
    ("keepsakes.json", include_str!("../../../content/keepsakes.json")),
    ("species.json", include_str!("../../../content/species.json")),
];

/// A colour that cloth, trim and lantern glass can have.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dye {
    pub id: ContentId,
    pub name: String,
    /// `#rrggbb`, as the eye sees it.
    pub colour: String,
}

/// A small thing a character brought from home. A fact, not an item: it cannot be sold or lost.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keepsake {
    pub id: ContentId,
    pub name: String,
    /// One sentence about it.
    pub story: String,
}

/// A species of the rules (SRD 5.2, "Character Origins"), here with its silhouette alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Species {
    pub id: ContentId,
    pub name: String,
    /// What one sees from across the quay.
    pub silhouette: String,
}

/// Everything there is to choose from.
#[derive(Clone, Debug)]
pub struct Content {
    pub dyes: Vec<Dye>,
    pub keepsakes: Vec<Keepsake>,
    pub species: Vec<Species>,
}

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("{file} cannot be read: {why}")]
    File { file: String, why: serde_json::Error },
    #[error("the pack has no {0}")]
    Missing(&'static str),
    #[error("{0} stands in the pack twice, or under another kind's name")]
    Misnamed(ContentId),
}

impl Content {
    /// The pack this program was built with. Read once; a test reads it on every change.
    pub fn built_in() -> &'static Self {
        static PACK: OnceLock<Content> = OnceLock::new();
        PACK.get_or_init(|| Self::read(&FILES).expect("the pack that was built in has been tested"))
    }

    /// What [`Content::built_in`] is known by. Apart from it, because who merely shows what there is
    /// to choose from needs no hash.
    pub fn built_in_hash() -> Hash {
        static HASH: OnceLock<Hash> = OnceLock::new();
        *HASH.get_or_init(|| Self::hash(&FILES))
    }

    /// What a pack is known by: over the names and texts of its files, in their order.
    pub fn hash(files: &[(&str, &str)]) -> Hash {
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/content\0");
        for (name, text) in files {
            for part in [name, text] {
                sum.update((part.len() as u64).to_be_bytes());
                sum.update(part.as_bytes());
            }
        }
        Hash(sum.finalize().into())
    }

    /// Reads a pack from its files, each a name and a JSON array.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Unreadable> {
        let content = Self {
            dyes: shelf(files, "dyes.json")?,
            keepsakes: shelf(files, "keepsakes.json")?,
            species: shelf(files, "species.json")?,
        };
        distinct("dye", content.dyes.iter().map(|it| &it.id))?;
        distinct("keepsake", content.keepsakes.iter().map(|it| &it.id))?;
        distinct("species", content.species.iter().map(|it| &it.id))?;
        Ok(content)
    }

    pub fn dye(&self, id: &ContentId) -> Option<&Dye> {
        self.dyes.iter().find(|it| it.id == *id)
    }

    pub fn keepsake(&self, id: &ContentId) -> Option<&Keepsake> {
        self.keepsakes.iter().find(|it| it.id == *id)
    }

    pub fn species(&self, id: &ContentId) -> Option<&Species> {
        self.species.iter().find(|it| it.id == *id)
    }
}

fn shelf<T: for<'de> Deserialize<'de>>(
    files: &[(&str, &str)],
    file: &'static str,
) -> Result<Vec<T>, Unreadable> {
    let (_, text) = files.iter().find(|(name, _)| *name == file).ok_or(Unreadable::Missing(file))?;
    serde_json::from_str(text).map_err(|why| Unreadable::File { file: file.into(), why })
}

fn distinct<'a>(kind: &str, ids: impl Iterator<Item = &'a ContentId>) -> Result<(), Unreadable> {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        let named = id.as_str().split_once('/').is_some_and(|(its_kind, _)| its_kind == kind);
        if !named || !seen.insert(id) {
            return Err(Unreadable::Misnamed(id.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_shelf_can_be_read() {
        let content = Content::read(&FILES).unwrap();
        assert_eq!(content.species.len(), 9, "the nine species of the SRD");
        assert!(content.dyes.len() >= 12 && content.keepsakes.len() >= 12);
        for dye in &content.dyes {
            let digits = dye.colour.strip_prefix('#').unwrap();
            assert!(digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()), "{}", dye.id);
        }
    }

    #[test]
    fn a_pack_with_a_fault_is_refused() {
        let files = |dyes| [("dyes.json", dyes), ("keepsakes.json", "[]"), ("species.json", "[]")];
        for dyes in [
            "{",
            r##"[{"id": "dye/ember", "name": "Ember", "colour": "#ff7a59", "price": 3}]"##,
            r##"[{"id": "cloth/ember", "name": "Ember", "colour": "#ff7a59"}]"##,
            r##"[{"id": "dye/ember", "name": "A", "colour": "#ff7a59"}, {"id": "dye/ember", "name": "B", "colour": "#ff7a59"}]"##,
        ] {
            assert!(Content::read(&files(dyes)).is_err(), "{dyes}");
        }
        assert!(Content::read(&files("[]")).is_ok());
        assert!(Content::read(&[]).is_err());
    }
}
