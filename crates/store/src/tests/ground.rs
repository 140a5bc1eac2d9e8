//! A fresh place to keep things, gone after the test.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;

use crate::{Database, Options, Store};

pub(super) struct Ground {
    pub(super) folder: TempDir,
    pub(super) database: Database,
    pub(super) store: Store,
}

impl Ground {
    pub(super) async fn sqlite() -> Self {
        let (folder, database) = Self::sqlite_place();
        Self::on(folder, database).await
    }

    /// A database of its own on the server that `TEST_PG_URL` names; none without one.
    pub(super) async fn postgres() -> Option<Self> {
        let (folder, database) = Self::postgres_place().await?;
        Some(Self::on(folder, database).await)
    }

    /// Where nothing is yet.
    pub(super) fn sqlite_place() -> (TempDir, Database) {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("farlantern.db"));
        (folder, database)
    }

    pub(super) async fn postgres_place() -> Option<(TempDir, Database)> {
        let server = std::env::var("TEST_PG_URL").ok()?;
        let mut name = [0; 8];
        getrandom::fill(&mut name).unwrap();
        let name = format!("farlantern_{}", hex::encode(name));
        let mut admin = PgConnection::connect(&server).await.unwrap();
        admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        let (address, query) = server.split_once('?').unwrap_or((&server, ""));
        let (address, _) = address.rsplit_once('/').unwrap();
        let database = Database::Postgres(format!("{address}/{name}?{query}"));
        Some((tempfile::tempdir().unwrap(), database))
    }

    pub(super) async fn on(folder: TempDir, database: Database) -> Self {
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

    /// Changes something behind the store's back.
    pub(super) async fn run(&self, sql: &'static str) {
        let mut connection = self.store.inner.engine.connect().await.unwrap();
        crate::engine::on!(&mut connection, it: E => {
            sqlx::query::<E>(sql).execute(it).await.unwrap();
        });
        connection.close().await.unwrap();
    }

    /// The files of the folder, keys and all, that have these bytes.
    pub(super) fn holding(&self, needle: &[u8]) -> Vec<String> {
        let folders = [self.folder.path().to_owned(), self.folder.path().join("keys")];
        let mut holding = Vec::new();
        for file in folders.iter().flat_map(|it| std::fs::read_dir(it).unwrap()) {
            let path = file.unwrap().path();
            if path.is_file() {
                let bytes = std::fs::read(&path).unwrap();
                if bytes.windows(needle.len()).any(|it| it == needle) {
                    holding.push(path.file_name().unwrap().to_str().unwrap().to_owned());
                }
            }
        }
        holding
    }

    /// No file of the folder has these bytes.
    pub(super) fn holds_nowhere(&self, needle: &[u8]) {
        assert_eq!(self.holding(needle), Vec::<String>::new());
    }

    /// How many rows a table has.
    pub(super) async fn rows(&self, table: &'static str) -> i64 {
        crate::engine::read_on!(&self.store.inner.engine, pool => {
            let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
            sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
        })
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
