//! The laws of the doors, each tried from outside: requests in, answers out, on a real store.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod house;

mod command;
mod dropped;
mod envelope;
mod file;
mod headers;
mod host;
mod hostile;
mod login;
mod origin;
mod page;
mod probe;
mod process;
mod rate;
mod read;
mod route;
