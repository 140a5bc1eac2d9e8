//! Rows of the database to and from the types of `wire` and `rules`.

use rules::{Hash, StreamId};
use sqlx::FromRow;
use wire::{Millis, Position, PublicKey, Recorded, Sequence};

use crate::error::StoreError;

/// A row of a journal table.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct EventRow {
    pub(crate) stream_id: String,
    pub(crate) sequence: i64,
    pub(crate) position: i64,
    pub(crate) kind: String,
    pub(crate) body: String,
    pub(crate) time: i64,
    pub(crate) key: Vec<u8>,
    pub(crate) command_id: String,
    pub(crate) previous: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

impl EventRow {
    pub(crate) fn recorded(self) -> Result<Recorded, StoreError> {
        Ok(Recorded {
            stream: stream(&self.stream_id)?,
            sequence: Sequence(self.sequence),
            position: Position(self.position),
            kind: self.kind,
            body: self.body,
            time: Millis(self.time),
            key: key(&self.key)?,
            command: self.command_id.parse().map_err(StoreError::corrupt)?,
            previous: hash(&self.previous)?,
            hash: hash(&self.hash)?,
        })
    }

    /// The hash this row should have.
    pub(crate) fn computed_hash(&self) -> Result<Hash, StoreError> {
        Ok(wire::Row {
            previous: hash(&self.previous)?,
            stream: &self.stream_id,
            sequence: Sequence(self.sequence),
            position: Position(self.position),
            kind: &self.kind,
            body: &self.body,
            time: Millis(self.time),
            key: key(&self.key)?,
            cause: &self.command_id,
        }
        .hash())
    }
}

pub(crate) fn hash(bytes: &[u8]) -> Result<Hash, StoreError> {
    Ok(Hash(bytes.try_into().map_err(|_why| StoreError::corrupt("a hash has a wrong length"))?))
}

pub(crate) fn key(bytes: &[u8]) -> Result<PublicKey, StoreError> {
    Ok(PublicKey(bytes.try_into().map_err(|_why| StoreError::corrupt("a key has a wrong length"))?))
}

pub(crate) fn stream(text: &str) -> Result<StreamId, StoreError> {
    text.parse().map_err(StoreError::corrupt)
}

pub(crate) fn lineage(bytes: &[u8]) -> Result<[u8; 16], StoreError> {
    bytes.try_into().map_err(|_why| StoreError::corrupt("a lineage has a wrong length"))
}
