//! A way in without a password: the server gives a nonce, the device key signs it.

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    number::Millis,
    signed::{PublicKey, Signed},
};

/// What `POST /api/v1/auth/challenge` answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Challenge {
    /// To be signed once, within a minute, by the browser that asked.
    pub nonce: String,
    pub server: PublicKey,
    pub expires_at: Millis,
    pub rules_version: u32,
    pub content_hash: Hash,
    /// Who is logged in already in the browser that asked. Tabs hear late of what another one wrote
    /// down, but the cookies are one: who finds the session here needs no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionView>,
}

/// What is signed to log in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    pub nonce: String,
    pub server: PublicKey,
    /// The origin as the browser knows it, so that one server cannot relay a login to another.
    pub origin: String,
    pub account: AccountId,
    pub made_at: Millis,
}

/// The body of `POST /api/v1/auth/verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginPost {
    pub signed: Signed,
    /// Whether the browser does this by itself. Who logged out everywhere must come by hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub renew: bool,
}

/// What a recovery key signs to find its account, on a browser that knows nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recover {
    pub nonce: String,
    pub server: PublicKey,
    pub origin: String,
    pub made_at: Millis,
}

/// The body of `POST /api/v1/account/recover`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoverPost {
    pub signed: Signed,
}

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionView {
    pub account: AccountId,
    pub key: PublicKey,
    pub did: String,
    pub expires_at: Millis,
    /// Whether the account is the owner's of this server. Said where the session is asked for; the
    /// answer to a login leaves it out.
    #[serde(default, skip_serializing_if = "is_not")]
    pub owner: bool,
}

fn is_not(it: &bool) -> bool {
    !it
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tabs that were opened before know nothing of owners, and are not told where there is none.
    #[test]
    fn only_an_owner_is_called_one() {
        let (account, key) = (AccountId([1; 32]), PublicKey([2; 32]));
        let guest = SessionView { account, key, did: key.did(), expires_at: Millis(3), owner: false };
        let text = serde_json::to_string(&guest).unwrap();
        assert!(!text.contains("owner"), "{text}");
        assert_eq!(serde_json::from_str::<SessionView>(&text).unwrap(), guest);
        let owner = SessionView { owner: true, ..guest };
        let text = serde_json::to_string(&owner).unwrap();
        assert!(text.ends_with(r#","owner":true}"#), "{text}");
        assert_eq!(serde_json::from_str::<SessionView>(&text).unwrap(), owner);
    }
}
