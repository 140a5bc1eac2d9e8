//! How the answers of server functions travel: as JSON that is read as text. The answers inside a
//! page and those of the API are read so too, and the bundle holds one reader instead of two.

use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType, codec::Post};
use serde::{Serialize, de::DeserializeOwned};

pub type Json = Post<JsonText>;

pub struct JsonText;

impl ContentType for JsonText {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for JsonText {
    const FORMAT_TYPE: Format = Format::Text;
}

/// What lies there as JSON; none where it is none of this kind.
#[cfg_attr(
    not(all(feature = "hydrate", not(feature = "ssr"))),
    expect(dead_code, reason = "the server has the book itself")
)]
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_str(str::from_utf8(bytes).ok()?).ok()
}

impl<T: Serialize> Encodes<T> for JsonText {
    type Error = serde_json::Error;

    fn encode(answer: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_string(answer).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonText {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        // What is no text is no JSON either, and fails as such.
        serde_json::from_str(str::from_utf8(&bytes).unwrap_or_default())
    }
}
