//! A number with its reasons, and a roll with what leans it.

use serde::Serialize;

use crate::book::Test;

/// A number, and what it is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Number<'a> {
    pub total: i32,
    pub reasons: Vec<Reason<'a>>,
}

/// A part of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Reason<'a> {
    pub amount: i32,
    /// In the words of the book: the feature, the item, the ability.
    pub because: &'a str,
}

/// What is rolled with a d20: what is added, and which way it leans.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Roll<'a> {
    pub number: Number<'a>,
    pub lean: Lean<'a>,
    /// Dice that are added.
    pub dice: Vec<(i32, u32, &'a str)>,
    /// The d20 counts at least so much.
    pub die_at_least: Option<(i32, &'a str)>,
    /// The result is at least so much.
    pub total_at_least: Option<(i32, &'a str)>,
    /// A d20 of this face or less is thrown once more.
    pub reroll: Option<(u8, &'a str)>,
    /// It fails by itself.
    pub fails: Option<&'a str>,
}

/// What speaks for Advantage and for Disadvantage, and what only perhaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lean<'a> {
    pub advantage: Vec<&'a str>,
    pub disadvantage: Vec<&'a str>,
    /// Whether it is Advantage, whose it is, and when.
    pub perhaps: Vec<(bool, &'a str, &'a [Test])>,
}

impl<'a> Number<'a> {
    pub fn from(amount: i32, because: &'a str) -> Self {
        // Hardly any number has a single reason, and few have more than four.
        let mut reasons = Vec::with_capacity(4);
        reasons.push(Reason { amount, because });
        Self { total: amount, reasons }
    }

    /// Adds a part; what changes nothing is no reason.
    pub fn add(&mut self, amount: i32, because: &'a str) {
        if amount != 0 {
            self.total += amount;
            self.reasons.push(Reason { amount, because });
        }
    }

    /// Raises the number to at least so much.
    pub fn raise(&mut self, to: i32, because: &'a str) {
        if to > self.total {
            self.add(to - self.total, because);
        }
    }

    /// Lowers it to nothing.
    pub fn stop(&mut self, because: &'a str) {
        self.add(-self.total, because);
    }
}

impl Lean<'_> {
    /// SRD 5.2, "Playing the Game", Advantage/Disadvantage: one of each cancels all.
    pub fn side(&self) -> std::cmp::Ordering {
        (!self.advantage.is_empty()).cmp(&!self.disadvantage.is_empty())
    }
}
