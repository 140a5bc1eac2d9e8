//! What a page can ask, and what it can be answered.

use rules::{AccountId, StreamId};
use serde::{Deserialize, Serialize};
use wire::{
    CharacterView, HistoryView, Millis, RosterView, SessionView, account::AccountView, owner::OwnerView,
};

use crate::tab::Me;

/// What a page asks. Who asks is known by the session, never said in the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Account,
    Character(StreamId),
    History(StreamId),
    Owner,
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
    Account(AccountView),
    Character(CharacterView),
    History(HistoryView),
    /// None for whoever is not the owner.
    Owner(Option<OwnerView>),
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
        /// To which account. Answers that were kept before this was said do not tell.
        #[serde(default)]
        of: Option<AccountId>,
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

impl Found {
    /// Whether the two show the same: a later clock alone is nothing new.
    pub(crate) fn shows(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Account(one), Self::Account(other)) => {
                (&one.links, &one.texts, &one.seen, one.key)
                    == (&other.links, &other.texts, &other.seen, other.key)
            }
            (one, other) => one == other,
        }
    }
}

impl Answer {
    /// Whether it was meant for another account than this one. A browser has one session, and it may
    /// still be that of another account that was here before.
    pub(crate) fn is_foreign_to(&self, me: &Me) -> bool {
        match self {
            Self::Ready { value: Found::Session(session), .. } => {
                Some(session.account) != me.account || session.key != me.key
            }
            Self::Ready { of: Some(of), .. } => Some(*of) != me.account,
            _ => false,
        }
    }

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
