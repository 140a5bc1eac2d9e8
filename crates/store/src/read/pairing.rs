//! The place where two devices meet.

use rules::Hash;
use wire::{
    Millis,
    pairing::{Asked, PairingView},
};

use super::KeyStanding;
use crate::{
    engine::{Engine, read_on},
    error::StoreError,
    keys::ServerKeys,
    pairing, row,
};

/// Account, mark, end, and what was asked.
type PairingRow = (String, Vec<u8>, i64, Option<Vec<u8>>);

pub(crate) async fn view(
    engine: &Engine,
    keys: &ServerKeys,
    id: Hash,
    now: Millis,
) -> Result<Option<PairingView>, StoreError> {
    let found: Option<PairingRow> = read_on!(engine, pool => {
        sqlx::query_as("SELECT account_id, mark, expires_at, asked FROM pairings WHERE id = $1 AND expires_at > $2")
            .bind(id.0.to_vec())
            .bind(now.0)
            .fetch_optional(pool)
            .await?
    });
    let Some((account, mark, expires_at, sealed)) = found else { return Ok(None) };
    let account = account.parse().map_err(StoreError::corrupt)?;
    let mark = row::hash(&mark)?;
    let view = PairingView { account, mark, expires_at: Millis(expires_at), asked: None, taken: false };
    let Some(sealed) = sealed else { return Ok(Some(view)) };
    // Without its data key the account is gone, and with it what was asked of it.
    let Some(key) = keys.data_key(account)? else { return Ok(None) };
    let asked: Asked = pairing::open(&key, id, &sealed)?;
    let standing = super::session::key_standing(engine, account, asked.consent.key).await?;
    Ok(Some(PairingView { asked: Some(asked), taken: standing == KeyStanding::Active, ..view }))
}
