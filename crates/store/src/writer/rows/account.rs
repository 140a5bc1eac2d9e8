//! Accounts and their keys.

use std::collections::BTreeMap;

use rules::AccountId;
use sqlx::QueryBuilder;

use super::{batches, insert};
use crate::{
    chain::{KeyRow, ProgramRow, RecoveryRow},
    engine::{Connected, on},
    error::StoreError,
    writer::plan::Keys,
};

/// An account's projection is written as a whole: statements are rare.
pub(crate) async fn keys(to: &mut Connected, accounts: &BTreeMap<AccountId, Keys>) -> Result<(), StoreError> {
    for (account, _) in accounts.iter().filter(|(_, it)| it.anew) {
        on!(to, it: E => {
            for sql in ["DELETE FROM account_keys WHERE account_id = $1", "DELETE FROM recovery_keys WHERE account_id = $1", "DELETE FROM closed_accounts WHERE account_id = $1", "DELETE FROM programs WHERE account_id = $1"] {
                sqlx::query::<E>(sql).bind(account.to_string()).execute(&mut *it).await?;
            }
        });
    }
    let devices: Vec<&KeyRow> = accounts.values().flat_map(|it| &it.devices).collect();
    let recovery: Vec<&RecoveryRow> = accounts.values().flat_map(|it| &it.recovery).collect();
    let programs: Vec<&ProgramRow> = accounts.values().flat_map(|it| &it.programs).collect();
    all_programs(to, &programs).await?;
    all_keys(to, &devices).await?;
    all_recovery_keys(to, &recovery).await?;
    let closed = accounts.iter().filter_map(|(account, it)| Some((account.to_string(), it.closed_at?.0)));
    all_closed(to, &closed.collect::<Vec<_>>()).await
}

/// Accounts that are closed, and since when.
pub(crate) async fn all_closed(to: &mut Connected, rows: &[(String, i64)]) -> Result<(), StoreError> {
    insert!(to, rows, "INSERT INTO closed_accounts (account_id, closed_at) ", "", |(account, at), values| {
        values.push_bind(account).push_bind(at);
    });
    Ok(())
}

pub(crate) async fn all_programs(to: &mut Connected, rows: &[&ProgramRow]) -> Result<(), StoreError> {
    insert!(
        to,
        rows,
        "INSERT INTO programs (account_id, place, key, name, scopes, added_at, ends_at, revoked_at) ",
        "",
        |row, values| {
            values
                .push_bind(&row.account_id)
                .push_bind(row.place)
                .push_bind(&row.key)
                .push_bind(&row.name)
                .push_bind(&row.scopes)
                .push_bind(row.added_at)
                .push_bind(row.ends_at)
                .push_bind(row.revoked_at);
        }
    );
    Ok(())
}

pub(crate) async fn all_keys(to: &mut Connected, rows: &[&KeyRow]) -> Result<(), StoreError> {
    insert!(
        to,
        rows,
        "INSERT INTO account_keys (account_id, place, key, added_at, revoked_at, name) ",
        "",
        |row, values| {
            values
                .push_bind(&row.account_id)
                .push_bind(row.place)
                .push_bind(&row.key)
                .push_bind(row.added_at)
                .push_bind(row.revoked_at)
                .push_bind(&row.name);
        }
    );
    Ok(())
}

pub(crate) async fn all_recovery_keys(to: &mut Connected, rows: &[&RecoveryRow]) -> Result<(), StoreError> {
    insert!(to, rows, "INSERT INTO recovery_keys (account_id, key, place, since) ", "", |row, values| {
        values.push_bind(&row.account_id).push_bind(&row.key).push_bind(row.place).push_bind(row.since);
    });
    Ok(())
}
