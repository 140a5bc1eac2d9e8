//! Why a wish is not granted: a sentence for the player, with its place in the book.

use crate::book::Condition;

/// A rule says no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("The dead do nothing and feel nothing, until something revives them (Rules Glossary, Dead).")]
    Dead,
    #[error("Only the dead can be revived (Rules Glossary, Dead).")]
    NotDead,
    #[error("That is more than can be counted here.")]
    TooMuch,
    #[error("Nothing would change.")]
    NothingChanges,
    #[error("Every hit point is there already (Playing the Game, Healing).")]
    Whole,
    #[error(
        "There are {0} temporary hit points already, and they do not add up (Playing the Game, Temporary Hit Points)."
    )]
    Temporary(u32),
    #[error(
        "Death saves are rolled at 0 hit points, while one is not Stable (Playing the Game, Death Saving Throws)."
    )]
    NotDying,
    #[error("{0} does nothing to this character, who is immune to it (Playing the Game, Immunity).")]
    Immune(Condition),
    #[error("The character is {0} already, and a condition does not stack (Playing the Game, Conditions).")]
    HasCondition(Condition),
    #[error("The character is not {0} (Playing the Game, Conditions).")]
    HasNotCondition(Condition),
    #[error(
        "At 0 hit points one stays Unconscious until some are regained (Playing the Game, Falling Unconscious)."
    )]
    StillDown,
    #[error("Whoever is {0} takes no actions, Bonus Actions or Reactions (Rules Glossary, Incapacitated).")]
    Helpless(Condition),
    #[error("There is no Exhaustion to recover from (Rules Glossary, Exhaustion).")]
    NotTired,
    #[error("Nothing is concentrated on (Rules Glossary, Concentration).")]
    NoConcentration,
    #[error("The book has no {0}.")]
    Unknown(String),
    #[error("{0} is not known to this character (Spells, Gaining Spells).")]
    NotKnown(String),
    #[error("{0} is written in the spellbook but not prepared (Spells, Preparing Spells).")]
    NotPrepared(String),
    #[error("No spell can be cast as things are, because of {0} (Spells, Casting Spells).")]
    NoSpells(String),
    #[error("{0} is no cantrip, and takes a spell slot (Spells, Casting without Slots).")]
    NoCantrip(String),
    #[error("{0} is a cantrip, and takes no slot (Spells, Cantrips).")]
    IsCantrip(String),
    #[error("{spell} is of level {level} and does not fit a slot of level {slot} (Spells, Spell Slots).")]
    SlotLow { spell: String, level: u8, slot: u8 },
    #[error("No spell slot of level {0} is left (Spells, Spell Slots).")]
    NoSlot(u8),
    #[error("No Pact Magic slot is left (Classes, Pact Magic).")]
    NoPactSlot,
    #[error("{0} has no casting left that needs no slot (Spells, Casting without Slots).")]
    NoFree(String),
    #[error("{0} does not have the Ritual tag (Spells, Rituals).")]
    NoRitual(String),
    #[error("{0} cannot be cast by itself; something else brings it about.")]
    NotByItself(String),
    #[error("{0} is only done upon oneself.")]
    OnlyOwn(String),
    #[error("{0} is done upon others.")]
    OnlyOthers(String),
    #[error("There is no way of number {0} to do this.")]
    NoWay(u8),
    #[error("This character has no {0}.")]
    NoSuchActivity(String),
    #[error("{activity} cannot be done: {why} ({place}).")]
    NotNow { activity: String, why: String, place: String },
    #[error("Nothing of {what} is left; it returns {returns} ({place}).")]
    NothingLeft { what: String, returns: String, place: String },
    #[error("No Hit Point Die of this kind is left (Rules Glossary, Hit Point Dice).")]
    NoHitDie,
    #[error("It costs {0} hit points, and there are not more than that.")]
    TooFewHp(u32),
    #[error("It uses up {0}, and there is none.")]
    NoItem(String),
    #[error(
        "Slots of these levels cannot come back here: {levels} levels together, none above {highest}, only what is spent ({place})."
    )]
    SlotsBack { levels: u32, highest: u8, place: String },
    #[error("{0} is not active.")]
    NotActive(String),
    #[error("{0} does not end by will.")]
    NotByWill(String),
    #[error("{0} has no time after which it ends.")]
    Timeless(String),
    #[error(
        "There is Heroic Inspiration already; another is lost unless it is given away (Rules Glossary, Heroic Inspiration)."
    )]
    HasInspiration,
    #[error("There is no Heroic Inspiration to spend (Rules Glossary, Heroic Inspiration).")]
    NoInspiration,
    #[error("A rest begins with at least 1 hit point (Rules Glossary, {0}).")]
    RestAtZero(&'static str),
    #[error(
        "The last Long Rest ended {hours} hours ago; the next begins in {more} at the earliest (Rules Glossary, Long Rest)."
    )]
    RestTooSoon { hours: u32, more: u32 },
    #[error(
        "A rest that was interrupted within an hour gives nothing (Rules Glossary, Long Rest, Short Rest)."
    )]
    RestBroken,
    #[error("Level 20 is the highest (Character Creation, Level Advancement).")]
    HighestLevel,
    #[error(
        "Nobody grows at 0 hit points: some must be regained first (Playing the Game, Falling Unconscious)."
    )]
    GrowsAtZero,
    #[error(
        "Level {level} takes {needs} experience points, and there are {has} (Character Creation, Character Advancement)."
    )]
    XpShort { level: u8, needs: u32, has: u32 },
    #[error("This character grows by milestones and counts no experience points.")]
    Milestones,
    #[error(transparent)]
    Lacks(#[from] crate::sheet::Lack),
    #[error("{0}")]
    Illegal(#[from] crate::build::Rule),
}
