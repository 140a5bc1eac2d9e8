//! What cannot be, and the rule that forbids it.

use crate::{
    ContentId,
    book::{Ability, Book, Item, Skill},
    limit::LEVEL_MAX,
    text::NotAName,
};

/// A choice that the rules forbid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Illegal {
    /// Of what: the key of an offer, or `scores`, `levels`, `species`.
    pub key: String,
    pub rule: Rule,
}

/// The rule, with a sentence for the player and its place in the book.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    #[error("The book has no {0}.")]
    Unknown(String),
    #[error("A character has 1 to {LEVEL_MAX} levels, not {0} (Character Creation, Level Advancement).")]
    Levels(usize),
    #[error(
        "The standard array is 15, 14, 13, 12, 10 and 8, each once (Character Creation, Standard Array)."
    )]
    Array,
    #[error("27 points buy scores of 8 to 15; these cost {0} (Character Creation, Point Cost).")]
    Points(u32),
    #[error("Scores bought with points lie between 8 and 15; {0} does not (Character Creation, Point Cost).")]
    PointScore(u8),
    #[error("Three of four dice come to 3 to 18; {0} does not (Character Creation, Random Generation).")]
    Rolled(u8),
    #[error("A Hit Point Die of {sides} sides cannot show {shown} (Character Creation, Level Advancement).")]
    HitDie { sides: u8, shown: u8 },
    #[error("{class} beside another class needs 13 in {ability} (Character Creation, Multiclassing).")]
    Multiclass { class: String, ability: String },
    #[error("{count} can be chosen here, and {chosen} are.")]
    TooMany { count: usize, chosen: usize },
    #[error("{0} is not among what can be chosen here.")]
    NotOffered(String),
    #[error("{0} is had already.")]
    Had(String),
    #[error("{0} was chosen twice.")]
    Twice(String),
    #[error("{feature} needs {needs}.")]
    Requires { feature: String, needs: String },
    #[error("No more than {each} points go to one score here.")]
    Each { each: u8 },
    #[error("{ability} cannot go above {cap} with this.")]
    Cap { ability: Ability, cap: u8 },
    #[error("Expertise needs proficiency in {0} (Rules Glossary, Expertise).")]
    NotProficient(Skill),
    #[error("{spell} stands in no spell list that counts here (Spells, Spell Lists).")]
    NotOfList { spell: String },
    #[error("{spell} is of level {level}; level {highest} is the highest here (Spells, Preparing Spells).")]
    SpellLevel { spell: String, level: u8, highest: u8 },
    #[error("Nothing offers a choice of this name.")]
    NoSuchChoice,
    #[error("{item} can be worn or held once at most; only one suit of armour and two hands (Equipment).")]
    Hands { item: String },
    #[error("{item} can be attuned to by {by} alone (Magic Items, Attunement).")]
    AttunedBy { item: String, by: String },
    #[error("At most {most} items can be attuned to (Magic Items, Attunement).")]
    Attunement { most: i32 },
    #[error("{0}")]
    Name(NotAName),
    #[error("Exhaustion has 6 levels, not {0}; the sixth is death (Rules Glossary, Exhaustion).")]
    Exhaustion(u8),
    #[error(
        "Of either kind of Death Saving Throw three decide; {0} cannot be (Playing the Game, Death Saving Throws)."
    )]
    DeathSaves(u8),
}

impl Rule {
    pub(super) fn unknown(id: &ContentId) -> Self {
        Self::Unknown(id.as_str().to_owned())
    }

    pub(crate) fn attuned_by(item: &Item, book: &Book) -> Self {
        let name = |id: &ContentId| book.classes.get(id).map_or(id.slug(), |it| it.name.as_str()).to_owned();
        let by: Vec<String> = item.attuned_by.iter().map(name).collect();
        Self::AttunedBy { item: item.name.clone(), by: by.join(" or ") }
    }
}

impl std::fmt::Display for Illegal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.key, self.rule)
    }
}
