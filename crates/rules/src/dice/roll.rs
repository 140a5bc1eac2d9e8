//! A roll: the steps of an expression, done.

use super::Amount;
use super::chance::Chance;
use super::expr::{Binary, Deed, Expr, Function, Op, Sides, Step, Which};
use super::fault::Unrolled;
use super::pick::{Die, Item, Part, pick, pick_from, sum};
use crate::limit::{DICE_PER_ROLL_MAX, DIE_SIDES_MAX};

/// Why a die shows what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Thrown,
    /// Thrown again; what it showed before is gone.
    Again,
    /// Another die, because of one that exploded.
    Exploded,
    /// Added onto what the same die showed.
    Added,
    /// Raised or lowered to that.
    Set,
}

/// Hears what happens. The empty one makes the quickest roll.
pub(super) trait Watch {
    /// Dice are thrown by a step.
    fn begin(&mut self, _step: usize, _sides: i32) {}
    /// A die of that throw, by its place, shows something.
    fn face(&mut self, _die: usize, _shows: i32, _why: Why) {}
    fn end(&mut self, _dice: &[Die]) {}
    fn set(&mut self, _step: usize, _parts: &[Part]) {}
    /// What a step came to.
    fn came(&mut self, _step: usize, _amount: Amount) {}
}

impl Watch for () {}

/// A table to roll on; it can be used again and again.
#[derive(Clone, Debug, Default)]
pub struct Table {
    stack: Vec<Amount>,
    dice: Vec<Die>,
    parts: Vec<Part>,
    picked: Vec<bool>,
    order: Vec<u16>,
    thrown: u32,
}

impl Table {
    /// What an expression comes to. `values` knows what stands behind its references.
    ///
    /// # Errors
    /// When it cannot be rolled.
    pub fn total(
        &mut self,
        expr: &Expr,
        values: &dyn Fn(&str) -> Option<Amount>,
        chance: &mut impl Chance,
    ) -> Result<Amount, Unrolled> {
        self.run(expr, values, chance, &mut ())
    }

    /// Dice of the last roll, those that were thrown again included.
    pub fn thrown(&self) -> u32 {
        self.thrown
    }

    pub(super) fn run<W: Watch>(
        &mut self,
        expr: &Expr,
        values: &dyn Fn(&str) -> Option<Amount>,
        chance: &mut impl Chance,
        watch: &mut W,
    ) -> Result<Amount, Unrolled> {
        self.stack.clear();
        self.thrown = 0;
        for (index, step) in expr.steps.iter().enumerate() {
            let amount = match *step {
                Step::Number(amount) => amount,
                Step::Throw { count, sides, ops } => {
                    let sides = self.sides(sides)?;
                    let count = match count {
                        Some(count) => count,
                        None => small(self.pop())?,
                    };
                    watch.begin(index, sides);
                    let sum = self.throw(count, sides, expr.ops(ops), chance, watch)?;
                    watch.end(&self.dice);
                    Amount::whole(sum)
                }
                Step::Set { items, ops } => {
                    let sum = self.set(usize::from(items), expr.ops(ops))?;
                    watch.set(index, &self.parts);
                    sum
                }
                Step::Reference(word) => {
                    let name = expr.word(word);
                    values(name).ok_or_else(|| Unrolled::Unknown(name.to_owned()))?
                }
                Step::Negate => self.pop().negated(),
                Step::Binary(binary) => {
                    let right = self.pop();
                    binary.of(self.pop(), right)?
                }
                Step::Call(function, count) => self.call(function, usize::from(count)),
                Step::Tag(_) => self.pop(),
            };
            watch.came(index, amount);
            self.stack.push(amount);
        }
        Ok(self.pop())
    }

    fn pop(&mut self) -> Amount {
        self.stack.pop().unwrap_or(Amount::ZERO)
    }

    /// Sides of a die; none: it is a fudge die, of three faces around nothing.
    fn sides(&mut self, sides: Sides) -> Result<i32, Unrolled> {
        match sides {
            Sides::Plain(sides) => Ok(sides as i32),
            Sides::Fudge => Ok(0),
            Sides::Computed => {
                let sides = small(self.pop())?;
                if (1..=DIE_SIDES_MAX).contains(&sides) { Ok(sides as i32) } else { Err(Unrolled::Sides) }
            }
        }
    }

    fn draw(&mut self, sides: i32, chance: &mut impl Chance) -> Result<i32, Unrolled> {
        self.thrown += 1;
        if self.thrown > DICE_PER_ROLL_MAX {
            return Err(Unrolled::Dice);
        }
        Ok(if sides == 0 { chance.draw(3) as i32 - 2 } else { chance.draw(sides as u32) as i32 })
    }

