//! What lies in the outbox, and what becomes of it on the shelf of receipts. Both shapes are
//! guarded by the samples in `tests/golden`.

use rules::CommandId;
use serde::{Deserialize, Serialize};
use wire::{Answer, CommandPost, Millis};

use crate::trouble::Trouble;

/// A command that has no receipt yet, as it is posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) id: CommandId,
    pub(crate) post: CommandPost,
    pub(crate) made_at: Millis,
    /// What a door last said to it, if a door turned it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) refused: Option<Refused>,
    /// It was signed before, at a former address of the server, and may have been decided then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) carried: bool,
}

/// What a door said: a code for programs, a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub code: String,
    pub sentence: String,
}

/// A command in the outbox that a door has turned away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub id: CommandId,
    pub why: Refused,
}

/// A command that is done with, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) post: CommandPost,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) answer: Option<Answer>,
    /// For a command that ended at the door, without a receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) refused: Option<Refused>,
    pub(crate) kept_at: Millis,
}

impl Kept {
    pub(crate) fn outcome(self) -> Result<Answer, Trouble> {
        match (self.answer, self.refused) {
            (Some(answer), _) => Ok(answer),
            (None, Some(Refused { code, sentence })) => Err(Trouble::Refused { code, sentence }),
            (None, None) => {
                Err(Trouble::Unreadable("What became of this change was not written down.".into()))
            }
        }
    }
}

impl From<&Trouble> for Refused {
    fn from(trouble: &Trouble) -> Self {
        Self { code: trouble.code().into(), sentence: trouble.to_string() }
    }
}
