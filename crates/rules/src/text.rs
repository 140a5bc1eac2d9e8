//! Text that people write and may want gone. A body that is hashed holds only a reference:
//! the text itself lies in an erasable table, and every replay works without it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    id::{Hash, TextId},
    limit::NAME_CHARS_MAX,
};

/// What stands in an event instead of the text: where it lies, and the salted hash it must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextRef {
    pub id: TextId,
    /// SHA-256 of `farlantern/v1/text`, a zero byte, the 16 bytes of the salt, and the text in UTF-8.
    pub hash: Hash,
}

/// Texts that came with a command, each already checked against the hash of its reference.
pub type Texts = BTreeMap<TextId, String>;

/// A name fit to be shown to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

/// Why a text is not a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    #[error("A name needs at least one letter.")]
    Empty,
    #[error("A name has at most {NAME_CHARS_MAX} characters; this one has {chars}.")]
    TooLong { chars: usize },
    #[error("A name cannot begin or end with a space.")]
    SpaceAtTheEdge,
    #[error("A name cannot contain invisible or control characters.")]
    Invisible,
}

impl Name {
    /// Reads a name. Nothing is repaired on the way: what was signed is what is kept.
    pub fn parse(text: &str) -> Result<Self, NotAName> {
        let chars = text.chars().count();
        if chars > NAME_CHARS_MAX {
            return Err(NotAName::TooLong { chars });
        }
        if text.chars().any(is_invisible) {
            return Err(NotAName::Invisible);
        }
        if !text.chars().any(char::is_alphanumeric) {
            return Err(NotAName::Empty);
        }
        if text.trim() != text {
            return Err(NotAName::SpaceAtTheEdge);
        }
        Ok(Self(text.into()))
    }

    /// The name as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters that show nothing or turn the writing direction, and so could fake another name.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_people_have_them() {
        for name in ["Wren", "Óðinn", "Mary-Kate O'Neil", "李小龍", "7 of 9", &"x".repeat(NAME_CHARS_MAX)]
        {
            assert_eq!(Name::parse(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn what_is_not_a_name() {
        let long = "x".repeat(NAME_CHARS_MAX + 1);
        for (text, why) in [
            ("", NotAName::Empty),
            ("   ", NotAName::Empty),
            ("...", NotAName::Empty),
            (" Wren", NotAName::SpaceAtTheEdge),
            ("Wren\u{2003}", NotAName::SpaceAtTheEdge),
            ("Wr\u{202e}en", NotAName::Invisible),
            ("Wr\u{200b}en", NotAName::Invisible),
            ("Wr\nen", NotAName::Invisible),
            (&long, NotAName::TooLong { chars: NAME_CHARS_MAX + 1 }),
        ] {
            assert_eq!(Name::parse(text), Err(why), "{text:?}");
        }
    }
}
