//! Which keys speak for an account at one moment.

use rules::TextRef;

use super::{Claim, Program, Scope};
use crate::{number::Millis, signed::PublicKey};

/// A device that speaks for the account, or once did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub key: PublicKey,
    /// What its owner calls it; none for the first until it is named.
    pub name: Option<TextRef>,
    pub added_at: Millis,
    /// Who took it in; itself, if it opened the account; a re-entry key, if it came back by itself.
    pub added_by: PublicKey,
    /// A device that was turned away never comes back: it makes itself a new key.
    pub revoked_at: Option<Millis>,
    /// The key that may take in another one in its place, if it keeps one. Whether that was used
    /// already in a part that is undone, [`Chain::reentry_of`](super::Chain::reentry_of) knows.
    pub reentry: Option<PublicKey>,
}

/// The keys of an account, folded from its statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// In the order they came.
    pub devices: Vec<Device>,
    /// The highest first.
    pub recovery: Vec<PublicKey>,
    /// In the order they came.
    pub programs: Vec<Program>,
    /// Since when the account is to be deleted, if it is.
    pub closed_at: Option<Millis>,
}

impl Keys {
    /// The devices that may speak for the account.
    pub fn active(&self) -> impl Iterator<Item = &Device> {
        self.devices.iter().filter(|it| it.revoked_at.is_none())
    }

    /// Whether this device may speak for the account.
    pub fn is_active(&self, key: PublicKey) -> bool {
        self.active().any(|it| it.key == key)
    }

    /// The program of this key, if it may act at this moment.
    pub fn program(&self, key: PublicKey, now: Millis) -> Option<&Program> {
        self.programs.iter().find(|it| it.key == key && it.is_active(now))
    }

    /// Whether the key may sign commands at this moment.
    pub fn may_command(&self, key: PublicKey, now: Millis) -> bool {
        self.is_active(key) || self.program(key, now).is_some_and(|it| it.has(Scope::WriteCharacters))
    }

    /// Whether the key is a program's that was not turned away, though its time may be over.
    pub(super) fn is_program(&self, key: PublicKey) -> bool {
        self.programs.iter().any(|it| it.key == key && it.revoked_at.is_none())
    }

    /// The device that keeps this re-entry key.
    pub(super) fn keeper(&self, reentry: PublicKey) -> Option<&Device> {
        self.active().find(|it| it.reentry == Some(reentry))
    }

    /// Place among the recovery keys, the highest first; none for a key that is none.
    pub fn rank(&self, key: PublicKey) -> Option<usize> {
        rank(&self.recovery, key)
    }

    /// Whether the key may make statements.
    pub fn may_speak(&self, key: PublicKey) -> bool {
        self.is_active(key) || self.rank(key).is_some()
    }

    /// Folds in a claim that was checked. Where an undo goes back to is not for the keys to know.
    pub(super) fn fold(&mut self, claim: &Claim, by: PublicKey, time: Millis) {
        match claim {
            Claim::Open { key, .. } => self.devices.push(Device::new(*key, None, by, time)),
            Claim::AddKey { key, name, .. } => self.devices.push(Device::new(*key, Some(*name), by, time)),
            Claim::RevokeKey { key } => self.turn_away(*key, time),
            Claim::NameKey { key, name } => {
                self.devices.iter_mut().filter(|it| it.key == *key).for_each(|it| it.name = Some(*name));
                self.programs.iter_mut().filter(|it| it.key == *key).for_each(|it| it.name = *name);
            }
            Claim::SetRecovery { keys } => self.recovery.clone_from(keys),
            Claim::Undo { away, .. } => {
                away.iter().for_each(|key| self.turn_away(*key, time));
                // The days to think it over begin anew: what was closed long ago would else be
                // gone the moment it is closed again.
                self.closed_at = self.closed_at.map(|_| time);
            }
            Claim::Close {} => self.closed_at = Some(time),
            Claim::Reopen {} => self.closed_at = None,
            Claim::AddProgram { key, name, scopes, until, .. } => self.programs.push(Program {
                key: *key,
                name: *name,
                scopes: scopes.clone(),
                until: *until,
                added_at: time,
                added_by: by,
                revoked_at: None,
            }),
            Claim::AddReentry { key, .. } => {
                self.devices.iter_mut().filter(|it| it.key == by).for_each(|it| it.reentry = Some(*key));
            }
            Claim::Reenter { key, .. } => {
                let Some((lost, name)) = self.keeper(by).map(|it| (it.key, it.name)) else { return };
                self.turn_away(lost, time);
                self.devices.push(Device::new(*key, name, by, time));
            }
        }
    }

    fn turn_away(&mut self, key: PublicKey, time: Millis) {
        self.devices.iter_mut().filter(|it| it.key == key).for_each(|it| it.revoked_at = Some(time));
        let kept = |it: &&mut Device| it.key == key || it.reentry == Some(key);
        self.devices.iter_mut().filter(kept).for_each(|it| it.reentry = None);
        self.programs.iter_mut().filter(|it| it.key == key).for_each(|it| it.revoked_at = Some(time));
        // Else a stolen device that is also a recovery key would still speak.
        self.recovery.retain(|it| *it != key);
    }

    /// Whether somebody could still speak for the account without these keys.
    pub(super) fn outlives(&self, away: &[PublicKey]) -> bool {
        let mut all = self.active().map(|it| &it.key).chain(&self.recovery);
        all.any(|it| !away.contains(it))
    }
}

impl Device {
    fn new(key: PublicKey, name: Option<TextRef>, added_by: PublicKey, added_at: Millis) -> Self {
        Self { key, name, added_at, added_by, revoked_at: None, reentry: None }
    }
}

/// Place of a key among recovery keys, the highest first.
pub(super) fn rank(recovery: &[PublicKey], key: PublicKey) -> Option<usize> {
    recovery.iter().position(|it| *it == key)
}
