//! What could follow upon what is written so far.

use rules::dice::{Deed, Dialect, Which};

use crate::words;

/// So many are offered at once.
const MOST: usize = 24;

/// Something that could be written at the end of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// The whole line with it.
    pub(super) line: String,
    pub(super) word: String,
    pub(super) meaning: String,
}

/// Whether the line ends in dice, so that an operation may follow.
fn ends_in_dice(before: &str) -> bool {
    let number = before.trim_end_matches(|it: char| it.is_ascii_digit() || it == '%');
    let sides = before.len() > number.len() || number.ends_with(['F', 'f', ')', '}']);
    let chain = before.rfind(['d', 'D']).is_some_and(|at| {
        let tail = &before[at..];
        tail.chars().all(|it| it.is_ascii_alphanumeric() || "%!<>=".contains(it))
    });
    sides && (chain || number.ends_with([')', '}']))
}

/// `values` are names that are known here, `likes` whole expressions.
pub(super) fn offers(line: &str, dialect: Dialect, values: &[String], likes: &[String]) -> Vec<Offer> {
    let trimmed = line.trim_start();
    let mut offers: Vec<Offer> = Vec::new();
    if !trimmed.is_empty() {
        let fits = |it: &&String| it.len() > trimmed.len() && it.starts_with(trimmed);
        let whole =
            |it: &String| Offer { line: it.clone(), word: it.clone(), meaning: words::FAVOURITES.into() };
        offers.extend(likes.iter().filter(fits).map(whole));
    }
    if let Some(at) = line.rfind('@') {
        let begun = &line[at + 1..];
        if begun.chars().all(|it| it.is_ascii_alphanumeric() || it == '_' || it == '.') {
            let fits = |it: &&String| it.starts_with(begun) && it.len() > begun.len();
            let name = |it: &String| {
                let word = ["@", it].concat();
                Offer { line: [&line[..at], &word].concat(), word, meaning: words::YOUR_VALUES.into() }
            };
            offers.extend(values.iter().filter(fits).map(name));
        }
        offers.truncate(MOST);
        return offers;
    }
    let letters = line.trim_end_matches(|it: char| it.is_ascii_alphabetic() || it == '!');
    let begun = &line[letters.len()..];
    if ends_in_dice(letters) {
        let operation = |(word, deed, which): (&'static str, Deed, Option<Which>)| {
            let fits = word.starts_with(begun) && word.len() > begun.len();
            fits.then(|| Offer {
                line: [letters, word].concat(),
                word: word.into(),
                meaning: words::operation(deed, which).into(),
            })
        };
        offers.extend(dialect.operations().filter_map(operation));
    }
    offers.truncate(MOST);
    offers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(line: &str, dialect: Dialect) -> Vec<String> {
        let values = ["str".to_owned(), "strike".to_owned(), "dex".to_owned()];
        let likes = ["4d6kh3 + 1".to_owned()];
        offers(line, dialect, &values, &likes).into_iter().map(|it| it.line).collect()
    }

    #[test]
    fn operations_follow_upon_dice() {
        assert!(lines("4d6", Dialect::Avrae).contains(&"4d6kh".to_owned()));
        assert_eq!(lines("4d6k", Dialect::Avrae)[..1], ["4d6kh3 + 1".to_owned()], "a favourite comes first");
        assert!(lines("2d20+3d8r", Dialect::Foundry).contains(&"2d20+3d8rr".to_owned()));
        assert!(lines("(2d6, 1d4)", Dialect::Avrae).contains(&"(2d6, 1d4)kh".to_owned()));
        for nothing in ["", "5", "1d20 + 5", "1d20 + ", "banana"] {
            assert_eq!(lines(nothing, Dialect::Avrae), [""; 0], "{nothing}");
        }
        assert!(lines("9d6", Dialect::Foundry).len() <= MOST);
    }

    #[test]
    fn names_follow_upon_their_sign() {
        assert_eq!(lines("1d20+@", Dialect::Avrae), ["1d20+@str", "1d20+@strike", "1d20+@dex"]);
        assert_eq!(lines("1d20+@str", Dialect::Avrae), ["1d20+@strike"]);
        assert_eq!(lines("1d20+@str + 1", Dialect::Avrae), [""; 0]);
    }
}
