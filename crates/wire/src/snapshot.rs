//! A folded character on paper. The database keeps it beside the stream, and the browser folds on.

use rules::{
    AccountId, Character, CommandId, ContentId, Hash, StreamId, TextRef,
    character::{Appearance, Before, Colours, Last},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::number::Sequence;

/// A character as of one event. `v` says which of the shapes this struct has had it needs: who never
/// chose an appearance is written down as ever, so that what was folded long ago still compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharacterSnapshot {
    pub v: u32,
    pub stream: StreamId,
    pub sequence: Sequence,
    /// Hash of the last event folded in.
    pub event_hash: Hash,
    pub account: AccountId,
    pub name: TextRef,
    pub species: ContentId,
    pub colours: Colours,
    pub keepsake: ContentId,
    /// Since version 2.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub appearance: Option<Appearance>,
    pub retired: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last: Option<LastOnPaper>,
}

/// The last command and what stood before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LastOnPaper {
    pub command: CommandId,
    pub before: Before,
}

impl CharacterSnapshot {
    pub const VERSION: u32 = 2;
    /// Before there were appearances.
    const VERSION_PLAIN: u32 = 1;

    /// Writes a folded character down.
    pub fn of(stream: StreamId, sequence: Sequence, event_hash: Hash, character: &Character) -> Self {
        let last = character.last.as_ref();
        let chosen = character.appearance.is_some() || last.is_some_and(|it| it.before.appearance.is_some());
        Self {
            v: if chosen { Self::VERSION } else { Self::VERSION_PLAIN },
            stream,
            sequence,
            event_hash,
            account: character.account,
            name: character.name,
            species: character.species.clone(),
            colours: character.colours.clone(),
            keepsake: character.keepsake.clone(),
            appearance: character.appearance.clone(),
            retired: character.retired,
            last: last.map(|it| LastOnPaper { command: it.command, before: it.before.clone() }),
        }
    }

    /// Reads the folded character back.
    pub fn character(&self) -> Character {
        let last = self.last.as_ref();
        Character {
            account: self.account,
            name: self.name,
            species: self.species.clone(),
            colours: self.colours.clone(),
            keepsake: self.keepsake.clone(),
            appearance: self.appearance.clone(),
            retired: self.retired,
            last: last.map(|it| Last { command: it.command, before: it.before.clone() }),
        }
    }

    /// The JSON that is stored, and its SHA-256.
    pub fn on_paper(&self) -> (String, Hash) {
        let text = serde_json::to_string(self).expect("plain structs always become JSON");
        let hash = Hash(Sha256::digest(text.as_bytes()).into());
        (text, hash)
    }
}
