//! The odds of one throw: what each operation makes of a die, and what the dice come to together.

use std::collections::BTreeMap;

use rules::dice::{Amount, Chance, Deed, Expr, Op, Table, Which, no_values};

use super::line::{Line, PRODUCTS_MAX};
use super::weight::Weight;
use super::work;

/// A throw with at most so many cases is counted out, where nothing quicker is known.
const CASES_MAX: u64 = 300_000;
/// As much work as one face is that an operation looks at.
const FACE_PRODUCTS: usize = 64;
/// As much work as one case is.
const CASE_PRODUCTS: usize = 32;
/// What is rarer than this is left out of what goes on for ever.
const RARE: f64 = 1e-18;
/// Nobody sees a chain that is longer.
const CHAIN_MAX: usize = 400;

/// A throw: so many dice of one kind, and what is done with them.
pub(crate) struct Throw<'a> {
    pub(crate) count: u32,
    /// The faces of one die, each as likely as the others.
    pub(crate) low: i64,
    pub(crate) high: i64,
    pub(crate) ops: &'a [Op],
    /// The throw as an expression of its own.
    pub(crate) alone: &'a Expr,
}

/// What one die may show, and what it then adds.
type Faces<W> = Vec<(i64, i64, W)>;

impl Throw<'_> {
    /// None: it does not fit, or nothing better is known than to try.
    pub(crate) fn line<W: Weight>(&self) -> Option<Line<W>> {
        self.by_die().or_else(|| self.counted_out())
    }

    fn raw<W: Weight>(&self) -> Faces<W> {
        let sides = W::of(u128::try_from(self.high - self.low + 1).unwrap_or(1));
        (self.low..=self.high).map(|it| (it, it, W::ONE.share(sides))).collect()
    }

    /// Every die alone, and then all of them.
    fn by_die<W: Weight>(&self) -> Option<Line<W>> {
        let mut faces = self.raw::<W>();
        let (mut margin, mut ranked, mut counted, mut ended) = (0, None, false, None);
        for group in self.ops.chunk_by(|_, next| next.joined) {
            let op = group[0];
            work::spend(faces.len().checked_mul(group.len() * FACE_PRODUCTS)?)?;
            let by_rank = group.iter().any(|it| matches!(it.which, Which::Highest | Which::Lowest));
            let choosing = !matches!(op.deed, Deed::AtLeast | Deed::AtMost | Deed::Margin);
            // Whatever follows would have to know which dice are left.
            if choosing && (ended.is_some() || ranked.is_some()) {
                return None;
            }
            match op.deed {
                Deed::Margin => margin += i64::from(op.number),
                Deed::AtLeast | Deed::AtMost if !counted && ended.is_none() => bound(&mut faces, op),
                Deed::Keep | Deed::Drop if by_rank && group.len() == 1 && !counted => ranked = Some(op),
                _ if by_rank => return None,
                Deed::RerollOnce | Deed::Reroll => faces = self.again(&faces, group)?,
                Deed::Count | Deed::Deduct | Deed::Subtract => {
                    judge(&mut faces, group, self.high);
                    counted = true;
                }
                Deed::Compound if !counted => faces = self.chained(&faces, group, 0)?,
                Deed::Keep
                | Deed::Drop
                | Deed::Explode
                | Deed::ExplodeOnce
                | Deed::RerollAdd
                | Deed::Penetrate => ended = Some(group),
                _ => return None,
            }
        }
        let sum = match (ranked, ended) {
            (Some(op), _) => ranked_sum(&worth(&faces)?, self.count, op)?,
            (None, Some(group)) => self.ended_sum(faces, group)?,
            (None, None) => worth(&faces)?.times(self.count)?,
        };
        Some(Line { low: sum.low - margin, ..sum })
    }

    /// Chosen dice are thrown again, once or until they are chosen no more.
    fn again<W: Weight>(&self, faces: &Faces<W>, group: &[Op]) -> Option<Faces<W>> {
        let raw = self.raw::<W>();
        let until = group[0].deed == Deed::Reroll;
        let fresh: Faces<W> = raw.into_iter().filter(|it| !until || !meant(it.0, self.high, group)).collect();
        let all = fresh.iter().try_fold(W::ZERO, |sum, it| sum.plus(it.2))?;
        if fresh.is_empty() {
            return None;
        }
        let chosen = |it: &&(i64, i64, W)| meant(it.0, self.high, group);
        let again = faces.iter().filter(chosen).try_fold(W::ZERO, |sum, it| sum.plus(it.2))?;
        let mut found = Faces::new();
        // All cases are made as many as there are fresh faces, so that shares stay whole.
        for (shows, adds, weight) in faces.iter().filter(|it| !chosen(it)) {
            found.push((*shows, *adds, weight.times(all)?));
        }
        for (shows, adds, weight) in fresh {
            found.push((shows, adds, weight.times(again)?));
        }
        joined(found)
    }

    /// Faces that are chosen bring another throw, onto the same die.
    fn chained<W: Weight>(&self, faces: &Faces<W>, group: &[Op], less: i64) -> Option<Faces<W>> {
        if !W::ROUNDS && faces.iter().any(|it| meant(it.0, self.high, group)) {
            return None;
        }
        let tail = self.tail::<W>(group, less)?;
        let chosen = faces.iter().filter(|it| meant(it.0, self.high, group)).count();
        work::spend(chosen.checked_mul(tail.weights.len())?.checked_mul(FACE_PRODUCTS)?)?;
        let mut found = Faces::new();
        for (shows, _, weight) in faces {
            if !meant(*shows, self.high, group) {
                found.push((*shows, *shows, *weight));
                continue;
            }
            for (more, share) in tail.points() {
                found.push((shows + more, shows + more, weight.times(share)?));
            }
        }
        joined(found)
    }

    /// All that one chosen face brings with it, with throws that count so much less.
    fn tail<W: Weight>(&self, group: &[Op], less: i64) -> Option<Line<W>> {
        let raw = self.raw::<W>();
        let part = |chosen: bool| {
            let of = raw.iter().filter(|it| meant(it.0, self.high, group) == chosen);
            Line::of(of.map(|it| (it.0 - less, it.2)).collect::<Vec<_>>().into_iter())
        };
        let (Some(ends), goes_on) = (part(false), part(true)) else { return None };
        let Some(goes_on) = goes_on else { return Some(ends) };
        let mut points: Vec<(i64, W)> = ends.points().collect();
        let mut chain = goes_on.clone();
        for _ in 0..CHAIN_MAX {
            points.extend(chain.with(&ends)?.points());
            chain = chain.with(&goes_on)?;
            if chain.all()? == W::ZERO || is_rare(chain.all()?) {
                break;
            }
        }
        Line::of(points.into_iter())
    }

    /// What the last operation on dice makes of their sum.
    fn ended_sum<W: Weight>(&self, faces: Faces<W>, group: &[Op]) -> Option<Line<W>> {
        let chosen = |it: &(i64, i64, W)| meant(it.0, self.high, group);
        match group[0].deed {
            Deed::Keep | Deed::Drop => {
                let keep = group[0].deed == Deed::Keep;
                let adds = faces.iter().map(|it| (if chosen(it) == keep { it.1 } else { 0 }, it.2));
                Line::of(adds.collect::<Vec<_>>().into_iter())?.evened()?.times(self.count)
            }
            Deed::Explode | Deed::Penetrate => {
                let less = i64::from(group[0].deed == Deed::Penetrate);
                worth(&self.chained(&faces, group, less)?)?.times(self.count)
            }
            Deed::ExplodeOnce => {
                let raw = self.raw::<W>();
                work::spend(faces.len().checked_mul(raw.len())?)?;
                let mut points = Vec::new();
                for it in &faces {
                    for (more, _, share) in &raw {
                        let more = if chosen(it) { *more } else { 0 };
                        points.push((it.1 + more, it.2.times(*share)?));
                    }
                }
                Line::of(points.into_iter())?.evened()?.times(self.count)
            }
            Deed::RerollAdd => self.one_more(&faces, group),
            _ => None,
        }
    }

    /// One more die if any is chosen.
    fn one_more<W: Weight>(&self, faces: &Faces<W>, group: &[Op]) -> Option<Line<W>> {
        let all = worth(faces)?.times(self.count)?;
        let fresh = Line::of(self.raw::<W>().iter().map(|it| (it.0, it.2)).collect::<Vec<_>>().into_iter())?;
        let left: Faces<W> = faces.iter().filter(|it| !meant(it.0, self.high, group)).copied().collect();
        let none = if left.is_empty() && self.count > 0 { None } else { Some(plain(&left, self.count)?) };
        // Of all sums those without a chosen die stay; the others get a die.
        let mut any = all.clone();
        if let Some(none) = &none {
            for (at, weight) in none.points() {
                let place = (at - any.low) as usize;
                any.weights[place] = any.weights[place].minus(weight);
            }
        }
        let mut points: Vec<(i64, W)> = any.with(&fresh)?.points().collect();
        let faces = fresh.all()?;
        for (at, weight) in none.iter().flat_map(|it| it.points()) {
            points.push((at, weight.times(faces)?));
        }
        Line::of(points.into_iter())?.evened()
    }

    /// Every case there is, rolled by the rules themselves.
    fn counted_out<W: Weight>(&self) -> Option<Line<W>> {
        let plain = |it: &Op| {
            use Deed::{AtLeast, AtMost, Count, Deduct, Drop, Keep, Margin, Subtract};
            matches!(it.deed, AtLeast | AtMost | Count | Deduct | Drop | Keep | Margin | Subtract)
        };
        let sides = u64::try_from(self.high - self.low + 1).ok()?;
        let cases = sides.checked_pow(self.count).filter(|it| *it <= CASES_MAX)?;
        if !self.ops.iter().all(plain) {
            return None;
        }
        // A case is rolled by the rules, which takes as long as many products.
        work::spend(usize::try_from(cases).ok()?.checked_mul(CASE_PRODUCTS)?)?;
        let mut table = Table::default();
        let mut points = Vec::new();
        for case in 0..cases {
            let total = table.total(self.alone, &no_values, &mut Told { case, sides }).ok()?;
            points.push((total.floor(), W::ONE));
        }
        Line::of(points.into_iter())?.evened()
    }
}

