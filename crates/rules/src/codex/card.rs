//! What can be said of an entry without opening it: the line of a list, and whatever lists are sorted and sifted by.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Kind;
use crate::{
    ContentId,
    book::{Automation, Book, Challenge, Creature, Feature, Item, Rarity, School, Spell},
};

/// An entry in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Card {
    pub id: ContentId,
    pub name: String,
    pub kind: Kind,
    /// What it is, in a few words: `Level 3 Evocation`.
    pub line: String,
    /// The first sentence of what the book says of it.
    pub text: String,
    /// Of a spell, where 0 is a cantrip; of a feature the first level that gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<School>,
    /// Whose spell, feature or subclass it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ContentId>,
    /// In eighths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
    /// Of a creature its type; of an item whether it is a `weapon`, `armour`, a `tool`, a `pack` or other `gear`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rarity: Option<Rarity>,
    /// In copper pieces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<u32>,
    /// Of a spell; nothing where the question makes no sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concentration: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ritual: Option<bool>,
    /// How much of it runs; nothing where there is nothing to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automation: Option<Automation>,
}

/// Of every entry of the book, in the order of its shelves.
pub(super) fn cards(book: &Book) -> Vec<Card> {
    let mut all = Vec::new();
    all.extend(book.backgrounds.iter().filter_map(|it| Card::plain(&it.id, &it.name, &it.text)));
    all.extend(book.classes.iter().filter_map(|it| {
        let card = Card::plain(&it.id, &it.name, &it.text)?;
        Some(Card { line: format!("Class with a d{} Hit Point Die", it.hit_die), ..card })
    }));
    all.extend(book.creatures.iter().filter_map(Card::creature));
    all.extend(book.features.iter().filter_map(|it| Card::feature(book, it)));
    all.extend(book.items.iter().filter_map(Card::item));
    all.extend(book.languages.iter().filter_map(|it| Card::plain(&it.id, &it.name, &it.text)));
    all.extend(book.species.iter().filter_map(|it| Card::plain(&it.id, &it.name, &it.text)));
    all.extend(book.spells.iter().filter_map(Card::spell));
    all.extend(book.subclasses.iter().filter_map(|it| {
        let card = Card::plain(&it.id, &it.name, &it.text)?;
        let class = book.classes.get(&it.class).map_or(it.class.as_str(), |it| &it.name);
        Some(Card { line: format!("{class} subclass"), classes: vec![it.class.clone()], ..card })
    }));
    all.extend(book.terms.iter().filter_map(|it| Card::plain(&it.id, &it.name, &it.text)));
    all
}

impl Card {
    /// None for what is of no kind that the codex has; the book's check lets no such thing pass.
    fn plain(id: &ContentId, name: &str, text: &str) -> Option<Self> {
        let kind = Kind::of(id)?;
        let end = text.find(". ").map_or(text.len(), |it| it + 1);
        Some(Self {
            id: id.clone(),
            name: name.to_owned(),
            kind,
            line: kind.one().to_owned(),
            text: text.get(..end).unwrap_or(text).to_owned(),
            level: None,
            school: None,
            classes: Vec::new(),
            challenge: None,
            of: None,
            rarity: None,
            cost: None,
            concentration: None,
            ritual: None,
            automation: None,
        })
    }

    fn spell(it: &Spell) -> Option<Self> {
        let school = it.school.name();
        let line = match it.level {
            0 => format!("{school} cantrip"),
            level => format!("Level {level} {school}"),
        };
        Some(Self {
            line,
            level: Some(it.level),
            school: Some(it.school),
            classes: it.lists.clone(),
            concentration: Some(it.concentration()),
            ritual: Some(it.ritual),
            automation: Some(it.automation),
            ..Self::plain(&it.id, &it.name, &it.text)?
        })
    }

    fn creature(it: &Creature) -> Option<Self> {
        Some(Self {
            line: format!("{} {}, CR {}", it.size.name(), it.kind.name(), it.challenge),
            challenge: Some(it.challenge),
            of: Some(it.kind.word()),
            automation: Some(it.automation),
            ..Self::plain(&it.id, &it.name, &it.text)?
        })
    }

    fn item(it: &Item) -> Option<Self> {
        let of = it.id.as_str().split('/').next().unwrap_or_default();
        let line = match (&it.weapon, &it.armour) {
            (Some(weapon), _) => {
                format!("{} {} weapon", weapon.category.name(), if weapon.melee { "melee" } else { "ranged" })
            }
            (_, Some(_)) if it.is_shield() => "Shield".to_owned(),
            (_, Some(armour)) => format!("{} armour", armour.kind.name()),
            _ => match of {
                "tool" => "Tool",
                "pack" => "Pack",
                _ => "Adventuring gear",
            }
            .to_owned(),
        };
        Some(Self {
            line,
            of: Some(of.to_owned()),
            rarity: it.rarity,
            cost: Some(it.cost),
            automation: Some(it.automation),
            ..Self::plain(&it.id, &it.name, &it.text)?
        })
    }

    fn feature(book: &Book, it: &Feature) -> Option<Self> {
        let plain = Self::plain(&it.id, &it.name, &it.text)?;
        let class_of = |by: &ContentId| match book.subclasses.get(by) {
            Some(subclass) => Some(subclass.class.clone()),
            None => book.classes.get(by).map(|it| it.id.clone()),
        };
        let mut classes: Vec<ContentId> = it.gained.iter().filter_map(|it| class_of(&it.by)).collect();
        classes.sort();
        classes.dedup();
        let first = it.gained.iter().min_by_key(|it| it.level);
        let line = first.and_then(|it| {
            let name = book.subclasses.get(&it.by).map(|it| &it.name);
            let name = name.or_else(|| book.classes.get(&it.by).map(|it| &it.name));
            let name = name.or_else(|| book.species.get(&it.by).map(|it| &it.name))?;
            Some(format!("{name}, level {}", it.level))
        });
        Some(Self {
            line: line.or_else(|| it.group.as_deref().map(capital)).unwrap_or(plain.line),
            level: first.map(|it| it.level),
            classes,
            automation: Some(it.automation),
            ..plain
        })
    }
}

/// `fighting-style` becomes `Fighting style`.
fn capital(group: &str) -> String {
    let mut letters = group.chars().map(|it| if it == '-' || it == '/' { ' ' } else { it });
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
