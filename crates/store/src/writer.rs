//! The one writer of this process. It commits in groups: one durable transaction for all that
//! waits. It is a task of its own, so a caller that goes away cancels nothing.

mod erase;
mod group;
mod load;
mod memory;
mod plan;
mod rows;

use std::{panic::AssertUnwindSafe, time::Instant};

use futures::FutureExt;
use rules::{AccountId, Hash, StreamId};
use tokio::sync::{mpsc, oneshot, watch};
use wire::{CharacterView, ErrorCode, Millis, Position, Recorded, error, pairing::PairingPost};

use crate::{
    chain::Kept,
    dice::Taken,
    engine::{Connected, Engine},
    error::StoreError,
    keys::ServerKeys,
    limit,
    owner::NewDeed,
    pairing::Asking,
    program::ProgramJob,
    rebuild::{self, Rebuilt},
    submission::{NewSession, NewStatement, Submission},
};
use group::{Done, Verdict};
use memory::Memory;

pub(crate) use erase::erase_listed;
pub(crate) use rows::account::{all_closed, all_keys, all_programs, all_recovery_keys};

pub(crate) type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

/// What the writer can be asked for.
pub(crate) enum Job {
    Command {
        submission: Box<Submission>,
        now: Millis,
        reply: Reply<Decided>,
    },
    /// With the chain as it was read before; what came in between is read inside the transaction.
    Statement {
        statement: Box<NewStatement>,
        chain: Option<Box<Kept>>,
        now: Millis,
        reply: Reply<(AccountId, Hash)>,
    },
    LogIn {
        login: Box<NewSession>,
        now: Millis,
        reply: Reply<()>,
    },
    LogOut {
        token_hash: Hash,
        reply: Reply<()>,
    },
    LogOutEverywhere {
        account: AccountId,
        now: Millis,
        reply: Reply<()>,
    },
    OpenPairing {
        post: PairingPost,
        account: AccountId,
        now: Millis,
        reply: Reply<Millis>,
    },
    AskPairing {
        id: Hash,
        asking: Box<Asking>,
        now: Millis,
        reply: Reply<()>,
    },
    Program {
        what: ProgramJob,
        reply: Reply<()>,
    },
    Owner {
        what: Box<OwnerJob>,
        now: Millis,
        reply: Reply<bool>,
    },
    EndPairing {
        id: Hash,
        now: Millis,
    },
    BeginDice {
        stream: StreamId,
        now: Millis,
        reply: Reply<()>,
    },
    TakeLink {
        stream: StreamId,
        now: Millis,
        reply: Reply<Taken>,
    },
    Seen {
        token_hash: Hash,
        now: Millis,
    },
    Sweep {
        now: Millis,
        reply: Reply<()>,
    },
    RestoreProjections {
        reply: Reply<Rebuilt>,
    },
    Erase {
        now: Millis,
        reply: Reply<usize>,
    },
    Close(oneshot::Sender<()>),
}

/// What concerns the owner of this server.
pub(crate) enum OwnerJob {
    /// A one-time token stands in the log, if there is no owner.
    Offer {
        token_hash: Hash,
    },
    /// Somebody came by it.
    Claim {
        token_hash: Hash,
        account: AccountId,
    },
    Deed(NewDeed),
}

/// What came of a command.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    /// The receipt's bytes, ready to be signed.
    pub(crate) receipt: Vec<u8>,
    /// None when the receipt is an old one, and whoever asks reads the events itself.
    pub(crate) events: Option<Vec<Recorded>>,
    /// The whole character, when it has just begun.
    pub(crate) character: Option<Box<CharacterView>>,
}

pub(crate) struct Writer {
    engine: Engine,
    /// None after a failure: a connection that saw one is not trusted again.
    connection: Option<Connected>,
    memory: Memory,
    keys: ServerKeys,
    incarnation: StreamId,
    /// Tells whoever waits where the journal stands.
    head: watch::Sender<Position>,
}

impl Writer {
    pub(crate) fn start(
        engine: Engine,
        keys: ServerKeys,
        incarnation: StreamId,
        head: watch::Sender<Position>,
        inbox: mpsc::Receiver<Job>,
    ) {
        let writer = Self { engine, connection: None, memory: Memory::default(), keys, incarnation, head };
        tokio::spawn(writer.run(inbox));
    }

    async fn run(mut self, mut inbox: mpsc::Receiver<Job>) {
        while let Some(first) = inbox.recv().await {
            // Whatever waits goes along. No timer: a lone command is committed at once, and while
            // the disk flushes, the next group gathers by itself.
            let mut group = vec![first];
            while group.len() < limit::GROUP_JOBS_MAX
                && let Ok(next) = inbox.try_recv()
            {
                group.push(next);
            }
            let closing = take_closing(&mut group);
            self.serve(group).await;
            if let Some(reply) = closing {
                inbox.close();
                while let Ok(left) = inbox.try_recv() {
                    self.serve(vec![left]).await;
                }
                if let Some(connection) = self.connection.take() {
                    let _ = connection.close().await;
                }
                let _ = reply.send(());
                return;
            }
        }
    }

