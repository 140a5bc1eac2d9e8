//! What a page can ask, and what it can be answered.

use rules::StreamId;
use serde::{Deserialize, Serialize};
use wire::{CharacterView, HistoryView, Millis, RosterView, SessionView};

/// What a page asks. Who asks is known by the session, never said in the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Character(StreamId),
    History(StreamId),
    Roster,
    Session,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "few exist at once, and a box would be one more type to decode"
)]
pub enum Found {
    Character(CharacterView),
    History(HistoryView),
    Roster(RosterView),
    Session(SessionView),
}

/// An answer, in every state that a page knows how to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "few exist at once, and a box would be one more type to decode"
)]
pub enum Answer {
    Ready {
        value: Found,
        /// Straight from the server, rather than from what this browser kept.
        fresh: bool,
        /// When the server said so.
        at: Millis,
    },
    NeedLogin,
    NotFound,
    Offline,
    /// Something broke; a sentence for people.
    Failed(String),
}

/// Which state an answer is in: a page is built anew only when this changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Ready,
    NeedLogin,
    NotFound,
    Offline,
    Failed,
}

impl Answer {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Ready { .. } => Kind::Ready,
            Self::NeedLogin => Kind::NeedLogin,
            Self::NotFound => Kind::NotFound,
            Self::Offline => Kind::Offline,
            Self::Failed(_) => Kind::Failed,
        }
    }
}
