//! The one answer to a command, kept for ever and signed by the server's own key.

use rules::{CommandId, Hash, StreamId, character::Refusal};
use serde::{Deserialize, Serialize};
use utoipa::{
    ToSchema,
    openapi::{Object, ObjectBuilder, Type},
};

use crate::{
    error,
    journal::Recorded,
    number::{Millis, Position, Sequence},
    signed::Signed,
    view::CharacterView,
};

/// What the server signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    pub command: CommandId,
    /// SHA-256 of the command's signed bytes.
    pub command_hash: Hash,
    pub outcome: Outcome,
    /// Changes when the journal is restored from a backup.
    pub incarnation: StreamId,
    /// Where the journal stood after this command.
    pub position: Position,
    /// The hash of the whole journal up to there.
    pub head: Hash,
    pub time: Millis,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Applied {
        stream: StreamId,
        /// The first and the last event of the stream that came of it.
        first: Sequence,
        last: Sequence,
    },
    Refused {
        #[schema(schema_with = refusals)]
        code: String,
        sentence: String,
    },
}

fn refusals() -> Object {
    let codes = Refusal::CODES.iter().copied().chain([error::CONFLICT.code]);
    let text = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes));
    text.description(Some("What the rules of play refuse; more of them come with more rules.")).build()
}

/// What `POST /api/v1/commands` answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CommandAnswer)]
pub struct Answer {
    pub receipt: Signed,
    /// What happened, for the page to apply. Empty for a refusal.
    pub events: Vec<Recorded>,
    /// Where the stream's character stands now, for a page whose own fold is behind.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub character: Option<CharacterView>,
}
