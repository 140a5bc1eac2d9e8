//! From text to steps. Every byte is looked at a bounded number of times, and nesting is counted.

use super::Amount;
use super::dialect::{Dialect, Spelling};
use super::expr::{Binary, Deed, Expr, Function, Op, Ops, Sides, Step, Which, Word};
use super::fault::{Fault, Misread};
use crate::limit::{
    DICE_PER_ROLL_MAX, DIE_SIDES_MAX, EXPRESSION_BYTES_MAX, EXPRESSION_DEPTH_MAX, EXPRESSION_STEPS_MAX,
};

mod atom;

/// Reads an expression.
///
/// # Errors
/// What is not understood, and where.
pub fn parse(text: &str, dialect: Dialect) -> Result<Expr, Misread> {
    if text.len() > EXPRESSION_BYTES_MAX {
        return Err(Misread { at: EXPRESSION_BYTES_MAX, fault: Fault::TooLong });
    }
    let expr = Expr { steps: Vec::with_capacity(4), ops: Vec::new(), words: String::new() };
    let mut reader = Reader { text, at: 0, dialect, depth: 0, expr };
    reader.skip();
    if reader.rest().is_empty() {
        return reader.fail(Fault::Empty);
    }
    reader.comparison()?;
    reader.luck()?;
    reader.skip();
    match reader.peek() {
        // What follows is for people.
        None | Some(b'#') => Ok(reader.expr),
        Some(_) => reader.unknown(),
    }
}

/// What was read last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Dice or a set; its place among the steps.
    Throw(usize),
    Set(usize),
    /// Something else, in parentheses or without.
    Group,
    Plain,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    dialect: Dialect,
    depth: usize,
    expr: Expr,
}

const BEST_OF_TWO: Op = Op { deed: Deed::Keep, which: Which::Highest, number: 1, joined: false };
const WORST_OF_TWO: Op = Op { which: Which::Lowest, ..BEST_OF_TWO };

const COMPARISONS: [(&str, Binary); 7] = [
    ("==", Binary::Equal),
    ("!=", Binary::Unequal),
    (">=", Binary::GreaterEqual),
    ("<=", Binary::LessEqual),
    (">", Binary::Greater),
    ("<", Binary::Less),
    ("=", Binary::Equal),
];
const PRODUCTS: [(&str, Binary); 4] =
    [("//", Binary::DivideWhole), ("/", Binary::Divide), ("*", Binary::Multiply), ("%", Binary::Remainder)];
const SUMS: [(&str, Binary); 2] = [("+", Binary::Add), ("-", Binary::Subtract)];

