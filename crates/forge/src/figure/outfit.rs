//! Outfits: one for each of the twelve callings, and the coat of those who have none yet.

mod devout;
mod kit;
mod learned;
mod martial;
mod wanderer;

use super::wear::Wear;

/// The slug of an `outfit/…`, and how it is made.
pub type Outfit = (&'static str, fn() -> Wear);

/// All of them, in alphabetical order.
pub const OUTFITS: [Outfit; 13] = [
    ("barbarian", martial::barbarian),
    ("bard", wanderer::bard),
    ("cleric", devout::cleric),
    ("druid", devout::druid),
    ("fighter", martial::fighter),
    ("monk", devout::monk),
    ("paladin", martial::paladin),
    ("ranger", wanderer::ranger),
    ("rogue", wanderer::rogue),
    ("sorcerer", learned::sorcerer),
    ("warlock", learned::warlock),
    ("wayfarer", wanderer::wayfarer),
    ("wizard", learned::wizard),
];

/// The outfit of that name; nothing where there is none.
pub fn wear(slug: &str) -> Wear {
    OUTFITS.iter().find(|(name, _)| *name == slug).map_or_else(Wear::default, |(_, make)| make())
}
