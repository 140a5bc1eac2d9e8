//! Which dice, or items of a set, an operation means.

use std::cmp::Ordering;

use super::Amount;
use super::expr::{Op, Which};

/// Something that can be chosen among others.
pub(super) trait Item {
    fn is_kept(&self) -> bool;
    fn against(&self, number: i32) -> Ordering;
    fn beside(&self, other: &Self) -> Ordering;
    /// None for what is not whole.
    fn is_even(&self) -> Option<bool>;
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
                    *mark |= suits(item, op.which, op.number);
                }
            }
        }
    }
}

/// Whether an item is meant for what it shows alone.
pub(super) fn suits<T: Item>(item: &T, which: Which, number: i32) -> bool {
    let against = item.against(number);
    match which {
        Which::Exactly => against == Ordering::Equal,
        Which::Above => against == Ordering::Greater,
        Which::Below => against == Ordering::Less,
        Which::NotBelow => against != Ordering::Less,
        Which::NotAbove => against != Ordering::Greater,
        Which::Even => item.is_even() == Some(true),
        Which::Odd => item.is_even() == Some(false),
        Which::Top => item.is_top(),
        Which::Highest | Which::Lowest => false,
    }
}

/// Places of those that are kept, from one end on.
fn ranked<T: Item>(items: &[T], from_highest: bool, order: &mut Vec<u16>) {
    order.clear();
    order.extend((0..items.len() as u16).filter(|it| items[usize::from(*it)].is_kept()));
    order.sort_by(|one, other| {
        let beside = items[usize::from(*one)].beside(&items[usize::from(*other)]);
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

    fn against(&self, number: i32) -> Ordering {
        self.shows.cmp(&number)
    }

    fn beside(&self, other: &Self) -> Ordering {
        self.shows.cmp(&other.shows)
    }

    fn is_even(&self) -> Option<bool> {
        Some(self.shows % 2 == 0)
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

    fn against(&self, number: i32) -> Ordering {
        self.value.cmp(&Amount::whole(i64::from(number)))
    }

    fn beside(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }

    fn is_even(&self) -> Option<bool> {
        self.value.is_whole().then(|| self.value.floor() % 2 == 0)
    }

    fn is_top(&self) -> bool {
        false
    }
}
