//! How far this browser was told an account's chain. A server that shows less of it later has
//! forgotten changes of keys, and is not believed without a word.

use rules::{AccountId, Hash};
use wire::account::Chain;

use crate::{
    identity,
    vault::{self, Shelf},
};

/// How far a chain was told: its last statement, and how many there are.
pub type Told = (Hash, u32);

/// How far this browser was ever told the chain of its account; none if it has none, or never was.
pub async fn told() -> Option<Told> {
    let account = identity::known_account().await.ok()??;
    vault::get(Shelf::Views, &place(account)).await.ok()?
}

/// Keeps how far it was told.
pub async fn keep_told(told: Told) {
    if let Ok(Some(account)) = identity::known_account().await {
        keep(account, told).await;
    }
}

/// What was added from here and taken by the server was told, too, before any page asks again.
pub(crate) async fn added(chain: &Chain) {
    let length = u32::try_from(chain.statements().count()).unwrap_or(u32::MAX);
    keep(chain.id(), (chain.head(), length)).await;
}

async fn keep(account: AccountId, told: Told) {
    // A vault that is full costs a warning, not data.
    _ = vault::put(Shelf::Views, &place(account), &told).await;
}

fn place(account: AccountId) -> String {
    [&account.to_string(), "/keys-told"].concat()
}
