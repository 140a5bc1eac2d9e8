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
    body: Option<Bytes>,
}

/// Listens to a request on its way in.
pub(super) async fn overhear(request: Request<Body>) -> (Request<Body>, Asked) {
    let operation = CONTRACT.operation(request.method(), request.uri().path());
    let short = request.body().size_hint().exact().is_some_and(|it| it <= BODY_BYTES_MAX);
    if operation.is_none() || !short {
        return (request, Asked { operation, body: None });
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (Request::from_parts(parts, body.clone().into()), Asked { operation, body: Some(body) })
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
        } else {
            assert!(reply.body.is_empty(), "{place} has a body");
        }
        let schema = format!("{operation}/requestBody/content/application~1json/schema");
        if let Some(body) =
            self.body.as_ref().filter(|_| status == 200 && CONTRACT.found.contains_key(&schema))
        {
            CONTRACT.fits(&schema, &serde_json::from_slice(body).unwrap());
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

    #[track_caller]
    fn fits(&self, place: &str, value: &Value) {
        let index = self.found[place];
        if let Err(why) = self.schemas.validate(value, index) {
            panic!("{place} says otherwise: {why:#}\n{value:#}");
        }
    }
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