/// Dice that fall as the number of a case says.
struct Told {
    case: u64,
    sides: u64,
}

impl Chance for Told {
    fn draw(&mut self, _sides: u32) -> u32 {
        let face = self.case % self.sides;
        self.case /= self.sides;
        face as u32 + 1
    }
}

fn is_rare<W: Weight>(weight: W) -> bool {
    weight.about() < RARE
}

/// Whether a face is meant for what it shows alone.
fn meant(shows: i64, top: i64, group: &[Op]) -> bool {
    group.iter().any(|it| it.suits(Amount::whole(shows), shows >= top))
}

fn bound<W: Weight>(faces: &mut Faces<W>, op: Op) {
    for (shows, adds, _) in faces {
        let number = i64::from(op.number);
        *shows = if op.deed == Deed::AtLeast { (*shows).max(number) } else { (*shows).min(number) };
        *adds = *shows;
    }
}

fn judge<W: Weight>(faces: &mut Faces<W>, group: &[Op], top: i64) {
    for (shows, adds, _) in faces {
        *adds = match (group[0].deed, meant(*shows, top, group)) {
            (Deed::Count, chosen) => i64::from(chosen),
            (Deed::Deduct, true) => -1,
            (Deed::Subtract, true) => -*shows,
            _ => *adds,
        };
    }
}

