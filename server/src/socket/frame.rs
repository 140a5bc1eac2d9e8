//! What flows to tabs, written once for all of them.

use std::time::Instant;

use axum::body::Bytes;
use wire::{
    Position, Recorded,
    socket::{FromServer, read, write},
};

use crate::limit::EVENTS_BYTES_MAX;

/// More than an event takes beside its kind and body.
const EVENT_BYTES: usize = 512;

/// One message to the tabs of an account.
#[derive(Debug)]
pub(super) struct Frame {
    bytes: Bytes,
    /// The first and the last event in it; none for what is no event.
    span: Option<(Position, Position)>,
    /// When the journal was seen to have moved.
    pub(super) moved_at: Instant,
}

impl Frame {
    pub(super) fn of(said: &FromServer, moved_at: Instant) -> Self {
        let span = match said {
            FromServer::Events(events) => events.first().zip(events.last()),
            _ => None,
        };
        let span = span.map(|(first, last)| (first.position, last.position));
        Self { bytes: write(said).into(), span, moved_at }
    }

    /// What of it a tab does not have yet that has seen everything up to `cursor`.
    pub(super) fn behind(&self, cursor: Position) -> Option<Bytes> {
        match self.span {
            Some((_, last)) if last <= cursor => None,
            Some((first, _)) if first <= cursor => {
                let Some(FromServer::Events(mut events)) = read(&self.bytes) else { return None };
                events.retain(|it| it.position > cursor);
                Some(write(&FromServer::Events(events)).into())
            }
            _ => Some(self.bytes.clone()),
        }
    }

    /// The last event in it.
    pub(super) fn last(&self) -> Option<Position> {
        self.span.map(|(_, last)| last)
    }
}

/// Events in few messages, none of them long.
pub(super) fn batches(events: Vec<Recorded>) -> Vec<FromServer> {
    let mut batches = Vec::new();
    let (mut batch, mut bytes) = (Vec::new(), EVENT_BYTES);
    for event in events {
        let more = event.kind.len() + event.body.len() + EVENT_BYTES;
        if bytes + more > EVENTS_BYTES_MAX && !batch.is_empty() {
            batches.push(FromServer::Events(std::mem::take(&mut batch)));
            bytes = EVENT_BYTES;
        }
        bytes += more;
        batch.push(event);
    }
    if !batch.is_empty() {
        batches.push(FromServer::Events(batch));
    }
    batches
}

#[cfg(test)]
pub(super) mod tests {
    use rules::{CommandId, StreamId};
    use wire::{GENESIS, Millis, PublicKey, Sequence};

    use super::*;

    pub(in crate::socket) fn event(position: i64, body_bytes: usize) -> Recorded {
        Recorded {
            stream: StreamId([255; 16]),
            sequence: Sequence(i64::MAX),
            position: Position(position),
            kind: "renamed.v1".into(),
            body: "x".repeat(body_bytes),
            time: Millis(i64::MAX),
            key: PublicKey([255; 32]),
            command: CommandId([255; 16]),
            previous: GENESIS,
            hash: GENESIS,
        }
    }

    pub(in crate::socket) fn positions(bytes: &[u8]) -> Vec<i64> {
        match read(bytes) {
            Some(FromServer::Events(events)) => events.iter().map(|it| it.position.0).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_message_can_be_read_and_nothing_is_lost() {
        for body_bytes in [0, 300, 9_000, 60_000] {
            let events: Vec<_> = (1..=200).map(|it| event(it, body_bytes)).collect();
            let batches = batches(events);
            let told: Vec<_> = batches.iter().flat_map(|it| positions(&write(it))).collect();
            assert_eq!(told, (1..=200).collect::<Vec<_>>(), "{body_bytes}");
            let together = batches.iter().map(|it| write(it).len()).max().unwrap();
            assert!(together <= EVENTS_BYTES_MAX.max(body_bytes + EVENT_BYTES), "{together}");
            let count = batches.len();
            assert!(if body_bytes == 0 { count < 35 } else { count <= 200 }, "{count} for {body_bytes}");
        }
        assert!(batches(Vec::new()).is_empty());
    }

    #[test]
    fn a_tab_gets_what_it_has_not_seen() {
        let events = vec![event(4, 3), event(7, 3), event(9, 3)];
        let frame = Frame::of(&FromServer::Events(events), Instant::now());
        for (cursor, left) in [
            (0, Some(vec![4, 7, 9])),
            (3, Some(vec![4, 7, 9])),
            (4, Some(vec![7, 9])),
            (8, Some(vec![9])),
            (9, None),
            (70, None),
        ] {
            let behind = frame.behind(Position(cursor));
            assert_eq!(behind.as_deref().map(positions), left, "behind {cursor}");
        }
        assert_eq!(frame.last(), Some(Position(9)));
        let keys = Frame::of(&FromServer::Keys(GENESIS), Instant::now());
        assert!(keys.behind(Position(i64::MAX)).is_some() && keys.last().is_none());
    }
}
