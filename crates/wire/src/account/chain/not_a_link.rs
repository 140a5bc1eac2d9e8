//! Why a statement is refused.

use crate::{
    limit::{DEVICES_MAX, PROGRAMS_MAX, RECOVERY_KEYS_MAX, REENTRIES_PER_DEVICE_MAX, STATEMENTS_MAX},
    signed::Unsigned,
};

/// Why a statement is not the next link.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotALink {
    #[error(transparent)]
    Unsigned(#[from] Unsigned),
    #[error("This belongs to another account or server.")]
    Elsewhere,
    #[error("The account has changed since. Look again and decide anew.")]
    Stale,
    #[error("This key does not speak for the account.")]
    Stranger,
    #[error("This key already belongs to the account.")]
    Known,
    #[error("This key does not belong to the account.")]
    Unknown,
    #[error("This key was turned away before. Make a new one.")]
    TurnedAway,
    #[error("This key has not asked to be taken in.")]
    Unasked,
    #[error("This is the last device, and there is no recovery key: nobody could come back.")]
    LastKey,
    #[error(
        "An account has at most {DEVICES_MAX} devices, {PROGRAMS_MAX} programs, {RECOVERY_KEYS_MAX} recovery keys and {STATEMENTS_MAX} changes of its keys, and a device {REENTRIES_PER_DEVICE_MAX} re-entry keys."
    )]
    TooMany,
    #[error("Something is named there twice.")]
    Twice,
    #[error("Nothing can be undone to there.")]
    NoSuchPast,
    #[error("A change of keys can be undone for 72 hours only.")]
    TooLate,
    #[error("Only a higher recovery key can undo this.")]
    TooLow,
    #[error("The account is to be deleted. Reopen it first.")]
    Closed,
    #[error("The account is not to be deleted.")]
    NotClosed,
    #[error("A program must be allowed something.")]
    NoScope,
    #[error("A program is let in for a year at most, and not for the past.")]
    NoTime,
    #[error("A device alone keeps a re-entry key, and for itself.")]
    NoDevice,
}
