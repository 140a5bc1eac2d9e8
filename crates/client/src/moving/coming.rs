//! What a new address keeps of accounts that are on their way to it, in the vault of the place in
//! which they were announced. Anybody can announce one, so few are kept, and not for long.

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize};
use wire::{CommandPost, Millis, PublicKey, path::own_path};

use super::{Small, message::Hello};
use crate::{
    identity::Newcomer,
    limit::{COMING_MILLIS, COMINGS_MAX},
    page,
    trouble::Trouble,
    vault::{self, Shelf},
};

const PLACE: &str = "moving/in";
const FORERUNNER: &str = "moving/forerunner";

/// An account on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Coming {
    /// The former address's own word, which goes back to it.
    pub(super) state: Hash,
    pub(super) account: AccountId,
    /// The former address, as this server names it.
    pub(super) from: String,
    pub(super) to: String,
    pub(super) small: Small,
    pub(super) rows: Vec<CommandPost>,
    /// The place there behind which other accounts wait.
    pub(super) next: Option<u32>,
    pub(super) at: Millis,
    /// The account has come in, and only the rest is to be done. What is set, is the key that was
    /// here before.
    #[serde(default)]
    pub(super) inside: Option<PublicKey>,
}

/// The key at a former address that let this browser's key in to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Forerunner {
    pub(super) account: AccountId,
    pub(super) key: PublicKey,
}

impl Coming {
    pub(super) fn of(hello: Hello, from: String) -> Self {
        let Hello { state, account, to, small, rows, place, more, .. } = hello;
        let next = more.then_some(place);
        let to = own_path(&to).unwrap_or("/").into();
        Self { state, account, from, to, small, rows, next, at: page::now(), inside: None }
    }

    /// Keeps it, and drops those that nothing comes of any more.
    pub(super) async fn keep(&self) -> Result<(), Trouble> {
        let mut all = all().await;
        all.retain(|it| it.state != self.state);
        all.push(self.clone());
        while all.len() > COMINGS_MAX {
            let Some(oldest) = all.iter().position(|it| it.inside.is_none()) else { break };
            all.remove(oldest);
        }
        vault::put(Shelf::Keys, PLACE, &all).await
    }

    /// It is done with.
    pub(super) async fn drop(&self) -> Result<(), Trouble> {
        let mut all = all().await;
        all.retain(|it| it.state != self.state);
        Newcomer::forget(self.account).await?;
        vault::put(Shelf::Keys, PLACE, &all).await
    }

    /// Takes it, and the key that was made for it, to another place.
    pub(super) async fn take_to(&self, number: u32, newcomer: &Newcomer) -> Result<(), Trouble> {
        let other = vault::Other::open(number).await?;
        newcomer.take_to(&other).await?;
        other.put(Shelf::Keys, PLACE, &[self]).await
    }
}

/// Those of today, and those that are inside; the newest last. What cannot be read is begun anew.
pub(super) async fn all() -> Vec<Coming> {
    let mut all: Vec<Coming> = vault::get(Shelf::Keys, PLACE).await.ok().flatten().unwrap_or_default();
    let now = page::now().0;
    all.retain(|it| it.inside.is_some() || (0..COMING_MILLIS).contains(&now.saturating_sub(it.at.0)));
    all
}

impl Forerunner {
    pub(super) async fn of(account: AccountId) -> Option<Self> {
        vault::get(Shelf::Keys, FORERUNNER).await.ok().flatten().filter(|it: &Self| it.account == account)
    }

    pub(super) async fn keep(self) -> Result<(), Trouble> {
        vault::put(Shelf::Keys, FORERUNNER, &self).await
    }
}
