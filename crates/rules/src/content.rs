//! Content is data: what there is to choose from, read from `content/` and known by its hash.

use std::sync::OnceLock;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{
    character::Appearance,
    id::{ContentId, Hash},
};

/// The files of the pack, in alphabetical order: name and text. Adding a kind is one line here.
const FILES: [(&str, &str); 8] = [
    ("beards.json", include_str!("../../../content/beards.json")),
    ("cuts.json", include_str!("../../../content/cuts.json")),
    ("dyes.json", include_str!("../../../content/dyes.json")),
    ("hair-colours.json", include_str!("../../../content/hair-colours.json")),
    ("keepsakes.json", include_str!("../../../content/keepsakes.json")),
    ("outfits.json", include_str!("../../../content/outfits.json")),
    ("skins.json", include_str!("../../../content/skins.json")),
    ("species.json", include_str!("../../../content/species.json")),
];

/// Packs of earlier releases. This one has everything that stood in them, so a change that was made
/// with one of them, in a tab that is still open say, means the same today.
const EARLIER: [&str; 1] = [
    // Dyes, keepsakes and species alone.
    "83c180d455b8eecc71db9a3732df32c25425ad47711b9648bf50ade3f158b7c0",
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

/// A way to wear hair, or a beard. Its id is that of the model that shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    pub id: ContentId,
    pub name: String,
    /// Who can wear it.
    pub species: Vec<ContentId>,
}

/// What skin or hair is painted with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tone {
    pub id: ContentId,
    pub name: String,
    /// `#rrggbb`, as the eye sees it.
    pub colour: String,
    /// The row of the spectrum that models are painted with.
    pub ramp: u8,
    /// Who can have it; everybody, where nobody is named.
    #[serde(default)]
    pub species: Vec<ContentId>,
}

/// What a figure is dressed in. Its id is that of the model that shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outfit {
    pub id: ContentId,
    pub name: String,
    /// What one sees of it from across the quay.
    pub silhouette: String,
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
    /// What they look like before anybody chooses.
    pub usual: Appearance,
}

impl Cut {
    /// Whether someone of this species can wear it.
    pub fn suits(&self, species: &ContentId) -> bool {
        self.species.contains(species)
    }
}

impl Tone {
    /// Whether someone of this species can have it.
    pub fn suits(&self, species: &ContentId) -> bool {
        self.species.is_empty() || self.species.contains(species)
    }
}

/// Everything there is to choose from.
#[derive(Clone, Debug)]
pub struct Content {
    pub beards: Vec<Cut>,
    pub cuts: Vec<Cut>,
    pub dyes: Vec<Dye>,
    pub hair_colours: Vec<Tone>,
    pub keepsakes: Vec<Keepsake>,
    pub outfits: Vec<Outfit>,
    pub skins: Vec<Tone>,
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
    #[error("{0} cannot look as is usual among them")]
    Unusual(ContentId),
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

    /// Whether a change that was made with the pack of this hash means here what it meant there.
    pub fn is_understood(hash: Hash) -> bool {
        hash == Self::built_in_hash() || EARLIER.iter().any(|it| it.parse() == Ok(hash))
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
            beards: shelf(files, "beards.json")?,
            cuts: shelf(files, "cuts.json")?,
            dyes: shelf(files, "dyes.json")?,
            hair_colours: shelf(files, "hair-colours.json")?,
            keepsakes: shelf(files, "keepsakes.json")?,
            outfits: shelf(files, "outfits.json")?,
            skins: shelf(files, "skins.json")?,
            species: shelf(files, "species.json")?,
        };
        distinct("dye", content.dyes.iter().map(|it| &it.id))?;
        distinct("hair", content.cuts.iter().chain(&content.beards).map(|it| &it.id))?;
        distinct("hair-colour", content.hair_colours.iter().map(|it| &it.id))?;
        distinct("keepsake", content.keepsakes.iter().map(|it| &it.id))?;
        distinct("outfit", content.outfits.iter().map(|it| &it.id))?;
        distinct("skin", content.skins.iter().map(|it| &it.id))?;
        distinct("species", content.species.iter().map(|it| &it.id))?;
        let unusual = content.species.iter().find(|it| it.usual.check(&it.id, &content).is_err());
        unusual.map_or(Ok(()), |it| Err(Unreadable::Unusual(it.id.clone())))?;
        Ok(content)
    }

    /// The cut or the beard of that id.
    pub fn hair(&self, id: &ContentId) -> Option<&Cut> {
        self.cuts.iter().chain(&self.beards).find(|it| it.id == *id)
    }

    pub fn hair_colour(&self, id: &ContentId) -> Option<&Tone> {
        self.hair_colours.iter().find(|it| it.id == *id)
    }

    pub fn outfit(&self, id: &ContentId) -> Option<&Outfit> {
        self.outfits.iter().find(|it| it.id == *id)
    }

    pub fn skin(&self, id: &ContentId) -> Option<&Tone> {
        self.skins.iter().find(|it| it.id == *id)
    }

    /// What someone of this species looks like before anybody chooses. A species that is not known
    /// here looks as the first one does.
    pub fn usual(&self, species: &ContentId) -> &Appearance {
        &self.species(species).unwrap_or(&self.species[0]).usual
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
        assert_eq!(content.outfits.len(), 13, "twelve callings, and none");
        let tones = content.skins.iter().chain(&content.hair_colours).map(|it| (&it.id, &it.colour));
        for (id, colour) in content.dyes.iter().map(|it| (&it.id, &it.colour)).chain(tones) {
            let digits = colour.strip_prefix('#').unwrap();
            assert!(digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
        }
    }

    #[test]
    fn whoever_is_named_on_the_shelf_is_a_species() {
        let content = Content::built_in();
        let cuts = content.cuts.iter().chain(&content.beards).map(|it| (&it.id, &it.species));
        let tones = content.skins.iter().chain(&content.hair_colours).map(|it| (&it.id, &it.species));
        for (id, named) in cuts.chain(tones) {
            assert!(named.iter().all(|it| content.species(it).is_some()), "{id}");
        }
        for Species { id, .. } in &content.species {
            assert!(content.skins.iter().filter(|it| it.suits(id)).count() > 3, "{id} has a choice of skins");
        }
    }

    #[test]
    fn what_was_made_with_an_earlier_pack_is_still_understood() {
        for hash in EARLIER {
            let hash = hash.parse().unwrap();
            assert!(Content::is_understood(hash) && hash != Content::built_in_hash());
        }
        assert!(Content::is_understood(Content::built_in_hash()) && !Content::is_understood(Hash([1; 32])));
    }

    #[test]
    fn a_pack_with_a_fault_is_refused() {
        let files = |dyes| FILES.map(|(name, _)| (name, if name == "dyes.json" { dyes } else { "[]" }));
        for dyes in [
            "{",
            r##"[{"id": "dye/ember", "name": "Ember", "colour": "#ff7a59", "price": 3}]"##,
            r##"[{"id": "cloth/ember", "name": "Ember", "colour": "#ff7a59"}]"##,
            r##"[{"id": "dye/ember", "name": "A", "colour": "#ff7a59"}, {"id": "dye/ember", "name": "B", "colour": "#ff7a59"}]"##,
        ] {
            assert!(Content::read(&files(dyes)).is_err(), "{dyes}");
        }
        assert!(Content::read(&files("[]")).is_ok());
        let bare = FILES.map(|(name, text)| (name, if name == "cuts.json" { "[]" } else { text }));
        assert!(matches!(Content::read(&bare), Err(Unreadable::Unusual(_))), "elves are used to long hair");
        assert!(Content::read(&[]).is_err());
    }
}
