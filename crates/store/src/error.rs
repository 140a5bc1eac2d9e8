//! What can go wrong with what is kept. `OpenError` is for the owner at boot; `StoreError` is for
//! the log, and strangers see only its code. `Refusal`s are not here: they are part of play.

use std::path::PathBuf;

use wire::{ErrorCode, account::NotALink, error};

use crate::submission::unsigned;

/// Why the store cannot be opened, in a sentence for the owner.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("The key file {path} cannot be used: {why}.")]
    Key { path: PathBuf, why: String },
    #[error("The database cannot be opened: {0}.")]
    Database(#[from] sqlx::Error),
    #[error("The database cannot be brought up to date: {0}.")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error(
        "The database was written by a newer Farlantern (step {found}, this one knows {known}). Start the newer one."
    )]
    Newer { found: i64, known: i64 },
    #[error(
        "The database is of an older Farlantern (step {found}, this one knows {known}). Start this one once, then try again."
    )]
    Older { found: i64, known: i64 },
    #[error("SQLite {found} is too old to be trusted with people's work; {needed} or newer is needed.")]
    SqliteTooOld { found: String, needed: String },
    #[error("The keys of texts cannot be put where they belong: {0}.")]
    Keys(StoreError),
    #[error("The copy before an upgrade cannot be written to {path}: {why}.")]
    Snapshot { path: PathBuf, why: String },
}

/// Why a read or a write did not happen. Nothing was half done.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{}: {}", .0.code, .0.sentence)]
    Refused(&'static ErrorCode),
    /// Refused, with a sentence of its own for whoever asked.
    #[error("{}: {sentence}", .code.code)]
    Because { code: &'static ErrorCode, sentence: String },
    #[error("the database did not do it: {0}")]
    Database(#[from] sqlx::Error),
    #[error("what is kept cannot be read: {0}")]
    Corrupt(String),
    #[error("the file {path} cannot be used: {why}")]
    Keys { path: PathBuf, why: String },
    #[error("the store is closed")]
    Closed,
    #[error("the writer was lost before it answered")]
    Lost,
}

impl StoreError {
    /// What a stranger may know of it.
    pub fn code(&self) -> &'static ErrorCode {
        match self {
            Self::Refused(code) | Self::Because { code, .. } => code,
            Self::Database(_) | Self::Keys { .. } | Self::Closed => &error::STORAGE_BUSY,
            Self::Corrupt(_) | Self::Lost => &error::INTERNAL,
        }
    }

    /// What is to be said instead of the code's own sentence, where there is something better.
    pub fn sentence(&self) -> Option<&str> {
        match self {
            Self::Because { sentence, .. } => Some(sentence),
            _ => None,
        }
    }

    pub(crate) fn because(code: &'static ErrorCode, sentence: impl ToString) -> Self {
        Self::Because { code, sentence: sentence.to_string() }
    }

    /// Why somebody who was shut out does not come in.
    pub(crate) fn locked(why: &str) -> Self {
        let sentence = error::ACCOUNT_LOCKED.sentence;
        Self::because(&error::ACCOUNT_LOCKED, format!("{sentence} The reason they gave: “{why}”."))
    }

    /// Why a statement was not added, for whoever made it.
    pub(crate) fn not_a_link(why: &NotALink) -> Self {
        match why {
            NotALink::Unsigned(why) => Self::Refused(unsigned(why)),
            NotALink::Stale => Self::because(&error::CONFLICT, why),
            _ => Self::because(&error::STATEMENT_REFUSED, why),
        }
    }

    pub(crate) fn corrupt(why: impl ToString) -> Self {
        Self::Corrupt(why.to_string())
    }

    /// Whether another process wrote at the same time, so that trying again is right.
    pub(crate) fn is_collision(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        error.is_unique_violation()
            || matches!(error.code().as_deref(), Some("40001" | "40P01" | "5" | "517"))
    }
}

impl From<&'static ErrorCode> for StoreError {
    fn from(code: &'static ErrorCode) -> Self {
        Self::Refused(code)
    }
}
