//! Who may say what now. Undoing is another matter.

use super::{Chain, NotALink};
use crate::{
    account::{Claim, Consent, Scope},
    limit::{DEVICES_MAX, PROGRAM_MILLIS_MAX, PROGRAMS_MAX, RECOVERY_KEYS_MAX},
    number::Millis,
    signed::{PublicKey, Purpose, Signed},
};

impl Chain {
    /// Whether the key may say this now.
    pub(super) fn may_claim(&self, claim: &Claim, by: PublicKey, time: Millis) -> Result<(), NotALink> {
        if let Claim::Reenter { key, consent } = claim {
            return self.may_reenter(*key, consent, by);
        }
        if !self.keys.may_speak(by) {
            return Err(NotALink::Stranger);
        }
        match (self.keys.closed_at, claim) {
            (Some(_), Claim::Reopen {}) => return Ok(()),
            (Some(_), Claim::RevokeKey { .. }) => {}
            (Some(_), _) => return Err(NotALink::Closed),
            (None, _) => {}
        }
        match claim {
            Claim::Open { .. } => Err(NotALink::Known),
            Claim::AddKey { key, consent, .. } => {
                self.consented(Purpose::Consent, *key, consent)?;
                self.may_add(*key)
            }
            Claim::RevokeKey { key } => {
                if self.keys.keeper(*key).is_none() {
                    self.belongs(*key)?;
                }
                if self.keys.outlives(&[*key]) { Ok(()) } else { Err(NotALink::LastKey) }
            }
            Claim::NameKey { key, .. } => self.belongs(*key),
            Claim::SetRecovery { keys } => self.may_recover(keys),
            Claim::Undo { .. } => Err(NotALink::NoSuchPast),
            Claim::Close {} => Ok(()),
            Claim::Reopen {} => Err(NotALink::NotClosed),
            Claim::AddProgram { key, scopes, until, consent, .. } => {
                self.consented(Purpose::Program, *key, consent)?;
                self.may_let_in(*key, scopes, *until, time)
            }
            Claim::AddReentry { key, consent } => {
                self.consented(Purpose::Reentry, *key, consent)?;
                self.may_keep(*key, by)
            }
            Claim::Reenter { .. } => Err(NotALink::Stranger),
        }
    }

    fn belongs(&self, key: PublicKey) -> Result<(), NotALink> {
        let belongs = self.keys.is_active(key) || self.keys.is_program(key);
        if belongs { Ok(()) } else { Err(NotALink::Unknown) }
    }

    /// A key that was ever turned away stays away, also when an undo has made the account forget.
    fn is_turned_away(&self, key: PublicKey) -> bool {
        self.ever.contains(&key) && !self.keys.is_active(key)
    }

    pub(super) fn consented(
        &self,
        purpose: Purpose,
        key: PublicKey,
        consent: &Signed,
    ) -> Result<(), NotALink> {
        let word: Consent = consent.open(purpose)?;
        let fits = consent.key == key && word.account == self.id && word.server == self.server;
        if fits { Ok(()) } else { Err(NotALink::Unasked) }
    }

    fn may_add(&self, key: PublicKey) -> Result<(), NotALink> {
        self.is_new(key)?;
        if self.keys.active().count() >= DEVICES_MAX { Err(NotALink::TooMany) } else { Ok(()) }
    }

    /// A key is a device once, a program once, or a re-entry key once.
    pub(super) fn is_new(&self, key: PublicKey) -> Result<(), NotALink> {
        if self.keys.is_active(key) || self.keys.is_program(key) || self.keys.keeper(key).is_some() {
            return Err(NotALink::Known);
        }
        if self.is_turned_away(key) { Err(NotALink::TurnedAway) } else { Ok(()) }
    }

    /// Recovery keys as they may be set: few, usable, each once, no program, no re-entry key, and
    /// none that was turned away.
    fn may_recover(&self, keys: &[PublicKey]) -> Result<(), NotALink> {
        if keys.len() > RECOVERY_KEYS_MAX {
            return Err(NotALink::TooMany);
        }
        each_once(keys)?;
        for key in keys {
            key.check()?;
            if self.keys.is_program(*key) || self.keys.keeper(*key).is_some() {
                return Err(NotALink::Known);
            }
            if self.is_turned_away(*key) {
                return Err(NotALink::TurnedAway);
            }
        }
        let someone = !keys.is_empty() || self.keys.active().next().is_some();
        if someone { Ok(()) } else { Err(NotALink::LastKey) }
    }

    /// A program as it may be let in: a new key that speaks for nothing else, some scopes, a time.
    fn may_let_in(
        &self,
        key: PublicKey,
        scopes: &[Scope],
        until: Millis,
        time: Millis,
    ) -> Result<(), NotALink> {
        self.is_new(key)?;
        if self.keys.rank(key).is_some() {
            return Err(NotALink::Known);
        }
        each_once(scopes)?;
        if scopes.is_empty() {
            return Err(NotALink::NoScope);
        }
        if until <= time || until.0 > time.0.saturating_add(PROGRAM_MILLIS_MAX) {
            return Err(NotALink::NoTime);
        }
        let active = self.keys.programs.iter().filter(|it| it.is_active(time)).count();
        if active >= PROGRAMS_MAX { Err(NotALink::TooMany) } else { Ok(()) }
    }

    /// Whether whoever undoes to this place may turn these keys away there: one that speaks there,
    /// and not everybody.
    pub(super) fn may_turn_away(&self, at: usize, by: PublicKey, away: &[PublicKey]) -> Result<(), NotALink> {
        if away.is_empty() {
            return Ok(());
        }
        each_once(away)?;
        let keys = self.keys_at(at);
        if !keys.may_speak(by) {
            return Err(NotALink::Stranger);
        }
        if !away.iter().all(|key| keys.is_active(*key) || keys.is_program(*key)) {
            return Err(NotALink::Unknown);
        }
        if keys.outlives(away) { Ok(()) } else { Err(NotALink::LastKey) }
    }
}

fn each_once<T: PartialEq>(all: &[T]) -> Result<(), NotALink> {
    let twice = all.iter().enumerate().any(|(at, it)| all[..at].contains(it));
    if twice { Err(NotALink::Twice) } else { Ok(()) }
}
