//! Why a wish with goods is not granted: a sentence for the player, with its place in the book.

/// A rule says no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("The book has no {0}.")]
    Unknown(String),
    #[error("That is not here.")]
    NotHere,
    #[error("There are {has} of {item} here, and not {count}.")]
    TooFew { item: String, has: u32, count: u32 },
    #[error("One to {most} of a kind can be dealt with at once.")]
    Count { most: u32 },
    #[error("Nobody holds more than {most} things.")]
    Room { most: usize },
    #[error("Packs within packs go at most {most} deep.")]
    Depth { most: u8 },
    #[error("Nobody counts so many coins.")]
    TooRich,
    #[error("Nothing would change.")]
    NothingChanges,
    #[error("It costs {price} CP, and here are {has} (Equipment, Coins).")]
    TooPoor { price: u64, has: i64 },
    #[error("Those coins are not in the purse (Equipment, Coins).")]
    NoSuchCoins,
    #[error("So few coins do not make a single one of the other kind (Equipment, Coins).")]
    TooLittle,
    #[error("{0} has no price, and is not traded (Equipment).")]
    Priceless(String),
    #[error("{0} holds nothing that could be unpacked (Equipment, Adventuring Gear).")]
    NothingInside(String),
    #[error("That is more than one can lift, push or drag: {limit} lb. (Rules Glossary, Carrying Capacity).")]
    TooHeavy { limit: u64 },
    #[error("{0}")]
    Hands(#[from] crate::build::Rule),
    #[error("{item} is taken by {by}, which must be put away first (Equipment).")]
    HandTaken { item: String, by: String },
    #[error("{0} is held and not worn (Equipment, Weapons).")]
    NotWorn(String),
    #[error("{0} asks for no attunement (Equipment, Attunement).")]
    NeedsNoAttunement(String),
    #[error(
        "One attunes during a Short Rest, with nothing else in mind (Equipment, Attune during a Short Rest)."
    )]
    NotResting,
    #[error(transparent)]
    AttunedBy(crate::build::Rule),
    #[error("{0} is attuned to already (Equipment, Attunement).")]
    Attuned(String),
    #[error("{0} is not attuned to (Equipment, Attunement).")]
    NotAttuned(String),
    #[error("One attunes to one {0} alone, not to two of a kind (Equipment, Attunement).")]
    SecondCopy(String),
    #[error("At most {most} magic items can be attuned to; another must end first (Equipment, Attunement).")]
    AttunementFull { most: u32 },
    #[error("Starting equipment was taken already (Character Creation, Starting Equipment).")]
    Started,
    #[error("Starting equipment is not chosen yet: {0} (Character Creation, Starting Equipment).")]
    NotChosen(String),
    #[error("Goods come from a mint and end in a fire, but nobody gives to either.")]
    NotAHolder,
    #[error("One cannot give something to oneself.")]
    ToOneself,
}
