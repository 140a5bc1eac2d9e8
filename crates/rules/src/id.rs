//! Names for things that outlive a process: accounts, streams, commands, texts, content, hashes.

use std::{borrow::Borrow, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{limit::CONTENT_ID_BYTES_MAX, text_shape};

/// Why a piece of text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnId {
    #[error("expected {expected} lowercase hexadecimal digits")]
    Hex { expected: usize },
    #[error("expected `kind/slug` in lowercase letters, digits and dashes")]
    Content,
}

macro_rules! bytes_id {
    ($said:literal, $name:ident, $bytes:literal, $example:expr) => {
        #[doc = $said]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $bytes]);

        impl $name {
            /// Length in bytes; on paper an id is twice as many hexadecimal digits.
            pub const BYTES: usize = $bytes;

            /// Writes the digits into a place of the caller: ids are written often, and a string
            /// built digit by digit was seen in the profile of the writer.
            fn digits<'a>(&self, place: &'a mut [u8; 2 * $bytes]) -> &'a str {
                match hex::encode_to_slice(self.0, place) {
                    Ok(()) => std::str::from_utf8(place).unwrap_or_default(),
                    Err(_) => "",
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.digits(&mut [0; 2 * $bytes]))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let refused = NotAnId::Hex { expected: 2 * $bytes };
                // One id has one spelling, so capitals are another id and refused.
                if text.bytes().any(|b| b.is_ascii_uppercase()) {
                    return Err(refused);
                }
                let mut bytes = [0; $bytes];
                match hex::decode_to_slice(text, &mut bytes) {
                    Ok(()) => Ok(Self(bytes)),
                    Err(_) => Err(refused),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.digits(&mut [0; 2 * $bytes]))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(de::Error::custom)
            }
        }

        text_shape!(
            $name,
            concat!($said, " ", $bytes, " bytes in lowercase hexadecimal digits."),
            concat!("^([0-9a-f]{2}){", $bytes, "}$"),
            $example
        );
    };
}

const EXAMPLE_16: &str = "000102030405060708090a0b0c0d0e0f";
const EXAMPLE_32: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

bytes_id!("A SHA-256 of something.", Hash, 32, EXAMPLE_32);
bytes_id!("An account: the SHA-256 of its first signed statement.", AccountId, 32, EXAMPLE_32);
bytes_id!("A stream of events, made by the client that starts it.", StreamId, 16, EXAMPLE_16);
bytes_id!("A thing with an identity.", ItemId, 16, EXAMPLE_16);
bytes_id!("A command, made and kept by the client before sending.", CommandId, 16, EXAMPLE_16);
bytes_id!("A piece of erasable text.", TextId, 16, EXAMPLE_16);

impl ItemId {
    /// The `index`th thing that a command makes: of SHA-256(command id, index) the first 16 bytes, so that
    /// things made without a network keep their ids.
    pub fn made_by(command: CommandId, index: u32) -> Self {
        use sha2::{Digest, Sha256};
        let sum = Sha256::new().chain_update(command.0).chain_update(index.to_be_bytes()).finalize();
        let mut id = [0; Self::BYTES];
        id.copy_from_slice(&sum[..Self::BYTES]);
        Self(id)
    }
}

/// A piece of content: `kind/slug`, for example `species/elf`. Never reused for something else.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContentId {
    text: Box<str>,
    /// Where the slash stands: parts of ids are asked for more often than ids are made.
    slash: u8,
}

const _: () = assert!(CONTENT_ID_BYTES_MAX <= u8::MAX as usize);

impl ContentId {
    /// The whole id, `kind/slug`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before the slash.
    pub fn kind(&self) -> &str {
        self.text.get(..usize::from(self.slash)).unwrap_or_default()
    }

    /// The part after the slash.
    pub fn slug(&self) -> &str {
        self.text.get(usize::from(self.slash) + 1..).unwrap_or_default()
    }
}

/// So that what is kept by its id is found by the text of one.
impl Borrow<str> for ContentId {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl std::hash::Hash for ContentId {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl FromStr for ContentId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let fits = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        match text.split_once('/') {
            Some((kind, slug)) if text.len() <= CONTENT_ID_BYTES_MAX && fits(kind) && fits(slug) => {
                Ok(Self { text: text.into(), slash: kind.len() as u8 })
            }
            _ => Err(NotAnId::Content),
        }
    }
}

impl fmt::Display for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for ContentId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for ContentId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

text_shape!(
    ContentId,
    "A piece of content: `kind/slug`. Never reused for something else.",
    "^[a-z0-9-]+/[a-z0-9-]+$",
    "species/elf"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        let id: CommandId = "000102030405060708090a0b0c0d0e0f".parse().unwrap();
        assert_eq!(id.to_string(), "000102030405060708090a0b0c0d0e0f");
        for other in ["000102030405060708090A0B0C0D0E0F", "00", "", "zz0102030405060708090a0b0c0d0e0f"] {
            assert_eq!(other.parse::<CommandId>(), Err(NotAnId::Hex { expected: 32 }), "{other:?}");
        }
    }

    #[test]
    fn content_ids_are_kind_and_slug() {
        for good in ["species/elf", "keepsake/brass-compass", "dye/k2"] {
            assert!(good.parse::<ContentId>().is_ok(), "{good:?}");
        }
        for bad in ["elf", "/elf", "species/", "Species/elf", "species/el f", "a/b/c", "species/älf"] {
            assert_eq!(bad.parse::<ContentId>(), Err(NotAnId::Content), "{bad:?}");
        }
    }
}
