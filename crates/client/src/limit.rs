//! Every limit of this side of the wire, in one place.

/// How long a whole greeting on the socket may take, from the first byte to `Ready`.
pub(crate) const GREETING_MILLIS: i32 = 10_000;
/// How long the socket is quiet before it is asked whether it is still there.
pub(crate) const PING_MILLIS: i32 = 20_000;
/// How long the answer to that may take.
pub(crate) const PONG_MILLIS: i32 = 10_000;
/// The widest wait after a first failure; it doubles with each further one.
pub(crate) const BACKOFF_MILLIS: u32 = 500;
/// The widest wait after many failures.
pub(crate) const BACKOFF_MILLIS_MAX: u32 = 30_000;
/// After so many failures to upgrade in a row, something on the way does not let sockets through.
pub(crate) const UPGRADES_MAX: u32 = 3;
/// How long until it is tried again then.
pub(crate) const BLOCKED_MILLIS: i32 = 5 * 60 * 1_000;
/// Rounds of PBKDF2-SHA-256 for a key file (OWASP Password Storage Cheat Sheet, 2023).
pub(crate) const ROUNDS: u32 = 600_000;
/// The most rounds that a key file may ask for, so that no file can hold up a browser for hours.
pub(crate) const ROUNDS_MAX: u32 = 10_000_000;
/// Fewest characters of a passphrase.
pub(crate) const PASSPHRASE_CHARS_MIN: usize = 8;
/// Most bytes of a key file.
pub(crate) const KEY_FILE_BYTES_MAX: usize = 4 * 1024;
