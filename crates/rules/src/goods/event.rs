//! What happened with goods. Tags and bodies are stable for ever; ids and prices stand in them.

use serde::{Deserialize, Serialize};

use super::{Account, Parcel, Purse, Sink, Source};
use crate::{ContentId, ItemId, build::Place};

/// A fact of somebody's goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    #[serde(rename = "attuned.v1")]
    Attuned { by: Account, thing: ItemId },
    #[serde(rename = "attunement-ended.v1")]
    AttunementEnded { by: Account, thing: ItemId },
    /// From a market that never runs out: it makes what it sells, and what it is paid is gone.
    #[serde(rename = "bought.v1")]
    Bought { by: Account, parcel: Parcel, price: u32, paid: Purse, change: Purse },
    /// Coins for other coins of the same worth.
    #[serde(rename = "exchanged.v1")]
    Exchanged { by: Account, gave: Purse, got: Purse },
    #[serde(rename = "made.v1")]
    Made { to: Account, source: Source, parcel: Parcel },
    #[serde(rename = "moved.v1")]
    Moved { from: Account, to: Account, parcel: Parcel },
    #[serde(rename = "opened.v1")]
    Opened { by: Account, thing: ItemId, item: ContentId, parcel: Parcel },
    #[serde(rename = "put.v1")]
    Put { by: Account, thing: ItemId, place: Place },
    #[serde(rename = "sold.v1")]
    Sold { by: Account, parcel: Parcel, price: u32, paid: Purse },
    #[serde(rename = "unmade.v1")]
    Unmade { from: Account, sink: Sink, parcel: Parcel },
}
