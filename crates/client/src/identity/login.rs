//! The way in: one challenge, one signature, one session.

use rules::AccountId;
use serde::{Serialize, de::IgnoredAny};
use wire::{Challenge, Login, LoginPost, Millis, Purpose, SessionView, Signed, error};

use super::{
    device::{self, Device},
    mark,
    membership::{self, Membership},
    vault,
};
use crate::{link, page, trouble::Trouble, turn};

/// A body that says nothing, `{}`.
#[derive(Serialize)]
struct Empty {}

/// Logs in by the device key, and opens the account first if there is none. By hand is when a
/// person asked for it; by itself, a page comes back to a session that has lapsed.
///
/// `SESSION_MISSING` by itself after somebody logged out here, and `SESSION_ENDED` after somebody
/// logged out everywhere: both want a person. Any other trouble is told as it is.
pub async fn log_in(by_hand: bool) -> Result<SessionView, Trouble> {
    willing(by_hand)?;
    let _turn = turn::take(turn::Of::Session).await;
    enter(by_hand).await
}

/// Renews the session before it lapses, by itself. `session` is when it ends, as far as the caller
/// knows: if another tab has renewed it meanwhile, nothing is asked.
pub async fn renew(session: Millis) -> Result<SessionView, Trouble> {
    willing(false)?;
    let _turn = turn::take(turn::Of::Session).await;
    // Somebody may have left while we waited for our turn.
    willing(false)?;
    match mark::read().session.filter(|newer| *newer > session) {
        Some(expires_at) => {
            let device = device::load_or_make().await?;
            let account = membership::kept_or_made(&device).await?.account;
            let key = device.public;
            Ok(SessionView { account, key, did: key.did(), expires_at })
        }
        None => enter(false).await,
    }
}

/// Ends the session. What waits in the outbox keeps waiting.
pub async fn log_out() -> Result<(), Trouble> {
    leave("/api/v1/auth/logout").await
}

/// Ends all sessions of the account, here and on every other device. Each must come back by hand.
pub async fn log_out_everywhere() -> Result<(), Trouble> {
    leave("/api/v1/auth/logout_everywhere").await
}

/// Shows the server that the key speaks for the account, although nothing of it is kept yet.
pub(crate) async fn try_in(account: AccountId) -> Result<SessionView, Trouble> {
    let _turn = turn::take(turn::Of::Session).await;
    let device = device::load_or_make().await?;
    entered(prove(&device, account, true).await?)
}

/// A fresh nonce of this page's server.
pub(crate) async fn nonce() -> Result<String, Trouble> {
    let challenge: Challenge = link::post("/api/v1/auth/challenge", &Empty {}).await?;
    // A challenge in another server's name could be a login relayed to it.
    if challenge.server == page::server()? {
        Ok(challenge.nonce)
    } else {
        Err(Trouble::from(&error::SERVER_MISMATCH))
    }
}

/// Whether another nonce may help: another tab asked at the same time, or the machine slept.
pub(crate) fn is_stale(trouble: &Trouble) -> bool {
    [error::NONCE_EXPIRED, error::NONCE_REUSED, error::NONCE_WRONG].iter().any(|it| trouble.is(it))
}

/// Nothing logs in behind the back of one who has left.
fn willing(by_hand: bool) -> Result<(), Trouble> {
    if !by_hand && mark::read().logged_out {
        return Err(Trouble::from(&error::SESSION_MISSING));
    }
    Ok(())
}

async fn enter(by_hand: bool) -> Result<SessionView, Trouble> {
    let device = device::load_or_make().await?;
    let membership = membership::kept_or_made(&device).await?;
    let Membership { account, known, .. } = membership;
    if !known {
        membership::announce(&membership).await?;
    }
    let session = match prove(&device, account, by_hand).await {
        // The server was set back to before the account: the same statement opens it again.
        Err(trouble) if trouble.is(&error::ACCOUNT_UNKNOWN) => {
            membership::announce(&membership).await?;
            prove(&device, account, by_hand).await
        }
        session => session,
    };
    if session.as_ref().is_err_and(|trouble| trouble.is(&error::SESSION_ENDED)) {
        mark::update(|mark| mark.logged_out = true);
    }
    entered(session?)
}

fn entered(session: SessionView) -> Result<SessionView, Trouble> {
    mark::update(|mark| {
        mark.key = Some(session.key);
        mark.account = Some(session.account);
        mark.logged_out = false;
        mark.lost = None;
        mark.session = Some(session.expires_at);
    });
    vault::persist();
    Ok(session)
}

async fn prove(device: &Device, account: AccountId, by_hand: bool) -> Result<SessionView, Trouble> {
    match prove_once(device, account, by_hand).await {
        Err(trouble) if is_stale(&trouble) => prove_once(device, account, by_hand).await,
        session => session,
    }
}

async fn prove_once(device: &Device, account: AccountId, by_hand: bool) -> Result<SessionView, Trouble> {
    let login = Login {
        nonce: nonce().await?,
        server: page::server()?,
        origin: page::origin()?,
        account,
        made_at: page::now(),
    };
    let signed = device.sign(Signed::bytes_of(Purpose::Login, &login)).await?;
    let post = LoginPost { signed, renew: !by_hand };
    let session: SessionView = link::post("/api/v1/auth/verify", &post).await?;
    if (session.account, session.key) == (account, device.public) {
        Ok(session)
    } else {
        Err(Trouble::Unreadable("The server logged in another account than was asked for.".into()))
    }
}

async fn leave(path: &str) -> Result<(), Trouble> {
    match link::post::<_, IgnoredAny>(path, &Empty {}).await {
        Err(trouble) if !trouble.is(&error::SESSION_MISSING) => Err(trouble),
        _ => {
            mark::update(|mark| {
                mark.logged_out = true;
                mark.session = None;
            });
            Ok(())
        }
    }
}
