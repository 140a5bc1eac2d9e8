//! What the owner of a server does from a browser. Each deed is signed with the device key, for
//! this browser and this minute.

use rules::AccountId;
use serde::de::IgnoredAny;
use wire::{
    Position, Purpose, error,
    owner::{AuditView, Deed, DeedPost, OwnerClaim, OwnerDeed, PeopleView},
};

use crate::{identity, link, page, trouble::Trouble};

/// Becomes the owner by the token of a one-time address. A person asked for it, so it also logs
/// in, and opens the account if there is none.
pub async fn claim(token: &str) -> Result<(), Trouble> {
    let post = OwnerClaim { token: token.into() };
    let claim = async || link::post::<_, IgnoredAny>("/api/v1/owner/claim", &post).await.map(drop);
    if identity::session_end().is_none() {
        identity::log_in(true).await?;
    }
    match claim().await {
        Err(trouble) if trouble.is(&error::SESSION_MISSING) => {
            identity::log_in(true).await?;
            claim().await
        }
        done => done,
    }
}

/// The accounts of this server behind a position, in the order they were opened.
pub async fn people(after: Position) -> Result<PeopleView, Trouble> {
    let path = ["/api/v1/owner/people?after=", &after.0.to_string()].concat();
    identity::in_session(async || link::get(&path).await).await
}

/// What owners did, the last first, below a number.
pub async fn audit(before: i64) -> Result<AuditView, Trouble> {
    let path = ["/api/v1/owner/audit?before=", &before.to_string()].concat();
    identity::in_session(async || link::get(&path).await).await
}

/// Shuts an account out; its person reads why.
pub async fn lock(account: AccountId, why: &str) -> Result<(), Trouble> {
    if !wire::owner::is_reason(why) {
        return Err(Trouble::Unfit("Give a reason, in one line of up to 200 characters.".into()));
    }
    put("/api/v1/owner/locks", Deed::Lock { account, why: why.into() }).await
}

/// Lets an account in again.
pub async fn unlock(account: AccountId) -> Result<(), Trouble> {
    put("/api/v1/owner/unlocks", Deed::Unlock { account }).await
}

async fn put(path: &str, deed: Deed) -> Result<(), Trouble> {
    let once = async || -> Result<(), Trouble> {
        let deed = OwnerDeed {
            nonce: identity::nonce().await?,
            server: page::server()?,
            origin: page::origin()?,
            account: identity::account().await?,
            made_at: page::now(),
            deed: deed.clone(),
        };
        let post = DeedPost { signed: identity::sign(Purpose::Owner, &deed).await? };
        link::post::<_, IgnoredAny>(path, &post).await.map(drop)
    };
    match identity::in_session(&once).await {
        // Another tab asked for a nonce at the same time, or the machine slept.
        Err(trouble) if identity::is_stale(&trouble) => once().await,
        done => done,
    }
}
