//! `/api/v1/openapi.json`: the public contract, told to programs. It is put together from the table of
//! doors (who may call), the list of operations (what they are for) and the types that travel.

mod asked;
mod operation;
mod operations;
mod plain;

use std::{collections::BTreeMap, sync::LazyLock};

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, header};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, schema::Schema},
};
use wire::{
    Command, ErrorCode, Login, Purpose, Receipt, Recover, Statement,
    account::Consent,
    dice::{Promise, RollReceipt},
    envelope::{Failure, Meta},
    error,
    export::Summary,
    owner::OwnerDeed,
};

use crate::{
    VERSION,
    routes::{self, Caller, Route},
};
use operation::{Gives, Group, Operation, Query, Shape};
use operations::OPERATIONS;

/// Where every part of the contract stands below.
pub const ROOT: &str = "/api/v1/";

const SAYS: &str = "Every answer is an envelope: `success`, then `data` or `error`, and `meta`. Times, and \
                    places in the journal, travel as text. What is signed travels as the bytes that were signed, \
                    in base64url without padding, beside the key and the signature: a tag that says what for, a \
                    zero byte, and the JSON of a type that names its tag below. Nothing is ever parsed and written \
                    again on the way to the check.";

/// What stands in signed bytes, so that programs can read and write it, and what it is signed for.
const SIGNED: &[(Shape, &[Purpose])] = &[
    (Shape::of::<Command>(), &[Purpose::Command]),
    (Shape::of::<Consent>(), &[Purpose::Consent, Purpose::Program, Purpose::Reentry]),
    (Shape::of::<Login>(), &[Purpose::Login]),
    (Shape::of::<OwnerDeed>(), &[Purpose::Owner]),
    (Shape::of::<Promise>(), &[Purpose::Promise]),
    (Shape::of::<Receipt>(), &[Purpose::Receipt]),
    (Shape::of::<Recover>(), &[Purpose::Recover]),
    (Shape::of::<RollReceipt>(), &[Purpose::Roll]),
    (Shape::of::<Statement>(), &[Purpose::Account]),
    (Shape::of::<Summary>(), &[Purpose::Export]),
];

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let written = serde_json::to_string(&document()).unwrap_or_default();
    plain::descriptions(&written)
});

/// The whole of it. Typed, because what a value of JSON is made of is sorted: fields and operations stand
/// in the order in which somebody would tell of them.
#[derive(Serialize)]
struct Document {
    openapi: &'static str,
    info: Value,
    servers: Value,
    tags: Value,
    paths: Ordered<Ordered<Value>>,
    components: Components,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Components {
    schemas: BTreeMap<String, RefOr<Schema>>,
    security_schemes: Value,
}

/// A map that stays as it was made.
struct Ordered<T>(Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// The document, as JSON.
pub fn text() -> &'static str {
    &TEXT
}

/// `GET /api/v1/openapi.json`
pub(crate) async fn door() -> Response {
    let kind = HeaderValue::from_static("application/json");
    // It changes with the server, and nobody should go by the one before.
    let fresh = HeaderValue::from_static("no-cache");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, fresh)], text()).into_response()
}

fn document() -> Document {
    let tag = |it: Group| json!({ "name": it.name(), "description": it.says() });
    Document {
        openapi: "3.1.0",
        info: json!({
            "title": "Farlantern",
            "version": VERSION,
            "description": SAYS,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        }),
        servers: json!([{ "url": "/" }]),
        tags: json!(Group::ALL.map(tag)),
        paths: paths(),
        components: Components { schemas: schemas(), security_schemes: security_schemes() },
    }
}

fn paths() -> Ordered<Ordered<Value>> {
    let mut paths: Vec<(&str, Ordered<Value>)> = Vec::new();
    for operation in OPERATIONS {
        let route = routes::find(&operation.method, operation.path);
        let method = if operation.method == Method::GET { "get" } else { "post" };
        let told = (method, told(operation, route));
        match paths.iter_mut().find(|it| it.0 == operation.path) {
            Some((_path, methods)) => methods.0.push(told),
            None => paths.push((operation.path, Ordered(vec![told]))),
        }
    }
    Ordered(paths)
}

