//! Tells on what happens, and ends the sockets of sessions that have ended. One of each in every
//! process, beside all requests.

use std::{collections::HashSet, time::Instant};

use store::{FedWhat, StoreError};
use tokio::time::{MissedTickBehavior, interval, sleep};
use tracing::warn;
use wire::Position;

use crate::{
    limit::{FEED_ROWS_MAX, HEAD_ASKED_EVERY, RETRY_AFTER, SESSIONS_ASKED_EVERY},
    state::AppState,
};

/// Reads the journal behind a cursor as soon as it moves, and gives every account's tabs their part.
pub(crate) async fn dispatch(app: AppState) {
    let mut head = app.store().head();
    // SQLite has one process; a server of databases may have several, whose commits make no noise
    // here.
    let others_write = app.store().engine() != "sqlite";
    loop {
        let moved_at = Instant::now();
        let known = (!others_write).then(|| *head.borrow_and_update());
        if let Err(why) = tell_on(&app, known, moved_at).await {
            warn!(cause = %why, "The journal cannot be told on; it is tried again");
            sleep(RETRY_AFTER).await;
            continue;
        }
        tokio::select! {
            moved = head.changed() => if moved.is_err() { return },
            () = sleep(HEAD_ASKED_EVERY), if others_write => {}
        }
    }
}

/// Tells on everything up to where the journal stands: as it is known, or else as the database says.
async fn tell_on(app: &AppState, known: Option<Position>, moved_at: Instant) -> Result<(), StoreError> {
    let (hub, store) = (app.hub(), app.store());
    let Some(mut cursor) = hub.cursor() else {
        hub.begin(store.head_now().await?);
        return Ok(());
    };
    let head = match known {
        Some(head) => head,
        None => store.head_now().await?,
    };
    // Nobody to tell: what happened was read by nobody, and need not be.
    if hub.skip_to(head) {
        return Ok(());
    }
    while cursor < head {
        let fed = store.feed(cursor, FEED_ROWS_MAX).await?;
        let Some(last) = fed.last().map(|it| it.position) else { break };
        if fed.iter().any(|it| matches!(it.what, FedWhat::Keys(_))) {
            hub.doubt();
        }
        hub.dispatch(fed, moved_at);
        cursor = last;
    }
    Ok(())
}

/// Looks after the sessions of all open sockets: every second, and at once when there is doubt.
pub(crate) async fn end_sessions(app: AppState) {
    let mut bell = interval(SESSIONS_ASKED_EVERY);
    bell.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = bell.tick() => {}
            () = app.hub().doubted() => {}
        }
        let asked = app.hub().lineages();
        if asked.is_empty() {
            continue;
        }
        match app.store().alive(&asked, app.now()).await {
            Ok(alive) => {
                let gone: HashSet<_> = asked.into_iter().filter(|it| !alive.contains(it)).collect();
                app.hub().end_sessions(&gone);
            }
            Err(why) => {
                warn!(cause = %why, "The sessions of sockets cannot be looked after; it is tried again");
                sleep(RETRY_AFTER).await;
            }
        }
    }
}
