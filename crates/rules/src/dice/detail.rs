//! A roll with everything that happened in it.

use std::fmt;

use super::chance::Chance;
use super::expr::{Binary, Expr, Step};
use super::fault::Unrolled;
use super::pick::{Die, Part};
use super::roll::{Table, Watch, Why};
use super::{Amount, write};

/// What an expression came to, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// Exact.
    pub amount: Amount,
    pub throws: Vec<Throw>,
    /// Sets, by their step.
    pub sets: Vec<(usize, Vec<Kept>)>,
    /// What is added up, by its tags: damage by its type.
    pub shares: Vec<Share>,
}

/// Dice that were thrown together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Throw {
    /// Which step of the expression.
    pub step: usize,
    /// None for fudge dice.
    pub sides: Option<u32>,
    pub dice: Vec<Thrown>,
}

/// One die, and everything it showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thrown {
    pub faces: Vec<Face>,
    pub shows: i32,
    /// What it adds where it is kept.
    pub worth: i32,
    pub kept: bool,
    pub exploded: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    pub shows: i32,
    pub why: Why,
}

/// An item of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    pub amount: Amount,
    pub kept: bool,
}

/// A part of the sum. All shares together are the amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub amount: Amount,
    /// In the order in which they were written.
    pub tags: Vec<String>,
}

/// Rolls an expression once.
///
/// # Errors
/// When it cannot be rolled.
pub fn roll(
    expr: &Expr,
    values: &dyn Fn(&str) -> Option<Amount>,
    chance: &mut impl Chance,
) -> Result<Roll, Unrolled> {
    let mut notes = Notes { came: vec![Amount::ZERO; expr.steps.len()], ..Notes::default() };
    let amount = Table::default().run(expr, values, chance, &mut notes)?;
    let shares = shares(expr, &notes.came);
    Ok(Roll { amount, throws: notes.throws, sets: notes.sets, shares })
}

impl Roll {
    /// What counts: without what is behind the point.
    pub fn total(&self) -> i64 {
        self.amount.truncated()
    }

    /// The expression with everything that fell, and what it came to: `4d6kh3 (4, 4, 6, (3)) = 14`.
    pub fn story(&self, expr: &Expr) -> String {
        let fell = |step| {
            let throw = self.throws.iter().find(|it| it.step == step)?;
            let dice: Vec<String> = throw.dice.iter().map(ToString::to_string).collect();
            Some(format!(" ({})", dice.join(", ")))
        };
        format!("{} = {}", write::annotated(expr, fell), self.total())
    }

    /// The kept face of the only d20, where there is one: what makes a natural twenty.
    pub fn natural(&self) -> Option<i32> {
        let mut d20s = self.throws.iter().filter(|it| it.sides == Some(20));
        let (first, None) = (d20s.next()?, d20s.next()) else { return None };
        let mut kept = first.dice.iter().filter(|it| it.kept);
        let (die, None) = (kept.next()?, kept.next()) else { return None };
        Some(die.shows)
    }
}

#[derive(Default)]
struct Notes {
    throws: Vec<Throw>,
    sets: Vec<(usize, Vec<Kept>)>,
    came: Vec<Amount>,
}

impl Watch for Notes {
    fn begin(&mut self, step: usize, sides: i32) {
        let sides = u32::try_from(sides).ok().filter(|it| *it > 0);
        self.throws.push(Throw { step, sides, dice: Vec::new() });
    }

    fn face(&mut self, die: usize, shows: i32, why: Why) {
        let Some(throw) = self.throws.last_mut() else { return };
        let face = Face { shows, why };
        match throw.dice.get_mut(die) {
            Some(thrown) => thrown.faces.push(face),
            None => throw.dice.push(Thrown {
                faces: vec![face],
                shows,
                worth: shows,
                kept: true,
                exploded: false,
            }),
        }
    }

    fn end(&mut self, dice: &[Die]) {
        let thrown = self.throws.last_mut().map(|it| &mut it.dice).into_iter().flatten();
        for (thrown, die) in thrown.zip(dice) {
            (thrown.shows, thrown.worth, thrown.kept, thrown.exploded) =
                (die.shows, die.worth, die.kept, die.exploded);
        }
    }

    fn set(&mut self, step: usize, parts: &[Part]) {
        let kept = parts.iter().map(|it| Kept { amount: it.value, kept: it.kept });
        self.sets.push((step, kept.collect()));
    }

    fn came(&mut self, step: usize, amount: Amount) {
        self.came[step] = amount;
    }
}

/// Walks down the sums from the last step; whatever is no sum is one share.
fn shares(expr: &Expr, came: &[Amount]) -> Vec<Share> {
    let begins = begins(expr);
    let mut shares = Vec::new();
    let mut open: Vec<(usize, bool, Vec<String>)> = vec![(expr.steps.len() - 1, false, Vec::new())];
    while let Some((step, minus, tags)) = open.pop() {
        let sum = match expr.steps[step] {
            Step::Binary(Binary::Add) => Some(minus),
            Step::Binary(Binary::Subtract) => Some(!minus),
            _ => None,
        };
        if let Some(right_minus) = sum {
            let right = step - 1;
            open.push((right, right_minus, tags.clone()));
            open.push((begins[right] - 1, minus, tags));
            continue;
        }
        match expr.steps[step] {
            Step::Negate => open.push((step - 1, !minus, tags)),
            Step::Tag(word) => {
                let mut all = vec![expr.word(word).to_owned()];
                all.extend(tags);
                open.push((step - 1, minus, all));
            }
            _ => {
                let tags = if tags.is_empty() { within(expr, begins[step], step) } else { tags };
                let amount = if minus { came[step].negated() } else { came[step] };
                shares.push(Share { amount, tags });
            }
        }
    }
    shares
}

/// The tags inside of something that is no sum, if it is all of one kind: half of some fire is fire.
fn within(expr: &Expr, from: usize, to: usize) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for step in &expr.steps[from..to] {
        if let Step::Tag(word) = step {
            let tag = expr.word(*word).to_owned();
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    if tags.len() == 1 { tags } else { Vec::new() }
}

/// For each step the first one of all that it takes in.
fn begins(expr: &Expr) -> Vec<usize> {
    let (mut begins, mut stack) = (Vec::with_capacity(expr.steps.len()), Vec::new());
    for (index, step) in expr.steps.iter().enumerate() {
        let taken = step.takes();
        let first = stack.len().saturating_sub(taken);
        let begin = stack.drain(first..).next().unwrap_or(index);
        begins.push(begin);
        stack.push(begin);
    }
    begins
}

/// As people read it: what is dropped in brackets, what changed with an arrow.
impl fmt::Display for Thrown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.kept {
            out.write_str("(")?;
        }
        for (place, face) in self.faces.iter().enumerate() {
            let before = match face.why {
                _ if place == 0 => "",
                Why::Added => "+",
                _ => "→",
            };
            write!(out, "{before}{}", face.shows)?;
        }
        if self.exploded {
            out.write_str("!")?;
        }
        if !self.kept {
            out.write_str(")")?;
        }
        Ok(())
    }
}
