//! What a group needs to know and the writer does not remember, read inside the transaction.

mod account;
mod dice;
mod owner;
mod pairing;
mod session;

use std::collections::{BTreeMap, HashMap, HashSet};

use rules::{AccountId, CommandId, Hash, StreamId, TextId};
use sqlx::QueryBuilder;
use wire::{CharacterSnapshot, Millis, Position, PublicKey};

use super::{
    Job, OwnerJob,
    memory::{Head, Memory, Stream},
};
use crate::{
    dice::DiceStream,
    engine::{Connected, on, padded},
    error::StoreError,
    keys::ServerKeys,
    pairing::Pairing,
    row,
};
pub(super) use account::Chained;
use owner::Office;
pub(super) use session::Begun;

/// What is already kept under ids that a group brings.
#[derive(Default)]
pub(super) struct Known {
    pub(super) receipts: HashMap<CommandId, OldReceipt>,
    pub(super) texts: HashSet<TextId>,
    pub(super) nonces: HashSet<Hash>,
    /// Chains of the accounts that make statements, as they stand.
    pub(super) chains: HashMap<AccountId, Chained>,
    /// Sessions that are to be replaced, and those that began in this group.
    pub(super) sessions: HashMap<Hash, Begun>,
    /// Devices that want to renew but were logged out everywhere. Never remembered: this changes
    /// without the journal.
    pub(super) ended: HashSet<(AccountId, PublicKey)>,
    pub(super) pairings: BTreeMap<Hash, Pairing>,
    /// Accounts that are gone, of those that make statements, log in, take devices in, or have to
    /// do with the owner. Never remembered either.
    pub(super) erased: HashSet<AccountId>,
    /// Accounts that are shut out, and why. Never remembered either.
    pub(super) locks: HashMap<AccountId, String>,
    /// Read only for a group that concerns the owner.
    pub(super) office: Office,
    pub(super) dice: HashMap<StreamId, DiceStream>,
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
    let mut asked = Asked::default();
    for job in group {
        asked.note(job, memory);
    }
    let pairings = pairing::of(connection, asked.pairings, &asked.inviting).await?;
    asked.accounts.extend(pairings.values().map(|it| it.account));
    let erased = account::erased(connection, &asked.returning).await?;
    asked.accounts.retain(|account| !memory.accounts.contains_key(account));
    load_streams(connection, memory, asked.streams).await?;
    account::load(connection, memory, keys, &asked.accounts).await?;
    Ok(Known {
        receipts: receipts(connection, asked.commands).await?,
        texts: existing_texts(connection, asked.texts).await?,
        nonces: session::used_nonces(connection, asked.nonces).await?,
        chains: account::chains(connection, memory, group).await?,
        sessions: session::replaced(connection, asked.replaced).await?,
        ended: session::ended(connection, asked.renewing).await?,
        pairings,
        erased,
        locks: owner::locks(connection, asked.lockable).await?,
        office: if asked.office { owner::office(connection).await? } else { Office::default() },
        dice: dice::of(connection, asked.dice).await?,
    })
}

/// The ids that a group brings.
#[derive(Default)]
struct Asked {
    commands: Vec<String>,
    texts: Vec<String>,
    streams: Vec<String>,
    accounts: Vec<AccountId>,
    nonces: Vec<Vec<u8>>,
    replaced: Vec<Vec<u8>>,
    renewing: Vec<String>,
    pairings: Vec<Vec<u8>>,
    inviting: Vec<AccountId>,
    /// Accounts that must not be gone.
    returning: Vec<AccountId>,
    /// Accounts whose lock makes a difference.
    lockable: Vec<String>,
    office: bool,
    dice: Vec<String>,
}

impl Asked {
    fn note(&mut self, job: &Job, memory: &Memory) {
        match job {
            Job::Command { submission, .. } => {
                self.commands.push(submission.command.id.to_string());
                self.texts.extend(submission.salted.iter().map(|text| text.id.to_string()));
                if !memory.streams.contains_key(&submission.command.stream) {
                    self.streams.push(submission.command.stream.to_string());
                }
                self.accounts.push(submission.command.account);
                self.lockable.push(submission.command.account.to_string());
            }
            Job::Statement { statement, .. } => {
                self.texts.extend(statement.salted.iter().map(|text| text.id.to_string()));
                self.accounts.push(statement.account);
                self.returning.push(statement.account);
            }
            Job::LogIn { login, .. } => {
                self.accounts.push(login.account);
                self.returning.push(login.account);
                self.lockable.push(login.account.to_string());
                self.nonces.push(login.nonce_hash.0.to_vec());
                self.replaced.extend(login.replaces.map(|it| it.0.to_vec()));
                if login.renew {
                    self.renewing.push(login.account.to_string());
                }
            }
            Job::LogOutEverywhere { account, .. } => self.accounts.push(*account),
            Job::Owner { what, .. } => self.note_owner(what),
            Job::OpenPairing { post, account, .. } => {
                self.pairings.push(post.id.0.to_vec());
                self.inviting.push(*account);
                self.returning.push(*account);
                self.accounts.push(*account);
            }
            Job::AskPairing { id, .. } | Job::EndPairing { id, .. } => self.pairings.push(id.0.to_vec()),
            Job::BeginDice { stream, .. } | Job::TakeLink { stream, .. } => {
                self.dice.push(stream.to_string());
            }
            Job::LogOut { .. }
            | Job::Program { .. }
            | Job::Seen { .. }
            | Job::Sweep { .. }
            | Job::RestoreProjections { .. }
            | Job::Erase { .. }
            | Job::Close(_) => {}
        }
    }

    fn note_owner(&mut self, what: &OwnerJob) {
        self.office = true;
        let concerned = match what {
            OwnerJob::Offer { .. } => Vec::new(),
            OwnerJob::Claim { account, .. } => vec![*account],
            OwnerJob::Deed(new) => {
                self.nonces.push(new.nonce_hash.0.to_vec());
                vec![new.owner, new.deed.account()]
            }
        };
        self.lockable.extend(concerned.iter().map(AccountId::to_string));
        self.returning.extend(&concerned);
        self.accounts.extend(concerned);
    }
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

use fetch_in;

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
