//! A group is decided job by job, in the order it came, each on what the ones before it left.

mod account;
mod dice;
mod owner;
mod pairing;
mod session;

use rules::{AccountId, CommandId, Event, Hash, StreamId, World, apply};
use wire::{
    CharacterSnapshot, CharacterView, Millis, Outcome, Position, PublicKey, Purpose, Receipt, Recorded, Row,
    Sequence, Signed, error, journal,
};

use super::{
    Decided, Job,
    load::{Known, OldReceipt},
    memory::{Head, Memory, Stream},
    plan::{Plan, ReceiptRow, StateRow, TextRow},
};
use crate::{
    dice::Taken, error::StoreError, keys::ServerKeys, row::EventRow, seal::DataKey, submission::Submission,
};

/// What came of one job; what is refused at the door leaves no trace.
pub(super) type Verdict = Result<Done, StoreError>;

pub(super) enum Done {
    Decided(Decided),
    /// An account, and the head of its chain.
    Stands(AccountId, Hash),
    /// A pairing is open until then.
    OpenUntil(Millis),
    /// Whether anything changed.
    Did(bool),
    /// A link of a stream of dice.
    Took(Taken),
    Nothing,
}

impl Done {
    pub(super) fn decided(self) -> Result<Decided, StoreError> {
        match self {
            Self::Decided(decided) => Ok(decided),
            _ => Err(StoreError::Lost),
        }
    }

    pub(super) fn stands(self) -> Result<(AccountId, Hash), StoreError> {
        match self {
            Self::Stands(account, head) => Ok((account, head)),
            _ => Err(StoreError::Lost),
        }
    }

    pub(super) fn did(self) -> Result<bool, StoreError> {
        match self {
            Self::Did(changed) => Ok(changed),
            _ => Err(StoreError::Lost),
        }
    }

    pub(super) fn took(self) -> Result<Taken, StoreError> {
        match self {
            Self::Took(taken) => Ok(taken),
            _ => Err(StoreError::Lost),
        }
    }

    pub(super) fn open_until(self) -> Result<Millis, StoreError> {
        match self {
            Self::OpenUntil(until) => Ok(until),
            _ => Err(StoreError::Lost),
        }
    }
}

pub(super) struct DecidedGroup {
    pub(super) plan: Plan,
    pub(super) verdicts: Vec<Verdict>,
}

pub(super) fn decide(
    group: &[Job],
    known: Known,
    memory: &mut Memory,
    keys: &ServerKeys,
    incarnation: StreamId,
) -> Result<DecidedGroup, StoreError> {
    let mut table = Table { plan: Plan::default(), known, memory, keys, incarnation };
    let mut verdicts = Vec::with_capacity(group.len());
    for job in group {
        verdicts.push(table.decide(job)?);
    }
    Ok(DecidedGroup { plan: table.plan, verdicts })
}

/// Everything on the writer's table while it decides a group.
struct Table<'a> {
    plan: Plan,
    known: Known,
    memory: &'a mut Memory,
    keys: &'a ServerKeys,
    incarnation: StreamId,
}

/// What stands in every journal row that one cause brings.
struct Cause<'a> {
    id: &'a str,
    key: PublicKey,
    now: Millis,
}

/// What is said of an account that was destroyed.
fn gone() -> StoreError {
    StoreError::because(
        &error::ACCOUNT_CLOSED,
        "This account was deleted. It cannot be opened again. To begin anew in this browser, remove the account from it in the settings.",
    )
}

/// What is said to who decided on what stands no more.
const CHARACTER_CHANGED: &str = "The character has changed since. Look again and decide anew.";