/// One operation as OpenAPI has it.
fn told(operation: &Operation, route: Option<&Route>) -> Value {
    let caller = route.map_or(Caller::Anyone, |it| it.caller);
    let scope = route.and_then(Route::scope);
    let mut told = json!({
        "operationId": operation.id,
        "tags": [operation.group.name()],
        "summary": operation.summary,
        "x-caller": word(caller),
        "security": security(caller, scope.map(|it| json!(it))),
        "parameters": parameters(operation),
        "responses": responses(operation, caller),
    });
    if !operation.says.is_empty() {
        told["description"] = operation.says.into();
    }
    if !operation.takes.is_empty() {
        told["requestBody"] = json!({ "required": true, "content": { "application/json": body(operation) } });
    }
    told
}

fn word(caller: Caller) -> &'static str {
    match caller {
        Caller::Anyone | Caller::Visitor => "anyone",
        Caller::Session => "session",
        Caller::Owner => "owner",
        Caller::Signed => "signed",
        Caller::LoopbackOrToken => "machine",
    }
}

/// A program's token opens what its scopes name, and nothing else.
fn security(caller: Caller, scope: Option<Value>) -> Value {
    let mut ways = match caller {
        Caller::Session | Caller::Owner => vec![json!({ "session": [] })],
        Caller::Signed if scope.is_some() => vec![json!({})],
        _ => vec![],
    };
    ways.extend(scope.map(|it| json!({ "program": [it] })));
    ways.into()
}

fn security_schemes() -> Value {
    json!({
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "__Host-farlantern",
            "description": "A session, as logging in begins one. Ten minutes long, and renewed by logging in \
                            again. On plain HTTP that is not this very machine the cookie is called `farlantern`.",
        },
        "program": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "flt_",
            "description": "The token of a program, made in the settings under Programs. It opens what its \
                            scopes name.",
        },
    })
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let inside = operation.path.split('/').filter_map(|it| it.strip_prefix('{')?.strip_suffix('}'));
    let named = inside.zip(operation.at.into_iter().flatten()).map(
        |(name, shape)| json!({ "name": name, "in": "path", "required": true, "schema": reference(shape) }),
    );
    let asked = operation.query.iter().map(|&Query { name, required, kind, says, example }| {
        json!({
            "name": name,
            "in": "query",
            "required": required,
            "description": says,
            "schema": { "type": kind },
            "example": if kind == "integer" { json!(example.parse::<i64>().ok()) } else { json!(example) },
        })
    });
    named.chain(asked).collect()
}

fn body(operation: &Operation) -> Value {
    let schema = match operation.takes {
        [one] => reference(*one),
        more => json!({ "anyOf": more.iter().map(|it| reference(*it)).collect::<Vec<_>>() }),
    };
    let example: Option<Value> = operation.example.and_then(|it| serde_json::from_str(it).ok());
    match example {
        Some(example) => json!({ "schema": schema, "example": example }),
        None => json!({ "schema": schema }),
    }
}

fn responses(operation: &Operation, caller: Caller) -> Value {
    let mut all = Map::new();
    let given = match operation.gives {
        Gives::Data(shape) => envelope(reference(shape)),
        Gives::Nothing => envelope(json!({ "type": "object", "additionalProperties": false })),
        Gives::File(shape) => reference(shape),
        Gives::Document => json!({ "type": "object" }),
    };
    all.insert(
        "200".into(),
        json!({
            "description": "As it was asked.",
            "content": { "application/json": { "schema": given } },
        }),
    );
    if operation.is_tagged {
        all.insert("304".into(), json!({ "description": "Nothing has changed." }));
    }
    let mut failures: BTreeMap<u16, Vec<ErrorCode>> = BTreeMap::new();
    for code in usual(operation, caller).iter().chain(operation.fails.iter().copied().flatten()) {
        let of_status = failures.entry(code.status).or_default();
        if !of_status.contains(code) {
            of_status.push(*code);
        }
    }
    all.extend(failures.into_iter().map(|(status, codes)| (status.to_string(), failed(&codes))));
    all.into()
}

