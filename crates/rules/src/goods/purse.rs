//! Coins: what they are worth, what is paid with which of them, and what comes back (SRD 5.2, "Equipment",
//! Coins).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{book::Coin, limit::COINS_MAX};

/// How many coins there are of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Purse(BTreeMap<Coin, u32>);

/// The coins that are handed over, and those that come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    pub paid: Purse,
    pub change: Purse,
}

impl Purse {
    /// So much copper in the fewest coins of everyday trade: gold, silver and copper.
    pub fn of_copper(copper: u64) -> Self {
        let mut purse = Self::default();
        let mut rest = copper;
        for coin in [Coin::Gp, Coin::Sp, Coin::Cp] {
            let worth = u64::from(coin.copper());
            purse.add(coin, u32::try_from(rest / worth).unwrap_or(u32::MAX));
            rest %= worth;
        }
        purse
    }

    pub fn count(&self, coin: Coin) -> u32 {
        self.0.get(&coin).copied().unwrap_or(0)
    }

    pub fn add(&mut self, coin: Coin, count: u32) {
        if count > 0 {
            let had = self.0.entry(coin).or_default();
            *had = had.saturating_add(count);
        }
    }

    /// Takes coins out; what is not there is not taken.
    pub fn remove(&mut self, coin: Coin, count: u32) {
        match self.count(coin).saturating_sub(count) {
            0 => drop(self.0.remove(&coin)),
            left => drop(self.0.insert(coin, left)),
        }
    }

    pub fn add_all(&mut self, other: &Self) {
        other.iter().for_each(|(coin, count)| self.add(coin, count));
    }

    pub fn remove_all(&mut self, other: &Self) {
        other.iter().for_each(|(coin, count)| self.remove(coin, count));
    }

    pub fn iter(&self) -> impl Iterator<Item = (Coin, u32)> + use<'_> {
        self.0.iter().map(|(coin, count)| (*coin, *count))
    }

    /// All of it in copper pieces.
    pub fn copper(&self) -> i64 {
        self.iter().map(|(coin, count)| i64::from(coin.copper()) * i64::from(count)).sum()
    }

    /// Hundredths of a pound.
    pub fn weight(&self) -> u64 {
        self.iter().map(|(_, count)| u64::from(count) * 2).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.values().all(|it| *it == 0)
    }

    pub fn has(&self, other: &Self) -> bool {
        other.iter().all(|(coin, count)| self.count(coin) >= count)
    }

    /// Within what anybody can have.
    pub fn is_bounded(&self) -> bool {
        self.copper() <= i64::from(COINS_MAX) && self.0.values().all(|it| *it <= COINS_MAX)
    }

    /// As a build counts them.
    pub fn coins(&self) -> BTreeMap<Coin, u32> {
        self.0.clone()
    }

    /// What is handed over for a price: the largest coins that fit, and where these do not come out even, one
    /// larger coin with change. None when there is not enough.
    pub fn pay(&self, price: u64) -> Option<Payment> {
        let price_in_purse = i64::try_from(price).ok()?;
        if self.copper() < price_in_purse {
            return None;
        }
        let mut rest = price;
        let (mut paid, mut left) = (Self::default(), self.clone());
        for coin in Coin::ALL.iter().rev() {
            let worth = u64::from(coin.copper());
            let count = u32::try_from(rest / worth).unwrap_or(u32::MAX).min(left.count(*coin));
            paid.add(*coin, count);
            left.remove(*coin, count);
            rest -= worth * u64::from(count);
        }
        if rest == 0 {
            return Some(Payment { paid, change: Self::default() });
        }
        // Every coin that is left is worth more than the rest, else it would have been taken.
        let larger = Coin::ALL.iter().find(|it| left.count(**it) > 0)?;
        paid.add(*larger, 1);
        Some(Payment { paid, change: Self::of_copper(u64::from(larger.copper()) - rest) })
    }
}

impl FromIterator<(Coin, u32)> for Purse {
    fn from_iter<T: IntoIterator<Item = (Coin, u32)>>(coins: T) -> Self {
        let mut purse = Self::default();
        coins.into_iter().for_each(|(coin, count)| purse.add(coin, count));
        purse
    }
}
