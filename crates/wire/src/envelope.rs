//! The one shape of every answer under `/api/v1`: `{success, data | error, meta}`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::number::Millis;

/// An answer. `data` stands when it succeeded, `error` when not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope<T> {
    pub success: bool,
    #[serde(skip_serializing_if = "Option::is_none", default = "Option::default")]
    pub data: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error: Option<Failure>,
    pub meta: Meta,
}

/// What went wrong: a code for programs, a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Failure {
    pub code: String,
    pub message: String,
    #[serde(default)]
    pub details: serde_json::Value,
}

/// When, and by which version of the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Meta {
    pub timestamp: Millis,
    pub version: String,
}
