//! From an older shape to a newer one, and never back.

use std::{borrow::Cow, path::Path};

use sqlx::{
    ConnectOptions, SqlStr,
    migrate::{Migration, MigrationType, Migrator},
    sqlite::SqliteConnectOptions,
};

use super::{ground::Ground, player::Player};
use crate::{Database, OpenError, Options, Store};

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
    let mut steps: Vec<Migration> = crate::engine::migrate::SQLITE.iter().cloned().collect();
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
