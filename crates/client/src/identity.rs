//! Who one is here: the device key, the account it speaks for, and the session.
//!
//! A browser may lose what it keeps. The vault alone decides who one is; the mark beside it, in
//! localStorage, tells what was there before:
//! * the vault is gone, the mark is there: a new key, no account, and [`Me::lost`] names the old
//!   key until the next login. The mark keeps the old account as long.
//! * the mark is gone, the vault is there: nothing is lost. The mark is written anew; that somebody
//!   had logged out is forgotten, and the server still knows it if it was everywhere.
//! * both are gone: a first visit.

mod device;
mod login;
mod mark;
mod membership;
mod newcomer;
mod refusal;
mod seat;
mod seed;
mod standing;
mod subtle;

use rules::AccountId;
use serde::Serialize;
use wire::{Millis, PublicKey, Purpose, Signed, account::Consent, error};

use crate::{
    page, reentry,
    trouble::Trouble,
    vault::{self, Other, Shelf},
};

use login::log_in_again;
pub(crate) use login::{is_stale, nonce, try_in};
pub use login::{log_in, log_out, log_out_everywhere, open_account, renew, settle_session};
pub(crate) use newcomer::Newcomer;
pub(crate) use seat::Seat;
pub(crate) use standing::make_room;
pub(crate) use subtle::{has_subtle, sealed_by, sealed_with, unsealed_by, unsealed_with};

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
    /// The account on this page's server, if one was begun or joined.
    pub account: Option<AccountId>,
    pub keeping: Keeping,
    pub logged_out: bool,
    /// The key that was here before, if the browser lost it. Set until the next login.
    pub lost: Option<PublicKey>,
}

/// Where an account came that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// Into this tab's place, and it is logged in.
    Here(Me),
    /// Into the place of this number, because there is something in this one.
    Elsewhere(u32),
}

/// Loads the device key, or makes it on the first visit. Nothing is sent.
pub async fn me() -> Result<Me, Trouble> {
    let device = device::load_or_make().await?;
    let kept = match page::server() {
        Ok(server) => membership::any(server).await?,
        Err(_) => None,
    };
    // An account of another key is what is left when the browser drops half of the vault.
    let (mine, orphan) = match kept {
        Some(kept) if kept.key == device.public => (Some(kept.account), None),
        orphan => (None, orphan),
    };
    let mark = mark::update(|mark| {
        let before = mark.key.or(orphan.as_ref().map(|it| it.key));
        if before.is_some_and(|before| before != device.public) {
            mark.lost = before;
            mark.account = mark.account.or(orphan.map(|it| it.account));
        }
        mark.key = Some(device.public);
        if mine.is_some() || mark.lost.is_none() {
            mark.account = mine;
        }
    });
    Ok(Me {
        key: device.public,
        account: mine,
        keeping: device.keeping(),
        logged_out: mark.logged_out,
        lost: mark.lost,
    })
}

/// Signs with the device key.
pub async fn sign(purpose: Purpose, body: &impl Serialize) -> Result<Signed, Trouble> {
    device::load_or_make().await?.sign(Signed::bytes_of(purpose, body)).await
}

/// The account on this page's server; begun here and now, if need be, without a word to anyone.
pub(crate) async fn account() -> Result<AccountId, Trouble> {
    let device = device::load_or_make().await?;
    Ok(membership::kept_or_made(&device).await?.account)
}

/// The account on this page's server, if the server has said that it knows it.
pub(crate) async fn known_account() -> Result<Option<AccountId>, Trouble> {
    let device = device::load_or_make().await?;
    Ok(membership::kept(device.public).await?.filter(|it| it.known).map(|it| it.account))
}

/// When this browser began its account, by its own clock. None if it was taken into one, or has none.
pub async fn begun_at() -> Result<Option<Millis>, Trouble> {
    let device = device::load_or_make().await?;
    Ok(membership::kept(device.public).await?.and_then(|it| it.begun_at()))
}

/// Whether the person left on purpose, so that nothing may log in behind their back.
pub(crate) fn logged_out() -> bool {
    mark::read().logged_out
}

/// The account of the key that this browser has lost, if it lost one.
pub(crate) fn lost_account() -> Option<AccountId> {
    let mark = mark::read();
    mark.lost.and(mark.account)
}

/// When the session ends, as far as any tab of this browser knows.
pub fn session_end() -> Option<Millis> {
    mark::read().session
}

/// This device's word that an account may take it in.
pub(crate) async fn consent(account: AccountId) -> Result<Signed, Trouble> {
    sign(Purpose::Consent, &consenting(account)?).await
}

/// What a key signs so that an account may take it in.
pub(crate) fn consenting(account: AccountId) -> Result<Consent, Trouble> {
    Ok(Consent { account, server: page::server()?, made_at: page::now() })
}

/// The key that lies in another vault than this tab's, if one does.
pub(crate) async fn key_in(other: &Other) -> Result<Option<PublicKey>, Trouble> {
    Ok(device::load_from(Some(other)).await?.map(|it| it.public))
}

/// The session of the browser is not of this place any more; nobody has logged out.
pub(crate) fn forget_session(place: u32) {
    mark::update_of(place, |mark| mark.session = None);
}

/// Removes the mark of a place that is gone.
pub(crate) fn forget_mark(place: u32) {
    mark::remove_of(place);
}

/// Keeps that this browser's key speaks for an account from now on.
pub(crate) async fn join(account: AccountId) -> Result<(), Trouble> {
    let device = device::load_or_make().await?;
    membership::join(account, device.public).await.map(drop)
}

/// A new key in the place of one that was turned away, and no account.
pub(crate) async fn begin_anew() -> Result<PublicKey, Trouble> {
    reentry::forget().await;
    membership::leave().await?;
    let device = device::renew().await?;
    mark::update(|mark| {
        mark.key = Some(device.public);
        mark.account = None;
        mark.session = None;
    });
    Ok(device.public)
}

/// Asks for something that needs a session; one that has lapsed is renewed once.
pub(crate) async fn in_session<T>(ask: impl AsyncFn() -> Result<T, Trouble>) -> Result<T, Trouble> {
    let mut session = session_end();
    // The browser may have a session all the same, but then it is that of another place.
    if session.is_none() {
        session = Some(log_in_again(Millis::default()).await?.expires_at);
    }
    match ask().await {
        Err(trouble) if trouble.is(&error::SESSION_MISSING) => {
            log_in_again(session.unwrap_or_default()).await?;
            ask().await
        }
        answer => answer,
    }
}
