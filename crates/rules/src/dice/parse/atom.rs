//! The smallest things that stand for themselves: numbers, dice, names, and whatever is in brackets.

use super::*;

impl Reader<'_> {
    pub(super) fn atom(&mut self) -> Result<Kind, Misread> {
        self.skip();
        match self.peek() {
            Some(b'0'..=b'9') => self.number(),
            Some(b'.') if self.peek_after(1).is_some_and(|it| it.is_ascii_digit()) => self.number(),
            Some(b'd' | b'D') if self.begins_sides(1) => {
                self.at += 1;
                self.throw(Some(1))
            }
            Some(b'(') => self.group("(", ")", ')'),
            Some(b'{') if self.stands("{{") => self.group("{{", "}}", '}'),
            Some(b'{') => self.pool(),
            Some(b'[') if self.stands("[[") => self.group("[[", "]]", ']'),
            Some(b'@') => self.reference(),
            Some(b'?') if self.stands("?{") => self.fail(Fault::Question),
            Some(it) if it.is_ascii_alphabetic() => self.name(),
            _ => self.fail(Fault::NumberExpected),
        }
    }

    /// Whether sides of a die follow after so many bytes.
    fn begins_sides(&self, after: usize) -> bool {
        match self.peek_after(after) {
            Some(b'0'..=b'9' | b'%' | b'(') => true,
            // With a choice behind it, it is what Foundry does with failures.
            Some(b'f' | b'F') => {
                !matches!(self.peek_after(after + 1), Some(b'0'..=b'9' | b'<' | b'>' | b'='))
            }
            _ => false,
        }
    }

    /// A number, or how many dice.
    fn number(&mut self) -> Result<Kind, Misread> {
        let from = self.at;
        let whole = if self.peek() == Some(b'.') { 0 } else { self.integer()? };
        let fraction = self.peek() == Some(b'.') && self.peek_after(1).is_some_and(|it| it.is_ascii_digit());
        if fraction {
            return self.decimal(from, whole);
        }
        if matches!(self.peek(), Some(b'd' | b'D')) && self.begins_sides(1) {
            let count = u32::try_from(whole).ok().filter(|it| *it <= DICE_PER_ROLL_MAX);
            let count = count.ok_or(Misread { at: from, fault: Fault::Dice })?;
            self.at += 1;
            return self.throw(Some(count));
        }
        let amount = Amount::fraction(whole, 1).ok_or(Misread { at: from, fault: Fault::TooLarge })?;
        self.push(Step::Number(amount))
    }

    fn decimal(&mut self, from: usize, whole: i64) -> Result<Kind, Misread> {
        let too_large = Misread { at: from, fault: Fault::TooLarge };
        self.at += 1;
        let begin = self.at;
        let behind = self.integer()?;
        let scale = 10_i64.checked_pow((self.at - begin) as u32);
        let amount =
            scale.and_then(|scale| Amount::fraction(behind, scale)?.plus(Amount::fraction(whole, 1)?));
        self.push(Step::Number(amount.ok_or(too_large)?))
    }

    /// Dice, from their sides on. Without a count it is on the stack.
    fn throw(&mut self, count: Option<u32>) -> Result<Kind, Misread> {
        let from = self.at;
        let sides = match self.peek() {
            Some(b'%') => {
                self.at += 1;
                Sides::Plain(100)
            }
            Some(b'f' | b'F') => {
                self.at += 1;
                Sides::Fudge
            }
            Some(b'(') => {
                self.group("(", ")", ')')?;
                Sides::Computed
            }
            _ => {
                let sides = u32::try_from(self.integer()?).unwrap_or(u32::MAX);
                if !(1..=DIE_SIDES_MAX).contains(&sides) {
                    return Err(Misread { at: from, fault: Fault::Sides });
                }
                Sides::Plain(sides)
            }
        };
        self.push(Step::Throw { count, sides, ops: Ops::default() })?;
        Ok(Kind::Throw(self.expr.steps.len() - 1))
    }

    /// Parentheses: one thing, or several as a set. What is alone in them can be operated on from outside.
    fn group(&mut self, open: &str, close: &str, named: char) -> Result<Kind, Misread> {
        self.at += open.len();
        self.skip();
        for command in ["/roll ", "/r ", "/gmr ", "/br "] {
            if open == "[[" && self.takes(command) {
                break;
            }
        }
        let kind = self.nested(|it| it.items(close, named, open == "("))?;
        let dice = open != "{{" && matches!(self.peek(), Some(b'd' | b'D')) && self.begins_sides(1);
        if dice && !matches!(kind, Kind::Set(_)) {
            self.at += 1;
            return self.throw(None);
        }
        Ok(kind)
    }

    /// Foundry's and Roll20's set.
    fn pool(&mut self) -> Result<Kind, Misread> {
        self.at += 1;
        self.nested(|it| it.items("}", '}', true))
    }

    fn items(&mut self, close: &str, named: char, many: bool) -> Result<Kind, Misread> {
        let (mut items, mut kind, mut comma) = (0_u16, Kind::Group, false);
        loop {
            self.skip();
            if many && self.takes(close) {
                break;
            }
            if items > 0 && !comma {
                self.expect(close, named)?;
                break;
            }
            kind = match self.comparison()? {
                Kind::Plain => Kind::Group,
                other => other,
            };
            items += 1;
            self.skip();
            comma = many && self.takes(",");
        }
        if items == 1 && !comma {
            return Ok(kind);
        }
        let ops = Ops { first: self.expr.ops.len() as u16, count: 0 };
        self.push(Step::Set { items, ops })?;
        Ok(Kind::Set(self.expr.steps.len() - 1))
    }

    /// `@str`, `@abilities.str.mod` or `@{str}`.
    fn reference(&mut self) -> Result<Kind, Misread> {
        let at = self.at;
        self.at += 1;
        let braced = self.takes("{");
        let from = self.at;
        let is_part = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b'-') && braced;
        let is_bare = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_');
        while self.peek().is_some_and(|it| if braced { is_part(it) || it == b' ' } else { is_bare(it) }) {
            self.at += 1;
        }
        // A full stop ends a sentence.
        let to = from + self.text[from..self.at].trim_end_matches(['.', ' ']).len();
        if from == to {
            return Err(Misread { at, fault: Fault::Name });
        }
        let word = self.word(from, to);
        if braced {
            self.expect("}", '}')?;
        } else {
            self.at = to;
        }
        self.push(Step::Reference(word))
    }

    fn name(&mut self) -> Result<Kind, Misread> {
        for (word, op) in [("adv", BEST_OF_TWO), ("dis", WORST_OF_TWO)] {
            if self.takes_word(word) {
                let ops = Ops { first: self.expr.ops.len() as u16, count: 1 };
                self.expr.ops.push(op);
                self.push(Step::Throw { count: Some(2), sides: Sides::Plain(20), ops })?;
                return Ok(Kind::Throw(self.expr.steps.len() - 1));
            }
        }
        let called = FUNCTIONS.iter().find(|(name, _)| self.stands(name));
        let Some((name, function)) = called.filter(|(name, _)| self.peek_after(name.len()) == Some(b'('))
        else {
            return self.unknown();
        };
        let at = self.at;
        self.at += name.len() + 1;
        let arguments = self.nested(Self::arguments)?;
        let right = match function {
            Function::Least | Function::Most => arguments >= 1,
            _ => arguments == 1,
        };
        if !right {
            return Err(Misread { at, fault: Fault::Arguments(name) });
        }
        self.push(Step::Call(*function, arguments))
    }

    fn arguments(&mut self) -> Result<u16, Misread> {
        let mut count = 0;
        loop {
            self.comparison()?;
            count += 1;
            self.skip();
            if !self.takes(",") {
                self.expect(")", ')')?;
                return Ok(count);
            }
        }
    }

    /// `adv` or `dis` behind the whole: the first d20 is thrown twice.
    pub(super) fn luck(&mut self) -> Result<(), Misread> {
        self.skip();
        let from = self.at;
        let op = if self.takes_word("adv") {
            BEST_OF_TWO
        } else if self.takes_word("dis") {
            WORST_OF_TWO
        } else {
            return Ok(());
        };
        let first = self.expr.ops.len() as u16;
        let d20 = self.expr.steps.iter_mut().find_map(|it| match it {
            Step::Throw { count: Some(count), sides: Sides::Plain(20), ops }
                if *count == 1 && ops.count == 0 =>
            {
                Some((count, ops))
            }
            _ => None,
        });
        let Some((count, ops)) = d20 else {
            self.at = from;
            return self.unknown();
        };
        (*count, *ops) = (2, Ops { first, count: 1 });
        self.expr.ops.push(op);
        Ok(())
    }
}
