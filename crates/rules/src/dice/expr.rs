//! What is to be rolled, in the order in which it is done: a number or throw is laid onto a stack, an
//! operation takes from it. So whoever walks through an expression needs no recursion.

use super::{Amount, write};
use std::fmt;

/// An expression that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    pub(super) steps: Vec<Step>,
    pub(super) ops: Vec<Op>,
    /// Names and tags, one after the other.
    pub(super) words: String,
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Number(Amount),
    /// A throw of dice. Without a count it is taken from the stack, and so are sides without a number, first.
    Throw {
        count: Option<u32>,
        sides: Sides,
        ops: Ops,
    },
    /// So many of the stack as one set.
    Set {
        items: u16,
        ops: Ops,
    },
    /// A value of whoever rolls.
    Reference(Word),
    Negate,
    Binary(Binary),
    Call(Function, u16),
    /// What the last one is, in words.
    Tag(Word),
}

/// Sides of a die.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// From one to so many.
    Plain(u32),
    /// Minus one, nothing, plus one.
    Fudge,
    Computed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// Rounded down.
    DivideWhole,
    Remainder,
    Power,
    Equal,
    Unequal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    Floor,
    Ceiling,
    Round,
    Absolute,
    Least,
    Most,
}

/// Part of the operations of an expression: the first one, and how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ops {
    pub(super) first: u16,
    pub(super) count: u16,
}

/// Part of the words of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub(super) first: u16,
    pub(super) bytes: u16,
}

/// Something done with the dice of a throw, or with the items of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Op {
    pub deed: Deed,
    pub which: Which,
    pub number: i32,
    /// Chooses together with the one before it.
    pub joined: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Keep,
    Drop,
    /// Until none is chosen.
    Reroll,
    RerollOnce,
    /// Once, for one, keeping the first.
    RerollAdd,
    Explode,
    /// Each die of the beginning at most once.
    ExplodeOnce,
    /// Onto the same die.
    Compound,
    /// Each die after the first counts one less.
    Penetrate,
    AtLeast,
    AtMost,
    /// Chosen ones count one, others nothing.
    Count,
    /// Chosen ones count minus one.
    Deduct,
    /// Chosen ones count what they show, negative.
    Subtract,
    /// The number is taken from the sum.
    Margin,
}

/// Which of those that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Exactly,
    Highest,
    Lowest,
    Above,
    Below,
    NotBelow,
    NotAbove,
    Even,
    Odd,
    /// What shows the most that it can.
    Top,
}

impl Step {
    /// How many it takes from the stack.
    pub fn takes(&self) -> usize {
        match self {
            Self::Number(_) | Self::Reference(_) => 0,
            Self::Throw { count, sides, .. } => {
                usize::from(count.is_none()) + usize::from(*sides == Sides::Computed)
            }
            Self::Set { items, .. } => usize::from(*items),
            Self::Negate | Self::Tag(_) => 1,
            Self::Binary(_) => 2,
            Self::Call(_, count) => usize::from(*count),
        }
    }
}

impl Expr {
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many operations there are, on all throws together.
    pub fn operations(&self) -> usize {
        self.ops.len()
    }

    pub fn ops(&self, ops: Ops) -> &[Op] {
        let first = usize::from(ops.first);
        self.ops.get(first..first + usize::from(ops.count)).unwrap_or_default()
    }

    /// The throw of a step by itself, with so many dice of that kind. None: the step is no throw.
    pub fn alone(&self, step: usize, count: u32, sides: Sides) -> Option<Self> {
        let Step::Throw { ops, .. } = *self.steps.get(step)? else { return None };
        let own = self.ops(ops).to_vec();
        let ops = Ops { first: 0, count: ops.count };
        let steps = vec![Step::Throw { count: Some(count), sides, ops }];
        Some(Self { steps, ops: own, words: String::new() })
    }

    pub fn word(&self, word: Word) -> &str {
        let first = usize::from(word.first);
        self.words.get(first..first + usize::from(word.bytes)).unwrap_or_default()
    }

    /// Names of values that it asks for, each once, in their order.
    pub fn references(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for step in &self.steps {
            if let Step::Reference(word) = step
                && !names.contains(&self.word(*word))
            {
                names.push(self.word(*word));
            }
        }
        names
    }
}

/// In one spelling, whatever it was written in; that one is understood in every dialect.
impl fmt::Display for Expr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&write::normal(self))
    }
}
