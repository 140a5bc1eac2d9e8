//! The two databases behind one set of queries. The same statement text runs on both; where they
//! differ, the difference has a name here.

pub(crate) mod beside;
pub(crate) mod migrate;

use std::{path::PathBuf, str::FromStr, time::Duration};

use rules::StreamId;
use sqlx::{
    ConnectOptions, Connection, Executor, PgConnection, PgPool, SqliteConnection, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use wire::Position;

use crate::{
    error::{OpenError, StoreError},
    limit,
};

/// Which database keeps things.
#[derive(Clone, Debug)]
pub enum Database {
    /// A file, made when it is not there.
    Sqlite(PathBuf),
    /// A URL, `postgres://…`.
    Postgres(String),
}

#[derive(Clone)]
pub(crate) enum Engine {
    Lite { readers: SqlitePool, file: Box<SqliteConnectOptions> },
    Pg { readers: PgPool, options: Box<PgConnectOptions> },
}

/// The writer's own connection. It is in no pool: after any failure it is dropped, which rolls
/// back, and a new one is opened.
pub(crate) enum Connected {
    Lite(SqliteConnection),
    Pg(PgConnection),
}

/// Runs one expression on whichever database is there. `$E` names sqlx's type for it.
macro_rules! on {
    ($engine:expr, $connection:ident : $E:ident => $body:expr) => {
        match $engine {
            $crate::engine::Connected::Lite($connection) => {
                type $E = sqlx::Sqlite;
                $body
            }
            $crate::engine::Connected::Pg($connection) => {
                type $E = sqlx::Postgres;
                $body
            }
        }
    };
}

/// The same for reading, on a pool.
macro_rules! read_on {
    ($engine:expr, $pool:ident => $body:expr) => {
        match $engine {
            $crate::engine::Engine::Lite { readers: $pool, .. } => $body,
            $crate::engine::Engine::Pg { readers: $pool, .. } => $body,
        }
    };
}

pub(crate) use {on, read_on};

impl Engine {
    pub(crate) async fn open(database: &Database, readers: u32) -> Result<Self, OpenError> {
        let engine = match database {
            Database::Sqlite(file) => Self::open_sqlite(file, readers).await?,
            Database::Postgres(url) => Self::open_postgres(url, readers).await?,
        };
        engine.begin_journal().await?;
        Ok(engine)
    }

    async fn open_sqlite(file: &std::path::Path, readers: u32) -> Result<Self, OpenError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL may lose what was acknowledged when the power goes; FULL flushes each commit.
            .synchronous(if control("no-flush") { SqliteSynchronous::Off } else { SqliteSynchronous::Full })
            .busy_timeout(Duration::from_millis(limit::BUSY_MILLIS))
            .thread_name(|n| format!("sqlite-{n}"))
            .disable_statement_logging();
        // The writer keeps the pages it changes; with SQLite's own 2 MB it read them again and again.
        let writer = options
            .clone()
            .pragma("cache_size", limit::WRITER_CACHE_PRAGMA)
            .pragma("wal_autocheckpoint", limit::CHECKPOINT_PAGES_PRAGMA);
        let mut first = options.connect().await?;
        check_version(&mut first).await?;
        migrate::sqlite(&mut first, file, &migrate::SQLITE).await?;
        first.close().await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(readers)
            .idle_timeout(Duration::from_secs(60))
            .connect_lazy_with(options.clone().read_only(true));
        Ok(Self::Lite { readers, file: Box::new(writer) })
    }

    async fn open_postgres(url: &str, readers: u32) -> Result<Self, OpenError> {
        let options = PgConnectOptions::from_str(url)?
            .application_name("farlantern")
            .options([("synchronous_commit", "on")])
            .disable_statement_logging();
        let mut first = options.connect().await?;
        migrate::postgres(&mut first).await?;
        first.close().await?;
        let readers = PgPoolOptions::new()
            .max_connections(readers)
            .idle_timeout(Duration::from_secs(60))
            .connect_lazy_with(options.clone());
        Ok(Self::Pg { readers, options: Box::new(options) })
    }

    /// Writes the row that every writer locks first, once, with a fresh incarnation.
    async fn begin_journal(&self) -> Result<(), OpenError> {
        let mut incarnation = [0; 16];
        getrandom::fill(&mut incarnation).map_err(|why| sqlx::Error::Configuration(why.into()))?;
        let mut connection = self.connect().await?;
        on!(&mut connection, it: E => {
            sqlx::query::<E>(
                "INSERT INTO journal_head (id, position, hash, incarnation) VALUES (1, 0, $1, $2)
                 ON CONFLICT (id) DO NOTHING",
            )
            .bind(wire::journal::GENESIS.0.to_vec())
            .bind(StreamId(incarnation).to_string())
            .execute(it)
            .await?;
        });
        connection.close().await?;
        Ok(())
    }

    /// A new connection for the writer.
    pub(crate) async fn connect(&self) -> Result<Connected, sqlx::Error> {
        Ok(match self {
            Self::Lite { file, .. } => Connected::Lite(file.connect().await?),
            Self::Pg { options, .. } => Connected::Pg(options.connect().await?),
        })
    }

    pub(crate) async fn incarnation(&self) -> Result<StreamId, OpenError> {
        let text: String = read_on!(self, pool => {
            sqlx::query_scalar("SELECT incarnation FROM journal_head WHERE id = 1").fetch_one(pool).await?
        });
        text.parse().map_err(|_why| OpenError::Database(sqlx::Error::Decode("incarnation".into())))
    }

    /// Where the journal stands.
    pub(crate) async fn head(&self) -> Result<Position, sqlx::Error> {
        let position: i64 = read_on!(self, pool => {
            sqlx::query_scalar("SELECT position FROM journal_head WHERE id = 1").fetch_one(pool).await?
        });
        Ok(Position(position))
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Lite { .. } => "sqlite",
            Self::Pg { .. } => "postgres",
        }
    }

    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        read_on!(self, pool => pool.execute("SELECT 1").await.map(drop)?);
        Ok(())
    }

    pub(crate) fn pool(&self) -> (u32, u32) {
        read_on!(self, pool => (pool.size(), pool.num_idle() as u32))
    }

    pub(crate) async fn close(&self) {
        read_on!(self, pool => pool.close().await);
    }
}

