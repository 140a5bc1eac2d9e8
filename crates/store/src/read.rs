//! Reads: what a viewer may know, straight from the projections.

pub(crate) mod account;
pub(crate) mod export;
pub(crate) mod feed;
pub(crate) mod owner;
pub(crate) mod pairing;
pub(crate) mod program;
pub(crate) mod session;

use std::collections::BTreeMap;

use rules::{AccountId, StreamId, TextId};
use wire::{
    CharacterSnapshot, CharacterView, HistoryView, Millis, PublicKey, Recorded, RosterView, Sequence,
};

use crate::{
    engine::{Engine, read_on},
    error::StoreError,
    keys::ServerKeys,
    limit,
    row::EventRow,
};

/// What a key is to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStanding {
    Active,
    UnknownKey,
    UnknownAccount,
}

/// Sums for the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    pub accounts: i64,
    pub characters: i64,
    /// Accounts seen within a day.
    pub active_users: i64,
}

pub(crate) async fn totals(engine: &Engine, now: Millis) -> Result<Totals, StoreError> {
    const SQL: &str = "SELECT
        (SELECT COUNT(*) FROM account_keys WHERE place = 0) - (SELECT COUNT(*) FROM erased_accounts),
        (SELECT COUNT(*) FROM character_state),
        (SELECT COUNT(DISTINCT account_id) FROM devices WHERE seen_at > $1)";
    let (accounts, characters, active_users) = read_on!(engine, pool => {
        sqlx::query_as(SQL).bind(now.0 - limit::ACTIVE_MILLIS).fetch_one(pool).await?
    });
    Ok(Totals { accounts, characters, active_users })
}

#[derive(sqlx::FromRow)]
struct StateRow {
    state: String,
    created_at: i64,
    changed_at: i64,
}

pub(crate) async fn roster(
    engine: &Engine,
    keys: &ServerKeys,
    account: AccountId,
) -> Result<RosterView, StoreError> {
    const STATES: &str = "SELECT state, created_at, changed_at FROM character_state
        WHERE account_id = $1 ORDER BY changed_at DESC, character_id";
    if is_closed(engine, account).await? {
        return Ok(RosterView { characters: Vec::new() });
    }
    // By way of the streams, which have an index: texts are many, and most are other people's.
    const TEXTS: &str = "SELECT t.text_id, t.sealed FROM character_state c
        JOIN texts t ON t.stream_id = c.character_id WHERE c.account_id = $1";
    let (states, sealed) = read_on!(engine, pool => {
        let states: Vec<StateRow> =
            sqlx::query_as(STATES).bind(account.to_string()).fetch_all(pool).await?;
        let sealed: Vec<(String, Vec<u8>)> =
            sqlx::query_as(TEXTS).bind(account.to_string()).fetch_all(pool).await?;
        (states, sealed)
    });
    let texts = open_texts(keys, account, sealed)?;
    let characters = states.into_iter().map(|it| view(it, &texts)).collect::<Result<_, _>>()?;
    Ok(RosterView { characters })
}

pub(crate) async fn character(
    engine: &Engine,
    keys: &ServerKeys,
    viewer: AccountId,
    id: StreamId,
) -> Result<Option<CharacterView>, StoreError> {
    const SQL: &str = "SELECT state, created_at, changed_at FROM character_state
        WHERE character_id = $1 AND account_id = $2
        AND NOT EXISTS (SELECT 1 FROM closed_accounts c WHERE c.account_id = $2)";
    let found: Option<StateRow> = read_on!(engine, pool => {
        sqlx::query_as(SQL).bind(id.to_string()).bind(viewer.to_string()).fetch_optional(pool).await?
    });
    let Some(found) = found else { return Ok(None) };
    let texts = texts_of_stream(engine, keys, viewer, &id.to_string()).await?;
    view(found, &texts).map(Some)
}

