//! What the index knows of each entry of the book.

use super::{Card, Hit, Leaf, Piece, Rank};

pub(super) struct Entry {
    pub(super) card: Card,
    /// Of its name, its id and its kind.
    pub(super) words: Vec<String>,
    pub(super) text_words: Vec<String>,
    /// Words of the name, one after another.
    whole: String,
}

impl Entry {
    pub(super) fn of(card: Card, leaf: &Leaf) -> Self {
        let mut all = words(&card.name);
        let whole = all.join(" ");
        all.extend(words(card.id.as_str()));
        all.extend(words(card.kind.word()));
        let mut text_words = words(&card.line);
        for text in leaf.text.iter().chain(&leaf.prompts) {
            text_words.extend(words(text));
        }
        for row in leaf.facts.iter().chain(leaf.parts.iter().flat_map(|it| &it.rows)) {
            text_words.extend(words(&row.name));
            for piece in &row.says {
                match piece {
                    Piece::Text(text) | Piece::Link { text, .. } => text_words.extend(words(text)),
                    Piece::Dice { .. } => {}
                }
            }
        }
        for list in [&mut all, &mut text_words] {
            list.sort();
            list.dedup();
        }
        Self { card, words: all, text_words, whole }
    }

    /// Whether it is called so, or its name begins so.
    pub(super) fn called(&self, words: &str) -> Option<Rank> {
        if self.whole == words {
            return Some(Rank::Name);
        }
        self.whole.starts_with(words).then_some(Rank::Start)
    }

    pub(super) fn hit(&self, rank: Rank) -> Hit {
        let Card { id, name, text, .. } = &self.card;
        Hit { id: id.clone(), name: name.clone(), text: text.clone(), rank }
    }
}

/// Letters and digits, small; an apostrophe parts nothing.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '\u{2019}'], "");
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(str::to_owned).collect()
}
