//! Sessions that are about to be replaced, nonces that were used, devices that were logged out.

use std::collections::{HashMap, HashSet};

use rules::{AccountId, Hash};
use sqlx::QueryBuilder;
use wire::{Millis, PublicKey};

use super::fetch_in;
use crate::{
    engine::{Connected, on, padded},
    error::StoreError,
    row,
};

/// What a session hands on to the one that replaces it.
pub(crate) struct Begun {
    pub(crate) account: AccountId,
    pub(crate) key: PublicKey,
    pub(crate) lineage: [u8; 16],
    pub(crate) began_at: Millis,
}

pub(super) async fn used_nonces(
    connection: &mut Connected,
    ids: Vec<Vec<u8>>,
) -> Result<HashSet<Hash>, StoreError> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<(Vec<u8>,)> =
        fetch_in!(connection, "SELECT nonce_hash FROM login_nonces WHERE nonce_hash IN", ids, "");
    rows.into_iter().map(|(hash,)| row::hash(&hash)).collect()
}

pub(super) async fn replaced(
    connection: &mut Connected,
    tokens: Vec<Vec<u8>>,
) -> Result<HashMap<Hash, Begun>, StoreError> {
    if tokens.is_empty() {
        return Ok(HashMap::new());
    }
    type SessionRow = (Vec<u8>, String, Vec<u8>, Vec<u8>, i64);
    let rows: Vec<SessionRow> = fetch_in!(
        connection,
        "SELECT token_hash, account_id, key, lineage, began_at FROM sessions WHERE token_hash IN",
        tokens,
        ""
    );
    let begun = rows.into_iter().map(|(token, account, key, lineage, began_at)| {
        let account = account.parse().map_err(StoreError::corrupt)?;
        let (key, lineage, began_at) = (row::key(&key)?, row::lineage(&lineage)?, Millis(began_at));
        let begun = Begun { account, key, lineage, began_at };
        Ok((row::hash(&token)?, begun))
    });
    begun.collect()
}

pub(super) async fn ended(
    connection: &mut Connected,
    accounts: Vec<String>,
) -> Result<HashSet<(AccountId, PublicKey)>, StoreError> {
    if accounts.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<(String, Vec<u8>)> = fetch_in!(
        connection,
        "SELECT account_id, key FROM devices WHERE account_id IN",
        accounts,
        "AND ended_at IS NOT NULL"
    );
    rows.into_iter()
        .map(|(account, key)| Ok((account.parse().map_err(StoreError::corrupt)?, row::key(&key)?)))
        .collect()
}
