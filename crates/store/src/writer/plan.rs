//! Everything a group writes, gathered first and written in few statements.

use std::collections::{BTreeMap, BTreeSet};

use rules::{AccountId, Hash, StreamId};
use wire::{
    Millis, PublicKey,
    owner::{AuditRow, Lock},
};

use super::{memory::Head, rows};
use crate::{
    chain::{KeyRow, ProgramRow, RecoveryRow},
    dice::DiceStream,
    engine::Connected,
    error::StoreError,
    pairing::Pairing,
    program::ProgramJob,
    row::EventRow,
};

#[derive(Default)]
pub(super) struct Plan {
    /// The sealed keys of accounts that were opened; they go into their own file, before all else.
    pub(super) data_keys: Vec<(AccountId, Vec<u8>)>,
    /// What is projected of each account whose chain has grown.
    pub(super) keys: BTreeMap<AccountId, Keys>,
    pub(super) account_events: Vec<EventRow>,
    pub(super) character_events: Vec<EventRow>,
    /// The last state of each stream, in the order of their ids: locks are taken in one order.
    pub(super) character_states: BTreeMap<StreamId, StateRow>,
    pub(super) receipts: Vec<ReceiptRow>,
    pub(super) texts: Vec<TextRow>,
    /// Accounts that were logged out everywhere: first all their sessions end, then new ones begin.
    pub(super) ended_accounts: BTreeSet<AccountId>,
    /// The same for keys that no longer speak.
    pub(super) ended_keys: BTreeSet<(AccountId, PublicKey)>,
    pub(super) sessions: Vec<SessionRow>,
    pub(super) used_nonces: Vec<(Hash, Millis)>,
    pub(super) ended_sessions: Vec<Hash>,
    pub(super) devices: BTreeMap<(AccountId, PublicKey), DeviceNote>,
    /// Pairings as they are from now on; none: gone.
    pub(super) pairings: BTreeMap<Hash, Option<Pairing>>,
    pub(super) seen_sessions: Vec<(Hash, Millis)>,
    pub(super) programs: Vec<ProgramJob>,
    pub(super) office: Office,
    pub(super) dice: BTreeMap<StreamId, DiceStream>,
    pub(super) sweep_at: Option<Millis>,
}

/// What changes about the owner, and what the owner changes.
#[derive(Default)]
pub(super) struct Office {
    pub(super) owners: Vec<(AccountId, Millis)>,
    /// These tokens and no others are good from now on.
    pub(super) claims: Option<Vec<(Hash, Option<Millis>)>>,
    /// Locks as they are from now on; none: gone.
    pub(super) locks: BTreeMap<AccountId, Option<LockRow>>,
    pub(super) audit: Vec<AuditRow>,
}

pub(super) struct LockRow {
    pub(super) lock: Lock,
    pub(super) by: AccountId,
}

pub(super) struct Keys {
    pub(super) devices: Vec<KeyRow>,
    pub(super) recovery: Vec<RecoveryRow>,
    pub(super) programs: Vec<ProgramRow>,
    pub(super) closed_at: Option<Millis>,
    /// Whether rows of before must go.
    pub(super) anew: bool,
}

/// What a group finds out about a device beside the chain.
#[derive(Clone, Copy, Default)]
pub(super) struct DeviceNote {
    /// None when nothing new is known.
    pub(super) seen_at: Option<Millis>,
    /// When it was logged out everywhere; none: it may renew.
    pub(super) ended_at: Option<Millis>,
}

pub(super) struct SessionRow {
    pub(super) token_hash: Hash,
    pub(super) account: AccountId,
    pub(super) key: PublicKey,
    pub(super) lineage: [u8; 16],
    pub(super) began_at: Millis,
    pub(super) created_at: Millis,
    pub(super) expires_at: Millis,
}

pub(super) struct StateRow {
    pub(super) character_id: String,
    pub(super) account_id: String,
    pub(super) sequence: i64,
    pub(super) state: String,
    pub(super) state_hash: Vec<u8>,
    pub(super) created_at: i64,
    pub(super) changed_at: i64,
}

pub(super) struct ReceiptRow {
    pub(super) command_id: String,
    pub(super) account_id: String,
    pub(super) stream_id: String,
    pub(super) key: Vec<u8>,
    pub(super) bytes: Vec<u8>,
    pub(super) signature: Vec<u8>,
    pub(super) command_hash: Vec<u8>,
    pub(super) receipt: Vec<u8>,
    pub(super) time: i64,
}

pub(super) struct TextRow {
    pub(super) text_id: String,
    pub(super) account_id: String,
    pub(super) stream_id: String,
    pub(super) sealed: Vec<u8>,
}

impl Office {
    fn is_empty(&self) -> bool {
        let unclaimed = self.owners.is_empty() && self.claims.is_none();
        unclaimed && self.locks.is_empty() && self.audit.is_empty()
    }
}

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.account_events.is_empty()
            && self.receipts.is_empty()
            && self.ended_accounts.is_empty()
            && self.used_nonces.is_empty()
            && self.ended_sessions.is_empty()
            && self.pairings.is_empty()
            && self.programs.is_empty()
            && self.office.is_empty()
            && self.dice.is_empty()
            && self.seen_sessions.is_empty()
            && self.sweep_at.is_none()
    }

    /// Writes everything within the transaction that is open.
    pub(super) async fn write(&self, to: &mut Connected, head: Head) -> Result<(), StoreError> {
        rows::account::keys(to, &self.keys).await?;
        rows::account_events(to, &self.account_events).await?;
        rows::character_events(to, &self.character_events).await?;
        rows::character_states(to, &self.character_states).await?;
        rows::receipts(to, &self.receipts).await?;
        rows::texts(to, &self.texts).await?;
        rows::session::end_of_accounts(to, &self.ended_accounts).await?;
        rows::session::end_of_keys(to, &self.ended_keys).await?;
        rows::session::used_nonces(to, &self.used_nonces).await?;
        rows::session::begin(to, &self.sessions).await?;
        rows::session::end(to, &self.ended_sessions).await?;
        rows::session::devices(to, &self.devices).await?;
        rows::session::note_seen(to, &self.seen_sessions).await?;
        rows::pairing::keep(to, &self.pairings).await?;
        rows::program::keep(to, &self.programs).await?;
        rows::owner::keep(to, &self.office).await?;
        rows::dice::keep(to, &self.dice).await?;
        if let Some(now) = self.sweep_at {
            rows::session::sweep(to, now).await?;
            rows::dice::sweep(to, now).await?;
        }
        if !(self.account_events.is_empty() && self.character_events.is_empty()) {
            rows::head(to, head).await?;
        }
        Ok(())
    }
}
