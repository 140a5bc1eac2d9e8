//! What can be wished with goods.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Account, Purse, Sink, Source};
use crate::{
    ContentId, ItemId,
    book::{Coin, Lot},
    build::Place,
};

/// A wish. May be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = GoodsWish)]
pub enum Command {
    Attune {
        thing: ItemId,
    },
    Buy {
        item: ContentId,
        count: u32,
    },
    EndAttunement {
        thing: ItemId,
    },
    /// So many coins of one kind become coins of another; what does not come out even stays.
    Exchange {
        give: Coin,
        count: u32,
        into: Coin,
    },
    Give {
        of: Vec<Of>,
        #[serde(default)]
        coins: Purse,
        to: Account,
    },
    /// Goods that come into the world: prizes, finds, what a game master gives.
    Make {
        lots: Vec<Lot>,
        #[serde(default)]
        coins: Purse,
        source: Source,
    },
    /// A pack becomes what lies in it.
    Open {
        thing: ItemId,
    },
    /// Worn, held or stowed.
    Put {
        thing: ItemId,
        place: Place,
    },
    Sell {
        of: Of,
    },
    /// Starting equipment, as it was picked.
    Start {},
    /// Goods that leave the world.
    Unmake {
        of: Vec<Of>,
        #[serde(default)]
        coins: Purse,
        sink: Sink,
    },
}

/// A thing, or so many of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Of {
    Thing(ItemId),
    Stack { item: ContentId, count: u32 },
}
