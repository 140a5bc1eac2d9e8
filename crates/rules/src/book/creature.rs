//! Stat blocks (SRD 5.2, "Monsters").

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Ability, Activity, Automation, Condition, CreatureType, DamageType, Effect, Formula, Modifier, Pace,
    Return, Sense, Size, Skill,
};
use crate::ContentId;

/// A creature, `creature/owlbear`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Creature {
    pub id: ContentId,
    pub name: String,
    /// It is the only one of its name: told as people are, without an article.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proper: bool,
    pub source: String,
    /// What one meets, in our own words.
    pub text: String,
    pub automation: Automation,
    pub size: Size,
    #[serde(rename = "type")]
    pub kind: CreatureType,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// A swarm of creatures of this size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub swarm_of: Option<Size>,
    pub alignment: String,
    pub armour_class: u8,
    /// Added to a d20.
    pub initiative: i32,
    /// Its dice; the average is what it usually has.
    pub hp: Formula,
    pub paces: Vec<Pace>,
    /// Scores, in the order of the abilities.
    pub scores: [u8; 6],
    /// Whole bonuses of the saves that are more than the modifier.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub saves: BTreeMap<Ability, i32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<Skill, i32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vulnerabilities: Vec<DamageType>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resistances: Vec<DamageType>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub immunities: Vec<DamageType>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub condition_immunities: Vec<Condition>,
    /// Rules of it that are code, as features have them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub specials: Vec<super::Special>,
    /// Feet.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub senses: BTreeMap<Sense, u32>,
    pub passive_perception: u8,
    /// As people read them; ids where it is a language of the book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gear: Vec<ContentId>,
    pub challenge: Challenge,
    pub proficiency: u8,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub traits: Vec<Trait>,
    /// Which of its actions it does together with one action: names with how many times. Several
    /// rows are several ways.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub multiattack: Vec<Vec<Strike>>,
    pub actions: Vec<Activity>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spellcasting: Vec<Spellcasting>,
    /// Uses of Legendary Actions in a round.
    #[serde(default)]
    pub legendary_actions: u8,
    /// Uses of Legendary Resistance in a day.
    #[serde(default)]
    pub legendary_resistances: u8,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<String>,
}

/// Challenge rating in eighths: 1 is 1/8, 2 is 1/4, 4 is 1/2, 8 is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(as = ChallengeRating)]
pub struct Challenge(pub u16);

/// What it always is or can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Trait {
    pub name: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<Modifier>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub knacks: Vec<Knack>,
    /// What its nearness does at the start of another's turn, within so many feet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aura: Option<Aura>,
}

/// What a creature can that is code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Knack {
    /// Advantage on attacks while an able ally stands beside the target.
    PackTactics,
    /// Advantage on saves against spells and other magic.
    MagicResistance,
    /// Flies away without provoking Opportunity Attacks.
    Flyby,
    /// Regains so many hit points at the start of its turns, but not after these kinds of damage.
    Regeneration { hp: Formula, but: Vec<DamageType> },
    /// Kinds of damage heal it instead.
    Absorbs(Vec<DamageType>),
    /// Stays at 1 hit point with a Constitution save of 5 plus the damage, but not of these kinds.
    UndeadFortitude { but: Vec<DamageType> },
    /// Once it moved so far straight at the target, a hit of this action does more.
    Charge { feet: u32, action: String, effects: Vec<Effect> },
    /// Can be in others' spaces and others in its own; loses attacks when Bloodied as its actions say.
    Swarm,
    /// Climbs where nobody can stand.
    SpiderClimb,
    /// Breathes air and water.
    Amphibious,
    /// Advantage and bonus when it has not been seen, and its like, that people see to.
    Told,
    /// Restored elsewhere when it dies.
    Rejuvenation,
    /// Damage by sunlight: Disadvantage on attacks and checks.
    SunlightSensitivity,
    /// Bears these damages at the start of its turn in sunlight.
    SunlightHypersensitivity(Formula),
    /// Ignores movement through difficult terrain of its kind.
    IgnoresDifficultTerrain,
    /// Can go through others and things.
    Incorporeal,
    /// Damage to itself for those who hit it in melee.
    Thorns { amount: Formula, of: DamageType },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Aura {
    pub feet: u32,
    pub enemies_only: bool,
    pub effects: Vec<Effect>,
}

/// An action of its own by name, so many times; or one of several by their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Strike {
    /// One of these each time.
    pub actions: Vec<String>,
    pub count: u8,
}

/// How it casts spells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Spellcasting {
    pub time: super::Time,
    pub ability: Ability,
    pub dc: u8,
    /// Bonus of its spell attacks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<i32>,
    #[serde(default)]
    pub components: bool,
    pub spells: Vec<Cast>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    pub spell: ContentId,
    /// Cast at this level; at the spell's own, where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// So often; at will, where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<(u8, Return)>,
}

impl Challenge {
    /// SRD 5.2, "Monsters", Experience Points by Challenge Rating. Nothing: there is no such rating.
    pub const fn xp(self) -> Option<u32> {
        const WHOLE: [u32; 30] = [
            200, 450, 700, 1_100, 1_800, 2_300, 2_900, 3_900, 5_000, 5_900, 7_200, 8_400, 10_000, 11_500,
            13_000, 15_000, 18_000, 20_000, 22_000, 25_000, 33_000, 41_000, 50_000, 62_000, 75_000, 90_000,
            105_000, 120_000, 135_000, 155_000,
        ];
        match self.0 {
            0 => Some(10),
            1 => Some(25),
            2 => Some(50),
            4 => Some(100),
            eighths if eighths % 8 == 0 && eighths <= 240 => Some(WHOLE[eighths as usize / 8 - 1]),
            _ => None,
        }
    }
}

/// `1/4`, `13`.
impl std::fmt::Display for Challenge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            1 => f.write_str("1/8"),
            2 => f.write_str("1/4"),
            4 => f.write_str("1/2"),
            eighths => write!(f, "{}", eighths / 8),
        }
    }
}
