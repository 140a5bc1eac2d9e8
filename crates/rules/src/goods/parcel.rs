//! What moves together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Purse, Refusal};
use crate::{
    CommandId, ContentId, ItemId,
    book::{Book, Lot},
    limit::{COUNT_MAX, THINGS_MAX},
};

/// A pack in a pack is opened with it, at most so deep.
const DEPTH_MAX: u8 = 4;

/// Things by their ids, pieces of stacks, and coins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Parcel {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub things: BTreeMap<ItemId, ContentId>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub stacks: BTreeMap<ContentId, u32>,
    #[serde(skip_serializing_if = "Purse::is_empty")]
    pub coins: Purse,
}

/// Makes goods in the name of a command, each thing with an id of its own.
pub(super) struct Maker<'b> {
    pub(super) book: &'b Book,
    command: CommandId,
    next: u32,
    pub(super) parcel: Parcel,
}

impl<'b> Maker<'b> {
    pub(super) fn of(book: &'b Book, command: CommandId) -> Self {
        Self { book, command, next: 0, parcel: Parcel::default() }
    }

    /// So many of one kind, as they are sold: a pack stays packed.
    pub(super) fn add(&mut self, item: &ContentId, count: u32) -> Result<(), Refusal> {
        let Some(entry) = self.book.items.get(item) else {
            return Err(Refusal::Unknown(item.as_str().to_owned()));
        };
        let there = self.parcel.stacks.get(item).copied().unwrap_or(0);
        if count == 0 || count > COUNT_MAX - there.min(COUNT_MAX) {
            return Err(Refusal::Count { most: COUNT_MAX });
        }
        if entry.is_stack() {
            self.parcel.stacks.insert(item.clone(), there + count);
            return Ok(());
        }
        if self.parcel.things.len() + count as usize > THINGS_MAX {
            return Err(Refusal::Room { most: THINGS_MAX });
        }
        for _ in 0..count {
            self.parcel.things.insert(ItemId::made_by(self.command, self.next), item.clone());
            self.next += 1;
        }
        Ok(())
    }

    /// The same, with packs opened: a `pack/…` is gone then, anything else holds its contents beside it.
    pub(super) fn add_opened(&mut self, lot: &Lot, depth: u8) -> Result<(), Refusal> {
        let contents = self.book.items.get(&lot.item).map(|it| it.contents.as_slice()).unwrap_or_default();
        if contents.is_empty() || !is_pack(&lot.item) {
            self.add(&lot.item, lot.count)?;
        }
        self.add_contents(contents, lot.count, depth)
    }

    pub(super) fn add_contents(&mut self, contents: &[Lot], times: u32, depth: u8) -> Result<(), Refusal> {
        if depth >= DEPTH_MAX {
            return Err(Refusal::Depth { most: DEPTH_MAX });
        }
        for inner in contents {
            let lot = Lot { item: inner.item.clone(), count: inner.count.saturating_mul(times) };
            self.add_opened(&lot, depth + 1)?;
        }
        Ok(())
    }
}

pub(super) fn is_pack(item: &ContentId) -> bool {
    item.as_str().starts_with("pack/")
}

impl Parcel {
    pub fn is_empty(&self) -> bool {
        self.things.is_empty() && self.stacks.is_empty() && self.coins.is_empty()
    }
}
