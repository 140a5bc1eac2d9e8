//! What is kept: the journal, its projections, sessions and texts. The only crate that knows
//! sqlx. Knows no HTTP and no screen. All writes go through one writer; reads go beside it.

mod account;
mod chain;
mod dice;
mod engine;
mod erasure;
mod error;
mod export;
mod feed;
mod keys;
pub mod limit;
mod owner;
mod pairing;
mod program;
mod read;
mod rebuild;
mod row;
mod seal;
mod session;
mod signer;
mod submission;
mod text_keys;
mod writer;

use std::{path::PathBuf, sync::Arc};

use rules::{AccountId, Hash, StreamId};
use sha2::{Digest, Sha256};
use tokio::sync::{mpsc, oneshot, watch};
use wire::{Answer, CharacterView, HistoryView, Millis, Position, PublicKey, Purpose, RosterView, Signed};

pub use dice::{DiceRolled, refused_dice};
pub use engine::Database;
pub use error::{OpenError, StoreError};
pub use feed::{Fed, FedWhat};
pub use owner::{NewDeed, reset_ownership};
pub use program::Acting;
pub use read::{KeyStanding, Totals};
pub use rebuild::Rebuilt;
pub use session::Session;
pub use submission::{NewSession, NewStatement, Place, Submission};

use dice::Promises;
use engine::Engine;
use keys::ServerKeys;
use signer::Signer;
use writer::{Decided, Job, Writer};

/// Where things are kept.
#[derive(Clone, Debug)]
pub struct Options {
    pub database: Database,
    /// Folder of the server's own keys. They are not in the database, nor in its backups.
    pub keys: PathBuf,
    /// Most connections that read at the same time.
    pub readers: u32,
}

/// A handle on everything that is kept. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    keys: ServerKeys,
    signer: Signer,
    promises: Promises,
    incarnation: StreamId,
    jobs: mpsc::Sender<Job>,
    /// Where the journal stands; the writer moves it.
    head: watch::Sender<Position>,
}

/// How busy the store is.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    pub size: u32,
    pub idle: u32,
    /// Jobs that wait for the writer.
    pub queue: usize,
}

impl Store {
    /// Opens or makes what is kept: migrates (an SQLite file is copied first), and starts the
    /// writer. Must be called within a Tokio runtime.
    pub async fn open(options: Options) -> Result<Self, OpenError> {
        let keys = ServerKeys::load_or_make(&options.keys)?;
        let engine = Engine::open(&options.database, options.readers).await?;
        text_keys::move_out(&engine, &keys.texts).await.map_err(OpenError::Keys)?;
        writer::erase_listed(&engine, &keys).await.map_err(OpenError::Keys)?;
        let incarnation = engine.incarnation().await?;
        let (jobs, inbox) = mpsc::channel(limit::QUEUE_JOBS_MAX);
        let head = watch::Sender::new(engine.head().await?);
        Writer::start(engine.clone(), keys.clone(), incarnation, head.clone(), inbox);
        let (signer, promises) = (keys.signer(), Promises::default());
        Ok(Self { inner: Arc::new(Inner { engine, keys, signer, promises, incarnation, jobs, head }) })
    }

    /// Lets the writer finish what waits, then closes everything. Later writes are refused.
    pub async fn close(&self) {
        // The writer goes last: only a connection that may write moves SQLite's log into the file.
        self.inner.engine.close().await;
        let _ = self.ask(Job::Close).await;
    }

    pub fn server_key(&self) -> PublicKey {
        self.inner.keys.public()
    }

    /// Changes when the journal is restored from a backup.
    pub fn incarnation(&self) -> StreamId {
        self.inner.incarnation
    }

    /// `sqlite` or `postgres`.
    pub fn engine(&self) -> &'static str {
        self.inner.engine.name()
    }

    /// A secret of this server for one purpose, derived from its own key.
    pub fn secret(&self, purpose: &str) -> [u8; 32] {
        self.inner.keys.secret(purpose)
    }

    pub async fn ping(&self) -> Result<(), StoreError> {
        self.inner.engine.ping().await
    }

    pub fn pool(&self) -> Pool {
        let (size, idle) = self.inner.engine.pool();
        let queue = self.inner.jobs.max_capacity() - self.inner.jobs.capacity();
        Pool { size, idle, queue }
    }

    /// Decides a command and keeps what comes of it. Once this was called the command runs to
    /// its end, even when the caller goes away. An answer means: durable.
    pub async fn command(&self, submission: Submission, now: Millis) -> Result<Answer, StoreError> {
        let decided =
            self.ask(|reply| Job::Command { submission: Box::new(submission), now, reply }).await??;
        self.answer(decided).await
    }

    pub async fn totals(&self, now: Millis) -> Result<Totals, StoreError> {
        read::totals(&self.inner.engine, now).await
    }

    /// All characters of an account, the one that changed last first.
    pub async fn roster(&self, account: AccountId) -> Result<RosterView, StoreError> {
        read::roster(&self.inner.engine, &self.inner.keys, account).await
    }

    /// One character, for its owner. To anyone else it is not there.
    pub async fn character(
        &self,
        viewer: AccountId,
        id: StreamId,
    ) -> Result<Option<CharacterView>, StoreError> {
        read::character(&self.inner.engine, &self.inner.keys, viewer, id).await
    }

    /// A character's whole stream, for its owner.
    pub async fn history(&self, viewer: AccountId, id: StreamId) -> Result<Option<HistoryView>, StoreError> {
        read::history(&self.inner.engine, &self.inner.keys, viewer, id).await
    }

    /// Walks every chain, folds every stream and compares with the projections.
    pub async fn rebuild(&self) -> Result<Rebuilt, StoreError> {
        rebuild::compare(&self.inner.engine).await
    }

    /// The same walk, and what differs is written anew from the events.
    pub async fn restore_projections(&self) -> Result<Rebuilt, StoreError> {
        self.ask(|reply| Job::RestoreProjections { reply }).await?
    }

    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<T>) -> Job) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.inner.jobs.send(job(reply)).await.map_err(|_gone| StoreError::Closed)?;
        answer.await.map_err(|_gone| StoreError::Lost)
    }

    /// Signs the receipt here, beside the writer rather than in it: the same bytes always get the
    /// same signature.
    async fn answer(&self, decided: Decided) -> Result<Answer, StoreError> {
        let receipt = self.inner.keys.sign(decided.receipt);
        let events = match decided.events {
            Some(events) => events,
            None => self.events_of(&receipt).await?,
        };
        Ok(Answer { receipt, events, character: decided.character.map(|it| *it) })
    }

    async fn events_of(&self, receipt: &Signed) -> Result<Vec<wire::Recorded>, StoreError> {
        let receipt: wire::Receipt = receipt.read(Purpose::Receipt).map_err(StoreError::corrupt)?;
        match receipt.outcome {
            wire::Outcome::Applied { stream, first, last } => {
                read::events(&self.inner.engine, stream, first, last).await
            }
            wire::Outcome::Refused { .. } => Ok(Vec::new()),
        }
    }
}

/// SHA-256, as everything here is hashed.
pub fn hash(bytes: &[u8]) -> Hash {
    Hash(Sha256::digest(bytes).into())
}

#[cfg(test)]
mod tests;
