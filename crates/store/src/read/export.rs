//! All that is kept of one account, read as of one moment.

mod beside;

use rules::{AccountId, StreamId};
use sqlx::Executor;
use wire::{
    Millis, Position, Recorded, SaltedText, Sequence, Signature, Signed,
    export::{CharacterStream, Contents, Standing, StatementRow},
};

use crate::{
    engine::{Connected, Engine, on},
    error::StoreError,
    export::fits,
    keys::ServerKeys,
    row::{self, EventRow},
};

/// An export before its receipts are signed.
pub(crate) struct Found {
    pub(crate) contents: Contents,
    /// Each command, and the bytes of its receipt, in the order they came.
    pub(crate) receipts: Vec<(Signed, Vec<u8>)>,
    pub(crate) standing: Standing,
}

#[derive(sqlx::FromRow)]
struct ReceiptRow {
    key: Vec<u8>,
    bytes: Vec<u8>,
    signature: Vec<u8>,
    receipt: Vec<u8>,
}

/// What the file comes to, a little more rather than less: what is binary grows by a third.
pub(crate) const SIZE: &str = "SELECT
    (SELECT COALESCE(SUM(LENGTH(body) + 600), 0) FROM account_events WHERE stream_id = $1)
    + (SELECT COALESCE(SUM(LENGTH(e.body) + 800), 0) FROM character_state s
        JOIN character_events e ON e.stream_id = s.character_id WHERE s.account_id = $1)
    + (SELECT COALESCE(SUM((LENGTH(bytes) + LENGTH(receipt)) * 4 / 3 + 500), 0)
        FROM receipts WHERE account_id = $1)
    + (SELECT COALESCE(SUM(LENGTH(t.sealed) * 2 + 200), 0) FROM character_state s
        JOIN texts t ON t.stream_id = s.character_id WHERE s.account_id = $1)
    + (SELECT COUNT(*) * 300 FROM sessions WHERE account_id = $1)
    + (SELECT COALESCE(SUM(LENGTH(detail) * 2 + 300), 0) FROM audit WHERE account_id = $1)";

pub(crate) async fn all(
    engine: &Engine,
    keys: &ServerKeys,
    account: AccountId,
    origin: &str,
    incarnation: StreamId,
    now: Millis,
) -> Result<Option<Found>, StoreError> {
    // In no pool: whoever goes away in the middle leaves nothing open behind.
    let mut connection = engine.connect().await?;
    match &mut connection {
        Connected::Lite(it) => it.execute("BEGIN").await.map(drop)?,
        Connected::Pg(it) => it.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await.map(drop)?,
    }
    let found = as_of_now(&mut connection, keys, account, origin, incarnation, now).await?;
    connection.roll_back().await?;
    connection.close().await?;
    Ok(found)
}

async fn as_of_now(
    from: &mut Connected,
    keys: &ServerKeys,
    account: AccountId,
    origin: &str,
    incarnation: StreamId,
    now: Millis,
) -> Result<Option<Found>, StoreError> {
    let id = account.to_string();
    let (position, head, gone): (i64, Vec<u8>, i64) = on!(&mut *from, it: E => {
        let sql = "SELECT position, hash, (SELECT COUNT(*) FROM erased_accounts WHERE account_id = $1)
            FROM journal_head WHERE id = 1";
        sqlx::query_as::<E, _>(sql).bind(&id).fetch_one(it).await?
    });
    let statements = statements(from, &id).await?;
    if gone > 0 || statements.is_empty() {
        return Ok(None);
    }
    let bytes: i64 = on!(&mut *from, it: E => {
        sqlx::query_scalar::<E, _>(SIZE).bind(&id).fetch_one(it).await?
    });
    fits(bytes)?;
    let standing = Standing { incarnation, position: Position(position), head: row::hash(&head)? };
    let contents = Contents {
        account,
        server: keys.public(),
        origin: origin.into(),
        statements,
        characters: characters(from, &id).await?,
        receipts: Vec::new(),
        texts: texts(from, keys, account).await?,
        beside: Some(beside::of(from, &id, now).await?),
    };
    Ok(Some(Found { contents, receipts: receipts(from, &id).await?, standing }))
}

