//! Pairings that a group opens, or asks at.

use std::collections::BTreeMap;

use rules::{AccountId, Hash};
use sqlx::QueryBuilder;
use wire::Millis;

use super::fetch_in;
use crate::{
    engine::{Connected, on, padded},
    error::StoreError,
    pairing::Pairing,
    row,
};

type PairingRow = (Vec<u8>, String, Vec<u8>, i64, i64, Option<Vec<u8>>);

/// Those with these ids, and all of the accounts that open one.
pub(super) async fn of(
    connection: &mut Connected,
    ids: Vec<Vec<u8>>,
    inviting: &[AccountId],
) -> Result<BTreeMap<Hash, Pairing>, StoreError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut rows: Vec<PairingRow> = fetch_in!(
        connection,
        "SELECT id, account_id, mark, created_at, expires_at, asked FROM pairings WHERE id IN",
        ids,
        ""
    );
    if !inviting.is_empty() {
        let theirs: Vec<PairingRow> = fetch_in!(
            connection,
            "SELECT id, account_id, mark, created_at, expires_at, asked FROM pairings WHERE account_id IN",
            inviting.iter().map(AccountId::to_string).collect::<Vec<_>>(),
            ""
        );
        rows.extend(theirs);
    }
    let pairings = rows.into_iter().map(|(id, account, mark, created_at, expires_at, asked)| {
        let account = account.parse().map_err(StoreError::corrupt)?;
        let (created_at, expires_at) = (Millis(created_at), Millis(expires_at));
        Ok((row::hash(&id)?, Pairing { account, mark: row::hash(&mark)?, created_at, expires_at, asked }))
    });
    pairings.collect()
}
