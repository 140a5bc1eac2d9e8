//! The laws of the doors, each tried from outside: requests in, answers out, on a real store.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod house;

mod account;
mod asset;
mod command;
mod compendium;
mod dice;
mod document;
mod dropped;
mod envelope;
mod export;
mod file;
mod former;
mod headers;
mod host;
mod hostile;
mod login;
mod origin;
mod owner;
mod page;
mod pairing;
mod probe;
mod process;
mod program;
mod rate;
mod read;
mod reentry;
mod route;
mod socket;
