//! The body of a request: JSON, said to be JSON, and no more than a door takes.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use http::{HeaderMap, StatusCode, header};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::ToSchema;
use wire::error;

use crate::failure::ApiError;

/// A body that was read whole and means something.
pub(crate) struct Posted<T>(pub(super) T);

/// `{}`, for doors that need to know nothing.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Posted<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err((&error::UNSUPPORTED_MEDIA_TYPE).into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|why| match why.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiError::from(&error::BODY_TOO_LARGE),
            _ => ApiError::from(&error::MALFORMED),
        })?;
        // Serde would read the fields of an object from an array too; the contract says object.
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            return Err((&error::MALFORMED).into());
        }
        let body = serde_json::from_slice(&bytes).map_err(|why| {
            // The place is told, so that the maker of a program finds it; the content is not.
            let details = serde_json::json!({ "line": why.line(), "column": why.column() });
            ApiError::with_details(&error::MALFORMED, details)
        })?;
        Ok(Self(body))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|it| it.trim().eq_ignore_ascii_case("application/json"))
}
