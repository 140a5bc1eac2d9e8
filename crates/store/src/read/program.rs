//! Programs and their tokens as they stand now.

use rules::{AccountId, CommandId, Hash};
use wire::{Millis, PublicKey, Signature, Signed, error};

use crate::{
    engine::{Engine, read_on},
    error::StoreError,
    program::{self, Acting},
    row,
};

/// A program that may act, and the key that is held for it, sealed.
pub(crate) struct Held {
    pub(crate) secret: Vec<u8>,
}

pub(crate) struct Found {
    pub(crate) acting: Acting,
    pub(crate) used_at: Option<Millis>,
}

#[derive(sqlx::FromRow)]
struct TokenRow {
    account_id: String,
    key: Vec<u8>,
    scopes: String,
    ends_at: i64,
    used_at: Option<i64>,
    closed_at: Option<i64>,
    why: Option<String>,
}

pub(crate) async fn held(
    engine: &Engine,
    account: AccountId,
    key: PublicKey,
    now: Millis,
) -> Result<Option<Held>, StoreError> {
    const SQL: &str = "SELECT k.secret FROM program_keys k
        JOIN programs p ON p.account_id = k.account_id AND p.key = k.key
        WHERE k.account_id = $1 AND k.key = $2 AND p.revoked_at IS NULL AND p.ends_at > $3";
    let secret: Option<Vec<u8>> = read_on!(engine, pool => {
        sqlx::query_scalar(SQL)
            .bind(account.to_string())
            .bind(key.0.to_vec())
            .bind(now.0)
            .fetch_optional(pool)
            .await?
    });
    Ok(secret.map(|secret| Held { secret }))
}

pub(crate) async fn by_token(
    engine: &Engine,
    token_hash: Hash,
    now: Millis,
) -> Result<Option<Found>, StoreError> {
    const SQL: &str =
        "SELECT p.account_id, p.key, p.scopes, p.ends_at, k.used_at, c.closed_at, l.why FROM program_keys k
        JOIN programs p ON p.account_id = k.account_id AND p.key = k.key
        LEFT JOIN closed_accounts c ON c.account_id = k.account_id
        LEFT JOIN locks l ON l.account_id = k.account_id
        WHERE k.token_hash = $1 AND p.revoked_at IS NULL AND p.ends_at > $2";
    let found: Option<TokenRow> = read_on!(engine, pool => {
        sqlx::query_as(SQL).bind(token_hash.0.to_vec()).bind(now.0).fetch_optional(pool).await?
    });
    let Some(found) = found else { return Ok(None) };
    if let Some(why) = &found.why {
        return Err(StoreError::locked(why));
    }
    if found.closed_at.is_some() {
        return Err((&error::ACCOUNT_CLOSED).into());
    }
    let acting = Acting {
        account: found.account_id.parse().map_err(StoreError::corrupt)?,
        key: row::key(&found.key)?,
        scopes: program::read(&found.scopes)?,
        until: Millis(found.ends_at),
    };
    Ok(Some(Found { acting, used_at: found.used_at.map(Millis) }))
}

/// A command of this account as it was signed, if one with this id was decided.
pub(crate) async fn command(
    engine: &Engine,
    id: CommandId,
    account: AccountId,
) -> Result<Option<Signed>, StoreError> {
    const SQL: &str = "SELECT bytes, key, signature FROM receipts WHERE command_id = $1 AND account_id = $2";
    let found: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = read_on!(engine, pool => {
        sqlx::query_as(SQL).bind(id.to_string()).bind(account.to_string()).fetch_optional(pool).await?
    });
    let Some((bytes, key, signature)) = found else { return Ok(None) };
    let signature =
        signature.try_into().map_err(|_why| StoreError::corrupt("a signature has a wrong length"))?;
    Ok(Some(Signed::alone(bytes, row::key(&key)?, Signature(signature))))
}
