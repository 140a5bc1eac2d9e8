//! JSON Schemas of the book's files, made from the very types that read them.

use serde_json::{Map, Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

use super::{Background, Class, Creature, Feature, Item, Kin, Language, Spell, Subclass, Term, Way};

/// Where OpenAPI keeps what JSON Schema keeps in `$defs`.
const COMPONENTS: &str = "#/components/schemas/";

/// Variants of several parts, of which utoipa says no more than that they are lists.
const ROWS: [(&str, &str, &[&str]); 5] = [
    ("Range", "ranges", &["integer", "integer"]),
    ("Range", "reach_or_ranges", &["integer", "integer", "integer"]),
    ("Requirement", "class_level", &["ContentId", "integer"]),
    ("Requirement", "score", &["[Ability]", "integer"]),
    ("Test", "at_least", &["Formula", "integer"]),
];

/// For each kind of file, named as its folder, what stands in one: a JSON Schema (draft 2020-12).
pub fn schemas() -> [(&'static str, Value); 10] {
    [
        ("backgrounds", file::<Background>()),
        ("classes", file::<Class>()),
        ("creatures", file::<Creature>()),
        ("features", file::<Feature>()),
        ("items", file::<Item>()),
        ("languages", file::<Language>()),
        ("species", file::<Kin>()),
        ("spells", file::<Spell>()),
        ("subclasses", file::<Subclass>()),
        ("terms", file::<Term>()),
    ]
}

fn file<T: ToSchema>() -> Value {
    let name = T::name().into_owned();
    let mut all: Vec<(String, RefOr<Schema>)> = vec![(name.clone(), T::schema())];
    T::schemas(&mut all);
    // The ways of an effect hold effects again, so the walk from an effect stops before them.
    if all.iter().any(|(name, _)| name == "Effect") {
        all.push((Way::name().into_owned(), Way::schema()));
    }
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut kinds = Map::new();
    for (name, schema) in all {
        let mut schema = local(serde_json::to_value(schema).unwrap_or_default());
        rows(&name, &mut schema);
        kinds.insert(name, schema);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("A file of the book: each entry is one {name}"),
        "type": "array",
        "items": { "$ref": format!("#/$defs/{name}") },
        "$defs": kinds,
    })
}

/// Says of lists of several parts what each part is.
fn rows(name: &str, schema: &mut Value) {
    let part = |kind: &&str| match kind.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        Some(each) => json!({ "items": { "$ref": format!("#/$defs/{each}") }, "type": "array" }),
        None if *kind == "integer" => json!({ "type": "integer" }),
        None => json!({ "$ref": format!("#/$defs/{kind}") }),
    };
    let Some(ways) = schema.get_mut("oneOf").and_then(Value::as_array_mut) else { return };
    for (_, variant, parts) in ROWS.iter().filter(|(of, ..)| *of == name) {
        let fields = ways.iter_mut().filter_map(|it| it.get_mut("properties")?.get_mut(*variant));
        for field in fields {
            *field = json!({
                "items": false,
                "minItems": parts.len(),
                "prefixItems": parts.iter().map(part).collect::<Vec<_>>(),
                "type": "array",
            });
        }
    }
}

/// References point into the same file, and fields stand in an order that no build changes.
fn local(value: Value) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix(COMPONENTS) {
            Some(name) => Value::String(format!("#/$defs/{name}")),
            None => Value::String(text),
        },
        Value::Array(all) => Value::Array(all.into_iter().map(local).collect()),
        Value::Object(fields) => {
            let mut fields: Vec<(String, Value)> =
                fields.into_iter().map(|(key, it)| (key, local(it))).collect();
            fields.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(fields.into_iter().collect())
        }
        other => other,
    }
}
