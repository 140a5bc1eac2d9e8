//! Bytes under a signature. What was signed is stored, hashed and checked exactly as it came:
//! nothing is ever parsed and written again on the way to the check.

mod group;
mod written;

pub use group::Group;

use std::{fmt, str::FromStr};

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{encoding, limit::SIGNED_BYTES_MAX};

/// What a signature is for. The tag stands before the JSON, so that a signature given for one
/// purpose means nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Account,
    Command,
    Consent,
    Export,
    Hello,
    Login,
    Owner,
    Program,
    Promise,
    Receipt,
    Recover,
    Reentry,
    Roll,
}

impl Purpose {
    pub const ALL: [Self; 13] = [
        Self::Account,
        Self::Command,
        Self::Consent,
        Self::Export,
        Self::Hello,
        Self::Login,
        Self::Owner,
        Self::Program,
        Self::Promise,
        Self::Receipt,
        Self::Recover,
        Self::Reentry,
        Self::Roll,
    ];

    /// Whether it may be signed together with others: what a server hands out to many, and nobody keeps by
    /// its signature.
    fn comes_in_groups(self) -> bool {
        matches!(self, Self::Promise | Self::Roll)
    }

    pub fn tag(self) -> &'static [u8] {
        match self {
            Self::Account => b"farlantern/v1/account\0",
            Self::Command => b"farlantern/v1/command\0",
            Self::Consent => b"farlantern/v1/consent\0",
            Self::Export => b"farlantern/v1/export\0",
            Self::Hello => b"farlantern/v1/hello\0",
            Self::Login => b"farlantern/v1/login\0",
            Self::Owner => b"farlantern/v1/owner\0",
            Self::Program => b"farlantern/v1/program\0",
            Self::Promise => b"farlantern/v1/promise\0",
            Self::Receipt => b"farlantern/v1/receipt\0",
            Self::Recover => b"farlantern/v1/recover\0",
            Self::Reentry => b"farlantern/v1/reentry\0",
            Self::Roll => b"farlantern/v1/roll\0",
        }
    }
}

/// An ED25519 public key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(pub [u8; 32]);

/// An ED25519 signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

/// Signed bytes as they travel: `{bytes, key, signature}`, each in base64url; and `group` where one signature
/// is for many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What was signed: a tag that says what for, a zero byte, and JSON.
    pub bytes: Vec<u8>,
    pub key: PublicKey,
    /// Of the bytes, or of the group that they lie in.
    pub signature: Signature,
    pub group: Option<Box<Group>>,
}

/// Why signed bytes are not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsigned {
    #[error("The signed part has more than {SIGNED_BYTES_MAX} bytes.")]
    TooLong,
    #[error("This key is not a usable ED25519 key.")]
    WeakKey,
    #[error("The signature does not fit the key and the bytes.")]
    WrongSignature,
    #[error("These bytes were signed for another purpose.")]
    WrongPurpose,
    #[error("The signed part cannot be read: {0}")]
    Unreadable(String),
}

impl Signed {
    /// What is signed for a purpose: its tag, then the JSON.
    pub fn bytes_of(purpose: Purpose, body: &impl Serialize) -> Vec<u8> {
        let mut bytes = purpose.tag().to_vec();
        serde_json::to_writer(&mut bytes, body).expect("plain structs always become JSON");
        bytes
    }

    /// Signs with a key that is at hand. Browsers that hold a key they cannot read sign the
    /// result of [`Signed::bytes_of`] themselves.
    pub fn sign(purpose: Purpose, body: &impl Serialize, key: &SigningKey) -> Self {
        let bytes = Self::bytes_of(purpose, body);
        let signature = Signature(key.sign(&bytes).to_bytes());
        Self::alone(bytes, PublicKey(key.verifying_key().to_bytes()), signature)
    }

    /// Bytes with a signature that is for them alone.
    pub fn alone(bytes: Vec<u8>, key: PublicKey, signature: Signature) -> Self {
        Self { bytes, key, signature, group: None }
    }

    /// Checks the signature strictly and reads what was signed. Weak keys (of small order) and
    /// signatures with another spelling are refused: RFC 8032 with the cofactorless equation,
    /// canonical `S`, and no small-order `A` or `R`.
    pub fn open<T: DeserializeOwned>(&self, purpose: Purpose) -> Result<T, Unsigned> {
        self.verify(purpose)?;
        self.read(purpose)
    }

