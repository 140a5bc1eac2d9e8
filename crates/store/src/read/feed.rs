//! The journal behind a position.

use rules::AccountId;
use sqlx::FromRow;
use wire::{Position, Recorded};

use crate::{
    engine::{Engine, read_on},
    error::StoreError,
    feed::{Fed, FedWhat},
    row::EventRow,
};

#[derive(FromRow)]
struct FedRow {
    /// None for a character without a projection, which only damage brings about.
    account_id: Option<String>,
    #[sqlx(flatten)]
    event: EventRow,
}

/// SQLite takes a cross join from left to right: first the account's characters, then of each what
/// stands behind the position, by the index that holds both.
pub(crate) const OF_ACCOUNT: &str = "
    SELECT e.stream_id, e.sequence, e.position, e.kind, e.body, e.time, e.key, e.command_id,
        e.previous, e.hash
    FROM character_state s CROSS JOIN character_events e
    WHERE s.account_id = $1 AND e.stream_id = s.character_id AND e.position > $2
        AND NOT EXISTS (SELECT 1 FROM closed_accounts c WHERE c.account_id = $1)
    ORDER BY e.position LIMIT $3";

pub(crate) async fn head(engine: &Engine) -> Result<Position, StoreError> {
    Ok(engine.head().await?)
}

pub(crate) async fn behind(engine: &Engine, after: Position, limit: u32) -> Result<Vec<Fed>, StoreError> {
    // Positions have no gaps, so a span of them is as many rows. Both halves find theirs by the
    // index on the position, whatever a planner thinks of joins.
    const SQL: &str = "
        SELECT (SELECT s.account_id FROM character_state s WHERE s.character_id = e.stream_id) AS account_id,
            stream_id, sequence, position, kind, body, time, key, command_id, previous, hash
            FROM character_events e WHERE position > $1 AND position <= $2
        UNION ALL
        SELECT stream_id AS account_id,
            stream_id, sequence, position, kind, '' AS body, time, key, command_id, previous, hash
            FROM account_events WHERE position > $1 AND position <= $2
        ORDER BY position";
    let rows: Vec<FedRow> = read_on!(engine, pool => {
        sqlx::query_as(SQL)
            .bind(after.0)
            .bind(after.0.saturating_add(i64::from(limit)))
            .fetch_all(pool)
            .await?
    });
    rows.into_iter().filter_map(|it| it.fed().transpose()).collect()
}

impl FedRow {
    fn fed(self) -> Result<Option<Fed>, StoreError> {
        let Some(account) = self.account_id else {
            tracing::error!(stream.id = self.event.stream_id, "A character has events but no state");
            return Ok(None);
        };
        let position = Position(self.event.position);
        let what = if self.event.stream_id == account {
            FedWhat::Keys(self.event.command_id.parse().map_err(StoreError::corrupt)?)
        } else {
            FedWhat::Event(Box::new(self.event.recorded()?))
        };
        let account = account.parse().map_err(StoreError::corrupt)?;
        Ok(Some(Fed { position, account, what }))
    }
}

pub(crate) async fn of_account(
    engine: &Engine,
    account: AccountId,
    after: Position,
    limit: u32,
) -> Result<Vec<Recorded>, StoreError> {
    let rows: Vec<EventRow> = read_on!(engine, pool => {
        sqlx::query_as(OF_ACCOUNT)
            .bind(account.to_string())
            .bind(after.0)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
    });
    rows.into_iter().map(EventRow::recorded).collect()
}
