//! The assets that lie in the site: what the forge made. Their manifest is read and judged once,
//! at the start; the files are served as they lie there.

use std::{io::ErrorKind, path::Path};

use http::HeaderValue;
use sha2::{Digest, Sha256};
use wire::asset::{Hash, Manifest};

/// Where they lie in the site, and under which path they are handed out.
pub(crate) const FOLDER: &str = "assets";
pub(crate) const MANIFEST: &str = "manifest.json";

pub(crate) struct Assets {
    pub(crate) manifest: Manifest,
    /// Of the manifest: another tag, other assets.
    pub(crate) tag: HeaderValue,
}

impl Assets {
    /// Those of a site. None where none were made, or where no browser could follow their manifest;
    /// the log says so, and everything else works.
    pub(crate) fn at(site: &Path) -> Option<Self> {
        let place = site.join(FOLDER).join(MANIFEST);
        let bytes = match std::fs::read(&place) {
            Ok(bytes) => bytes,
            Err(why) if why.kind() == ErrorKind::NotFound => {
                tracing::warn!("There are no assets yet. `cargo xtask forge` makes them");
                return None;
            }
            Err(why) => {
                tracing::error!(error = %why, "The manifest of the assets cannot be read");
                return None;
            }
        };
        match Manifest::read(&bytes) {
            Ok(manifest) => Some(Self { manifest, tag: tag(&bytes) }),
            Err(why) => {
                tracing::error!(error = %why, "The manifest of the assets is of no use");
                None
            }
        }
    }
}

fn tag(bytes: &[u8]) -> HeaderValue {
    let hash = Hash(Sha256::digest(bytes).into());
    HeaderValue::try_from(format!("\"{hash}\"")).expect("hexadecimal digits between quotes")
}