    /// Checks the signature alone.
    pub fn verify(&self, purpose: Purpose) -> Result<(), Unsigned> {
        if self.bytes.len() > SIGNED_BYTES_MAX {
            return Err(Unsigned::TooLong);
        }
        if !self.bytes.starts_with(purpose.tag()) {
            return Err(Unsigned::WrongPurpose);
        }
        match &self.group {
            None => self.key.verify(&self.bytes, &self.signature),
            Some(group) if purpose.comes_in_groups() => {
                self.key.verify(&group.signed(&self.bytes)?, &self.signature)
            }
            Some(_) => Err(Unsigned::WrongSignature),
        }
    }

    /// Reads what was signed without believing it yet.
    pub fn read<T: DeserializeOwned>(&self, purpose: Purpose) -> Result<T, Unsigned> {
        let body = self.bytes.strip_prefix(purpose.tag()).ok_or(Unsigned::WrongPurpose)?;
        // As text: the browser then carries one reader of JSON instead of two.
        let body = std::str::from_utf8(body).map_err(|why| Unsigned::Unreadable(why.to_string()))?;
        serde_json::from_str(body).map_err(|why| Unsigned::Unreadable(why.to_string()))
    }

    /// SHA-256 of exactly the signed bytes.
    pub fn hash(&self) -> rules::Hash {
        rules::Hash(Sha256::digest(&self.bytes).into())
    }
}

impl PublicKey {
    /// Strict verification; see [`Signed::open`].
    pub fn verify(&self, bytes: &[u8], signature: &Signature) -> Result<(), Unsigned> {
        let key = self.usable()?;
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(bytes, &signature).or(Err(Unsigned::WrongSignature))
    }

    /// Whether the key can be used at all: weak ones, of small order, cannot.
    pub fn check(&self) -> Result<(), Unsigned> {
        self.usable().map(|_| ())
    }

    fn usable(&self) -> Result<VerifyingKey, Unsigned> {
        VerifyingKey::from_bytes(&self.0).ok().filter(|it| !it.is_weak()).ok_or(Unsigned::WeakKey)
    }

    /// The public name, `did:key:z…`: multibase base58btc over the multicodec for ED25519
    /// (W3C "The did:key Method").
    pub fn did(&self) -> String {
        let mut bytes = [0; 34];
        bytes[..2].copy_from_slice(&[0xed, 0x01]);
        bytes[2..].copy_from_slice(&self.0);
        format!("did:key:z{}", base58(&bytes))
    }
}

/// Bitcoin's base58: the number in base 58, a leading zero byte as a leading `1`.
fn base58(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut digits: Vec<u8> = Vec::with_capacity(bytes.len() * 138 / 100 + 1);
    for &byte in bytes {
        let mut carry = u32::from(byte);
        for digit in &mut digits {
            carry += u32::from(*digit) << 8;
            *digit = (carry % 58) as u8;
            carry /= 58;
        }
        while carry > 0 {
            digits.push((carry % 58) as u8);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = std::iter::repeat_n(0, zeros).chain(digits.into_iter().rev());
    digits.map(|digit| char::from(ALPHABET[usize::from(digit)])).collect()
}

macro_rules! base64_text {
    ($name:ident, $bytes:literal) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&encoding::encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let why = concat!("expected ", $bytes, " bytes in base64url without padding");
                encoding::decode_exact(text).map(Self).ok_or(why)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&encoding::encode(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

base64_text!(PublicKey, 32);
base64_text!(Signature, 64);
rules::text_shape!(
    PublicKey,
    "An ED25519 public key: 32 bytes in base64url without padding.",
    "^[A-Za-z0-9_-]{43}$",
    "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
);
rules::text_shape!(
    Signature,
    "An ED25519 signature: 64 bytes in base64url without padding.",
    "^[A-Za-z0-9_-]{86}$",
    "5VZDAMNgrHKQhuLMgG6CiooHR0bs_AiiQS2rVB5AoEo2-YCPdY8a6Dyf_bwb4kR0sAPWMY0mbCR5BhVGm4VfBA"
);

#[cfg(test)]
pub(crate) mod edge;
#[cfg(test)]
mod tests;
