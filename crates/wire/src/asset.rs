//! The manifest of assets: what the forge made, what the server hands out, what a browser keeps.
//! Stable for ever: fields are only added, and what an old browser does not know it passes over.

use std::collections::BTreeSet;

pub use rules::{ContentId, Hash};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::limit::{ASSET_BYTES_MAX, ASSETS_MAX, MANIFEST_BYTES_MAX};

/// The shape of the manifest that is written today.
pub const VERSION: u32 = 1;

/// All assets of a release, in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Manifest {
    pub v: u32,
    pub assets: Vec<Asset>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Asset {
    /// `kind/slug`, for example `figure/elf`. Never reused for something else.
    pub id: ContentId,
    pub kind: Kind,
    /// Beside the manifest: `<kind>/<slug>.<hash>.<ending>`. Other bytes have another path.
    pub path: String,
    /// Length of the file as it is used.
    pub bytes: u64,
    /// Length of the file as it travels, where it lies there pressed with Brotli, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed_bytes: Option<u64>,
    /// Of the file as it is used.
    pub sha256: Hash,
    /// What must be there before this one can be shown or heard.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<ContentId>,
    /// Where a sound begins again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loop_points: Option<LoopPoints>,
    /// Triangles of a model, from near.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triangles: Option<u32>,
    /// The box around a model at rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    /// Whose work it is, where it is not our own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AssetKind)]
pub enum Kind {
    /// `.json`: the game's own data.
    Data,
    /// `.glb`.
    Model,
    /// `.png` for people: icons, pictures of places.
    Picture,
    /// `.mp3`.
    Sound,
    /// `.png` for materials.
    Texture,
    /// Something that a later release brought.
    #[serde(other)]
    Unknown,
}

/// Part of a sound, in samples of its own rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LoopPoints {
    pub start_samples: u64,
    pub length_samples: u64,
}

/// A box in millimetres: y is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bounds {
    pub low_millimetres: [i32; 3],
    pub high_millimetres: [i32; 3],
}

/// A work that an asset was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Credit {
    pub work: String,
    pub author: String,
    /// An SPDX expression.
    pub license: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Why a manifest cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error("the manifest is longer than {MANIFEST_BYTES_MAX} bytes")]
    TooLong,
    #[error("the manifest is not readable: {0}")]
    Malformed(#[from] serde_json::Error),
    #[error("the manifest lists more than {ASSETS_MAX} assets")]
    TooMany,
    #[error("{0}: listed twice or out of order")]
    Order(ContentId),
    #[error("{0}: a path that leads elsewhere")]
    Path(ContentId),
    #[error("{0}: longer than {ASSET_BYTES_MAX} bytes")]
    Bytes(ContentId),
    #[error("{0}: needs something that is not listed")]
    Needs(ContentId),
}

impl Manifest {
    /// A manifest of today's version, in the order of ids.
    pub fn of(mut assets: Vec<Asset>) -> Self {
        assets.sort_by(|one, other| one.id.cmp(&other.id));
        Self { v: VERSION, assets }
    }

    /// Reads one that came from elsewhere and judges it.
    ///
    /// # Errors
    /// When it is no manifest, or one that a browser must not follow.
    pub fn read(bytes: &[u8]) -> Result<Self, Unusable> {
        if bytes.len() > MANIFEST_BYTES_MAX {
            return Err(Unusable::TooLong);
        }
        let manifest: Self = serde_json::from_slice(bytes)?;
        manifest.check()?;
        Ok(manifest)
    }

    /// Whether it can be followed.
    ///
    /// # Errors
    /// The first asset that is wrong, and how.
    pub fn check(&self) -> Result<(), Unusable> {
        if self.assets.len() > ASSETS_MAX {
            return Err(Unusable::TooMany);
        }
        let ids: BTreeSet<&ContentId> = self.assets.iter().map(|asset| &asset.id).collect();
        for (index, asset) in self.assets.iter().enumerate() {
            let id = || asset.id.clone();
            if index > 0 && self.assets[index - 1].id >= asset.id {
                return Err(Unusable::Order(id()));
            }
            if !is_path(&asset.path) {
                return Err(Unusable::Path(id()));
            }
            if asset.bytes > ASSET_BYTES_MAX || asset.packed_bytes.is_some_and(|it| it > ASSET_BYTES_MAX) {
                return Err(Unusable::Bytes(id()));
            }
            if asset.needs.iter().any(|need| !ids.contains(need)) {
                return Err(Unusable::Needs(id()));
            }
        }
        Ok(())
    }

