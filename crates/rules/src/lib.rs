//! The rules of play. Knows no clock, no random source, no network, no database and no screen:
//! everything comes in as an argument. The server and the browser run this same code.

pub mod book;
pub mod build;
pub mod character;
pub mod circumstance;
pub mod codex;
pub mod condition;
pub mod content;
pub mod decision;
pub mod dice;
pub mod fight;
pub mod goods;
pub mod id;
pub mod limit;
pub mod play;
pub mod shape;
pub mod sheet;
pub mod text;

pub use character::Character;
pub use content::Content;
pub use decision::{Command, Context, Decision, Event, Refusal, World, apply, decide};
pub use id::{AccountId, CommandId, ContentId, Hash, ItemId, StreamId, TextId};
pub use text::{Name, TextRef, Texts};

/// Raised with every change of what a command means. A server that meets a newer one parks
/// the command; a client that is older is still understood.
pub const RULES_VERSION: u32 = 2;
