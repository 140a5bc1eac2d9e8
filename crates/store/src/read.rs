//! Reads: what a viewer may know, straight from the projections.

use std::collections::BTreeMap;

use rules::{AccountId, Hash, StreamId, TextId};
use wire::{
    CharacterSnapshot, CharacterView, HistoryView, Millis, PublicKey, Recorded, RosterView, Sequence,
    SessionView,
};

use crate::{
    engine::{Engine, read_on},
    error::StoreError,
    keys::ServerKeys,
    limit,
    row::{self, EventRow},
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

pub(crate) struct FoundSession {
    pub(crate) view: SessionView,
    pub(crate) seen_at: Millis,
}

pub(crate) async fn session(
    engine: &Engine,
    token_hash: Hash,
    now: Millis,
) -> Result<Option<FoundSession>, StoreError> {
    const SQL: &str = "SELECT s.account_id, s.key, s.expires_at, s.seen_at FROM sessions s
        JOIN account_keys k ON k.account_id = s.account_id AND k.key = s.key AND k.revoked_at IS NULL
        WHERE s.token_hash = $1 AND s.expires_at > $2";
    let found: Option<(String, Vec<u8>, i64, i64)> = read_on!(engine, pool => {
        sqlx::query_as(SQL).bind(token_hash.0.to_vec()).bind(now.0).fetch_optional(pool).await?
    });
    let Some((account, key, expires_at, seen_at)) = found else { return Ok(None) };
    let key = row::key(&key)?;
    let account = account.parse().map_err(StoreError::corrupt)?;
    let view = SessionView { account, key, did: key.did(), expires_at: Millis(expires_at) };
    Ok(Some(FoundSession { view, seen_at: Millis(seen_at) }))
}

pub(crate) async fn key_standing(
    engine: &Engine,
    account: AccountId,
    key: PublicKey,
) -> Result<KeyStanding, StoreError> {
    let keys: Vec<(Vec<u8>, Option<i64>)> = read_on!(engine, pool => {
        sqlx::query_as("SELECT key, revoked_at FROM account_keys WHERE account_id = $1")
            .bind(account.to_string())
            .fetch_all(pool)
            .await?
    });
    if keys.is_empty() {
        return Ok(KeyStanding::UnknownAccount);
    }
    let active = keys.iter().any(|(known, revoked)| *known == key.0 && revoked.is_none());
    Ok(if active { KeyStanding::Active } else { KeyStanding::UnknownKey })
}

pub(crate) async fn totals(engine: &Engine, now: Millis) -> Result<Totals, StoreError> {
    const SQL: &str = "SELECT (SELECT COUNT(*) FROM data_keys), (SELECT COUNT(*) FROM character_state),
        (SELECT COUNT(DISTINCT account_id) FROM sessions WHERE seen_at > $1 AND expires_at > $2)";
    let (accounts, characters, active_users) = read_on!(engine, pool => {
        sqlx::query_as(SQL).bind(now.0 - limit::ACTIVE_MILLIS).bind(now.0).fetch_one(pool).await?
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
    let texts = open_texts(engine, keys, account, sealed).await?;
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
        WHERE character_id = $1 AND account_id = $2";
    let found: Option<StateRow> = read_on!(engine, pool => {
        sqlx::query_as(SQL).bind(id.to_string()).bind(viewer.to_string()).fetch_optional(pool).await?
    });
    let Some(found) = found else { return Ok(None) };
    let texts = texts_of_stream(engine, keys, viewer, id).await?;
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
    if owner != Some(viewer.to_string()) {
        return Ok(None);
    }
    let last = Sequence(i64::from(wire::limit::HISTORY_EVENTS_MAX));
    let events = events(engine, id, Sequence(1), last).await?;
    let texts = texts_of_stream(engine, keys, viewer, id).await?;
    // Devices have no names yet; a key is called by its public name.
    let named = events.iter().map(|it| (it.key, it.key.did())).collect();
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
    stream: StreamId,
) -> Result<BTreeMap<TextId, String>, StoreError> {
    let sealed: Vec<(String, Vec<u8>)> = read_on!(engine, pool => {
        sqlx::query_as("SELECT text_id, sealed FROM texts WHERE stream_id = $1 AND account_id = $2")
            .bind(stream.to_string())
            .bind(account.to_string())
            .fetch_all(pool)
            .await?
    });
    open_texts(engine, keys, account, sealed).await
}

/// Opens an account's texts. Without its data key they are gone, which is no fault.
async fn open_texts(
    engine: &Engine,
    keys: &ServerKeys,
    account: AccountId,
    sealed: Vec<(String, Vec<u8>)>,
) -> Result<BTreeMap<TextId, String>, StoreError> {
    let key: Option<Vec<u8>> = read_on!(engine, pool => {
        sqlx::query_scalar("SELECT sealed FROM data_keys WHERE account_id = $1")
            .bind(account.to_string())
            .fetch_optional(pool)
            .await?
    });
    let Some(key) = key else { return Ok(BTreeMap::new()) };
    let key = keys.sealer.open_key(account, &key)?;
    let mut texts = BTreeMap::new();
    for (id, sealed) in sealed {
        let id: TextId = id.parse().map_err(StoreError::corrupt)?;
        texts.insert(id, key.open(id, &sealed)?.text);
    }
    Ok(texts)
}
