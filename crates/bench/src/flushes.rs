//! Counting flushes: of SQLite by standing between it and the C library, of PostgreSQL by asking it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, ensure};
use sqlx::{Connection, PgConnection};

/// Where a process writes its count.
pub(crate) const FILE: &str = "COUNT_FILE";

/// Makes a command count its flushes into `folder/count`.
pub(crate) fn counted(command: &mut Command, folder: &Path) -> Result<PathBuf> {
    let source = folder.join("count.c");
    let library = folder.join("count.so");
    let file = folder.join("count");
    std::fs::write(&source, include_str!("count.c"))?;
    std::fs::write(&file, [0; 8])?;
    let made =
        Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).status()?;
    ensure!(made.success(), "the C compiler refused the counter");
    command.env("LD_PRELOAD", &library).env(FILE, &file);
    Ok(file)
}

pub(crate) fn read(file: &Path) -> Result<u64> {
    let bytes: [u8; 8] = std::fs::read(file)?.try_into().unwrap_or([0; 8]);
    Ok(u64::from_le_bytes(bytes))
}

/// Flushes of PostgreSQL's own log so far, by all its processes.
pub(crate) async fn of_postgres(url: &str) -> Result<u64> {
    let mut connection = PgConnection::connect(url).await?;
    let (count,): (i64,) =
        sqlx::query_as("SELECT wal_sync FROM pg_stat_wal").fetch_one(&mut connection).await?;
    Ok(count.unsigned_abs())
}
