//! What a type is made of, in words.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::document::Schema;
use crate::words;

/// A type that travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Type {
    pub(crate) name: String,
    pub(crate) says: String,
    pub(crate) form: Form,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Form {
    Fields(Vec<Field>),
    /// An object with one of these fields and no other, or one of these words.
    Variants(Vec<Variant>),
    Words(Vec<String>),
    /// A text that fits a pattern, such as this one.
    Text {
        pattern: String,
        example: String,
    },
    Other(Vec<Piece>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: Vec<Piece>,
    pub(crate) required: bool,
    pub(crate) says: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) says: String,
    /// Of what stands behind the name, where that is no object of its own.
    pub(crate) kind: Vec<Piece>,
    pub(crate) fields: Vec<Field>,
}

/// What a type is called: words, with the names of other types between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Piece {
    Word(String),
    Name(String),
}

impl Type {
    pub(super) fn of(name: &str, schema: &Schema) -> Self {
        Self { name: name.into(), says: schema.description.clone(), form: Form::of(schema) }
    }

    /// Whether it is meant by what somebody looks for.
    pub(crate) fn fits(&self, sought: &str) -> bool {
        let mut names = vec![&*self.name, &*self.says];
        match &self.form {
            Form::Fields(all) => names.extend(all.iter().map(|it| &*it.name)),
            Form::Variants(all) => names.extend(all.iter().map(|it| &*it.name)),
            Form::Words(all) => names.extend(all.iter().map(|it| &**it)),
            Form::Text { .. } | Form::Other(_) => {}
        }
        super::has_words(&names.join(" "), sought)
    }
}

impl Form {
    fn of(schema: &Schema) -> Self {
        let variants: Option<Vec<Variant>> = schema.one_of.iter().map(Variant::of).collect();
        match variants {
            Some(variants) if !variants.is_empty() => return Self::Variants(variants),
            _ => {}
        }
        if let Some(pattern) = &schema.pattern {
            let example = schema.examples.first().and_then(Value::as_str).unwrap_or_default().into();
            return Self::Text { pattern: pattern.clone(), example };
        }
        if !schema.words.is_empty() {
            return Self::Words(schema.words.iter().filter_map(Value::as_str).map(Into::into).collect());
        }
        match schema.kind.as_str() {
            Some("object") => Self::Fields(fields(schema)),
            _ => Self::Other(pieces(schema)),
        }
    }
}

impl Variant {
    /// An object that names what it is by its one field.
    fn of(schema: &Schema) -> Option<Self> {
        let [(name, inside)] = &*schema.properties.0 else { return None };
        let is_one = *schema.required == [name.clone()];
        is_one.then(|| Self {
            name: name.clone(),
            says: schema.description.clone(),
            kind: if inside.name().is_some() { pieces(inside) } else { Vec::new() },
            fields: fields(inside),
        })
    }
}

fn fields(schema: &Schema) -> Vec<Field> {
    schema.properties.0.iter().map(|(name, it)| field(name, it, schema.required.contains(name))).collect()
}

fn field(name: &str, schema: &Schema, required: bool) -> Field {
    let inside = schema.one_of.iter().map(|it| &it.description).find(|it| !it.is_empty());
    let says = if schema.description.is_empty() { inside } else { None };
    Field {
        name: name.into(),
        kind: pieces(schema),
        required,
        says: says.unwrap_or(&schema.description).clone(),
    }
}

/// What a type is called where it is used.
pub(super) fn pieces(schema: &Schema) -> Vec<Piece> {
    let word = |it: &str| Piece::Word(it.into());
    if let Some(name) = schema.name() {
        return vec![Piece::Name(name.into())];
    }
    let choices = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
    if !choices.is_empty() {
        let all: Vec<Vec<Piece>> = choices.iter().map(pieces).collect();
        return all.join(&word(words::API_OR));
    }
    if let Some(items) = &schema.items {
        return [vec![word(words::API_LIST_OF)], pieces(items)].concat();
    }
    if schema.additional_properties.is_object() {
        let values: Schema = serde_json::from_value(schema.additional_properties.clone()).unwrap_or_default();
        return [vec![word(words::API_MAP_TO)], pieces(&values)].concat();
    }
    match &schema.kind {
        Value::String(kind) => vec![word(kind)],
        Value::Array(kinds) => {
            let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
            vec![word(&kinds.join(words::API_OR))]
        }
        _ => vec![word(words::API_ANYTHING)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: Value) -> Schema {
        serde_json::from_value(json).unwrap()
    }

    fn called(json: Value) -> String {
        let pieces = pieces(&read(json));
        pieces
            .iter()
            .map(|it| match it {
                Piece::Word(it) => it.clone(),
                Piece::Name(it) => format!("<{it}>"),
            })
            .collect()
    }

    #[test]
    fn types_are_called_in_words() {
        let hash = serde_json::json!({ "$ref": "#/components/schemas/Hash" });
        for (json, words) in [
            (hash.clone(), "<Hash>"),
            (serde_json::json!({ "type": "integer" }), "integer"),
            (serde_json::json!({ "type": ["integer", "null"] }), "integer or null"),
            (serde_json::json!({ "oneOf": [hash, { "type": "null" }] }), "<Hash> or null"),
            (serde_json::json!({ "type": "array", "items": hash }), "list of <Hash>"),
            (serde_json::json!({ "type": "object", "additionalProperties": hash }), "map to <Hash>"),
            (serde_json::json!({ "type": "object", "additionalProperties": false }), "object"),
            (serde_json::json!({}), words::API_ANYTHING),
        ] {
            assert_eq!(called(json.clone()), words, "{json}");
        }
    }

    #[test]
    fn a_type_is_told_by_what_it_is_made_of() {
        // A value would sort its fields.
        let text = r#"{ "type": "object", "required": ["b"], "properties": { "b": { "type": "string" }, "a": {} } }"#;
        let Form::Fields(told) = Form::of(&serde_json::from_str(text).unwrap()) else {
            panic!("an object has fields")
        };
        let names: Vec<(&str, bool)> = told.iter().map(|it| (&*it.name, it.required)).collect();
        assert_eq!(names, [("b", true), ("a", false)], "in the order of the document");
        let variants = serde_json::json!({ "oneOf": [
            { "type": "object", "required": ["lock"], "properties": { "lock": { "type": "object", "properties": { "why": {} } } }, "description": "Shuts." },
        ] });
        let Form::Variants(told) = Form::of(&read(variants)) else { panic!("one of these") };
        assert_eq!((&*told[0].name, &*told[0].says, told[0].fields.len()), ("lock", "Shuts.", 1));
        let text = serde_json::json!({ "type": "string", "pattern": "^a$", "examples": ["a"] });
        assert_eq!(Form::of(&read(text)), Form::Text { pattern: "^a$".into(), example: "a".into() });
    }
}