const FUNCTIONS: [(&str, Function); 6] = [
    ("floor", Function::Floor),
    ("ceil", Function::Ceiling),
    ("round", Function::Round),
    ("abs", Function::Absolute),
    ("min", Function::Least),
    ("max", Function::Most),
];

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn peek_after(&self, bytes: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + bytes).copied()
    }

    fn skip(&mut self) {
        while self.peek().is_some_and(|it| it.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Whether this stands here, in small or large letters.
    fn stands(&self, word: &str) -> bool {
        let bytes = self.text.as_bytes().get(self.at..self.at + word.len());
        bytes.is_some_and(|it| it.eq_ignore_ascii_case(word.as_bytes()))
    }

    fn takes(&mut self, word: &str) -> bool {
        let stands = self.stands(word);
        self.at += if stands { word.len() } else { 0 };
        stands
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let ends = self.peek_after(word.len()).is_none_or(|it| !it.is_ascii_alphanumeric());
        ends && self.takes(word)
    }

    fn one_of<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        self.skip();
        let found = table.iter().find(|(text, _)| self.stands(text))?;
        self.at += found.0.len();
        Some(found.1)
    }

    fn expect(&mut self, text: &str, named: char) -> Result<(), Misread> {
        self.skip();
        if self.takes(text) { Ok(()) } else { self.fail(Fault::Expected(named)) }
    }

    fn fail<T>(&self, fault: Fault) -> Result<T, Misread> {
        Err(Misread { at: self.at, fault })
    }

    fn unknown<T>(&self) -> Result<T, Misread> {
        let word: String = self.rest().chars().take_while(|it| it.is_alphanumeric()).take(12).collect();
        match self.rest().chars().next() {
            None => self.fail(Fault::NumberExpected),
            Some(sign) if word.is_empty() => self.fail(Fault::Unknown(sign.to_string())),
            Some(_) => self.fail(Fault::Unknown(word)),
        }
    }

    fn push(&mut self, step: Step) -> Result<Kind, Misread> {
        if self.expr.steps.len() >= EXPRESSION_STEPS_MAX {
            return self.fail(Fault::TooMany);
        }
        self.expr.steps.push(step);
        Ok(Kind::Plain)
    }

    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Misread>) -> Result<T, Misread> {
        if self.depth >= EXPRESSION_DEPTH_MAX {
            return self.fail(Fault::TooDeep);
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn word(&mut self, from: usize, to: usize) -> Word {
        let first = self.expr.words.len() as u16;
        let text = self.text.get(from..to).unwrap_or_default().trim();
        self.expr.words.push_str(text);
        Word { first, bytes: text.len() as u16 }
    }

    fn comparison(&mut self) -> Result<Kind, Misread> {
        self.chain(&COMPARISONS, Self::sum)
    }

    fn sum(&mut self) -> Result<Kind, Misread> {
        self.chain(&SUMS, Self::product)
    }

    fn product(&mut self) -> Result<Kind, Misread> {
        self.chain(&PRODUCTS, Self::signed)
    }

    /// Parts with signs between them, from the left.
    fn chain(
        &mut self,
        signs: &[(&str, Binary)],
        part: fn(&mut Self) -> Result<Kind, Misread>,
    ) -> Result<Kind, Misread> {
        let mut kind = part(self)?;
        while let Some(sign) = self.one_of(signs) {
            part(self)?;
            kind = self.push(Step::Binary(sign))?;
        }
        Ok(kind)
    }

    fn signed(&mut self) -> Result<Kind, Misread> {
        let (mut signs, mut minus) = (0, false);
        while let Some(sign) = self.one_of(&SUMS) {
            signs += 1;
            minus ^= sign == Binary::Subtract;
        }
        let kind = self.power()?;
        match (signs, minus) {
            (0, _) => Ok(kind),
            (_, true) => self.push(Step::Negate),
            (_, false) => Ok(Kind::Plain),
        }
    }

    fn power(&mut self) -> Result<Kind, Misread> {
        let kind = self.tagged()?;
        self.skip();
        if !self.takes("**") {
            return Ok(kind);
        }
        self.nested(Self::signed)?;
        self.push(Step::Binary(Binary::Power))
    }

    fn tagged(&mut self) -> Result<Kind, Misread> {
        let mut kind = self.operated()?;
        loop {
            self.skip();
            if self.peek() != Some(b'[') || self.stands("[[") {
                return Ok(kind);
            }
            let Some(long) = self.rest().find(']') else {
                self.at = self.text.len();
                return self.fail(Fault::Expected(']'));
            };
            let word = self.word(self.at + 1, self.at + long);
            self.at += long + 1;
            kind = self.push(Step::Tag(word))?;
        }
    }

    /// Something with the operations behind it.
    fn operated(&mut self) -> Result<Kind, Misread> {
        self.skip();
        let in_group = matches!(self.peek(), Some(b'(' | b'{' | b'['));
        let mut kind = self.atom()?;
        let mut joins = !in_group;
        while let Some(op) = self.op(kind)? {
            if kind == Kind::Group {
                let ops = Ops { first: self.expr.ops.len() as u16, count: 0 };
                self.push(Step::Set { items: 1, ops })?;
                kind = Kind::Set(self.expr.steps.len() - 1);
            }
            self.append(kind, op, joins);
            joins = true;
        }
        Ok(kind)
    }

    /// The operations of a step are the last ones there are.
    fn append(&mut self, kind: Kind, mut op: Op, joins: bool) {
        let (Kind::Throw(place) | Kind::Set(place)) = kind else { return };
        let (Step::Throw { ops, .. } | Step::Set { ops, .. }) = &mut self.expr.steps[place] else { return };
        if ops.count == 0 {
            ops.first = self.expr.ops.len() as u16;
        }
        let before = self.expr.ops.last().filter(|_| ops.count > 0);
        let choice = !matches!(op.deed, Deed::AtLeast | Deed::AtMost | Deed::Margin);
        let alike = before.is_some_and(|it| it.deed == op.deed);
        op.joined = joins && choice && alike && self.dialect == Dialect::Avrae;
        ops.count += 1;
        self.expr.ops.push(op);
    }

    fn op(&mut self, kind: Kind) -> Result<Option<Op>, Misread> {
        if kind == Kind::Plain {
            return Ok(None);
        }
        self.skip();
        let from = self.at;
        if self.dialect.counts()
            && let Some((which, number)) = self.choice()?
        {
            return Ok(Some(Op { deed: Deed::Count, which, number, joined: false }));
        }
        // The quickest answer to what mostly follows dice: a sum, or nothing.
        if !self.peek().is_some_and(Spelling::may_begin) {
            return Ok(None);
        }
        if ["adv", "dis"].iter().any(|it| self.stands(it)) {
            return Ok(None);
        }
        let known = self.dialect.spellings().filter(|it| self.stands(it.text));
        let Some(spelling) = known.max_by_key(|it| it.text.len()) else {
            if self.dialect == Dialect::Avrae && matches!(kind, Kind::Throw(_)) && self.stands("r") {
                return self.fail(Fault::PlainReroll);
            }
            return Ok(None);
        };
        let choosing = matches!(spelling.deed, Deed::Keep | Deed::Drop | Deed::Count | Deed::Deduct);
        if !matches!(kind, Kind::Throw(_)) && !choosing {
            return self.fail(Fault::DiceOnly(spelling.text));
        }
        self.at += spelling.text.len();
        let (which, number) = self.chosen(spelling, from)?;
        Ok(Some(Op { deed: spelling.deed, which, number, joined: false }))
    }

    fn chosen(&mut self, spelling: &Spelling, from: usize) -> Result<(Which, i32), Misread> {
        if let Some(chosen) = self.choice()? {
            return Ok(chosen);
        }
        if self.dialect == Dialect::Avrae && self.takes("max") {
            return Ok((Which::Top, 0));
        }
        let ends = match self.peek() {
            Some(b'h' | b'H') => Some(Which::Highest),
            Some(b'l' | b'L') => Some(Which::Lowest),
            _ => None,
        };
        if let Some(which) = ends
            && self.dialect == Dialect::Avrae
            && self.peek_after(1).is_some_and(|it| it.is_ascii_digit())
        {
            self.at += 1;
            return Ok((which, self.small()?));
        }
        if self.peek().is_some_and(|it| it.is_ascii_digit()) {
            match (spelling.bare, spelling.alone) {
                (Some(which), _) => return Ok((which, self.small()?)),
                (None, None) => return Ok((Which::Exactly, self.small()?)),
                (None, Some(_)) => {}
            }
        }
        let fault = Fault::Choice(spelling.text);
        spelling.alone.ok_or(Misread { at: from, fault })
    }

    /// A sign and a number.
    fn choice(&mut self) -> Result<Option<(Which, i32)>, Misread> {
        let from = self.at;
        let signs = self.dialect.signs();
        let Some((text, which)) = signs.iter().find(|(text, _)| self.stands(text)) else {
            return Ok(None);
        };
        self.at += text.len();
        let minus = self.takes("-");
        if !self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.at = from;
            return Ok(None);
        }
        let number = self.small()?;
        Ok(Some((*which, if minus { -number } else { number })))
    }

    fn small(&mut self) -> Result<i32, Misread> {
        let from = self.at;
        let number = self.integer()?;
        i32::try_from(number).map_err(|_wide| Misread { at: from, fault: Fault::TooLarge })
    }

    fn integer(&mut self) -> Result<i64, Misread> {
        let from = self.at;
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = &self.text[from..self.at];
        digits.parse().map_err(|_wide| Misread { at: from, fault: Fault::TooLarge })
    }
}
