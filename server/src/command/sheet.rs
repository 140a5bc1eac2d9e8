//! `farlantern sheet FILE`: the sheet of a character, with a reason for every number. Needs no server.

mod page;

use std::{path::Path, process::ExitCode};

use anyhow::Context;
use clap::Args;
use rules::{
    book::Book,
    build::{Adventurer, Build},
    sheet::Sheet,
};

use crate::say;

/// A file of a character is smaller than this.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// How it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    Text,
    /// With the reasons of every number.
    Why,
    Json,
}

/// What is wished of the answer.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Telling {
    /// Tell the reasons, too
    #[arg(long)]
    pub(super) why: bool,
    /// Answer as JSON
    #[arg(long)]
    pub(super) json: bool,
}

impl Telling {
    pub(super) fn how(self) -> As {
        match (self.why, self.json) {
            (_, true) => As::Json,
            (true, _) => As::Why,
            _ => As::Text,
        }
    }
}

pub(super) fn sheet(file: &Path, how: As) -> anyhow::Result<ExitCode> {
    let build = read(file)?;
    let legal = Adventurer::of(Book::built_in(), &build).illegal.is_empty();
    lines(Book::built_in(), &build, how)?.iter().for_each(say::line);
    Ok(if legal { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads a character's file; what is wrong with it is said with line and column.
pub(super) fn read(file: &Path) -> anyhow::Result<Build> {
    let named = || file.display().to_string();
    let bytes = std::fs::metadata(file).with_context(|| format!("{} cannot be read", named()))?.len();
    anyhow::ensure!(
        bytes <= FILE_BYTES_MAX,
        "{} has {bytes} bytes; a character has at most {FILE_BYTES_MAX}",
        named()
    );
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", named()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no character", named()))
}

fn lines(book: &Book, build: &Build, how: As) -> anyhow::Result<Vec<String>> {
    let adventurer = Adventurer::of(book, build);
    let sheet = Sheet::of(&adventurer);
    if how == As::Json {
        return Ok(vec![serde_json::to_string_pretty(&sheet).context("a sheet is plain data")?]);
    }
    Ok(page::lines(&sheet, &adventurer, how == As::Why))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../../docs/characters/halda.json");

    #[test]
    fn the_example_is_a_character() {
        let build: Build = serde_json::from_str(EXAMPLE).unwrap();
        let adventurer = Adventurer::of(Book::built_in(), &build);
        assert_eq!(adventurer.illegal, []);
        assert!(adventurer.pending.is_empty(), "{:?}", adventurer.pending);
        let told = lines(Book::built_in(), &build, As::Why).unwrap().join("\n");
        assert!(told.starts_with("Halda, "), "{told}");
        assert!(told.contains("Armour class") && told.contains("Dexterity)"), "{told}");
        for part in [
            "Proficiency Bonus  +3",
            "Perception*        +4; passive 14",
            "Arcana             +0; passive 10",
            "Rage, ",
            "4 x Handaxe\n",
            "Greataxe, in both hands\n",
            "Coins              29 GP\n",
            "Attuned to         0 of 3\n",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
        let json = lines(Book::built_in(), &build, As::Json).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json[0]).unwrap();
        assert_eq!(json["name"], "Halda");
    }

    #[test]
    fn what_is_no_character_has_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("nobody.json");
        let why = read(&file).unwrap_err();
        assert!(why.to_string().ends_with("nobody.json cannot be read"), "{why}");
        std::fs::write(&file, "{\"species\": 3}").unwrap();
        let why = format!("{:#}", read(&file).unwrap_err());
        assert!(why.contains("is no character") && why.contains("line 1"), "{why}");
    }
}
