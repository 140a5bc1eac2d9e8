//! What happened to a character. Tags and bodies are stable for ever: `tests/golden` reads old ones.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Appearance, Before, Colours};
use crate::{
    id::{AccountId, CommandId, ContentId},
    text::TextRef,
};

/// A fact of a character's stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Created(Created),
    Recoloured(Recoloured),
    Renamed(Renamed),
    Restored(Plain),
    Restyled(Restyled),
    Retired(Plain),
    Undone(Undone),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    pub account: AccountId,
    pub name: TextRef,
    pub species: ContentId,
    pub colours: Colours,
    pub keepsake: ContentId,
    /// None where nobody chose: in the events of old, and where the wish named none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub appearance: Option<Appearance>,
    pub command: CommandId,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recoloured {
    pub colours: Colours,
    pub command: CommandId,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renamed {
    pub name: TextRef,
    pub command: CommandId,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restyled {
    pub appearance: Appearance,
    pub command: CommandId,
}

/// An event that says everything by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plain {
    pub command: CommandId,
}

/// A command was taken back; the values before it stand here, so a replay need not look behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The command that was taken back.
    pub undone: CommandId,
    pub before: Before,
    pub command: CommandId,
}

/// Why a stored event cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum UnknownEvent {
    #[error("no event is called `{0}`")]
    Kind(String),
    #[error("the body of a `{kind}` cannot be read: {why}")]
    Body { kind: String, why: serde_json::Error },
}

impl Event {
    /// The tag it is stored under.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Created(_) => "created.v1",
            Self::Recoloured(_) => "recoloured.v1",
            Self::Renamed(_) => "renamed.v1",
            Self::Restored(_) => "restored.v1",
            Self::Restyled(_) => "restyled.v1",
            Self::Retired(_) => "retired.v1",
            Self::Undone(_) => "undone.v1",
        }
    }

    /// The JSON it is stored and hashed as.
    pub fn body(&self) -> String {
        let body = match self {
            Self::Created(it) => serde_json::to_string(it),
            Self::Recoloured(it) => serde_json::to_string(it),
            Self::Renamed(it) => serde_json::to_string(it),
            Self::Restored(it) | Self::Retired(it) => serde_json::to_string(it),
            Self::Restyled(it) => serde_json::to_string(it),
            Self::Undone(it) => serde_json::to_string(it),
        };
        body.expect("plain structs of strings always become JSON")
    }

    /// Reads an event back from its tag and body.
    pub fn read(kind: &str, body: &str) -> Result<Self, UnknownEvent> {
        Ok(match kind {
            "created.v1" => Self::Created(parse(kind, body)?),
            "recoloured.v1" => Self::Recoloured(parse(kind, body)?),
            "renamed.v1" => Self::Renamed(parse(kind, body)?),
            "restored.v1" => Self::Restored(parse(kind, body)?),
            "restyled.v1" => Self::Restyled(parse(kind, body)?),
            "retired.v1" => Self::Retired(parse(kind, body)?),
            "undone.v1" => Self::Undone(parse(kind, body)?),
            _ => return Err(UnknownEvent::Kind(kind.into())),
        })
    }

    /// The command that caused it.
    pub fn command(&self) -> CommandId {
        match self {
            Self::Created(it) => it.command,
            Self::Recoloured(it) => it.command,
            Self::Renamed(it) => it.command,
            Self::Restored(it) | Self::Retired(it) => it.command,
            Self::Restyled(it) => it.command,
            Self::Undone(it) => it.command,
        }
    }
}

fn parse<T: DeserializeOwned>(kind: &str, body: &str) -> Result<T, UnknownEvent> {
    serde_json::from_str(body).map_err(|why| UnknownEvent::Body { kind: kind.into(), why })
}
