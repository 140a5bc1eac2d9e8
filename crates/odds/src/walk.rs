//! Through the steps of an expression, with every result that each may have. No two steps share a die, so
//! what they come to is independent.

use std::collections::BTreeMap;

use rules::dice::{Amount, Binary, Deed, Expr, Function, Op, Sides, Step, Unrolled, sum_of_set};

use rules::limit::{DICE_PER_ROLL_MAX, DIE_SIDES_MAX};

use super::line::{Line, PRODUCTS_MAX};
use super::throw::{Throw, whole};
use super::weight::Weight;
use super::work;

/// Results and their weights, in ascending order.
pub(crate) type Points<W> = Vec<(Amount, W)>;

/// Combinations of the items of a set that are looked at one by one.
const COMBINATIONS_MAX: usize = 1_000_000;

/// A die that may be thrown again counts as so many: with more of them it is tried how often there are too many.
const AGAIN: u32 = 8;

/// What a step may come to.
enum Dist<W> {
    Line(Line<W>),
    Points(Points<W>),
}

pub(crate) struct Walk<W> {
    stack: Vec<Dist<W>>,
    /// Dice that are thrown in any case, and that may be.
    least: u32,
    most: u32,
}

/// Nothing: it does not fit, or takes too long.
type Found<T> = Result<Option<T>, Unrolled>;

impl<W: Weight> Walk<W> {
    pub(crate) fn over(expr: &Expr, values: &dyn Fn(&str) -> Option<Amount>) -> Found<Points<W>> {
        let mut walk = Self { stack: Vec::new(), least: 0, most: 0 };
        for (index, step) in expr.steps().iter().enumerate() {
            let Some(dist) = walk.step(expr, index, step, values)? else { return Ok(None) };
            walk.stack.push(dist);
        }
        Ok(walk.stack.pop().map(Dist::points))
    }

    fn step(
        &mut self,
        expr: &Expr,
        index: usize,
        step: &Step,
        values: &dyn Fn(&str) -> Option<Amount>,
    ) -> Found<Dist<W>> {
        match *step {
            Step::Number(amount) => Ok(Some(Dist::one(amount))),
            Step::Reference(word) => {
                let name = expr.word(word);
                let amount = values(name).ok_or_else(|| Unrolled::Unknown(name.to_owned()))?;
                Ok(Some(Dist::one(amount)))
            }
            Step::Throw { count, sides, ops } => {
                let sides = match sides {
                    Sides::Computed => {
                        self.pop().points().into_iter().map(|(it, w)| (sides_of(it), w)).collect()
                    }
                    fixed => vec![(Ok(fixed), W::ONE)],
                };
                let counts = match count {
                    None => self.pop().points().into_iter().map(|(it, w)| (count_of(it), w)).collect(),
                    Some(fixed) => vec![(Ok(fixed), W::ONE)],
                };
                self.throw(expr, index, expr.ops(ops), &counts, &sides)
            }
            Step::Set { items, ops } => {
                let first = self.stack.len().saturating_sub(usize::from(items));
                let items: Vec<Dist<W>> = self.stack.drain(first..).collect();
                set(items, expr.ops(ops))
            }
            Step::Negate => Ok(map(self.pop(), |it| Ok(it.negated()))?),
            Step::Tag(_) => Ok(Some(self.pop())),
            Step::Binary(binary) => {
                let right = self.pop();
                both(binary, self.pop(), right)
            }
            Step::Call(function, count) => {
                let first = self.stack.len().saturating_sub(usize::from(count));
                let arguments: Vec<Dist<W>> = self.stack.drain(first..).collect();
                call(function, arguments)
            }
        }
    }

