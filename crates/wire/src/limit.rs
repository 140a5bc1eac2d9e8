//! Every limit of what travels, in one place.

/// Most bytes under one signature.
pub const SIGNED_BYTES_MAX: usize = 8 * 1024;
/// Most bytes of a request body on the writing doors.
pub const BODY_BYTES_MAX: usize = 32 * 1024;
/// Most texts that come along with one command.
pub const TEXTS_PER_COMMAND_MAX: usize = 8;
/// Most bytes of one such text.
pub const TEXT_BYTES_MAX: usize = 4 * 1024;
/// Most bytes of an origin as a browser writes it.
pub const ORIGIN_BYTES_MAX: usize = 256;
/// How long a login nonce can be signed.
pub const NONCE_MILLIS: i64 = 60_000;
/// Most events that one page of a history carries.
pub const HISTORY_EVENTS_MAX: u32 = 5_000;
