//! What the writer remembers between groups: folded streams and accounts. Only a shortcut: it is
//! thrown away on any doubt, and every answer would be the same without it.

use std::collections::HashMap;

use rules::{AccountId, Character, Hash, StreamId};
use wire::{Millis, Position, PublicKey, Sequence};

use crate::{limit, seal::DataKey};

/// Where the whole journal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) position: Position,
    pub(super) hash: Hash,
}

/// A character's stream, folded.
#[derive(Clone)]
pub(super) struct Stream {
    pub(super) sequence: Sequence,
    pub(super) hash: Hash,
    pub(super) character: Character,
    pub(super) created_at: Millis,
}

#[derive(Clone)]
pub(super) struct Account {
    pub(super) keys: Vec<PublicKey>,
    /// Programs that may sign commands, and until when.
    pub(super) programs: Vec<(PublicKey, Millis)>,
    /// Characters held, retired ones included.
    pub(super) held: u32,
    /// None once the account is gone.
    pub(super) data_key: Option<DataKey>,
    pub(super) closed: bool,
}

impl Account {
    /// Whether the key may sign commands at this moment.
    pub(super) fn may_command(&self, key: PublicKey, now: Millis) -> bool {
        self.keys.contains(&key) || self.programs.iter().any(|(it, until)| *it == key && now < *until)
    }
}

#[derive(Default)]
pub(super) struct Memory {
    head: Option<Head>,
    pub(super) streams: HashMap<StreamId, Stream>,
    pub(super) accounts: HashMap<AccountId, Account>,
}

impl Memory {
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Keeps what is remembered only if the journal still stands where it was left: otherwise
    /// another process has written since.
    pub(super) fn trust_only(&mut self, head: Head) {
        let full = self.streams.len() > limit::STREAMS_REMEMBERED_MAX
            || self.accounts.len() > limit::ACCOUNTS_REMEMBERED_MAX;
        if self.head != Some(head) || full {
            self.forget();
        }
        self.head = Some(head);
    }

    pub(super) fn head(&self) -> Head {
        self.head.expect("a group begins with the head it locked")
    }

    pub(super) fn set_head(&mut self, head: Head) {
        self.head = Some(head);
    }
}
