//! Who may change an account, and when.

mod away;
mod claim;
mod close;
mod edge;
mod ground;
mod liar;
mod program;
mod reentry;
mod room;
mod undo;
