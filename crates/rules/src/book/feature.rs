//! Features: what classes, species, backgrounds and feats give. Feats, invocations, metamagic and
//! lineages are features, too; they belong to a group that one chooses from.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Ability, Activity, ArmourKind, Automation, DamageType, Formula, Modifier, Return, Skill, State, Test,
    WeaponCategory, WeaponProperty,
};
use crate::ContentId;

/// A feature, `feature/rage`; a feat is one, too: `feat/alert`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    pub id: ContentId,
    pub name: String,
    /// The chapter of the SRD and the heading in it: `Classes: Barbarian`.
    pub source: String,
    /// What it is, in our own words.
    pub text: String,
    pub automation: Automation,
    /// Who gives it, and from which level of theirs on; more than once where it is gained again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gained: Vec<Gain>,
    /// The group it can be chosen from: `metamagic`, `invocation`, `origin-feat`, `elf-lineage`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
    /// Can be chosen more than once.
    #[serde(default)]
    pub repeatable: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<Modifier>,
    /// Friends within so many feet have the same modifiers, as long as one is not Incapacitated; of several of one name
    /// the best alone. Without modifiers of its own it carries those of others so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radiates: Option<Formula>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<State>,
    /// Rules that have no words here and stand in code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub specials: Vec<Special>,
    /// What people must see to, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<String>,
}

/// From whom, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Gain {
    /// A class, subclass, species or background.
    pub by: ContentId,
    /// Level of the class; of the character for a species; zero for a background.
    pub level: u8,
}

/// What must be so before it can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Level of the character.
    Level(u8),
    ClassLevel(ContentId, u8),
    /// One of the scores is at least so high.
    Score(Vec<Ability>, u8),
    Feature(ContentId),
    /// Can cast spells, or has the Pact Magic feature.
    Spellcasting,
    /// Knows a cantrip that deals damage (SRD 5.2, "Classes", Warlock).
    DamagingCantrip,
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Known by this within its feature: `skills`. Never renamed.
    pub id: String,
    /// How many, which may grow with levels.
    pub count: Formula,
    pub from: From,
    /// What one may change it with later: nothing, a level of the class, or a Long Rest.
    #[serde(default)]
    pub again: Again,
}

/// When a choice may be made anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    #[default]
    Never,
    Level,
    ShortRest,
    LongRest,
}

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum From {
    /// Proficiency in a skill; any, where none is named.
    Skills(Vec<Skill>),
    /// Expertise in a skill that one is proficient in; any such, where none is named.
    Expertise(Vec<Skill>),
    /// Proficiency in tools: ids of tools, or of their categories (`tool-category/instrument`).
    Tools(Vec<ContentId>),
    /// A skill or a tool.
    SkillsOrTools {},
    Languages {},
    /// The mastery of a kind of weapon.
    Masteries(Vec<WeaponTest>),
    /// Features of a group, as yet unchosen unless repeatable: `{"features": ["origin-feat"]}`.
    Features(Vec<String>),
    /// Points on ability scores: so many together, at most `each` on one, none above `cap`.
    Points {
        points: u8,
        each: u8,
        cap: u8,
        /// Any, where none is named.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        among: Vec<Ability>,
    },
    Abilities(Vec<Ability>),
    /// Proficiency in saving throws of an ability that has none yet.
    Saves {},
    DamageTypes(Vec<DamageType>),
    Spells(SpellFilter),
    Sizes(Vec<super::Size>),
    /// One of these words of the feature's own.
    Options(Vec<Word>),
    /// One of these packages of goods.
    Goods(Vec<Package>),
    Subclass {},
}

/// One of a feature's own words, with what follows from choosing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Word {
    pub id: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<Modifier>,
}

/// Which weapons: all that are said must hold; an empty one holds for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeaponTest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<WeaponCategory>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub melee: Option<bool>,
    /// Has one of these properties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<WeaponProperty>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<ContentId>,
}

/// Which spells can be chosen, and what they then are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpellFilter {
    /// Lists of these classes; any class's, where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ContentId>,
    /// Lowest and highest level; a cantrip is of level zero. The highest is a formula: `highest_slot`.
    pub lowest: u8,
    pub highest: Formula,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schools: Vec<super::School>,
    #[serde(default)]
    pub ritual: bool,
    #[serde(rename = "as", default)]
    pub role: SpellRole,
    /// What they are cast with; the class's own ability, where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ability: Option<super::AbilityOrPicked>,
    /// Cast so often without a slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Option<Free>,
}

