//! The server: settings, boot, doors, jobs and telemetry. Knows HTTP and the store; knows no rule
//! of play, no SQL and no screen. A library, so that tests can stand at the same doors.

mod api;
mod assets;
mod boot;
mod chance;
pub mod clock;
mod command;
pub mod config;
mod connections;
mod cookie;
pub mod document;
mod failure;
mod files;
mod folder;
mod gate;
pub mod job;
pub mod limit;
mod metrics;
mod owner;
mod page;
mod probe;
mod program;
pub mod routes;
mod say;
mod session;
mod socket;
mod state;
mod telemetry;
mod workshop;

pub use command::run;
pub use config::Config;
pub use page::{app_functions, app_routes};
pub use routes::router;
pub use state::AppState;

/// The version that pages, answers and `/health` carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
