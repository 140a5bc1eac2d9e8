//! What is wrong with an expression, in words, and where.

use crate::limit::{
    DICE_PER_ROLL_MAX, DIE_SIDES_MAX, EXPRESSION_BYTES_MAX, EXPRESSION_DEPTH_MAX, EXPRESSION_STEPS_MAX,
};

/// An expression that is not understood: why, and the byte where it goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct Misread {
    pub at: usize,
    pub fault: Fault,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("There is nothing to roll.")]
    Empty,
    #[error("An expression has at most {EXPRESSION_BYTES_MAX} bytes.")]
    TooLong,
    #[error("Parentheses go at most {EXPRESSION_DEPTH_MAX} deep.")]
    TooDeep,
    #[error("An expression has at most {EXPRESSION_STEPS_MAX} parts.")]
    TooMany,
    #[error("Here a number, dice or a parenthesis is expected.")]
    NumberExpected,
    #[error("`{0}` is expected here.")]
    Expected(char),
    #[error("`{0}` is not understood here.")]
    Unknown(String),
    #[error("This number is too large.")]
    TooLarge,
    #[error("A die has from 1 to {DIE_SIDES_MAX} sides.")]
    Sides,
    #[error("One roll throws at most {DICE_PER_ROLL_MAX} dice.")]
    Dice,
    #[error("Say how many, or which: `{0}` needs a number.")]
    Choice(&'static str),
    #[error("`{0}` works with dice only.")]
    DiceOnly(&'static str),
    #[error(
        "`r` alone means different things in different games. Write `ro` (once) or `rr` (until it fits)."
    )]
    PlainReroll,
    #[error("`{0}` takes other numbers: one alone, but for `min` and `max`.")]
    Arguments(&'static str),
    #[error("A name follows `@`, as in `@str`.")]
    Name,
    #[error("Write the number instead: nobody is asked here.")]
    Question,
}

/// A roll that cannot be made, though its expression was understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unrolled {
    #[error("One roll throws at most {DICE_PER_ROLL_MAX} dice, those that are thrown again included.")]
    Dice,
    #[error("A die has from 1 to {DIE_SIDES_MAX} sides.")]
    Sides,
    #[error("Nothing can be divided by zero.")]
    ByZero,
    #[error("The result is too large, or a fraction too fine, to be kept exact.")]
    TooLarge,
    #[error("A power has a whole exponent from 0 to 64.")]
    Power,
    #[error("How many dice, and how many sides, are whole numbers and not negative.")]
    NotWhole,
    #[error("Nobody told what `@{0}` is.")]
    Unknown(String),
    #[error("Every throw is thrown again for ever.")]
    Endless,
}
