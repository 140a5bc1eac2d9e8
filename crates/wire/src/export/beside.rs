//! What a server knows of an account beside its chain and its journal, as it stood when the file
//! was made. Only the server says so: nobody else has signed any of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{number::Millis, signed::PublicKey};

/// Came with version 2 of the format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    pub devices: Vec<DeviceSeen>,
    pub sessions: Vec<SessionOpen>,
    pub programs: Vec<ProgramSeen>,
    /// Since when the account is the owner's of this server, if it is.
    pub owner_since: Option<Millis>,
    /// Why nobody can log in, if an owner shut the account out.
    pub lock: Option<Locked>,
    /// What owners did to this account, the first first.
    pub deeds: Vec<DeedDone>,
}

/// When a device was here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceSeen {
    pub key: PublicKey,
    /// When it last had a session, to some minutes.
    pub seen_at: Option<Millis>,
    /// When it was logged out everywhere, if it has not come back by hand since.
    pub ended_at: Option<Millis>,
}

/// Who was logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionOpen {
    pub key: PublicKey,
    pub began_at: Millis,
    pub seen_at: Millis,
    pub expires_at: Millis,
}

/// When a program that may still act last came with its token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgramSeen {
    pub key: PublicKey,
    pub used_at: Option<Millis>,
}

/// Why an account is shut out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    pub since: Millis,
    pub why: String,
}

/// A row of the log of what owners did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeedDone {
    pub time: Millis,
    /// A word of the log, such as `locked.v1`.
    pub deed: String,
    pub detail: String,
}

impl Beside {
    /// Hands each thing to the digest, in the order in which it stands here: each list with its
    /// length before it, and what may be missing as a list of none or one.
    pub(super) fn parts(&self, part: &mut impl FnMut(&[u8])) {
        length(part, self.devices.len());
        for it in &self.devices {
            part(&it.key.0);
            maybe(part, it.seen_at);
            maybe(part, it.ended_at);
        }
        length(part, self.sessions.len());
        for it in &self.sessions {
            part(&it.key.0);
            for time in [it.began_at, it.seen_at, it.expires_at] {
                part(&time.0.to_be_bytes());
            }
        }
        length(part, self.programs.len());
        for it in &self.programs {
            part(&it.key.0);
            maybe(part, it.used_at);
        }
        maybe(part, self.owner_since);
        length(part, usize::from(self.lock.is_some()));
        if let Some(it) = &self.lock {
            part(&it.since.0.to_be_bytes());
            part(it.why.as_bytes());
        }
        length(part, self.deeds.len());
        for it in &self.deeds {
            part(&it.time.0.to_be_bytes());
            part(it.deed.as_bytes());
            part(it.detail.as_bytes());
        }
    }
}

fn length(part: &mut impl FnMut(&[u8]), many: usize) {
    part(&(many as u32).to_be_bytes());
}

/// A time that may be missing.
fn maybe(part: &mut impl FnMut(&[u8]), time: Option<Millis>) {
    length(part, usize::from(time.is_some()));
    if let Some(it) = time {
        part(&it.0.to_be_bytes());
    }
}
