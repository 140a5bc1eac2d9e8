//! What a former address remembers of the move of one account, in the vault of its place; and which
//! accounts have gone, in a small note for all places.

use rules::{AccountId, CommandId, Hash};
use serde::{Deserialize, Serialize};
use wire::{Millis, PublicKey};

use crate::{
    chance,
    limit::STATE_MILLIS,
    page, small,
    trouble::Trouble,
    vault::{self, Shelf},
};

const PLACE: &str = "moving/out";
const GONE: &str = "farlantern.moved";

/// How far a move has come at the former address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Leaving {
    pub(super) account: AccountId,
    /// The word by which this browser knows its own doing. Nobody else does.
    pub(super) state: Hash,
    began_at: Millis,
    /// The key that came back with the word: no other may come with it.
    key: Option<PublicKey>,
    /// Whether a key was ever let in: then being turned away means to have moved.
    pub(super) let_in: bool,
    /// The changes that go along with this word.
    pub(super) sending: Vec<CommandId>,
    /// The changes that have gone.
    pub(super) carried: Vec<CommandId>,
}

impl Leaving {
    /// What is remembered of an account. What cannot be read is begun anew.
    pub(super) async fn of(account: AccountId) -> Result<Self, Trouble> {
        match Self::kept().await.filter(|it| it.account == account) {
            Some(kept) => Ok(kept),
            None => Ok(Self {
                account,
                state: word()?,
                began_at: Millis(0),
                key: None,
                let_in: false,
                sending: Vec::new(),
                carried: Vec::new(),
            }),
        }
    }

    pub(super) async fn kept() -> Option<Self> {
        vault::get(Shelf::Keys, PLACE).await.ok().flatten()
    }

    /// Sets out with these changes: with the word of a moment ago, so that two tabs do not get in
    /// each other's way, or with a new one.
    pub(super) async fn begin(&mut self, sending: Vec<CommandId>) -> Result<Hash, Trouble> {
        if !self.is_fresh() || self.key.is_some() {
            (self.state, self.began_at, self.key) = (word()?, page::now(), None);
        }
        self.sending = sending;
        self.keep().await?;
        Ok(self.state)
    }

    /// Takes the word back from a key; from one only, and not for long.
    pub(super) async fn answer(&mut self, state: Hash, key: PublicKey) -> Result<(), Trouble> {
        if state != self.state || !self.is_fresh() || self.key.is_some_and(|it| it != key) {
            return Err(super::strange());
        }
        self.key = Some(key);
        self.carried.clone_from(&self.sending);
        self.keep().await
    }

    pub(super) async fn keep(&self) -> Result<(), Trouble> {
        vault::put(Shelf::Keys, PLACE, self).await
    }

    fn is_fresh(&self) -> bool {
        (0..STATE_MILLIS).contains(&page::now().0.saturating_sub(self.began_at.0))
    }
}

fn word() -> Result<Hash, Trouble> {
    chance::bytes().map(Hash)
}

/// Whether an account has moved from here.
pub(super) fn is_gone(account: AccountId) -> bool {
    gone().contains(&account)
}

/// Remembers that an account has moved from here.
pub(super) fn note_gone(account: AccountId) {
    let mut gone = gone();
    if !gone.contains(&account) {
        gone.push(account);
        _ = small::set(GONE, &gone);
    }
}

fn gone() -> Vec<AccountId> {
    small::get(GONE).unwrap_or_default()
}
