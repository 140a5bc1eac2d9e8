//! A fresh place to keep things, gone after the test.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;

use crate::{Database, Options, Store};

pub(super) struct Ground {
    pub(super) folder: TempDir,
    database: Database,
    pub(super) store: Store,
}

impl Ground {
    pub(super) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("farlantern.db"));
        Self::on(folder, database).await
    }

    /// A database of its own on the server that `TEST_PG_URL` names; none without one.
    pub(super) async fn postgres() -> Option<Self> {
        let server = std::env::var("TEST_PG_URL").ok()?;
        let folder = tempfile::tempdir().unwrap();
        let mut name = [0; 8];
        getrandom::fill(&mut name).unwrap();
        let name = format!("farlantern_{}", hex::encode(name));
        let mut admin = PgConnection::connect(&server).await.unwrap();
        admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        let (address, query) = server.split_once('?').unwrap_or((&server, ""));
        let (address, _) = address.rsplit_once('/').unwrap();
        Some(Self::on(folder, Database::Postgres(format!("{address}/{name}?{query}"))).await)
    }

    async fn on(folder: TempDir, database: Database) -> Self {
        let store = open(&folder, &database).await;
        Self { folder, database, store }
    }

    /// A second process on the same database, so to say.
    pub(super) async fn another(&self) -> Store {
        open(&self.folder, &self.database).await
    }

    pub(super) async fn restart(&mut self) {
        self.store.close().await;
        self.store = self.another().await;
    }

    /// Nothing differs between the journal and what was made of it.
    pub(super) async fn check(&self) -> i64 {
        let rebuilt = self.store.rebuild().await.unwrap();
        assert_eq!(rebuilt.differences, Vec::<String>::new());
        rebuilt.events
    }
}

async fn open(folder: &TempDir, database: &Database) -> Store {
    let options = Options { database: database.clone(), keys: folder.path().join("keys"), readers: 4 };
    Store::open(options).await.unwrap()
}
