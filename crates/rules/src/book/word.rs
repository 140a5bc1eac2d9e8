//! The closed words of the rules: abilities, skills, kinds of damage, conditions and their like. What an
//! owner adds uses these words and cannot add to them, because code stands behind each.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Words that are written in kebab-case in content and said as people say them.
macro_rules! words {
    ($(#[$said:meta])* $name:ident { $($word:ident = $spoken:literal),* $(,)? }) => {
        $(#[$said])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($word),* }

        impl $name {
            /// Every one, in the book's order.
            pub const ALL: &[Self] = &[$(Self::$word),*];

            /// By the word that content has for it.
            pub fn named(word: &str) -> Option<Self> {
                Self::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(word)).ok()
            }

            /// The word that content has for it.
            pub fn word(self) -> String {
                match serde_json::to_value(self) {
                    Ok(serde_json::Value::String(word)) => word,
                    _ => String::new(),
                }
            }

            /// As people say it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$word => $spoken),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

words! {
    /// SRD 5.2, "Playing the Game", The Six Abilities.
    Ability { Str = "Strength", Dex = "Dexterity", Con = "Constitution", Int = "Intelligence", Wis = "Wisdom", Cha = "Charisma" }
}

words! {
    /// SRD 5.2, "Playing the Game", Skill Proficiencies.
    Skill {
        Acrobatics = "Acrobatics", AnimalHandling = "Animal Handling", Arcana = "Arcana", Athletics = "Athletics",
        Deception = "Deception", History = "History", Insight = "Insight", Intimidation = "Intimidation",
        Investigation = "Investigation", Medicine = "Medicine", Nature = "Nature", Perception = "Perception",
        Performance = "Performance", Persuasion = "Persuasion", Religion = "Religion",
        SleightOfHand = "Sleight of Hand", Stealth = "Stealth", Survival = "Survival",
    }
}

words! {
    /// SRD 5.2, "Rules Glossary", Damage Types.
    DamageType {
        Acid = "Acid", Bludgeoning = "Bludgeoning", Cold = "Cold", Fire = "Fire", Force = "Force",
        Lightning = "Lightning", Necrotic = "Necrotic", Piercing = "Piercing", Poison = "Poison",
        Psychic = "Psychic", Radiant = "Radiant", Slashing = "Slashing", Thunder = "Thunder",
    }
}

words! {
    /// SRD 5.2, "Rules Glossary", Condition.
    Condition {
        Blinded = "Blinded", Charmed = "Charmed", Deafened = "Deafened", Exhaustion = "Exhaustion",
        Frightened = "Frightened", Grappled = "Grappled", Incapacitated = "Incapacitated",
        Invisible = "Invisible", Paralyzed = "Paralyzed", Petrified = "Petrified", Poisoned = "Poisoned",
        Prone = "Prone", Restrained = "Restrained", Stunned = "Stunned", Unconscious = "Unconscious",
    }
}

words! {
    /// SRD 5.2, "Rules Glossary", Size; from small to large.
    Size { Tiny = "Tiny", Small = "Small", Medium = "Medium", Large = "Large", Huge = "Huge", Gargantuan = "Gargantuan" }
}

words! {
    /// SRD 5.2, "Monsters", Creature Type.
    CreatureType {
        Aberration = "Aberration", Beast = "Beast", Celestial = "Celestial", Construct = "Construct",
        Dragon = "Dragon", Elemental = "Elemental", Fey = "Fey", Fiend = "Fiend", Giant = "Giant",
        Humanoid = "Humanoid", Monstrosity = "Monstrosity", Ooze = "Ooze", Plant = "Plant", Undead = "Undead",
    }
}

words! {
    /// SRD 5.2, "Spells", Schools of Magic.
    School {
        Abjuration = "Abjuration", Conjuration = "Conjuration", Divination = "Divination",
        Enchantment = "Enchantment", Evocation = "Evocation", Illusion = "Illusion",
        Necromancy = "Necromancy", Transmutation = "Transmutation",
    }
}

words! {
    /// SRD 5.2, "Equipment", Mastery Properties.
    Mastery {
        Cleave = "Cleave", Graze = "Graze", Nick = "Nick", Push = "Push",
        Sap = "Sap", Slow = "Slow", Topple = "Topple", Vex = "Vex",
    }
}

words! {
    /// SRD 5.2, "Equipment", Properties. Their numbers (range, versatile die) are fields of the weapon.
    WeaponProperty {
        Ammunition = "Ammunition", Finesse = "Finesse", Heavy = "Heavy", Light = "Light", Loading = "Loading",
        Reach = "Reach", Thrown = "Thrown", TwoHanded = "Two-Handed", Versatile = "Versatile",
    }
}

words! {
    /// SRD 5.2, "Equipment", Weapon Proficiency.
    WeaponCategory { Simple = "Simple", Martial = "Martial" }
}

words! {
    /// SRD 5.2, "Equipment", Armor Training.
    ArmourKind { Light = "Light", Medium = "Medium", Heavy = "Heavy", Shield = "Shield" }
}

words! {
    /// SRD 5.2, "Rules Glossary", Blindsight, Darkvision, Tremorsense, Truesight.
    Sense { Blindsight = "Blindsight", Darkvision = "Darkvision", Tremorsense = "Tremorsense", Truesight = "Truesight" }
}

words! {
    /// SRD 5.2, "Rules Glossary", Speed and the special speeds.
    Gait { Walk = "Speed", Burrow = "Burrow Speed", Climb = "Climb Speed", Fly = "Fly Speed", Swim = "Swim Speed" }
}

words! {
    /// SRD 5.2, "Magic Items", Rarity.
    Rarity {
        Common = "Common", Uncommon = "Uncommon", Rare = "Rare", VeryRare = "Very Rare",
        Legendary = "Legendary", Artifact = "Artifact",
    }
}

words! {
    /// How much of an entry the engine does: all of it, its numbers with a word to people about the
    /// rest, or nothing but its text.
    Automation { Automated = "automated", Prompted = "prompted", Narrative = "narrative" }
}

words! {
    /// SRD 5.2, "Rules Glossary", Short Rest and Long Rest; and what returns at other times.
    Return { Turn = "at the start of each of one's turns", Initiative = "when one rolls Initiative", ShortRest = "with a Short or Long Rest", LongRest = "with a Long Rest", Dawn = "at dawn", Never = "never" }
}

words! {
    /// SRD 5.2, "Equipment", Coins.
    Coin { Cp = "CP", Sp = "SP", Ep = "EP", Gp = "GP", Pp = "PP" }
}

impl Ability {
    /// The three letters that formulas use.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Str => "str",
            Self::Dex => "dex",
            Self::Con => "con",
            Self::Int => "int",
            Self::Wis => "wis",
            Self::Cha => "cha",
        }
    }
}

impl Skill {
    /// The ability that its checks usually use (SRD 5.2, "Playing the Game", Skills).
    pub const fn ability(self) -> Ability {
        match self {
            Self::Athletics => Ability::Str,
            Self::Acrobatics | Self::SleightOfHand | Self::Stealth => Ability::Dex,
            Self::Arcana | Self::History | Self::Investigation | Self::Nature | Self::Religion => {
                Ability::Int
            }
            Self::AnimalHandling | Self::Insight | Self::Medicine | Self::Perception | Self::Survival => {
                Ability::Wis
            }
            Self::Deception | Self::Intimidation | Self::Performance | Self::Persuasion => Ability::Cha,
        }
    }
}

impl Size {
    /// Feet of a side of the space it controls (SRD 5.2, "Monsters", Size).
    pub const fn space_feet(self) -> i32 {
        match self {
            Self::Tiny | Self::Small | Self::Medium => 5,
            Self::Large => 10,
            Self::Huge => 15,
            Self::Gargantuan => 20,
        }
    }
}

impl Coin {
    /// What it is worth in copper pieces (SRD 5.2, "Equipment", Coin Values).
    pub const fn copper(self) -> u32 {
        match self {
            Self::Cp => 1,
            Self::Sp => 10,
            Self::Ep => 50,
            Self::Gp => 100,
            Self::Pp => 1000,
        }
    }
}
