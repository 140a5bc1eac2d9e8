//! `cargo xtask content`: whether the book holds together, whether it says what others say, and its schemas.

mod action;
mod class;
mod column;
mod creature;
mod fact;
mod feature;
mod item;
mod known;
mod origin;
mod prose;
mod reference;
mod spell;
mod word;

use crate::place::Place;
use anyhow::{Context, Result, bail};
use fact::Facts;
use known::Known;
use reference::Reference;
use rules::book::{self, Book};
use std::path::Path;

const KNOWN: &str = "content/known-differences.json";

pub(crate) fn content(place: &Place, words: &[String]) -> Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["check"] => {
            holds(place)?;
            println!("No folder was named with --reference, so no facts were compared with it.");
            Ok(())
        }
        ["check", "--reference", folder] => {
            let book = holding(place)?;
            agrees(place, &book, Path::new(folder))
        }
        ["schema"] => schema(place),
        _ => bail!("`cargo xtask content` knows `check`, `check --reference DIR` and `schema`."),
    }
}

/// Reads the book and asks it whether it holds together.
pub(crate) fn holds(place: &Place) -> Result<()> {
    holding(place).map(drop)
}

fn holding(place: &Place) -> Result<Book> {
    let mut files = Vec::new();
    let folder = place.root.join("content/book");
    gather(&folder, "", &mut files).with_context(|| format!("{}", folder.display()))?;
    let book = Book::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    let faults = book::check(&book);
    if !faults.is_empty() {
        bail!("{}\n{} faults in the book", faults.join("\n"), faults.len());
    }
    println!(
        "The book holds together: {} classes, {} features, {} items, {} spells, {} creatures.",
        book.classes.len(),
        book.features.len(),
        book.items.len(),
        book.spells.len(),
        book.creatures.len(),
    );
    Ok(book)
}

/// Writes what the types say of themselves.
fn schema(place: &Place) -> Result<()> {
    let folder = place.root.join("content/schema");
    std::fs::create_dir_all(&folder)?;
    for (kind, schema) in book::schemas() {
        let text = serde_json::to_string_pretty(&schema)?;
        std::fs::write(folder.join(format!("{kind}.json")), format!("{text}\n"))?;
    }
    println!("The schemas of the book are written.");
    Ok(())
}

/// Files by their names from the folder, in the order of these.
fn gather(folder: &Path, within: &str, files: &mut Vec<(String, String)>) -> Result<()> {
    let mut here = std::fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    here.sort_by_key(std::fs::DirEntry::file_name);
    for entry in here {
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), files)?;
        } else if name.ends_with(".json") {
            files.push((name, std::fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}

fn agrees(place: &Place, book: &Book, folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        println!("There is no folder {}, so no facts were compared with it.", folder.display());
        return Ok(());
    }
    let reference = Reference::read(folder)?;
    let facts = compared(book, &reference);
    let known = Known::read(&place.root.join(KNOWN))?;
    facts.tell();
    known.judge(&facts)
}

/// Every fact that both state.
fn compared(book: &Book, reference: &Reference) -> Facts {
    let mut facts = Facts::default();
    word::compare(book, reference, &mut facts);
    class::compare(book, reference, &mut facts);
    column::compare(book, reference, &mut facts);
    feature::compare(book, reference, &mut facts);
    origin::compare(book, reference, &mut facts);
    item::compare(book, reference, &mut facts);
    spell::compare(book, reference, &mut facts);
    creature::compare(book, reference, &mut facts);
    action::compare(book, reference, &mut facts);
    facts
}

#[cfg(test)]
mod tests;
