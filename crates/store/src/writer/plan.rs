//! Everything a group writes, gathered first and written in few statements.

use std::collections::BTreeMap;

use rules::{AccountId, Hash, StreamId};
use wire::{Millis, PublicKey};

use super::{memory::Head, rows};
use crate::{engine::Connected, error::StoreError, row::EventRow, submission::NewSession};

#[derive(Default)]
pub(super) struct Plan {
    pub(super) accounts: Vec<(AccountId, PublicKey, Millis, Vec<u8>)>,
    pub(super) account_events: Vec<EventRow>,
    pub(super) character_events: Vec<EventRow>,
    /// The last state of each stream, in the order of their ids: locks are taken in one order.
    pub(super) character_states: BTreeMap<StreamId, StateRow>,
    pub(super) receipts: Vec<ReceiptRow>,
    pub(super) texts: Vec<TextRow>,
    pub(super) sessions: Vec<(NewSession, Millis)>,
    pub(super) ended_sessions: Vec<Hash>,
    pub(super) seen_sessions: Vec<(Hash, Millis)>,
    pub(super) sweep_at: Option<Millis>,
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

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.accounts.is_empty()
            && self.receipts.is_empty()
            && self.sessions.is_empty()
            && self.ended_sessions.is_empty()
            && self.seen_sessions.is_empty()
            && self.sweep_at.is_none()
    }

    /// Writes everything within the transaction that is open.
    pub(super) async fn write(&self, to: &mut Connected, head: Head) -> Result<(), StoreError> {
        rows::accounts(to, &self.accounts).await?;
        rows::account_events(to, &self.account_events).await?;
        rows::character_events(to, &self.character_events).await?;
        rows::character_states(to, &self.character_states).await?;
        rows::receipts(to, &self.receipts).await?;
        rows::texts(to, &self.texts).await?;
        rows::sessions(to, &self.sessions).await?;
        rows::end_sessions(to, &self.ended_sessions).await?;
        rows::note_seen(to, &self.seen_sessions).await?;
        if let Some(now) = self.sweep_at {
            rows::sweep(to, now).await?;
        }
        if !(self.account_events.is_empty() && self.character_events.is_empty()) {
            rows::head(to, head).await?;
        }
        Ok(())
    }
}