async fn statements(from: &mut Connected, account: &str) -> Result<Vec<StatementRow>, StoreError> {
    const SQL: &str =
        "SELECT stream_id, sequence, position, kind, body, time, key, command_id, previous, hash
        FROM account_events WHERE stream_id = $1 ORDER BY sequence";
    let rows: Vec<EventRow> = on!(from, it: E => {
        sqlx::query_as::<E, _>(SQL).bind(account).fetch_all(it).await?
    });
    let statement = |it: EventRow| {
        Ok(StatementRow {
            sequence: Sequence(it.sequence),
            position: Position(it.position),
            kind: it.kind,
            body: it.body,
            time: Millis(it.time),
            key: row::key(&it.key)?,
            previous: row::hash(&it.previous)?,
            hash: row::hash(&it.hash)?,
        })
    };
    rows.into_iter().map(statement).collect()
}

/// Each character with all its events; the one that began first comes first.
async fn characters(from: &mut Connected, account: &str) -> Result<Vec<CharacterStream>, StoreError> {
    const SQL: &str = "
        SELECT e.stream_id, e.sequence, e.position, e.kind, e.body, e.time, e.key, e.command_id,
            e.previous, e.hash
        FROM character_state s JOIN character_events e ON e.stream_id = s.character_id
        WHERE s.account_id = $1 ORDER BY s.created_at, e.stream_id, e.sequence";
    let rows: Vec<EventRow> = on!(from, it: E => {
        sqlx::query_as::<E, _>(SQL).bind(account).fetch_all(it).await?
    });
    let mut characters: Vec<CharacterStream> = Vec::new();
    for row in rows {
        let event: Recorded = row.recorded()?;
        match characters.last_mut().filter(|it| it.stream == event.stream) {
            Some(character) => character.events.push(event),
            None => characters.push(CharacterStream { stream: event.stream, events: vec![event] }),
        }
    }
    Ok(characters)
}

async fn receipts(from: &mut Connected, account: &str) -> Result<Vec<(Signed, Vec<u8>)>, StoreError> {
    const SQL: &str = "SELECT key, bytes, signature, receipt FROM receipts
        WHERE account_id = $1 ORDER BY time, command_id";
    let rows: Vec<ReceiptRow> = on!(from, it: E => {
        sqlx::query_as::<E, _>(SQL).bind(account).fetch_all(it).await?
    });
    let receipted = |it: ReceiptRow| {
        let signature = it.signature.try_into();
        let signature = signature.map_err(|_why| StoreError::corrupt("a signature has a wrong length"))?;
        let signed = Signed::alone(it.bytes, row::key(&it.key)?, Signature(signature));
        Ok((signed, it.receipt))
    };
    rows.into_iter().map(receipted).collect()
}

/// Everything its people wrote, with the salts: of the account itself and of its characters.
async fn texts(
    from: &mut Connected,
    keys: &ServerKeys,
    account: AccountId,
) -> Result<Vec<SaltedText>, StoreError> {
    const SQL: &str = "SELECT text_id, sealed FROM texts WHERE account_id = $1 AND (stream_id = $1
        OR stream_id IN (SELECT character_id FROM character_state WHERE account_id = $1)) ORDER BY text_id";
    let Some(key) = keys.data_key(account)? else { return Ok(Vec::new()) };
    let rows: Vec<(String, Vec<u8>)> = on!(from, it: E => {
        sqlx::query_as::<E, _>(SQL).bind(account.to_string()).fetch_all(it).await?
    });
    rows.into_iter().map(|(id, sealed)| key.open(id.parse().map_err(StoreError::corrupt)?, &sealed)).collect()
}
