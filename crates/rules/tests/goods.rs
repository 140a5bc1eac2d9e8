//! Goods: what can be done with them, what cannot, and what the ledger would write down.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by a panic")]

#[path = "build/chance.rs"]
#[expect(dead_code, reason = "shared with the tests of builds, which use all of it")]
mod chance;
#[path = "sheet/hero.rs"]
mod hero;
#[path = "goods/random.rs"]
mod random;
#[path = "goods/table.rs"]
mod table;
