//! The keys of programs that the server keeps.

use wire::Millis;

use crate::{
    engine::{Connected, on},
    error::StoreError,
    limit,
    program::ProgramJob,
};

pub(crate) async fn keep(to: &mut Connected, jobs: &[ProgramJob]) -> Result<(), StoreError> {
    for job in jobs {
        if let ProgramJob::Make { account, .. } = job {
            make_room(to, &account.to_string()).await?;
        }
        on!(to, it: E => {
            let query = match job {
                ProgramJob::Make { account, key, secret, now } => sqlx::query::<E>(
                    "INSERT INTO program_keys (account_id, key, secret, made_at) VALUES ($1, $2, $3, $4)",
                )
                .bind(account.to_string())
                .bind(&key.0[..])
                .bind(secret)
                .bind(now.0),
                ProgramJob::Token { account, key, token_hash } => sqlx::query::<E>(
                    "UPDATE program_keys SET token_hash = $3 WHERE account_id = $1 AND key = $2",
                )
                .bind(account.to_string())
                .bind(&key.0[..])
                .bind(&token_hash.0[..]),
                ProgramJob::Used { token_hash, now } => {
                    sqlx::query::<E>("UPDATE program_keys SET used_at = $2 WHERE token_hash = $1")
                        .bind(&token_hash.0[..])
                        .bind(now.0)
                }
            };
            query.execute(&mut *it).await?;
        });
    }
    Ok(())
}

/// Keys that were asked for and never let in must not pile up: the oldest go.
async fn make_room(to: &mut Connected, account: &str) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM program_keys WHERE account_id = $1
        AND NOT EXISTS (SELECT 1 FROM programs p WHERE p.account_id = $1 AND p.key = program_keys.key)
        AND (SELECT COUNT(*) FROM program_keys n
            WHERE n.account_id = $1 AND n.made_at > program_keys.made_at) >= $2";
    on!(to, it: E => {
        sqlx::query::<E>(SQL).bind(account).bind(limit::PROGRAM_KEYS_MAX).execute(it).await?;
    });
    Ok(())
}

/// Forgets keys that no statement has let in, and those of programs that are over.
pub(crate) async fn sweep(to: &mut Connected, now: Millis) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM program_keys WHERE made_at <= $2 AND NOT EXISTS (
        SELECT 1 FROM programs p WHERE p.account_id = program_keys.account_id
        AND p.key = program_keys.key AND p.revoked_at IS NULL AND p.ends_at > $1)";
    on!(to, it: E => {
        let made = now.0 - limit::PROGRAM_UNUSED_MILLIS;
        sqlx::query::<E>(SQL).bind(now.0).bind(made).execute(it).await?;
    });
    Ok(())
}
