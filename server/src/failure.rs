//! How a request fails. `ApiError` is the one map from what went wrong to what a stranger reads:
//! an envelope for programs, one page for people. `Refusal`s are part of play and travel in
//! receipts; `anyhow` is for boot and commands.

use std::sync::Arc;

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::Value;
use store::StoreError;
use wire::{
    Envelope, ErrorCode,
    envelope::{Failure, Meta},
    error,
};

use crate::{VERSION, state::AppState};

/// A request that failed: a code for programs, a sentence for people, a cause for the log.
#[derive(Clone, Debug)]
pub(crate) struct ApiError {
    pub(crate) code: &'static ErrorCode,
    pub(crate) details: Value,
    /// What is said instead of the code's own sentence.
    pub(crate) sentence: Option<Arc<str>>,
    /// Never shown to strangers. Logged once, by the gate.
    pub(crate) cause: Option<Arc<str>>,
    pub(crate) retry_after_seconds: Option<u32>,
}

impl ApiError {
    pub(crate) fn because(code: &'static ErrorCode, cause: impl Into<Arc<str>>) -> Self {
        Self { cause: Some(cause.into()), ..code.into() }
    }

    pub(crate) fn with_details(code: &'static ErrorCode, details: Value) -> Self {
        Self { details, ..code.into() }
    }

    pub(crate) fn too_fast(retry_after_seconds: u32) -> Self {
        let details = serde_json::json!({ "retry_after_seconds": retry_after_seconds });
        Self {
            retry_after_seconds: Some(retry_after_seconds),
            ..Self::with_details(&error::TOO_MANY_REQUESTS, details)
        }
    }

    /// What a bare status means, for answers that others made.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        let code = match status.as_u16() {
            401 => &error::SESSION_MISSING,
            403 => &error::ORIGIN_REFUSED,
            404 => &error::NOT_FOUND,
            405 => &error::METHOD_NOT_ALLOWED,
            408 => &error::TIMEOUT,
            413 => &error::BODY_TOO_LARGE,
            415 => &error::UNSUPPORTED_MEDIA_TYPE,
            429 => &error::TOO_MANY_REQUESTS,
            503 => &error::STORAGE_BUSY,
            500.. => &error::INTERNAL,
            _ => &error::MALFORMED,
        };
        code.into()
    }

    fn sentence(&self) -> &str {
        self.sentence.as_deref().unwrap_or(self.code.sentence)
    }

    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<&'static ErrorCode> for ApiError {
    fn from(code: &'static ErrorCode) -> Self {
        Self { code, details: Value::Null, sentence: None, cause: None, retry_after_seconds: None }
    }
}

impl From<StoreError> for ApiError {
    fn from(why: StoreError) -> Self {
        let code = why.code();
        if code.status < 500 {
            return Self { sentence: why.sentence().map(Into::into), ..code.into() };
        }
        let retry_after_seconds = (code.status == 503).then_some(2);
        Self { retry_after_seconds, ..Self::because(code, why.to_string()) }
    }
}

/// The gate finds the error among the extensions and gives it the form that its caller reads.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What a success under `/api/v1` looks like.
pub(crate) fn success(app: &AppState, data: impl Serialize) -> Response {
    let envelope = Envelope { success: true, data: Some(data), error: None, meta: meta(app) };
    json(StatusCode::OK, &envelope)
}

/// The error as an envelope.
pub(crate) fn envelope(app: &AppState, error: &ApiError) -> Response {
    let failure = Failure {
        code: error.code.code.into(),
        message: error.sentence().into(),
        details: error.details.clone(),
    };
    let envelope: Envelope<()> =
        Envelope { success: false, data: None, error: Some(failure), meta: meta(app) };
    json(error.status(), &envelope)
}

/// The error as a page. It stands alone: no script, no style sheet, nothing that could fail again.
pub(crate) fn page(error: &ApiError, request_id: &str) -> Response {
    let sentence = error.sentence();
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"dark light\"><title>Farlantern</title></head>\
         <body><main><h1>The lantern flickered</h1><p>{sentence}</p>\
         <p><a href=\"/\">Back to the harbour</a></p>\
         <p><small>Should you tell the owner about it: {request_id}</small></p></main></body></html>"
    );
    let mut response = (error.status(), Body::from(html)).into_response();
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let bytes = serde_json::to_vec(body).expect("plain structs always become JSON");
    let mut response = (status, Body::from(bytes)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn meta(app: &AppState) -> Meta {
    Meta { timestamp: app.now(), version: VERSION.into() }
}
