//! The pages of Farlantern: one component tree for the server and the browser. Knows no database,
//! no signature and no picture in three dimensions: it has two doors, `ssr` on the store and
//! `hydrate` on the client, and both are in `door`.

pub mod routes;

mod chunk;
mod component;
mod page;

mod act;
mod live;
pub mod read;
mod tab;

pub mod date;
mod dice;
mod dom;
mod door;
mod keyring;
pub mod look;
mod moving;
mod names;
mod picture;
mod portraits;
mod query;
mod shortcut;
mod words;

#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod visit;

pub use moving::Addresses;
pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
#[cfg(feature = "ssr")]
pub use visit::{Count, Visit};
