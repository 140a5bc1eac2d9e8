//! Sessions and keys as they stand now.

use std::collections::HashSet;

use rules::{AccountId, Hash};
use sqlx::QueryBuilder;
use wire::{Millis, PublicKey, SessionView};

use super::KeyStanding;
use crate::{
    engine::{Engine, padded, read_on},
    error::StoreError,
    limit, row,
    session::Session,
};

pub(crate) struct Found {
    pub(crate) session: Session,
    pub(crate) seen_at: Millis,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    account_id: String,
    key: Vec<u8>,
    lineage: Vec<u8>,
    seen_at: i64,
    expires_at: i64,
    owns: i64,
}

pub(crate) async fn find(
    engine: &Engine,
    token_hash: Hash,
    now: Millis,
) -> Result<Option<Found>, StoreError> {
    const SQL: &str = "SELECT s.account_id, s.key, s.lineage, s.seen_at, s.expires_at,
            (SELECT COUNT(*) FROM owners o WHERE o.account_id = s.account_id) AS owns
        FROM sessions s
        JOIN account_keys k ON k.account_id = s.account_id AND k.key = s.key AND k.revoked_at IS NULL
        WHERE s.token_hash = $1 AND s.expires_at > $2";
    let found: Option<SessionRow> = read_on!(engine, pool => {
        sqlx::query_as(SQL).bind(token_hash.0.to_vec()).bind(now.0).fetch_optional(pool).await?
    });
    let Some(found) = found else { return Ok(None) };
    let key = row::key(&found.key)?;
    let account = found.account_id.parse().map_err(StoreError::corrupt)?;
    let (expires_at, owner) = (Millis(found.expires_at), found.owns > 0);
    let view = SessionView { account, key, did: key.did(), expires_at, owner };
    let session = Session { view, lineage: row::lineage(&found.lineage)? };
    Ok(Some(Found { session, seen_at: Millis(found.seen_at) }))
}

pub(crate) async fn alive(
    engine: &Engine,
    lineages: &[[u8; 16]],
    now: Millis,
) -> Result<HashSet<[u8; 16]>, StoreError> {
    let mut alive = HashSet::with_capacity(lineages.len());
    for some in lineages.chunks(limit::IDS_AT_ONCE) {
        let some = padded(some.iter().map(|it| it.to_vec()).collect());
        let rows: Vec<(Vec<u8>,)> = read_on!(engine, pool => {
            let mut query = QueryBuilder::new("SELECT lineage FROM sessions WHERE expires_at > ");
            query.push_bind(now.0).push(" AND lineage IN (");
            let mut list = query.separated(", ");
            for id in some {
                list.push_bind(id);
            }
            query.push(")");
            query.build_query_as().fetch_all(pool).await?
        });
        for (lineage,) in rows {
            alive.insert(row::lineage(&lineage)?);
        }
    }
    Ok(alive)
}

pub(crate) async fn key_standing(
    engine: &Engine,
    account: AccountId,
    key: PublicKey,
) -> Result<KeyStanding, StoreError> {
    let keys: Vec<(Vec<u8>, Option<i64>)> = read_on!(engine, pool => {
        sqlx::query_as("SELECT key, revoked_at FROM account_keys WHERE account_id = $1")
            .bind(account.to_string())
            .fetch_all(pool)
            .await?
    });
    if keys.is_empty() {
        return Ok(KeyStanding::UnknownAccount);
    }
    let active = keys.iter().any(|(known, revoked)| *known == key.0 && revoked.is_none());
    Ok(if active { KeyStanding::Active } else { KeyStanding::UnknownKey })
}
