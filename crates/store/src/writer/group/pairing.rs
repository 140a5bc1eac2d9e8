//! The place where two devices meet: opened, asked at, ended.

use rules::{AccountId, Hash};
use wire::{Millis, account::NotALink, error, limit::PAIRING_MILLIS, pairing::PairingPost};

use super::{Done, Table, Verdict};
use crate::{
    error::StoreError,
    limit,
    pairing::{self, Asking, Pairing},
};

impl Table<'_> {
    pub(super) fn open_pairing(&mut self, post: &PairingPost, account: AccountId, now: Millis) -> Verdict {
        let owner = self.memory.accounts.get(&account).ok_or(&error::ACCOUNT_UNKNOWN)?;
        if owner.closed || self.known.erased.contains(&account) {
            return Err((&error::ACCOUNT_CLOSED).into());
        }
        let PairingPost { id, mark } = *post;
        if let Some(known) = self.open_at(id, now) {
            return if known.account == account && known.mark == mark {
                Ok(Done::OpenUntil(known.expires_at))
            } else {
                Err(StoreError::because(&error::CONFLICT, "This invitation is taken. Make a new one."))
            };
        }
        let theirs =
            self.known.pairings.iter().filter(|(_, it)| it.account == account && it.expires_at > now);
        let mut theirs: Vec<(Millis, Hash)> = theirs.map(|(id, it)| (it.created_at, *id)).collect();
        theirs.sort();
        let too_many = (theirs.len() + 1).saturating_sub(limit::PAIRINGS_PER_ACCOUNT_MAX);
        for (_, oldest) in theirs.into_iter().take(too_many) {
            self.known.pairings.remove(&oldest);
            self.plan.pairings.insert(oldest, None);
        }
        let expires_at = Millis(now.0 + PAIRING_MILLIS);
        self.keep_pairing(id, Pairing { account, mark, created_at: now, expires_at, asked: None });
        Ok(Done::OpenUntil(expires_at))
    }

    pub(super) fn ask_pairing(
        &mut self,
        id: Hash,
        asking: &Asking,
        now: Millis,
    ) -> Result<Verdict, StoreError> {
        let Some(known) = self.open_at(id, now) else { return Ok(Err((&error::PAIRING_NOT_FOUND).into())) };
        let mut known = known.clone();
        if known.account != asking.account {
            return Ok(Err(StoreError::not_a_link(&NotALink::Elsewhere)));
        }
        let Some(account) = self.memory.accounts.get(&known.account) else {
            return Ok(Err((&error::PAIRING_NOT_FOUND).into()));
        };
        let data_key = self.data_key(known.account)?;
        if let Some(sealed) = &known.asked {
            let same = pairing::open(&data_key, id, sealed)? == asking.asked;
            let other = "Another device has asked already. Make a new invitation on the first device.";
            return Ok(if same {
                Ok(Done::Nothing)
            } else {
                Err(StoreError::because(&error::CONFLICT, other))
            });
        }
        if account.keys.contains(&asking.asked.consent.key) {
            return Ok(Err(StoreError::not_a_link(&NotALink::Known)));
        }
        known.asked = Some(pairing::seal(&data_key, id, &asking.asked)?);
        self.keep_pairing(id, known);
        Ok(Ok(Done::Nothing))
    }

    /// It has done its work: it stays only as long as an answer may be on its way.
    pub(super) fn end_pairing(&mut self, id: Hash, now: Millis) -> Done {
        let soon = Millis(now.0 + limit::PAIRING_TAKEN_MILLIS);
        if let Some(known) = self.open_at(id, now).filter(|it| it.expires_at > soon) {
            let known = Pairing { expires_at: soon, ..known.clone() };
            self.keep_pairing(id, known);
        }
        Done::Nothing
    }

    fn open_at(&self, id: Hash, now: Millis) -> Option<&Pairing> {
        self.known.pairings.get(&id).filter(|it| it.expires_at > now)
    }

    fn keep_pairing(&mut self, id: Hash, pairing: Pairing) {
        self.plan.pairings.insert(id, Some(pairing.clone()));
        self.known.pairings.insert(id, pairing);
    }
}
