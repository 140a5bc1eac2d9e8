//! Holds everything that passes the doors of `/api/v1` against what the document says of it. So no test
//! of the doors can see an answer that programs were not told of.

use std::{collections::HashMap, sync::LazyLock};

use axum::body::{Body, HttpBody, to_bytes};
use boon::{Compiler, Draft, SchemaIndex, Schemas};
use bytes::Bytes;
use http::{Method, Request};
use serde_json::Value;
use server::document;

use super::Reply;

/// More than any door takes.
const BODY_BYTES_MAX: u64 = 128 * 1024;
const ADDRESS: &str = "http://contract/openapi.json";

/// The document, with a validator for every body in it.
struct Contract {
    document: Value,
    schemas: Schemas,
    /// By the place in the document.
    found: HashMap<String, SchemaIndex>,
}

static CONTRACT: LazyLock<Contract> = LazyLock::new(Contract::read);

/// What was asked, for the comparison with what is answered.
pub(super) struct Asked {
    /// The place of the operation in the document. None: it is of no concern here.
    operation: Option<String>,
    query: String,
    body: Option<Bytes>,
}

/// Listens to a request on its way in.
pub(super) async fn overhear(request: Request<Body>) -> (Request<Body>, Asked) {
    let operation = CONTRACT.operation(request.method(), request.uri().path());
    let query = request.uri().query().unwrap_or_default().to_owned();
    let short = request.body().size_hint().exact().is_some_and(|it| it <= BODY_BYTES_MAX);
    if operation.is_none() || !short {
        return (request, Asked { operation, query, body: None });
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (Request::from_parts(parts, body.clone().into()), Asked { operation, query, body: Some(body) })
}

impl Asked {
    #[track_caller]
    pub(super) fn compare(&self, reply: &Reply) {
        let Some(operation) = &self.operation else { return };
        let status = reply.status.as_u16();
        let place = format!("{operation}/responses/{status}");
        let said = CONTRACT.document.pointer(&place);
        let said = said.unwrap_or_else(|| panic!("nobody was told of this answer: {place} {}", reply.text()));
        if said.get("content").is_some() {
            CONTRACT.fits(&format!("{place}/content/application~1json/schema"), &reply.json());
            CONTRACT.signed_fits(&reply.json());
        } else {
            assert!(reply.body.is_empty(), "{place} has a body");
        }
        self.compare_body(operation, reply);
        if status == 200 {
            self.compare_query(operation);
        }
    }

    /// What was taken is what may be sent, and what may be sent is understood.
    #[track_caller]
    fn compare_body(&self, operation: &str, reply: &Reply) {
        let schema = format!("{operation}/requestBody/content/application~1json/schema");
        let body = self.body.as_ref().and_then(|it| serde_json::from_slice::<Value>(it).ok());
        let (Some(index), Some(body)) = (CONTRACT.found.get(&schema), body) else { return };
        if reply.status == 200 {
            CONTRACT.fits(&schema, &body);
            CONTRACT.signed_fits(&body);
        }
        let unread = reply.status == 400 && reply.json()["error"]["details"].get("line").is_some();
        assert!(
            !unread || CONTRACT.schemas.validate(&body, *index).is_err(),
            "{schema} promises too much: {body}"
        );
    }

    #[track_caller]
    fn compare_query(&self, operation: &str) {
        let told = CONTRACT.document.pointer(&format!("{operation}/parameters")).unwrap().as_array().unwrap();
        let names = |it: &str| told.iter().any(|told| told["in"] == "query" && told["name"] == it);
        for asked in self.query.split('&').filter(|it| !it.is_empty()) {
            let name = asked.split('=').next().unwrap();
            assert!(names(name), "{operation}: nobody was told of `{name}`");
        }
        for told in told.iter().filter(|it| it["in"] == "query" && it["required"] == true) {
            let name = told["name"].as_str().unwrap();
            assert!(self.query.contains(name), "{operation}: `{name}` is not required");
        }
    }
}

impl Contract {
    fn read() -> Self {
        let document: Value = serde_json::from_str(document::text()).unwrap();
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V2020_12);
        compiler.add_resource(ADDRESS, document.clone()).unwrap();
        let mut schemas = Schemas::new();
        let mut found = HashMap::new();
        let mut places = Vec::new();
        walk(&document, String::new(), &mut places);
        let types = document["components"]["schemas"].as_object().unwrap();
        places.extend(types.keys().map(|it| format!("/components/schemas/{it}")));
        for place in places {
            let address = format!("{ADDRESS}#{}", place.replace('{', "%7B").replace('}', "%7D"));
            let index = compiler.compile(&address, &mut schemas);
            found.insert(place, index.unwrap_or_else(|why| panic!("{address}: {why:#}")));
        }
        Self { document, schemas, found }
    }

    /// Where the operation of an address stands in the document.
    fn operation(&self, method: &Method, path: &str) -> Option<String> {
        let method = method.as_str().to_lowercase();
        let paths = self.document["paths"].as_object().unwrap();
        let known = paths.iter().filter(|(known, told)| is_at(known, path) && told.get(&method).is_some());
        // What has no braces is meant before what has.
        let (known, _) = known.min_by_key(|(known, _)| known.contains('{'))?;
        Some(format!("/paths/{}/{method}", known.replace('/', "~1")))
    }

    /// Holds whatever is signed in it against the type that is signed under its tag.
    #[track_caller]
    fn signed_fits(&self, value: &Value) {
        if let Some((tag, signed)) = opened(value) {
            let under = format!("`{tag}`");
            let types = self.document["components"]["schemas"].as_object().unwrap();
            let says = |it: &Value| it["description"].as_str().is_some_and(|it| it.contains(&under));
            let (name, _) = types
                .iter()
                .find(|it| says(it.1) && it.1["description"].as_str().unwrap().contains("Signed under"))
                .unwrap_or_else(|| panic!("what is signed under {tag}?"));
            self.fits(&format!("/components/schemas/{name}"), &signed);
        }
        match value {
            Value::Array(items) => items.iter().for_each(|it| self.signed_fits(it)),
            Value::Object(fields) => fields.values().for_each(|it| self.signed_fits(it)),
            _ => {}
        }
    }

    #[track_caller]
    fn fits(&self, place: &str, value: &Value) {
        let index = self.found[place];
        if let Err(why) = self.schemas.validate(value, index) {
            panic!("{place} says otherwise: {why:#}\n{value:#}");
        }
    }
}