/// What any operation of its kind may fail with.
fn usual(operation: &Operation, caller: Caller) -> Vec<ErrorCode> {
    let mut codes = vec![
        error::INTERNAL,
        error::MALFORMED,
        error::ORIGIN_REFUSED,
        error::STORAGE_BUSY,
        error::TIMEOUT,
        error::TOO_MANY_REQUESTS,
    ];
    if !operation.takes.is_empty() {
        codes.extend([error::BODY_TOO_LARGE, error::UNSUPPORTED_MEDIA_TYPE]);
    }
    if matches!(caller, Caller::Session | Caller::Owner) {
        codes.push(error::SESSION_MISSING);
    }
    if matches!(caller, Caller::Session | Caller::Owner | Caller::Signed) {
        // A token is looked up before its scopes are.
        codes.extend([
            error::ACCOUNT_CLOSED,
            error::ACCOUNT_LOCKED,
            error::SCOPE_MISSING,
            error::TOKEN_UNKNOWN,
        ]);
    }
    if caller == Caller::Owner {
        codes.push(error::OWNER_ONLY);
    }
    codes
}

fn failed(codes: &[ErrorCode]) -> Value {
    let lines: Vec<String> = codes.iter().map(|it| format!("`{}`: {}", it.code, it.sentence)).collect();
    let names: Vec<&str> = codes.iter().map(|it| it.code).collect();
    let schema = json!({
        "type": "object",
        "required": ["success", "error", "meta"],
        "properties": {
            "success": { "const": false },
            "error": {
                "allOf": [
                    { "$ref": "#/components/schemas/Failure" },
                    { "properties": { "code": { "enum": names } } },
                ],
            },
            "meta": { "$ref": "#/components/schemas/Meta" },
        },
        "additionalProperties": false,
    });
    json!({ "description": lines.join("\n\n"), "content": { "application/json": { "schema": schema } } })
}

fn envelope(data: Value) -> Value {
    json!({
        "type": "object",
        "required": ["success", "data", "meta"],
        "properties": {
            "success": { "const": true },
            "data": data,
            "meta": { "$ref": "#/components/schemas/Meta" },
        },
        "additionalProperties": false,
    })
}

fn reference(shape: Shape) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", (shape.name)()) })
}

/// Every type that is named anywhere, and what those are made of.
fn schemas() -> BTreeMap<String, RefOr<Schema>> {
    let given = OPERATIONS.iter().filter_map(|it| match it.gives {
        Gives::Data(shape) | Gives::File(shape) => Some(shape),
        Gives::Nothing | Gives::Document => None,
    });
    let taken = OPERATIONS.iter().flat_map(|it| it.takes.iter().copied().chain(it.at.into_iter().flatten()));
    let mut all =
        vec![(Failure::name().into_owned(), Failure::schema()), (Meta::name().into_owned(), Meta::schema())];
    Failure::schemas(&mut all);
    Meta::schemas(&mut all);
    let signed = SIGNED.iter().map(|it| it.0);
    for shape in given.chain(taken).chain(signed) {
        all.push(((shape.name)().into_owned(), (shape.schema)()));
        (shape.parts)(&mut all);
    }
    let mut schemas: BTreeMap<String, RefOr<Schema>> = all.into_iter().collect();
    for (shape, purposes) in SIGNED {
        if let Some(RefOr::T(Schema::Object(object))) = schemas.get_mut(&*(shape.name)()) {
            let says = object.description.take().unwrap_or_default();
            object.description = Some([&says, "\n\n", &signed_under(purposes)].concat());
        }
    }
    schemas
}

/// The tags, as people read them.
fn signed_under(purposes: &[Purpose]) -> String {
    let tags = purposes.iter().map(|it| String::from_utf8_lossy(it.tag()).trim_end_matches('\0').to_owned());
    let tags: Vec<String> = tags.map(|it| format!("`{it}`")).collect();
    format!("Signed under {}.", tags.join(" or "))
}
