//! A browser that knows nothing comes back to its account by a recovery key.

use ed25519_dalek::SigningKey;
use rules::Hash;
use wire::{
    Claim, Millis, PublicKey, Purpose, Recover, RecoverPost, Signed,
    account::{Chain, Recovered},
    error,
};

use super::Words;
use crate::{
    devices,
    identity::{self, Came, Seat},
    link, outbox, page,
    statement::{self, By, Said},
    trouble::Trouble,
};

/// The code of a refusal: the key was a recovery key, and somebody has replaced it since.
pub const REPLACED: &str = "RECOVERY_REPLACED";

/// Brings the account of these words to this browser, and logs in. An account that was to be
/// deleted is reopened. `RECOVERY_UNKNOWN` if no account here knows them; [`REPLACED`] if they were
/// replaced, but not so long ago that [`take_back`] could not help. If this tab's
/// place has another account with something in it, that one stays, and this one comes beside it.
pub async fn restore(words: &Words) -> Result<Came, Trouble> {
    by(&words.key(), Past::Stays).await
}

/// As [`restore`], for words that somebody else has replaced: what took their power is undone
/// first, and the devices that did it are turned away. To be called when a person says so.
pub async fn take_back(words: &Words) -> Result<Came, Trouble> {
    by(&words.key(), Past::IsUndone).await
}

/// What becomes of the statements that took the power from the key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Past {
    Stays,
    IsUndone,
}

pub(super) async fn by(key: &SigningKey, past: Past) -> Result<Came, Trouble> {
    match once(key, past).await {
        // Another device changed the keys in between.
        Err(trouble) if trouble.is(&error::CONFLICT) => once(key, past).await,
        came => came,
    }
}

async fn once(key: &SigningKey, past: Past) -> Result<Came, Trouble> {
    let mut chain = find(key).await?;
    let account = chain.id();
    let undo = undoing(&chain, key, past)?;
    let mut seat = Seat::find(account).await?;
    if let Some(claim) = undo {
        say(key, &mut chain, (claim, Vec::new())).await?;
    }
    let mut own = seat.key().await?;
    if !chain.keys().is_active(own) {
        if chain.keys().closed_at.is_some() {
            say(key, &mut chain, (Claim::Reopen {}, Vec::new())).await?;
        }
        if was_here(&chain, own) {
            own = seat.renew().await?;
        }
        let consent = seat.consent(account).await?;
        let text = outbox::new_text(&devices::own_name());
        let claim = Claim::AddKey { key: own, name: text.reference(), consent };
        say(key, &mut chain, (claim, vec![text])).await?;
    }
    seat.take(account).await
}

/// What must be said first so that the key speaks for the account again: nothing, if it does.
/// As little as possible is undone; the person can go further back afterwards.
fn undoing(chain: &Chain, key: &SigningKey, past: Past) -> Result<Option<Claim>, Trouble> {
    let public = PublicKey(key.verifying_key().to_bytes());
    if chain.keys().rank(public).is_some() {
        return Ok(None);
    }
    if past == Past::Stays {
        return Err(Trouble::Refused {
            code: REPLACED.into(),
            sentence:
                "This recovery key was replaced by another. If that was not you, take the account back."
                    .into(),
        });
    }
    let speaks = |to: &Hash| chain.keys_after(*to).is_some_and(|it| it.rank(public).is_some());
    let to = chain.undoable(public, last_time(chain)).filter(speaks).last();
    let to = to.ok_or_else(|| Trouble::from(&error::RECOVERY_UNKNOWN))?;
    Ok(Some(Claim::Undo { to, away: devices::doers(chain, to) }))
}

/// The account that this key reaches.
async fn find(key: &SigningKey) -> Result<Chain, Trouble> {
    let recovered = match ask(key).await {
        Err(trouble) if identity::is_stale(&trouble) => ask(key).await,
        recovered => recovered,
    }?;
    let public = PublicKey(key.verifying_key().to_bytes());
    let fits = |it: &Chain| page::server() == Ok(it.server()) && it.answers_to(public, last_time(it));
    recovered.chain().ok().filter(fits).ok_or_else(|| {
        Trouble::Unreadable("The server shows an account that does not fit this recovery key.".into())
    })
}

async fn ask(key: &SigningKey) -> Result<Recovered, Trouble> {
    let recover = Recover {
        nonce: identity::nonce().await?,
        server: page::server()?,
        origin: page::origin()?,
        made_at: page::now(),
    };
    let signed = Signed::sign(Purpose::Recover, &recover, key);
    link::post("/api/v1/account/recover", &RecoverPost { signed }).await
}

async fn say(by: &SigningKey, chain: &mut Chain, said: Said) -> Result<(), Trouble> {
    let now = last_time(chain);
    statement::post(By::Recovery(by), chain, now, said).await
}

/// The server's clock as far as the chain tells; whether something is too late, the server says.
fn last_time(chain: &Chain) -> Millis {
    chain.statements().next_back().map_or(Millis(0), |(_, time, ..)| time)
}

/// Whether the key ever belonged to the account. One that was turned away never comes back.
fn was_here(chain: &Chain, key: PublicKey) -> bool {
    chain.statements().any(|(_, _, _, claim)| match claim {
        Claim::Open { key: its, .. } | Claim::AddKey { key: its, .. } | Claim::Reenter { key: its, .. } => {
            *its == key
        }
        _ => false,
    })
}
