//! Pairings: where two devices meet, so that the second becomes one of the account.

use axum::{
    Extension,
    extract::{Path, State},
};
use rules::Hash;
use serde::Serialize;
use utoipa::ToSchema;
use wire::{
    Millis, SessionView, error,
    pairing::{Asked, PairingPost},
};

use super::{Answer, body::Posted};
use crate::{
    failure::{ApiError, success},
    state::AppState,
};

/// A place where two devices meet is open.
#[derive(Serialize, ToSchema)]
#[schema(as = PairingOpened)]
pub(crate) struct Invited {
    expires_at: Millis,
}

/// `POST /api/v1/account/pairings`: the first device opens a place.
pub(crate) async fn invite(
    State(app): State<AppState>,
    Extension(session): Extension<Option<SessionView>>,
    Posted(post): Posted<PairingPost>,
) -> Answer {
    let session = session.ok_or(&error::SESSION_MISSING)?;
    let expires_at = app.store().open_pairing(post, session.account, app.now()).await?;
    Ok(success(&app, Invited { expires_at }))
}

/// `GET /api/v1/pairings/{id}`: whoever knows the id holds the secret, or was told by one who does.
pub(crate) async fn pairing(State(app): State<AppState>, Path(id): Path<String>) -> Answer {
    let view = app.store().pairing(place(&id)?, app.now()).await?;
    Ok(success(&app, view.ok_or(&error::PAIRING_NOT_FOUND)?))
}

/// `POST /api/v1/pairings/{id}`: the second device asks to be taken in.
pub(crate) async fn ask(
    State(app): State<AppState>,
    Path(id): Path<String>,
    Posted(asked): Posted<Asked>,
) -> Answer {
    app.store().ask_pairing(place(&id)?, asked, app.now()).await?;
    Ok(success(&app, serde_json::json!({})))
}

/// What is no id is no place.
fn place(id: &str) -> Result<Hash, ApiError> {
    id.parse().or(Err((&error::PAIRING_NOT_FOUND).into()))
}
