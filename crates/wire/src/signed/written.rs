//! How signed bytes are written down. In JSON they have a group where they were signed in one; the socket's
//! messages, which have no names of fields, keep the three parts that they always had: what people sign is
//! never signed in a group.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, schema::Schema},
};

use super::{Group, PublicKey, Signature, Signed};
use crate::encoding;

/// Without names of fields.
#[derive(Serialize, Deserialize)]
struct Alone {
    #[serde(with = "encoding::bytes")]
    bytes: Vec<u8>,
    key: PublicKey,
    signature: Signature,
}

/// Signed bytes as they travel: `{bytes, key, signature}`, each in base64url; and `group` where one signature
/// is for many.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Signed)]
struct Json {
    /// What was signed: a tag that says what for, a zero byte, and JSON.
    #[serde(with = "encoding::bytes")]
    #[schema(value_type = String, pattern = "^[A-Za-z0-9_-]*$")]
    bytes: Vec<u8>,
    key: PublicKey,
    /// Of the bytes, or of the group that they lie in.
    signature: Signature,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<Box<Group>>,
}

impl Serialize for Signed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { bytes, key, signature, group } = self.clone();
        if to.is_human_readable() {
            return Json { bytes, key, signature, group }.serialize(to);
        }
        match group {
            None => Alone { bytes, key, signature }.serialize(to),
            Some(_) => Err(ser::Error::custom("what is signed in a group does not go over the socket")),
        }
    }
}

impl<'de> Deserialize<'de> for Signed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            let Json { bytes, key, signature, group } = Json::deserialize(from)?;
            return Ok(Self { bytes, key, signature, group });
        }
        let Alone { bytes, key, signature } = Alone::deserialize(from)?;
        Ok(Self::alone(bytes, key, signature))
    }
}

impl PartialSchema for Signed {
    fn schema() -> RefOr<Schema> {
        Json::schema()
    }
}

impl ToSchema for Signed {
    fn name() -> Cow<'static, str> {
        Json::name()
    }

    fn schemas(all: &mut Vec<(String, RefOr<Schema>)>) {
        Json::schemas(all);
    }
}
