//! The owner's doors: how one becomes it, what one sees, what one does. Who may knock, the gate
//! has found out; what is done is decided once more where it is written down.

use axum::{
    Extension,
    extract::{Query, State},
};
use http::HeaderMap;
use serde::Deserialize;
use store::{NewDeed, Place};
use wire::{
    Position, SessionView, encoding, error,
    owner::{Deed, DeedPost, OwnerClaim},
};

use super::{Answer, Passed, body::Posted, nonce};
use crate::{
    cookie,
    failure::{ApiError, success},
    session::sha256,
    state::AppState,
};

/// `POST /api/v1/owner/claim`: whoever was told the one-time address becomes the owner.
pub(crate) async fn claim(
    State(app): State<AppState>,
    Extension(session): Extension<Option<SessionView>>,
    Posted(post): Posted<OwnerClaim>,
) -> Answer {
    let session = session.ok_or(&error::SESSION_MISSING)?;
    let token: [u8; 32] = encoding::decode_exact(&post.token).ok_or(&error::OWNER_ADDRESS_ENDED)?;
    app.store().claim_ownership(sha256(&token), session.account, app.now()).await?;
    Ok(success(&app, serde_json::json!({})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Behind {
    after: Option<i64>,
}

/// `GET /api/v1/owner/people?after=`
pub(crate) async fn people(State(app): State<AppState>, Query(page): Query<Behind>) -> Answer {
    let after = Position(page.after.unwrap_or(0));
    Ok(success(&app, app.store().people(after, app.now()).await?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Below {
    before: Option<i64>,
}

/// `GET /api/v1/owner/audit?before=`
pub(crate) async fn audit(State(app): State<AppState>, Query(page): Query<Below>) -> Answer {
    Ok(success(&app, app.store().audit(page.before).await?))
}

/// `POST /api/v1/owner/locks`: shuts an account out. Its sessions end, and its sockets with them.
pub(crate) async fn lock(sent: Sent) -> Answer {
    do_deed(sent, |it| matches!(it, Deed::Lock { .. })).await
}

/// `POST /api/v1/owner/unlocks`: lets it in again.
pub(crate) async fn unlock(sent: Sent) -> Answer {
    do_deed(sent, |it| matches!(it, Deed::Unlock { .. })).await
}

/// A deed as it comes: who sends it, from where, and what was signed.
type Sent = (State<AppState>, Passed, Extension<Option<SessionView>>, HeaderMap, Posted<DeedPost>);

/// The one who is logged in must have signed it, for this browser and this minute.
async fn do_deed(
    (State(app), passage, Extension(session), headers, Posted(post)): Sent,
    belongs_here: fn(&Deed) -> bool,
) -> Answer {
    let now = app.now();
    let session = session.ok_or(&error::SESSION_MISSING)?;
    let place = Place { server: app.store().server_key(), origin: passage.origin.as_str() };
    let deed = NewDeed::open(&post.signed, &place)?;
    if !belongs_here(deed.deed()) {
        return Err(ApiError::from(&error::MALFORMED));
    }
    if (deed.owner(), deed.key()) != (session.account, session.key) {
        return Err(ApiError::from(&error::KEY_UNKNOWN));
    }
    let browser = cookie::BROWSER.find(&headers, passage.secure);
    let nonce = nonce::check(&app.inner.nonce_secret, &deed.nonce, browser, now)?;
    app.store().do_deed(deed.with_nonce(nonce.hash, nonce.expires_at), now).await?;
    app.hub().doubt();
    Ok(success(&app, serde_json::json!({})))
}
