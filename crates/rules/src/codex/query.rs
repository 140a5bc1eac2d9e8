//! What can be asked of the codex: words, and tests that sift and sort. It travels as the query of an address, the
//! same for pages and for programs.

use std::fmt::Write as _;

use super::{Card, Kind};
use crate::{
    ContentId,
    book::{Automation, Challenge, Rarity, School},
    limit::{CODEX_PAGE_MAX, CODEX_PAGE_USUAL, CODEX_QUERY_BYTES_MAX},
};

/// A question. Of each list one value is enough; an empty one lets everything through.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    pub words: String,
    pub kind: Option<Kind>,
    pub levels: Vec<u8>,
    pub schools: Vec<School>,
    pub classes: Vec<String>,
    /// Types of creatures, or sorts of items.
    pub types: Vec<String>,
    pub rarities: Vec<Rarity>,
    pub automation: Vec<Automation>,
    /// In eighths, both included.
    pub challenge: (Option<u16>, Option<u16>),
    /// In gold pieces, both included.
    pub cost: (Option<u32>, Option<u32>),
    pub concentration: Option<bool>,
    pub ritual: Option<bool>,
    pub sort: Sort,
    pub falling: bool,
    /// From 1 on.
    pub page: usize,
    pub per_page: usize,
}

/// By what a list is sorted. What has no such number comes last, and equals stand by their names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// What fits the words best; without words by name.
    #[default]
    Best,
    Name,
    Level,
    Challenge,
    Cost,
}

impl Sort {
    pub const ALL: &[Self] = &[Self::Best, Self::Name, Self::Level, Self::Challenge, Self::Cost];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Name => "name",
            Self::Level => "level",
            Self::Challenge => "challenge",
            Self::Cost => "cost",
        }
    }

    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.word() == word)
    }
}

/// Why a query cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misasked {
    #[error("The question is longer than {CODEX_QUERY_BYTES_MAX} bytes.")]
    TooLong,
    #[error("The codex knows nothing called `{0}`. It can be asked for {known}.", known = FIELDS.join(", "))]
    Field(String),
    #[error("`{value}` is no {field}.")]
    Value { field: &'static str, value: String },
}

/// Everything that stands in front of `=`.
pub const FIELDS: [&str; 18] = [
    "q",
    "kind",
    "level",
    "school",
    "class",
    "type",
    "rarity",
    "automation",
    "challenge_from",
    "challenge_to",
    "cost_from",
    "cost_to",
    "concentration",
    "ritual",
    "sort",
    "order",
    "page",
    "per_page",
];

impl Default for Query {
    fn default() -> Self {
        Self {
            words: String::new(),
            kind: None,
            levels: Vec::new(),
            schools: Vec::new(),
            classes: Vec::new(),
            types: Vec::new(),
            rarities: Vec::new(),
            automation: Vec::new(),
            challenge: (None, None),
            cost: (None, None),
            concentration: None,
            ritual: None,
            sort: Sort::Best,
            falling: false,
            page: 1,
            per_page: CODEX_PAGE_USUAL,
        }
    }
}

impl Query {
    /// Everything about some words.
    pub fn about(words: &str) -> Self {
        Self { words: words.to_owned(), ..Self::default() }
    }

