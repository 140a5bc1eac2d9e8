//! Programs that come by a token, `Authorization: Bearer flt_…`. The token itself is never kept,
//! only its hash.

use http::{HeaderMap, header};
use store::Acting;
use wire::{SessionView, encoding, error};

use crate::{chance::random, failure::ApiError, routes::Route, session::sha256, state::AppState};

const PREFIX: &str = "flt_";

/// What a program sent as its token, if it sent one of ours.
pub(crate) fn sent(headers: &HeaderMap) -> Option<&str> {
    let said = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    said.strip_prefix("Bearer ")?.strip_prefix(PREFIX)
}

/// A new token, and the hash that is kept of it.
pub(crate) fn new_token() -> Result<(String, rules::Hash), ApiError> {
    let token: [u8; 32] = random()?;
    Ok(([PREFIX, &encoding::encode(&token)].concat(), sha256(&token)))
}

/// The program with this token, if it may go through this door.
pub(crate) async fn admit(app: &AppState, route: &Route, token: &str) -> Result<Acting, ApiError> {
    let token: [u8; 32] = encoding::decode_exact(token).ok_or(&error::TOKEN_UNKNOWN)?;
    let acting = app.store().acting(sha256(&token), app.now()).await?.ok_or(&error::TOKEN_UNKNOWN)?;
    match route.scope() {
        Some(scope) if acting.scopes.contains(&scope) => Ok(acting),
        _ => Err((&error::SCOPE_MISSING).into()),
    }
}

/// Who a program is, for doors that only ask whose things to show. It is never the owner.
pub(crate) fn view(acting: &Acting) -> SessionView {
    let Acting { account, key, until, .. } = *acting;
    SessionView { account, key, did: key.did(), expires_at: until, owner: false }
}
