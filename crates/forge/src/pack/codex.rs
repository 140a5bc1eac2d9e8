//! The book of rules as it travels to browsers: every entry as people read it. Their index they make themselves.

use anyhow::Result;
use rules::{book::Book, codex::Codex};
use wire::asset::Kind;

use super::File;

/// The whole codex.
///
/// # Errors
/// When it cannot be written, which plain data never is.
pub fn codex_file() -> Result<File> {
    let volume = Codex::built_in().volume(Book::built_in_hash());
    File::of("data/codex", Kind::Data, "json", serde_json::to_vec(&volume)?)
}
