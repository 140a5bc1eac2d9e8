//! Re-entry keys: each belongs to one device, and can do one thing, once: take in another key in the
//! place of that device.

use super::{Chain, NotALink};
use crate::{
    account::Claim,
    limit::{REENTRIES_MAX, REENTRIES_PER_DEVICE_MAX},
    signed::{PublicKey, Purpose, Signed},
};

impl Chain {
    /// The re-entry key of a device that speaks for the account, if it keeps one that was never used.
    pub fn reentry_of(&self, device: PublicKey) -> Option<PublicKey> {
        let device = self.keys.active().find(|it| it.key == device)?;
        device.reentry.filter(|it| !self.is_used(*it))
    }

    /// Whether the server may tell a device what wraps this re-entry key: the one that it keeps, or
    /// a new one, which it is about to keep. Of an account that is to be deleted there is neither.
    pub fn may_unwrap(&self, device: PublicKey, reentry: PublicKey) -> bool {
        let open = self.keys.closed_at.is_none() && self.keys.is_active(device);
        open && (self.reentry_of(device) == Some(reentry) || self.was_never(reentry).is_ok())
    }

    /// Whether a device may keep this re-entry key.
    pub(super) fn may_keep(&self, key: PublicKey, by: PublicKey) -> Result<(), NotALink> {
        if !self.keys.is_active(by) {
            return Err(NotALink::NoDevice);
        }
        self.was_never(key)?;
        let kept = || self.steps.iter().filter(|it| matches!(it.claim, Claim::AddReentry { .. }));
        let full = kept().count() >= REENTRIES_MAX
            || kept().filter(|it| it.by == by).count() >= REENTRIES_PER_DEVICE_MAX;
        if full { Err(NotALink::TooMany) } else { Ok(()) }
    }

    /// Whether a re-entry key may take in a device in the place of its own.
    pub(super) fn may_reenter(
        &self,
        key: PublicKey,
        consent: &Signed,
        by: PublicKey,
    ) -> Result<(), NotALink> {
        // Also where an undo has taken back what it did: whoever used it has it still.
        if self.is_used(by) {
            return Err(NotALink::TurnedAway);
        }
        if self.keys.keeper(by).is_none() {
            return Err(NotALink::Stranger);
        }
        if self.keys.closed_at.is_some() {
            return Err(NotALink::Closed);
        }
        self.consented(Purpose::Consent, key, consent)?;
        self.was_never(key)
    }

    /// Whether a key is new to the account in every way. It must never have been a recovery key
    /// either: an undo could make it one again.
    fn was_never(&self, key: PublicKey) -> Result<(), NotALink> {
        self.is_new(key)?;
        if self.steps.iter().any(|it| it.rank(key).is_some()) { Err(NotALink::Known) } else { Ok(()) }
    }

    fn is_used(&self, reentry: PublicKey) -> bool {
        self.steps.iter().any(|it| it.by == reentry && matches!(it.claim, Claim::Reenter { .. }))
    }
}
