//! Whole sheets: the character put together and checked, and every number with its reasons.

use std::hint::black_box;

use rules::{
    book::Book,
    build::{Adventurer, Build},
    sheet::Sheet,
};

use crate::{Subject, Work};

/// Made with what `Adventurer::options` offers, and nothing left open.
pub(crate) const CASTER: &str = include_str!("../characters/caster.json");
pub(crate) const BARBARIAN: &str = include_str!("../../../docs/characters/halda.json");

const SHEETS: [(&str, &str); 2] =
    [("sheet of level 20 in three classes", CASTER), ("sheet of a barbarian of level 5", BARBARIAN)];

pub(crate) const COUNT: usize = SHEETS.len();

pub(crate) fn subject(index: usize) -> Option<Subject> {
    let (name, text) = SHEETS.get(index)?;
    let build = serde_json::from_str(text).ok()?;
    Some(Subject::timed((*name).to_owned(), Character { book: Book::built_in(), build }))
}

struct Character {
    book: &'static Book,
    build: Build,
}

impl Work for Character {
    fn once(&mut self) -> Option<u32> {
        let adventurer = Adventurer::of(self.book, black_box(&self.build));
        black_box(Sheet::of(&adventurer));
        (adventurer.illegal.is_empty() && adventurer.pending.is_empty()).then_some(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the book asks for more than it did, the failure says what can be picked.
    #[test]
    fn every_character_is_legal_and_whole() {
        for (name, text) in SHEETS {
            let build: Build = serde_json::from_str(text).unwrap();
            let adventurer = Adventurer::of(Book::built_in(), &build);
            assert_eq!(adventurer.illegal, [], "{name}");
            if let Some(open) = adventurer.pending.first() {
                let picks: Vec<_> = adventurer.options(open).into_iter().map(|it| it.pick).collect();
                panic!("{name}: {} has {} of {}; there is {picks:?}", open.key, open.chosen, open.count);
            }
        }
        let build: Build = serde_json::from_str(CASTER).unwrap();
        let adventurer = Adventurer::of(Book::built_in(), &build);
        assert_eq!((adventurer.level(), adventurer.classes.len()), (20, 3));
    }
}
