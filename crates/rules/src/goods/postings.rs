//! What the ledger writes down: of every movement both sides, so that each unit sums to nothing.

use serde::{Deserialize, Serialize};

use super::{Account, Event, Parcel, Sink, Source};
use crate::{ContentId, ItemId};

/// One side of a movement: so much of a unit comes to an account, or leaves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    pub account: Account,
    pub unit: Unit,
    pub amount: i64,
}

/// What is counted by itself: a thing is one for ever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Copper,
    Stack(ContentId),
    Thing(ItemId),
}

/// The legs of an event; none where nothing changes hands.
pub fn postings(event: &Event) -> Vec<Leg> {
    let mut legs = Vec::new();
    match event {
        Event::Made { to, source, parcel } => carry(&mut legs, &Account::Mint(*source), to, parcel),
        Event::Unmade { from, sink, parcel } => carry(&mut legs, from, &Account::Burn(*sink), parcel),
        Event::Moved { from, to, parcel } => carry(&mut legs, from, to, parcel),
        Event::Bought { by, parcel, price, .. } => {
            carry(&mut legs, &Account::Mint(Source::Market), by, parcel);
            pass(&mut legs, by, &Account::Burn(Sink::Market), Unit::Copper, i64::from(*price));
        }
        Event::Sold { by, parcel, price, .. } => {
            carry(&mut legs, by, &Account::Burn(Sink::Market), parcel);
            pass(&mut legs, &Account::Mint(Source::Market), by, Unit::Copper, i64::from(*price));
        }
        Event::Opened { by, thing, parcel, .. } => {
            pass(&mut legs, by, &Account::Burn(Sink::Opened), Unit::Thing(*thing), 1);
            carry(&mut legs, &Account::Mint(Source::Opened), by, parcel);
        }
        // Other coins, the same copper; another place, the same holder.
        Event::Exchanged { .. }
        | Event::Put { .. }
        | Event::Attuned { .. }
        | Event::AttunementEnded { .. } => {}
    }
    legs
}

fn carry(legs: &mut Vec<Leg>, from: &Account, to: &Account, parcel: &Parcel) {
    for id in parcel.things.keys() {
        pass(legs, from, to, Unit::Thing(*id), 1);
    }
    for (item, count) in &parcel.stacks {
        pass(legs, from, to, Unit::Stack(item.clone()), i64::from(*count));
    }
    pass(legs, from, to, Unit::Copper, parcel.coins.copper());
}

fn pass(legs: &mut Vec<Leg>, from: &Account, to: &Account, unit: Unit, amount: i64) {
    if amount != 0 {
        legs.push(Leg { account: from.clone(), unit: unit.clone(), amount: -amount });
        legs.push(Leg { account: to.clone(), unit, amount });
    }
}
