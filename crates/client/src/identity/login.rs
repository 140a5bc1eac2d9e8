//! The way in: one challenge, one signature, one session.

use rules::AccountId;
use serde::de::IgnoredAny;
use wire::{Challenge, Login, LoginPost, Millis, PublicKey, Purpose, SessionView, Signed, error};

use super::{
    device::{self, Device},
    in_session, mark,
    membership::{self, Membership},
    refusal, session_end, vault,
};
use crate::{
    link::{self, Empty},
    page, place, reentry,
    trouble::Trouble,
    turn,
};

/// What kind of session is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    /// A person asked for it.
    by_hand: bool,
    /// The end of the last session that was known when it was wished for: one that ends later, begun by
    /// another tab meanwhile, is as good as a new one. None where only a new one will do.
    since: Option<Millis>,
}

impl Wish {
    pub(super) const ANEW: Self = Self { by_hand: true, since: None };

    /// Whether a session that the browser has already fulfils it.
    fn is_met_by(self, session: &SessionView, account: AccountId, key: PublicKey) -> bool {
        let is_mine = (session.account, session.key) == (account, key);
        is_mine && self.since.is_some_and(|end| session.expires_at > end)
    }
}

/// Logs in by the device key, and opens the account first if there is none. By hand is when a
/// person asked for it; by itself, a page comes back to a session that has lapsed.
///
/// `SESSION_MISSING` by itself after somebody logged out here, and `SESSION_ENDED` after somebody
/// logged out everywhere: both want a person. A key that was turned away is told so by itself once,
/// and without asking from then on. Any other trouble is told as it is.
pub async fn log_in(by_hand: bool) -> Result<SessionView, Trouble> {
    if !by_hand {
        return renew(session_end().unwrap_or_default()).await;
    }
    willing(true)?;
    let session = session_end().unwrap_or_default();
    let _turn = turn::take(turn::Of::Session).await;
    match newer(session).await? {
        Some(session) => Ok(session),
        None => enter(Wish { by_hand: true, since: Some(session) }).await,
    }
}

/// Opens the account of the device key because a person begins something here, and logs in. Where
/// another tab has done it just now, its session is taken.
pub async fn open_account() -> Result<SessionView, Trouble> {
    willing(true)?;
    let _turn = turn::take(turn::Of::Session).await;
    enter(Wish { by_hand: true, since: Some(Millis::default()) }).await
}

/// The same by itself for something that a person asked for, whatever was said before. `session` is
/// as in [`renew`].
pub(super) async fn log_in_again(session: Millis) -> Result<SessionView, Trouble> {
    willing(false)?;
    let _turn = turn::take(turn::Of::Session).await;
    // Somebody may have left while we waited for our turn.
    willing(false)?;
    match newer(session).await? {
        Some(session) => Ok(session),
        None => enter(Wish { by_hand: false, since: Some(session) }).await,
    }
}

/// Renews the session by itself, before it lapses or after. `session` is when it ends, as far as the
/// caller knows: if somebody else here has renewed it meanwhile, nothing is asked. One more login would
/// end that session, under the feet of whoever connects with it.
pub async fn renew(session: Millis) -> Result<SessionView, Trouble> {
    willing(false)?;
    let _turn = turn::take(turn::Of::Session).await;
    // Somebody may have left while we waited for our turn.
    willing(false)?;
    match newer(session).await? {
        Some(session) => Ok(session),
        None => {
            not_refused().await?;
            enter(Wish { by_hand: false, since: Some(session) }).await
        }
    }
}

/// Waits for a login that is under way, here or in another tab.
pub async fn settle_session() {
    drop(turn::take(turn::Of::Session).await);
}

/// The session of this place, if it ends later than that one.
async fn newer(session: Millis) -> Result<Option<SessionView>, Trouble> {
    let Some(expires_at) = session_end().filter(|it| *it > session) else { return Ok(None) };
    let device = device::load_or_make().await?;
    let account = membership::kept_or_made(&device).await?.account;
    let key = device.public;
    Ok(Some(SessionView { account, key, did: key.did(), expires_at, owner: false }))
}

/// Ends the session. What waits in the outbox keeps waiting.
pub async fn log_out() -> Result<(), Trouble> {
    settled_here()?;
    left(link::post("/api/v1/auth/logout", &Empty {}).await).await
}

/// Ends all sessions of the account, here and on every other device. Each must come back by hand.
/// It is done in a session of this very account, also if the one before has lapsed.
pub async fn log_out_everywhere() -> Result<(), Trouble> {
    let leave = async || link::post("/api/v1/auth/logout_everywhere", &Empty {}).await;
    left(in_session(leave).await).await
}

