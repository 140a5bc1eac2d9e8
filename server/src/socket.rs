//! `GET /ws`: one socket per tab. It tells what happens to an account's characters and keys, and
//! which of its devices are here; it takes no command.

mod dispatcher;
mod frame;
mod hub;
mod line;
mod tab;

use std::future::pending;

use axum::{
    Extension,
    body::Bytes,
    extract::{
        State,
        ws::{WebSocket, WebSocketUpgrade},
    },
    response::Response,
};
use store::{Session, StoreError};
use tracing::{Instrument, debug, info_span, warn};
use wire::{
    Position, encoding, error,
    limit::MESSAGE_BYTES_MAX,
    socket::{Closing, FromServer, SUBPROTOCOL, write},
};

pub(crate) use dispatcher::{dispatch, end_sessions};
pub(crate) use hub::Hub;

use self::{
    frame::batches,
    hub::{Dismissed, Seat},
    line::{End, Line, Patience},
    tab::{Expected, greet, live, unless_dismissed},
};
use crate::{
    api::Passed,
    chance::random,
    failure::ApiError,
    limit::{FEED_ROWS_MAX, SOCKET_BUFFER_BYTES},
    metrics,
    state::AppState,
};

/// The door. The gate has looked at the origin and found the session.
pub(crate) async fn door(
    State(app): State<AppState>,
    passage: Passed,
    Extension(session): Extension<Option<Session>>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, ApiError> {
    let session = session.ok_or(&error::SESSION_MISSING)?;
    let upgrade = upgrade
        .protocols([SUBPROTOCOL])
        .read_buffer_size(SOCKET_BUFFER_BYTES)
        .write_buffer_size(SOCKET_BUFFER_BYTES)
        .max_write_buffer_size(SOCKET_BUFFER_BYTES + 2 * MESSAGE_BYTES_MAX)
        .max_message_size(MESSAGE_BYTES_MAX)
        .max_frame_size(MESSAGE_BYTES_MAX);
    if upgrade.selected_protocol().is_none() {
        return Err((&error::MALFORMED).into());
    }
    let expected = Expected {
        key: session.view.key,
        account: session.view.account,
        server: app.store().server_key(),
        origin: passage.origin.to_string(),
        nonce: encoding::encode(&random::<32>()?),
    };
    let place = app.hub().enter(expected.account, expected.key, session.lineage);
    let span = info_span!("socket");
    Ok(upgrade.on_upgrade(move |wire| serve(app, wire, place, expected).instrument(span)))
}

/// The whole life of one socket, and its last word.
async fn serve(
    app: AppState,
    wire: WebSocket,
    place: Result<(Seat, Dismissed), Closing>,
    expected: Expected,
) {
    let mut line = Line::new(wire, Patience::default());
    // The seat is given back only after the last word.
    let (_seat, end) = match place {
        Ok((seat, dismissed)) => {
            let end = unless_dismissed(dismissed, attend(&app, &mut line, &seat, &expected)).await;
            (Some(seat), end)
        }
        Err(why) => (None, End::Closing(why)),
    };
    debug!(why = end.name(), "A socket ends");
    metrics::socket_end(end.name());
    line.end(end).await;
}

async fn attend(app: &AppState, line: &mut Line<WebSocket>, seat: &Seat, expected: &Expected) -> End {
    let after = match greet(line, expected).await {
        Ok(after) => after,
        Err(end) => return end,
    };
    app.hub().begun().await;
    // A tab that was sent away meanwhile is about to hear of it.
    let Some(mut joined) = seat.join() else { return pending().await };
    match catch_up(app, line, joined.seam, expected, after).await {
        Ok(cursor) => live(line, &mut joined, cursor).await,
        Err(end) => end,
    }
}

/// Tells a tab where it stands, and everything that happened between what it has seen and the
/// moment it joined. Answers up to where it has been told.
async fn catch_up(
    app: &AppState,
    line: &mut Line<WebSocket>,
    seam: Position,
    expected: &Expected,
    after: Option<Position>,
) -> Result<Position, End> {
    let store = app.store();
    let from = match after {
        None => seam,
        // It has seen what never happened: the journal was put back to an older copy.
        Some(after) if after > seam && after > store.head_now().await.map_err(broken)? => seam,
        Some(after) => after,
    };
    say(line, [FromServer::Ready { after: from }]).await?;
    let mut cursor = from;
    while cursor < seam {
        let read = store.events_after(expected.account, cursor, FEED_ROWS_MAX).await;
        let mut events = read.map_err(broken)?;
        let is_all = events.len() < FEED_ROWS_MAX as usize;
        // What comes behind the seam waits among the frames already.
        events.retain(|it| it.position <= seam);
        let Some(last) = events.last().map(|it| it.position) else { break };
        say(line, batches(events)).await?;
        cursor = last;
        if is_all {
            break;
        }
    }
    if after.is_some() {
        // Its keys may have changed while it was away.
        let account = store.account(expected.account, expected.key, app.now()).await.map_err(broken)?;
        let head = account.and_then(|it| it.links.last().map(|it| it.signed.hash()));
        say(line, head.map(FromServer::Keys)).await?;
    }
    Ok(from.max(seam))
}

async fn say(line: &mut Line<WebSocket>, messages: impl IntoIterator<Item = FromServer>) -> Result<(), End> {
    let messages: Vec<_> = messages.into_iter().map(|it| Bytes::from(write(&it))).collect();
    line.say(messages).await
}

fn broken(why: StoreError) -> End {
    warn!(cause = %why, "A socket cannot be told what it missed");
    End::Broken
}