    /// Another die on the table.
    fn add<W: Watch>(
        &mut self,
        sides: i32,
        less: i32,
        why: Why,
        chance: &mut impl Chance,
        watch: &mut W,
    ) -> Result<i32, Unrolled> {
        let face = self.draw(sides, chance)?;
        let shows = face - less;
        let top = if sides == 0 { 1 } else { sides };
        watch.face(self.dice.len(), shows, why);
        self.dice.push(Die { shows, worth: shows, top, kept: true, exploded: false });
        Ok(face)
    }

    fn throw<W: Watch>(
        &mut self,
        count: u32,
        sides: i32,
        ops: &[Op],
        chance: &mut impl Chance,
        watch: &mut W,
    ) -> Result<i64, Unrolled> {
        self.dice.clear();
        if self.thrown.saturating_add(count) > DICE_PER_ROLL_MAX {
            return Err(Unrolled::Dice);
        }
        for _ in 0..count {
            self.add(sides, 0, Why::Thrown, chance, watch)?;
        }
        let mut margin = 0;
        for group in ops.chunk_by(|_, next| next.joined) {
            let op = group[0];
            match op.deed {
                Deed::Margin => margin += i64::from(op.number),
                Deed::AtLeast | Deed::AtMost => self.bound(op, watch),
                Deed::Reroll | Deed::RerollOnce => self.again(sides, group, chance, watch)?,
                Deed::RerollAdd | Deed::Explode | Deed::ExplodeOnce => {
                    self.explode(sides, group, chance, watch)?;
                }
                Deed::Compound | Deed::Penetrate => self.pile(sides, group, chance, watch)?,
                Deed::Keep | Deed::Drop | Deed::Count | Deed::Deduct | Deed::Subtract => self.judge(group),
            }
        }
        let sum: i64 = self.dice.iter().filter(|it| it.kept).map(|it| i64::from(it.worth)).sum();
        Ok(sum - margin)
    }

    fn pick(&mut self, group: &[Op]) {
        pick(&self.dice, group, &mut self.order, &mut self.picked);
    }

    /// What needs no other throw.
    fn judge(&mut self, group: &[Op]) {
        self.pick(group);
        for (die, picked) in self.dice.iter_mut().zip(&self.picked) {
            match (group[0].deed, *picked) {
                (Deed::Keep, picked) => die.kept &= picked,
                (Deed::Drop, true) => die.kept = false,
                (Deed::Count, picked) => die.worth = i32::from(picked),
                (Deed::Deduct, true) => die.worth = -1,
                (Deed::Subtract, true) => die.worth = -die.shows,
                _ => {}
            }
        }
    }

    fn bound<W: Watch>(&mut self, op: Op, watch: &mut W) {
        for (place, die) in self.dice.iter_mut().enumerate().filter(|(_, it)| it.kept) {
            let bounded =
                if op.deed == Deed::AtLeast { die.shows.max(op.number) } else { die.shows.min(op.number) };
            if bounded != die.shows {
                (die.shows, die.worth) = (bounded, bounded);
                watch.face(place, bounded, Why::Set);
            }
        }
    }

    fn again<W: Watch>(
        &mut self,
        sides: i32,
        group: &[Op],
        chance: &mut impl Chance,
        watch: &mut W,
    ) -> Result<(), Unrolled> {
        loop {
            self.pick(group);
            let mut any = false;
            for place in 0..self.dice.len() {
                if self.picked[place] {
                    let shows = self.draw(sides, chance)?;
                    watch.face(place, shows, Why::Again);
                    (self.dice[place].shows, self.dice[place].worth) = (shows, shows);
                    any = true;
                }
            }
            if !any || group[0].deed == Deed::RerollOnce {
                return Ok(());
            }
        }
    }

    /// Another die for each that is chosen; for those that come of it, too, unless it is done once.
    fn explode<W: Watch>(
        &mut self,
        sides: i32,
        group: &[Op],
        chance: &mut impl Chance,
        watch: &mut W,
    ) -> Result<(), Unrolled> {
        let deed = group[0].deed;
        let by_rank = group.iter().any(|it| matches!(it.which, Which::Highest | Which::Lowest));
        let mut from = 0;
        loop {
            // What was looked at stays as it is, unless others decide over it.
            match by_rank {
                true => self.pick(group),
                false => pick_from(&self.dice, from, group, &mut self.picked),
            }
            let seen = if by_rank { 0 } else { std::mem::replace(&mut from, self.dice.len()) };
            let mut any = false;
            for place in seen..self.picked.len() {
                if self.picked[place] && !self.dice[place].exploded {
                    self.dice[place].exploded = true;
                    self.add(sides, 0, Why::Exploded, chance, watch)?;
                    if deed == Deed::RerollAdd {
                        return Ok(());
                    }
                    any = true;
                }
            }
            if !any || deed == Deed::ExplodeOnce {
                return Ok(());
            }
        }
    }

