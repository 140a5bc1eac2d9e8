//! The document that programs read: it is whole, and an OpenAPI document at all. That each answer is what
//! it says is held wherever a test asks at a door (`house::contract`).

use std::collections::BTreeSet;

use serde_json::Value;
use server::{document, routes::ROUTES};

use crate::house::{Browser, House};

fn read() -> Value {
    serde_json::from_str(document::text()).unwrap()
}

fn operations(document: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths.flat_map(|(path, told)| {
        told.as_object().unwrap().iter().map(move |(method, told)| (path, method, told))
    })
}

#[tokio::test]
async fn it_stands_at_its_address_for_anyone() {
    let house = House::open().await;
    let reply = house.get("/api/v1/openapi.json").await;
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.json(), read());
}

/// Who types its page with a slash is not answered as a program.
#[tokio::test]
async fn its_page_is_one_address() {
    let house = House::open().await;
    let reply = house.get("/api/").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (308, "/api"));
}

#[test]
fn every_door_of_the_contract_is_told_and_no_other() {
    let document = read();
    let told: BTreeSet<_> =
        operations(&document).map(|(path, method, _)| (method.to_uppercase(), path.clone())).collect();
    let doors = ROUTES.iter().filter(|it| it.path.starts_with(document::ROOT));
    assert_eq!(told, doors.map(|it| (it.method.to_string(), it.path.to_owned())).collect());
}

#[test]
fn operations_have_names_of_their_own_and_are_described() {
    let document = read();
    let mut names = BTreeSet::new();
    let tags: BTreeSet<_> =
        document["tags"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    for (path, method, told) in operations(&document) {
        let name = told["operationId"].as_str().unwrap();
        assert!(names.insert(name), "{name} is two");
        assert!(
            !told["summary"].as_str().unwrap().ends_with('.'),
            "{method} {path}: a heading has no full stop"
        );
        assert!(tags.contains(told["tags"][0].as_str().unwrap()), "{method} {path}");
        let inside = path.matches('{').count();
        let named = told["parameters"].as_array().unwrap().iter().filter(|it| it["in"] == "path").count();
        assert_eq!(inside, named, "{method} {path}: what stands in the braces is told");
        assert_eq!(method == "post", told.get("requestBody").is_some(), "{method} {path}");
    }
}

/// A name that leads nowhere, a type that says nothing, words that only programmers of the house read.
#[test]
fn every_name_leads_to_a_type_that_is_described() {
    let document = read();
    let types = document["components"]["schemas"].as_object().unwrap();
    let mut named = BTreeSet::new();
    names(&document, &mut named);
    for name in &named {
        assert!(types.contains_key(name.trim_start_matches("#/components/schemas/")), "{name}");
    }
    for (name, schema) in types {
        assert!(schema["description"].is_string(), "{name} is not described");
    }
    let text = document::text();
    for foreign in ["[`", "::"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
}

fn names(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| names(it, found)),
        Value::Object(fields) => {
            if let Some(name) = fields.get("$ref").and_then(Value::as_str) {
                found.insert(name.into());
            }
            fields.values().for_each(|it| names(it, found));
        }
        _ => {}
    }
}

/// What stands there to be tried is what the door takes, and is answered.
#[tokio::test]
async fn every_example_does_what_it_says() {
    let house = House::open().await;
    let document = read();
    let mut tried = 0;
    for (path, _, told) in operations(&document) {
        let Some(example) = told.pointer("/requestBody/content/application~1json/example") else { continue };
        let reply = Browser::new(1).post(&house, path, example).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        tried += 1;
    }
    assert!(tried >= 3, "{tried}");
}