    /// Reads it out of the pairs of an address. Values are parted by commas; an empty one says nothing.
    ///
    /// # Errors
    /// `Misasked`, with a sentence.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Misasked> {
        let mut query = Self::default();
        let mut bytes = 0_usize;
        for (field, value) in pairs {
            bytes = bytes.saturating_add(field.len()).saturating_add(value.len());
            if bytes > CODEX_QUERY_BYTES_MAX {
                return Err(Misasked::TooLong);
            }
            let value = value.trim();
            match field {
                _ if value.is_empty() && FIELDS.contains(&field) => {}
                "q" => query.words = value.to_owned(),
                "kind" => query.kind = Some(one("kind", value, Kind::named)?),
                "level" => query.levels = several("level", value, level)?,
                "school" => query.schools = several("school", value, School::named)?,
                "class" => query.classes = several("class", value, slug)?,
                "type" => query.types = several("type", value, slug)?,
                "rarity" => query.rarities = several("rarity", value, Rarity::named)?,
                "automation" => query.automation = several("automation", value, Automation::named)?,
                "challenge_from" => query.challenge.0 = Some(one("challenge rating", value, eighths)?),
                "challenge_to" => query.challenge.1 = Some(one("challenge rating", value, eighths)?),
                "cost_from" => query.cost.0 = Some(one("number of gold pieces", value, number)?),
                "cost_to" => query.cost.1 = Some(one("number of gold pieces", value, number)?),
                "concentration" => query.concentration = Some(one("yes or no", value, yes)?),
                "ritual" => query.ritual = Some(one("yes or no", value, yes)?),
                "sort" => query.sort = one("order", value, Sort::named)?,
                "order" => query.falling = one("direction, asc or desc", value, falling)?,
                "page" => query.page = one("page", value, page)?,
                "per_page" => {
                    query.per_page = one("length of a page", value, page)?.min(CODEX_PAGE_MAX);
                }
                _ => return Err(Misasked::Field(field.chars().take(CODEX_NAMED_MAX).collect())),
            }
        }
        Ok(query)
    }

    /// The pairs that [`Query::read`] reads again; what is as usual is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let usual = Self::default();
        let list = |it: Vec<String>| it.join(",");
        let bool = |it: bool| if it { "yes" } else { "no" }.to_owned();
        let challenge = |it: u16| Challenge(it).to_string();
        let all = [
            ("q", Some(self.words.trim().to_owned())),
            ("kind", self.kind.map(|it| it.word().to_owned())),
            ("level", Some(list(self.levels.iter().map(ToString::to_string).collect()))),
            ("school", Some(list(self.schools.iter().map(|it| it.word()).collect()))),
            ("class", Some(self.classes.join(","))),
            ("type", Some(self.types.join(","))),
            ("rarity", Some(list(self.rarities.iter().map(|it| it.word()).collect()))),
            ("automation", Some(list(self.automation.iter().map(|it| it.word()).collect()))),
            ("challenge_from", self.challenge.0.map(challenge)),
            ("challenge_to", self.challenge.1.map(challenge)),
            ("cost_from", self.cost.0.map(|it| it.to_string())),
            ("cost_to", self.cost.1.map(|it| it.to_string())),
            ("concentration", self.concentration.map(bool)),
            ("ritual", self.ritual.map(bool)),
            ("sort", (self.sort != usual.sort).then(|| self.sort.word().to_owned())),
            ("order", self.falling.then(|| "desc".to_owned())),
            ("page", (self.page != usual.page).then(|| self.page.to_string())),
            ("per_page", (self.per_page != usual.per_page).then(|| self.per_page.to_string())),
        ];
        all.into_iter()
            .filter_map(|(field, value)| Some((field, value.filter(|it| !it.is_empty())?)))
            .collect()
    }

    /// What stands behind `=` of a field; empty where it is as usual.
    pub fn value(&self, field: &str) -> String {
        self.pairs().into_iter().find(|it| it.0 == field).map(|it| it.1).unwrap_or_default()
    }

    /// The same with another value of a field, from its first page on.
    ///
    /// # Errors
    /// Those of [`Query::read`].
    pub fn with(&self, field: &str, value: &str) -> Result<Self, Misasked> {
        let pairs = self.pairs();
        let others = pairs.iter().filter(|it| it.0 != field && it.0 != "page");
        Self::read(others.map(|it| (it.0, it.1.as_str())).chain([(field, value)]))
    }

    /// The same words among another kind; what makes no sense there is asked no longer.
    pub fn among(&self, kind: Option<Kind>) -> Self {
        let fields = kind.map_or(&[][..], Kind::fields);
        let pairs = self.pairs();
        let kept = pairs.iter().filter(|it| it.0 == "q" || fields.contains(&it.0));
        let query = Self::read(kept.map(|it| (it.0, it.1.as_str()))).unwrap_or_default();
        Self { kind, ..query }
    }

    /// The same as the query of an address, without the question mark; empty where nothing is asked.
    pub fn address(&self) -> String {
        let mut address = String::new();
        for (field, value) in self.pairs() {
            let before = if address.is_empty() { "" } else { "&" };
            address.push_str(before);
            address.push_str(field);
            address.push('=');
            for byte in value.bytes() {
                match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b',' | b'/' => {
                        address.push(byte.into());
                    }
                    // A string takes whatever is written to it.
                    _ => _ = write!(address, "%{byte:02X}"),
                }
            }
        }
        address
    }

    /// Whether anything is asked beside words, page and order.
    pub fn sifts(&self) -> bool {
        let same = Self {
            words: self.words.clone(),
            kind: self.kind,
            sort: self.sort,
            falling: self.falling,
            page: self.page,
            per_page: self.per_page,
            ..Self::default()
        };
        *self != same
    }

    /// Whether an entry passes every test but that of its kind.
    pub(super) fn lets(&self, card: &Card) -> bool {
        let eighths = card.challenge.map(|it| it.0);
        // In copper pieces, so that a price between two whole ones is on the right side.
        let cost = |gold: u32| u64::from(gold) * 100;
        any(&self.levels, card.level.as_ref())
            && any(&self.schools, card.school.as_ref())
            && any(&self.types, card.of.as_ref())
            && any(&self.rarities, card.rarity.as_ref())
            && any(&self.automation, card.automation.as_ref())
            && (self.classes.is_empty() || self.classes.iter().any(|it| is_of(card, it)))
            && between(eighths, self.challenge)
            && between(card.cost.map(u64::from), (self.cost.0.map(cost), self.cost.1.map(cost)))
            && self.concentration.is_none_or(|it| card.concentration == Some(it))
            && self.ritual.is_none_or(|it| card.ritual == Some(it))
    }
}

