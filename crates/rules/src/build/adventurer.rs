//! Who comes of a build: features with where they come from, proficiencies, spells and scores.

use std::collections::{BTreeMap, BTreeSet};

use super::{Build, Illegal};
use crate::{
    ContentId,
    book::{
        Ability, ArmourKind, Background, Book, Class, DamageType, Feature, Free, From, Grant, Item, Kin,
        Modifier, Package, Size, Skill, Slots, Spell, SpellRole, Subclass, WeaponTest,
    },
};

/// A character, put together.
#[derive(Clone, Debug)]
pub struct Adventurer<'a> {
    pub book: &'a Book,
    pub build: &'a Build,
    pub species: Option<&'a Kin>,
    pub background: Option<&'a Background>,
    pub size: Size,
    /// Classes in the order in which they were begun, each with its level.
    pub classes: Vec<(&'a Class, u8)>,
    pub subclasses: Vec<&'a Subclass>,
    pub features: Vec<Held<'a>>,
    /// In the order of the abilities.
    pub scores: [Score<'a>; 6],
    pub saves: BTreeMap<Ability, Whose<'a>>,
    pub skills: BTreeMap<Skill, Proficiency<'a>>,
    pub tools: BTreeMap<&'a ContentId, Whose<'a>>,
    pub languages: BTreeSet<ContentId>,
    pub armour: BTreeSet<ArmourKind>,
    pub weapons: Vec<&'a WeaponTest>,
    /// Kinds of weapons whose mastery can be used.
    pub masteries: BTreeSet<ContentId>,
    pub spells: Vec<Known<'a>>,
    /// Modifiers that came with a picked word, and whose they are.
    pub words: Vec<(&'a Modifier, Whose<'a>)>,
    pub(super) words_grants: Vec<&'a Grant>,
    /// Types of damage and abilities that were picked, by the key of the choice.
    pub damage_types: BTreeMap<String, DamageType>,
    pub abilities: BTreeMap<String, Ability>,
    /// What is yet to be chosen.
    pub pending: Vec<Pending<'a>>,
    /// What cannot be.
    pub illegal: Vec<Illegal>,
}

/// A feature that somebody has, and from where.
#[derive(Clone, Debug)]
pub struct Held<'a> {
    pub feature: &'a Feature,
    /// Unlike that of any other: `barbarian-1/rage`.
    pub key: String,
    /// The class that it belongs to, if it belongs to one.
    pub class: Option<&'a Class>,
    /// Level of the character when it was gained.
    pub at: u8,
}

/// Who gave something, in the words of the book.
pub type Whose<'a> = &'a str;

/// Proficiency in a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proficiency<'a> {
    /// Counts twice.
    pub expertise: bool,
    pub whose: Whose<'a>,
}

/// A score, with everything that raised it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score<'a> {
    pub base: u8,
    pub raised: Vec<(u8, Whose<'a>)>,
}

/// A spell that somebody has.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    pub spell: &'a Spell,
    pub role: SpellRole,
    /// Whose slots and numbers it uses, if it came by a class.
    pub class: Option<&'a Class>,
    pub ability: Ability,
    /// Castings without a slot, counted under this key.
    pub free: Option<(&'a Free, String)>,
    pub whose: Whose<'a>,
}

