//! Prose in the making: pieces that are put together, and the small change of English.

use super::{Piece, Prose};
use crate::ContentId;

/// Text, links and dice, one after another; text beside text becomes one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Say(Prose);

/// Puts pieces together: `say!["takes ", dice, " damage"]`.
macro_rules! say {
    ($($it:expr),* $(,)?) => {{
        let mut all = $crate::codex::leaf::prose::Say::default();
        $(all.add($it);)*
        all
    }};
}
pub(super) use say;

impl From<&str> for Say {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Say {
    fn from(text: String) -> Self {
        Self(Some(text).filter(|it| !it.is_empty()).map(Piece::Text).into_iter().collect())
    }
}

impl From<&Say> for Say {
    fn from(it: &Self) -> Self {
        it.clone()
    }
}

impl Say {
    pub(super) fn dice(roll: impl ToString) -> Self {
        Self(vec![Piece::Dice { roll: roll.to_string().replace('\u{2212}', "-") }])
    }

    pub(super) fn link(to: &ContentId, text: &str) -> Self {
        Self(vec![Piece::Link { to: to.clone(), text: text.to_owned() }])
    }

    pub(super) fn add(&mut self, more: impl Into<Self>) {
        for piece in more.into().0 {
            match (self.0.last_mut(), piece) {
                (_, Piece::Text(text)) if text.is_empty() => {}
                (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
                (_, piece) => self.0.push(piece),
            }
        }
    }

    pub(super) fn piece(piece: Piece) -> Self {
        Self(vec![piece])
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn prose(self) -> Prose {
        self.0
    }

    /// As it is read, without links.
    pub(super) fn plain(&self) -> String {
        let word = |it: &Piece| match it {
            Piece::Text(text) | Piece::Link { text, .. } => text.clone(),
            Piece::Dice { roll } => roll.clone(),
        };
        self.0.iter().map(word).collect()
    }

    /// Without spaces in front.
    pub(super) fn trimmed(self) -> Self {
        self.without("")
    }

    /// Without a word in front.
    pub(super) fn without(mut self, word: &str) -> Self {
        if let Some(Piece::Text(text)) = self.0.first_mut() {
            *text = text.strip_prefix(word).unwrap_or(text).trim_start().to_owned();
        }
        self
    }

    /// Only text, without links and dice.
    pub(super) fn is_text(&self) -> bool {
        self.0.iter().all(|it| matches!(it, Piece::Text(_)))
    }

    /// With a capital letter in front.
    pub(super) fn capital(mut self) -> Self {
        if let Some(Piece::Text(text) | Piece::Link { text, .. }) = self.0.first_mut() {
            *text = capital(text);
        }
        self
    }

    /// A whole sentence: a capital letter in front, a full stop behind.
    pub(super) fn sentence(mut self) -> Self {
        let ends = self.plain().trim_end_matches(['"', ')', '\u{201d}']).ends_with(['.', '!', '?', ':']);
        if !ends && !self.is_empty() {
            self.add(".");
        }
        self.capital()
    }
}

/// Sentences, one after another.
pub(super) fn joined(all: impl IntoIterator<Item = Say>) -> Say {
    parted(all, " ")
}

pub(super) fn parted(all: impl IntoIterator<Item = Say>, by: &str) -> Say {
    let mut whole = Say::default();
    for it in all.into_iter().filter(|it| !it.is_empty()) {
        if !whole.is_empty() {
            whole.add(by);
        }
        whole.add(it);
    }
    whole
}

/// `a, b and c`; with another word before the last: `a, b or c`.
pub(super) fn listed<T: Into<Say>>(all: impl IntoIterator<Item = T>, word: &str) -> Say {
    let all: Vec<Say> = all.into_iter().map(Into::into).collect();
    let last = all.len().saturating_sub(1);
    let mut whole = Say::default();
    for (at, it) in all.into_iter().enumerate() {
        match at {
            0 => {}
            _ if at == last => whole.add(format!(" {word} ")),
            _ => whole.add(", "),
        }
        whole.add(it);
    }
    whole
}

/// Clauses in a list; what has the same subject as the one before says it no more.
pub(super) fn clauses(all: impl IntoIterator<Item = Say>, subjects: &[&str], word: &str) -> Say {
    let mut before: Option<&str> = None;
    let mut said = Vec::new();
    for mut it in all {
        let text = it.plain();
        let subject =
            subjects.iter().copied().find(|it| text.strip_prefix(it).is_some_and(|it| it.starts_with(' ')));
        if let (Some(subject), true, Some(Piece::Text(first))) =
            (subject, subject == before, it.0.first_mut())
        {
            *first = first.get(subject.len() + 1..).unwrap_or_default().to_owned();
        }
        before = subject;
        said.push(it);
    }
    listed(said, word)
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A sentence of the book within another one: without its full stop, and small where its first word is no name.
pub(super) fn clause(text: &str) -> String {
    const SMALL: [&str; 22] = [
        "A", "An", "At", "Each", "If", "In", "It", "Its", "It,", "No", "Nobody", "On", "One", "Somebody",
        "The", "There", "While", "Who", "You", "You,", "Your", "When",
    ];
    let text = text.trim_end_matches('.');
    let first = text.split(' ').next().unwrap_or_default();
    match SMALL.contains(&first) {
        true => text.chars().take(1).flat_map(char::to_lowercase).chain(text.chars().skip(1)).collect(),
        false => text.to_owned(),
    }
}

/// `one` to `ten`, then digits.
pub(super) fn number(count: i32) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = usize::try_from(count).ok().and_then(|it| WORDS.get(it));
    word.map_or_else(|| count.to_string(), |it| (*it).to_owned())
}

/// `1,234`.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `one foot`, `two feet` by the one and the many.
pub(super) fn counted(count: i32, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// The article before a word or a number in digits.
pub(super) fn article(word: &str) -> &'static str {
    let small = word.to_lowercase();
    let number: String = small.chars().take_while(char::is_ascii_digit).collect();
    let sounds = match number.as_str() {
        "" => {
            small.starts_with(['a', 'e', 'i', 'o', 'u'])
                && !["uni", "one", "us"].iter().any(|it| small.starts_with(it))
        }
        it => it.starts_with('8') || it == "11" || it == "18",
    };
    if sounds { "an" } else { "a" }
}

/// `an Owl`, `a 20-foot Cube`.
pub(super) fn one(word: &str) -> String {
    format!("{} {word}", article(word))
}

/// Several of what is called so.
pub(super) fn plural(name: &str) -> String {
    let ends = |ends: &[&str]| ends.iter().any(|it| name.ends_with(it));
    match name {
        _ if ends(&["olf"]) => format!("{}ves", name.trim_end_matches('f')),
        _ if ends(&["ouse"]) => format!("{}ice", name.trim_end_matches("ouse")),
        _ if ends(&["s", "x", "ch", "sh"]) => format!("{name}es"),
        _ if ends(&["y"]) && !ends(&["ay", "ey", "oy", "uy"]) => format!("{}ies", name.trim_end_matches('y')),
        _ => format!("{name}s"),
    }
}

/// What somebody does, of what you do: `take`, `takes`.
pub(super) fn third(verb: &str) -> String {
    match verb {
        "are" => "is".to_owned(),
        "have" => "has".to_owned(),
        "can" | "may" | "must" | "can't" => verb.to_owned(),
        "don't" => "doesn't".to_owned(),
        _ if ["s", "sh", "ch", "x", "o"].iter().any(|it| verb.ends_with(it)) => format!("{verb}es"),
        _ if verb.ends_with('y') && !verb.ends_with("ay") => format!("{}ies", verb.trim_end_matches('y')),
        _ => format!("{verb}s"),
    }
}

/// `+3`, `−1`.
pub(super) fn signed(number: i32) -> String {
    if number < 0 { format!("\u{2212}{}", number.unsigned_abs()) } else { format!("+{number}") }
}

/// Words of an id as a name: `tool-category/gaming-set` is a Gaming Set.
pub(super) fn titled(id: &ContentId) -> String {
    let slug = id.as_str().rsplit('/').next().unwrap_or_default();
    slug.split('-').map(capital).collect::<Vec<_>>().join(" ")
}
