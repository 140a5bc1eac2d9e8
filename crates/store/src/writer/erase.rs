//! Accounts that go for good: those whose days to think it over have passed, and at every start
//! those that the list names, in case a backup has brought them back.

use std::collections::{BTreeMap, BTreeSet};

use rules::AccountId;
use sqlx::Executor;
use wire::{Millis, limit::DELETION_MILLIS};

use super::{Writer, load};
use crate::{
    engine::{Connected, Engine, on},
    error::StoreError,
    keys::ServerKeys,
};

/// What goes of an account. Its statements, events and receipts stay: in them stand ids, hashes
/// and public keys, and every later hash is made of theirs. Texts first: they are found by way of
/// the characters.
const ROWS: [&str; 9] = [
    "DELETE FROM texts WHERE account_id = $1 AND (stream_id = $1 OR stream_id IN
        (SELECT character_id FROM character_state WHERE account_id = $1))",
    "DELETE FROM character_state WHERE account_id = $1",
    "DELETE FROM devices WHERE account_id = $1",
    "DELETE FROM sessions WHERE account_id = $1",
    "DELETE FROM pairings WHERE account_id = $1",
    "DELETE FROM program_keys WHERE account_id = $1",
    "DELETE FROM owners WHERE account_id = $1",
    "DELETE FROM locks WHERE account_id = $1",
    // A reason is what somebody wrote about a person. That they were shut out stays in the log.
    "UPDATE audit SET detail = '' WHERE account_id = $1",
];

impl Writer {
    pub(super) async fn erase(&mut self, now: Millis) -> Result<usize, StoreError> {
        const DUE: &str = "SELECT account_id FROM closed_accounts c WHERE closed_at <= $1
            AND NOT EXISTS (SELECT 1 FROM erased_accounts e WHERE e.account_id = c.account_id)";
        let mut connection = begin(&self.engine).await?;
        let due: Vec<String> = on!(&mut connection, it: E => {
            sqlx::query_scalar::<E, _>(DUE).bind(now.0 - DELETION_MILLIS).fetch_all(it).await?
        });
        let due: Vec<AccountId> =
            due.iter().map(|it| it.parse().map_err(StoreError::corrupt)).collect::<Result<_, _>>()?;
        if due.is_empty() {
            connection.roll_back().await?;
            connection.close().await?;
            return Ok(0);
        }
        // In this order: what a power cut interrupts, the next start does to its end.
        self.keys.erased.add(due.clone(), now).await?;
        self.keys.texts.forget(due.clone()).await?;
        self.memory.forget();
        finish(connection, &due.iter().map(|it| (*it, now)).collect()).await?;
        Ok(due.len())
    }
}

/// Does once more what the list says, wherever it is not done.
pub(crate) async fn erase_listed(engine: &Engine, keys: &ServerKeys) -> Result<(), StoreError> {
    let mut listed = keys.erased.all()?;
    if listed.is_empty() {
        return Ok(());
    }
    keys.texts.forget(listed.keys().copied().collect()).await?;
    let mut connection = begin(engine).await?;
    let done: Vec<String> = on!(&mut connection, it: E => {
        sqlx::query_scalar::<E, _>("SELECT account_id FROM erased_accounts").fetch_all(it).await?
    });
    let done: BTreeSet<String> = done.into_iter().collect();
    listed.retain(|account, _| !done.contains(&account.to_string()));
    finish(connection, &listed).await
}

/// A connection of its own, with the journal locked. What it deletes is written over.
async fn begin(engine: &Engine) -> Result<Connected, StoreError> {
    let mut connection = engine.connect().await?;
    if let Connected::Lite(it) = &mut connection {
        it.execute("PRAGMA secure_delete = ON").await?;
    }
    connection.begin().await?;
    load::head(&mut connection).await?;
    Ok(connection)
}

async fn finish(mut connection: Connected, accounts: &BTreeMap<AccountId, Millis>) -> Result<(), StoreError> {
    for (account, at) in accounts {
        on!(&mut connection, it: E => {
            for sql in ROWS {
                sqlx::query::<E>(sql).bind(account.to_string()).execute(&mut *it).await?;
            }
            // Only who was here: another database may have begun with the same list.
            let done = "INSERT INTO erased_accounts (account_id, erased_at)
                SELECT stream_id, $2 FROM account_events WHERE stream_id = $1 AND sequence = 1";
            sqlx::query::<E>(done).bind(account.to_string()).bind(at.0).execute(&mut *it).await?;
        });
    }
    connection.commit().await?;
    // The log still has the pages as they were.
    if let Connected::Lite(it) = &mut connection {
        it.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    }
    connection.close().await?;
    Ok(())
}
