//! The kinds of entries, as readers divide the book: by them addresses are named.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ContentId;

macro_rules! kinds {
    ($($kind:ident = $word:literal, $one:literal, $name:literal, [$($prefix:literal),+];)+) => {
        /// A kind of entries.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "kebab-case")]
        #[schema(as = EntryKind)]
        pub enum Kind { $($kind),+ }

        impl Kind {
            /// In the order of the alphabet.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// As it stands in an address.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }

            /// One of them, as people say it.
            pub const fn one(self) -> &'static str {
                match self { $(Self::$kind => $one),+ }
            }

            /// Several of them.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            /// What the ids of its entries begin with.
            pub const fn prefixes(self) -> &'static [&'static str] {
                match self { $(Self::$kind => &[$($prefix),+]),+ }
            }
        }
    };
}

kinds! {
    Actions = "actions", "Action", "Actions", ["action"];
    Backgrounds = "backgrounds", "Background", "Backgrounds", ["background"];
    Classes = "classes", "Class", "Classes", ["class"];
    Conditions = "conditions", "Condition", "Conditions", ["condition"];
    Creatures = "creatures", "Creature", "Creatures", ["creature"];
    Feats = "feats", "Feat", "Feats", ["feat"];
    Features = "features", "Feature", "Features", ["feature"];
    Items = "items", "Item", "Items", ["armour", "gear", "pack", "tool", "weapon"];
    Languages = "languages", "Language", "Languages", ["language"];
    Masteries = "masteries", "Mastery", "Masteries", ["mastery"];
    Properties = "properties", "Property", "Properties", ["property"];
    Skills = "skills", "Skill", "Skills", ["skill"];
    Species = "species", "Species", "Species", ["species"];
    Spells = "spells", "Spell", "Spells", ["spell"];
    Subclasses = "subclasses", "Subclass", "Subclasses", ["subclass"];
}

impl Kind {
    /// By the word in an address.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.word() == word)
    }

    /// Fields of a question that make sense for entries of this kind.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Creatures => &["type", "challenge_from", "challenge_to", "automation"],
            Self::Feats => &["automation"],
            Self::Features => &["class", "level", "automation"],
            Self::Items => &["type", "rarity", "cost_from", "cost_to", "automation"],
            Self::Spells => &["level", "school", "class", "concentration", "ritual", "automation"],
            Self::Subclasses => &["class"],
            Self::Actions
            | Self::Backgrounds
            | Self::Classes
            | Self::Conditions
            | Self::Languages
            | Self::Masteries
            | Self::Properties
            | Self::Skills
            | Self::Species => &[],
        }
    }

    /// By what lists of it can be sorted, beside words and names.
    pub const fn sort(self) -> Option<super::Sort> {
        match self {
            Self::Creatures => Some(super::Sort::Challenge),
            Self::Items => Some(super::Sort::Cost),
            Self::Features | Self::Spells => Some(super::Sort::Level),
            _ => None,
        }
    }

    /// What an entry is, by its id.
    pub fn of(id: &ContentId) -> Option<Self> {
        let prefix = id.as_str().split('/').next()?;
        Self::ALL.iter().copied().find(|it| it.prefixes().contains(&prefix))
    }
}
