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
/// Most accounts in one browser.
pub(crate) const PLACES_MAX: usize = 9;
/// How long what waits is given to go out before another account takes the browser over.
pub(crate) const SEND_MILLIS: i32 = 4_000;
/// How long the end of a session may take then.
pub(crate) const LEAVE_MILLIS: i32 = 3_000;
/// How long the deletion of a vault is waited for.
pub(crate) const REMOVE_MILLIS: i32 = 4_000;
/// How long a former address takes a key in by its own word for it.
pub(crate) const STATE_MILLIS: i64 = 15 * 60 * 1_000;
/// How long a new address keeps what was carried to it, if nothing comes of it.
pub(crate) const COMING_MILLIS: i64 = 24 * 60 * 60 * 1_000;
/// Most moves that a new address keeps at the same time.
pub(crate) const COMINGS_MAX: usize = 4;
/// Most characters that one address hands to the other. Browsers differ; all take far more.
pub(crate) const FRAGMENT_CHARS_MAX: usize = 512 * 1024;
/// Most bytes of changes among them, before they are written down.
pub(crate) const ROWS_BYTES_MAX: usize = 256 * 1024;
/// Rounds of PBKDF2-SHA-256 for a key file (OWASP Password Storage Cheat Sheet, 2023).
pub(crate) const ROUNDS: u32 = 600_000;
/// The most rounds that a key file may ask for, so that no file can hold up a browser for hours.
pub(crate) const ROUNDS_MAX: u32 = 10_000_000;
/// Fewest characters of a passphrase.
pub(crate) const PASSPHRASE_CHARS_MIN: usize = 8;
/// Most bytes of a key file.
pub(crate) const KEY_FILE_BYTES_MAX: usize = 4 * 1024;
/// How many assets are fetched at the same time.
pub(crate) const ASSETS_AT_ONCE: usize = 4;
/// So many bytes of assets are kept in one transaction.
pub(crate) const ASSET_BATCH_BYTES: u64 = 1024 * 1024;
/// Most single sounds at the same time; the oldest gives way.
pub(crate) const VOICES_MAX: usize = 16;
