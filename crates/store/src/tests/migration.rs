//! From an older shape to a newer one, and never back.

use std::{borrow::Cow, path::Path};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Executor, SqlStr,
    migrate::{Migration, MigrationType, Migrator},
    postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};

use super::{
    ground::Ground,
    player::{NOW, Player},
};
use crate::{
    Database, OpenError, Options, Store,
    engine::{
        migrate::{POSTGRES, SQLITE},
        read_on,
    },
};

fn names(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(folder);
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn both_databases_take_the_same_steps() {
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
async fn an_upgrade_is_preceded_by_a_copy_and_a_newer_file_is_refused() {
    let mut ground = Ground::sqlite().await;
    let mut wren = Player::known(&ground.store, 1).await;
    wren.begin(&ground.store, "Wren").await;
    ground.store.close().await;

    let file = ground.folder.path().join("farlantern.db");
    let mut steps: Vec<Migration> = SQLITE.iter().cloned().collect();
    let last = steps.iter().map(|it| it.version).max().unwrap();
    let sql = SqlStr::from_static("CREATE TABLE tomorrow (id BIGINT)");
    steps.push(Migration::new(last + 1, Cow::Borrowed("tomorrow"), MigrationType::Simple, sql, false));
    let newer = Migrator::with_migrations(steps);
    let options = SqliteConnectOptions::new().filename(&file);
    let mut connection = options.connect().await.unwrap();
    crate::engine::migrate::sqlite(&mut connection, &file, &newer).await.unwrap();
    drop(connection);

    let copy = ground.folder.path().join(format!("farlantern.before-step-{}.db", last + 1));
    let keys = ground.folder.path().join("keys");
    let old = Options { database: Database::Sqlite(copy), keys: keys.clone(), readers: 1 };
    ground.store = Store::open(old).await.unwrap();
    assert_eq!(ground.check().await, 2, "the copy is whole");

    let refused = Store::open(Options { database: Database::Sqlite(file), keys, readers: 1 }).await;
    assert!(matches!(refused.err(), Some(OpenError::Newer { .. })));
}

/// The first steps of a database, as an old version left it.
fn first(steps: &Migrator, count: usize) -> Migrator {
    Migrator::with_migrations(steps.iter().take(count).cloned().collect())
}

/// Two devices, one of them with two sessions, as step 1 kept them.
const BEFORE_COMPANY: [&str; 2] = [
    "INSERT INTO account_keys (account_id, key, added_at) SELECT 'wren', key, 5 FROM
        (SELECT CAST('one' AS KIND) AS key UNION SELECT CAST('two' AS KIND)) AS keys",
    "INSERT INTO sessions (token_hash, account_id, key, created_at, seen_at, expires_at)
        SELECT token, 'wren', key, 6, seen, 9000000000000 FROM
        (SELECT CAST('a' AS KIND) AS token, CAST('one' AS KIND) AS key, 7 AS seen
         UNION SELECT CAST('b' AS KIND), CAST('one' AS KIND), 8
         UNION SELECT CAST('c' AS KIND), CAST('two' AS KIND), 9) AS begun",
];

async fn comes_to_company((folder, database): (tempfile::TempDir, Database)) {
    match &database {
        Database::Sqlite(file) => {
            let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
            let mut old = options.connect().await.unwrap();
            first(&SQLITE, 1).run_direct(None, &mut old, false).await.unwrap();
            for sql in BEFORE_COMPANY {
                old.execute(AssertSqlSafe(sql.replace("KIND", "BLOB"))).await.unwrap();
            }
            old.close().await.unwrap();
        }
        Database::Postgres(url) => {
            let mut old = url.parse::<PgConnectOptions>().unwrap().connect().await.unwrap();
            first(&POSTGRES, 1).run_direct(None, &mut old, false).await.unwrap();
            for sql in BEFORE_COMPANY {
                old.execute(AssertSqlSafe(sql.replace("KIND", "BYTEA"))).await.unwrap();
            }
            old.close().await.unwrap();
        }
    }
    let ground = Ground::on(folder, database).await;
    let engine = &ground.store.inner.engine;
    let seen: Vec<(Vec<u8>, Option<i64>, Option<i64>)> = read_on!(engine, pool => {
        sqlx::query_as("SELECT key, seen_at, ended_at FROM devices ORDER BY key").fetch_all(pool).await.unwrap()
    });
    assert_eq!(seen, [(b"one".to_vec(), Some(8), None), (b"two".to_vec(), Some(9), None)]);
    let (keys, sessions): (i64, i64) = read_on!(engine, pool => {
        sqlx::query_as("SELECT (SELECT COUNT(*) FROM account_keys WHERE place = 0 AND name IS NULL),
            (SELECT COUNT(*) FROM sessions)")
            .fetch_one(pool)
            .await
            .unwrap()
    });
    assert_eq!((keys, sessions), (2, 0), "sessions that last a month end");
    let mut wren = Player::known(&ground.store, 1).await;
    wren.begin(&ground.store, "Wren").await;
    assert!(ground.store.account(wren.account, wren.public(), NOW).await.unwrap().is_some());
}

#[tokio::test]
async fn an_old_sqlite_file_takes_the_step_to_company() {
    comes_to_company(Ground::sqlite_place()).await;
}

#[tokio::test]
async fn an_old_postgres_takes_the_step_to_company() {
    if let Some(place) = Ground::postgres_place().await {
        comes_to_company(place).await;
    }
}
