//! A connection beside a server that may be running: nothing is made, and nothing is brought up to
//! date under its feet.

use std::{str::FromStr, time::Duration};

use sqlx::{
    ConnectOptions,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteSynchronous},
};

use super::{Connected, Database, migrate, on};
use crate::{error::OpenError, limit};

/// Connects to a database of exactly this shape.
pub(crate) async fn connect(database: &Database) -> Result<Connected, OpenError> {
    let mut connection = match database {
        Database::Sqlite(file) => {
            let options = SqliteConnectOptions::new()
                .filename(file)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_millis(limit::BUSY_MILLIS))
                .disable_statement_logging();
            Connected::Lite(options.connect().await?)
        }
        Database::Postgres(url) => {
            let options = PgConnectOptions::from_str(url)?
                .application_name("farlantern")
                .options([("synchronous_commit", "on")])
                .disable_statement_logging();
            Connected::Pg(options.connect().await?)
        }
    };
    let known = migrate::newest(match &connection {
        Connected::Lite(_) => &migrate::SQLITE,
        Connected::Pg(_) => &migrate::POSTGRES,
    });
    let (found,): (i64,) = on!(&mut connection, it: E => {
        sqlx::query_as::<E, _>(migrate::APPLIED).fetch_one(it).await?
    });
    match found {
        found if found < known => Err(OpenError::Older { found, known }),
        found if found > known => Err(OpenError::Newer { found, known }),
        _ => Ok(connection),
    }
}
