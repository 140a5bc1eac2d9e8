//! The law of a character, as rows: what stands, what is wished, what happens.

use super::*;
use crate::{
    AccountId, CommandId, Content, Context, Hash, StreamId, TextId, TextRef, Texts, World,
    limit::CHARACTERS_PER_ACCOUNT_MAX,
};

const MINE: AccountId = AccountId([1; 32]);
const STRANGER: AccountId = AccountId([2; 32]);

fn text(n: u8) -> TextRef {
    TextRef { id: TextId([n; 16]), hash: Hash([n; 32]) }
}

fn id(text: &str) -> ContentId {
    text.parse().unwrap()
}

fn colours(cloak: &str) -> Colours {
    Colours { cloak: id(cloak), trim: id("dye/brass"), lantern: id("dye/lantern") }
}

fn create() -> Command {
    Command::Create {
        name: text(1),
        species: id("species/elf"),
        colours: colours("dye/tide"),
        keepsake: id("keepsake/brass-compass"),
    }
}

/// Plays commands in order, each with an id counted from one, and tells what came of the last.
struct Play {
    account: AccountId,
    character: Option<Character>,
    held: u32,
    count: u8,
    texts: Texts,
}

impl Play {
    fn new() -> Self {
        let texts = [(1, "Wren"), (2, "Marlow"), (3, " Marlow"), (4, "")]
            .map(|(n, name)| (TextId([n; 16]), name.to_owned()));
        Self { account: MINE, character: None, held: 0, count: 0, texts: texts.into() }
    }

    fn then(&mut self, command: &Command) -> Result<&'static str, &'static str> {
        self.count += 1;
        let world = World { character: self.character.clone(), held: self.held };
        let context = Context {
            account: self.account,
            command: CommandId([self.count; 16]),
            stream: StreamId([9; 16]),
            content: Content::built_in(),
            texts: &self.texts,
        };
        let event = decide(&world, command, &context).map_err(|refusal| refusal.code())?;
        let reread = Event::read(event.kind(), &event.body()).unwrap();
        assert_eq!(reread, event, "an event reads back as it was written");
        self.character = apply(self.character.take(), &event);
        Ok(event.kind())
    }
}

fn undo(n: u8) -> Command {
    Command::Undo { command: CommandId([n; 16]) }
}

#[test]
fn a_life_in_rows() {
    use Command::*;
    let mut play = Play::new();
    for (row, (command, verdict)) in [
        (Retire {}, Err("CHARACTER_NOT_FOUND")),
        (create(), Ok("created.v1")),
        (create(), Err("CHARACTER_EXISTS")),
        (undo(2), Err("NOTHING_TO_UNDO")),
        (Rename { name: text(1) }, Err("NOTHING_CHANGES")),
        (Rename { name: text(3) }, Err("NAME_REFUSED")),
        (Rename { name: text(4) }, Err("NAME_REFUSED")),
        (Rename { name: text(5) }, Err("TEXT_MISSING")),
        (Rename { name: text(2) }, Ok("renamed.v1")),
        (undo(2), Err("NOT_THE_LAST_COMMAND")),
        (undo(9), Ok("undone.v1")),
        (undo(9), Err("NOT_THE_LAST_COMMAND")),
        (undo(11), Ok("undone.v1")),
        (Recolour { colours: colours("dye/tide") }, Err("NOTHING_CHANGES")),
        (Recolour { colours: colours("dye/none") }, Err("UNKNOWN_DYE")),
        (Recolour { colours: colours("dye/ember") }, Ok("recoloured.v1")),
        (Restore {}, Err("CHARACTER_NOT_RETIRED")),
        (Retire {}, Ok("retired.v1")),
        (Retire {}, Err("CHARACTER_RETIRED")),
        (Rename { name: text(1) }, Err("CHARACTER_RETIRED")),
        (Restore {}, Ok("restored.v1")),
        (undo(21), Ok("undone.v1")),
        (Restore {}, Ok("restored.v1")),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(play.then(&command), verdict, "row {} · {command:?}", row + 1);
    }
    let character = play.character.unwrap();
    assert_eq!(character.name, text(2), "the undone undo stands");
    assert_eq!(character.colours, colours("dye/ember"));
    assert!(!character.retired);
}

#[test]
fn what_a_beginning_needs() {
    let Command::Create { name, species, colours, keepsake } = create() else { unreachable!() };
    let with = |species: &str, keepsake: &str| Command::Create {
        name,
        species: id(species),
        colours: colours.clone(),
        keepsake: id(keepsake),
    };
    for (command, held, verdict) in [
        (with("species/owlbear", keepsake.as_str()), 0, Err("UNKNOWN_SPECIES")),
        (with(species.as_str(), "keepsake/moon"), 0, Err("UNKNOWN_KEEPSAKE")),
        (create(), CHARACTERS_PER_ACCOUNT_MAX, Err("TOO_MANY_CHARACTERS")),
        (create(), CHARACTERS_PER_ACCOUNT_MAX - 1, Ok("created.v1")),
    ] {
        let mut play = Play { held, ..Play::new() };
        assert_eq!(play.then(&command), verdict);
    }
}

#[test]
fn a_stranger_finds_nothing() {
    use Command::*;
    let mut play = Play::new();
    play.then(&create()).unwrap();
    play.account = STRANGER;
    for command in [Rename { name: text(2) }, Retire {}, Restore {}, undo(1)] {
        assert_eq!(play.then(&command), Err("CHARACTER_NOT_FOUND"), "{command:?}");
    }
    assert_eq!(play.then(&create()), Err("CHARACTER_EXISTS"));
}

#[test]
fn a_log_of_any_shape_replays() {
    let mut play = Play::new();
    play.then(&create()).unwrap();
    let retired = Event::Retired(event::Plain { command: CommandId([3; 16]) });
    assert_eq!(apply(None, &retired), None, "a change before the beginning changes nothing");
    let twice = apply(apply(play.character, &retired), &retired).unwrap();
    assert!(twice.retired);
}

#[test]
fn unknown_fields_of_a_command_are_refused() {
    for text in [
        r#"{"retire":{"now":true}}"#,
        r#"{"dance":{}}"#,
        r#"{"rename":{"name":{"id":"01010101010101010101010101010101","hash":"00","salt":"x"}}}"#,
        r#"{"retire":{},"restore":{}}"#,
        "[]",
    ] {
        assert!(serde_json::from_str::<Command>(text).is_err(), "{text}");
    }
    assert_eq!(serde_json::from_str::<Command>(r#"{"retire":{}}"#).unwrap(), Command::Retire {});
}
