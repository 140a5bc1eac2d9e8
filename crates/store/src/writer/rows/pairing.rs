//! Pairings as they are from now on.

use std::collections::BTreeMap;

use rules::Hash;

use crate::{
    engine::{Connected, on},
    error::StoreError,
    pairing::Pairing,
};

pub(crate) async fn keep(
    to: &mut Connected,
    pairings: &BTreeMap<Hash, Option<Pairing>>,
) -> Result<(), StoreError> {
    for (id, pairing) in pairings {
        on!(to, it: E => {
            let query = match pairing {
                Some(pairing) => sqlx::query::<E>(
                    "INSERT INTO pairings (id, account_id, mark, created_at, expires_at, asked)
                     VALUES ($1, $2, $3, $4, $5, $6)
                     ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id,
                        mark = excluded.mark,
                        created_at = excluded.created_at, expires_at = excluded.expires_at,
                        asked = excluded.asked",
                )
                .bind(&id.0[..])
                .bind(pairing.account.to_string())
                .bind(&pairing.mark.0[..])
                .bind(pairing.created_at.0)
                .bind(pairing.expires_at.0)
                .bind(&pairing.asked),
                None => sqlx::query::<E>("DELETE FROM pairings WHERE id = $1").bind(&id.0[..]),
            };
            query.execute(&mut *it).await?;
        });
    }
    Ok(())
}
