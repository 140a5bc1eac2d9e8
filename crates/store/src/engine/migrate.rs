//! Steps from an older shape of the database to this one. A newer shape is refused, an older
//! SQLite file is copied before it is changed.

use std::path::{Path, PathBuf};

use sqlx::{PgConnection, SqliteConnection, migrate::Migrator};

use crate::error::OpenError;

pub(crate) static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
pub(crate) static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

pub(super) const APPLIED: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success";

pub(crate) async fn sqlite(
    connection: &mut SqliteConnection,
    file: &Path,
    steps: &Migrator,
) -> Result<(), OpenError> {
    let begun: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'")
        .fetch_one(&mut *connection)
        .await?;
    if begun > 0 {
        let found: i64 = sqlx::query_scalar(APPLIED).fetch_one(&mut *connection).await?;
        let known = newest(steps);
        refuse_newer(found, known)?;
        if found < known {
            snapshot(connection, file, found).await?;
        }
    }
    Ok(steps.run_direct(None, connection, false).await?)
}

pub(super) async fn postgres(connection: &mut PgConnection) -> Result<(), OpenError> {
    let begun: Option<String> = sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations')::text")
        .fetch_one(&mut *connection)
        .await?;
    if begun.is_some() {
        let found: i64 = sqlx::query_scalar(APPLIED).fetch_one(&mut *connection).await?;
        refuse_newer(found, newest(&POSTGRES))?;
    }
    Ok(POSTGRES.run_direct(None, connection, false).await?)
}

pub(super) fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|step| step.version).max().unwrap_or(0)
}

fn refuse_newer(found: i64, known: i64) -> Result<(), OpenError> {
    if found > known { Err(OpenError::Newer { found, known }) } else { Ok(()) }
}

/// Copies the file as of one moment, beside it. Copying a live file byte by byte could tear it.
async fn snapshot(connection: &mut SqliteConnection, file: &Path, step: i64) -> Result<(), OpenError> {
    let path = snapshot_path(file, step);
    let refused = |why: String| OpenError::Snapshot { path: path.clone(), why };
    let text = path.to_str().ok_or_else(|| refused("its name is not Unicode".into()))?;
    let made = sqlx::query("VACUUM INTO $1").bind(text).execute(connection).await;
    made.map_err(|why| refused(why.to_string()))?;
    std::fs::File::open(&path).and_then(|it| it.sync_all()).map_err(|why| refused(why.to_string()))
}

/// `farlantern.before-step-2.db`, or with a count when an earlier try left one.
fn snapshot_path(file: &Path, step: i64) -> PathBuf {
    let stem = file.file_stem().and_then(|it| it.to_str()).unwrap_or("farlantern");
    let named = |suffix: &str| file.with_file_name(format!("{stem}.before-step-{}{suffix}.db", step + 1));
    let mut path = named("");
    for count in 2.. {
        if !path.exists() {
            break;
        }
        path = named(&format!("-{count}"));
    }
    path
}
