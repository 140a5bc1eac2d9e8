//! The server: settings, boot, doors, jobs and telemetry. Knows HTTP and the store; knows no rule
//! of play, no SQL and no screen. A library, so that tests can stand at the same doors.

mod api;
mod boot;
pub mod clock;
mod command;
pub mod config;
mod cookie;
mod failure;
mod files;
mod folder;
mod gate;
mod job;
pub mod limit;
mod metrics;
mod page;
mod probe;
pub mod routes;
mod say;
mod session;
mod sockets;
mod state;
mod telemetry;

pub use command::run;
pub use config::Config;
pub use page::{app_functions, app_routes};
pub use routes::router;
pub use state::AppState;

/// The version that pages, answers and `/health` carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
