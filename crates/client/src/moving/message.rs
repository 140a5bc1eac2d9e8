//! What is carried from one address to the other, behind `#`: no server sees it. Both pages come from
//! the same server, so there is one shape and no older one.

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize};
use wire::{CommandPost, Signed, encoding};

use super::Small;
use crate::{limit::FRAGMENT_CHARS_MAX, trouble::Trouble};

const MARK: &str = "moving=";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Message {
    /// To the new address: an account is to come.
    Hello(Hello),
    /// Back to the former one: the key that is to be let in, with its own word for it.
    Consent { state: Hash, consent: Signed },
    /// To the new address: it was let in.
    Joined { state: Hash },
    /// To the former one: this account is done with, now the next place.
    Next { after: u32, state: Hash, to: String },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hello {
    pub(super) state: Hash,
    pub(super) account: AccountId,
    /// Which of the former addresses speaks.
    pub(super) former: usize,
    /// The path to be opened in the end.
    pub(super) to: String,
    pub(super) small: Small,
    /// Changes that no server has decided on.
    pub(super) rows: Vec<CommandPost>,
    /// The place of the account at the former address.
    pub(super) place: u32,
    /// Other accounts wait there.
    pub(super) more: bool,
    /// The account came before; these changes were made there since.
    pub(super) late: bool,
}

pub(super) fn write(message: &Message) -> Result<String, Trouble> {
    match serde_json::to_string(message) {
        Ok(text) => Ok([MARK, &encoding::encode(text.as_bytes())].concat()),
        Err(_) => Err(Trouble::Unfit("This cannot be written down to be carried.".into())),
    }
}

/// What stands behind `#`; nothing, if it was not meant for this page.
pub(super) fn read(fragment: &str) -> Result<Option<Message>, Trouble> {
    let Some(text) = fragment.strip_prefix(MARK) else { return Ok(None) };
    let fits = text.len() <= FRAGMENT_CHARS_MAX;
    let bytes = if fits { encoding::decode(text) } else { None };
    let text = bytes.and_then(|it| String::from_utf8(it).ok());
    let message = text.and_then(|it| serde_json::from_str(&it).ok());
    message.map(Some).ok_or_else(super::strange)
}
