//! The owner of a server: how one becomes it, what one may see, and what one may do. Every deed is
//! signed for this server and this moment, and stands in a log that nobody can shorten.

use rules::AccountId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    limit::LOCK_REASON_CHARS_MAX,
    number::{Millis, Position},
    signed::{PublicKey, Signed},
};

/// The body of `POST /api/v1/owner/claim`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnerClaim {
    /// 32 bytes in base64url, as the address in the log has them behind `#`.
    pub token: String,
}

/// What an owner signs to do something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnerDeed {
    /// Of `POST /api/v1/auth/challenge`; used once.
    pub nonce: String,
    pub server: PublicKey,
    pub origin: String,
    /// The account that does it.
    pub account: AccountId,
    pub made_at: Millis,
    pub deed: Deed,
}

/// What an owner does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Deed {
    /// Shuts an account out. Its person reads why.
    Lock { account: AccountId, why: String },
    /// Lets it in again.
    Unlock { account: AccountId },
}

/// The body of `POST /api/v1/owner/locks` and of `POST /api/v1/owner/unlocks`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeedPost {
    /// An [`OwnerDeed`].
    pub signed: Signed,
}

/// The accounts of a server, in the order they were opened: `GET /api/v1/owner/people`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PeopleView {
    pub people: Vec<Person>,
    /// What to ask for behind these, as `?after=`; none when these are the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Position>,
}

/// An account as the owner sees it. Names that people gave are sealed, and not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    pub account: AccountId,
    pub opened_at: Millis,
    /// Devices that may speak for it.
    pub devices: u32,
    pub characters: u32,
    /// When any of its devices was here last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<Millis>,
    pub sessions: Vec<PersonSession>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<Lock>,
    pub owner: bool,
}

/// A session that has not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonSession {
    /// The key of its device.
    pub key: PublicKey,
    /// When somebody logged in; renewals do not count.
    pub since: Millis,
    pub expires_at: Millis,
}

/// Since when an account is shut out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Lock {
    pub since: Millis,
    pub why: String,
}

/// What owners did, the last first: `GET /api/v1/owner/audit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditView {
    pub rows: Vec<AuditRow>,
    /// What to ask for below these, as `?before=`; none when these are the first of all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

/// One thing that an owner did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditRow {
    /// Counted from 1, without gaps.
    pub number: i64,
    pub time: Millis,
    /// None for what was done on the machine itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<AccountId>,
    /// `claimed.v1`, `locked.v1`, `unlocked.v1` or `reset.v1`.
    pub deed: String,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The reason, where one was given.
    pub detail: String,
}

/// What the owner's page shows first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerView {
    pub people: PeopleView,
    pub audit: AuditView,
}

impl Deed {
    /// Whom it concerns.
    pub fn account(&self) -> AccountId {
        match self {
            Self::Lock { account, .. } | Self::Unlock { account } => *account,
        }
    }

    /// The word of the log for it. Never renamed.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Lock { .. } => "locked.v1",
            Self::Unlock { .. } => "unlocked.v1",
        }
    }

    /// Whether what it says can be shown: a reason is one line, neither empty nor long.
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Lock { why, .. } => is_reason(why),
            Self::Unlock { .. } => true,
        }
    }
}

/// Whether a text can be the reason of a lock.
pub fn is_reason(why: &str) -> bool {
    let bare = why.trim() == why && !why.is_empty();
    bare && why.chars().count() <= LOCK_REASON_CHARS_MAX && !why.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line() {
        let long = "x".repeat(LOCK_REASON_CHARS_MAX);
        for (why, sound) in [
            ("Spam in the harbour", true),
            (&*long, true),
            (&*["x", &long].concat(), false),
            ("", false),
            (" ", false),
            ("Spam ", false),
            ("Spam\nand more", false),
        ] {
            assert_eq!(is_reason(why), sound, "{why:?}");
        }
    }

    #[test]
    fn what_is_signed_keeps_its_shape() {
        let lock = Deed::Lock { account: AccountId([1; 32]), why: "Spam".into() };
        let text = serde_json::to_string(&lock).unwrap();
        let id = AccountId([1; 32]);
        assert_eq!(text, format!(r#"{{"lock":{{"account":"{id}","why":"Spam"}}}}"#));
        assert_eq!(serde_json::from_str::<Deed>(&text).unwrap(), lock);
        assert_eq!((lock.word(), Deed::Unlock { account: id }.word()), ("locked.v1", "unlocked.v1"));
        assert_eq!(lock.account(), id);
    }
}
