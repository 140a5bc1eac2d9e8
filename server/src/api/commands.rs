//! Commands: the one door for changes of the world.

use axum::{
    Extension,
    extract::{FromRequest, Request, State},
};
use store::{Acting, Place, Submission};
use wire::{CommandPost, WishPost};

use super::{Answer, Passed, body::Posted};
use crate::{
    failure::{ApiError, success},
    routes::Rate,
    state::AppState,
};

/// `POST /api/v1/commands`. Applied and refused are both answers; the receipt says which. A
/// program that came by its token posts a wish, which is signed here.
pub(crate) async fn take(
    State(app): State<AppState>,
    passage: Passed,
    Extension(program): Extension<Option<Acting>>,
    request: Request,
) -> Answer {
    let place = Place { server: app.store().server_key(), origin: passage.origin.as_str() };
    if let Some(program) = program {
        let Posted(wish) = Posted::<WishPost>::from_request(request, &app).await?;
        let answer = app.store().command_of(&program, wish, &place, app.now()).await?;
        return Ok(success(&app, answer));
    }
    let Posted(post) = Posted::<CommandPost>::from_request(request, &app).await?;
    let submission = Submission::open(post, &place)?;
    let (account, now) = (submission.account(), app.now());
    app.inner.rates.has_account(account, Rate::Write, now).map_err(ApiError::too_fast)?;
    let answer = app.store().command(submission, now).await?;
    // Only now it is certain whose token this is: a stranger's key signs in any account's name.
    let _ = app.inner.rates.take_account(account, Rate::Write, now);
    Ok(success(&app, answer))
}
