//! Numbers that depend on who asks: `8 + prof + wis`, `(1 + above)d8`, `by(barbarian, 1: 2, 9: 3, 16: 4)`.
//! The grammar of content, much smaller than that of dice: everything is whole, division rounds down
//! (SRD 5.2, "Playing the Game", Round Down).

use std::{fmt, iter::Peekable, str::CharIndices, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    dice::Chance,
    limit::{DICE_PER_ROLL_MAX, FORMULA_BYTES_MAX, FORMULA_DEPTH_MAX, FORMULA_NUMBER_MAX},
    text_shape,
};

/// A formula, read; it keeps its text.
#[derive(Clone, Debug)]
pub struct Formula {
    text: Box<str>,
    tree: Tree,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Tree {
    Number(i32),
    Name(Box<str>),
    Dice(Box<Tree>, u32),
    Two(Two, Box<(Tree, Tree)>),
    /// A row of a table: the largest step that the first formula reaches; nothing below the first.
    By(Box<Tree>, Vec<(i32, Tree)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Two {
    Add,
    Subtract,
    Times,
    Over,
    Least,
    Most,
}

/// What a formula comes to: dice to be thrown, each kind once with how many, and a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many, and of how many sides; in the order of the formula.
    pub dice: Vec<(i32, u32)>,
    pub flat: i32,
}

/// Why a text is not a formula.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAFormula {
    #[error("a formula has at most {FORMULA_BYTES_MAX} bytes")]
    Long,
    #[error("parentheses go at most {FORMULA_DEPTH_MAX} deep")]
    Deep,
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

impl Sum {
    /// Throws the dice and adds everything up.
    pub fn roll(&self, chance: &mut dyn Chance) -> i32 {
        let thrown = |(count, sides): &(i32, u32)| {
            (0..*count).map(|_| chance.draw(*sides) as i32).sum::<i32>()
        };
        self.dice.iter().map(thrown).sum::<i32>().saturating_add(self.flat)
    }

    /// Twice its average, which is a whole number.
    pub fn twice_average(&self) -> i32 {
        self.dice.iter().map(|(count, sides)| count * (*sides as i32 + 1)).sum::<i32>() + 2 * self.flat
    }

    /// The same with each die twice (SRD 5.2, "Playing the Game", Critical Hits).
    pub fn critical(&self) -> Self {
        Self { dice: self.dice.iter().map(|(count, sides)| (2 * count, *sides)).collect(), flat: self.flat }
    }

    pub fn plus(mut self, other: &Self) -> Self {
        self.dice.extend(&other.dice);
        self.flat = bounded(i64::from(self.flat) + i64::from(other.flat));
        self
    }
}

/// `2d6 + 3`, as people write it.
impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (count, sides)) in self.dice.iter().enumerate() {
            let sign = if place > 0 { " + " } else { "" };
            write!(f, "{sign}{count}d{sides}")?;
        }
        match (self.dice.is_empty(), self.flat) {
            (true, flat) => write!(f, "{flat}"),
            (false, 0) => Ok(()),
            (false, flat) if flat < 0 => write!(f, " \u{2212} {}", flat.unsigned_abs()),
            (false, flat) => write!(f, " + {flat}"),
        }
    }
}

impl Tree {
    fn value(&self, value: &dyn Fn(&str) -> Option<i32>) -> i32 {
        match self {
            Self::Number(number) => *number,
            Self::Name(name) => value(name).unwrap_or(0),
            Self::Dice(..) => 0,
            Self::Two(two, sides) => two.of(sides.0.value(value), sides.1.value(value)),
            Self::By(of, rows) => row(of.value(value), rows).map_or(0, |it| it.value(value)),
        }
    }

    fn add(&self, times: i32, value: &dyn Fn(&str) -> Option<i32>, sum: &mut Sum) {
        match self {
            Self::Dice(count, sides) => {
                let count = (count.value(value) * times).clamp(0, DICE_PER_ROLL_MAX as i32);
                if count > 0 {
                    sum.dice.push((count, *sides));
                }
            }
            Self::Two(Two::Add, sides) => {
                sides.0.add(times, value, sum);
                sides.1.add(times, value, sum);
            }
            Self::Two(Two::Times, sides) if matches!(sides.1, Self::Dice(..) | Self::By(..)) => {
                sides.1.add(times * sides.0.value(value), value, sum);
            }
            Self::By(of, rows) => {
                if let Some(row) = row(of.value(value), rows) {
                    row.add(times, value, sum);
                }
            }
            _ => sum.flat = bounded(i64::from(sum.flat) + i64::from(times) * i64::from(self.value(value))),
        }
    }

    fn names<'a>(&'a self, names: &mut Vec<&'a str>) {
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
    fn of(self, left: i32, right: i32) -> i32 {
        let (wide_left, wide_right) = (i64::from(left), i64::from(right));
        match self {
            Self::Add => bounded(wide_left + wide_right),
            Self::Subtract => bounded(wide_left - wide_right),
            Self::Times => bounded(wide_left * wide_right),
            // Rounded down, below nothing too; what is divided by nothing is nothing.
            Self::Over => if right == 0 { 0 } else { bounded(wide_left.div_euclid(wide_right)) },
            Self::Least => left.min(right),
            Self::Most => left.max(right),
        }
    }
}

