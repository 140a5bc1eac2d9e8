//! Why a wish for a character is not granted, in words for the player.

use crate::text::NotAName;

/// A refusal is part of play: a code for programs and a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("This character is not known here.")]
    CharacterNotFound,
    #[error("This character has already begun.")]
    CharacterExists,
    #[error("You hold {max} characters, which is as many as one account can keep.")]
    TooManyCharacters { max: u32 },
    #[error("This character is retired. Restore it first.")]
    CharacterRetired,
    #[error("This character is not retired.")]
    CharacterNotRetired,
    #[error("{0}")]
    NameRefused(#[from] NotAName),
    #[error("The name did not come along. Send it again with the change.")]
    TextMissing,
    #[error("There is no species `{0}`.")]
    UnknownSpecies(String),
    #[error("There is no dye `{0}`.")]
    UnknownDye(String),
    #[error("There is no keepsake `{0}`.")]
    UnknownKeepsake(String),
    #[error("There is no outfit `{0}`.")]
    UnknownOutfit(String),
    #[error("There is no hair `{0}`.")]
    UnknownHair(String),
    #[error("The hair `{0}` is not worn by this species.")]
    HairUnsuited(String),
    #[error("There is no colour of hair `{0}`.")]
    UnknownHairColour(String),
    #[error("There is no skin `{0}`.")]
    UnknownSkin(String),
    #[error("Nobody of this species has the skin `{0}`.")]
    SkinUnsuited(String),
    #[error("That would change nothing.")]
    NothingChanges,
    #[error("Only the last change can be undone, and that was another one.")]
    NotTheLastCommand,
    #[error("There is nothing to undo.")]
    NothingToUndo,
}

impl Refusal {
    /// Every code, in the order of the alphabet.
    pub const CODES: [&'static str; 19] = [
        "CHARACTER_EXISTS",
        "CHARACTER_NOT_FOUND",
        "CHARACTER_NOT_RETIRED",
        "CHARACTER_RETIRED",
        "HAIR_UNSUITED",
        "NAME_REFUSED",
        "NOTHING_CHANGES",
        "NOTHING_TO_UNDO",
        "NOT_THE_LAST_COMMAND",
        "SKIN_UNSUITED",
        "TEXT_MISSING",
        "TOO_MANY_CHARACTERS",
        "UNKNOWN_DYE",
        "UNKNOWN_HAIR",
        "UNKNOWN_HAIR_COLOUR",
        "UNKNOWN_KEEPSAKE",
        "UNKNOWN_OUTFIT",
        "UNKNOWN_SKIN",
        "UNKNOWN_SPECIES",
    ];

    /// The code that programs read; documented with the API and never renamed.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CharacterNotFound => "CHARACTER_NOT_FOUND",
            Self::CharacterExists => "CHARACTER_EXISTS",
            Self::TooManyCharacters { .. } => "TOO_MANY_CHARACTERS",
            Self::CharacterRetired => "CHARACTER_RETIRED",
            Self::CharacterNotRetired => "CHARACTER_NOT_RETIRED",
            Self::NameRefused(_) => "NAME_REFUSED",
            Self::TextMissing => "TEXT_MISSING",
            Self::UnknownSpecies(_) => "UNKNOWN_SPECIES",
            Self::UnknownDye(_) => "UNKNOWN_DYE",
            Self::UnknownKeepsake(_) => "UNKNOWN_KEEPSAKE",
            Self::UnknownOutfit(_) => "UNKNOWN_OUTFIT",
            Self::UnknownHair(_) => "UNKNOWN_HAIR",
            Self::HairUnsuited(_) => "HAIR_UNSUITED",
            Self::UnknownHairColour(_) => "UNKNOWN_HAIR_COLOUR",
            Self::UnknownSkin(_) => "UNKNOWN_SKIN",
            Self::SkinUnsuited(_) => "SKIN_UNSUITED",
            Self::NothingChanges => "NOTHING_CHANGES",
            Self::NotTheLastCommand => "NOT_THE_LAST_COMMAND",
            Self::NothingToUndo => "NOTHING_TO_UNDO",
        }
    }
}
