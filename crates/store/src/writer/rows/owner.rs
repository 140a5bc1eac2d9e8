//! The role of the owner, locks, and the log of what owners did.

use sqlx::QueryBuilder;

use super::{batches, insert};
use crate::{
    engine::{Connected, on},
    error::StoreError,
    writer::plan::Office,
};

pub(crate) async fn keep(to: &mut Connected, office: &Office) -> Result<(), StoreError> {
    if let Some(claims) = &office.claims {
        on!(to, it: E => {
            sqlx::query::<E>("DELETE FROM owner_claims").execute(it).await?;
        });
        insert!(
            to,
            claims,
            "INSERT INTO owner_claims (token_hash, expires_at) ",
            "",
            |(hash, until), values| {
                values.push_bind(&hash.0[..]).push_bind(until.map(|it| it.0));
            }
        );
    }
    insert!(to, &office.owners, "INSERT INTO owners (account_id, since) ", "", |(owner, since), values| {
        values.push_bind(owner.to_string()).push_bind(since.0);
    });
    locks(to, office).await?;
    insert!(
        to,
        &office.audit,
        "INSERT INTO audit (number, time, owner, deed, account_id, detail) ",
        "",
        |row, values| {
            values
                .push_bind(row.number)
                .push_bind(row.time.0)
                .push_bind(row.owner.map(|it| it.to_string()))
                .push_bind(&row.deed)
                .push_bind(row.account.map(|it| it.to_string()))
                .push_bind(&row.detail);
        }
    );
    Ok(())
}

async fn locks(to: &mut Connected, office: &Office) -> Result<(), StoreError> {
    for (account, lock) in &office.locks {
        on!(to, it: E => {
            let query = match lock {
                Some(row) => sqlx::query::<E>(
                    "INSERT INTO locks (account_id, since, locked_by, why) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (account_id) DO UPDATE SET locked_by = excluded.locked_by, why = excluded.why",
                )
                .bind(account.to_string())
                .bind(row.lock.since.0)
                .bind(row.by.to_string())
                .bind(&row.lock.why),
                None => sqlx::query::<E>("DELETE FROM locks WHERE account_id = $1").bind(account.to_string()),
            };
            query.execute(&mut *it).await?;
        });
    }
    Ok(())
}