    /// A throw whose dice and sides may themselves be thrown. What cannot be rolled is no case.
    fn throw(
        &mut self,
        expr: &Expr,
        index: usize,
        ops: &[Op],
        counts: &[(Result<u32, Unrolled>, W)],
        sides: &[(Result<Sides, Unrolled>, W)],
    ) -> Found<Dist<W>> {
        let known = counts.iter().filter_map(|it| it.0.as_ref().ok());
        self.least += known.clone().min().copied().unwrap_or(0);
        let most = known.max().copied().unwrap_or(0);
        // Dice that are thrown again count, too, and nobody knows how many those will be.
        self.most += if ops.iter().any(throws_more) { most.saturating_mul(AGAIN) } else { most };
        if self.least > DICE_PER_ROLL_MAX {
            return Err(Unrolled::Dice);
        }
        if self.most > DICE_PER_ROLL_MAX {
            return Ok(None);
        }
        let (mut lines, mut why_not) = (Vec::new(), None);
        for (side, share) in sides {
            for (count, weight) in counts {
                let (side, count) = match (side, count) {
                    (Ok(side), Ok(count)) => (*side, *count),
                    (Err(why), _) | (_, Err(why)) => {
                        why_not = Some(why.clone());
                        continue;
                    }
                };
                let Some(alone) = expr.alone(index, count, side) else { return Ok(None) };
                let (low, high) = match side {
                    Sides::Plain(sides) => (1, i64::from(sides)),
                    Sides::Fudge | Sides::Computed => (-1, 1),
                };
                let throw = Throw { count, low, high, ops, alone: &alone };
                let (Some(line), Some(weight)) = (throw.line::<W>(), weight.times(*share)) else {
                    return Ok(None);
                };
                lines.push((line, weight));
            }
        }
        match (lines.len(), why_not) {
            (0, Some(why)) => Err(why),
            (1, _) => Ok(lines.pop().map(|it| Dist::Line(it.0))),
            _ => Ok(blend(lines).map(Dist::Line)),
        }
    }

    fn pop(&mut self) -> Dist<W> {
        self.stack.pop().unwrap_or_else(|| Dist::one(Amount::ZERO))
    }
}

impl<W: Weight> Dist<W> {
    fn one(amount: Amount) -> Self {
        match whole(amount) {
            Some(at) => Self::Line(Line::one(at)),
            None => Self::Points(vec![(amount, W::ONE)]),
        }
    }

    fn points(self) -> Points<W> {
        match self {
            Self::Line(line) => line.points().map(|(at, weight)| (Amount::whole(at), weight)).collect(),
            Self::Points(points) => points,
        }
    }
}

/// Results that may come about in several ways. Only an error: it never works.
struct Gathered<W> {
    sums: BTreeMap<Amount, W>,
    why_not: Option<Unrolled>,
}

impl<W: Weight> Gathered<W> {
    fn new() -> Self {
        Self { sums: BTreeMap::new(), why_not: None }
    }

    fn add(&mut self, amount: Result<Amount, Unrolled>, weight: W) -> Option<()> {
        match amount {
            Ok(amount) => {
                let sum = self.sums.entry(amount).or_insert(W::ZERO);
                *sum = sum.plus(weight)?;
            }
            Err(why) => self.why_not = Some(why),
        }
        Some(())
    }

    fn finish(self) -> Found<Dist<W>> {
        match (self.sums.is_empty(), self.why_not) {
            (true, Some(why)) => Err(why),
            _ => Ok(Some(Dist::Points(self.sums.into_iter().collect()))),
        }
    }
}

fn map<W: Weight>(dist: Dist<W>, with: impl Fn(Amount) -> Result<Amount, Unrolled>) -> Found<Dist<W>> {
    let mut gathered = Gathered::new();
    for (amount, weight) in dist.points() {
        if gathered.add(with(amount), weight).is_none() {
            return Ok(None);
        }
    }
    gathered.finish()
}

fn both<W: Weight>(binary: Binary, left: Dist<W>, right: Dist<W>) -> Found<Dist<W>> {
    if let (Dist::Line(left), Dist::Line(right)) = (&left, &right) {
        match binary {
            Binary::Add => return Ok(left.with(right).map(Dist::Line)),
            Binary::Subtract => return Ok(left.with(&right.mirrored()).map(Dist::Line)),
            _ => {}
        }
    }
    let (left, right) = (left.points(), right.points());
    let pairs = left.len().saturating_mul(right.len());
    if pairs > PRODUCTS_MAX / 8 || work::spend(pairs.saturating_mul(8)).is_none() {
        return Ok(None);
    }
    let mut gathered = Gathered::new();
    for (one, weight) in &left {
        for (other, share) in &right {
            let Some(weight) = weight.times(*share) else { return Ok(None) };
            if gathered.add(binary.of(*one, *other), weight).is_none() {
                return Ok(None);
            }
        }
    }
    gathered.finish()
}

