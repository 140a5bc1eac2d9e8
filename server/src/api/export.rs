//! An account as one file, to take along.

use axum::{
    Extension,
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use wire::{SessionView, error, export::FILE_NAME};

use super::{Answer, Passed};
use crate::{failure::ApiError, routes::Rate, state::AppState};

/// `GET /api/v1/account/export`: no envelope, but a file that `farlantern verify` reads. What is
/// too large for one is refused with `EXPORT_TOO_LARGE`.
pub(crate) async fn export(
    State(app): State<AppState>,
    passage: Passed,
    Extension(session): Extension<Option<SessionView>>,
) -> Answer {
    let account = session.ok_or(&error::SESSION_MISSING)?.account;
    // It costs more than other reads.
    app.inner.rates.take_account(account, Rate::Login, app.now()).map_err(ApiError::too_fast)?;
    let _alone = app.inner.exporting.acquire().await.map_err(internal)?;
    let found = app.store().export(account, passage.origin.as_str(), app.now()).await?;
    let export = found.ok_or(&error::ACCOUNT_UNKNOWN)?;
    let written = tokio::task::spawn_blocking(move || serde_json::to_vec(&export));
    let file = written.await.map_err(internal)?.map_err(internal)?;
    Ok(download(file))
}

fn download(file: Vec<u8>) -> Response {
    let mut response = Body::from(file).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let named = HeaderValue::try_from(format!("attachment; filename=\"{FILE_NAME}\""));
    headers.insert(header::CONTENT_DISPOSITION, named.expect("plain letters"));
    response
}

fn internal(why: impl std::fmt::Display) -> ApiError {
    ApiError::because(&error::INTERNAL, why.to_string())
}