    async fn serve(&mut self, mut group: Vec<Job>) {
        while let Some(at) = group.iter().position(|job| matches!(job, Job::RestoreProjections { .. })) {
            if let Job::RestoreProjections { reply } = group.remove(at) {
                let _ = reply.send(self.restore_projections().await);
            }
        }
        while let Some(at) = group.iter().position(|job| matches!(job, Job::Erase { .. })) {
            if let Job::Erase { now, reply } = group.remove(at) {
                let _ = reply.send(self.erase(now).await);
            }
        }
        if group.is_empty() {
            return;
        }
        match self.commit(&group).await {
            Ok(verdicts) => answer_each(group, verdicts),
            // One job that cannot be written must not take its neighbours with it.
            Err(_) if group.len() > 1 => {
                for job in group {
                    let alone = [job];
                    let verdicts = self.commit(&alone).await;
                    answer_each(alone.into(), verdicts.unwrap_or_else(|code| vec![Err(code.into())]));
                }
            }
            Err(code) => answer_each(group, vec![Err(code.into())]),
        }
    }

    /// Tries a group until it is durable. After any failure the connection and everything
    /// remembered are thrown away.
    async fn commit(&mut self, group: &[Job]) -> Result<Vec<Verdict>, &'static ErrorCode> {
        for attempt in 1.. {
            let tried = AssertUnwindSafe(self.attempt(group)).catch_unwind().await;
            let failure = match tried {
                Ok(Ok(verdicts)) => return Ok(verdicts),
                Ok(Err(failure)) => failure,
                Err(_) => StoreError::Lost,
            };
            self.connection = None;
            self.memory.forget();
            if !(failure.is_collision() && attempt < limit::GROUP_TRIES_MAX) {
                tracing::error!(group.jobs = group.len(), %failure, "A group was not committed");
                return Err(failure.code());
            }
        }
        Err(&error::STORAGE_BUSY)
    }

    async fn attempt(&mut self, group: &[Job]) -> Result<Vec<Verdict>, StoreError> {
        let began = Instant::now();
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.engine.connect().await?,
        };
        connection.begin().await?;
        let head = load::head(&mut connection).await?;
        self.memory.trust_only(head);
        let known = load::all(&mut connection, &mut self.memory, &self.keys, group).await?;
        let decided = group::decide(group, known, &mut self.memory, &self.keys, self.incarnation)?;
        if decided.plan.is_empty() {
            connection.roll_back().await?;
        } else {
            // Durable before the first row that needs them: an account without its key could not
            // read what it wrote.
            self.keys.texts.keep(&decided.plan.data_keys).await?;
            decided.plan.write(&mut connection, self.memory.head()).await?;
            let flushing = Instant::now();
            connection.commit().await?;
            metrics::histogram!("farlantern_flush_seconds").record(flushing.elapsed());
            metrics::histogram!("farlantern_commit_seconds").record(began.elapsed());
            metrics::histogram!("farlantern_group_commands").record(group.len() as f64);
        }
        self.connection = Some(connection);
        let stands_at = self.memory.head().position;
        self.head.send_if_modified(|it| std::mem::replace(it, stands_at.max(*it)) < stands_at);
        Ok(decided.verdicts)
    }

    async fn restore_projections(&mut self) -> Result<Rebuilt, StoreError> {
        self.memory.forget();
        let mut connection = self.engine.connect().await?;
        connection.begin().await?;
        load::head(&mut connection).await?;
        let rebuilt = rebuild::restore(&self.engine, &mut connection).await?;
        connection.commit().await?;
        Ok(rebuilt)
    }
}

fn take_closing(group: &mut Vec<Job>) -> Option<oneshot::Sender<()>> {
    let at = group.iter().position(|job| matches!(job, Job::Close(_)))?;
    match group.remove(at) {
        Job::Close(reply) => Some(reply),
        _ => None,
    }
}

/// Whoever asked may be gone by now; that changes nothing of what was done.
fn answer_each(group: Vec<Job>, verdicts: Vec<Verdict>) {
    for (job, verdict) in group.into_iter().zip(verdicts) {
        answer(job, verdict);
    }
}

fn answer(job: Job, verdict: Verdict) {
    match job {
        Job::Command { reply, .. } => {
            let _ = reply.send(verdict.and_then(Done::decided));
        }
        Job::Statement { reply, .. } => {
            let _ = reply.send(verdict.and_then(Done::stands));
        }
        Job::OpenPairing { reply, .. } => {
            let _ = reply.send(verdict.and_then(Done::open_until));
        }
        Job::Owner { reply, .. } => {
            let _ = reply.send(verdict.and_then(Done::did));
        }
        Job::TakeLink { reply, .. } => {
            let _ = reply.send(verdict.and_then(Done::took));
        }
        Job::LogIn { reply, .. }
        | Job::LogOut { reply, .. }
        | Job::LogOutEverywhere { reply, .. }
        | Job::AskPairing { reply, .. }
        | Job::Program { reply, .. }
        | Job::BeginDice { reply, .. }
        | Job::Sweep { reply, .. } => {
            let _ = reply.send(verdict.map(drop));
        }
        Job::Seen { .. }
        | Job::EndPairing { .. }
        | Job::RestoreProjections { .. }
        | Job::Erase { .. }
        | Job::Close(_) => {}
    }
}