/// Letters of an unknown field that are said back.
const CODEX_NAMED_MAX: usize = 40;

fn any<T: PartialEq>(wanted: &[T], has: Option<&T>) -> bool {
    wanted.is_empty() || has.is_some_and(|it| wanted.contains(it))
}

fn between<T: PartialOrd>(has: Option<T>, (from, to): (Option<T>, Option<T>)) -> bool {
    let Some(has) = has else { return from.is_none() && to.is_none() };
    from.is_none_or(|it| has >= it) && to.is_none_or(|it| has <= it)
}

fn is_of(card: &Card, class: &str) -> bool {
    card.classes.iter().any(|it| it.as_str().split_once('/').is_some_and(|(_, it)| it == class))
}

fn one<T>(field: &'static str, value: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Misasked> {
    let said = || value.chars().take(CODEX_NAMED_MAX).collect();
    read(value).ok_or_else(|| Misasked::Value { field, value: said() })
}

fn several<T>(
    field: &'static str,
    value: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Misasked> {
    value.split(',').map(str::trim).filter(|it| !it.is_empty()).map(|it| one(field, it, &read)).collect()
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

fn level(text: &str) -> Option<u8> {
    text.parse().ok().filter(|it| *it <= 20)
}

fn page(text: &str) -> Option<usize> {
    text.parse().ok().filter(|it| *it > 0)
}

/// Classes and types are words; one that nothing has finds nothing.
fn slug(text: &str) -> Option<String> {
    let text = text.split_once('/').map_or(text, |(_, slug)| slug);
    ["any/", text].concat().parse::<ContentId>().ok().map(|_| text.to_owned())
}

fn yes(text: &str) -> Option<bool> {
    match text {
        "yes" | "true" | "1" => Some(true),
        "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

fn falling(text: &str) -> Option<bool> {
    match text {
        "asc" => Some(false),
        "desc" => Some(true),
        _ => None,
    }
}

/// `1/4` and `13`.
fn eighths(text: &str) -> Option<u16> {
    let eighths = match text {
        "1/8" => 1,
        "1/4" => 2,
        "1/2" => 4,
        whole => whole.parse::<u16>().ok()?.checked_mul(8)?,
    };
    Challenge(eighths).xp().map(|_| eighths)
}
