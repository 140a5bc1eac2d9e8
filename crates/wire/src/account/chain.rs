//! The chain of an account's statements, and who may add which link. The server checks with this
//! before it keeps a statement, browsers and `farlantern verify` check with it what they are told.

mod claim;
mod not_a_link;
mod reentry;
mod undo;

use std::collections::BTreeSet;

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Claim, Keys, Statement, keys::rank};
use crate::{
    limit::{RECOVERY_STATEMENTS_MAX, STATEMENTS_MAX},
    number::Millis,
    signed::{PublicKey, Purpose, Signed},
};

pub use not_a_link::NotALink;

/// A statement as it was taken in, and when: the time is the server's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = StatementLink)]
pub struct Link {
    pub signed: Signed,
    pub time: Millis,
}

/// An account's statements, checked, and the keys after the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    id: AccountId,
    server: PublicKey,
    steps: Vec<Step>,
    keys: Keys,
    /// Every key that ever was a device, a program or a re-entry key, also where an undo has made
    /// the account forget it.
    ever: BTreeSet<PublicKey>,
}

/// One statement. The devices after it are folded when an undo asks for them: kept for each step
/// they would make a long chain of many devices a matter of megabytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    hash: Hash,
    time: Millis,
    by: PublicKey,
    claim: Claim,
    /// The step it builds on: the one before, or the one an undo goes back to.
    base: usize,
    /// The step whose recovery keys judged it.
    judge: usize,
    /// The recovery keys after it.
    recovery: Vec<PublicKey>,
}

impl Chain {
    /// The chain that a first statement begins.
    pub fn begin(signed: &Signed, time: Millis) -> Result<Self, NotALink> {
        let (id, statement) = Statement::open_first(signed)?;
        let mut chain = Self {
            id,
            server: statement.server,
            steps: Vec::new(),
            keys: Keys::default(),
            ever: BTreeSet::new(),
        };
        chain.take_in((0, 0), signed, statement.claim, time);
        Ok(chain)
    }

    /// A whole chain, from its first link on. An empty one is none.
    pub fn read(links: &[Link]) -> Result<Self, NotALink> {
        let (first, rest) = links.split_first().ok_or(NotALink::NoSuchPast)?;
        let mut chain = Self::begin(&first.signed, first.time)?;
        for link in rest {
            chain.push(&link.signed, link.time)?;
        }
        Ok(chain)
    }

    pub fn id(&self) -> AccountId {
        self.id
    }

    /// The server that the account belongs to.
    pub fn server(&self) -> PublicKey {
        self.server
    }

    /// Hash of the last statement: what the next one names as `previous`.
    pub fn head(&self) -> Hash {
        self.last().hash
    }

    /// The keys as they are now.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// How many statements there are.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Never: a chain has a first link.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Every statement, oldest first: its hash, when, by whom, what it says.
    pub fn statements(&self) -> impl DoubleEndedIterator<Item = (Hash, Millis, PublicKey, &Claim)> {
        self.steps.iter().map(|it| (it.hash, it.time, it.by, &it.claim))
    }

    /// Checks a statement and adds it. On a refusal nothing has changed.
    pub fn push(&mut self, signed: &Signed, time: Millis) -> Result<(), NotALink> {
        let statement: Statement = signed.open(Purpose::Account)?;
        if statement.account != Some(self.id) || statement.server != self.server {
            return Err(NotALink::Elsewhere);
        }
        if statement.previous != Some(self.head()) || time < self.last().time {
            return Err(NotALink::Stale);
        }
        let now = self.steps.len() - 1;
        let (base, judge) = match &statement.claim {
            Claim::Undo { to, away } => {
                let at = self.place(*to).ok_or(NotALink::NoSuchPast)?;
                self.may_undo(at, signed.key, time)?;
                self.may_turn_away(at, signed.key, away)?;
                (at, self.judge(at))
            }
            claim => {
                self.may_claim(claim, signed.key, time)?;
                (now, now)
            }
        };
        self.has_room(&statement.claim, judge, signed.key, time)?;
        if base < now {
            self.keys = self.keys_at(base);
        }
        self.take_in((base, judge), signed, statement.claim, time);
        Ok(())
    }

    /// Adds a step that was checked.
    fn take_in(&mut self, (base, judge): (usize, usize), signed: &Signed, claim: Claim, time: Millis) {
        self.keys.fold(&claim, signed.key, time);
        if let Claim::Open { key, .. }
        | Claim::AddKey { key, .. }
        | Claim::AddProgram { key, .. }
        | Claim::AddReentry { key, .. }
        | Claim::Reenter { key, .. } = &claim
        {
            self.ever.insert(*key);
        }
        let recovery = self.keys.recovery.clone();
        self.steps.push(Step { hash: signed.hash(), time, by: signed.key, claim, base, judge, recovery });
    }

    /// Whether there is room for another statement. A thief of a device must not be able to use up
    /// the room that the words need to throw it out, so the last of it is for recovery keys that
    /// were not set just now; and for reopening, so that he cannot close the account with its last
    /// statement either.
    fn has_room(&self, claim: &Claim, from: usize, by: PublicKey, time: Millis) -> Result<(), NotALink> {
        let room = match self.steps.len() {
            ..STATEMENTS_MAX => true,
            length if length < STATEMENTS_MAX + RECOVERY_STATEMENTS_MAX => {
                matches!(claim, Claim::Reopen {}) || self.is_settled(from, by, time)
            }
            _ => false,
        };
        if room { Ok(()) } else { Err(NotALink::TooMany) }
    }

    /// Where a statement stands.
    fn place(&self, hash: Hash) -> Option<usize> {
        self.steps.iter().position(|it| it.hash == hash)
    }

    fn last(&self) -> &Step {
        self.steps.last().expect("a chain has a first link")
    }
}

impl Step {
    fn rank(&self, key: PublicKey) -> Option<usize> {
        rank(&self.recovery, key)
    }
}

#[cfg(test)]
mod tests;
