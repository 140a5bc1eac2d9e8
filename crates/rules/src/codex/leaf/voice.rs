//! Who speaks of whom: you, or the owlbear; the target, or each target. And the names of other entries.

use super::prose::{Say, say, third, titled};
use crate::{
    ContentId,
    book::{Book, Condition, Creature, DamageType, Duration, Resource},
};

/// Somebody of whom a sentence tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) noun: String,
    you: bool,
}

/// What is known while something is told.
#[derive(Clone)]
pub(super) struct Voice<'b> {
    pub(super) book: &'b Book,
    /// Who does it.
    pub(super) me: Subject,
    /// Upon whom it comes.
    pub(super) target: Subject,
    /// The level of the spell that is told.
    pub(super) slot: Option<u8>,
    /// A stat block: averages stand before dice.
    pub(super) block: bool,
    pub(super) lasts: Duration,
    /// Of damage of several types that goes before, the one that is counted: the last.
    pub(super) dealt: Option<DamageType>,
}

impl Subject {
    pub(super) fn you() -> Self {
        Self { noun: "you".to_owned(), you: true }
    }

    pub(super) fn the(noun: &str) -> Self {
        Self { noun: noun.to_owned(), you: false }
    }

    /// `you take`, `the target takes`.
    pub(super) fn does(&self, verb: &str) -> String {
        format!("{} {}", self.noun, self.verb(verb))
    }

    pub(super) fn verb(&self, verb: &str) -> String {
        if self.you { verb.to_owned() } else { third(verb) }
    }

    /// `your`, `the target's`.
    pub(super) fn whose(&self) -> String {
        match self.you {
            true => "your".to_owned(),
            false if self.noun == "it" => "its".to_owned(),
            false => format!("{}'s", self.noun),
        }
    }

    /// Named once already.
    pub(super) fn again(&self) -> Self {
        if self.you { self.clone() } else { Self::the("it") }
    }

    pub(super) fn its(&self) -> &'static str {
        if self.you { "your" } else { "its" }
    }

    pub(super) fn itself(&self) -> &'static str {
        if self.you { "yourself" } else { "itself" }
    }
}

impl<'b> Voice<'b> {
    /// To whoever has the feature or the item.
    pub(super) fn you(book: &'b Book) -> Self {
        let (me, target) = (Subject::you(), Subject::you());
        Self { book, me, target, slot: None, block: false, lasts: Duration::Instant, dealt: None }
    }

    /// To whoever casts a spell of this level.
    pub(super) fn caster(book: &'b Book, level: u8) -> Self {
        Self { slot: Some(level), ..Self::you(book) }
    }

    /// Of a creature.
    pub(super) fn of(book: &'b Book, creature: &Creature) -> Self {
        let me = Subject::the(&short(creature));
        Self { target: me.clone(), me, block: true, ..Self::you(book) }
    }

    pub(super) fn upon(&self, target: Subject) -> Self {
        Self { target, ..self.clone() }
    }

    /// What a name in a formula is, where that is known.
    pub(super) fn known(&self, name: &str) -> Option<i32> {
        let slot = self.slot?;
        match name {
            "above" => Some(0),
            "slot" => Some(i32::from(slot)),
            "cantrip" => Some(1),
            _ => None,
        }
    }

    /// The name of an entry, which leads there; of what is no entry, its words.
    pub(super) fn link(&self, id: &ContentId) -> Say {
        match name_of(self.book, id) {
            Some(name) => Say::link(id, name),
            None => self.state(id).unwrap_or_else(|| category(id)).into(),
        }
    }

    fn state(&self, id: &ContentId) -> Option<String> {
        self.book.state(id).map(|it| it.name.clone())
    }

    pub(super) fn resource(&self, id: &ContentId) -> Option<&'b Resource> {
        self.book.features.iter().flat_map(|it| &it.resources).find(|it| it.id == *id)
    }

    pub(super) fn condition(&self, condition: Condition) -> Say {
        match format!("condition/{}", condition.word()).parse::<ContentId>() {
            Ok(id) if self.book.terms.get(&id).is_some() => Say::link(&id, condition.name()),
            _ => condition.name().into(),
        }
    }

    /// `the Prone condition`.
    pub(super) fn the_condition(&self, condition: Condition) -> Say {
        match condition {
            Condition::Exhaustion => self.condition(condition),
            _ => say!["the ", self.condition(condition), " condition"],
        }
    }
}

/// What a stat block calls its creature: `the dragon`, `the swarm`, `the goblin warrior`.
fn short(creature: &Creature) -> String {
    let name = creature.name.split([',', '(']).next().unwrap_or_default().trim();
    let last = name.rsplit(' ').next().unwrap_or_default();
    let grown = ["Wyrmling", "Young", "Adult", "Ancient"].iter().any(|it| name.contains(it));
    match name {
        _ if creature.swarm_of.is_some() => "the swarm".to_owned(),
        _ if grown && creature.kind.name() == "Dragon" => "the dragon".to_owned(),
        _ if ["Elemental", "Golem", "Hag"].contains(&last) => format!("the {}", last.to_lowercase()),
        _ => format!("the {}", name.to_lowercase()),
    }
}

/// Categories that are no entries themselves.
fn category(id: &ContentId) -> String {
    match id.as_str() {
        "tool-category/artisan" => "Artisan's Tools".to_owned(),
        "tool-category/instrument" => "Musical Instrument".to_owned(),
        _ => titled(id),
    }
}

pub(super) fn name_of<'b>(book: &'b Book, id: &ContentId) -> Option<&'b str> {
    let name = |it: Option<&'b String>| it.map(String::as_str);
    name(book.backgrounds.get(id).map(|it| &it.name))
        .or_else(|| name(book.classes.get(id).map(|it| &it.name)))
        .or_else(|| name(book.creatures.get(id).map(|it| &it.name)))
        .or_else(|| name(book.features.get(id).map(|it| &it.name)))
        .or_else(|| name(book.items.get(id).map(|it| &it.name)))
        .or_else(|| name(book.languages.get(id).map(|it| &it.name)))
        .or_else(|| name(book.species.get(id).map(|it| &it.name)))
        .or_else(|| name(book.spells.get(id).map(|it| &it.name)))
        .or_else(|| name(book.subclasses.get(id).map(|it| &it.name)))
        .or_else(|| name(book.terms.get(id).map(|it| &it.name)))
}