/// Shows the server that the key speaks for the account, although nothing of it is kept yet.
pub(crate) async fn try_in(account: AccountId) -> Result<SessionView, Trouble> {
    let _turn = turn::take(turn::Of::Session).await;
    settled_here()?;
    let device = device::load_or_make().await?;
    entered(prove(&device, account, Wish::ANEW).await?)
}

/// A fresh nonce of this page's server.
pub(crate) async fn nonce() -> Result<String, Trouble> {
    Ok(challenge().await?.nonce)
}

async fn challenge() -> Result<Challenge, Trouble> {
    let challenge: Challenge = link::post("/api/v1/auth/challenge", &Empty {}).await?;
    // A challenge in another server's name could be a login relayed to it.
    if challenge.server == page::server()? {
        Ok(challenge)
    } else {
        Err(Trouble::from(&error::SERVER_MISMATCH))
    }
}

/// Whether another nonce may help: another tab asked at the same time, or the machine slept.
pub(crate) fn is_stale(trouble: &Trouble) -> bool {
    [error::NONCE_EXPIRED, error::NONCE_REUSED, error::NONCE_WRONG].iter().any(|it| trouble.is(it))
}

/// Only tabs of the active place log in or out: there is one session for the whole browser.
pub(super) fn settled_here() -> Result<(), Trouble> {
    if place::is_active() { Ok(()) } else { Err(Trouble::Switched) }
}

/// Nothing logs in behind the back of one who has left.
fn willing(by_hand: bool) -> Result<(), Trouble> {
    settled_here()?;
    if !by_hand && mark::read().logged_out {
        return Err(Trouble::from(&error::SESSION_MISSING));
    }
    Ok(())
}

async fn not_refused() -> Result<(), Trouble> {
    refusal::of(device::load_or_make().await?.public).map_or(Ok(()), Err)
}

async fn enter(wish: Wish) -> Result<SessionView, Trouble> {
    settled_here()?;
    let device = device::load_or_make().await?;
    let membership = membership::kept_or_made(&device).await?;
    let Membership { account, known, .. } = membership;
    if !known {
        membership::announce(&membership).await?;
    }
    let session = match prove(&device, account, wish).await {
        // The server was set back to before the account: the same statement opens it again.
        Err(trouble) if trouble.is(&error::ACCOUNT_UNKNOWN) => {
            membership::announce(&membership).await?;
            prove(&device, account, wish).await
        }
        session => session,
    };
    refusal::note(device.public, &session);
    if session.as_ref().is_err_and(|trouble| trouble.is(&error::SESSION_ENDED)) {
        mark::update(|mark| mark.logged_out = true);
        reentry::hide().await;
    }
    let session = entered(session?)?;
    reentry::make_ready(session.key);
    Ok(session)
}

pub(super) fn entered(session: SessionView) -> Result<SessionView, Trouble> {
    mark::update(|mark| {
        mark.key = Some(session.key);
        mark.account = Some(session.account);
        mark.logged_out = false;
        mark.lost = None;
        mark.session = Some(session.expires_at);
    });
    place::settled();
    vault::persist();
    Ok(session)
}

pub(super) async fn prove(device: &Device, account: AccountId, wish: Wish) -> Result<SessionView, Trouble> {
    match prove_once(device, account, wish).await {
        Err(trouble) if is_stale(&trouble) => prove_once(device, account, wish).await,
        session => session,
    }
}

async fn prove_once(device: &Device, account: AccountId, wish: Wish) -> Result<SessionView, Trouble> {
    let challenge = challenge().await?;
    // The mark of another tab's login may not have come to this one yet.
    if let Some(session) = challenge.session.filter(|it| wish.is_met_by(it, account, device.public)) {
        return Ok(session);
    }
    let login = Login {
        nonce: challenge.nonce,
        server: page::server()?,
        origin: page::origin()?,
        account,
        made_at: page::now(),
    };
    let signed = device.sign(Signed::bytes_of(Purpose::Login, &login)).await?;
    let post = LoginPost { signed, renew: !wish.by_hand };
    let session: SessionView = link::post("/api/v1/auth/verify", &post).await?;
    if (session.account, session.key) == (account, device.public) {
        Ok(session)
    } else {
        Err(Trouble::Unreadable("The server logged in another account than was asked for.".into()))
    }
}

async fn left(answer: Result<IgnoredAny, Trouble>) -> Result<(), Trouble> {
    match answer {
        Err(trouble) if !trouble.is(&error::SESSION_MISSING) => Err(trouble),
        _ => {
            mark::update(|mark| {
                mark.logged_out = true;
                mark.session = None;
            });
            reentry::hide().await;
            Ok(())
        }
    }
}
