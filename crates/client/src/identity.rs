//! Who one is here: the device key, the account it opened, and the session.

mod account;
mod device;
mod mark;
mod seed;
mod subtle;

use rules::AccountId;
use serde::{Serialize, de::IgnoredAny};
use wire::{Challenge, Login, LoginPost, PublicKey, Purpose, SessionView, Signed, error};

use crate::{
    link, page,
    trouble::Trouble,
    vault::{self, Shelf},
};
use account::Opening;
use device::Device;

/// A body that says nothing, `{}`.
#[derive(Serialize)]
struct Empty {}

/// How the device key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// By the browser, which signs and never shows it.
    WebCrypto,
    /// As a seed under a key that the browser never shows.
    Wrapped,
    /// As a seed in the open, because the address is insecure.
    Plain,
}

/// What this browser knows about its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    pub key: PublicKey,
    /// The account on this page's server, if one was begun.
    pub account: Option<AccountId>,
    pub keeping: Keeping,
    pub logged_out: bool,
    /// The key that was here before, if the browser lost it. Set until the next login.
    pub lost: Option<PublicKey>,
}

/// Loads the device key, or makes it on the first visit. Nothing is sent.
pub async fn me() -> Result<Me, Trouble> {
    let device = device::load_or_make().await?;
    let opening = match page::server() {
        Ok(server) => account::kept(server, device.public).await?,
        Err(_) => None,
    };
    let account = opening.map(|opening| opening.account);
    let mark = mark::update(|mark| {
        if mark.key.is_some_and(|before| before != device.public) {
            mark.lost = mark.key;
        }
        mark.key = Some(device.public);
        mark.account = account;
    });
    Ok(Me {
        key: device.public,
        account,
        keeping: device.keeping(),
        logged_out: mark.logged_out,
        lost: mark.lost,
    })
}

/// Logs in by the device key, and opens the account first if there is none.
pub async fn log_in() -> Result<SessionView, Trouble> {
    let device = device::load_or_make().await?;
    let opening = account::kept_or_made(&device).await?;
    if !opening.known {
        account::announce(&opening).await?;
    }
    let session = match prove(&device, &opening).await {
        // The server was set back to before the account: the same statement opens it again.
        Err(trouble) if trouble.is(&error::ACCOUNT_UNKNOWN) => {
            account::announce(&opening).await?;
            prove(&device, &opening).await
        }
        // Another tab asked at the same time, or the machine slept.
        Err(trouble)
            if [error::NONCE_EXPIRED, error::NONCE_REUSED, error::NONCE_WRONG]
                .iter()
                .any(|it| trouble.is(it)) =>
        {
            prove(&device, &opening).await
        }
        session => session,
    }?;
    mark::update(|mark| {
        mark.account = Some(opening.account);
        mark.logged_out = false;
        mark.lost = None;
    });
    vault::persist();
    Ok(session)
}

/// Ends the session. What waits in the outbox keeps waiting.
pub async fn log_out() -> Result<(), Trouble> {
    match link::post::<_, IgnoredAny>("/api/v1/auth/logout", &Empty {}).await {
        Err(trouble) if !trouble.is(&error::SESSION_MISSING) => Err(trouble),
        _ => {
            mark::update(|mark| mark.logged_out = true);
            Ok(())
        }
    }
}

/// Signs with the device key.
pub async fn sign(purpose: Purpose, body: &impl Serialize) -> Result<Signed, Trouble> {
    device::load_or_make().await?.sign(Signed::bytes_of(purpose, body)).await
}

/// The account on this page's server; begun here and now, if need be, without a word to anyone.
pub(crate) async fn account() -> Result<AccountId, Trouble> {
    let device = device::load_or_make().await?;
    Ok(account::kept_or_made(&device).await?.account)
}

/// Whether the server has said that it knows the account.
pub(crate) async fn is_open() -> Result<bool, Trouble> {
    let device = device::load_or_make().await?;
    Ok(account::kept(page::server()?, device.public).await?.is_some_and(|opening| opening.known))
}

/// Whether the person left on purpose, so that nothing may log in behind their back.
pub(crate) fn logged_out() -> bool {
    mark::read().logged_out
}

/// One challenge, one signature, one session.
async fn prove(device: &Device, opening: &Opening) -> Result<SessionView, Trouble> {
    let challenge: Challenge = link::post("/api/v1/auth/challenge", &Empty {}).await?;
    let server = page::server()?;
    // A challenge in another server's name could be a login relayed to it.
    if challenge.server != server {
        return Err(Trouble::from(&error::SERVER_MISMATCH));
    }
    let login = Login {
        nonce: challenge.nonce,
        server,
        origin: page::origin()?,
        account: opening.account,
        made_at: page::now(),
    };
    let signed = device.sign(Signed::bytes_of(Purpose::Login, &login)).await?;
    let session: SessionView = link::post("/api/v1/auth/verify", &LoginPost { signed }).await?;
    if session.account == opening.account {
        Ok(session)
    } else {
        Err(Trouble::Unreadable("The server logged in another account than was asked for.".into()))
    }
}
