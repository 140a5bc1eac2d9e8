//! Which account this browser speaks for. It either opened it, by a statement that is kept before
//! it is sent, so that a lost answer does not make a second account; or it was taken in. An
//! account belongs to one server.

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize};
use wire::{Claim, Millis, PublicKey, Purpose, Signed, Statement, StatementPost};

use super::{Shelf, device::Device, vault};
use crate::{chance, link, page, trouble::Trouble, vault::Other};

/// An account and the key of this browser that speaks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AnyShape")]
pub(crate) struct Membership {
    pub(crate) account: AccountId,
    pub(crate) key: PublicKey,
    /// The first statement, if this browser made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statement: Option<Signed>,
    /// Whether the server has said that it knows of it.
    pub(super) known: bool,
}

/// The record in both shapes: the first had the statement always, and the key only in there.
#[derive(Deserialize)]
struct AnyShape {
    account: AccountId,
    #[serde(default)]
    key: Option<PublicKey>,
    #[serde(default)]
    statement: Option<Signed>,
    known: bool,
}

impl TryFrom<AnyShape> for Membership {
    type Error = &'static str;

    fn try_from(AnyShape { account, key, statement, known }: AnyShape) -> Result<Self, Self::Error> {
        let key = key.or(statement.as_ref().map(|it| it.key)).ok_or("no key speaks for this account")?;
        Ok(Self { account, key, statement, known })
    }
}

impl Membership {
    /// When the account began, if it was here.
    pub(super) fn begun_at(&self) -> Option<Millis> {
        let statement = self.statement.as_ref()?.read::<Statement>(Purpose::Account).ok()?;
        Some(statement.made_at)
    }
}

#[derive(Deserialize)]
struct Opened {
    account: AccountId,
}

/// What is kept for a server, whichever key it is of.
pub(super) async fn any(server: PublicKey) -> Result<Option<Membership>, Trouble> {
    vault::get(Shelf::Keys, &place(server)).await
}

/// What is kept for this page's server and this key.
pub(super) async fn kept(key: PublicKey) -> Result<Option<Membership>, Trouble> {
    Ok(any(page::server()?).await?.filter(|it| it.key == key))
}

/// What is kept for this page's server; where there is nothing, a statement is made and kept. It is
/// not sent yet.
pub(super) async fn kept_or_made(device: &Device) -> Result<Membership, Trouble> {
    let server = page::server()?;
    if let Some(kept) = kept(device.public).await? {
        return Ok(kept);
    }
    let statement = Statement {
        account: None,
        previous: None,
        server,
        origin: page::origin()?,
        made_at: page::now(),
        claim: Claim::Open { key: device.public, salt: Hash(chance::bytes()?) },
    };
    let statement = device.sign(Signed::bytes_of(Purpose::Account, &statement)).await?;
    let account = AccountId(statement.hash().0);
    let made = Membership { account, key: device.public, statement: Some(statement), known: false };
    let kept = vault::get_or_put(Shelf::Keys, &place(server), &made).await?;
    if kept.key == device.public {
        return Ok(kept);
    }
    // What lay there was of a key that is gone; nothing can be signed for it any more.
    keep(&made).await?;
    Ok(made)
}

/// Keeps that another device, or a recovery key, has taken this one in.
pub(super) async fn join(account: AccountId, key: PublicKey) -> Result<Membership, Trouble> {
    let joined = Membership { account, key, statement: None, known: true };
    keep(&joined).await?;
    Ok(joined)
}

/// Likewise in another vault than this tab's.
pub(super) async fn join_in(other: &Other, account: AccountId, key: PublicKey) -> Result<(), Trouble> {
    let joined = Membership { account, key, statement: None, known: true };
    other.put(Shelf::Keys, &place(page::server()?), &joined).await
}

/// Forgets the account of a key that no longer speaks for it.
pub(super) async fn leave() -> Result<(), Trouble> {
    vault::delete(Shelf::Keys, &place(page::server()?)).await
}

/// Sends the first statement. The same bytes open the same account, however often they come.
/// Whoever was taken in has none to send.
pub(super) async fn announce(membership: &Membership) -> Result<(), Trouble> {
    let Some(statement) = &membership.statement else {
        return Err(Trouble::from(&wire::error::ACCOUNT_UNKNOWN));
    };
    let post = StatementPost { signed: statement.clone(), texts: Vec::new() };
    let opened: Opened = link::post("/api/v1/account/statements", &post).await?;
    if opened.account != membership.account {
        return Err(Trouble::Unreadable("The server opened another account than was asked for.".into()));
    }
    keep(&Membership { known: true, ..membership.clone() }).await
}

async fn keep(membership: &Membership) -> Result<(), Trouble> {
    vault::put(Shelf::Keys, &place(page::server()?), membership).await
}

fn place(server: PublicKey) -> String {
    let mut place = String::from("account/");
    place.push_str(&wire::encoding::encode(&server.0));
    place
}
