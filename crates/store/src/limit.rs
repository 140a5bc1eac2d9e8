//! Every limit of what is kept, in one place.

/// Most jobs that wait for the writer; beyond it callers wait to hand theirs in.
pub const QUEUE_JOBS_MAX: usize = 4096;
/// Most jobs in one transaction.
pub const GROUP_JOBS_MAX: usize = 1024;
/// Most folded streams that the writer remembers; when full it forgets all and begins again.
pub const STREAMS_REMEMBERED_MAX: usize = 50_000;
/// Most accounts that the writer remembers.
pub const ACCOUNTS_REMEMBERED_MAX: usize = 20_000;
/// How often a group is tried before each of its jobs is tried alone.
pub const GROUP_TRIES_MAX: u32 = 3;
/// How old the note "seen at" of a session may grow.
pub const SEEN_EVERY_MILLIS: i64 = 5 * 60 * 1000;
/// Who was seen within this time counts as active.
pub const ACTIVE_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// Rows that a walk over the journal reads at once.
pub const WALK_ROWS: i64 = 2_000;
/// How long a write waits for another process that holds the SQLite file.
pub const BUSY_MILLIS: u64 = 5_000;
/// The oldest SQLite this trusts with people's work.
pub const SQLITE_VERSION_MIN: (u32, u32, u32) = (3, 51, 3);
/// Most memory for pages that the SQLite writer keeps: 32 MB, as the pragma spells it.
pub const WRITER_CACHE_PRAGMA: &str = "-32768";
/// Pages in the log before SQLite moves them into the file (16 MB): fewer moves, each moving a page
/// that changed often only once.
pub const CHECKPOINT_PAGES_PRAGMA: &str = "4000";
/// Most ids that one query asks after.
pub const IDS_AT_ONCE: usize = 1_024;
/// Most places of an account where devices can ask to be taken in.
pub const PAIRINGS_PER_ACCOUNT_MAX: usize = 3;
/// How long such a place stays once somebody has read there that the device was taken in: both
/// devices look, and an answer may be lost on the way.
pub const PAIRING_TAKEN_MILLIS: i64 = 60 * 1000;
/// Most bytes of an account that is given along as one file, which is made in memory: 64 MB, some
/// thirty thousand commands.
pub const EXPORT_BYTES_MAX: i64 = 64 * 1024 * 1024;
/// Most accounts that are looked at for one recovery key.
pub const RECOVERY_ACCOUNTS_MAX: i64 = 8;
/// How long the key of a program stays that nobody has let in: an hour.
pub const PROGRAM_UNUSED_MILLIS: i64 = 60 * 60 * 1000;
/// Beyond so many younger keys of an account, one that nobody has let in goes at once.
pub const PROGRAM_KEYS_MAX: i64 = 32;
/// How long a stream of dice stays that nobody rolls on: 90 days.
pub const DICE_STREAM_MILLIS: i64 = 90 * 24 * 60 * 60 * 1000;
/// The same for one that nobody ever rolled on: a day.
pub const DICE_UNUSED_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// Most parts that wait for a signature; beyond it callers wait to hand theirs in.
pub const SIGN_QUEUE_MAX: usize = wire::limit::SIGNED_GROUP_MAX as usize;
/// Up to so many that wait at the same time are signed one by one.
pub const SIGN_ALONE_MAX: usize = 4;
/// Most promises of dice that are remembered with their links (32 KB each); when full it forgets all and
/// begins again.
pub const PROMISES_REMEMBERED_MAX: usize = 64;
