//! The devices of the account: who may speak for it, and who no longer.

mod name;
mod told;

use rules::{AccountId, Hash};
use wire::{
    Claim, PublicKey,
    account::{AccountView, Chain},
};

use crate::{
    identity, link, outbox, page,
    recovery::Words,
    reentry,
    statement::{self, By},
    trouble::Trouble,
    vault::{self, Shelf},
};

pub(crate) use name::named;
pub use name::own_name;
pub(crate) use told::added;
pub use told::{Told, keep_told, told};

/// The account as the server tells it, its chain checked, and kept for when there is no server.
/// `Unreadable` if the server shows a chain that does not hold, or somebody else's.
pub async fn account() -> Result<AccountView, Trouble> {
    let view: AccountView = identity::in_session(async || link::get("/api/v1/account").await).await?;
    let mine = identity::account().await?;
    let holds = |it: &Chain| it.id() == mine && page::server() == Ok(it.server());
    let chain = view.chain().ok().filter(holds).ok_or_else(|| {
        Trouble::Unreadable(
            "The server shows keys of this account that do not fit together. Nothing was changed.".into(),
        )
    })?;
    reentry::compare(&chain, view.key);
    // A vault that is full costs speed, not data.
    _ = vault::put(Shelf::Views, &place(mine), &view).await;
    Ok(view)
}

/// The account as the server told it last, if this browser has seen it.
pub async fn kept() -> Option<AccountView> {
    let mine = identity::known_account().await.ok()??;
    vault::get(Shelf::Views, &place(mine)).await.ok()?
}

/// Calls a device something else. `Unfit` if that is not a name.
pub async fn name(key: PublicKey, name: &str) -> Result<(), Trouble> {
    let name = named(name)?;
    let text = outbox::new_text(&name);
    let say = |_: &Chain| Ok(Some((Claim::NameKey { key, name: text.reference() }, vec![text.clone()])));
    statement::add(By::Device, &say).await
}

/// Turns a device away for good: its sessions end, and its key never speaks for the account again.
pub async fn revoke(key: PublicKey) -> Result<(), Trouble> {
    let say = |chain: &Chain| {
        let gone = chain.keys().devices.iter().any(|it| it.key == key && it.revoked_at.is_some());
        Ok((!gone).then(|| (Claim::RevokeKey { key }, Vec::new())))
    };
    statement::add(By::Device, &say).await
}

/// Takes the account's keys back to how they stood after an earlier statement, by the words of that
/// time, and turns devices of that time away in the same breath. `Unfit` if the words are none;
/// `Refused` if they may not undo this, or not any more.
pub async fn undo(words: &str, to: Hash, away: Vec<PublicKey>) -> Result<(), Trouble> {
    let key = Words::parse(words).map_err(Trouble::Unfit)?.key();
    let say = |_: &Chain| Ok(Some((Claim::Undo { to, away: away.clone() }, Vec::new())));
    statement::add(By::Recovery(&key), &say).await
}

/// Asks for the account to be deleted, with everything in it. Until that is done it can be reopened.
pub async fn close() -> Result<(), Trouble> {
    let say = |chain: &Chain| Ok(chain.keys().closed_at.is_none().then(|| (Claim::Close {}, Vec::new())));
    statement::add(By::Device, &say).await?;
    // A closed account takes nobody in, and may be gone before anybody comes back.
    reentry::forget().await;
    Ok(())
}

/// Takes the wish to be deleted back.
pub async fn reopen() -> Result<(), Trouble> {
    let say = |chain: &Chain| Ok(chain.keys().closed_at.is_some().then(|| (Claim::Reopen {}, Vec::new())));
    statement::add(By::Device, &say).await
}

/// Who made what an undo to there would undo, and would still speak for the account after it:
/// those to turn away, if it was no mistake of one's own.
pub fn doers(chain: &Chain, to: Hash) -> Vec<PublicKey> {
    let Some(keys) = chain.keys_after(to) else { return Vec::new() };
    let undone = chain.statements().skip_while(|(hash, ..)| *hash != to).skip(1);
    let mut doers: Vec<PublicKey> = undone.map(|(_, _, by, _)| by).filter(|by| keys.is_active(*by)).collect();
    doers.sort();
    doers.dedup();
    doers
}

fn place(account: AccountId) -> String {
    let mut place = account.to_string();
    place.push_str("/account");
    place
}
