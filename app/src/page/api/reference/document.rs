//! As much of OpenAPI as the page shows. Maps keep the order of the document.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

use super::{Caller, form};

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) info: Info,
    pub(super) tags: Vec<Tag>,
    pub(super) paths: Pairs<Pairs<Told>>,
    pub(super) components: Components,
}

#[derive(Deserialize)]
pub(super) struct Info {
    pub(super) description: String,
}

#[derive(Deserialize)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) description: String,
}

#[derive(Deserialize)]
pub(super) struct Components {
    pub(super) schemas: Pairs<Schema>,
}

/// One operation.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Told {
    pub(super) operation_id: String,
    pub(super) tags: Vec<String>,
    pub(super) summary: String,
    #[serde(default)]
    pub(super) description: String,
    #[serde(rename = "x-caller")]
    pub(super) caller: Caller,
    #[serde(default)]
    pub(super) security: Vec<Pairs<Vec<String>>>,
    #[serde(default)]
    pub(super) parameters: Vec<Parameter>,
    pub(super) request_body: Option<Body>,
    pub(super) responses: Pairs<Body>,
}

#[derive(Deserialize)]
pub(super) struct Parameter {
    name: String,
    #[serde(rename = "in")]
    place: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    description: String,
    schema: Schema,
    #[serde(default)]
    example: Value,
}

/// What is sent, or answered.
#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    content: Pairs<Content>,
}

#[derive(Deserialize)]
pub(super) struct Content {
    pub(super) schema: Schema,
    pub(super) example: Option<Value>,
}

/// A type, or the name of one.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Schema {
    #[serde(rename = "$ref")]
    link: Option<String>,
    pub(super) description: String,
    #[serde(rename = "type")]
    pub(super) kind: Value,
    pub(super) properties: Pairs<Schema>,
    pub(super) required: Vec<String>,
    pub(super) items: Option<Box<Schema>>,
    /// A type, or whether there may be any.
    pub(super) additional_properties: Value,
    pub(super) one_of: Vec<Schema>,
    pub(super) any_of: Vec<Schema>,
    pub(super) all_of: Vec<Schema>,
    #[serde(rename = "enum")]
    pub(super) words: Vec<Value>,
    pub(super) pattern: Option<String>,
    pub(super) examples: Vec<Value>,
}

/// A map in the order in which it was written.
pub(super) struct Pairs<T>(pub(super) Vec<(String, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
            type Value = Pairs<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        from.deserialize_map(Reader(PhantomData))
    }
}

impl Body {
    pub(super) fn json(&self) -> Option<&Content> {
        self.content.0.iter().find(|it| it.0 == "application/json").map(|it| &it.1)
    }
}

impl Schema {
    /// The name of the type, where it stands elsewhere.
    pub(super) fn name(&self) -> Option<&str> {
        self.link.as_deref()?.rsplit('/').next()
    }
}

impl Parameter {
    pub(super) fn parameter(&self) -> super::Parameter {
        super::Parameter {
            name: self.name.clone(),
            is_path: self.place == "path",
            required: self.required,
            kind: form::pieces(&self.schema),
            says: self.description.clone(),
            example: match &self.example {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            },
        }
    }
}
