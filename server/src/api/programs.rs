//! Programs: the key that the server holds for one, and the token that it comes by. Letting it in is
//! a statement of the account.

use axum::{
    Extension,
    extract::{Path, State},
};
use serde::Serialize;
use utoipa::ToSchema;
use wire::{PublicKey, SessionView, Signed, error};

use super::{
    Answer,
    body::{Nothing, Posted},
};
use crate::{failure::success, program, state::AppState};

/// A program has a key.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgramMade)]
pub(crate) struct Made {
    key: PublicKey,
    /// What the statement that lets it in carries along.
    consent: Signed,
}

/// A program has a token.
#[derive(Serialize, ToSchema)]
#[schema(as = TokenGiven)]
pub(crate) struct Given {
    /// For `Authorization: Bearer`.
    token: String,
}

/// `POST /api/v1/account/programs`: a new key, for a statement that lets the program in.
pub(crate) async fn make(
    State(app): State<AppState>,
    Extension(session): Extension<Option<SessionView>>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Answer {
    let session = session.ok_or(&error::SESSION_MISSING)?;
    let (key, consent) = app.store().make_program(session.account, app.now()).await?;
    Ok(success(&app, Made { key, consent }))
}

/// `POST /api/v1/account/programs/{key}/token`: shown this once; the one before it ends.
pub(crate) async fn token(
    State(app): State<AppState>,
    Extension(session): Extension<Option<SessionView>>,
    Path(key): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Answer {
    let session = session.ok_or(&error::SESSION_MISSING)?;
    let key: PublicKey = key.parse().or(Err(&error::KEY_UNKNOWN))?;
    let (token, hash) = program::new_token()?;
    app.store().give_token(session.account, key, hash, app.now()).await?;
    Ok(success(&app, Given { token }))
}