/// What a spell that one has is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpellRole {
    /// A cantrip that is known, of the class's number.
    #[default]
    Cantrip,
    /// Prepared, of the class's number.
    Prepared,
    /// Written in the spellbook.
    Spellbook,
    /// Always prepared, beside the class's number.
    Always,
    /// Can be cast without being prepared, only as said beside it.
    Only,
}

/// An ability that spells are cast with, or the one that was picked by a choice of the same feature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AbilityOrPicked {
    Ability(Ability),
    /// The choice of this id among the feature's own; in a lineage, among its species' features too.
    Picked(String),
}

/// Castings without a slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Free {
    pub count: Formula,
    pub returns: Return,
}

/// What it gives for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Grant {
    Skill(Skill),
    Expertise(Skill),
    Save(Ability),
    Tool(ContentId),
    Language(ContentId),
    /// Proficiency with weapons.
    Weapons(WeaponTest),
    Armour(ArmourKind),
    /// Another feature.
    Feature(ContentId),
    /// A spell, from this level on: of the class whose feature it is, else of the character.
    Spell {
        spell: ContentId,
        #[serde(default)]
        level: u8,
        #[serde(rename = "as", default)]
        role: SpellRole,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ability: Option<AbilityOrPicked>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        free: Option<Free>,
    },
    /// More cantrips, or more prepared spells, of a class.
    MoreSpells {
        class: ContentId,
        #[serde(rename = "as", default)]
        role: SpellRole,
        count: Formula,
    },
    /// Spells of these classes' lists count as the class's own when one prepares.
    MoreLists {
        class: ContentId,
        lists: Vec<ContentId>,
        level: u8,
    },
    /// Inspiration, when one finishes a Long Rest.
    InspirationDaily {},
}

/// Something of which one has only so much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// `resource/rage`.
    pub id: ContentId,
    pub name: String,
    pub most: Formula,
    /// All of it comes back.
    pub returns: Return,
    /// So much of it comes back earlier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partly: Vec<Partly>,
    /// The die that it is: of so many sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub die: Option<Formula>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Partly {
    pub count: Formula,
    pub at: Return,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Test>,
}

/// Rules that are code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Special {
    /// Half the proficiency bonus on checks that use none.
    JackOfAllTrades,
    /// No damage instead of half on a Dexterity save, half instead of all.
    Evasion,
    /// Checks and saves of Strength are at least the score.
    IndomitableMight,
    /// Nobody has Advantage against one that is not Incapacitated.
    Elusive,
    /// Drops to 1 instead of 0 hit points once a Long Rest.
    RelentlessEndurance,
    /// Unarmed Strikes, monk weapons: Dexterity.
    MartialArts,
    /// The modifier is added to the damage of the Light property's extra attack.
    TwoWeaponFighting,
    /// Drops no Concentration to damage.
    UnbreakableConcentration,
    /// Heavy weapons with both hands and their damage dice.
    GreatWeaponFighting,
    /// Rituals from the spellbook.
    RitualAdept,
    /// Shields with a monk's defence are forbidden, and their like.
    UnarmouredWithoutShield,
    /// Ignores cover, or part of it.
    IgnoresCover,
    /// Neither Dim Light nor Darkness, magical ones too, hinder its sight within 120 feet.
    DevilsSight,
    /// Its darkvision reaches through magical darkness.
    UnimpededDarkvision,
    /// A slot of level 1 to 4 that a spell takes is not spent if a d4 shows its level.
    SpellRecall,
    /// Bludgeoning, Piercing and Slashing damage that one deals takes no heed of Resistance.
    Irresistible,
    /// The damage die of Hunter's Mark is a d10.
    FoeSlayer,
    /// Push, Sap or Slow may stand in for the mastery of a weapon.
    TacticalMaster,
    /// Once in its own turn, a second attack with the same weapon against who stands beside the first.
    HordeBreaker,
    /// The dice of a weapon that hits are thrown twice, once a turn, and the better counts.
    SavageAttacker,
    /// May trade places in the order with a willing ally, right after Initiative is rolled.
    Alert,
    /// Once a turn a miss becomes a hit, and other wishes of a moment that people see to.
    Wish,
}

/// Goods that are given together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// `a`, `b`.
    pub id: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Lot>,
    /// Gold pieces beside them.
    #[serde(default)]
    pub gp: u32,
}

/// So many of one kind. A tool category stands for a tool of it that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Lot {
    pub item: ContentId,
    #[serde(default = "one_lot", skip_serializing_if = "is_one_lot")]
    pub count: u32,
}

const fn one_lot() -> u32 {
    1
}

fn is_one_lot(count: &u32) -> bool {
    *count == 1
}
