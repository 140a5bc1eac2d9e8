//! How a tale tells states: as what somebody does. Those that only keep account of something need no words.

use super::name;
use crate::{
    book::Condition,
    fight::{Event, Fight},
};

/// A state's slug, how it begins, and how it ends if that is worth a word.
const TOLD: [(&str, &str, &str); 11] = [
    ("rage", "flies into a rage", "is no longer in a rage"),
    ("reckless-attack", "throws caution to the wind", ""),
    ("steady-aim", "takes steady aim", ""),
    ("innate-sorcery", "lets magic well up within", "feels the magic within ebb away"),
    ("large-form", "grows large", "is as tall as before"),
    ("draconic-flight", "spreads spectral wings", "folds the spectral wings"),
    ("dragon-wings", "spreads wings of a dragon", "folds the wings of a dragon"),
    ("holy-nimbus", "begins to shine with holy light", "shines no longer"),
    ("sacred-weapon", "hallows a weapon", "wields a hallowed weapon no longer"),
    ("superior-defence", "braces against every harm", "is no longer braced"),
    ("wild-shape", "", ""),
];

/// A state that begins or ends, as a sentence; nothing where it needs none.
pub(super) fn told(fight: &Fight<'_>, event: &Event) -> Option<String> {
    let (who, id, begins) = match event {
        Event::StateBegan { who, state, .. } => (*who, state, true),
        Event::StateEnded { who, state } => (*who, state, false),
        _ => return None,
    };
    let (_, begun, ended) = TOLD.iter().find(|it| it.0 == id.slug())?;
    let told = if begins { *begun } else { *ended };
    (!told.is_empty()).then(|| format!("{} {told}.", name(fight, who)))
}

/// Why somebody's turn went by without a word: what it is under that leaves it no choice.
pub(super) fn helpless(fight: &Fight<'_>, who: usize) -> Option<String> {
    let fighter = fight.fighters.get(who).filter(|it| it.is_up() && !it.is_able())?;
    let (_, how) = HELPLESS.iter().find(|(it, _)| fighter.has(*it))?;
    Some(format!("{} {how}.", name(fight, who)))
}

/// The first of these that one is under says it.
const HELPLESS: [(Condition, &str); 5] = [
    (Condition::Petrified, "stands there, a thing of stone"),
    (Condition::Unconscious, "lies senseless"),
    (Condition::Paralyzed, "cannot move a finger"),
    (Condition::Stunned, "reels, and does nothing"),
    (Condition::Incapacitated, "can do nothing"),
];
