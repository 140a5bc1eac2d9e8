//! Streams of dice that a group rolls on.

use std::collections::HashMap;

use rules::StreamId;
use sqlx::QueryBuilder;
use wire::Millis;

use super::fetch_in;
use crate::{
    dice::{DiceStream, Promised},
    engine::{Connected, on, padded},
    error::StoreError,
    row,
};

pub(super) async fn of(
    connection: &mut Connected,
    ids: Vec<String>,
) -> Result<HashMap<StreamId, DiceStream>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, i64, i64, i64, i64)> = fetch_in!(
        connection,
        "SELECT stream_id, generation, links_used, promised_at, used_at FROM dice_streams WHERE stream_id IN",
        ids,
        ""
    );
    let streams = rows.into_iter().map(|(id, generation, links_used, promised_at, used_at)| {
        let count = |it: i64| u32::try_from(it).map_err(StoreError::corrupt);
        let promise = Promised { generation: count(generation)?, at: Millis(promised_at) };
        let stream = DiceStream { promise, links_used: count(links_used)?, used_at: Millis(used_at) };
        Ok((row::stream(&id)?, stream))
    });
    streams.collect()
}
