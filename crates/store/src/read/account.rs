//! An account: its chain, the names of its devices, and when they were seen.

use std::collections::BTreeMap;

use rules::{AccountId, TextId};
use wire::{AccountView, Link, Millis, PublicKey, account::Recovered};

use crate::{
    chain::{self, Kept},
    engine::{Engine, read_on},
    error::StoreError,
    keys::ServerKeys,
    limit, row,
};

/// The whole chain, checked. None when there is no such account.
pub(crate) async fn chain(engine: &Engine, account: AccountId) -> Result<Option<Box<Kept>>, StoreError> {
    kept(links(engine, account).await?).await
}

/// A chain has up to two thousand statements, some with two signatures: a tenth of a second that
/// other tasks need not wait for.
async fn kept(links: Vec<Link>) -> Result<Option<Box<Kept>>, StoreError> {
    let read = tokio::task::spawn_blocking(move || Kept::read(&links));
    let kept = read.await.map_err(StoreError::corrupt)?;
    Ok(kept.map_err(StoreError::corrupt)?.map(Box::new))
}

pub(crate) async fn view(
    engine: &Engine,
    keys: &ServerKeys,
    account: AccountId,
    key: PublicKey,
    now: Millis,
) -> Result<Option<AccountView>, StoreError> {
    let links = links(engine, account).await?;
    if links.is_empty() {
        return Ok(None);
    }
    let rows: Vec<(Vec<u8>, i64)> = read_on!(engine, pool => {
        sqlx::query_as(
            "SELECT key, seen_at FROM devices WHERE account_id = $1 AND seen_at IS NOT NULL
             UNION ALL SELECT key, used_at FROM program_keys WHERE account_id = $1 AND used_at IS NOT NULL",
        )
            .bind(account.to_string())
            .fetch_all(pool)
            .await?
    });
    let seen = rows.into_iter().map(|(key, at)| Ok((row::key(&key)?, Millis(at))));
    let seen = seen.collect::<Result<_, StoreError>>()?;
    let texts = texts(engine, keys, account).await?;
    Ok(Some(AccountView { account, links, texts, seen, key, now }))
}

pub(crate) async fn recover(
    engine: &Engine,
    key: PublicKey,
    now: Millis,
) -> Result<Option<Recovered>, StoreError> {
    const SQL: &str = "SELECT account_id FROM recovery_keys r WHERE key = $1
        AND NOT EXISTS (SELECT 1 FROM erased_accounts e WHERE e.account_id = r.account_id)
        ORDER BY since, account_id LIMIT $2";
    let accounts: Vec<String> = read_on!(engine, pool => {
        sqlx::query_scalar(SQL)
            .bind(key.0.to_vec())
            .bind(limit::RECOVERY_ACCOUNTS_MAX)
            .fetch_all(pool)
            .await?
    });
    for account in accounts {
        let account = account.parse().map_err(StoreError::corrupt)?;
        let links = links(engine, account).await?;
        let Some(kept) = kept(links.clone()).await? else { continue };
        if kept.chain.answers_to(key, now) {
            return Ok(Some(Recovered { account, links }));
        }
    }
    Ok(None)
}

/// What the account's owner calls its devices and programs.
pub(super) async fn names(
    engine: &Engine,
    keys: &ServerKeys,
    account: AccountId,
) -> Result<BTreeMap<PublicKey, String>, StoreError> {
    let rows: Vec<(Vec<u8>, String)> = read_on!(engine, pool => {
        sqlx::query_as(
            "SELECT key, name FROM account_keys WHERE account_id = $1 AND name IS NOT NULL
             UNION ALL SELECT key, name FROM programs WHERE account_id = $1",
        )
            .bind(account.to_string())
            .fetch_all(pool)
            .await?
    });
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let texts = texts(engine, keys, account).await?;
    let mut names = BTreeMap::new();
    for (key, name) in rows {
        let id: TextId = name.parse().map_err(StoreError::corrupt)?;
        if let Some(name) = texts.get(&id) {
            names.insert(row::key(&key)?, name.clone());
        }
    }
    Ok(names)
}

/// The account's own texts lie under its own id.
async fn texts(
    engine: &Engine,
    keys: &ServerKeys,
    account: AccountId,
) -> Result<BTreeMap<TextId, String>, StoreError> {
    super::texts_of_stream(engine, keys, account, &account.to_string()).await
}

async fn links(engine: &Engine, account: AccountId) -> Result<Vec<Link>, StoreError> {
    let rows: Vec<(String, i64)> = read_on!(engine, pool => {
        sqlx::query_as("SELECT body, time FROM account_events WHERE stream_id = $1 ORDER BY sequence")
            .bind(account.to_string())
            .fetch_all(pool)
            .await?
    });
    rows.into_iter().map(|(body, time)| chain::link(&body, time)).collect()
}