/// Equal faces as one.
fn joined<W: Weight>(faces: Faces<W>) -> Option<Faces<W>> {
    let mut found: BTreeMap<(i64, i64), W> = BTreeMap::new();
    for (shows, adds, weight) in faces {
        let same = found.entry((shows, adds)).or_insert(W::ZERO);
        *same = same.plus(weight)?;
    }
    Some(found.into_iter().map(|((shows, adds), weight)| (shows, adds, weight)).collect())
}

/// What one die adds.
fn worth<W: Weight>(faces: &Faces<W>) -> Option<Line<W>> {
    Line::of(faces.iter().map(|it| (it.1, it.2)))?.evened()
}

/// The sum of dice of these faces alone, as it is weighed among all.
fn plain<W: Weight>(faces: &Faces<W>, count: u32) -> Option<Line<W>> {
    let mut sum = Line::one(0);
    let one = Line::of(faces.iter().map(|it| (it.1, it.2)));
    for _ in 0..count {
        sum = sum.with(one.as_ref()?)?;
    }
    Some(sum)
}

/// The sum of the highest or lowest: faces from the better end, and of each how many dice show it.
fn ranked_sum<W: Weight>(die: &Line<W>, count: u32, op: Op) -> Option<Line<W>> {
    let count = i64::from(count);
    let chosen = i64::from(op.number).clamp(0, count);
    let highest = (op.which == Which::Highest) == (op.deed == Deed::Keep);
    let kept = if op.deed == Deed::Keep { chosen } else { count - chosen };
    let mut faces: Vec<(i64, W)> = die.points().collect();
    if highest {
        faces.reverse();
    }
    let low = faces.iter().map(|it| it.0).min()?.min(0) * kept;
    let high = faces.iter().map(|it| it.0).max()?.max(0) * kept;
    let wide = usize::try_from(high - low).ok()? + 1;
    let dice = usize::try_from(count).ok()?;
    let products = faces.len().checked_mul(dice + 1)?.checked_mul(dice + 1)?.checked_mul(wide)?;
    if products > PRODUCTS_MAX {
        return None;
    }
    work::spend(products)?;
    let choose = pascal::<W>(dice)?;
    // By the dice that have shown a face so far: the weight of each sum.
    let mut state = vec![vec![W::ZERO; wide]; dice + 1];
    state[0][(-low) as usize] = W::ONE;
    for (face, weight) in faces {
        let mut next = vec![vec![W::ZERO; wide]; dice + 1];
        for (shown, sums) in state.iter().enumerate() {
            let mut power = W::ONE;
            for more in 0..=dice - shown {
                let adds = face * (more as i64).min((kept - shown as i64).max(0));
                let ways = choose[dice - shown][more].times(power)?;
                for (place, sum) in sums.iter().enumerate().filter(|(_, it)| **it != W::ZERO) {
                    let at = (place as i64 + adds) as usize;
                    next[shown + more][at] = next[shown + more][at].plus(sum.times(ways)?)?;
                }
                if more < dice - shown {
                    power = power.times(weight)?;
                }
            }
        }
        state = next;
    }
    Line { low, weights: state.pop()? }.evened()
}

fn pascal<W: Weight>(rows: usize) -> Option<Vec<Vec<W>>> {
    let mut all = vec![vec![W::ONE]];
    for row in 1..=rows {
        let before = &all[row - 1];
        let mut next = vec![W::ONE; row + 1];
        for place in 1..row {
            next[place] = before[place - 1].plus(before[place])?;
        }
        all.push(next);
    }
    Some(all)
}

/// An amount that is whole.
pub(crate) fn whole(amount: Amount) -> Option<i64> {
    amount.is_whole().then(|| amount.floor())
}
