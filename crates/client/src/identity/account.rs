//! How the account began: its first statement, kept before it is sent, so that a lost answer
//! does not make a second account. An account belongs to one server.

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize};
use wire::{Claim, PublicKey, Purpose, Signed, Statement};

use super::{Shelf, device::Device, vault};
use crate::{chance, link, page, trouble::Trouble};

/// The first statement and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Opening {
    pub(super) statement: Signed,
    pub(super) account: AccountId,
    /// Whether the server has said that it has it.
    pub(super) known: bool,
}

#[derive(Serialize)]
struct Post<'a> {
    signed: &'a Signed,
}

#[derive(Deserialize)]
struct Opened {
    account: AccountId,
}

/// The statement for this server by this key, if there is one.
pub(super) async fn kept(server: PublicKey, key: PublicKey) -> Result<Option<Opening>, Trouble> {
    let opening: Option<Opening> = vault::get(Shelf::Keys, &place(server)).await?;
    Ok(opening.filter(|opening| opening.statement.key == key))
}

/// The statement for this page's server, made and kept if there is none. Not sent yet.
pub(super) async fn kept_or_made(device: &Device) -> Result<Opening, Trouble> {
    let server = page::server()?;
    if let Some(opening) = kept(server, device.public).await? {
        return Ok(opening);
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
    let made = Opening { account: AccountId(statement.hash().0), statement, known: false };
    let kept = vault::get_or_put(Shelf::Keys, &place(server), &made).await?;
    if kept.statement.key == device.public {
        return Ok(kept);
    }
    // What lay there was by a key that is gone; nothing can be signed for it any more.
    vault::put(Shelf::Keys, &place(server), &made).await?;
    Ok(made)
}

/// Sends the statement. The same bytes open the same account, however often they come.
pub(super) async fn announce(opening: &Opening) -> Result<(), Trouble> {
    let opened: Opened =
        link::post("/api/v1/account/statements", &Post { signed: &opening.statement }).await?;
    if opened.account != opening.account {
        return Err(Trouble::Unreadable("The server opened another account than was asked for.".into()));
    }
    let known = Opening { known: true, ..opening.clone() };
    vault::put(Shelf::Keys, &place(page::server()?), &known).await
}

fn place(server: PublicKey) -> String {
    let mut place = String::from("account/");
    place.push_str(&wire::encoding::encode(&server.0));
    place
}