/// Something that is yet to be chosen.
#[derive(Clone, Debug)]
pub struct Pending<'a> {
    /// What the picks are written under.
    pub key: String,
    /// Who offers it, in the words of the book.
    pub whose: Whose<'a>,
    pub asked: Asked<'a>,
    /// How many can be chosen altogether, and how many are.
    pub count: usize,
    pub chosen: usize,
    pub class: Option<&'a Class>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    Choice(&'a From),
    /// Spells of a class in this role.
    Spells(&'a Class, SpellRole),
    /// Starting equipment.
    Packages(&'a [Package]),
    /// A tool of this category.
    Tool(&'a ContentId),
    Sizes(&'a [Size]),
    /// Points of a background on these abilities.
    Points(&'a [Ability]),
}

/// How proficient somebody is with something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    Nothing,
    Proficiency,
    Expertise,
}

impl Score<'_> {
    pub fn total(&self) -> u8 {
        self.raised.iter().fold(self.base, |sum, (by, _)| sum.saturating_add(*by)).min(30)
    }

    /// SRD 5.2, "Playing the Game", Ability Modifiers.
    pub fn modifier(&self) -> i32 {
        (i32::from(self.total()) - 10).div_euclid(2)
    }
}

impl<'a> Adventurer<'a> {
    pub fn level(&self) -> u8 {
        self.build.level()
    }

    /// SRD 5.2, "Character Creation", Level Advancement.
    pub fn proficiency(&self) -> i32 {
        i32::from(self.level().max(1) - 1) / 4 + 2
    }

    pub fn score(&self, ability: Ability) -> &Score<'a> {
        &self.scores[ability as usize]
    }

    pub fn modifier(&self, ability: Ability) -> i32 {
        self.score(ability).modifier()
    }

    /// The level of a class by its slug; nothing without it.
    pub fn class_level(&self, slug: &str) -> Option<u8> {
        self.classes.iter().find(|(class, _)| class.id.slug() == slug).map(|(_, level)| *level)
    }

    /// The level of a class, which like everything of a book lies in one place.
    pub(super) fn level_in(&self, class: &Class) -> u8 {
        self.classes.iter().find(|(it, _)| std::ptr::eq(*it, class)).map_or(0, |(_, level)| *level)
    }

    pub fn has(&self, feature: &ContentId) -> bool {
        self.features.iter().any(|it| it.feature.id == *feature)
    }

    pub fn skill(&self, skill: Skill) -> Has {
        match self.skills.get(&skill) {
            None => Has::Nothing,
            Some(it) if it.expertise => Has::Expertise,
            Some(_) => Has::Proficiency,
        }
    }

    /// Whether somebody is proficient with a weapon.
    pub fn wields(&self, item: &Item) -> bool {
        self.weapons.iter().any(|it| it.fits(item))
    }

    /// What formulas name, as far as it does not depend on a moment.
    pub fn value(&self, name: &str) -> Option<i32> {
        if let Some(ability) = Ability::ALL.iter().find(|it| it.letters() == name) {
            return Some(self.modifier(*ability));
        }
        match name {
            "prof" => Some(self.proficiency()),
            "level" => Some(i32::from(self.level())),
            "cantrip" => Some(cantrip_step(self.level())),
            "speed" => self.species.map(|it| it.speed as i32),
            _ => match name.strip_prefix("score.") {
                Some(letters) => Ability::ALL
                    .iter()
                    .find(|it| it.letters() == letters)
                    .map(|it| i32::from(self.score(*it).total())),
                None => self.class_level(name).map(i32::from),
            },
        }
    }

    /// Slots of levels 1 to 9 that all classes share, and Pact Magic: how many and of which level.
    pub fn slots(&self) -> ([u8; 9], (u8, u8)) {
        let casts =
            |slots: Slots| move |it: &&(&Class, u8)| it.0.casting.as_ref().is_some_and(|c| c.slots == slots);
        let mut casters = self.classes.iter().filter(|it| casts(Slots::Full)(it) || casts(Slots::Half)(it));
        let counted = match (casters.next(), casters.next()) {
            (Some((class, level)), None) => {
                // A half caster alone has the table of its own class, which rounds up as well.
                class.casting.as_ref().map_or(0, |it| it.slots.counted(*level))
            }
            _ => {
                let counts = |(class, level): &(&Class, u8)| {
                    class.casting.as_ref().map_or(0, |it| it.slots.counted(*level))
                };
                self.classes.iter().map(counts).sum()
            }
        };
        let pact =
            self.classes.iter().find(casts(Slots::Pact)).map_or((0, 0), |(_, level)| Slots::pact(*level));
        (Slots::shared(counted), pact)
    }

    /// The highest slot that a level of a class alone gives (SRD 5.2, "Character Creation", Multiclass
    /// Spellcaster: spells are prepared as if one had no other class).
    pub fn highest_slot(class: &Class, level: u8) -> u8 {
        let Some(casting) = &class.casting else { return 0 };
        match casting.slots {
            Slots::Pact => Slots::pact(level).1,
            slots => {
                let counted = slots.counted(level);
                Slots::shared(counted).iter().filter(|it| **it > 0).count() as u8
            }
        }
    }
}

/// How often a cantrip's dice have grown: once, and again at levels 5, 11 and 17 (SRD 5.2, "Spells").
pub(crate) const fn cantrip_step(level: u8) -> i32 {
    match level {
        0..=4 => 1,
        5..=10 => 2,
        11..=16 => 3,
        _ => 4,
    }
}
