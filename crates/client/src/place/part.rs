//! Adding a place, going to another, and removing one for good.

use idb::Factory;
use serde::de::IgnoredAny;

use super::{HERE, List, Place, bind, is_active, named, number};
use crate::{
    identity,
    limit::{LEAVE_MILLIS, REMOVE_MILLIS, SEND_MILLIS},
    link, outbox, page, reentry,
    trouble::Trouble,
    turn, vault,
    wait::within,
};

/// A new, empty place, not active yet; or an empty one that is there already. `label` is what this
/// tab's account is to be called, now that there are several.
pub async fn add(label: String) -> Result<u32, Trouble> {
    let own = bind().await;
    here()?;
    let me = identity::me().await?;
    List::change(|it| {
        if let Some(place) = it.places.iter_mut().find(|it| it.number == own) {
            (place.account, place.label) = (me.account, label);
        }
        // Of one from before the list it is not known whether it is empty.
        let empty = |it: &&Place| it.account.is_none() && it.since.0 > 0 && it.number != own;
        match it.places.iter().find(empty) {
            Some(empty) => Ok(empty.number),
            None => it.add().map(|it| it.number),
        }
    })
}

/// Makes another place the active one. What waits here is sent first, as far as that goes quickly;
/// the rest waits on in its own place. The session ends without a word to anybody: nobody has
/// logged out. An empty place that is left is gone. The page is to be loaded anew after this.
pub async fn switch(to: u32) -> Result<(), Trouble> {
    let own = bind().await;
    here()?;
    if to == own {
        return Ok(());
    }
    _ = within(SEND_MILLIS, outbox::flush()).await;
    let me = identity::me().await?;
    let empty = me.account.is_none() && me.lost.is_none() && outbox::waiting().await? == 0;
    let _turn = turn::take(turn::Of::Session).await;
    here()?;
    List::change(|it| {
        it.go(to)?;
        if empty {
            it.remove(own);
        }
        Ok(())
    })?;
    identity::forget_session(own);
    if empty {
        forget(own).await;
    }
    end_session().await;
    Ok(())
}

/// Removes a place with everything in it. `Unfit` while changes wait in it that a server may still
/// take. If it was the active one, another is active now, and the page is to be loaded anew.
pub async fn remove(gone: u32) -> Result<(), Trouble> {
    let own = bind().await;
    here()?;
    let (all, held) = if gone == own {
        (outbox::waiting().await? as usize, outbox::held().await?.len())
    } else {
        outbox::waiting_in(&vault::Other::open(gone).await?).await?
    };
    if all > held {
        return Err(Trouble::Unfit(
            "Changes of this account still wait to be sent. Switch to it and let them go out first.".into(),
        ));
    }
    let its = |it: Place| (it.number == gone).then_some(it.account).flatten();
    let account = if gone == own {
        identity::me().await?.account
    } else {
        List::now().places.into_iter().find_map(its)
    };
    let _turn = turn::take(turn::Of::Session).await;
    here()?;
    List::change(|it| {
        it.remove(gone);
        Ok(())
    })?;
    forget(gone).await;
    if let Some(account) = account {
        reentry::forget_of(account).await;
    }
    if gone == own {
        end_session().await;
    }
    Ok(())
}

/// Ends a session that was left over when there was no way to the server, unless somebody has
/// logged in since.
pub async fn end_leftover() {
    if List::read().is_some_and(|it| it.leftover) {
        let _turn = turn::take(turn::Of::Session).await;
        if List::read().is_some_and(|it| it.leftover) {
            end_session().await;
        }
    }
}

/// Lets go of this tab's place and its vault, as when the page is left. What is asked next binds the
/// tab anew.
pub async fn leave() {
    vault::close().await;
    reentry::leave();
    HERE.set(None);
}

/// Nothing is done by a tab that the browser has left behind.
fn here() -> Result<(), Trouble> {
    if is_active() { Ok(()) } else { Err(Trouble::Switched) }
}

/// Ends the session of the cookie, whosever it is. Whoever has no way to the server does it later.
async fn end_session() {
    let asked = link::post::<_, IgnoredAny>("/api/v1/auth/logout", &link::Empty {});
    if let Some(Ok(_)) = within(LEAVE_MILLIS, asked).await {
        super::settled();
    }
}

/// Deletes vault and mark of a place that stands in the list no more.
async fn forget(gone: u32) {
    if gone == number() {
        vault::close().await;
    }
    let name = named(vault::NAME, gone);
    let deleted = async { Factory::new().ok()?.delete(&name).ok()?.await.ok() };
    // Tabs that are still there let go of it when they hear that it goes.
    if within(REMOVE_MILLIS, deleted).await.flatten().is_none() {
        page::note("A vault goes once its last tab has closed", &name.into());
    }
    identity::forget_mark(gone);
}
