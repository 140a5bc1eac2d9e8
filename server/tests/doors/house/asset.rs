//! A site with one asset in it.

use std::path::Path;

use sha2::{Digest, Sha256};
use wire::asset::{Asset, Hash, Kind, Manifest};

pub(crate) const PATH: &str = "figure/elf.0011aabb.glb";
pub(crate) const BYTES: &[u8] = b"glTF, more or less";

/// Lays it there, with its manifest.
pub(crate) fn lay(site: &Path) {
    let folder = site.join("assets");
    std::fs::create_dir_all(folder.join("figure")).unwrap();
    std::fs::write(folder.join(PATH), BYTES).unwrap();
    let manifest = serde_json::to_vec(&manifest()).unwrap();
    std::fs::write(folder.join("manifest.json"), manifest).unwrap();
}

pub(crate) fn manifest() -> Manifest {
    Manifest::of(vec![Asset {
        id: "figure/elf".parse().unwrap(),
        kind: Kind::Model,
        path: PATH.into(),
        bytes: BYTES.len() as u64,
        packed_bytes: None,
        sha256: Hash(Sha256::digest(BYTES).into()),
        needs: vec![],
        loop_points: None,
        triangles: Some(12),
        bounds: None,
        credits: vec![],
    }])
}
