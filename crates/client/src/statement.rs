//! The next link of the account's chain: made on the chain as it is now, checked as the server
//! will check it, and sent.

use ed25519_dalek::SigningKey;
use serde::de::IgnoredAny;
use wire::{Claim, Millis, Purpose, SaltedText, Signed, Statement, StatementPost, account::Chain, error};

use crate::{devices, identity, link, page, trouble::Trouble, turn};

/// What a statement says, with the text it refers to.
pub(crate) type Said = (Claim, Vec<SaltedText>);

/// Who signs it: this device, or a recovery key; a re-entry key signs as a recovery key does.
#[derive(Clone, Copy)]
pub(crate) enum By<'a> {
    Device,
    Recovery(&'a SigningKey),
}

/// Decides on the account as it is what is to be said; nothing, if it was said already and only
/// the answer was lost.
pub(crate) type Say<'a> = &'a dyn Fn(&Chain) -> Result<Option<Said>, Trouble>;

/// Adds a statement to the account of this session. If another device was quicker, it is decided
/// anew, once.
pub(crate) async fn add(by: By<'_>, say: Say<'_>) -> Result<(), Trouble> {
    let _turn = turn::take(turn::Of::Statement).await;
    match once(by, say).await {
        Err(trouble) if trouble.is(&error::CONFLICT) => once(by, say).await,
        done => done,
    }
}

async fn once(by: By<'_>, say: Say<'_>) -> Result<(), Trouble> {
    let view = devices::account().await?;
    let mut chain = view.chain()?;
    match say(&chain)? {
        Some(said) => post(by, &mut chain, view.now, said).await,
        None => Ok(()),
    }
}

/// Adds a statement to a chain that the server has just shown. The chain grows before the answer
/// comes: after a trouble it is of no use any more.
pub(crate) async fn post(by: By<'_>, chain: &mut Chain, now: Millis, said: Said) -> Result<(), Trouble> {
    let (claim, texts) = said;
    let statement = Statement {
        account: Some(chain.id()),
        previous: Some(chain.head()),
        server: chain.server(),
        origin: page::origin()?,
        made_at: page::now(),
        claim,
    };
    let signed = match by {
        By::Device => identity::sign(Purpose::Account, &statement).await?,
        By::Recovery(key) => Signed::sign(Purpose::Account, &statement, key),
    };
    // A chain's time never runs backwards, and a refusal needs no way to the server.
    chain.push(&signed, now)?;
    link::post::<_, IgnoredAny>("/api/v1/account/statements", &StatementPost { signed, texts }).await?;
    devices::added(chain).await;
    Ok(())
}
