//! Where a character stands: the fold over its events.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Appearance, Colours, Event, Figure};
use crate::{
    content::Content,
    id::{AccountId, CommandId, ContentId},
    text::TextRef,
};

/// A character as of its last event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Character {
    pub account: AccountId,
    pub name: TextRef,
    pub species: ContentId,
    pub colours: Colours,
    pub keepsake: ContentId,
    /// As is usual among the species, where none was chosen.
    pub appearance: Option<Appearance>,
    pub retired: bool,
    /// The last command that can be taken back; none right after the beginning.
    pub last: Option<Last>,
}

/// The stream's last command and what stood before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    pub command: CommandId,
    pub before: Before,
}

/// The values that commands change, as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Before {
    pub name: TextRef,
    pub colours: Colours,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub appearance: Option<Appearance>,
    pub retired: bool,
}

impl Character {
    /// The values that commands change, as they are now.
    pub fn now(&self) -> Before {
        Before {
            name: self.name,
            colours: self.colours.clone(),
            appearance: self.appearance.clone(),
            retired: self.retired,
        }
    }

    /// What they look like.
    pub fn figure(&self, content: &Content) -> Figure {
        let appearance = self.appearance.as_ref().unwrap_or_else(|| content.usual(&self.species));
        Figure {
            species: self.species.clone(),
            colours: self.colours.clone(),
            appearance: appearance.clone(),
        }
    }
}

/// Folds one event in. Total: a second beginning begins anew, and a change of a character that
/// never began changes nothing, so that any log replays.
pub fn apply(character: Option<Character>, event: &Event) -> Option<Character> {
    if let Event::Created(it) = event {
        return Some(Character {
            account: it.account,
            name: it.name,
            species: it.species.clone(),
            colours: it.colours.clone(),
            keepsake: it.keepsake.clone(),
            appearance: it.appearance.clone(),
            retired: false,
            last: None,
        });
    }
    let mut character = character?;
    character.last = Some(Last { command: event.command(), before: character.now() });
    match event {
        Event::Created(_) => {}
        Event::Recoloured(it) => character.colours = it.colours.clone(),
        Event::Renamed(it) => character.name = it.name,
        Event::Restored(_) => character.retired = false,
        Event::Restyled(it) => character.appearance = Some(it.appearance.clone()),
        Event::Retired(_) => character.retired = true,
        Event::Undone(it) => {
            character.name = it.before.name;
            character.colours = it.before.colours.clone();
            character.appearance = it.before.appearance.clone();
            character.retired = it.before.retired;
        }
    }
    Some(character)
}
