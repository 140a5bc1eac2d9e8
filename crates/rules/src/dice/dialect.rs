//! What the same letters mean in different games.

use super::expr::{Deed, Which};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whose spelling an expression is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    Avrae,
    #[default]
    Foundry,
    Roll20,
}

impl Dialect {
    /// As in settings and addresses. Never renamed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Avrae => "avrae",
            Self::Foundry => "foundry",
            Self::Roll20 => "roll20",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// How an operation is spelled, and what it does where nothing is chosen.
pub(super) struct Spelling {
    pub(super) text: &'static str,
    pub(super) deed: Deed,
    /// What a number without a sign chooses; none: the number is no choice.
    pub(super) bare: Option<Which>,
    /// What is meant without a number.
    pub(super) alone: Option<(Which, i32)>,
}

impl Spelling {
    /// Whether one of them can begin so.
    pub(super) fn may_begin(byte: u8) -> bool {
        byte.is_ascii_alphabetic() || byte == b'!'
    }
}

const fn spelling(
    text: &'static str,
    deed: Deed,
    bare: Option<Which>,
    alone: Option<(Which, i32)>,
) -> Spelling {
    Spelling { text, deed, bare, alone }
}

use Deed::{
    AtLeast, AtMost, Compound, Count, Deduct, Drop, Explode, ExplodeOnce, Keep, Margin, Penetrate, Reroll,
    RerollAdd, RerollOnce, Subtract,
};
use Which::{Even, Exactly, Highest, Lowest, Odd, Top};

const ONES: Option<(Which, i32)> = Some((Exactly, 1));
const BEST: Option<(Which, i32)> = Some((Highest, 1));
const WORST: Option<(Which, i32)> = Some((Lowest, 1));
const TOP: Option<(Which, i32)> = Some((Top, 0));
const EXACTLY: Option<Which> = Some(Exactly);

/// The same everywhere, also where a game has no word for it.
const COMMON: &[Spelling] = &[
    spelling("kh", Keep, Some(Highest), BEST),
    spelling("kl", Keep, Some(Lowest), WORST),
    spelling("dh", Drop, Some(Highest), BEST),
    spelling("dl", Drop, Some(Lowest), WORST),
    spelling("rr", Reroll, EXACTLY, ONES),
    spelling("ro", RerollOnce, EXACTLY, ONES),
    spelling("ra", RerollAdd, EXACTLY, TOP),
    spelling("mi", AtLeast, None, None),
    spelling("ma", AtMost, None, None),
];

/// Words of Foundry that mean nothing else in Avrae.
const COUNTING: &[Spelling] = &[
    spelling("even", Count, None, Some((Even, 0))),
    spelling("odd", Count, None, Some((Odd, 0))),
    spelling("cs", Count, EXACTLY, TOP),
    spelling("df", Deduct, EXACTLY, ONES),
    spelling("sf", Subtract, EXACTLY, ONES),
    spelling("ms", Margin, None, None),
];

const AVRAE: &[Spelling] = &[
    spelling("k", Keep, EXACTLY, None),
    spelling("p", Drop, EXACTLY, None),
    spelling("ph", Drop, Some(Highest), BEST),
    spelling("pl", Drop, Some(Lowest), WORST),
    spelling("e", Explode, EXACTLY, TOP),
    spelling("eo", ExplodeOnce, EXACTLY, TOP),
    spelling("ec", Compound, EXACTLY, TOP),
    spelling("ep", Penetrate, EXACTLY, TOP),
];

const FOUNDRY: &[Spelling] = &[
    spelling("k", Keep, Some(Highest), BEST),
    spelling("d", Drop, Some(Lowest), WORST),
    spelling("r", RerollOnce, EXACTLY, ONES),
    spelling("x", Explode, EXACTLY, TOP),
    spelling("xo", ExplodeOnce, EXACTLY, TOP),
    spelling("!", Explode, EXACTLY, TOP),
    spelling("!o", ExplodeOnce, EXACTLY, TOP),
    spelling("min", AtLeast, None, None),
    spelling("max", AtMost, None, None),
    spelling("cf", Count, EXACTLY, ONES),
];

const ROLL20: &[Spelling] = &[
    spelling("k", Keep, Some(Highest), BEST),
    spelling("d", Drop, Some(Lowest), WORST),
    spelling("r", Reroll, EXACTLY, ONES),
    spelling("!", Explode, EXACTLY, TOP),
    spelling("!!", Compound, EXACTLY, TOP),
    spelling("!p", Penetrate, EXACTLY, TOP),
    spelling("f", Deduct, EXACTLY, ONES),
];

impl Dialect {
    pub const ALL: [Self; 3] = [Self::Avrae, Self::Foundry, Self::Roll20];

    /// What can be written behind dice, what it does, and whom a number without a sign means; what all games
    /// know comes first.
    pub fn operations(self) -> impl Iterator<Item = (&'static str, Deed, Option<Which>)> {
        let common = |it: &&Spelling| COMMON.iter().any(|one| one.text == it.text);
        let (first, others): (Vec<_>, Vec<_>) = self.spellings().partition(common);
        first.into_iter().chain(others).map(|it| (it.text, it.deed, it.bare))
    }

    /// Of several that stand in one place the longest is meant.
    pub(super) fn spellings(self) -> impl Iterator<Item = &'static Spelling> {
        let (own, counting) = match self {
            Self::Avrae => (AVRAE, COUNTING),
            Self::Foundry => (FOUNDRY, COUNTING),
            Self::Roll20 => (ROLL20, &[][..]),
        };
        own.iter().chain(counting).chain(COMMON)
    }

    /// What a sign before a number chooses. In Roll20 "more" includes the number itself.
    pub(super) fn signs(self) -> &'static [(&'static str, Which)] {
        match self {
            Self::Roll20 => &[
                (">=", Which::NotBelow),
                ("<=", Which::NotAbove),
                (">", Which::NotBelow),
                ("<", Which::NotAbove),
                ("=", Which::Exactly),
            ],
            _ => &[
                (">=", Which::NotBelow),
                ("<=", Which::NotAbove),
                (">", Which::Above),
                ("<", Which::Below),
                ("=", Which::Exactly),
            ],
        }
    }

    /// Whether a sign right behind dice counts them, instead of comparing their sum.
    pub(super) fn counts(self) -> bool {
        self == Self::Roll20
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_begins_as_spellings_may() {
        for spelling in Dialect::ALL.into_iter().flat_map(Dialect::spellings) {
            assert!(spelling.text.bytes().next().is_some_and(Spelling::may_begin), "{}", spelling.text);
        }
    }
}
