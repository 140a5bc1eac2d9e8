//! Who can hold goods, and where goods come from and go to.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AccountId, ContentId, StreamId};

/// A side of a movement. Nothing is ever made or lost without one of the first two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoodsAccount)]
pub enum Account {
    /// Where goods are made; it owes all that there is.
    Mint(Source),
    /// Where goods end.
    Burn(Sink),
    Character(StreamId),
    Trunk(StreamId),
    Joint(AccountId),
    Shop(ContentId),
}

/// Why goods are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Starting equipment.
    Start,
    /// What a shop never runs out of, and what it pays with.
    Market,
    /// What lay in a pack.
    Opened,
    Prize,
    /// A game master's word.
    Master,
}

/// Why goods end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sink {
    Market,
    Opened,
    UsedUp,
    Lost,
}

impl Account {
    /// Whether it can hold no less than nothing.
    pub const fn holds(&self) -> bool {
        !matches!(self, Self::Mint(_))
    }
}
