//! The document that programs read, turned into what people read of it.

mod document;
mod form;

use serde::{Deserialize, Serialize};
use wire::error::ErrorCode;

use crate::query::encoded;
use document::{Document, Told};
pub(super) use form::{Field, Form, Piece, Type, Variant};

/// Everything on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reference {
    /// Where this server is called, without a slash at the end.
    pub(super) origin: String,
    pub(super) says: String,
    pub(super) groups: Vec<Group>,
    pub(super) types: Vec<Type>,
}

/// Operations that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) says: String,
    pub(super) operations: Vec<Operation>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Operation {
    pub(super) id: String,
    /// In capitals.
    pub(super) method: String,
    pub(super) path: String,
    pub(super) summary: String,
    pub(super) says: String,
    pub(super) caller: Caller,
    /// What the token of a program must name.
    pub(super) scope: Option<String>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) takes: Option<Vec<Piece>>,
    /// A body to try, as JSON.
    pub(super) example: Option<String>,
    pub(super) gives: Gives,
    /// Codes, in the order of their numbers.
    pub(super) failures: Vec<String>,
}

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Caller {
    Anyone,
    Session,
    Owner,
    Signed,
    Machine,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) is_path: bool,
    pub(super) required: bool,
    pub(super) kind: Vec<Piece>,
    pub(super) says: String,
    /// As it stands in an address; empty where none is told.
    pub(super) example: String,
}

/// What is answered to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Gives {
    /// In the envelope; nothing but the envelope where there is none.
    Data(Option<Vec<Piece>>),
    /// Without an envelope.
    Bare(Vec<Piece>),
}

impl Reference {
    /// Reads the document. None where it is none that this page understands.
    pub(crate) fn read(text: &str, origin: String) -> Option<Self> {
        let document: Document = serde_json::from_str(text).ok()?;
        let operations: Vec<(String, Operation)> = document
            .paths
            .0
            .iter()
            .flat_map(|(path, methods)| methods.0.iter().map(move |(method, told)| (path, method, told)))
            .map(|(path, method, told)| {
                (told.tags.first().cloned().unwrap_or_default(), told.operation(path, method))
            })
            .collect();
        let groups = document.tags.into_iter().map(|tag| {
            let of_group = operations.iter().filter(|it| it.0 == tag.name).map(|it| it.1.clone());
            Group { operations: of_group.collect(), name: tag.name, says: tag.description }
        });
        let types = document.components.schemas.0.iter().map(|(name, schema)| Type::of(name, schema));
        Some(Self {
            origin,
            says: document.info.description,
            groups: groups.collect(),
            types: types.collect(),
        })
    }
}

impl Operation {
    /// A line for a shell that does it.
    pub(super) fn shell(&self, origin: &str) -> String {
        let mut query = String::new();
        for it in self.parameters.iter().filter(|it| it.required && !it.is_path) {
            let before = if query.is_empty() { '?' } else { '&' };
            query.push_str(&format!("{before}{}={}", it.name, encoded(&it.example)));
        }
        // What stands in braces there, a shell and curl take for something else.
        let path =
            self.path.split('/').map(|it| match it.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
                Some(name) => name.to_uppercase(),
                None => it.to_owned(),
            });
        let path = path.collect::<Vec<_>>().join("/");
        let address = format!("{origin}{path}{query}");
        let token = match (self.caller, &self.scope) {
            (Caller::Session | Caller::Signed, Some(_)) => " \\\n  -H 'authorization: Bearer flt_…'",
            (Caller::Session | Caller::Owner, None) => " \\\n  -b cookies.txt",
            _ => "",
        };
        match (&self.takes, &self.example) {
            (None, _) => format!("curl '{address}'{token}"),
            (Some(_), example) => {
                let body = example.as_deref().unwrap_or("@body.json").replace('\'', r"'\''");
                format!("curl '{address}'{token} \\\n  -H 'content-type: application/json' \\\n  -d '{body}'")
            }
        }
    }

    /// Whether it is meant by what somebody looks for.
    pub(super) fn fits(&self, sought: &str) -> bool {
        let all = [&*self.id, &*self.method, &*self.path, &*self.summary, &*self.says];
        has_words(&all.join(" "), sought)
    }
}

/// Whether an error is meant by what somebody looks for.
pub(super) fn is_error(told: &ErrorCode, sought: &str) -> bool {
    has_words(&[told.code, told.sentence].join(" "), sought)
}

/// Whether all words that are looked for stand somewhere in a text.
fn has_words(text: &str, sought: &str) -> bool {
    let text = text.to_lowercase();
    sought.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

impl Told {
    fn operation(&self, path: &str, method: &str) -> Operation {
        let scopes = self.security.iter().flat_map(|it| &it.0).filter(|it| it.0 == "program");
        let body = self.request_body.as_ref().and_then(document::Body::json);
        let example = body.and_then(|it| it.example.as_ref());
        Operation {
            id: self.operation_id.clone(),
            method: method.to_uppercase(),
            path: path.into(),
            summary: self.summary.clone(),
            says: self.description.clone(),
            caller: self.caller,
            scope: scopes.filter_map(|it| it.1.first().cloned()).next(),
            parameters: self.parameters.iter().map(document::Parameter::parameter).collect(),
            takes: body.map(|it| form::pieces(&it.schema)),
            example: example.map(ToString::to_string),
            gives: self.gives(),
            failures: self.failures(),
        }
    }

    fn gives(&self) -> Gives {
        let given = self.responses.0.iter().find(|it| it.0 == "200").and_then(|it| it.1.json());
        let Some(given) = given.map(|it| &it.schema) else { return Gives::Data(None) };
        let data = given.properties.0.iter().find(|it| it.0 == "data").map(|it| &it.1);
        match data {
            None => Gives::Bare(form::pieces(given)),
            Some(data) => Gives::Data(data.name().map(|_| form::pieces(data))),
        }
    }

    fn failures(&self) -> Vec<String> {
        let failed =
            self.responses.0.iter().filter(|it| !it.0.starts_with(['2', '3'])).filter_map(|it| it.1.json());
        let errors = failed.filter_map(|it| it.schema.properties.0.iter().find(|it| it.0 == "error"));
        let parts = errors.flat_map(|it| &it.1.all_of).flat_map(|it| &it.properties.0);
        let words = parts.filter(|it| it.0 == "code").flat_map(|it| &it.1.words);
        words.filter_map(|it| it.as_str().map(ToOwned::to_owned)).collect()
    }
}
