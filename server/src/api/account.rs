//! Accounts: the door for the signed statements that an account consists of.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use store::{OpenedStatement, Place};
use wire::Signed;

use super::{Answer, Passed, body::Posted};
use crate::{failure::success, state::AppState};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementPost {
    signed: Signed,
}

#[derive(Serialize)]
struct AccountView {
    account: rules::AccountId,
}

/// `POST /api/v1/account/statements`: opens an account. The same bytes again are the same account.
pub(crate) async fn open(
    State(app): State<AppState>,
    passage: Passed,
    Posted(post): Posted<StatementPost>,
) -> Answer {
    let place = Place { server: app.store().server_key(), origin: passage.origin.as_str() };
    let statement = OpenedStatement::open(post.signed, &place)?;
    let account = app.store().open_account(statement, app.now()).await?;
    Ok(success(&app, AccountView { account }))
}