    /// These assets and all that they need, each once, and what is needed before what needs it.
    /// What is not listed is passed over.
    pub fn order(&self, wanted: &[ContentId]) -> Vec<&Asset> {
        let mut order = Vec::new();
        let mut seen = BTreeSet::new();
        // An asset is met twice: to put what it needs before it, and then to take its own place.
        let mut open: Vec<(&ContentId, bool)> = wanted.iter().rev().map(|id| (id, false)).collect();
        while let Some((id, is_due)) = open.pop() {
            let Some(asset) = self.find(id) else { continue };
            if is_due {
                order.push(asset);
            } else if seen.insert(&asset.id) {
                open.push((id, true));
                open.extend(asset.needs.iter().rev().map(|need| (need, false)));
            }
        }
        order
    }

    /// The asset of that id.
    pub fn find(&self, id: &ContentId) -> Option<&Asset> {
        let place = self.assets.binary_search_by(|asset| asset.id.cmp(id)).ok()?;
        Some(&self.assets[place])
    }
}

/// Whether an asset may lie there: `folder/name.hash.ending`, and nothing that could climb out of
/// the folder of assets.
pub fn is_path(path: &str) -> bool {
    let Some((folder, name)) = path.split_once('/') else { return false };
    let plain = |it: &str| it.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let mut parts = name.split('.');
    let fits = |part: Option<&str>| part.is_some_and(|it| !it.is_empty() && plain(it));
    let three = fits(parts.next()) && fits(parts.next()) && fits(parts.next());
    !folder.is_empty() && plain(folder) && three && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(id: &str) -> Asset {
        Asset {
            id: id.parse().unwrap(),
            kind: Kind::Model,
            path: format!("{id}.0011aabb.glb"),
            bytes: 12,
            packed_bytes: None,
            sha256: Hash([3; 32]),
            needs: vec![],
            loop_points: None,
            triangles: None,
            bounds: None,
            credits: vec![],
        }
    }

    fn read(change: impl Fn(&mut Manifest)) -> Result<Manifest, Unusable> {
        let mut manifest = Manifest::of(vec![asset("figure/orc"), asset("figure/elf")]);
        change(&mut manifest);
        Manifest::read(&serde_json::to_vec(&manifest).unwrap())
    }

    #[test]
    fn a_sound_manifest_is_read_and_searched() {
        let manifest = read(|_| ()).unwrap();
        assert_eq!(manifest.find(&"figure/orc".parse().unwrap()).unwrap().path, "figure/orc.0011aabb.glb");
        assert!(manifest.find(&"figure/gnome".parse().unwrap()).is_none());
    }

    #[test]
    fn a_lying_manifest_is_refused() {
        assert!(matches!(read(|it| it.assets.swap(0, 1)), Err(Unusable::Order(_))));
        assert!(matches!(read(|it| it.assets[1] = it.assets[0].clone()), Err(Unusable::Order(_))));
        for path in
            ["../x.aa.glb", "a/../b.aa.glb", "/a/b.aa.glb", "a/b.glb", "a/b.aa.glb?x", "a//b.aa.glb", ""]
        {
            assert!(matches!(read(|it| it.assets[0].path = path.into()), Err(Unusable::Path(_))), "{path}");
        }
        assert!(matches!(read(|it| it.assets[0].bytes = u64::MAX), Err(Unusable::Bytes(_))));
        let missing: ContentId = "texture/none".parse().unwrap();
        assert!(matches!(read(|it| it.assets[0].needs = vec![missing.clone()]), Err(Unusable::Needs(_))));
    }

    #[test]
    fn what_is_needed_comes_first_and_once() {
        let id = |it: &str| -> ContentId { it.parse().unwrap() };
        let needing =
            |it: &str, needs: &[&str]| Asset { needs: needs.iter().map(|it| id(it)).collect(), ..asset(it) };
        let manifest = Manifest::of(vec![
            needing("scene/harbour", &["ship/sloop", "figure/elf"]),
            needing("ship/sloop", &["texture/spectrum"]),
            needing("figure/elf", &["texture/spectrum", "scene/harbour"]),
            asset("texture/spectrum"),
            asset("sound/gull"),
        ]);
        let order = |wanted: &[&str]| -> Vec<String> {
            let wanted: Vec<ContentId> = wanted.iter().map(|it| id(it)).collect();
            manifest.order(&wanted).iter().map(|it| it.id.to_string()).collect()
        };
        assert_eq!(order(&["sound/gull", "ship/sloop"]), ["sound/gull", "texture/spectrum", "ship/sloop"]);
        // A ring of needs has an end, too.
        assert_eq!(
            order(&["scene/harbour", "ship/sloop", "no/such"]),
            ["texture/spectrum", "ship/sloop", "figure/elf", "scene/harbour"]
        );
        assert!(order(&[]).is_empty());
    }

    #[test]
    fn what_a_later_release_brings_is_passed_over() {
        let text = r#"{"v":2,"new":1,"assets":[{"id":"smell/tar","kind":"smell","path":"smell/tar.aa.sm",
            "bytes":1,"sha256":"0303030303030303030303030303030303030303030303030303030303030303","nose":2}]}"#;
        assert_eq!(Manifest::read(text.as_bytes()).unwrap().assets[0].kind, Kind::Unknown);
    }
}
