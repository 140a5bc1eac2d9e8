//! Who is asking: the session behind a cookie. The token itself is never kept, only its hash.

use http::HeaderMap;
use rules::Hash;
use store::Session;
use wire::encoding;

use crate::{cookie, failure::ApiError, gate::Passage, state::AppState};

/// Finds the session of a request, with one read; none without a cookie.
pub(crate) async fn load(
    app: &AppState,
    passage: &Passage,
    headers: &HeaderMap,
) -> Result<Option<Session>, ApiError> {
    match token_hash(headers, passage.secure) {
        Some(hash) => Ok(app.store().session(hash, app.now()).await?),
        None => Ok(None),
    }
}

/// The hash of the token that the browser sent, if it sent one that could be ours.
pub(crate) fn token_hash(headers: &HeaderMap, secure: bool) -> Option<Hash> {
    let token: [u8; 32] = encoding::decode_exact(cookie::SESSION.find(headers, secure)?)?;
    Some(sha256(&token))
}

pub(crate) fn sha256(bytes: &[u8]) -> Hash {
    use sha2::Digest;
    Hash(sha2::Sha256::digest(bytes).into())
}
