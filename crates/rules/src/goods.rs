//! Goods: things with an identity, stacks of what is alike, and coins; who holds them and how they move. A
//! [`Command`] becomes [`Event`]s; [`postings()`] says of each event what the ledger writes down (SRD 5.2,
//! "Equipment").

mod account;
mod apply;
mod attune;
mod command;
mod decide;
mod event;
mod market;
mod parcel;
mod postings;
mod purse;
mod refusal;
mod start;

use std::collections::BTreeMap;

pub use account::{Account, Sink, Source};
pub use apply::apply;
pub use command::{Command, Of};
pub use decide::{Context, decide};
pub use event::Event;
pub use market::{price, proceeds};
pub use parcel::Parcel;
pub use postings::{Leg, Unit, postings};
pub use purse::{Payment, Purse};
pub use refusal::Refusal;

use crate::{
    ContentId, ItemId,
    book::{Book, Item},
    build::{Carried, Place},
    limit::STACK_COPPER_MAX,
};

/// What one account holds. Changed by events and by nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goods {
    pub account: Account,
    pub things: BTreeMap<ItemId, Thing>,
    pub stacks: BTreeMap<ContentId, u32>,
    pub coins: Purse,
    /// Starting equipment was taken.
    pub started: bool,
}

/// One thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    pub item: ContentId,
    pub place: Place,
    pub attuned: bool,
}

impl Goods {
    /// Nothing yet.
    pub fn of(account: Account) -> Self {
        Self {
            account,
            things: BTreeMap::new(),
            stacks: BTreeMap::new(),
            coins: Purse::default(),
            started: false,
        }
    }

    /// As a build carries it.
    pub fn carried(&self) -> Vec<Carried> {
        let thing =
            |it: &Thing| Carried { item: it.item.clone(), count: 1, place: it.place, attuned: it.attuned };
        let stack = |(item, count): (&ContentId, &u32)| Carried {
            item: item.clone(),
            count: *count,
            place: Place::Stowed,
            attuned: false,
        };
        self.things.values().map(thing).chain(self.stacks.iter().map(stack)).collect()
    }

    /// Hundredths of a pound; fifty coins weigh a pound (SRD 5.2, "Equipment", Coins).
    pub fn weight(&self, book: &Book) -> u64 {
        let things = self.things.values().map(|it| weight(book, &it.item, 1));
        let stacks = self.stacks.iter().map(|(item, count)| weight(book, item, *count));
        things.chain(stacks).sum::<u64>() + self.coins.weight()
    }
}

impl Parcel {
    /// Hundredths of a pound.
    pub fn weight(&self, book: &Book) -> u64 {
        let things = self.things.values().map(|it| weight(book, it, 1));
        let stacks = self.stacks.iter().map(|(item, count)| weight(book, item, *count));
        things.chain(stacks).sum::<u64>() + self.coins.weight()
    }
}

fn weight(book: &Book, item: &ContentId, count: u32) -> u64 {
    let of = |it: &Item| u64::from(it.weight) * u64::from(count) / u64::from(it.lot.max(1));
    book.items.get(item).map_or(0, of)
}

impl Item {
    /// One is as good as another, so that only their number counts: ammunition, rations, candles.
    pub fn is_stack(&self) -> bool {
        let plain = self.weapon.is_none()
            && self.armour.is_none()
            && self.tool.is_none()
            && self.rarity.is_none()
            && !self.attunement
            && self.modifiers.is_empty()
            && self.contents.is_empty();
        plain && (self.lot > 1 || self.cost <= STACK_COPPER_MAX)
    }
}
