//! What cannot be ordered, and the rule that forbids it.

/// Why not, by the rule that forbids it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("It is not anybody's turn.")]
    NoTurn,
    #[error("{0} cannot act now (Rules Glossary, Incapacitated).")]
    Incapacitated(String),
    #[error("The action of this turn is used (Playing the Game, Actions).")]
    NoAction,
    #[error("The Bonus Action of this turn is used (Playing the Game, Bonus Actions).")]
    NoBonusAction,
    #[error("Nothing of what {0} takes is left.")]
    Spent(String),
    #[error("{0} cannot be done in one's own turn.")]
    NotNow(String),
    #[error("Only one spell slot can be spent in a turn (Spells, Casting Time).")]
    OneSlot,
    #[error("That square is out of reach (Playing the Game, Movement).")]
    TooFar,
    #[error("{0} is out of range (Playing the Game, Range).")]
    OutOfRange(String),
    #[error("Nothing leads in a straight line to {0} (Rules Glossary, Cover).")]
    NoLine(String),
    #[error("Nobody goes nearer to what frightens them (Rules Glossary, Frightened).")]
    Afraid,
    #[error("{0} is not to be seen (Playing the Game, Vision and Light).")]
    Unseen(String),
    #[error("{0} is for {count} at most (Spells, Targets).", count = targets(*.1))]
    TooMany(String, i32),
    #[error("{0} has charmed it (Rules Glossary, Charmed).")]
    Charmed(String),
    #[error("{0} is of another kind than it is for (Spells, Targets).")]
    OfAnotherKind(String),
    #[error("{0} is for somebody else (Spells, Targets).")]
    Oneself(String),
    #[error("What it goes on with is over.")]
    Over,
    #[error("There is nobody to aim at.")]
    NoTarget,
    #[error("{0} cannot fly now (Rules Glossary, Flying).")]
    Grounded(String),
    #[error("{0} lies on the ground, and crawls (Rules Glossary, Prone).")]
    Lying(String),
    #[error("It is not lying down.")]
    NotProne,
    #[error("It does not burn (Rules Glossary, Burning).")]
    NotBurning,
    #[error("Nobody holds it.")]
    NotHeld,
    #[error("{0} is more than one size larger (Rules Glossary, Unarmed Strike).")]
    TooLarge(String),
    #[error("No hand is free (Rules Glossary, Grappling).")]
    NoHand,
    #[error("An enemy has it in sight (Rules Glossary, Hide).")]
    InSight,
    #[error("{0} neither sees nor hears, and finds nothing (Rules Glossary, Blinded, Deafened).")]
    Senseless(String),
    #[error("No word of {0} is heard here (Spells, Verbal).")]
    Unheard(String),
    #[error("{0} takes a hand that is free (Spells, Somatic).")]
    NoGesture(String),
    #[error("{0} casts no spells in this form (Rules Glossary, Shape-Shifting).")]
    NoSpells(String),
    #[error(transparent)]
    Form(#[from] super::WrongForm),
    #[error(transparent)]
    Shaping(#[from] super::WrongShaping),
    #[error(transparent)]
    Way(#[from] super::WrongWay),
    #[error(transparent)]
    Urging(#[from] super::WrongUrging),
    #[error(transparent)]
    Intent(#[from] super::WrongIntent),
    #[error("There is no such act.")]
    NoAct,
}

fn targets(count: i32) -> String {
    if count == 1 { "one target".to_owned() } else { format!("{count} targets") }
}
