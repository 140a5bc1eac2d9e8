//! Accounts: the door for the signed statements that an account consists of, and what its own
//! devices may know of it.

use axum::{Extension, extract::State};
use http::HeaderMap;
use rules::{AccountId, Hash};
use serde::Serialize;
use store::{NewStatement, Place};
use utoipa::ToSchema;
use wire::{Purpose, Recover, RecoverPost, SessionView, StatementPost, error};

use super::{
    Answer, Passed,
    body::Posted,
    nonce, reentry,
    trust::{at, believe},
};
use crate::{cookie, failure::success, session, state::AppState};

/// A statement was added.
#[derive(Serialize, ToSchema)]
pub(crate) struct Stated {
    account: AccountId,
    /// What the next statement names as `previous`.
    head: Hash,
}

/// `POST /api/v1/account/statements`: opens an account, or adds the next link to its chain. The
/// same bytes again change nothing. A re-entry key speaks only while its device has a session.
pub(crate) async fn state(
    State(app): State<AppState>,
    passage: Passed,
    headers: HeaderMap,
    Posted(post): Posted<StatementPost>,
) -> Answer {
    let place = Place { server: app.store().server_key(), origin: passage.origin.as_str() };
    let statement = NewStatement::open(post, &place)?;
    if let Some(key) = statement.reenters() {
        let session = session::load(&app, &passage, &headers).await?;
        reentry::may_enter(&app, session, statement.account(), key).await?;
    }
    let (account, head) = app.store().statement(statement, app.now()).await?;
    Ok(success(&app, Stated { account, head }))
}

/// `GET /api/v1/account`
pub(crate) async fn account(
    State(app): State<AppState>,
    Extension(session): Extension<Option<SessionView>>,
) -> Answer {
    let session = session.ok_or(&error::SESSION_MISSING)?;
    let view = app.store().account(session.account, session.key, app.now()).await?;
    Ok(success(&app, view.ok_or(&error::ACCOUNT_UNKNOWN)?))
}

/// `POST /api/v1/account/recover`: finds the account of a recovery key. Nothing is written, so the
/// nonce is not used up; for others than the browser that asked for it, it means nothing.
pub(crate) async fn recover(
    State(app): State<AppState>,
    passage: Passed,
    headers: HeaderMap,
    Posted(post): Posted<RecoverPost>,
) -> Answer {
    let place = Place { server: app.store().server_key(), origin: passage.origin.as_str() };
    let recover: Recover = believe(&post.signed, Purpose::Recover)?;
    at(&place, recover.server, &recover.origin)?;
    let browser = cookie::BROWSER.find(&headers, passage.secure);
    nonce::check(&app.inner.nonce_secret, &recover.nonce, browser, app.now())?;
    let found = app.store().recover(post.signed.key, app.now()).await?;
    Ok(success(&app, found.ok_or(&error::RECOVERY_UNKNOWN)?))
}
