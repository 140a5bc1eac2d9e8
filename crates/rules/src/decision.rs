//! The one door of the rules: a command is decided on the world it declares, and becomes events.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    character::{self, Character},
    content::Content,
    id::{AccountId, CommandId, StreamId},
    text::Texts,
};

pub use crate::character::{Event, Refusal};

/// A wish of a player. May be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = Wish)]
pub enum Command {
    Character(character::Command),
}

/// The streams a command declares, folded to where they stand now.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The character of the command's stream; none when the stream has not begun.
    pub character: Option<Character>,
    /// How many characters the acting account holds, retired ones included.
    pub held: u32,
}

/// What is true around the decision and is not a stream.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Who acts: the account of the key that signed.
    pub account: AccountId,
    /// The command being decided; events remember it, so that it can be undone.
    pub command: CommandId,
    /// The stream the command names.
    pub stream: StreamId,
    pub content: &'a Content,
    /// The texts that came along, already checked against their hashes.
    pub texts: &'a Texts,
}

/// What was decided: which stream gets which event.
pub type Decision = Vec<(StreamId, Event)>;

/// Decides a command. Changes nothing: the caller applies what comes back.
pub fn decide(world: &World, command: &Command, context: &Context<'_>) -> Result<Decision, Refusal> {
    match command {
        Command::Character(command) => {
            let event = character::decide(world, command, context)?;
            Ok(vec![(context.stream, event)])
        }
    }
}

/// Folds one event into a character. Total: a fact cannot be refused.
pub fn apply(character: Option<Character>, event: &Event) -> Option<Character> {
    character::apply(character, event)
}
