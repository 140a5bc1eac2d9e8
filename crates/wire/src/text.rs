//! Erasable text on its way: the salt and the text, checked against the reference that was signed.

use rules::{Hash, TextId, TextRef, Texts};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::{
    encoding,
    limit::{TEXT_BYTES_MAX, TEXTS_PER_COMMAND_MAX},
};

/// A text beside a command. The salt keeps a short text from being guessed by its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaltedText {
    pub id: TextId,
    /// Sixteen random bytes.
    #[serde(with = "salt")]
    #[schema(value_type = String, pattern = "^[A-Za-z0-9_-]{22}$")]
    pub salt: [u8; 16],
    pub text: String,
}

impl SaltedText {
    /// What stands in the signed bytes in the text's place.
    pub fn reference(&self) -> TextRef {
        let mut sum = Sha256::new_with_prefix(b"farlantern/v1/text\0");
        sum.update(self.salt);
        sum.update(self.text.as_bytes());
        TextRef { id: self.id, hash: Hash(sum.finalize().into()) }
    }
}

/// Why the texts beside a command are not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefused {
    #[error("At most {TEXTS_PER_COMMAND_MAX} texts come along with a change.")]
    TooMany,
    #[error("A text has at most {TEXT_BYTES_MAX} bytes.")]
    TooLong,
    #[error("A text does not fit what was signed.")]
    WrongHash,
}

/// Checks the texts that came along against the one reference a command signs, if it signs one.
/// Texts that nothing refers to are refused too, so that none can be left behind unseen.
pub fn check(texts: &[SaltedText], signed: Option<TextRef>) -> Result<Texts, TextRefused> {
    if texts.len() > TEXTS_PER_COMMAND_MAX {
        return Err(TextRefused::TooMany);
    }
    let mut checked = Texts::new();
    for text in texts {
        if text.text.len() > TEXT_BYTES_MAX {
            return Err(TextRefused::TooLong);
        }
        if signed != Some(text.reference()) {
            return Err(TextRefused::WrongHash);
        }
        checked.insert(text.id, text.text.clone());
    }
    Ok(checked)
}

mod salt {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use super::encoding;

    pub(super) fn serialize<S: Serializer>(salt: &[u8; 16], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&encoding::encode(salt))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 16], D::Error> {
        let text = String::deserialize(from)?;
        encoding::decode_exact(&text).ok_or_else(|| de::Error::custom("expected 16 bytes in base64url"))
    }
}
