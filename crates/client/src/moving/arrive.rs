//! The new address: makes a key for the account that is to come, has it let in, and takes over.

use rules::AccountId;
use wire::error;

use super::{
    Step, address,
    coming::{self, Coming, Forerunner},
    going,
    message::{Hello, Message},
    strange,
};
use crate::{
    devices,
    identity::{self, Newcomer},
    outbox, page, place,
    trouble::Trouble,
};

pub(super) async fn step(former: &[String], message: Option<Message>) -> Result<Step, Trouble> {
    place::bind().await;
    match message {
        None => match coming::all().await.pop() {
            Some(coming) => go_on(coming).await,
            None => Ok(Step::Nothing),
        },
        Some(Message::Hello(hello)) => {
            // The word may only choose among those that the server names.
            let from = former.get(hello.former).cloned().ok_or_else(strange)?;
            if hello.late {
                return take_late(hello, &from).await;
            }
            let coming = Coming::of(hello, from);
            coming.keep().await?;
            ask(&coming).await
        }
        Some(Message::Joined { state }) => {
            let found = coming::all().await.into_iter().find(|it| it.state == state);
            come_in(found.ok_or_else(strange)?).await
        }
        Some(Message::Consent { .. } | Message::Next { .. }) => Err(strange()),
    }
}

/// What a page was closed over: an account that has come in, and is not quite done with. Without
/// a network it waits for the next page.
pub(crate) async fn finish_left(account: AccountId) -> Result<(), Trouble> {
    let mut all = coming::all().await;
    all.retain(|it| it.account == account && it.inside.is_some());
    match all.pop() {
        Some(coming) => finish(coming).await.map(drop),
        None => Ok(()),
    }
}

/// A page that was loaded anew in the middle of the way.
async fn go_on(coming: Coming) -> Result<Step, Trouble> {
    let newcomer = Newcomer::of(coming.account).await?;
    match newcomer.prove().await {
        Ok(_) => come_in(coming).await,
        Err(trouble) if is_stranger(&trouble) => ask(&coming).await,
        Err(trouble) => Err(trouble),
    }
}

/// Goes back with the word of a key that was made for this alone: whoever announced the account, the
/// key speaks for nothing but what the former address lets it in to.
async fn ask(coming: &Coming) -> Result<Step, Trouble> {
    let newcomer = Newcomer::of(coming.account).await?;
    let consent = newcomer.consent().await?;
    going(&coming.from, &Message::Consent { state: coming.state, consent })
}

/// The key is said to be let in, which the server must know too. Then it takes over this place, if
/// there is room, or another one.
async fn come_in(mut coming: Coming) -> Result<Step, Trouble> {
    let account = coming.account;
    let newcomer = Newcomer::of(account).await?;
    let session = newcomer.prove().await.map_err(|it| if is_stranger(&it) { strange() } else { it })?;
    let me = identity::me().await?;
    if coming.inside.is_none() {
        let empty = me.account.is_none() && outbox::waiting().await? == 0;
        if !empty && me.account != Some(account) {
            return go_to_place(coming, &newcomer).await;
        }
        coming.inside = Some(me.key);
        coming.keep().await?;
    }
    newcomer.take_over(session).await?;
    finish(coming).await
}

/// This place is another account's: that of this one is made, or found, and the page goes there.
async fn go_to_place(coming: Coming, newcomer: &Newcomer) -> Result<Step, Trouble> {
    let number = match place::other_of(coming.account) {
        Some(number) => number,
        None => place::begin(coming.account)?,
    };
    coming.take_to(number, newcomer).await?;
    place::switch(number).await?;
    coming.drop().await?;
    going(&page::origin()?, &Message::Joined { state: coming.state })
}

/// Takes over what came along, and turns away whom the account's chain names as the one that let
/// this key in: who announced the account may have named anyone.
async fn finish(coming: Coming) -> Result<Step, Trouble> {
    let account = coming.account;
    let view = devices::account().await?;
    let chain = view.chain()?;
    let own = chain.keys().active().find(|it| it.key == view.key).ok_or_else(strange)?;
    let from = own.added_by;
    outbox::adopt(&coming.rows, account, from).await?;
    Forerunner { account, key: from }.keep().await?;
    let mut away: Vec<_> = coming.inside.into_iter().chain([from]).collect();
    away.retain(|it| *it != view.key && chain.keys().is_active(*it));
    for key in away {
        devices::revoke(key).await?;
    }
    coming.drop().await?;
    let Coming { from, state, to, small, next, .. } = coming;
    let next = next.map(|after| address(&from, &Message::Next { after, state, to: to.clone() }));
    Ok(Step::Arrived { to, small, next: next.transpose()? })
}

/// Changes that were made at the former address after the account had left it: only those that the
/// very key has signed which let this one in.
async fn take_late(hello: Hello, from: &str) -> Result<Step, Trouble> {
    let account = hello.account;
    let forerunner = Forerunner::of(account).await.ok_or_else(strange)?;
    if identity::me().await?.account != Some(account) {
        return Err(strange());
    }
    outbox::adopt(&hello.rows, account, forerunner.key).await?;
    going(from, &Message::Next { after: hello.place, state: hello.state, to: hello.to })
}

fn is_stranger(trouble: &Trouble) -> bool {
    trouble.is(&error::KEY_UNKNOWN) || trouble.is(&error::ACCOUNT_UNKNOWN)
}
