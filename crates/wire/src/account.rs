//! An account: a short chain of signed statements. Its id is the hash of the first.

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize};

use crate::{
    number::Millis,
    signed::{PublicKey, Purpose, Signed, Unsigned},
};

/// One link of the chain, as it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Claim {
    /// Opens an account for the first device key, which is the key that signs. The salt makes
    /// two accounts of one key two.
    Open { key: PublicKey, salt: Hash },
}

impl Statement {
    /// Opens a first statement: believed only when it is signed by the very key it names.
    pub fn open_first(signed: &Signed) -> Result<(AccountId, Self), Unsigned> {
        let statement: Self = signed.open(Purpose::Account)?;
        let Claim::Open { key, .. } = &statement.claim;
        if *key != signed.key {
            return Err(Unsigned::WrongSignature);
        }
        if statement.account.is_some() || statement.previous.is_some() {
            return Err(Unsigned::Unreadable("a first statement has nothing before it".into()));
        }
        Ok((AccountId(signed.hash().0), statement))
    }
}