pub(crate) async fn history(
    engine: &Engine,
    keys: &ServerKeys,
    viewer: AccountId,
    id: StreamId,
) -> Result<Option<HistoryView>, StoreError> {
    let owner: Option<String> = read_on!(engine, pool => {
        sqlx::query_scalar("SELECT account_id FROM character_state WHERE character_id = $1")
            .bind(id.to_string())
            .fetch_optional(pool)
            .await?
    });
    if owner != Some(viewer.to_string()) || is_closed(engine, viewer).await? {
        return Ok(None);
    }
    let last = Sequence(i64::from(wire::limit::HISTORY_EVENTS_MAX));
    let events = events(engine, id, Sequence(1), last).await?;
    let texts = texts_of_stream(engine, keys, viewer, &id.to_string()).await?;
    let called = account::names(engine, keys, viewer).await?;
    // A device without a name is called by the public one of its key.
    let named = |key: PublicKey| called.get(&key).cloned().unwrap_or_else(|| key.did());
    let named = events.iter().map(|it| (it.key, named(it.key))).collect();
    Ok(Some(HistoryView { stream: id, events, texts, keys: named }))
}

pub(crate) async fn events(
    engine: &Engine,
    stream: StreamId,
    first: Sequence,
    last: Sequence,
) -> Result<Vec<Recorded>, StoreError> {
    const SQL: &str =
        "SELECT stream_id, sequence, position, kind, body, time, key, command_id, previous, hash
        FROM character_events WHERE stream_id = $1 AND sequence BETWEEN $2 AND $3 ORDER BY sequence";
    let rows: Vec<EventRow> = read_on!(engine, pool => {
        sqlx::query_as(SQL).bind(stream.to_string()).bind(first.0).bind(last.0).fetch_all(pool).await?
    });
    rows.into_iter().map(EventRow::recorded).collect()
}

fn view(row: StateRow, texts: &BTreeMap<TextId, String>) -> Result<CharacterView, StoreError> {
    let snapshot: CharacterSnapshot = serde_json::from_str(&row.state).map_err(StoreError::corrupt)?;
    // Names before the last change come along: undoing it in the browser shows the old one at once.
    let named = [Some(snapshot.name.id), snapshot.last.as_ref().map(|it| it.before.name.id)];
    let texts = named.into_iter().flatten().filter_map(|id| texts.get(&id).map(|text| (id, text.clone())));
    Ok(CharacterView {
        texts: texts.collect(),
        snapshot,
        created_at: Millis(row.created_at),
        changed_at: Millis(row.changed_at),
    })
}

async fn texts_of_stream(
    engine: &Engine,
    keys: &ServerKeys,
    account: AccountId,
    stream: &str,
) -> Result<BTreeMap<TextId, String>, StoreError> {
    let sealed: Vec<(String, Vec<u8>)> = read_on!(engine, pool => {
        sqlx::query_as("SELECT text_id, sealed FROM texts WHERE stream_id = $1 AND account_id = $2")
            .bind(stream)
            .bind(account.to_string())
            .fetch_all(pool)
            .await?
    });
    open_texts(keys, account, sealed)
}

/// Opens an account's texts. Without its data key they are gone, which is no fault.
fn open_texts(
    keys: &ServerKeys,
    account: AccountId,
    sealed: Vec<(String, Vec<u8>)>,
) -> Result<BTreeMap<TextId, String>, StoreError> {
    let Some(key) = keys.data_key(account)? else { return Ok(BTreeMap::new()) };
    let mut texts = BTreeMap::new();
    for (id, sealed) in sealed {
        let id: TextId = id.parse().map_err(StoreError::corrupt)?;
        texts.insert(id, key.open(id, &sealed)?.text);
    }
    Ok(texts)
}

/// Whether the account was closed: then its characters are as if they were not there.
async fn is_closed(engine: &Engine, account: AccountId) -> Result<bool, StoreError> {
    let found: i64 = read_on!(engine, pool => {
        sqlx::query_scalar("SELECT COUNT(*) FROM closed_accounts WHERE account_id = $1")
            .bind(account.to_string())
            .fetch_one(pool)
            .await?
    });
    Ok(found > 0)
}