    /// Throws on while the face itself is chosen: onto the same die, or as dice that count one less.
    fn pile<W: Watch>(
        &mut self,
        sides: i32,
        group: &[Op],
        chance: &mut impl Chance,
        watch: &mut W,
    ) -> Result<(), Unrolled> {
        self.pick(group);
        for place in 0..self.picked.len() {
            let mut goes_on = self.picked[place];
            while goes_on {
                self.dice[place].exploded = true;
                let face = if group[0].deed == Deed::Compound {
                    let face = self.draw(sides, chance)?;
                    watch.face(place, face, Why::Added);
                    let die = &mut self.dice[place];
                    die.shows = die.shows.checked_add(face).ok_or(Unrolled::TooLarge)?;
                    die.worth = die.worth.checked_add(face).ok_or(Unrolled::TooLarge)?;
                    face
                } else {
                    self.add(sides, 1, Why::Exploded, chance, watch)?
                };
                let alone = Die { shows: face, ..self.dice[place] };
                goes_on = group.iter().any(|it| it.suits(alone.shows(), alone.is_top()));
            }
        }
        Ok(())
    }

    fn set(&mut self, items: usize, ops: &[Op]) -> Result<Amount, Unrolled> {
        self.parts.clear();
        let first = self.stack.len().saturating_sub(items);
        self.parts.extend(self.stack.drain(first..).map(Part::of));
        sum(&mut self.parts, ops, &mut self.order, &mut self.picked).ok_or(Unrolled::TooLarge)
    }

    fn call(&mut self, function: Function, count: usize) -> Amount {
        let first = self.stack.len().saturating_sub(count);
        let mut arguments = self.stack.drain(first..);
        match function {
            Function::Least => arguments.min(),
            Function::Most => arguments.max(),
            _ => arguments.next_back().map(|it| function.of(it)),
        }
        .unwrap_or(Amount::ZERO)
    }
}

/// How many dice or sides.
fn small(amount: Amount) -> Result<u32, Unrolled> {
    let whole = Some(amount).filter(|it| it.is_whole() && !it.is_negative());
    whole.and_then(|it| u32::try_from(it.floor()).ok()).ok_or(Unrolled::NotWhole)
}

impl Function {
    /// Of one amount; of several the least or most is up to the caller.
    pub fn of(self, it: Amount) -> Amount {
        match self {
            Self::Floor => Amount::whole(it.floor()),
            Self::Ceiling => Amount::whole(it.ceiling()),
            Self::Round => Amount::whole(it.round()),
            Self::Absolute if it.is_negative() => it.negated(),
            Self::Absolute | Self::Least | Self::Most => it,
        }
    }
}

impl Binary {
    /// # Errors
    /// Division by zero, or a result that is too large.
    pub fn of(self, left: Amount, right: Amount) -> Result<Amount, Unrolled> {
        let truth = |it: bool| Some(Amount::whole(i64::from(it)));
        let divides = matches!(self, Self::Divide | Self::DivideWhole | Self::Remainder);
        if divides && right.is_zero() {
            return Err(Unrolled::ByZero);
        }
        let whole = || left.over(right).map(|it| Amount::whole(it.floor()));
        let found = match self {
            Self::Add => left.plus(right),
            Self::Subtract => left.minus(right),
            Self::Multiply => left.times(right),
            Self::Divide => left.over(right),
            Self::DivideWhole => whole(),
            Self::Remainder => whole().and_then(|it| left.minus(it.times(right)?)),
            Self::Power => return power(left, right),
            Self::Equal => truth(left == right),
            Self::Unequal => truth(left != right),
            Self::Less => truth(left < right),
            Self::LessEqual => truth(left <= right),
            Self::Greater => truth(left > right),
            Self::GreaterEqual => truth(left >= right),
        };
        found.ok_or(Unrolled::TooLarge)
    }
}

fn power(base: Amount, exponent: Amount) -> Result<Amount, Unrolled> {
    let times = small(exponent).ok().filter(|it| *it <= 64).ok_or(Unrolled::Power)?;
    let found = (0..times).try_fold(Amount::ONE, |all, _| all.times(base));
    found.ok_or(Unrolled::TooLarge)
}
