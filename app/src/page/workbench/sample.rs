//! Someone to look at.

use std::collections::BTreeMap;

use rules::{
    AccountId, Character, CommandId, Content, ContentId, Event, Hash, StreamId, TextId, TextRef,
    character::{Before, Created, Plain, Recoloured, Restyled, Undone},
};
use wire::{
    CharacterSnapshot, CharacterView, Figure, HistoryView, Millis, Position, PublicKey, Recorded, Sequence,
};

use crate::{
    component::figure::Looks,
    page::moments::{Moment, moments as read},
};

const STREAM: StreamId = StreamId([7; 16]);
const COMMAND: CommandId = CommandId([8; 16]);
const ACCOUNT: AccountId = AccountId([9; 32]);
const NAME: TextRef = TextRef { id: TextId([1; 16]), hash: Hash([1; 32]) };

pub(super) fn keepsake() -> ContentId {
    Content::built_in().keepsakes[0].id.clone()
}

pub(super) fn character(name: &str, retired: bool) -> CharacterView {
    let Figure { species, colours, .. } = Looks::nobody().figure;
    let character = Character {
        account: ACCOUNT,
        name: NAME,
        species,
        colours,
        keepsake: keepsake(),
        appearance: None,
        retired,
        last: None,
    };
    CharacterView {
        snapshot: CharacterSnapshot::of(STREAM, Sequence(1), Hash([2; 32]), &character),
        texts: BTreeMap::from([(NAME.id, name.to_owned())]),
        created_at: Millis(1_795_218_489_000),
        changed_at: Millis(1_795_304_889_000),
    }
}

/// Made, recoloured, taken back, restyled, retired.
pub(super) fn moments() -> Vec<Moment> {
    let Figure { species, colours, mut appearance } = Looks::nobody().figure;
    appearance.outfit = Content::built_in().outfits[0].id.clone();
    let mut others = colours.clone();
    others.cloak = Content::built_in().dyes[6].id.clone();
    let before = Before { name: NAME, colours: colours.clone(), appearance: None, retired: false };
    let created = Created {
        account: ACCOUNT,
        name: NAME,
        species,
        colours,
        keepsake: keepsake(),
        appearance: None,
        command: COMMAND,
    };
    let events = [
        Event::Created(created),
        Event::Recoloured(Recoloured { colours: others, command: COMMAND }),
        Event::Undone(Undone { undone: COMMAND, before, command: COMMAND }),
        Event::Restyled(Restyled { appearance, command: COMMAND }),
        Event::Retired(Plain { command: COMMAND }),
    ];
    let recorded = |(at, event): (i64, Event)| Recorded {
        stream: STREAM,
        sequence: Sequence(at),
        position: Position(at),
        kind: event.kind().to_owned(),
        body: event.body(),
        time: Millis(1_795_218_489_000 + at * 60_000),
        key: PublicKey([3; 32]),
        command: COMMAND,
        previous: Hash([0; 32]),
        hash: Hash([0; 32]),
    };
    let history = HistoryView {
        stream: STREAM,
        events: (1..).zip(events).map(recorded).collect(),
        texts: BTreeMap::from([(NAME.id, "Maren Oake".to_owned())]),
        keys: BTreeMap::new(),
    };
    read(&history).unwrap_or_default()
}
