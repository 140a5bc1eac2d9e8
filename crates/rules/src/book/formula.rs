//! Numbers that depend on who asks: `8 + prof + wis`, `(1 + above)d8`, `by(barbarian, 1: 2, 9: 3, 16: 4)`.
//! The grammar of content, much smaller than that of dice: everything is whole, division rounds down
//! (SRD 5.2, "Playing the Game", Round Down).

mod read;
mod sum;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use sum::Sum;

use crate::{
    limit::{DICE_PER_ROLL_MAX, FORMULA_BYTES_MAX, FORMULA_DEPTH_MAX, FORMULA_NUMBER_MAX},
    text_shape,
};

/// A formula, read; it keeps its text.
#[derive(Clone, Debug)]
pub struct Formula {
    text: Box<str>,
    tree: Tree,
}

/// What was read, for whoever puts it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tree {
    Number(i32),
    Name(Box<str>),
    Dice(Box<Tree>, u32),
    Two(Two, Box<(Tree, Tree)>),
    /// A row of a table: the largest step that the first formula reaches; nothing below the first.
    By(Box<Tree>, Vec<(i32, Tree)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Two {
    Add,
    Subtract,
    Times,
    Over,
    Least,
    Most,
}

/// Why a text is not a formula.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAFormula {
    #[error("a formula has at most {FORMULA_BYTES_MAX} bytes")]
    Long,
    #[error("parentheses go at most {FORMULA_DEPTH_MAX} deep")]
    Deep,
    #[error("dice cannot be {0}")]
    Dice(&'static str),
    #[error("at character {at}: expected {expected}")]
    Expected { at: usize, expected: &'static str },
}

impl Formula {
    pub fn number(number: i32) -> Self {
        Self { text: number.to_string().into(), tree: Tree::Number(number) }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number that it always is, whoever asks.
    pub fn constant(&self) -> Option<i32> {
        match self.tree {
            Tree::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What it comes to. A name that `value` does not know counts as nothing; dice are left to be thrown.
    pub fn sum(&self, value: &dyn Fn(&str) -> Option<i32>) -> Sum {
        let mut sum = Sum::default();
        self.tree.add(1, value, &mut sum);
        sum
    }

    /// What it comes to where dice do not belong; they count as nothing.
    pub fn value(&self, value: &dyn Fn(&str) -> Option<i32>) -> i32 {
        self.tree.value(value)
    }

    /// Twice its average, which is a whole number.
    pub fn twice_average(&self, value: &dyn Fn(&str) -> Option<i32>) -> i32 {
        self.tree.twice_average(1, value)
    }

    /// Puts what it comes to in its own place. What counts `dealt` or `used` is left: that is known only later.
    pub fn settle(&mut self, value: &dyn Fn(&str) -> Option<i32>) {
        let names = self.names();
        if names.is_empty() || names.contains(&"dealt") || names.contains(&"used") {
            return;
        }
        // Written and read again, so that it is the same wherever its text comes.
        if let Ok(settled) = self.sum(value).to_string().replace('\u{2212}', "-").parse() {
            *self = settled;
        }
    }

    /// What it comes to when nothing depends on anybody, as a weapon's dice do.
    pub fn plain(&self) -> Sum {
        self.sum(&|_| None)
    }

    /// Every name in it, from left to right.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.tree.names(&mut names);
        names
    }
}

impl Tree {
    /// What is taken away from nothing.
    fn less(self) -> Self {
        Self::Two(Two::Subtract, Box::new((Self::Number(0), self)))
    }

    pub(crate) fn value(&self, value: &dyn Fn(&str) -> Option<i32>) -> i32 {
        match self {
            Self::Number(number) => *number,
            Self::Name(name) => value(name).unwrap_or(0),
            Self::Dice(..) => 0,
            Self::Two(two, sides) => two.of(sides.0.value(value), sides.1.value(value)),
            Self::By(of, rows) => row(of.value(value), rows).map_or(0, |it| it.value(value)),
        }
    }

    /// Whether dice are thrown anywhere in it.
    pub(crate) fn throws(&self) -> bool {
        match self {
            Self::Number(_) | Self::Name(_) => false,
            Self::Dice(..) => true,
            Self::Two(_, sides) => sides.0.throws() || sides.1.throws(),
            Self::By(_, rows) => rows.iter().any(|(_, it)| it.throws()),
        }
    }

    fn add(&self, times: i32, value: &dyn Fn(&str) -> Option<i32>, sum: &mut Sum) {
        match self {
            Self::Dice(count, sides) => {
                let most = i64::from(DICE_PER_ROLL_MAX);
                let count = i64::from(count.value(value).max(0)) * i64::from(times);
                let count = count.clamp(-most, most) as i32;
                if count != 0 {
                    sum.dice.push((count, *sides));
                }
            }
            Self::Two(Two::Add, sides) => {
                sides.0.add(times, value, sum);
                sides.1.add(times, value, sum);
            }
            Self::Two(Two::Subtract, sides) => {
                sides.0.add(times, value, sum);
                sides.1.add(-times, value, sum);
            }
            Self::Two(Two::Times, sides) if self.throws() => {
                // Dice stand on one side only: the reader sees to it.
                let (dice, by) = if sides.0.throws() { (&sides.0, &sides.1) } else { (&sides.1, &sides.0) };
                dice.add(bounded(i64::from(times) * i64::from(by.value(value))), value, sum);
            }
            Self::By(of, rows) => {
                if let Some(row) = row(of.value(value), rows) {
                    row.add(times, value, sum);
                }
            }
            _ => sum.flat = bounded(i64::from(sum.flat) + i64::from(times) * i64::from(self.value(value))),
        }
    }

    fn twice_average(&self, times: i32, value: &dyn Fn(&str) -> Option<i32>) -> i32 {
        match self {
            Self::Dice(count, sides) => {
                (count.value(value) * times).clamp(0, DICE_PER_ROLL_MAX as i32) * (*sides as i32 + 1)
            }
            Self::Two(Two::Add, sides) => {
                sides.0.twice_average(times, value) + sides.1.twice_average(times, value)
            }
            Self::Two(Two::Times, sides) if matches!(sides.1, Self::Dice(..) | Self::By(..)) => {
                sides.1.twice_average(times * sides.0.value(value), value)
            }
            Self::By(of, rows) => row(of.value(value), rows).map_or(0, |it| it.twice_average(times, value)),
            _ => bounded(2 * i64::from(times) * i64::from(self.value(value))),
        }
    }

    pub(crate) fn names<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Number(_) => {}
            Self::Name(name) => names.push(name),
            Self::Dice(count, _) => count.names(names),
            Self::Two(_, sides) => {
                sides.0.names(names);
                sides.1.names(names);
            }
            Self::By(of, rows) => {
                of.names(names);
                rows.iter().for_each(|(_, it)| it.names(names));
            }
        }
    }
}

fn row(reached: i32, rows: &[(i32, Tree)]) -> Option<&Tree> {
    rows.iter().rev().find(|(step, _)| reached >= *step).map(|(_, it)| it)
}

fn bounded(number: i64) -> i32 {
    number.clamp(-i64::from(FORMULA_NUMBER_MAX), i64::from(FORMULA_NUMBER_MAX)) as i32
}

impl Two {
    pub(crate) fn of(self, left: i32, right: i32) -> i32 {
        let (wide_left, wide_right) = (i64::from(left), i64::from(right));
        match self {
            Self::Add => bounded(wide_left + wide_right),
            Self::Subtract => bounded(wide_left - wide_right),
            Self::Times => bounded(wide_left * wide_right),
            // What is divided by nothing is nothing.
            Self::Over if right == 0 => 0,
            // Rounded down below nothing too, whichever side the minus is on.
            Self::Over => bounded((wide_left * wide_right.signum()).div_euclid(wide_right.abs())),
            Self::Least => left.min(right),
            Self::Most => left.max(right),
        }
    }
}

impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.tree == other.tree
    }
}

impl Eq for Formula {}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Formula {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

text_shape!(
    Formula,
    "A number that depends on who asks, such as `8 + prof + wis`, `(1 + above)d8` or `by(level, 1: 1, 5: 2)`.",
    "^[a-z0-9 ._()+*/,:-]+$",
    "1d8 + str"
);
