//! Streams of dice as they are from now on.

use std::collections::BTreeMap;

use rules::StreamId;
use sqlx::QueryBuilder;
use wire::Millis;

use super::{batches, insert};
use crate::{
    dice::DiceStream,
    engine::{Connected, on},
    error::StoreError,
    limit,
};

pub(crate) async fn keep(
    to: &mut Connected,
    streams: &BTreeMap<StreamId, DiceStream>,
) -> Result<(), StoreError> {
    let rows: Vec<(&StreamId, &DiceStream)> = streams.iter().collect();
    insert!(
        to,
        &rows,
        "INSERT INTO dice_streams (stream_id, generation, links_used, promised_at, used_at) ",
        " ON CONFLICT (stream_id) DO UPDATE SET generation = excluded.generation,
            links_used = excluded.links_used, promised_at = excluded.promised_at, used_at = excluded.used_at",
        |(id, stream), values| {
            values
                .push_bind(id.to_string())
                .push_bind(i64::from(stream.promise.generation))
                .push_bind(i64::from(stream.links_used))
                .push_bind(stream.promise.at.0)
                .push_bind(stream.used_at.0);
        }
    );
    Ok(())
}

/// Forgets streams that nobody rolled on for long; those that nobody ever rolled on, sooner.
pub(crate) async fn sweep(to: &mut Connected, now: Millis) -> Result<(), StoreError> {
    on!(to, it: E => {
        sqlx::query::<E>(
            "DELETE FROM dice_streams
             WHERE used_at <= $1 OR (used_at <= $2 AND generation = 0 AND links_used = 0)",
        )
        .bind(now.0 - limit::DICE_STREAM_MILLIS)
        .bind(now.0 - limit::DICE_UNUSED_MILLIS)
        .execute(&mut *it)
        .await?;
    });
    Ok(())
}
