//! Locks, and what decides over the role of the owner. Never remembered: this changes without the
//! journal.

use std::collections::{BTreeSet, HashMap};

use rules::{AccountId, Hash};
use sqlx::QueryBuilder;
use wire::Millis;

use super::fetch_in;
use crate::{
    engine::{Connected, on, padded},
    error::StoreError,
    row,
};

/// Who is the owner, who may become it, and how long the log is.
#[derive(Default)]
pub(crate) struct Office {
    pub(crate) owners: BTreeSet<AccountId>,
    /// Hashes of good tokens, and until when; none: until the next start.
    pub(crate) claims: Vec<(Hash, Option<Millis>)>,
    pub(crate) last_number: i64,
}

/// Which of these accounts are shut out, and why.
pub(super) async fn locks(
    connection: &mut Connected,
    accounts: Vec<String>,
) -> Result<HashMap<AccountId, String>, StoreError> {
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, String)> =
        fetch_in!(connection, "SELECT account_id, why FROM locks WHERE account_id IN", accounts, "");
    rows.into_iter().map(|(id, why)| Ok((id.parse().map_err(StoreError::corrupt)?, why))).collect()
}

pub(super) async fn office(connection: &mut Connected) -> Result<Office, StoreError> {
    type Claims = Vec<(Vec<u8>, Option<i64>)>;
    let (owners, claims, last_number): (Vec<(String,)>, Claims, i64) = on!(connection, it: E => {
        let owners = sqlx::query_as::<E, _>("SELECT account_id FROM owners").fetch_all(&mut *it).await?;
        let claims = sqlx::query_as::<E, _>("SELECT token_hash, expires_at FROM owner_claims")
            .fetch_all(&mut *it)
            .await?;
        let (number,) = sqlx::query_as::<E, _>("SELECT COALESCE(MAX(number), 0) FROM audit")
            .fetch_one(&mut *it)
            .await?;
        (owners, claims, number)
    });
    let owners = owners.into_iter().map(|(id,)| id.parse().map_err(StoreError::corrupt));
    let claims = claims.into_iter().map(|(hash, until)| Ok((row::hash(&hash)?, until.map(Millis))));
    Ok(Office {
        owners: owners.collect::<Result<_, StoreError>>()?,
        claims: claims.collect::<Result<_, StoreError>>()?,
        last_number,
    })
}
