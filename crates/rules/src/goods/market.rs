//! What goods cost, and what they fetch (SRD 5.2, "Equipment", Selling Equipment).

use crate::book::Item;

/// Categories that keep their full value.
const VALUABLES: [&str; 2] = ["gear-category/trade-good", "gear-category/valuable"];

/// Copper pieces for so many, rounded up: what is sold by the score costs no less by the piece.
pub fn price(item: &Item, count: u32) -> u64 {
    (u64::from(item.cost) * u64::from(count)).div_ceil(u64::from(item.lot.max(1)))
}

/// Copper pieces that so many fetch: half the cost, rounded down; trade goods fetch all of it.
pub fn proceeds(item: &Item, count: u32) -> u64 {
    let whole = u64::from(item.cost) * u64::from(count);
    let valuable = item.categories.iter().any(|it| VALUABLES.contains(&it.as_str()));
    whole / if valuable { 1 } else { 2 } / u64::from(item.lot.max(1))
}
