//! Texts are sealed with one key per account. When that key goes, they are noise everywhere.

use std::sync::Arc;

use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use rules::AccountId;

use crate::error::StoreError;

const NONCE_BYTES: usize = 24;
/// Of a sealed key: the nonce, the key, and what proves it.
pub(crate) const SEALED_KEY_BYTES: usize = NONCE_BYTES + 32 + 16;

/// Seals and opens the keys of accounts, under the server's own text key.
#[derive(Clone)]
pub(crate) struct Sealer {
    cipher: Arc<XChaCha20Poly1305>,
}

/// An account's own key.
#[derive(Clone)]
pub(crate) struct DataKey {
    cipher: Arc<XChaCha20Poly1305>,
}

impl Sealer {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        Self { cipher: cipher(&key) }
    }

    /// A new key for an account, and its sealed form for the file of keys.
    pub(crate) fn make_key(&self, account: AccountId) -> Result<(DataKey, Vec<u8>), StoreError> {
        let key: [u8; 32] = random()?;
        let sealed = seal(&self.cipher, &key, &account.0)?;
        Ok((DataKey { cipher: cipher(&key) }, sealed))
    }

    pub(crate) fn open_key(&self, account: AccountId, sealed: &[u8]) -> Result<DataKey, StoreError> {
        let key = open(&self.cipher, sealed, &account.0)?;
        let key: [u8; 32] =
            key.try_into().map_err(|_why| StoreError::corrupt("a data key has a wrong length"))?;
        Ok(DataKey { cipher: cipher(&key) })
    }
}

impl DataKey {
    /// Seals a text with its salt; bound to the text's id, so rows cannot be swapped.
    pub(crate) fn seal(&self, text: &wire::SaltedText) -> Result<Vec<u8>, StoreError> {
        let mut plain = text.salt.to_vec();
        plain.extend_from_slice(text.text.as_bytes());
        seal(&self.cipher, &plain, &text.id.0)
    }

    pub(crate) fn open(&self, id: rules::TextId, sealed: &[u8]) -> Result<wire::SaltedText, StoreError> {
        let plain = open(&self.cipher, sealed, &id.0)?;
        let Some((salt, text)) = plain.split_first_chunk::<16>() else {
            return Err(StoreError::corrupt("a text is too short"));
        };
        let text = String::from_utf8(text.to_vec()).map_err(StoreError::corrupt)?;
        Ok(wire::SaltedText { id, salt: *salt, text })
    }
}

impl DataKey {
    /// Seals anything else; bound to what it belongs to.
    pub(crate) fn seal_bytes(&self, plain: &[u8], bound_to: &[u8]) -> Result<Vec<u8>, StoreError> {
        seal(&self.cipher, plain, bound_to)
    }

    pub(crate) fn open_bytes(&self, sealed: &[u8], bound_to: &[u8]) -> Result<Vec<u8>, StoreError> {
        open(&self.cipher, sealed, bound_to)
    }
}

fn cipher(key: &[u8; 32]) -> Arc<XChaCha20Poly1305> {
    Arc::new(XChaCha20Poly1305::new(Key::from_slice(key)))
}

fn seal(cipher: &XChaCha20Poly1305, plain: &[u8], bound_to: &[u8]) -> Result<Vec<u8>, StoreError> {
    let nonce: [u8; NONCE_BYTES] = random()?;
    let sealed = cipher
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: bound_to })
        .map_err(|_why| StoreError::corrupt("a text cannot be sealed"))?;
    Ok([&nonce[..], &sealed].concat())
}

fn open(cipher: &XChaCha20Poly1305, sealed: &[u8], bound_to: &[u8]) -> Result<Vec<u8>, StoreError> {
    let Some((nonce, sealed)) = sealed.split_first_chunk::<NONCE_BYTES>() else {
        return Err(StoreError::corrupt("a sealed text is too short"));
    };
    cipher
        .decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: bound_to })
        .map_err(|_why| StoreError::corrupt("a text was sealed with another key"))
}

fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(StoreError::corrupt)?;
    Ok(bytes)
}
