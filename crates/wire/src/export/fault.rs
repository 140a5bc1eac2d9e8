//! What can be wrong with an export, in sentences.

use rules::{CommandId, StreamId, TextId, character::UnknownEvent};

use super::VERSION;
use crate::{
    account::NotALink,
    journal::Recorded,
    number::{Position, Sequence},
    signed::Unsigned,
};

/// The first part of an export that does not fit the others.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("This is not an export of a Farlantern account: {0}")]
    Unreadable(String),
    #[error("This export has version {0}; this program reads versions up to {VERSION}. Use a newer one.")]
    Version(u32),
    #[error("The summary was not signed by the server that the file names: {0}")]
    SummaryUnsigned(Unsigned),
    #[error("The summary belongs to another account, server or address than the file.")]
    SummaryElsewhere,
    #[error("The summary does not fit what is in the file: something was added, left out or moved.")]
    Summary,
    #[error("The account has no statements.")]
    NoStatements,
    #[error("The statements of the account do not follow each other: {why}")]
    Account { why: NotALink },
    #[error("Statement {at} of the account is not the next one: {why}")]
    Statement { at: Sequence, why: NotALink },
    #[error("The statements begin another account, or one of another server.")]
    AnotherAccount,
    #[error(
        "The journal row of statement {at} is not what its hash says, or does not follow the one before."
    )]
    Row { at: Sequence },
    #[error("Two things stand at place {at} of the journal, or one stands behind its end.")]
    Place { at: Position },
    #[error("Command {command} stands there twice.")]
    Twice { command: CommandId },
    #[error("A command cannot be believed: {0}")]
    CommandUnsigned(Unsigned),
    #[error("Command {command} was made for another account or server.")]
    CommandElsewhere { command: CommandId },
    #[error("Command {command} was signed by a key that did not speak for the account then.")]
    Stranger { command: CommandId },
    #[error("Command {command} was applied while the account was to be deleted.")]
    Closed { command: CommandId },
    #[error("The receipt of command {command} was not signed by the server: {why}")]
    ReceiptUnsigned { command: CommandId, why: Unsigned },
    #[error("The receipt of command {command} is for another command.")]
    ReceiptElsewhere { command: CommandId },
    #[error("The receipt of command {command} tells of other events than the file.")]
    Outcome { command: CommandId },
    #[error("Character {stream} stands there twice, or has no events.")]
    Character { stream: StreamId },
    #[error(
        "Event {sequence} of character {stream} is not what its hash says, or does not follow the one before."
    )]
    Event { stream: StreamId, sequence: Sequence },
    #[error("Event {sequence} of character {stream} cannot be read: {why}")]
    UnknownEvent { stream: StreamId, sequence: Sequence, why: String },
    #[error("Event {sequence} of character {stream} came of no command that is in the file.")]
    Uncaused { stream: StreamId, sequence: Sequence },
    #[error("Event {sequence} of character {stream} is not what its command wished.")]
    NotWished { stream: StreamId, sequence: Sequence },
    #[error("Text {id} is not the one that was signed, or stands there twice.")]
    Text { id: TextId },
}

impl Fault {
    pub(super) fn unreadable_event(recorded: &Recorded, why: &UnknownEvent) -> Self {
        Self::UnknownEvent { stream: recorded.stream, sequence: recorded.sequence, why: why.to_string() }
    }
}
