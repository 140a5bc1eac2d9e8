//! What is believed of signed bytes before anything is looked up.

use serde::de::DeserializeOwned;
use store::Place;
use wire::{ErrorCode, PublicKey, Purpose, Signed, Unsigned, error};

/// Signature and purpose; then what was signed.
pub(super) fn believe<T: DeserializeOwned>(
    signed: &Signed,
    purpose: Purpose,
) -> Result<T, &'static ErrorCode> {
    signed.open(purpose).map_err(|why| match why {
        Unsigned::WeakKey => &error::WEAK_KEY,
        Unsigned::WrongSignature | Unsigned::WrongPurpose => &error::SIGNATURE_WRONG,
        Unsigned::TooLong => &error::BODY_TOO_LARGE,
        Unsigned::Unreadable(_) => &error::MALFORMED,
    })
}

/// Whether it was signed for this server, at the address that the browser knows.
pub(super) fn at(place: &Place<'_>, server: PublicKey, origin: &str) -> Result<(), &'static ErrorCode> {
    if server == place.server && origin == place.origin { Ok(()) } else { Err(&error::SERVER_MISMATCH) }
}
