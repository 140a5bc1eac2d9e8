//! An account's chain as it is kept, and what is projected of it: its devices and recovery keys.

use rules::Hash;
use wire::{
    Link, Millis, PublicKey, Signed,
    account::{Chain, NotALink, Scope},
};

use crate::error::StoreError;

/// A chain, checked link by link, and when each recovery key first was one. That time outlives
/// a hostile change and its undoing, so nobody gets before the first in between.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) chain: Chain,
    since: Vec<(PublicKey, Millis)>,
}

/// What is projected of a device.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct KeyRow {
    pub(crate) account_id: String,
    pub(crate) place: i64,
    pub(crate) key: Vec<u8>,
    pub(crate) added_at: i64,
    pub(crate) revoked_at: Option<i64>,
    /// The id of the text that names it.
    pub(crate) name: Option<String>,
}

/// What is projected of a key that is a recovery key, or once was.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct RecoveryRow {
    pub(crate) account_id: String,
    pub(crate) key: Vec<u8>,
    pub(crate) place: Option<i64>,
    pub(crate) since: i64,
}

/// What is projected of a program.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct ProgramRow {
    pub(crate) account_id: String,
    pub(crate) place: i64,
    pub(crate) key: Vec<u8>,
    /// The id of the text that names it.
    pub(crate) name: String,
    pub(crate) scopes: String,
    pub(crate) added_at: i64,
    pub(crate) ends_at: i64,
    pub(crate) revoked_at: Option<i64>,
}

/// A statement as the journal keeps it: the row's body and time.
pub(crate) fn link(body: &str, time: i64) -> Result<Link, StoreError> {
    let signed: Signed = serde_json::from_str(body).map_err(StoreError::corrupt)?;
    Ok(Link { signed, time: Millis(time) })
}

impl Kept {
    pub(crate) fn begin(link: &Link) -> Result<Self, NotALink> {
        Ok(Self { chain: Chain::begin(&link.signed, link.time)?, since: Vec::new() })
    }

    /// Checks a statement and adds it. On a refusal nothing has changed.
    pub(crate) fn push(&mut self, link: &Link) -> Result<(), NotALink> {
        self.chain.push(&link.signed, link.time)?;
        for key in &self.chain.keys().recovery {
            if self.since.iter().all(|(known, _)| known != key) {
                self.since.push((*key, link.time));
            }
        }
        Ok(())
    }

    /// A whole chain from its links; none from none.
    pub(crate) fn read(links: &[Link]) -> Result<Option<Self>, NotALink> {
        let Some((first, rest)) = links.split_first() else { return Ok(None) };
        let mut kept = Self::begin(first)?;
        for link in rest {
            kept.push(link)?;
        }
        Ok(Some(kept))
    }

    /// When the last statement was taken in.
    pub(crate) fn time(&self) -> Millis {
        self.chain.statements().next_back().map_or(Millis(0), |(_, time, ..)| time)
    }

    /// Whether these very bytes, by this very key, are among the statements.
    pub(crate) fn holds(&self, signed: &Signed, hash: Hash) -> bool {
        self.chain.statements().any(|(it, _, by, _)| it == hash && by == signed.key)
    }

    pub(crate) fn active(&self) -> Vec<PublicKey> {
        self.chain.keys().active().map(|it| it.key).collect()
    }

    pub(crate) fn key_rows(&self) -> Vec<KeyRow> {
        let account_id = self.chain.id().to_string();
        let devices = self.chain.keys().devices.iter().zip(0..);
        devices
            .map(|(device, place)| KeyRow {
                account_id: account_id.clone(),
                place,
                key: device.key.0.to_vec(),
                added_at: device.added_at.0,
                revoked_at: device.revoked_at.map(|it| it.0),
                name: device.name.map(|it| it.id.to_string()),
            })
            .collect()
    }

    pub(crate) fn program_rows(&self) -> Vec<ProgramRow> {
        let account_id = self.chain.id().to_string();
        let programs = self.chain.keys().programs.iter().zip(0..);
        programs
            .map(|(program, place)| ProgramRow {
                account_id: account_id.clone(),
                place,
                key: program.key.0.to_vec(),
                name: program.name.id.to_string(),
                scopes: crate::program::written(&program.scopes),
                added_at: program.added_at.0,
                ends_at: program.until.0,
                revoked_at: program.revoked_at.map(|it| it.0),
            })
            .collect()
    }

    /// Programs that may sign commands, and until when.
    pub(crate) fn writing(&self) -> Vec<(PublicKey, Millis)> {
        let programs = self.chain.keys().programs.iter();
        let may = programs.filter(|it| it.revoked_at.is_none() && it.has(Scope::WriteCharacters));
        may.map(|it| (it.key, it.until)).collect()
    }

    /// Since when the account is closed.
    pub(crate) fn closed_at(&self) -> Option<Millis> {
        self.chain.keys().closed_at
    }

    /// In the order in which they first were ones.
    pub(crate) fn recovery_rows(&self) -> Vec<RecoveryRow> {
        let account_id = self.chain.id().to_string();
        let keys = self.since.iter();
        keys.map(|(key, since)| RecoveryRow {
            account_id: account_id.clone(),
            key: key.0.to_vec(),
            place: self.chain.keys().rank(*key).map(|it| it as i64),
            since: since.0,
        })
        .collect()
    }
}
