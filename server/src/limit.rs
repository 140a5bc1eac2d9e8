//! Every limit of the server itself, in one place. Those of what travels are in `wire::limit`.

use std::time::Duration;

/// Most time from the head of a request to the head of its answer.
pub const REQUEST_TIME_MAX: Duration = Duration::from_secs(20);
/// Most time for the head of a request to arrive.
pub const HEAD_TIME_MAX: Duration = Duration::from_secs(10);
/// Most bytes of a request's head.
pub const HEAD_BYTES_MAX: usize = 32 * 1024;
/// Most time in which a connection neither brings nor takes a byte.
pub const QUIET_TIME_MAX: Duration = Duration::from_secs(75);
/// Most connections at once; further ones are closed at the door.
pub const SOCKETS_MAX: usize = 8_192;
/// Most streams that one HTTP/2 connection opens at once.
pub const STREAMS_PER_SOCKET_MAX: u32 = 64;
/// Most callers whose rate is remembered.
pub const CALLERS_MAX: usize = 40_000;
/// Most hops of an `X-Forwarded-For` that are looked at, from the right.
pub const HOPS_MAX: usize = 16;
/// Most bytes of one page.
pub const PAGE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Answers smaller than this are not worth compressing.
pub const COMPRESS_BYTES_MIN: u16 = 860;
/// How long a session lasts.
pub const SESSION_MILLIS: i64 = 30 * 24 * 60 * 60 * 1000;
/// How long the end waits for requests under way.
pub const DRAIN_TIME: Duration = Duration::from_secs(10);
/// How often ended sessions and nonces are forgotten.
pub const SWEEP_EVERY: Duration = Duration::from_secs(5 * 60);
/// How often samples of the metrics are folded together.
pub const UPKEEP_EVERY: Duration = Duration::from_secs(5);
/// Below this much free space the server calls itself unhealthy.
pub const DISK_BYTES_MIN: u64 = 64 * 1024 * 1024;
