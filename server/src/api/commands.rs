//! Commands: the one door for changes of the world.

use axum::extract::State;
use store::{Place, Submission};
use wire::CommandPost;

use super::{Answer, Passed, body::Posted};
use crate::{
    failure::{ApiError, success},
    routes::Rate,
    state::AppState,
};

/// `POST /api/v1/commands`. Applied and refused are both answers; the receipt says which.
pub(crate) async fn take(
    State(app): State<AppState>,
    passage: Passed,
    Posted(post): Posted<CommandPost>,
) -> Answer {
    let place = Place { server: app.store().server_key(), origin: passage.origin.as_str() };
    let submission = Submission::open(post, &place)?;
    // Only now it is certain whose tokens these are.
    let now = app.now();
    app.inner.rates.take_account(submission.account(), Rate::Write, now).map_err(ApiError::too_fast)?;
    let answer = app.store().command(submission, now).await?;
    Ok(success(&app, answer))
}
