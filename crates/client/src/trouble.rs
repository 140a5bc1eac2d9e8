//! What can go wrong on this side of the wire, each with a sentence for people.

use wire::{ErrorCode, account::NotALink, error};

/// Why the browser could not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Nothing went out, or no answer came back. What was kept in the outbox is still there.
    #[error("The server cannot be reached just now.")]
    Offline,
    /// Somebody said to stop.
    #[error("This was stopped. What has come by then is kept.")]
    Stopped,
    /// The browser does not keep what it is given.
    #[error("{0}")]
    NoStorage(String),
    /// The device key cannot be made or used.
    #[error("{0}")]
    NoKey(String),
    /// The server said no, and why.
    #[error("{sentence}")]
    Refused { code: String, sentence: String },
    /// What was asked for or typed in does not fit, and why.
    #[error("{0}")]
    Unfit(String),
    /// The browser has gone on to another of its accounts, and this tab was left behind.
    #[error("This browser has switched to another of its accounts. Load this page anew.")]
    Switched,
    /// Another account cannot come into this place, because there is something in it.
    #[error("This browser is in another account already.")]
    Occupied,
    /// Something came that this version cannot read.
    #[error("{0}")]
    Unreadable(String),
}

impl Trouble {
    /// The code of a refusal, or nothing for other troubles.
    pub fn code(&self) -> &str {
        match self {
            Self::Refused { code, .. } => code,
            _ => "",
        }
    }

    pub(crate) fn is(&self, code: &ErrorCode) -> bool {
        self.code() == code.code
    }
}

impl From<&ErrorCode> for Trouble {
    fn from(code: &ErrorCode) -> Self {
        Self::Refused { code: code.code.into(), sentence: code.sentence.into() }
    }
}

impl From<NotALink> for Trouble {
    fn from(why: NotALink) -> Self {
        match why {
            NotALink::Stale => Self::from(&error::CONFLICT),
            other => {
                Self::Refused { code: error::STATEMENT_REFUSED.code.into(), sentence: other.to_string() }
            }
        }
    }
}