impl FromStr for Formula {
    type Err = NotAFormula;

    fn from_str(text: &str) -> Result<Self, NotAFormula> {
        if text.len() > FORMULA_BYTES_MAX {
            return Err(NotAFormula::Long);
        }
        let mut reader = Reader { rest: text.char_indices().peekable(), end: text.len(), depth: 0 };
        let tree = reader.sum()?;
        match reader.rest.peek() {
            None => Ok(Self { text: text.into(), tree }),
            Some(_) => Err(reader.expected("an operator or the end")),
        }
    }
}

struct Reader<'a> {
    rest: Peekable<CharIndices<'a>>,
    end: usize,
    depth: usize,
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<Tree, NotAFormula> {
        self.depth += 1;
        if self.depth > FORMULA_DEPTH_MAX {
            return Err(NotAFormula::Deep);
        }
        let mut left = self.product()?;
        while let Some(two) = self.one_of([('+', Two::Add), ('-', Two::Subtract)]) {
            left = Tree::Two(two, Box::new((left, self.product()?)));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn product(&mut self) -> Result<Tree, NotAFormula> {
        let mut left = self.dice()?;
        while let Some(two) = self.one_of([('*', Two::Times), ('/', Two::Over)]) {
            left = Tree::Two(two, Box::new((left, self.dice()?)));
        }
        Ok(left)
    }

    /// `2d6`, `(1 + above)d8`, `d6`; or what stands before no `d`.
    fn dice(&mut self) -> Result<Tree, NotAFormula> {
        let count = self.atom()?;
        if !self.takes('d') {
            return Ok(count);
        }
        match self.digits() {
            Some(sides) if sides > 0 => Ok(Tree::Dice(Box::new(count), sides as u32)),
            _ => Err(self.expected("the sides of the dice")),
        }
    }

    fn atom(&mut self) -> Result<Tree, NotAFormula> {
        if self.takes('(') {
            let inside = self.sum()?;
            return self.close(inside);
        }
        if let Some(number) = self.digits() {
            return Ok(Tree::Number(number));
        }
        let name = self.name();
        match name.as_str() {
            "" => Err(self.expected("a number, a name or a parenthesis")),
            "by" => self.table(),
            "max" => self.pair(Two::Most),
            "min" => self.pair(Two::Least),
            _ => Ok(Tree::Name(name.into())),
        }
    }

    fn pair(&mut self, two: Two) -> Result<Tree, NotAFormula> {
        self.open()?;
        let left = self.sum()?;
        if !self.takes(',') {
            return Err(self.expected("a comma"));
        }
        let right = self.sum()?;
        self.close(Tree::Two(two, Box::new((left, right))))
    }

    fn table(&mut self) -> Result<Tree, NotAFormula> {
        self.open()?;
        let of = self.sum()?;
        let mut rows: Vec<(i32, Tree)> = Vec::new();
        while self.takes(',') {
            let step = self.digits().ok_or_else(|| self.expected("a step"))?;
            if !self.takes(':') || rows.last().is_some_and(|(before, _)| *before >= step) {
                return Err(self.expected("steps that rise, each with a colon"));
            }
            rows.push((step, self.sum()?));
        }
        self.close(Tree::By(Box::new(of), rows))
    }

    fn open(&mut self) -> Result<(), NotAFormula> {
        if self.takes('(') { Ok(()) } else { Err(self.expected("a parenthesis")) }
    }

    fn close(&mut self, inside: Tree) -> Result<Tree, NotAFormula> {
        if self.takes(')') { Ok(inside) } else { Err(self.expected("a closing parenthesis")) }
    }

    fn one_of(&mut self, signs: [(char, Two); 2]) -> Option<Two> {
        signs.into_iter().find(|(sign, _)| self.takes(*sign)).map(|(_, two)| two)
    }

    fn takes(&mut self, sign: char) -> bool {
        while self.rest.next_if(|(_, it)| *it == ' ').is_some() {}
        self.rest.next_if(|(_, it)| *it == sign).is_some()
    }

    fn digits(&mut self) -> Option<i32> {
        self.takes('\0');
        let mut number = None;
        while let Some((_, digit)) = self.rest.next_if(|(_, it)| it.is_ascii_digit()) {
            let digit = i64::from(digit as u32 - '0' as u32);
            number = Some(bounded(i64::from(number.unwrap_or(0)) * 10 + digit));
        }
        number
    }

    /// Letters, dots and underscores: `prof`, `score.str`.
    fn name(&mut self) -> String {
        self.takes('\0');
        let mut name = String::new();
        let fits = |it: char| it.is_ascii_lowercase() || it == '.' || it == '_';
        while let Some((_, letter)) = self.rest.next_if(|(_, it)| fits(*it)) {
            name.push(letter);
        }
        name
    }

    fn expected(&mut self, expected: &'static str) -> NotAFormula {
        let at = self.rest.peek().map_or(self.end, |(at, _)| *at) + 1;
        NotAFormula::Expected { at, expected }
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
