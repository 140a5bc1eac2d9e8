//! `/api/v1`: the public contract. Each door checks what came, calls the store once, and answers.

pub(crate) mod about;
pub(crate) mod account;
pub(crate) mod assets;
pub(crate) mod auth;
pub(crate) mod body;
pub(crate) mod characters;
pub(crate) mod commands;
pub(crate) mod compendium;
pub(crate) mod dice;
pub(crate) mod export;
mod nonce;
pub(crate) mod owner;
pub(crate) mod pairings;
pub(crate) mod programs;
pub(crate) mod reentry;
mod trust;

use std::sync::Arc;

use axum::{Extension, response::Response};

use crate::{failure::ApiError, gate::Passage};

/// What every door answers.
type Answer = Result<Response, ApiError>;

/// What the gate found out, as a door asks for it.
pub(crate) type Passed = Extension<Arc<Passage>>;
