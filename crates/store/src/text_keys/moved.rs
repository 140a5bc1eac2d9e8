//! The way of the keys out of the database, where older versions kept them.

use sqlx::Executor;

use super::TextKeys;
use crate::{
    engine::{Connected, Engine, on},
    error::StoreError,
    limit,
};

/// Moves what is left in the database into the file, and leaves no trace of it. Rows go last: what
/// a power cut interrupts is begun anew at the next start.
pub(crate) async fn move_out(engine: &Engine, keys: &TextKeys) -> Result<(), StoreError> {
    let mut connection = engine.connect().await?;
    let mut after = String::new();
    loop {
        let rows: Vec<(String, Vec<u8>)> = on!(&mut connection, it: E => {
            sqlx::query_as::<E, _>(
                "SELECT account_id, sealed FROM data_keys WHERE account_id > $1 ORDER BY account_id LIMIT $2",
            )
            .bind(&after)
            .bind(limit::WALK_ROWS)
            .fetch_all(it)
            .await?
        });
        let Some((last, _)) = rows.last() else { break };
        after.clone_from(last);
        let mut missing = Vec::with_capacity(rows.len());
        for (account, sealed) in rows {
            let account = account.parse().map_err(StoreError::corrupt)?;
            // An earlier try came as far as writing over it, or at least as far as the file.
            if sealed.iter().any(|it| *it != 0) && keys.find(account)?.is_none() {
                missing.push((account, sealed));
            }
        }
        keys.keep(&missing).await?;
    }
    if !after.is_empty() {
        wipe(&mut connection).await?;
    }
    connection.close().await?;
    Ok(())
}

async fn wipe(connection: &mut Connected) -> Result<(), StoreError> {
    match connection {
        Connected::Lite(it) => {
            it.execute("PRAGMA secure_delete = ON").await?;
            it.execute("UPDATE data_keys SET sealed = zeroblob(1)").await?;
            // Pages that were split keep a shadow of what stood on them; this writes all anew.
            it.execute("VACUUM").await?;
            it.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            it.execute("DELETE FROM data_keys").await?;
        }
        // Unlike DELETE, this leaves the old file empty.
        Connected::Pg(it) => {
            it.execute("TRUNCATE data_keys").await?;
        }
    }
    Ok(())
}
