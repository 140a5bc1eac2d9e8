//! What a group needs to know and the writer does not remember, read inside the transaction.

use std::collections::{HashMap, HashSet};

use rules::{AccountId, CommandId, Hash, StreamId, TextId};
use sqlx::QueryBuilder;
use wire::{CharacterSnapshot, Millis, Position, PublicKey};

use super::{
    Job,
    memory::{Account, Head, Memory, Stream},
};
use crate::{
    engine::{Connected, on},
    error::StoreError,
    keys::ServerKeys,
    row,
};

/// What is already kept under ids that a group brings.
#[derive(Default)]
pub(super) struct Known {
    pub(super) receipts: HashMap<CommandId, OldReceipt>,
    pub(super) texts: HashSet<TextId>,
    pub(super) nonces: HashSet<Hash>,
}

#[derive(Clone)]
pub(super) struct OldReceipt {
    pub(super) command_hash: Hash,
    pub(super) receipt: Vec<u8>,
}

/// Reads the head and locks it, so that whoever else writes waits.
pub(super) async fn head(connection: &mut Connected) -> Result<Head, StoreError> {
    let sql = match connection {
        Connected::Lite(_) => "SELECT position, hash FROM journal_head WHERE id = 1",
        Connected::Pg(_) => "SELECT position, hash FROM journal_head WHERE id = 1 FOR UPDATE",
    };
    let (position, hash): (i64, Vec<u8>) =
        on!(connection, it: E => sqlx::query_as::<E, _>(sql).fetch_one(it).await?);
    Ok(Head { position: Position(position), hash: row::hash(&hash)? })
}

pub(super) async fn all(
    connection: &mut Connected,
    memory: &mut Memory,
    keys: &ServerKeys,
    group: &[Job],
) -> Result<Known, StoreError> {
    let (mut commands, mut texts, mut streams, mut accounts, mut nonces) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for job in group {
        match job {
            Job::Command { submission, .. } => {
                commands.push(submission.command.id.to_string());
                texts.extend(submission.salted.iter().map(|text| text.id.to_string()));
                if !memory.streams.contains_key(&submission.command.stream) {
                    streams.push(submission.command.stream.to_string());
                }
                accounts.push(submission.command.account);
            }
            Job::OpenAccount { statement, .. } => accounts.push(statement.account),
            Job::LogIn { login, .. } => {
                accounts.push(login.account);
                nonces.push(login.nonce_hash.0.to_vec());
            }
            _ => {}
        }
    }
    accounts.retain(|account| !memory.accounts.contains_key(account));
    load_streams(connection, memory, streams).await?;
    load_accounts(connection, memory, keys, &accounts).await?;
    Ok(Known {
        receipts: receipts(connection, commands).await?,
        texts: existing_texts(connection, texts).await?,
        nonces: used_nonces(connection, nonces).await?,
    })
}

/// Fills a list of ids up to one of a few lengths by repeating one, so that the database meets
/// few different statements and keeps them prepared.
fn padded<T: Clone>(mut ids: Vec<T>) -> Vec<T> {
    let length = [1, 4, 16, 64, 256, 1024, 4096].into_iter().find(|length| *length >= ids.len());
    if let (Some(length), Some(last)) = (length, ids.last().cloned()) {
        ids.resize(length, last);
    }
    ids
}

/// `$begin (id, id, …) $end`, run on whichever database is there.
macro_rules! fetch_in {
    ($connection:expr, $begin:literal, $ids:expr, $end:literal) => {
        on!($connection, it: E => {
            let mut query = QueryBuilder::<E>::new(concat!($begin, " ("));
            let mut list = query.separated(", ");
            for id in padded($ids) {
                list.push_bind(id);
            }
            query.push(concat!(") ", $end));
            query.build_query_as().fetch_all(it).await?
        })
    };
}

async fn receipts(
    connection: &mut Connected,
    ids: Vec<String>,
) -> Result<HashMap<CommandId, OldReceipt>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, Vec<u8>, Vec<u8>)> = fetch_in!(
        connection,
        "SELECT command_id, command_hash, receipt FROM receipts WHERE command_id IN",
        ids,
        ""
    );
    rows.into_iter()
        .map(|(id, hash, receipt)| {
            let id = id.parse().map_err(StoreError::corrupt)?;
            Ok((id, OldReceipt { command_hash: row::hash(&hash)?, receipt }))
        })
        .collect()
}

async fn existing_texts(connection: &mut Connected, ids: Vec<String>) -> Result<HashSet<TextId>, StoreError> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<(String,)> = fetch_in!(connection, "SELECT text_id FROM texts WHERE text_id IN", ids, "");
    rows.into_iter().map(|(id,)| id.parse().map_err(StoreError::corrupt)).collect()
}

async fn used_nonces(connection: &mut Connected, ids: Vec<Vec<u8>>) -> Result<HashSet<Hash>, StoreError> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<(Vec<u8>,)> =
        fetch_in!(connection, "SELECT nonce_hash FROM login_nonces WHERE nonce_hash IN", ids, "");
    rows.into_iter().map(|(hash,)| row::hash(&hash)).collect()
}

async fn load_streams(
    connection: &mut Connected,
    memory: &mut Memory,
    ids: Vec<String>,
) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let rows: Vec<(String, String, i64)> = fetch_in!(
        connection,
        "SELECT character_id, state, created_at FROM character_state WHERE character_id IN",
        ids,
        ""
    );
    for (id, state, created_at) in rows {
        let id: StreamId = row::stream(&id)?;
        let state: CharacterSnapshot = serde_json::from_str(&state).map_err(StoreError::corrupt)?;
        let stream = Stream {
            sequence: state.sequence,
            hash: state.event_hash,
            character: state.character(),
            created_at: Millis(created_at),
        };
        memory.streams.insert(id, stream);
    }
    Ok(())
}

async fn load_accounts(
    connection: &mut Connected,
    memory: &mut Memory,
    server_keys: &ServerKeys,
    accounts: &[AccountId],
) -> Result<(), StoreError> {
    if accounts.is_empty() {
        return Ok(());
    }
    let ids: Vec<String> = accounts.iter().map(AccountId::to_string).collect();
    let sealed: Vec<(String, Vec<u8>)> = fetch_in!(
        connection,
        "SELECT account_id, sealed FROM data_keys WHERE account_id IN",
        ids.clone(),
        ""
    );
    if sealed.is_empty() {
        return Ok(());
    }
    let keys: Vec<(String, Vec<u8>)> = fetch_in!(
        connection,
        "SELECT account_id, key FROM account_keys WHERE account_id IN",
        ids.clone(),
        "AND revoked_at IS NULL"
    );
    let held: Vec<(String, i64)> = fetch_in!(
        connection,
        "SELECT account_id, COUNT(*) FROM character_state WHERE account_id IN",
        ids,
        "GROUP BY account_id"
    );
    let held: HashMap<String, i64> = held.into_iter().collect();
    for (id, sealed) in sealed {
        let account: AccountId = id.parse().map_err(StoreError::corrupt)?;
        let own: Result<Vec<PublicKey>, StoreError> =
            keys.iter().filter(|(owner, _)| *owner == id).map(|(_, key)| row::key(key)).collect();
        let data_key = server_keys.sealer.open_key(account, &sealed)?;
        let held = held.get(&id).map_or(0, |count| u32::try_from(*count).unwrap_or(u32::MAX));
        memory.accounts.insert(account, Account { keys: own?, held, data_key });
    }
    Ok(())
}
