//! The harbour's song: a score as data, the few things that chance may choose, and its players.

pub mod arrange;
pub mod judge;
mod player;
pub mod score;
pub(crate) mod stem;
pub mod voicing;
