//! What a program must know of this server before it signs anything.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::Answer;
use crate::{VERSION, failure::success, state::AppState};

/// A server as programs know it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ServerView {
    /// What it signs receipts and promises with.
    key: wire::PublicKey,
    rules_version: u32,
    content_hash: rules::Hash,
    /// Changes when the journal is restored from a backup.
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
