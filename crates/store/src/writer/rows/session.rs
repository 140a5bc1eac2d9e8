//! Sessions, nonces, and what is known of devices beside the chain.

use std::collections::{BTreeMap, BTreeSet};

use rules::{AccountId, Hash};
use sqlx::QueryBuilder;
use wire::{Millis, PublicKey};

use super::{batches, insert};
use crate::{
    engine::{Connected, on},
    error::StoreError,
    writer::plan::{DeviceNote, SessionRow},
};

pub(crate) async fn begin(to: &mut Connected, rows: &[SessionRow]) -> Result<(), StoreError> {
    insert!(
        to,
        rows,
        "INSERT INTO sessions (token_hash, account_id, key, lineage, began_at, created_at, seen_at, expires_at) ",
        "",
        |row, values| {
            values
                .push_bind(&row.token_hash.0[..])
                .push_bind(row.account.to_string())
                .push_bind(&row.key.0[..])
                .push_bind(&row.lineage[..])
                .push_bind(row.began_at.0)
                .push_bind(row.created_at.0)
                .push_bind(row.created_at.0)
                .push_bind(row.expires_at.0);
        }
    );
    Ok(())
}

pub(crate) async fn used_nonces(to: &mut Connected, rows: &[(Hash, Millis)]) -> Result<(), StoreError> {
    insert!(to, rows, "INSERT INTO login_nonces (nonce_hash, expires_at) ", "", |(nonce, until), values| {
        values.push_bind(&nonce.0[..]).push_bind(until.0);
    });
    Ok(())
}

pub(crate) async fn end(to: &mut Connected, tokens: &[Hash]) -> Result<(), StoreError> {
    for token in tokens {
        on!(to, it: E => {
            let query = sqlx::query::<E>("DELETE FROM sessions WHERE token_hash = $1");
            query.bind(&token.0[..]).execute(&mut *it).await?;
        });
    }
    Ok(())
}

pub(crate) async fn end_of_accounts(
    to: &mut Connected,
    accounts: &BTreeSet<AccountId>,
) -> Result<(), StoreError> {
    for account in accounts {
        on!(to, it: E => {
            let query = sqlx::query::<E>("DELETE FROM sessions WHERE account_id = $1");
            query.bind(account.to_string()).execute(&mut *it).await?;
        });
    }
    Ok(())
}

pub(crate) async fn end_of_keys(
    to: &mut Connected,
    keys: &BTreeSet<(AccountId, PublicKey)>,
) -> Result<(), StoreError> {
    for (account, key) in keys {
        on!(to, it: E => {
            let query = sqlx::query::<E>("DELETE FROM sessions WHERE account_id = $1 AND key = $2");
            query.bind(account.to_string()).bind(&key.0[..]).execute(&mut *it).await?;
        });
    }
    Ok(())
}

pub(crate) async fn devices(
    to: &mut Connected,
    devices: &BTreeMap<(AccountId, PublicKey), DeviceNote>,
) -> Result<(), StoreError> {
    let rows: Vec<_> = devices.iter().collect();
    insert!(
        to,
        &rows,
        "INSERT INTO devices (account_id, key, seen_at, ended_at) ",
        " ON CONFLICT (account_id, key) DO UPDATE SET
            seen_at = COALESCE(excluded.seen_at, devices.seen_at), ended_at = excluded.ended_at",
        |((account, key), note), values| {
            values
                .push_bind(account.to_string())
                .push_bind(&key.0[..])
                .push_bind(note.seen_at.map(|it| it.0))
                .push_bind(note.ended_at.map(|it| it.0));
        }
    );
    Ok(())
}

pub(crate) async fn note_seen(to: &mut Connected, tokens: &[(Hash, Millis)]) -> Result<(), StoreError> {
    const SESSION: &str = "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1";
    const DEVICE: &str = "UPDATE devices SET seen_at = $2 WHERE (account_id, key) IN
        (SELECT account_id, key FROM sessions WHERE token_hash = $1)";
    for (token, now) in tokens {
        on!(to, it: E => {
            for sql in [SESSION, DEVICE] {
                sqlx::query::<E>(sql).bind(&token.0[..]).bind(now.0).execute(&mut *it).await?;
            }
        });
    }
    Ok(())
}

pub(crate) async fn sweep(to: &mut Connected, now: Millis) -> Result<(), StoreError> {
    on!(to, it: E => {
        for sql in [
            "DELETE FROM sessions WHERE expires_at <= $1",
            "DELETE FROM login_nonces WHERE expires_at <= $1",
            "DELETE FROM pairings WHERE expires_at <= $1",
        ] {
            sqlx::query::<E>(sql).bind(now.0).execute(&mut *it).await?;
        }
    });
    super::program::sweep(to, now).await
}
