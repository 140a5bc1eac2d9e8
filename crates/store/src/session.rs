//! Who is logged in: sessions, their lineages, and the way out on all devices.

use std::collections::HashSet;

use rules::{AccountId, Hash};
use wire::{Millis, PublicKey, SessionView};

use crate::{
    Store, StoreError, limit,
    read::{self, KeyStanding},
    submission::NewSession,
    writer::Job,
};

/// A session that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub view: SessionView,
    /// The same for all sessions that one browser renewed out of each other. Says nothing of the
    /// token.
    pub lineage: [u8; 16],
}

impl Store {
    /// Uses the nonce and begins the session, both or neither.
    ///
    /// # Errors
    /// `ACCOUNT_UNKNOWN`, `KEY_UNKNOWN`, `NONCE_REUSED`; and `SESSION_ENDED` when the browser
    /// renews by itself although its device was logged out everywhere. By hand, that is forgotten.
    pub async fn log_in(&self, login: NewSession, now: Millis) -> Result<(), StoreError> {
        self.ask(|reply| Job::LogIn { login: Box::new(login), now, reply }).await?
    }

    pub async fn log_out(&self, token_hash: Hash) -> Result<(), StoreError> {
        self.ask(|reply| Job::LogOut { token_hash, reply }).await?
    }

    /// Ends all sessions of an account. None of its devices renews by itself any more.
    pub async fn log_out_everywhere(&self, account: AccountId, now: Millis) -> Result<(), StoreError> {
        self.ask(|reply| Job::LogOutEverywhere { account, now, reply }).await?
    }

    /// Finds a session that has not ended. Now and then notes that it was seen.
    pub async fn session(&self, token_hash: Hash, now: Millis) -> Result<Option<Session>, StoreError> {
        let Some(found) = read::session::find(&self.inner.engine, token_hash, now).await? else {
            return Ok(None);
        };
        if now.0 - found.seen_at.0 > limit::SEEN_EVERY_MILLIS {
            // Nobody waits for this note, and a full queue may lose it.
            let _ = self.inner.jobs.try_send(Job::Seen { token_hash, now });
        }
        Ok(Some(found.session))
    }

    /// Which of these lineages still have a session: one query for each thousand.
    pub async fn alive(&self, lineages: &[[u8; 16]], now: Millis) -> Result<HashSet<[u8; 16]>, StoreError> {
        read::session::alive(&self.inner.engine, lineages, now).await
    }

    pub async fn has_key(&self, account: AccountId, key: PublicKey) -> Result<KeyStanding, StoreError> {
        read::session::key_standing(&self.inner.engine, account, key).await
    }

    /// Forgets sessions, nonces and pairings that ended.
    pub async fn sweep(&self, now: Millis) -> Result<(), StoreError> {
        self.ask(|reply| Job::Sweep { now, reply }).await?
    }
}
