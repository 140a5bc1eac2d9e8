//! What happened, in the order of the journal, for whoever tells it on.

use rules::{AccountId, Hash};
use tokio::sync::watch;
use wire::{Position, Recorded};

use crate::{Store, StoreError, read};

/// One thing that happened, and whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fed {
    pub position: Position,
    /// Whose character, or which account.
    pub account: AccountId,
    pub what: FedWhat,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FedWhat {
    /// An event of one of the account's characters.
    Event(Box<Recorded>),
    /// A statement of the account, whatever it claims: the head of its chain from here on.
    Keys(Hash),
}

impl Store {
    /// Where the journal stands. Moves after each durable commit of this process, never back.
    pub fn head(&self) -> watch::Receiver<Position> {
        self.inner.head.subscribe()
    }

    /// Where the journal stands in the database: other processes write too.
    pub async fn head_now(&self) -> Result<Position, StoreError> {
        read::feed::head(&self.inner.engine).await
    }

    /// What stands behind a position: at most so many things, in the order of the journal, each
    /// position once and none left out. Fewer than asked for: that is all there is by now.
    pub async fn feed(&self, after: Position, limit: u32) -> Result<Vec<Fed>, StoreError> {
        read::feed::behind(&self.inner.engine, after, limit).await
    }

    /// The events of one account's characters behind a position, oldest first.
    pub async fn events_after(
        &self,
        account: AccountId,
        after: Position,
        limit: u32,
    ) -> Result<Vec<Recorded>, StoreError> {
        read::feed::of_account(&self.inner.engine, account, after, limit).await
    }
}
