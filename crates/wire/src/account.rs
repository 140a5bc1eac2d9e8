//! An account: a short chain of signed statements. Its id is the hash of the first.

mod chain;
mod keys;
mod program;
mod reentry;
mod view;

use rules::{AccountId, Hash, TextRef};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    number::Millis,
    signed::{PublicKey, Purpose, Signed, Unsigned},
    text::SaltedText,
};

pub use chain::{Chain, Link, NotALink};
pub use keys::{Device, Keys};
pub use program::{Program, Scope};
pub use reentry::{ReentryPost, Released};
pub use view::{AccountView, Recovered};

/// One link of the chain, as it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Which account; none in the first statement, which makes it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub account: Option<AccountId>,
    /// Hash of the statement before; none in the first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub previous: Option<Hash>,
    pub server: PublicKey,
    pub origin: String,
    pub made_at: Millis,
    pub claim: Claim,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Claim {
    /// Opens an account for the first device key, which is the key that signs. The salt makes
    /// two accounts of one key two.
    Open { key: PublicKey, salt: Hash },
    /// Takes in a device. The consent is the device's own word: nobody's key is taken in unasked.
    AddKey { key: PublicKey, name: TextRef, consent: Signed },
    /// Turns a device or a program away for good.
    RevokeKey { key: PublicKey },
    /// Calls a device or a program something else.
    NameKey { key: PublicKey, name: TextRef },
    /// The recovery keys, the highest first. A higher one may undo what a lower one did.
    SetRecovery { keys: Vec<PublicKey> },
    /// Takes the account back to how it stood after an earlier statement, within 72 hours, by a
    /// recovery key of the last statement that both histories have in common: for a statement
    /// that was not itself undone since, that is a recovery key of that time. Devices and programs
    /// of that time can be turned away in the same breath: else whoever stole one would do it all
    /// over again before it is his turn.
    Undo {
        to: Hash,
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        away: Vec<PublicKey>,
    },
    /// Asks for the account to be deleted. It takes days, in which it can be reopened.
    Close {},
    /// Takes the wish to be deleted back.
    Reopen {},
    /// Lets a program act for the account, within scopes and for a time. The consent is a
    /// [`Consent`] of its key, signed under `farlantern/v1/program`.
    AddProgram { key: PublicKey, name: TextRef, scopes: Vec<Scope>, until: Millis, consent: Signed },
    /// A device keeps a re-entry key, in the place of the one that it kept before. The consent is
    /// a [`Consent`] of that key, signed under `farlantern/v1/reentry`.
    AddReentry { key: PublicKey, consent: Signed },
    /// The one thing that a re-entry key can say, and only once: its device has lost its key, and
    /// this one takes its place and its name. The lost one is turned away.
    Reenter { key: PublicKey, consent: Signed },
}

/// What a device, a program or a re-entry key signs so that an account may take it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    pub account: AccountId,
    pub server: PublicKey,
    pub made_at: Millis,
}

/// The body of `POST /api/v1/account/statements`: a statement, and the name it refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementPost {
    pub signed: Signed,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<SaltedText>,
}

impl Claim {
    /// The kind of the journal row that holds such a statement. Never renamed.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Open { .. } => "opened.v1",
            Self::AddKey { .. } => "key_added.v1",
            Self::RevokeKey { .. } => "key_revoked.v1",
            Self::NameKey { .. } => "key_named.v1",
            Self::SetRecovery { .. } => "recovery_set.v1",
            Self::Undo { .. } => "undone.v1",
            Self::Close {} => "closed.v1",
            Self::Reopen {} => "reopened.v1",
            Self::AddProgram { .. } => "program_added.v1",
            Self::AddReentry { .. } => "reentry_added.v1",
            Self::Reenter { .. } => "reentered.v1",
        }
    }

    /// The text that goes along with it, if it refers to one.
    pub fn text(&self) -> Option<TextRef> {
        match self {
            Self::AddKey { name, .. } | Self::NameKey { name, .. } | Self::AddProgram { name, .. } => {
                Some(*name)
            }
            Self::Open { .. }
            | Self::RevokeKey { .. }
            | Self::SetRecovery { .. }
            | Self::Undo { .. }
            | Self::Close {}
            | Self::Reopen {}
            | Self::AddReentry { .. }
            | Self::Reenter { .. } => None,
        }
    }

    /// Whether others should be told: names are harmless, keys are not.
    pub fn changes_keys(&self) -> bool {
        !matches!(self, Self::Open { .. } | Self::NameKey { .. })
    }
}

impl Statement {
    /// Opens a first statement: believed only when it is signed by the very key it names.
    pub fn open_first(signed: &Signed) -> Result<(AccountId, Self), Unsigned> {
        let statement: Self = signed.open(Purpose::Account)?;
        let Claim::Open { key, .. } = &statement.claim else {
            return Err(Unsigned::Unreadable("a first statement opens an account".into()));
        };
        if *key != signed.key {
            return Err(Unsigned::WrongSignature);
        }
        if statement.account.is_some() || statement.previous.is_some() {
            return Err(Unsigned::Unreadable("a first statement has nothing before it".into()));
        }
        Ok((AccountId(signed.hash().0), statement))
    }
}
