//! What pages and the API read: what the viewer may know, and nothing else.

use std::collections::BTreeMap;

pub use rules::character::Figure;
use rules::{Content, StreamId, TextId, apply, character::UnknownEvent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{journal::Recorded, number::Millis, signed::PublicKey, snapshot::CharacterSnapshot};

/// A character with the texts it refers to. An erased text is simply not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CharacterView {
    pub snapshot: CharacterSnapshot,
    pub texts: BTreeMap<TextId, String>,
    pub created_at: Millis,
    pub changed_at: Millis,
}

impl CharacterView {
    /// The name, or nothing when it was erased.
    pub fn name(&self) -> Option<&str> {
        self.texts.get(&self.snapshot.name.id).map(String::as_str)
    }

    /// What they look like, all of it: who never chose an appearance has the usual one of the species.
    pub fn figure(&self) -> Figure {
        self.snapshot.character().figure(Content::built_in())
    }

    /// Folds on from here. Events that are already in are passed over; a gap is refused with
    /// `Ok(false)`, and the caller fetches the whole again.
    pub fn fold(&mut self, events: &[Recorded]) -> Result<bool, UnknownEvent> {
        let stream = self.snapshot.stream;
        for recorded in events.iter().filter(|it| it.stream == stream) {
            if recorded.sequence <= self.snapshot.sequence {
                continue;
            }
            if recorded.sequence != self.snapshot.sequence.next()
                || !recorded.follows(self.snapshot.event_hash)
            {
                return Ok(false);
            }
            let event = recorded.event()?;
            if let Some(character) = apply(Some(self.snapshot.character()), &event) {
                self.snapshot =
                    CharacterSnapshot::of(recorded.stream, recorded.sequence, recorded.hash, &character);
                self.changed_at = recorded.time;
            }
        }
        Ok(true)
    }
}

/// All characters of an account, newest change first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterView {
    pub characters: Vec<CharacterView>,
}

/// A character's whole stream, oldest first, with every text it ever referred to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HistoryView {
    pub stream: StreamId,
    pub events: Vec<Recorded>,
    pub texts: BTreeMap<TextId, String>,
    /// Names of the keys that acted, as their owner calls them.
    pub keys: BTreeMap<PublicKey, String>,
}

/// A moment of a history: the event and the character right after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment<'a> {
    pub recorded: &'a Recorded,
    pub event: rules::Event,
    pub before: Option<rules::Character>,
    pub after: rules::Character,
}

impl Moment<'_> {
    /// What they looked like right after it.
    pub fn figure(&self) -> Figure {
        self.after.figure(Content::built_in())
    }
}

impl HistoryView {
    /// Every moment, oldest first: the fold, one event at a time.
    pub fn moments(&self) -> Result<Vec<Moment<'_>>, UnknownEvent> {
        let mut moments = Vec::with_capacity(self.events.len());
        let mut character = None;
        for recorded in &self.events {
            let event = recorded.event()?;
            let before = character.clone();
            character = apply(character, &event);
            if let Some(after) = character.clone() {
                moments.push(Moment { recorded, event, before, after });
            }
        }
        Ok(moments)
    }
}
