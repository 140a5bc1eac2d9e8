//! What a program must know of this server before it signs anything.

use axum::extract::State;
use serde::Serialize;

use super::Answer;
use crate::{VERSION, failure::success, state::AppState};

#[derive(Serialize)]
struct ServerView {
    key: wire::PublicKey,
    rules_version: u32,
    content_hash: rules::Hash,
    incarnation: rules::StreamId,
    version: &'static str,
}

/// `GET /api/v1/server`
pub(crate) async fn server(State(app): State<AppState>) -> Answer {
    let view = ServerView {
        key: app.store().server_key(),
        rules_version: rules::RULES_VERSION,
        content_hash: rules::Content::built_in_hash(),
        incarnation: app.store().incarnation(),
        version: VERSION,
    };
    Ok(success(&app, view))
}