impl Table<'_> {
    fn decide(&mut self, job: &Job) -> Result<Verdict, StoreError> {
        match job {
            Job::Command { submission, now, .. } => self.command(submission, *now),
            Job::Statement { statement, now, .. } => self.statement(statement, *now),
            Job::LogIn { login, now, .. } => Ok(self.log_in(login, *now)),
            Job::LogOut { token_hash, .. } => Ok(Ok(self.log_out(*token_hash))),
            Job::LogOutEverywhere { account, now, .. } => Ok(self.log_out_everywhere(*account, *now)),
            Job::OpenPairing { post, account, now, .. } => Ok(self.open_pairing(post, *account, *now)),
            Job::AskPairing { id, asking, now, .. } => self.ask_pairing(*id, asking, *now),
            Job::EndPairing { id, now } => Ok(Ok(self.end_pairing(*id, *now))),
            Job::Program { what, .. } => {
                self.plan.programs.push(what.clone());
                Ok(Ok(Done::Nothing))
            }
            Job::Owner { what, now, .. } => Ok(self.own(what, *now)),
            Job::BeginDice { stream, now, .. } => Ok(self.begin_dice(*stream, *now)),
            Job::TakeLink { stream, now, .. } => Ok(self.take_link(*stream, *now)),
            Job::Seen { token_hash, now } => {
                self.plan.seen_sessions.push((*token_hash, *now));
                Ok(Ok(Done::Nothing))
            }
            Job::Sweep { now, .. } => {
                self.plan.sweep_at = Some(*now);
                Ok(Ok(Done::Nothing))
            }
            Job::RestoreProjections { .. } | Job::Erase { .. } | Job::Close(_) => Ok(Ok(Done::Nothing)),
        }
    }

    fn command(&mut self, submission: &Submission, now: Millis) -> Result<Verdict, StoreError> {
        let command = &submission.command;
        // Also what it was answered before: all is as if it were not there.
        if let Some(account) = self.memory.accounts.get(&command.account).filter(|it| it.closed) {
            let known = account.may_command(submission.signed.key, now);
            return Ok(Err((if known { &error::ACCOUNT_CLOSED } else { &error::KEY_UNKNOWN }).into()));
        }
        if let Some(old) = self.known.receipts.get(&command.id) {
            if old.command_hash != submission.hash {
                return Ok(Err((&error::COMMAND_ID_REUSED).into()));
            }
            let receipt = old.receipt.clone();
            return Ok(Ok(Done::Decided(Decided { receipt, events: None, character: None })));
        }
        let Some(account) = self.memory.accounts.get(&command.account) else {
            return Ok(Err((&error::ACCOUNT_UNKNOWN).into()));
        };
        if !account.may_command(submission.signed.key, now) {
            return Ok(Err((&error::KEY_UNKNOWN).into()));
        }
        if let Some(locked) = self.locked_out(command.account) {
            return Ok(Err(locked));
        }
        if submission.salted.iter().any(|text| self.known.texts.contains(&text.id)) {
            return Ok(Err((&error::TEXT_REFUSED).into()));
        }
        let decided = match self.judge(submission, account.held) {
            Ok(events) => self.applied(submission, events, now)?,
            Err((code, sentence)) => {
                let outcome = Outcome::Refused { code: code.into(), sentence };
                self.receipt(submission, outcome, Vec::new(), None, now)
            }
        };
        Ok(Ok(Done::Decided(decided)))
    }

    /// The rules decide; a command that names what it saw is refused when that has changed since.
    fn judge(&self, submission: &Submission, held: u32) -> Result<rules::Decision, (&'static str, String)> {
        let command = &submission.command;
        let stream = self.memory.streams.get(&command.stream);
        let mine = stream.is_none_or(|it| it.character.account == command.account);
        let stands_at = stream.map_or(Sequence::NONE, |it| it.sequence);
        if mine && command.expected.is_some_and(|expected| expected != stands_at) {
            return Err((error::CONFLICT.code, CHARACTER_CHANGED.into()));
        }
        let world = World { character: stream.map(|it| it.character.clone()), held };
        let context = rules::Context {
            account: command.account,
            command: command.id,
            stream: command.stream,
            content: rules::Content::built_in(),
            texts: &submission.texts,
        };
        rules::decide(&world, &command.wish, &context)
            .map_err(|refusal| (refusal.code(), refusal.to_string()))
    }

    fn applied(
        &mut self,
        submission: &Submission,
        events: rules::Decision,
        now: Millis,
    ) -> Result<Decided, StoreError> {
        let command = &submission.command;
        self.keep_texts(submission)?;
        let id = command.id.to_string();
        let cause = Cause { id: &id, key: submission.signed.key, now };
        let mut recorded = Vec::with_capacity(events.len());
        for (stream, event) in &events {
            recorded.push(self.record(*stream, event, &cause, command.id));
        }
        let sequences = || recorded.iter().filter(|it| it.stream == command.stream).map(|it| it.sequence);
        let first = sequences().next().unwrap_or(Sequence::NONE);
        let last = sequences().next_back().unwrap_or(Sequence::NONE);
        let outcome = Outcome::Applied { stream: command.stream, first, last };
        let character = (first == Sequence(1)).then(|| self.view(submission)).flatten();
        Ok(self.receipt(submission, outcome, recorded, character, now))
    }

    /// What seals an account's texts.
    fn data_key(&self, account: AccountId) -> Result<DataKey, StoreError> {
        let known = self.memory.accounts.get(&account).and_then(|it| it.data_key.clone());
        known.ok_or_else(|| StoreError::corrupt(format!("the key for the texts of {account} is missing")))
    }

    fn keep_texts(&mut self, submission: &Submission) -> Result<(), StoreError> {
        let command = &submission.command;
        if submission.salted.is_empty() {
            return Ok(());
        }
        let key = self.data_key(command.account)?;
        for text in &submission.salted {
            self.plan.texts.push(TextRow {
                text_id: text.id.to_string(),
                account_id: command.account.to_string(),
                stream_id: command.stream.to_string(),
                sealed: key.seal(text)?,
            });
            self.known.texts.insert(text.id);
        }
        Ok(())
    }

    /// Writes an event at the end of its stream and of the journal, and folds it in.
    fn record(&mut self, id: StreamId, event: &Event, cause: &Cause<'_>, command: CommandId) -> Recorded {
        let before = self.memory.streams.remove(&id);
        let (sequence, previous, created_at) = match &before {
            Some(stream) => (stream.sequence.next(), stream.hash, stream.created_at),
            None => (Sequence(1), journal::GENESIS, cause.now),
        };
        let (row, hash) = self.chain(&id.to_string(), sequence, previous, event.kind(), event.body(), cause);
        let recorded = Recorded {
            stream: id,
            sequence,
            position: Position(row.position),
            kind: row.kind.clone(),
            body: row.body.clone(),
            time: cause.now,
            key: cause.key,
            command,
            previous,
            hash,
        };
        self.plan.character_events.push(row);
        if let Some(character) = apply(before.map(|it| it.character), event) {
            let stream = Stream { sequence, hash: recorded.hash, character, created_at };
            self.project(id, &stream, cause.now);
            self.memory.streams.insert(id, stream);
        }
        recorded
    }

    /// Gives a row its place in the journal and its hash.
    fn chain(
        &mut self,
        stream: &str,
        sequence: Sequence,
        previous: Hash,
        kind: &str,
        body: String,
        cause: &Cause<'_>,
    ) -> (EventRow, Hash) {
        let head = self.memory.head();
        let position = Position(head.position.0 + 1);
        let row = Row {
            previous,
            stream,
            sequence,
            position,
            kind,
            body: &body,
            time: cause.now,
            key: cause.key,
            cause: cause.id,
        };
        let hash = row.hash();
        self.memory.set_head(Head { position, hash: journal::head(head.hash, hash) });
        let row = EventRow {
            stream_id: stream.into(),
            sequence: sequence.0,
            position: position.0,
            kind: kind.into(),
            body,
            time: cause.now.0,
            key: cause.key.0.to_vec(),
            command_id: cause.id.into(),
            previous: previous.0.to_vec(),
            hash: hash.0.to_vec(),
        };
        (row, hash)
    }

    fn project(&mut self, id: StreamId, stream: &Stream, now: Millis) {
        let (state, state_hash) =
            CharacterSnapshot::of(id, stream.sequence, stream.hash, &stream.character).on_paper();
        if stream.sequence == Sequence(1)
            && let Some(account) = self.memory.accounts.get_mut(&stream.character.account)
        {
            account.held += 1;
        }
        let row = StateRow {
            character_id: id.to_string(),
            account_id: stream.character.account.to_string(),
            sequence: stream.sequence.0,
            state,
            state_hash: state_hash.0.to_vec(),
            created_at: stream.created_at.0,
            changed_at: now.0,
        };
        self.plan.character_states.insert(id, row);
    }

    fn view(&self, submission: &Submission) -> Option<Box<CharacterView>> {
        let id = submission.command.stream;
        let stream = self.memory.streams.get(&id)?;
        Some(Box::new(CharacterView {
            snapshot: CharacterSnapshot::of(id, stream.sequence, stream.hash, &stream.character),
            texts: submission.texts.clone(),
            created_at: stream.created_at,
            changed_at: stream.created_at,
        }))
    }

    fn receipt(
        &mut self,
        submission: &Submission,
        outcome: Outcome,
        events: Vec<Recorded>,
        character: Option<Box<CharacterView>>,
        now: Millis,
    ) -> Decided {
        let command = &submission.command;
        let head = self.memory.head();
        let receipt = Receipt {
            command: command.id,
            command_hash: submission.hash,
            outcome,
            incarnation: self.incarnation,
            position: head.position,
            head: head.hash,
            time: now,
        };
        let applied = matches!(receipt.outcome, Outcome::Applied { .. });
        let outcome = if applied { "applied" } else { "refused" };
        metrics::counter!("farlantern_commands_total", "outcome" => outcome).increment(1);
        let bytes = Signed::bytes_of(Purpose::Receipt, &receipt);
        self.plan.receipts.push(ReceiptRow {
            command_id: command.id.to_string(),
            account_id: command.account.to_string(),
            stream_id: command.stream.to_string(),
            key: submission.signed.key.0.to_vec(),
            bytes: submission.signed.bytes.clone(),
            signature: submission.signed.signature.0.to_vec(),
            command_hash: submission.hash.0.to_vec(),
            receipt: bytes.clone(),
            time: now.0,
        });
        let old = OldReceipt { command_hash: submission.hash, receipt: bytes.clone() };
        self.known.receipts.insert(command.id, old);
        Decided { receipt: bytes, events: Some(events), character }
    }
}
