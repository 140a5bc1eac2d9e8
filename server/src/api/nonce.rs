//! A number to be signed once. It proves itself, so that a visitor who never comes back costs no
//! write: expiry, randomness, and a seal over both and the browser that asked.

use hmac::{Hmac, KeyInit, Mac};
use rules::Hash;
use sha2::Sha256;
use wire::{ErrorCode, Millis, encoding, error, limit::NONCE_MILLIS};

use crate::{chance::random, failure::ApiError, session::sha256};

const EXPIRY: usize = 8;
const RANDOM: usize = 16;
const SEAL: usize = 32;
const BYTES: usize = EXPIRY + RANDOM + SEAL;

/// A nonce that was given to this browser less than a minute ago. Whether it was used already, the
/// store knows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fresh {
    pub(super) hash: Hash,
    pub(super) expires_at: Millis,
}

/// Makes one for a browser.
pub(super) fn make(secret: &[u8; 32], browser: &str, now: Millis) -> Result<(String, Millis), ApiError> {
    let expires_at = Millis(now.0 + NONCE_MILLIS);
    let mut bytes = [0; BYTES];
    bytes[..EXPIRY].copy_from_slice(&expires_at.0.to_be_bytes());
    bytes[EXPIRY..EXPIRY + RANDOM].copy_from_slice(&random::<RANDOM>()?);
    let seal = sealed(secret, &bytes[..EXPIRY + RANDOM], browser).finalize().into_bytes();
    bytes[EXPIRY + RANDOM..].copy_from_slice(&seal);
    Ok((encoding::encode(&bytes), expires_at))
}

/// Checks one that came back.
pub(super) fn check(
    secret: &[u8; 32],
    nonce: &str,
    browser: Option<&str>,
    now: Millis,
) -> Result<Fresh, &'static ErrorCode> {
    let bytes: [u8; BYTES] = encoding::decode_exact(nonce).ok_or(&error::NONCE_WRONG)?;
    let (said, seal) = bytes.split_at(EXPIRY + RANDOM);
    let browser = browser.ok_or(&error::NONCE_WRONG)?;
    sealed(secret, said, browser).verify_slice(seal).or(Err(&error::NONCE_WRONG))?;
    let mut expiry = [0; EXPIRY];
    expiry.copy_from_slice(&said[..EXPIRY]);
    let expires_at = Millis(i64::from_be_bytes(expiry));
    if now >= expires_at {
        return Err(&error::NONCE_EXPIRED);
    }
    Ok(Fresh { hash: sha256(&bytes), expires_at })
}

fn sealed(secret: &[u8; 32], said: &[u8], browser: &str) -> Hmac<Sha256> {
    let mut seal = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    seal.update(said);
    seal.update(browser.as_bytes());
    seal
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: [u8; 32] = [7; 32];
    const NOW: Millis = Millis(1_700_000_000_000);

    #[test]
    fn for_one_browser_and_one_minute() {
        let (nonce, expires_at) = make(&SECRET, "browser", NOW).unwrap();
        let check = |nonce: &str, browser, now| super::check(&SECRET, nonce, browser, now);
        let last = Millis(expires_at.0 - 1);
        assert_eq!(check(&nonce, Some("browser"), last).unwrap().expires_at, expires_at);
        assert_eq!(check(&nonce, Some("browser"), expires_at), Err(&error::NONCE_EXPIRED));
        assert_eq!(check(&nonce, Some("another"), NOW), Err(&error::NONCE_WRONG));
        assert_eq!(check(&nonce, None, NOW), Err(&error::NONCE_WRONG));
        assert_eq!(super::check(&[8; 32], &nonce, Some("browser"), NOW), Err(&error::NONCE_WRONG));
        for bad in ["", "AAAA", &nonce[1..], &format!("{nonce}="), &nonce.replace(&nonce[3..5], "__")] {
            assert_eq!(check(bad, Some("browser"), NOW), Err(&error::NONCE_WRONG), "{bad}");
        }
    }

    #[test]
    fn any_bit_that_changes_breaks_it() {
        let (nonce, _) = make(&SECRET, "browser", NOW).unwrap();
        let bytes: [u8; BYTES] = encoding::decode_exact(&nonce).unwrap();
        for bit in 0..BYTES * 8 {
            let mut other = bytes;
            other[bit / 8] ^= 1 << (bit % 8);
            let answer = check(&SECRET, &encoding::encode(&other), Some("browser"), NOW);
            assert_eq!(answer, Err(&error::NONCE_WRONG), "bit {bit}");
        }
    }
}
