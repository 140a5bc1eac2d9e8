//! Which dice, or items of a set, an operation means.

use super::Amount;
use super::expr::{Deed, Op, Which};

/// Something that can be chosen among others.
pub(super) trait Item {
    fn is_kept(&self) -> bool;
    fn shows(&self) -> Amount;
    /// It shows the most that it can.
    fn is_top(&self) -> bool;
}

/// Marks everything that any of the operations chooses; of equals the first.
pub(super) fn pick<T: Item>(items: &[T], ops: &[Op], order: &mut Vec<u16>, picked: &mut Vec<bool>) {
    picked.clear();
    picked.resize(items.len(), false);
    for op in ops {
        match op.which {
            Which::Highest | Which::Lowest => {
                ranked(items, op.which == Which::Highest, order);
                for place in order.iter().take(usize::try_from(op.number).unwrap_or(0)) {
                    picked[usize::from(*place)] = true;
                }
            }
            _ => {
                for (item, mark) in items.iter().zip(picked.iter_mut()).filter(|(item, _)| item.is_kept()) {
                    *mark |= op.suits(item.shows(), item.is_top());
                }
            }
        }
    }
}

/// The same for those from a place on, where each is chosen for what it shows alone.
pub(super) fn pick_from<T: Item>(items: &[T], from: usize, ops: &[Op], picked: &mut Vec<bool>) {
    picked.truncate(from);
    let suits = |it: &T| it.is_kept() && ops.iter().any(|op| op.suits(it.shows(), it.is_top()));
    picked.extend(items[from..].iter().map(suits));
}

impl Op {
    /// Whether something is meant for what it shows alone, whatever lies beside it.
    pub fn suits(&self, shows: Amount, is_top: bool) -> bool {
        let number = Amount::whole(i64::from(self.number));
        let is_even = || shows.is_whole().then(|| shows.floor() % 2 == 0);
        match self.which {
            Which::Exactly => shows == number,
            Which::Above => shows > number,
            Which::Below => shows < number,
            Which::NotBelow => shows >= number,
            Which::NotAbove => shows <= number,
            Which::Even => is_even() == Some(true),
            Which::Odd => is_even() == Some(false),
            Which::Top => is_top,
            Which::Highest | Which::Lowest => false,
        }
    }
}

/// Places of those that are kept, from one end on.
fn ranked<T: Item>(items: &[T], from_highest: bool, order: &mut Vec<u16>) {
    order.clear();
    order.extend((0..items.len() as u16).filter(|it| items[usize::from(*it)].is_kept()));
    order.sort_by(|one, other| {
        let beside = items[usize::from(*one)].shows().cmp(&items[usize::from(*other)].shows());
        if from_highest { beside.reverse() } else { beside }
    });
}

/// A die on the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Die {
    pub(super) shows: i32,
    /// What it adds; what it shows, unless it is counted.
    pub(super) worth: i32,
    /// What it shows at most.
    pub(super) top: i32,
    pub(super) kept: bool,
    pub(super) exploded: bool,
}

impl Item for Die {
    fn is_kept(&self) -> bool {
        self.kept
    }

    fn shows(&self) -> Amount {
        Amount::whole(i64::from(self.shows))
    }

    fn is_top(&self) -> bool {
        self.shows >= self.top
    }
}

/// An item of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) value: Amount,
    pub(super) worth: Amount,
    pub(super) kept: bool,
}

impl Item for Part {
    fn is_kept(&self) -> bool {
        self.kept
    }

    fn shows(&self) -> Amount {
        self.value
    }

    fn is_top(&self) -> bool {
        false
    }
}

/// What a set comes to, after everything that is done with its items. None: too large.
pub(super) fn sum(
    parts: &mut [Part],
    ops: &[Op],
    order: &mut Vec<u16>,
    picked: &mut Vec<bool>,
) -> Option<Amount> {
    for group in ops.chunk_by(|_, next| next.joined) {
        pick(parts, group, order, picked);
        for (part, picked) in parts.iter_mut().zip(picked.iter()) {
            match (group[0].deed, *picked) {
                (Deed::Keep, picked) => part.kept &= picked,
                (Deed::Drop, true) => part.kept = false,
                (Deed::Count, picked) => part.worth = Amount::whole(i64::from(picked)),
                (Deed::Deduct, true) => part.worth = Amount::ONE.negated(),
                _ => {}
            }
        }
    }
    let kept = parts.iter().filter(|it| it.kept);
    kept.map(|it| it.worth).try_fold(Amount::ZERO, Amount::plus)
}

/// What a set of these amounts comes to. None: too large.
pub fn sum_of_set(amounts: &[Amount], ops: &[Op]) -> Option<Amount> {
    let mut parts: Vec<Part> = amounts.iter().copied().map(Part::of).collect();
    sum(&mut parts, ops, &mut Vec::new(), &mut Vec::new())
}

impl Part {
    pub(super) fn of(value: Amount) -> Self {
        Self { value, worth: value, kept: true }
    }
}
