//! Characters, as their owner reads them. To anyone else they are not there.

use axum::{
    Extension,
    extract::{Path, State},
};
use rules::StreamId;
use wire::{SessionView, error};

use super::Answer;
use crate::{
    failure::{ApiError, success},
    state::AppState,
};

/// `GET /api/v1/characters`
pub(crate) async fn roster(State(app): State<AppState>, viewer: Extension<Option<SessionView>>) -> Answer {
    let viewer = account(viewer)?;
    Ok(success(&app, app.store().roster(viewer).await?))
}

/// `GET /api/v1/characters/{id}`
pub(crate) async fn character(
    State(app): State<AppState>,
    viewer: Extension<Option<SessionView>>,
    Path(id): Path<String>,
) -> Answer {
    let (viewer, id) = (account(viewer)?, stream(&id)?);
    let view = app.store().character(viewer, id).await?.ok_or(&error::CHARACTER_NOT_FOUND)?;
    Ok(success(&app, view))
}

/// `GET /api/v1/characters/{id}/history`
pub(crate) async fn history(
    State(app): State<AppState>,
    viewer: Extension<Option<SessionView>>,
    Path(id): Path<String>,
) -> Answer {
    let (viewer, id) = (account(viewer)?, stream(&id)?);
    let view = app.store().history(viewer, id).await?.ok_or(&error::CHARACTER_NOT_FOUND)?;
    Ok(success(&app, view))
}

/// The gate let nobody through without a session; should the table ever say otherwise, this does.
fn account(Extension(viewer): Extension<Option<SessionView>>) -> Result<rules::AccountId, ApiError> {
    viewer.map(|it| it.account).ok_or((&error::SESSION_MISSING).into())
}

/// What is no id is nobody's character.
fn stream(id: &str) -> Result<StreamId, ApiError> {
    id.parse().or(Err((&error::CHARACTER_NOT_FOUND).into()))
}
