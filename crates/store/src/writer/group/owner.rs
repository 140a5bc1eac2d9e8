//! The role of the owner, and what owners do. Whatever is done here leaves a row in the log, in
//! the same transaction.

use rules::{AccountId, Hash};
use subtle::ConstantTimeEq;
use wire::{
    Millis, error,
    owner::{AuditRow, Deed, Lock},
};

use super::{
    super::{OwnerJob, plan::LockRow},
    Done, Table, Verdict,
};
use crate::{error::StoreError, owner::NewDeed};

impl Table<'_> {
    pub(super) fn own(&mut self, what: &OwnerJob, now: Millis) -> Verdict {
        match what {
            OwnerJob::Offer { token_hash } => Ok(Done::Did(self.offer(*token_hash))),
            OwnerJob::Claim { token_hash, account } => self.claim(*token_hash, *account, now),
            OwnerJob::Deed(deed) => self.deed(deed, now),
        }
    }

    /// Why an account may not come in, if it may not.
    pub(super) fn locked_out(&self, account: AccountId) -> Option<StoreError> {
        self.known.locks.get(&account).map(|why| StoreError::locked(why))
    }

    fn offer(&mut self, token_hash: Hash) -> bool {
        let vacant = self.known.office.owners.is_empty();
        if vacant {
            self.keep_claims(vec![(token_hash, None)]);
        }
        vacant
    }

    fn claim(&mut self, token_hash: Hash, account: AccountId, now: Millis) -> Verdict {
        if !self.is_here(account) {
            return Err((&error::ACCOUNT_UNKNOWN).into());
        }
        if let Some(locked) = self.locked_out(account) {
            return Err(locked);
        }
        if self.known.office.owners.contains(&account) {
            return Ok(Done::Did(false));
        }
        // Every claim is looked at, so that time tells nothing of which one was near.
        let good = self.known.office.claims.iter().fold(false, |good, (hash, until)| {
            let same: bool = hash.0.ct_eq(&token_hash.0).into();
            good | (same & until.is_none_or(|it| now < it))
        });
        if !good {
            return Err((&error::OWNER_ADDRESS_ENDED).into());
        }
        self.keep_claims(Vec::new());
        self.known.office.owners.insert(account);
        self.plan.office.owners.push((account, now));
        self.note(now, account, "claimed.v1", Some(account), String::new());
        Ok(Done::Did(true))
    }

    fn deed(&mut self, new: &NewDeed, now: Millis) -> Verdict {
        if !self.known.office.owners.contains(&new.owner) {
            return Err((&error::OWNER_ONLY).into());
        }
        let owner = self.memory.accounts.get(&new.owner).ok_or(&error::ACCOUNT_UNKNOWN)?;
        if !owner.keys.contains(&new.key) {
            return Err((&error::KEY_UNKNOWN).into());
        }
        let whom = new.deed.account();
        if !self.is_here(whom) {
            return Err((&error::ACCOUNT_UNKNOWN).into());
        }
        if self.known.office.owners.contains(&whom) {
            let sentence = "This is the account of the owner, and cannot be locked.";
            return Err(StoreError::because(&error::CONFLICT, sentence));
        }
        if !self.known.nonces.insert(new.nonce_hash) {
            return Err((&error::NONCE_REUSED).into());
        }
        self.plan.used_nonces.push((new.nonce_hash, new.nonce_expires_at));
        let (changed, detail) = match &new.deed {
            Deed::Lock { why, .. } => (self.lock(new.owner, whom, why, now), why.clone()),
            Deed::Unlock { .. } => (self.unlock(whom), String::new()),
        };
        if changed {
            self.note(now, new.owner, new.deed.word(), Some(whom), detail);
        }
        Ok(Done::Did(changed))
    }

    /// Of an account that is gone nothing is written down any more.
    fn is_here(&self, account: AccountId) -> bool {
        self.memory.accounts.contains_key(&account) && !self.known.erased.contains(&account)
    }

    fn lock(&mut self, owner: AccountId, whom: AccountId, why: &str, now: Millis) -> bool {
        if self.known.locks.insert(whom, why.into()).is_some_and(|before| before == why) {
            return false;
        }
        let lock = Lock { since: now, why: why.into() };
        self.plan.office.locks.insert(whom, Some(LockRow { lock, by: owner }));
        self.end_sessions_of_account(whom);
        true
    }

    fn unlock(&mut self, whom: AccountId) -> bool {
        let was = self.known.locks.remove(&whom).is_some();
        if was {
            self.plan.office.locks.insert(whom, None);
        }
        was
    }

    fn keep_claims(&mut self, claims: Vec<(Hash, Option<Millis>)>) {
        self.known.office.claims.clone_from(&claims);
        self.plan.office.claims = Some(claims);
    }

    fn note(&mut self, time: Millis, by: AccountId, deed: &str, whom: Option<AccountId>, detail: String) {
        self.known.office.last_number += 1;
        let number = self.known.office.last_number;
        let row = AuditRow { number, time, owner: Some(by), deed: deed.into(), account: whom, detail };
        self.plan.office.audit.push(row);
    }
}