/// One of several lines, by their weights. Each line's cases are made as many as all of them need.
fn blend<W: Weight>(lines: Vec<(Line<W>, W)>) -> Option<Line<W>> {
    let alls: Vec<W> = lines.iter().map(|it| it.0.all()).collect::<Option<_>>()?;
    let mut points = Vec::new();
    for (place, (line, weight)) in lines.iter().enumerate() {
        let others = alls.iter().enumerate().filter(|it| it.0 != place);
        let scale = others.map(|it| *it.1).try_fold(*weight, W::times)?;
        for (at, share) in line.points() {
            points.push((at, share.times(scale)?));
        }
    }
    Line::of(points.into_iter())?.evened()
}

fn throws_more(op: &Op) -> bool {
    use Deed::{Compound, Explode, ExplodeOnce, Penetrate, Reroll, RerollAdd, RerollOnce};
    matches!(op.deed, Compound | Explode | ExplodeOnce | Penetrate | Reroll | RerollAdd | RerollOnce)
}

/// How many dice, as the rules take them.
fn count_of(amount: Amount) -> Result<u32, Unrolled> {
    let count = whole(amount).and_then(|it| u32::try_from(it).ok()).ok_or(Unrolled::NotWhole)?;
    if count <= DICE_PER_ROLL_MAX { Ok(count) } else { Err(Unrolled::Dice) }
}

fn sides_of(amount: Amount) -> Result<Sides, Unrolled> {
    let sides = whole(amount).and_then(|it| u32::try_from(it).ok()).ok_or(Unrolled::NotWhole)?;
    if (1..=DIE_SIDES_MAX).contains(&sides) { Ok(Sides::Plain(sides)) } else { Err(Unrolled::Sides) }
}

fn set<W: Weight>(items: Vec<Dist<W>>, ops: &[Op]) -> Found<Dist<W>> {
    if ops.is_empty() {
        let mut sum = Dist::one(Amount::ZERO);
        for item in items {
            let Some(next) = both(Binary::Add, sum, item)? else { return Ok(None) };
            sum = next;
        }
        return Ok(Some(sum));
    }
    combined(items, |amounts| sum_of_set(amounts, ops).ok_or(Unrolled::TooLarge))
}

/// Every combination of the items.
fn combined<W: Weight>(
    items: Vec<Dist<W>>,
    with: impl Fn(&[Amount]) -> Result<Amount, Unrolled>,
) -> Found<Dist<W>> {
    let items: Vec<Points<W>> = items.into_iter().map(Dist::points).collect();
    let all = items.iter().try_fold(1_usize, |all, it| all.checked_mul(it.len()));
    let Some(all) = all.filter(|it| *it <= COMBINATIONS_MAX && work::spend(it * 16).is_some()) else {
        return Ok(None);
    };
    let mut gathered = Gathered::new();
    let mut amounts = vec![Amount::ZERO; items.len()];
    for mut case in 0..all {
        let mut weight = Some(W::ONE);
        for (amount, points) in amounts.iter_mut().zip(&items) {
            let (at, share) = points[case % points.len()];
            case /= points.len();
            *amount = at;
            weight = weight.and_then(|it| it.times(share));
        }
        let Some(weight) = weight else { return Ok(None) };
        if gathered.add(with(&amounts), weight).is_none() {
            return Ok(None);
        }
    }
    gathered.finish()
}

fn call<W: Weight>(function: Function, mut arguments: Vec<Dist<W>>) -> Found<Dist<W>> {
    match function {
        Function::Least => combined(arguments, |it| Ok(it.iter().copied().min().unwrap_or(Amount::ZERO))),
        Function::Most => combined(arguments, |it| Ok(it.iter().copied().max().unwrap_or(Amount::ZERO))),
        _ => map(arguments.pop().unwrap_or_else(|| Dist::one(Amount::ZERO)), |it| Ok(function.of(it))),
    }
}
