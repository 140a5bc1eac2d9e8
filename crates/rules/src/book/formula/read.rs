//! How a formula is read: sums of products of dice, names, numbers, pairs and tables.

use std::{iter::Peekable, str::CharIndices, str::FromStr};

use super::{Formula, NotAFormula, Tree, Two, bounded};
use crate::limit::{DIE_SIDES_MAX, FORMULA_BYTES_MAX, FORMULA_DEPTH_MAX};

impl FromStr for Formula {
    type Err = NotAFormula;

    fn from_str(text: &str) -> Result<Self, NotAFormula> {
        if text.len() > FORMULA_BYTES_MAX {
            return Err(NotAFormula::Long);
        }
        let mut reader = Reader { rest: text.char_indices().peekable(), end: text.len(), depth: 0 };
        let tree = reader.sum()?;
        reader.skip();
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
        // What has been reckoned may be less than nothing.
        let mut left = if self.takes('-') { self.product()?.less() } else { self.product()? };
        while let Some(two) = self.one_of([('+', Two::Add), ('-', Two::Subtract)]) {
            left = Tree::Two(two, Box::new((left, self.product()?)));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn product(&mut self) -> Result<Tree, NotAFormula> {
        let mut left = self.dice()?;
        while let Some(two) = self.one_of([('*', Two::Times), ('/', Two::Over)]) {
            let right = self.dice()?;
            match two {
                Two::Times if left.throws() && right.throws() => {
                    return Err(NotAFormula::Dice("multiplied by dice"));
                }
                Two::Over if left.throws() || right.throws() => return Err(NotAFormula::Dice("divided")),
                _ => left = Tree::Two(two, Box::new((left, right))),
            }
        }
        Ok(left)
    }

    /// `2d6`, `(1 + above)d8`, `d6`; or what stands before no `d`.
    fn dice(&mut self) -> Result<Tree, NotAFormula> {
        let count = self.atom()?;
        if !self.takes('d') {
            return Ok(count);
        }
        match self.digits().and_then(|it| u32::try_from(it).ok()) {
            _ if count.throws() => Err(NotAFormula::Dice("counted by dice")),
            Some(sides @ 1..=DIE_SIDES_MAX) => Ok(Tree::Dice(Box::new(count), sides)),
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
        if left.throws() || right.throws() {
            return Err(NotAFormula::Dice("compared"));
        }
        self.close(Tree::Two(two, Box::new((left, right))))
    }

    fn table(&mut self) -> Result<Tree, NotAFormula> {
        self.open()?;
        let of = self.sum()?;
        if of.throws() {
            return Err(NotAFormula::Dice("looked up in a table"));
        }
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
        self.skip();
        self.rest.next_if(|(_, it)| *it == sign).is_some()
    }

    fn skip(&mut self) {
        while self.rest.next_if(|(_, it)| *it == ' ').is_some() {}
    }

    fn digits(&mut self) -> Option<i32> {
        self.skip();
        let mut number = None;
        while let Some((_, digit)) = self.rest.next_if(|(_, it)| it.is_ascii_digit()) {
            let digit = i64::from(digit as u32 - '0' as u32);
            number = Some(bounded(i64::from(number.unwrap_or(0)) * 10 + digit));
        }
        number
    }

    /// Letters, dots and underscores: `prof`, `score.str`.
    fn name(&mut self) -> String {
        self.skip();
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
