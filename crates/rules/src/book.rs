//! The book: classes, origins, features, goods, spells and creatures, read from `content/book/` in one
//! format that owners' packs share. What it means stands in [`crate::build`], [`crate::sheet`] and
//! [`crate::fight`].

mod activity;
mod built_in;
mod check;
mod class;
mod creature;
mod effect;
mod feature;
mod form;
mod formula;
mod glossary;
mod item;
mod layer;
mod modifier;
mod origin;
mod purpose;
mod read;
mod schema;
mod shaping;
mod spell;
mod state;
mod word;

pub use activity::{Activity, Area, Cost, Duration, Occasion, Pace, Range, Targets, Time, Trigger, Who};
pub use check::check;
pub use class::{Casting, Class, Slots, Subclass};
pub use creature::{Aura, Cast, Challenge, Creature, Knack, Spellcasting, Strike, Trait};
pub use effect::{Effect, Obscured, Style, Until, Way, ZoneTime};
pub use feature::{
    AbilityOrPicked, Again, Choice, Feature, Free, From, Gain, Grant, Lot, Package, Partly, Requirement,
    Resource, Special, SpellFilter, SpellRole, WeaponTest, Word,
};
pub use form::{Form, Kept, Look};
pub use formula::{Formula, NotAFormula, Sum};
pub(crate) use formula::{Tree, Two};
pub use glossary::Term;
pub use item::{Armour, Item, Tool, Use, Weapon};
pub use layer::{Manifest, Pack, Refused as PackRefused};
pub use modifier::{AbilityOrCasting, Modifier, Number, Start, Test};
pub use origin::{Background, Kin, Language};
pub use purpose::Purpose;
pub use read::{Shelf, Unreadable};
pub use schema::schemas;
pub use shaping::Shaping;
pub use spell::{Components, Need, Spell};
pub use state::{End, Keep, State};
pub use word::{
    Ability, ArmourKind, Automation, Coin, Condition, CreatureType, DamageType, Gait, Mastery, Rarity,
    Return, School, Sense, Size, Skill, WeaponCategory, WeaponProperty,
};

use std::collections::BTreeMap;

use crate::{ContentId, Hash};

/// Everything that is in the book and in the packs laid over it.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub backgrounds: Shelf<Background>,
    pub classes: Shelf<Class>,
    pub creatures: Shelf<Creature>,
    pub features: Shelf<Feature>,
    pub items: Shelf<Item>,
    pub languages: Shelf<Language>,
    pub species: Shelf<Kin>,
    pub spells: Shelf<Spell>,
    pub subclasses: Shelf<Subclass>,
    pub terms: Shelf<Term>,
    /// Of its files, by which it is pinned.
    pub hash: Option<Hash>,
    /// Who gives which features at which levels, by their places on the shelf: made when it is read.
    gained: BTreeMap<ContentId, Vec<(u8, usize)>>,
    /// The feature that has a state, and which of its states that is.
    states: BTreeMap<ContentId, (usize, usize)>,
}

impl Book {
    /// The features that somebody gives, in the order of their levels and then of their ids.
    pub fn features_of<'a>(&'a self, by: &ContentId) -> impl Iterator<Item = (&'a Feature, u8)> + use<'a> {
        let given = self.gained.get(by).map(Vec::as_slice).unwrap_or_default();
        given.iter().filter_map(|(level, place)| Some((self.features.at(*place)?, *level)))
    }

    /// Of these features those that a level brings, and those before it: the others are not even looked for.
    pub fn features_by<'a>(
        &'a self,
        by: &ContentId,
        level: u8,
    ) -> impl Iterator<Item = (&'a Feature, u8)> + use<'a> {
        let given = self.gained.get(by).map(Vec::as_slice).unwrap_or_default();
        let reached = given.iter().take_while(move |(at, _)| *at <= level);
        reached.filter_map(|(at, place)| Some((self.features.at(*place)?, *at)))
    }

    /// A state, which lies in a feature.
    pub fn state(&self, id: &ContentId) -> Option<&State> {
        let (feature, place) = self.states.get(id)?;
        self.features.at(*feature)?.states.get(*place)
    }

    /// An entry of any kind, as content has it.
    pub fn entry(&self, id: &ContentId) -> Option<serde_json::Value> {
        let found = [
            self.backgrounds.get(id).map(serde_json::to_value),
            self.classes.get(id).map(serde_json::to_value),
            self.creatures.get(id).map(serde_json::to_value),
            self.features.get(id).map(serde_json::to_value),
            self.items.get(id).map(serde_json::to_value),
            self.languages.get(id).map(serde_json::to_value),
            self.species.get(id).map(serde_json::to_value),
            self.spells.get(id).map(serde_json::to_value),
            self.subclasses.get(id).map(serde_json::to_value),
            self.terms.get(id).map(serde_json::to_value),
        ];
        found.into_iter().flatten().next()?.ok()
    }

    /// Subclasses of a class.
    pub fn subclasses_of<'a>(&'a self, class: &'a ContentId) -> impl Iterator<Item = &'a Subclass> {
        self.subclasses.iter().filter(move |it| it.class == *class)
    }

    /// Features that belong to a group one chooses from.
    pub fn group<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Feature> {
        self.features.iter().filter(move |it| it.group.as_deref() == Some(group))
    }

    /// Items of a category, or the item itself.
    pub fn items_of<'a>(&'a self, id: &'a ContentId) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |it| it.id == *id || it.categories.contains(id))
    }
}