/// Fills a list of ids up to one of a few lengths by repeating one, so that the database meets
/// few different statements and keeps them prepared.
pub(crate) fn padded<T: Clone>(mut ids: Vec<T>) -> Vec<T> {
    let length = [1, 4, 16, 64, 256, 1024, 4096].into_iter().find(|length| *length >= ids.len());
    if let (Some(length), Some(last)) = (length, ids.last().cloned()) {
        ids.resize(length, last);
    }
    ids
}

impl Connected {
    /// Begins a transaction that writes. SQLite takes its lock at once: a deferred one would fail
    /// half-way through when another process writes.
    pub(crate) async fn begin(&mut self) -> Result<(), sqlx::Error> {
        if control("no-transaction") {
            return Ok(());
        }
        match self {
            Self::Lite(it) => it.execute("BEGIN IMMEDIATE").await.map(drop),
            Self::Pg(it) => it.execute("BEGIN").await.map(drop),
        }
    }

    /// Ends it. When this returns, what was written is on the disk.
    pub(crate) async fn commit(&mut self) -> Result<(), sqlx::Error> {
        if control("no-transaction") {
            return Ok(());
        }
        on!(self, it: E => sqlx::query::<E>("COMMIT").execute(it).await.map(drop))
    }

    pub(crate) async fn roll_back(&mut self) -> Result<(), sqlx::Error> {
        on!(self, it: E => sqlx::query::<E>("ROLLBACK").execute(it).await.map(drop))
    }

    pub(crate) async fn close(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Lite(it) => it.close().await,
            Self::Pg(it) => it.close().await,
        }
    }
}

/// Whether this is the control of a test: the same work without what makes it safe, which the test
/// must then catch. Never true outside the tests of this crate.
fn control(which: &str) -> bool {
    cfg!(test) && std::env::var("FARLANTERN_CHILD_CONTROL").is_ok_and(|it| it == which)
}

async fn check_version(connection: &mut SqliteConnection) -> Result<(), OpenError> {
    let found: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(connection).await?;
    let mut parts = found.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    if (part(), part(), part()) < limit::SQLITE_VERSION_MIN {
        let (major, minor, patch) = limit::SQLITE_VERSION_MIN;
        return Err(OpenError::SqliteTooOld { found, needed: format!("{major}.{minor}.{patch}") });
    }
    Ok(())
}
