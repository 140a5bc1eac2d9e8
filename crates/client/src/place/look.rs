//! What there is in every place, for the person who chooses among them.

use rules::AccountId;
use wire::PublicKey;

use super::{List, Place, bind, number};
use crate::{identity, outbox, trouble::Trouble, vault};

/// A place, looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub number: u32,
    pub label: String,
    /// None until one was begun or joined.
    pub account: Option<AccountId>,
    /// None where the browser has lost it.
    pub key: Option<PublicKey>,
    /// How many changes wait to be sent.
    pub waiting: u32,
    /// The place of this tab.
    pub here: bool,
}

/// Looks into every place, in the order in which they were made.
pub async fn look() -> Result<Vec<Seen>, Trouble> {
    bind().await;
    let mut all = Vec::new();
    for place in List::now().places {
        all.push(seen(place).await?);
    }
    Ok(all)
}

async fn seen(Place { number: its, label, account, .. }: Place) -> Result<Seen, Trouble> {
    let here = its == number();
    let (key, account, waiting) = if here {
        let me = identity::me().await?;
        // Of a place that has lost its key the list knows more.
        (Some(me.key), me.account.or(account), outbox::waiting().await?)
    } else {
        let vault = vault::Other::open(its).await?;
        (identity::key_in(&vault).await?, account, outbox::waiting_in(&vault).await?.0 as u32)
    };
    Ok(Seen { number: its, label, account, key, waiting, here })
}
