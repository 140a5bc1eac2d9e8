//! A leaf of the codex: one entry of the book as people read it. It is plain data, so that a page, a program and a
//! browser without the book can show it.

mod activity;
mod amount;
mod choice;
mod class;
mod creature;
mod effect;
mod feature;
mod form;
mod goods;
mod grant;
mod item;
mod modifier;
mod origin;
mod prose;
mod spell;
mod state;
mod target;
mod term;
mod test;
mod time;
mod voice;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ContentId,
    book::{Automation, Book},
};

/// One entry, whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Leaf {
    /// Names and values that stand above the text: casting time, range, armour class.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// What the book says of it, a paragraph each.
    pub text: Vec<String>,
    /// What it does, in parts with a heading each: traits, actions, features by level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// What people must see to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<String>,
    /// The chapter of the SRD that the rule comes from.
    pub source: String,
    /// How much of it runs; nothing where there is nothing to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automation: Option<Automation>,
}

/// A name and what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fact {
    pub name: String,
    pub says: Vec<Piece>,
}

/// A heading and what stands below it. Without a name a row is a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Part {
    pub heading: String,
    pub rows: Vec<Fact>,
}

/// Text, piece by piece.
pub type Prose = Vec<Piece>;

/// A piece of text: plain, the name of another entry, or dice that can be rolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Piece {
    Text(String),
    Link { to: ContentId, text: String },
    Dice { roll: String },
}

impl Leaf {
    /// The leaf of an entry, whatever its kind; nothing where the book has none of this id.
    pub fn of(book: &Book, id: &ContentId) -> Option<Self> {
        let spell = || book.spells.get(id).map(|it| spell::leaf(book, it));
        let creature = || book.creatures.get(id).map(|it| creature::leaf(book, it));
        let feature = || book.features.get(id).map(|it| feature::leaf(book, it));
        let item = || book.items.get(id).map(|it| item::leaf(book, it));
        let term = || book.terms.get(id).map(|it| term::leaf(book, it));
        let class = || book.classes.get(id).map(|it| class::leaf(book, it));
        let subclass = || book.subclasses.get(id).map(|it| class::subclass(book, it));
        let species = || book.species.get(id).map(|it| origin::species(book, it));
        let background = || book.backgrounds.get(id).map(|it| origin::background(book, it));
        let language = || book.languages.get(id).map(|it| origin::language(book, it));
        let thing = spell().or_else(creature).or_else(feature).or_else(item).or_else(term);
        thing.or_else(class).or_else(subclass).or_else(species).or_else(background).or_else(language)
    }
}

fn fact(name: &str, says: impl Into<prose::Say>) -> Fact {
    Fact { name: name.to_owned(), says: says.into().prose() }
}

/// A group of features one chooses from, as a kind: `metamagic` is a Metamagic option.
fn titled_group(group: &str) -> String {
    let title = |it: &str| it.split('-').map(prose::capital).collect::<Vec<_>>().join(" ");
    match (group, group.strip_suffix("-feat")) {
        ("invocation", _) => "Eldritch Invocation".to_owned(),
        (_, Some(feat)) => format!("{} feat", title(feat)),
        (_, None) => format!("{} option", title(group)),
    }
}
