//! The journal on paper: rows, their hashes, and the chain that binds them.

use rules::{CommandId, Event, Hash, StreamId, character::UnknownEvent};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::{
    number::{Millis, Position, Sequence},
    signed::PublicKey,
};

/// What stands before the first event of a stream, and of the whole journal.
pub const GENESIS: Hash = Hash([0; 32]);

/// The hashed part of a journal row. `stream` is hexadecimal, because accounts and characters
/// have ids of different length.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub previous: Hash,
    pub stream: &'a str,
    pub sequence: Sequence,
    pub position: Position,
    pub kind: &'a str,
    pub body: &'a str,
    pub time: Millis,
    pub key: PublicKey,
    /// The command or the statement that caused it, in hexadecimal.
    pub cause: &'a str,
}

impl Row<'_> {
    /// SHA-256 over a purpose tag, the hash before, and every field with its length.
    pub fn hash(&self) -> Hash {
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/event\0");
        sum.update(self.previous.0);
        let mut field = |bytes: &[u8]| {
            sum.update((bytes.len() as u32).to_be_bytes());
            sum.update(bytes);
        };
        field(self.stream.as_bytes());
        field(&self.sequence.0.to_be_bytes());
        field(&self.position.0.to_be_bytes());
        field(self.kind.as_bytes());
        field(self.body.as_bytes());
        field(&self.time.0.to_be_bytes());
        field(&self.key.0);
        field(self.cause.as_bytes());
        Hash(sum.finalize().into())
    }
}

/// The head of the whole journal after one more event.
pub fn head(before: Hash, event: Hash) -> Hash {
    let mut sum = Sha256::new_with_prefix(b"farlantern/v1/head\0");
    sum.update(before.0);
    sum.update(event.0);
    Hash(sum.finalize().into())
}

/// An event of a character's stream as it travels, with what is needed to check its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Recorded {
    pub stream: StreamId,
    pub sequence: Sequence,
    pub position: Position,
    pub kind: String,
    /// The body exactly as it is stored and hashed.
    pub body: String,
    pub time: Millis,
    pub key: PublicKey,
    pub command: CommandId,
    /// The hash of the event before in this stream; of the first, zeros.
    pub previous: Hash,
    /// SHA-256 of `farlantern/v1/event`, a zero byte, the 32 bytes of `previous`, and each of these with its length
    /// in four bytes before it, the highest first: stream, sequence, position, kind, body, time, key, command.
    /// Numbers are eight bytes, the highest first; the stream and the command are hexadecimal digits.
    pub hash: Hash,
}

impl Recorded {
    /// The fact itself.
    pub fn event(&self) -> Result<Event, UnknownEvent> {
        Event::read(&self.kind, &self.body)
    }

    /// Whether the row is what its hash says, and follows `previous`.
    pub fn follows(&self, previous: Hash) -> bool {
        let row = Row {
            previous: self.previous,
            stream: &self.stream.to_string(),
            sequence: self.sequence,
            position: self.position,
            kind: &self.kind,
            body: &self.body,
            time: self.time,
            key: self.key,
            cause: &self.command.to_string(),
        };
        self.previous == previous && row.hash() == self.hash
    }
}
