//! Taking in a second device. The first one makes a secret and shows it as a link or a picture;
//! the server only ever sees its hash. Whoever holds the secret asks, both show the same short
//! code, and the first signs. A server that would slip in a key of its own cannot make the mark.

use std::{fmt, str::FromStr};

use rules::{AccountId, Hash};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::{
    encoding,
    number::Millis,
    signed::{PublicKey, Signed},
};

/// 32 random bytes that go from one device to the other, past the server.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PairingSecret(pub [u8; 32]);

/// What the server keeps between the two devices: `GET /api/v1/pairings/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PairingView {
    pub account: AccountId,
    /// The inviting device's word for the account, as it was sent.
    pub mark: Hash,
    pub expires_at: Millis,
    /// Who asks to be taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
    /// Whether that device belongs to the account by now.
    pub taken: bool,
}

/// The body of `POST /api/v1/account/pairings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PairingPost {
    /// SHA-256 of `farlantern/v1/pairing/id`, a zero byte, and the 32 bytes of the invitation's secret.
    pub id: Hash,
    /// SHA-256 of `farlantern/v1/pairing/host`, a zero byte, the secret, and the account's 32 bytes.
    pub mark: Hash,
}

/// The body of `POST /api/v1/pairings/{id}`: a device asks to be taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PairingAsked)]
pub struct Asked {
    /// A [`Consent`](crate::account::Consent), signed by the key that asks.
    pub consent: Signed,
    /// What the device calls itself at first, such as `Firefox on Linux`.
    pub name: String,
    /// SHA-256 of `farlantern/v1/pairing/mark`, a zero byte, the secret, the account's 32 bytes, the 32 bytes of
    /// the key that asks, and the name in UTF-8.
    pub mark: Hash,
}

impl PairingSecret {
    /// Where the two devices meet. Says nothing of the secret.
    pub fn id(&self) -> Hash {
        self.digest(b"farlantern/v1/pairing/id\0", &[])
    }

    /// Proves to the second device that the account is the one whose device has made the secret:
    /// else a server could have it ask to be taken in by an account of the server's own.
    pub fn host_mark(&self, account: AccountId) -> Hash {
        self.digest(b"farlantern/v1/pairing/host\0", &[&account.0])
    }

    /// Proves to the first device that the key and its name come from whoever holds the secret.
    pub fn mark(&self, account: AccountId, key: PublicKey, name: &str) -> Hash {
        self.digest(b"farlantern/v1/pairing/mark\0", &[&account.0, &key.0, name.as_bytes()])
    }

    /// Six digits that both devices show, for people to compare.
    pub fn code(&self, account: AccountId, key: PublicKey) -> String {
        let digest = self.digest(b"farlantern/v1/pairing/code\0", &[&account.0, &key.0]).0;
        // The modulus is no power of two; 64 bits make the difference vanish.
        let number = digest[..8].iter().fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte)) % 1_000_000;
        let digits = number.to_string();
        let digits = ["000000", &digits].concat();
        let digits = &digits[digits.len() - 6..];
        [&digits[..3], " ", &digits[3..]].concat()
    }

    /// All parts but the last have fixed lengths, and the secret is no prefix of anything that
    /// others choose.
    fn digest(&self, tag: &[u8], parts: &[&[u8]]) -> Hash {
        let mut sum = Sha256::new_with_prefix(tag);
        sum.update(self.0);
        for part in parts {
            sum.update(part);
        }
        Hash(sum.finalize().into())
    }
}

impl fmt::Display for PairingSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encoding::encode(&self.0))
    }
}

/// Never shown in a log.
impl fmt::Debug for PairingSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairingSecret")
    }
}

impl FromStr for PairingSecret {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        encoding::decode_exact(text).map(Self).ok_or("expected 32 bytes in base64url")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_devices_show_the_same_code_and_no_other() {
        let secret = PairingSecret([7; 32]);
        let (account, key) = (AccountId([1; 32]), PublicKey([2; 32]));
        let code = secret.code(account, key);
        assert_eq!(code.len(), 7);
        assert!(code.bytes().enumerate().all(|(at, it)| if at == 3 {
            it == b' '
        } else {
            it.is_ascii_digit()
        }));
        assert_eq!(secret.to_string().parse::<PairingSecret>().unwrap().code(account, key), code);
        let others = [
            PairingSecret([8; 32]).code(account, key),
            secret.code(AccountId([2; 32]), key),
            secret.code(account, PublicKey([3; 32])),
        ];
        assert!(others.iter().all(|it| *it != code));
        let mark = secret.mark(account, key, "Firefox");
        assert_eq!(mark, secret.mark(account, key, "Firefox"));
        for other in [
            PairingSecret([8; 32]).mark(account, key, "Firefox"),
            secret.mark(AccountId([2; 32]), key, "Firefox"),
            secret.mark(account, PublicKey([3; 32]), "Firefox"),
            secret.mark(account, key, "Firefox "),
            secret.mark(account, key, ""),
        ] {
            assert_ne!(mark, other);
        }
        assert_ne!(secret.host_mark(account), secret.host_mark(AccountId([2; 32])));
        assert_ne!(secret.host_mark(account), PairingSecret([8; 32]).host_mark(account));
        assert_ne!(secret.id().0, secret.0);
    }
}
