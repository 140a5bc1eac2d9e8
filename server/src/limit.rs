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
pub const CONNECTIONS_MAX: usize = 8_192;
/// Most streams that one HTTP/2 connection opens at once.
pub const STREAMS_PER_CONNECTION_MAX: u32 = 64;
/// Most callers whose rate is remembered.
pub const CALLERS_MAX: usize = 40_000;
/// Most hops of an `X-Forwarded-For` that are looked at, from the right.
pub const HOPS_MAX: usize = 16;
/// Most addresses that the public one had before.
pub const FORMER_URLS_MAX: usize = 8;
/// Most bytes of one page.
pub const PAGE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Answers smaller than this are not worth compressing.
pub const COMPRESS_BYTES_MIN: u16 = 860;
/// Most odds that are counted at the same time.
pub const ODDS_AT_ONCE: usize = 1;
/// How long a program waits for its turn with odds.
pub const ODDS_PATIENCE: Duration = Duration::from_secs(5);
/// The same for a page, which comes without them then.
pub const ODDS_PAGE_PATIENCE: Duration = Duration::from_millis(300);
/// How long a session lasts. Browsers renew it by a signature when half is over.
pub const SESSION_MILLIS: i64 = 10 * 60 * 1000;
/// Most sockets at once. Fewer than connections, so that pages still come in.
pub const SOCKETS_MAX: usize = 6_000;
/// Most sockets of one account: a person has so many tabs, on all devices together.
pub const SOCKETS_PER_ACCOUNT_MAX: usize = 100;
/// Most time from the opening of a socket to a whole hello.
pub const HELLO_TIME_MAX: Duration = Duration::from_secs(10);
/// How often a socket is asked whether anybody is still there.
pub const PING_EVERY: Duration = Duration::from_secs(25);
/// Most time in which nothing is heard on a socket.
pub const SILENT_TIME_MAX: Duration = Duration::from_secs(60);
/// Most time that one message takes to leave.
pub const SEND_TIME_MAX: Duration = Duration::from_secs(15);
/// How long the end of a socket waits for the other side.
pub const CLOSE_TIME_MAX: Duration = Duration::from_secs(1);
/// Most messages of one tab at once, after a silence.
pub const MESSAGES_BURST_MAX: u32 = 60;
/// Most messages of one tab in a second, for long.
pub const MESSAGES_PER_SECOND_MAX: u32 = 20;
/// Most frames that wait for one tab. Who falls behind by more comes back to where they were.
pub const TAB_FRAMES_MAX: usize = 256;
/// Bytes that one read of a socket takes, and that gather before a write.
pub const SOCKET_BUFFER_BYTES: usize = 2 * 1024;
/// Bytes of events that go together in one message; a longer event goes alone. A socket keeps the
/// memory that its longest message took.
pub const EVENTS_BYTES_MAX: usize = 4 * 1024;
/// Most rows of the journal that are read at once to tell them on.
pub const FEED_ROWS_MAX: u32 = 256;
/// How often the database is asked where the journal stands, if other processes write to it.
pub const HEAD_ASKED_EVERY: Duration = Duration::from_millis(500);
/// How often the sessions of open sockets are looked after.
pub const SESSIONS_ASKED_EVERY: Duration = Duration::from_secs(1);
/// How long something that failed in the background waits before it is tried again.
pub const RETRY_AFTER: Duration = Duration::from_secs(1);
/// How long the end waits for sockets to say goodbye.
pub const GOODBYE_TIME: Duration = Duration::from_secs(3);
/// How long the end waits for requests under way.
pub const DRAIN_TIME: Duration = Duration::from_secs(10);
/// How long the address lasts that `farlantern owner reset` says.
pub const OWNER_ADDRESS_MILLIS: i64 = 60 * 60 * 1000;
/// How often ended sessions and nonces are forgotten.
pub const SWEEP_EVERY: Duration = Duration::from_secs(5 * 60);
/// How often samples of the metrics are folded together.
pub const UPKEEP_EVERY: Duration = Duration::from_secs(5);
/// Below this much free space the server calls itself unhealthy.
pub const DISK_BYTES_MIN: u64 = 64 * 1024 * 1024;
/// Open files that the busiest house needs: its connections, and as much again for the database,
/// the pages' files and what is just being closed.
pub(crate) const OPEN_FILES: u64 = 2 * CONNECTIONS_MAX as u64;
