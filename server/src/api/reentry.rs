//! Re-entry keys. The file of one lies in a browser, sealed; what opens it is told here, to a live
//! session of its own device alone. It comes of a secret of this server and is kept nowhere.

use axum::{Extension, extract::State};
use hmac::{Hmac, KeyInit, Mac};
use rules::AccountId;
use sha2::Sha256;
use store::Session;
use wire::{
    PublicKey, SessionView,
    account::{Chain, ReentryPost, Released},
    error,
};

use super::{Answer, body::Posted};
use crate::{
    failure::{ApiError, success},
    state::AppState,
};

const TAG: &[u8] = b"farlantern/v1/reentry/wrapping\0";

/// `POST /api/v1/account/reentry`: for the key that the device keeps, or one that it is about to.
pub(crate) async fn release(
    State(app): State<AppState>,
    Extension(session): Extension<Option<SessionView>>,
    Posted(post): Posted<ReentryPost>,
) -> Answer {
    let SessionView { account, key: device, .. } = session.ok_or(&error::SESSION_MISSING)?;
    if !open_chain(&app, account).await?.may_unwrap(device, post.key) {
        return Err((&error::REENTRY_REFUSED).into());
    }
    let wrapping = wrapping(&app.inner.reentry_secret, account, device, post.key);
    Ok(success(&app, Released { wrapping }))
}

/// Whether a re-entry key may be used now. The chain says whether it is good; that its device has a
/// session is asked here once more, because whoever logged out must not come back by it, whatever
/// was copied before.
pub(super) async fn may_enter(
    app: &AppState,
    session: Option<Session>,
    account: AccountId,
    key: PublicKey,
) -> Result<(), ApiError> {
    let session = session.ok_or(&error::SESSION_MISSING)?.view;
    let its =
        session.account == account && open_chain(app, account).await?.reentry_of(session.key) == Some(key);
    if its { Ok(()) } else { Err((&error::REENTRY_REFUSED).into()) }
}

/// The account's chain, unless it is to be deleted.
async fn open_chain(app: &AppState, account: AccountId) -> Result<Chain, ApiError> {
    let chain = app.store().chain(account).await?.ok_or(&error::ACCOUNT_UNKNOWN)?;
    if chain.keys().closed_at.is_some() { Err((&error::ACCOUNT_CLOSED).into()) } else { Ok(chain) }
}

/// Each part has its fixed length, so no two cases are spelled the same.
fn wrapping(secret: &[u8; 32], account: AccountId, device: PublicKey, key: PublicKey) -> Vec<u8> {
    let mut sum = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    for part in [TAG, &account.0[..], &device.0, &key.0] {
        sum.update(part);
    }
    sum.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_for_another_account_device_key_or_server() {
        let key = |of| PublicKey([of; 32]);
        let good = wrapping(&[7; 32], AccountId([1; 32]), key(2), key(3));
        assert_eq!(good.len(), 32);
        assert_eq!(good, wrapping(&[7; 32], AccountId([1; 32]), key(2), key(3)));
        for (secret, account, device, spare) in
            [(8, 1, 2, 3), (7, 9, 2, 3), (7, 1, 9, 3), (7, 1, 2, 9), (7, 2, 1, 3), (7, 1, 3, 2)]
        {
            let other = wrapping(&[secret; 32], AccountId([account; 32]), key(device), key(spare));
            assert_ne!(other, good, "{secret} {account} {device} {spare}");
        }
    }
}
