//! 64-bit numbers. They travel as strings, because JavaScript rounds them beyond 2^53.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! number {
    ($said:literal, $name:ident($inner:ty), $example:literal) => {
        #[doc = $said]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                let number = text
                    .parse::<$inner>()
                    .map_err(|_why| de::Error::custom("expected a number in a string"))?;
                // `+7` and `007` are other spellings of 7, and signed bytes know one.
                if number.to_string() == text {
                    Ok(Self(number))
                } else {
                    Err(de::Error::custom("expected a number in its plain spelling"))
                }
            }
        }

        rules::text_shape!($name, $said, "^(0|-?[1-9][0-9]*)$", $example);
    };
}

number!("Unix time in milliseconds. Given by the server wherever it counts.", Millis(i64), "1780000000000");
number!("Place of an event in the whole journal, from 1, without gaps.", Position(i64), "1024");
number!("Place of an event in its stream, from 1.", Sequence(i64), "7");

impl Sequence {
    /// Before the first event.
    pub const NONE: Self = Self(0);

    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
