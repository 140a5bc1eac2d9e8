//! Accounts, and the chains of those that make statements.

use std::collections::{BTreeMap, HashMap, HashSet};

use rules::{AccountId, Hash};
use sqlx::QueryBuilder;
use wire::{Millis, PublicKey, account::Scope, journal};

use super::{
    super::{
        Job,
        memory::{Account, Memory},
    },
    fetch_in,
};
use crate::{
    chain::{self, Kept},
    engine::{Connected, on, padded},
    error::StoreError,
    keys::ServerKeys,
    program, row,
};

/// A chain, and the hash of its last row in the journal.
pub(crate) struct Chained {
    pub(crate) kept: Kept,
    pub(crate) row_hash: Hash,
}

pub(super) async fn load(
    connection: &mut Connected,
    memory: &mut Memory,
    server_keys: &ServerKeys,
    accounts: &[AccountId],
) -> Result<(), StoreError> {
    if accounts.is_empty() {
        return Ok(());
    }
    let ids: Vec<String> = accounts.iter().map(AccountId::to_string).collect();
    // The journal alone says which accounts there are. A damaged projection must not make one seem
    // new: it would be given a new key, and its texts were lost.
    let opened: Vec<(String, Option<i64>)> = fetch_in!(
        connection,
        "SELECT e.stream_id, c.closed_at FROM account_events e
            LEFT JOIN closed_accounts c ON c.account_id = e.stream_id
            WHERE e.sequence = 1 AND e.stream_id IN",
        ids.clone(),
        ""
    );
    if opened.is_empty() {
        return Ok(());
    }
    let rows: Vec<(String, Vec<u8>)> = fetch_in!(
        connection,
        "SELECT account_id, key FROM account_keys WHERE account_id IN",
        ids.clone(),
        "AND revoked_at IS NULL ORDER BY place"
    );
    let mut keys: HashMap<String, Vec<PublicKey>> = HashMap::new();
    for (owner, key) in rows {
        keys.entry(owner).or_default().push(row::key(&key)?);
    }
    let rows: Vec<(String, Vec<u8>, String, i64)> = fetch_in!(
        connection,
        "SELECT account_id, key, scopes, ends_at FROM programs WHERE account_id IN",
        ids.clone(),
        "AND revoked_at IS NULL ORDER BY place"
    );
    let mut programs: HashMap<String, Vec<(PublicKey, Millis)>> = HashMap::new();
    for (owner, key, scopes, ends_at) in rows {
        if program::read(&scopes)?.contains(&Scope::WriteCharacters) {
            programs.entry(owner).or_default().push((row::key(&key)?, Millis(ends_at)));
        }
    }
    let held: Vec<(String, i64)> = fetch_in!(
        connection,
        "SELECT account_id, COUNT(*) FROM character_state WHERE account_id IN",
        ids,
        "GROUP BY account_id"
    );
    let held: HashMap<String, i64> = held.into_iter().collect();
    for (id, closed_at) in opened {
        let account: AccountId = id.parse().map_err(StoreError::corrupt)?;
        let data_key = server_keys.data_key(account)?;
        let held = held.get(&id).map_or(0, |count| u32::try_from(*count).unwrap_or(u32::MAX));
        let keys = keys.remove(&id).unwrap_or_default();
        let programs = programs.remove(&id).unwrap_or_default();
        let closed = closed_at.is_some();
        memory.accounts.insert(account, Account { keys, programs, held, data_key, closed });
    }
    Ok(())
}

/// Those of these accounts that are gone.
pub(super) async fn erased(
    connection: &mut Connected,
    accounts: &[AccountId],
) -> Result<HashSet<AccountId>, StoreError> {
    if accounts.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<(String,)> = fetch_in!(
        connection,
        "SELECT account_id FROM erased_accounts WHERE account_id IN",
        accounts.iter().map(AccountId::to_string).collect(),
        ""
    );
    rows.into_iter().map(|(id,)| id.parse().map_err(StoreError::corrupt)).collect()
}

/// The chain of every account that makes a statement: the longest that a job brought, and what
/// has been added since. A chain that was read before is a beginning of the one that is here,
/// because rows are never changed; so this is the whole of it, as of this transaction.
pub(super) async fn chains(
    connection: &mut Connected,
    memory: &Memory,
    group: &[Job],
) -> Result<HashMap<AccountId, Chained>, StoreError> {
    let mut longest: BTreeMap<AccountId, Option<&Kept>> = BTreeMap::new();
    for job in group {
        let Job::Statement { statement, chain, .. } = job else { continue };
        // Whoever is not there yet has no row to read.
        if memory.accounts.contains_key(&statement.account) {
            let it = longest.entry(statement.account).or_default();
            *it = [*it, chain.as_deref()].into_iter().flatten().max_by_key(|it| it.chain.len());
        }
    }
    let mut chains = HashMap::with_capacity(longest.len());
    for (account, known) in longest {
        if let Some(chained) = caught_up(connection, account, known.cloned()).await? {
            chains.insert(account, chained);
        }
    }
    Ok(chains)
}

/// Reads on from the last row that is known: that one again, for its hash.
async fn caught_up(
    connection: &mut Connected,
    account: AccountId,
    mut kept: Option<Kept>,
) -> Result<Option<Chained>, StoreError> {
    let known = kept.as_ref().map_or(0, |it| it.chain.len()) as i64;
    let rows: Vec<(i64, String, i64, Vec<u8>)> = on!(connection, it: E => {
        sqlx::query_as::<E, _>(
            "SELECT sequence, body, time, hash FROM account_events
             WHERE stream_id = $1 AND sequence >= $2 ORDER BY sequence",
        )
        .bind(account.to_string())
        .bind(known)
        .fetch_all(it)
        .await?
    });
    let mut row_hash = journal::GENESIS;
    for (sequence, body, time, hash) in rows {
        row_hash = row::hash(&hash)?;
        if sequence <= known {
            continue;
        }
        let link = chain::link(&body, time)?;
        match &mut kept {
            Some(kept) => kept.push(&link).map_err(StoreError::corrupt)?,
            None => kept = Some(Kept::begin(&link).map_err(StoreError::corrupt)?),
        }
    }
    Ok(kept.map(|kept| Chained { kept, row_hash }))
}