/// The tag of signed bytes, and what stands behind it.
fn opened(value: &Value) -> Option<(String, Value)> {
    let fields = value.as_object().filter(|it| it.len() == 3 && it.contains_key("signature"))?;
    let bytes = wire::encoding::decode(fields.get("bytes")?.as_str()?)?;
    let end = bytes.iter().position(|it| *it == 0)?;
    let tag = String::from_utf8(bytes[..end].to_vec()).ok()?;
    Some((tag, serde_json::from_slice(&bytes[end + 1..]).ok()?))
}

/// Every place below which a schema of a body stands.
fn walk(value: &Value, place: String, places: &mut Vec<String>) {
    let Some(fields) = value.as_object() else { return };
    for (key, value) in fields {
        let below = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
        if key == "schema" && place.ends_with("application~1json") {
            places.push(below);
        } else if place.is_empty() && key != "paths" {
            continue;
        } else {
            walk(value, below, places);
        }
    }
}

fn is_at(known: &str, path: &str) -> bool {
    let (mut known, mut path) = (known.split('/'), path.split('/'));
    loop {
        match (known.next(), path.next()) {
            (None, None) => return true,
            (Some(known), Some(path)) if known == path || known.starts_with('{') => {}
            _ => return false,
        }
    }
}

#[test]
fn a_body_that_is_otherwise_is_found_out() {
    let operation = CONTRACT.operation(&Method::POST, "/api/v1/dice/roll").unwrap();
    let place = format!("{operation}/requestBody/content/application~1json/schema");
    let fits = |body: Value| CONTRACT.schemas.validate(&body, CONTRACT.found[&place]).is_ok();
    assert!(fits(serde_json::json!({ "expr": "1d20", "values": { "str": 5, "dex": "7/2" } })));
    for spoilt in [
        serde_json::json!({}),
        serde_json::json!({ "expr": 20 }),
        serde_json::json!({ "expr": "1d20", "values": { "str": "five" } }),
        serde_json::json!({ "expr": "1d20", "dialect": "klingon" }),
        serde_json::json!({ "expr": "1d20", "more": 1 }),
        serde_json::json!({ "expr": "1d20", "share": "00" }),
    ] {
        assert!(!fits(spoilt.clone()), "{spoilt}");
    }
}
