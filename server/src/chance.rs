//! Chance: bytes that nobody can guess.

use wire::error;

use crate::failure::ApiError;

/// So many random bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], ApiError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|why| ApiError::because(&error::INTERNAL, format!("no random numbers: {why}")))?;
    Ok(bytes)
}
