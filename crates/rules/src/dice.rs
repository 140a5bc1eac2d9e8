//! Dice: every spelling that people know, rolled exactly. An expression is read ([`parse()`]), and then
//! rolled as often as one likes on a [`Table`]; what falls comes from a [`Chance`] that is handed in.
//!
//! The operations and their order are those of Avrae's d20; Foundry and Roll20 spell them differently.

mod amount;
mod chance;
mod detail;
mod dialect;
mod expr;
mod fault;
mod parse;
mod pick;
mod roll;
mod write;

pub use amount::{Amount, NoAmount};
pub use chance::{Chance, Stream};
pub use detail::{Face, Kept, Roll, Share, Throw, Thrown, roll};
pub use dialect::Dialect;
pub use expr::{Binary, Deed, Expr, Function, Op, Ops, Sides, Step, Which, Word};
pub use fault::{Fault, Misread, Unrolled};
pub use parse::parse;
pub use pick::sum_of_set;
pub use roll::{Table, Why};

/// No values: every reference is unknown.
pub fn no_values(_name: &str) -> Option<Amount> {
    None
}
